//! The figures: pure functions of the records and the day. Each one names the records that it counts.

mod coverage;
mod duties;
mod findings;

pub use coverage::{Cell, Coverage, Row, Window, coverage, rows, window};
pub use duties::{Duty, DutyKind, OnTime, duties, first_due, on_time, overdue};
pub use findings::{AGE_BANDS, Band, Tally, ageing, open_findings, repeats, tally};
