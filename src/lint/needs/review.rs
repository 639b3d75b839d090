//! Management reviews and their decisions. The inputs are `review-input-missing`'s.

use super::{Need, STATUS};
use crate::record::{Decision, DecisionStatus, DecisionType, Review, ReviewStatus};

/// The needs of a review's states.
pub const NEEDS: &[Need<Review>] = &[
    Need {
        when: |_, review| review.status >= ReviewStatus::Held,
        met: |_, review| review.conclusion.is_some(),
        place: STATUS,
        lapse: "it comes to no conclusion",
        help: "say under `conclusion:` whether the ISMS is suitable, adequate and effective",
    },
    Need {
        when: |_, review| review.status >= ReviewStatus::Approved,
        met: |_, review| review.minutes.is_some(),
        place: STATUS,
        lapse: "nobody approved its minutes",
        help: "record who did: `minutes: {by: …, date: …}`",
    },
    Need {
        when: |_, review| review.status == ReviewStatus::Closed,
        met: |_, review| !review.decisions.iter().any(|decision| decision.status.is_open()),
        place: STATUS,
        lapse: "a decision of it is still open",
        help: "finish the decision, or carry it over into the next review (`status: carried`)",
    },
];

/// The needs of a decision's states.
pub const DECISIONS: &[Need<Decision>] = &[
    Need {
        when: |_, decision| asks(decision) && decision.status == DecisionStatus::Done,
        met: |_, decision| decision.done_on.is_some(),
        place: STATUS,
        lapse: "it does not say when it was done",
        help: "record the day: `done_on: …`",
    },
    Need {
        when: |_, decision| decision.status.is_open(),
        met: |_, decision| decision.done_on.is_none(),
        place: "/done_on",
        lapse: "it says when it was done",
        help: "set it to `done`, or take the day out",
    },
];

/// Whether the decision asks somebody for something.
pub(in crate::lint) fn asks(decision: &Decision) -> bool {
    decision.r#type != DecisionType::NoAction
}
