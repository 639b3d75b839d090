//! Audit programmes.

use super::{Need, STATUS, is_top_management};
use crate::record::{Programme, ProgrammeStatus};

/// The needs of a programme's states.
pub const NEEDS: &[Need<Programme>] = &[
    Need {
        when: |_, programme| programme.status.is_approved(),
        met: |_, programme| programme.approved.is_some(),
        place: STATUS,
        lapse: "nobody has approved it",
        help: "record top management's approval: `approved: {by: …, date: …}`",
    },
    Need {
        when: |_, programme| matches!(programme.status, ProgrammeStatus::Approved | ProgrammeStatus::Active),
        met: |context, programme| {
            let approved = programme.approved.as_ref();
            approved.is_none_or(|approved| is_top_management(context, &approved.by))
        },
        place: "/approved/by",
        lapse: "whoever approved it is not in top management",
        help: "have somebody approve it whom `roles.top_management` in tickmark.yaml lists",
    },
    Need {
        when: |_, programme| programme.status == ProgrammeStatus::Closed,
        met: |_, programme| !programme.reviews.is_empty(),
        place: STATUS,
        lapse: "nobody looked back on it",
        help: "record the closing review under `reviews:`: what was covered, and what the next programme does better",
    },
];
