//! Audit programmes.

use super::{Need, STATUS};
use crate::record::{Programme, ProgrammeStatus};

/// The needs of a programme's states.
pub const NEEDS: &[Need<Programme>] = &[Need {
    when: |_, programme| programme.status == ProgrammeStatus::Closed,
    met: |_, programme| !programme.reviews.is_empty(),
    place: STATUS,
    lapse: "nobody looked back on it",
    help: "record the closing review under `reviews:`: what was covered, and what the next programme does better",
}];
