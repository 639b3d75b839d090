//! What changed in the statement of applicability.

use std::collections::BTreeMap;

use super::Named;
use crate::record::{Control, ControlStatus, Criterion};
use crate::snapshot::Snapshot;
use crate::text::natural_cmp;

/// Changes of the statement of applicability.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SoaChanges {
    /// Its versions, when they differ or one of them is not there.
    pub versions: Option<(Option<String>, Option<String>)>,
    /// The rows that are new, gone, or say something else of what applies and how far it is implemented.
    pub controls: Vec<ControlChange>,
    /// Rows of which only the justification or the way it is done was written anew.
    pub reworded: usize,
}

/// A row that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlChange {
    /// The control.
    pub control: Named,
    /// Whether it applied before, and how far it was implemented; `None` when there was no row.
    pub from: Option<(bool, Option<ControlStatus>)>,
    /// The same now.
    pub to: Option<(bool, Option<ControlStatus>)>,
    /// Why it applies or does not, where that changed.
    pub reason: Option<String>,
}

impl SoaChanges {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.versions.is_none() && self.controls.is_empty() && self.reworded == 0
    }
}

pub(super) fn changes(before: &Snapshot, after: &Snapshot) -> SoaChanges {
    let version = |snapshot: &Snapshot| snapshot.soa().map(|soa| soa.data().version.clone());
    let versions = (version(before), version(after));
    let mut changes = SoaChanges { versions: (versions.0 != versions.1).then_some(versions), ..SoaChanges::default() };
    let (old, new) = (rows(before), rows(after));
    let mut ids: Vec<&str> = old.keys().chain(new.keys()).copied().collect();
    ids.sort_by(|a, b| natural_cmp(a, b));
    ids.dedup();
    for id in ids {
        let (past, now) = (old.get(id).copied(), new.get(id).copied());
        let state = |control: &Control| (control.applicable, control.status);
        let (from, to) = (past.map(state), now.map(state));
        if from != to {
            let title = after.catalogues().title(&Criterion::from(id)).unwrap_or_default();
            let is_told = from.map(|from| from.0) != to.map(|to| to.0);
            let reason = now.filter(|_| is_told).map(|control| control.justification.clone());
            changes.controls.push(ControlChange { control: Named::new(id, title), from, to, reason });
        } else if past
            .zip(now)
            .is_some_and(|(past, now)| past.justification != now.justification || past.how != now.how)
        {
            changes.reworded += 1;
        }
    }
    changes
}

fn rows(snapshot: &Snapshot) -> BTreeMap<&str, &Control> {
    // The view ends here, what it shows lives as long as the snapshot.
    let controls = snapshot.soa().map(|soa| soa.data().controls.as_slice()).unwrap_or_default();
    controls.iter().map(|control| (control.id.as_str(), control)).collect()
}
