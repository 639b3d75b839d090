//! Who had to answer a finding: whoever hands it on and then grades or closes it judges their own work all the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Level};
use crate::hash::HashMap;
use crate::record::{Data, Date, Finding, Kind, PersonRef};
use crate::snapshot::{Key, Record, Snapshot};

/// The auditees of findings since they were reported, and the owners of the accepted actions that answer them, by the findings' ids in lower
/// case.
#[derive(Debug, Default)]
pub(super) struct Answering(HashMap<String, BTreeSet<PersonRef>>);

impl Answering {
    /// Takes a record into account.
    pub(super) fn note(&mut self, record: &Record) {
        let mut add = |finding: &str, person: &PersonRef| {
            let key = Key::of(finding);
            if !self.0.contains_key(key.as_str()) {
                self.0.insert(key.as_str().to_owned(), BTreeSet::new());
            }
            let known = self.0.get_mut(key.as_str());
            if let Some(known) = known.filter(|known| !known.contains(person)) {
                known.insert(person.clone());
            }
        };
        match record.data() {
            Data::Finding(finding) if finding.status.is_reported() => {
                finding.auditee.iter().for_each(|auditee| add(&record.id, auditee));
            }
            Data::Action(action) if action.status.is_accepted() => {
                action.source.findings.iter().for_each(|finding| add(finding.as_str(), &action.owner));
            }
            _ => {}
        }
    }

    /// Who had to answer the findings that are graded milder, or closed, between two states.
    pub(super) fn of(&self, before: &Snapshot, after: &Snapshot) -> BTreeMap<String, BTreeSet<PersonRef>> {
        if self.0.is_empty() {
            return BTreeMap::new();
        }
        let judged = after.records_of(Kind::Finding).filter(|record| is_judged(before.same(record), record));
        let of = |record: &Record| Some((record.key().to_string(), self.0.get(&**record.key())?.clone()));
        judged.filter_map(of).collect()
    }
}

/// Whether a finding is graded milder, or closed.
pub(super) fn is_judged(before: Option<&Record>, after: &Record) -> bool {
    let before = before.filter(|before| !Arc::ptr_eq(before.document(), after.document()));
    let Some((old, new)) = before.and_then(|before| before.data().finding()).zip(after.data().finding()) else {
        return false;
    };
    new.grade > old.grade || is_closed_anew(old, new)
}

fn is_closed_anew(old: &Finding, new: &Finding) -> bool {
    fn closed(finding: &Finding) -> Option<(&PersonRef, Date)> {
        finding.closed.as_ref().map(|closed| (&closed.by, closed.date))
    }
    new.closed.is_some() && closed(old) != closed(new)
}

/// A nonconformity that is closed by somebody who had to answer it before, and has not any more.
pub(super) fn closed_by_former(
    states: (&Snapshot, &Snapshot),
    record: &Record,
    answered_by: &BTreeMap<String, BTreeSet<PersonRef>>,
    level: Level,
) -> Option<Diagnostic> {
    let (before, after) = states;
    let (old, new) = (before.same(record)?.data().finding()?, record.data().finding()?);
    let by = new.closed.as_ref().map(|closed| &closed.by).filter(|_| is_closed_anew(old, new))?;
    let is_former = answered_by.get(&**record.key())?.contains(by) && new.grade.is_nonconformity();
    // Of those who have to answer it still, the rule says so itself.
    let is_own = new.auditee.as_ref() == Some(by) || after.actions_for(&record.id).any(|action| action.owner == *by);
    if !is_former || is_own {
        return None;
    }
    let message = format!("{by} closed it and had to answer it before somebody else had");
    let mut diagnostic = Diagnostic::new("finding-closed-by-auditee", level, record.at("/closed/by"), message);
    diagnostic.record = Some(record.subject());
    diagnostic.field = Some("/closed/by".to_owned());
    diagnostic.help("have an auditor or whoever manages the programme close it").owner(&new.raised_by);
    Some(diagnostic)
}
