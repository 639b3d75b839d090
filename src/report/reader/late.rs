//! How late things are, as far as the audience of a report may know of it: by the measure of the pages and of what reminds.

use std::collections::BTreeMap;

use super::Reader;
use crate::follow_up::{self, Task};
use crate::metrics::{self, Duty, DutyKind};
use crate::snapshot::Record;

/// By how many days the latest thing of each record is late.
pub struct Lateness(BTreeMap<String, i64>);

impl Lateness {
    /// Days by which the latest thing of a record, or of an audit that a programme names, is late, be it overdue or a step.
    pub fn of(&self, id: &str) -> Option<i64> {
        self.0.get(id).copied()
    }
}

impl<'a> Reader<'a> {
    /// What is overdue, the latest first.
    pub fn overdue(&self) -> Vec<Duty<'a>> {
        let mut overdue = metrics::overdue(self.snapshot, self.day, self.promises);
        overdue.retain(|duty| self.is_shown(duty.record) && self.sees(duty.told_by.0, duty.told_by.1));
        overdue
    }

    /// The steps whose day is past, which nothing counts as overdue.
    pub fn late_steps(&self) -> Vec<Task> {
        // Without all the days that steps are counted from, none has a day.
        if self.redaction.is_for_anybody() || !self.may_draw("fig-steps") {
            return Vec::new();
        }
        let is_told = |task: &Task| {
            let record = self.snapshot.record(&task.id).filter(|record| self.is_shown(record));
            record.is_some_and(|record| !self.withholds(record) && self.sees(record, task.told_by()))
        };
        let mut steps = follow_up::late_steps(self.snapshot, self.day);
        steps.retain(is_told);
        steps
    }

    /// By how many days the records are late.
    pub fn lateness(&self) -> Lateness {
        let mut latest: BTreeMap<String, i64> = BTreeMap::new();
        let mut put = |id: &str, late: i64| {
            let most = latest.entry(id.to_owned()).or_default();
            *most = late.max(*most);
        };
        for duty in self.overdue() {
            put(&duty.record.id, duty.late(self.day));
            // Its programme says the time of an audit, and the audit is what is late, also before there is a record of it.
            let Some(audit) = duty.part.as_deref().filter(|_| duty.kind == DutyKind::Audit) else { continue };
            match self.snapshot.record(audit) {
                None => put(audit, duty.late(self.day)),
                Some(record) if self.knows_time(record) => put(&record.id, duty.late(self.day)),
                Some(_) => {}
            }
        }
        for step in self.late_steps() {
            put(&step.id, step.late(self.day).unwrap_or_default());
        }
        Lateness(latest)
    }

    fn knows_time(&self, audit: &Record) -> bool {
        self.is_shown(audit)
            && !self.withholds(audit)
            && ["status", "dates"].iter().all(|field| self.sees(audit, field))
    }
}
