//! What the ISMS consists of, held against what it was when it was audited last.

use std::collections::{BTreeMap, BTreeSet};

use super::Moment;
use crate::lint::ChangedSince;
use crate::record::{ControlStatus, Date, ROOT_FILE};
use crate::snapshot::Snapshot;

/// Processes and controls. That sites are visited is asked for by `site-never-audited`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    processes: BTreeSet<String>,
    controls: BTreeMap<String, (bool, Option<ControlStatus>)>,
}

impl Scope {
    /// Takes over what a state has of it; what the state lacks stays as it was.
    pub fn note(&mut self, snapshot: &Snapshot) {
        if let Some(isms) = snapshot.isms() {
            self.processes = isms.data().processes.iter().map(|process| process.id.as_str().to_owned()).collect();
        }
        if let Some(soa) = snapshot.soa() {
            let controls = soa.data().controls.iter();
            self.controls = controls.map(|row| (row.id.as_str().to_owned(), (row.applicable, row.status))).collect();
        }
    }

    /// What is new or otherwise since an audit whose report was issued on a day.
    pub fn changed(&self, now: &Scope, audit: &str, day: Date) -> ChangedSince {
        let added = now.processes.difference(&self.processes);
        let is_other = |id: &&String| now.controls.get(*id) != self.controls.get(*id);
        let controls = if self.controls.is_empty() { &self.controls } else { &now.controls };
        ChangedSince {
            audit: audit.to_owned(),
            day,
            // The first list of processes is no change of the ISMS.
            processes: if self.processes.is_empty() { Vec::new() } else { added.cloned().collect() },
            controls: controls.keys().filter(is_other).cloned().collect(),
        }
    }
}

/// The scope on its way through history, and how it was when an audit that counts was reported last.
#[derive(Debug, Default)]
pub(super) struct Audited {
    now: Scope,
    then: Option<(String, Date, Scope)>,
}

impl Audited {
    /// Takes a commit into account.
    pub(super) fn note(&mut self, moment: &Moment<'_>) {
        let brings_settings = moment.touched_after().any(|record| *record.path == *ROOT_FILE);
        if brings_settings || moment.after.soa().is_some() {
            self.now.note(moment.after);
        }
        for audit in moment.after.audits().filter(|audit| audit.counts_for_coverage()) {
            let was_issued = moment.before.audit(&audit.id().into()).and_then(|audit| audit.issued_on());
            if let (Some(day), None) = (audit.issued_on(), was_issued) {
                self.then = Some((audit.id().to_owned(), day, self.now.clone()));
            }
        }
    }

    /// What changed since.
    pub(super) fn changed(&self) -> Option<ChangedSince> {
        let (audit, day, then) = self.then.as_ref()?;
        Some(then.changed(&self.now, audit, *day))
    }
}
