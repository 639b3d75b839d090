//! How coverage grows over the certification cycle, against the share of it that is gone.

use super::{Row, Window};
use crate::record::Date;
use crate::snapshot::Snapshot;

/// A day on which something was covered for the first time in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub day: Date,
    /// Requirements covered by then.
    pub covered: usize,
}

/// How the coverage of some rows grew in the window, up to the day.
pub fn pace<'r>(snapshot: &Snapshot, rows: impl IntoIterator<Item = &'r Row>, window: Window, day: Date) -> Vec<Step> {
    let first = |row: &Row| {
        let days = snapshot.coverage(row.requirement).iter().map(|covered| snapshot.covered_on(covered));
        days.filter(|on| window.period.contains(*on) && *on <= day).min()
    };
    let mut days: Vec<Date> = rows.into_iter().filter_map(first).collect();
    days.sort_unstable();
    let mut steps: Vec<Step> = Vec::new();
    for (before, day) in days.into_iter().enumerate() {
        match steps.last_mut().filter(|last| last.day == day) {
            Some(last) => last.covered = before + 1,
            None => steps.push(Step { day, covered: before + 1 }),
        }
    }
    steps
}
