//! How much the rules reported over time.

use super::lint;
use crate::diagnostic::Level;
use crate::record::Date;
use crate::snapshot::Snapshot;

/// What the rules say of a state on a day, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    /// The day.
    pub day: Date,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Errors and warnings that a waiver keeps back.
    pub waived: usize,
}

/// How many months are looked back on.
const MONTHS: i64 = 24;

impl Health {
    /// Runs the rules of today over a state, by its own settings.
    pub fn of(snapshot: &Snapshot, day: Date) -> Health {
        let outcome = lint(snapshot, day);
        let count = |level: Level| outcome.diagnostics.iter().filter(|found| found.level == level).count();
        let waived = outcome.waived.iter().filter(|found| found.level >= Level::Warning).count();
        Health { day, errors: count(Level::Error), warnings: count(Level::Warning), waived }
    }

    /// The days before one on which states are looked at: the last ones of its two years of months.
    pub fn days_before(day: Date) -> impl Iterator<Item = Date> {
        let month = Date(day.0.first_of_month());
        (0..MONTHS).rev().map(move |back| month.plus_months(-back).plus_days(-1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_years_of_months_are_looked_back_on() {
        let days: Vec<String> =
            Health::days_before("2026-03-31".parse().expect("a day")).map(|day| day.to_string()).collect();
        assert_eq!((days.len(), days[0].as_str(), days[23].as_str()), (24, "2024-03-31", "2026-02-28"));
    }
}
