//! What was decided or written down, was taken away by mistake, and comes back as it was: it is not written down late, and nobody says it
//! in the name of somebody else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Moment;
use super::mended::APPROVALS;
use crate::diagnostic::Diagnostic;
use crate::lint::{HOLDING, PLAN_APPROVED, changed_between, changes, decisions, new_answers, new_days, new_decisions};
use crate::record::{Date, Kind, PersonRef};
use crate::snapshot::{Record, Snapshot};
use crate::source::State;

/// The rules about what a commit writes down.
pub(super) const WRITTEN: &[&str] =
    &["backdated-entry", "plan-backdated", "answered-after-closing", "person-commit-mismatch"];
/// What may have gone on in a record meanwhile.
const LIVING: &[&str] = &["status", "changes", "waivers"];

/// Records as they were before something was taken away from them, by their ids in lower case.
#[derive(Debug, Default)]
pub(super) struct Regained {
    lost: BTreeMap<Arc<str>, Vec<Lost>>,
    /// The versions of the reports that were issued on the main line, each with its day.
    issued: BTreeMap<Arc<str>, Vec<(u32, Date)>>,
}

#[derive(Debug)]
struct Lost {
    then: Snapshot,
    /// Who took back what was their own to say.
    withdrawn: Option<PersonRef>,
}

impl Regained {
    /// Notes what a commit takes away from records that stay.
    pub(super) fn note(&mut self, moment: &Moment<'_>) {
        for old in moment.touched_before() {
            if let Some(issue) = issue(old) {
                let known = self.issued.entry(Arc::clone(old.key())).or_default();
                known.extend(Some(issue).filter(|issue| !known.contains(issue)));
            }
        }
        // Who is no auditor any more was made none.
        for old in moment.touched_before().filter(|old| old.kind() != Kind::Person) {
            let Some(new) = moment.after.same(old).filter(|new| is_less(old, new)) else { continue };
            // An entry says that it is meant, and where many wrote what comes, nobody knows whether it is.
            let is_meant = changes(new.data()).iter().any(|change| !changes(old.data()).contains(change));
            let Some(who) = moment.facts.author_of(&old.id).filter(|_| !is_meant) else { continue };
            let is_own = |by: &PersonRef| by == who || moment.facts.approved_by.contains(by);
            let known = decisions(new);
            let mut gone = decisions(old).into_iter().filter(|decision| !known.contains(decision));
            let withdrawn = gone.find(|decision| is_own(&decision.by)).map(|decision| decision.by);
            let files = vec![(Arc::clone(&old.path), Arc::clone(old.document()))];
            let then = Snapshot::of_documents(files, State::Commit(moment.commit.clone()));
            self.lost.entry(Arc::clone(old.key())).or_default().push(Lost { then, withdrawn });
        }
    }

    /// Whether what a rule says is written down late is the day of a version of a report that had been issued, and takes the place of a later
    /// one that is taken back.
    fn is_issued_before(&self, diagnostic: &Diagnostic, after: &Record) -> bool {
        let is_of_issue =
            diagnostic.rule == "backdated-entry" && diagnostic.field.as_deref() == Some("/report/issued/date");
        let known = self.issued.get(after.key()).filter(|_| is_of_issue);
        known.is_some_and(|known| issue(after).is_some_and(|issue| known.contains(&issue)))
    }

    /// Whether what a rule says of a record is that something is back as it was. `held` are the records that are not what was approved.
    pub(super) fn is_back(&self, diagnostic: &Diagnostic, moment: &Moment<'_>, held: &BTreeSet<String>) -> bool {
        let subject = diagnostic.record.as_ref().filter(|_| WRITTEN.contains(&diagnostic.rule));
        let Some(after) = subject.and_then(|subject| moment.after.record(&subject.id)) else { return false };
        if self.is_issued_before(diagnostic, after) {
            return true;
        }
        let Some(lost) = self.lost.get(after.key()) else { return false };
        let (before, who) = (moment.before.same(after), moment.facts.author_of(&after.id));
        lost.iter().any(|Lost { then, withdrawn }| {
            // Who took it back may say it again; nobody else says it for them.
            let may = withdrawn.is_none() || withdrawn.as_ref() == who;
            let then = then.same(after).filter(|_| may);
            then.is_some_and(|then| {
                is_known((diagnostic.rule, diagnostic.field.as_deref().unwrap_or_default()), (before, after), then)
                    && is_as_it_was(diagnostic, (then, after), held.contains(&**after.key()))
            })
        })
    }
}

/// The day on which a version of a report was issued that a record has.
fn issue(record: &Record) -> Option<(u32, Date)> {
    let report = record.data().audit()?.report.as_ref()?;
    Some((report.version, report.issued.as_ref()?.date))
}

/// The records of which the rules say that they are not what was approved, by their ids in lower case; nobody asks unless something is written
/// down.
pub(super) fn held(found: &[Diagnostic]) -> BTreeSet<String> {
    let is_held = |diagnostic: &&Diagnostic| HOLDING.contains(&diagnostic.rule);
    let subjects = found.iter().filter(is_held).filter_map(|diagnostic| diagnostic.record.as_ref());
    subjects.map(|subject| subject.id.to_lowercase()).collect()
}

/// Whether a record has lost a day, a decision or an answer.
fn is_less(old: &Record, new: &Record) -> bool {
    let (was, is) = (decisions(old), decisions(new));
    was.iter().any(|decision| !is.contains(decision))
        || !new_days(Some(new), old).is_empty()
        || !new_answers(Some(new), old).is_empty()
}

/// Whether all that a rule says comes at a place was there before.
fn is_known((rule, field): (&str, &str), (before, after): (Option<&Record>, &Record), then: &Record) -> bool {
    let is_day_known = |path: &str| {
        let unknown = new_days(Some(then), after);
        let mut back = new_days(before, after).into_iter().filter(|day| day.path == path);
        back.all(|day| !unknown.contains(&day))
    };
    match rule {
        "backdated-entry" => is_day_known(field),
        "plan-backdated" => is_day_known(PLAN_APPROVED),
        "answered-after-closing" => new_answers(Some(then), after).is_empty(),
        _ => {
            let unknown = new_decisions(Some(then), after);
            let mut back = new_decisions(before, after).into_iter().filter(|decision| decision.path == field);
            back.all(|decision| !unknown.contains(&decision))
        }
    }
}

/// Whether what was said is in the same words, and of the same.
fn is_as_it_was(diagnostic: &Diagnostic, (then, after): (&Record, &Record), is_held: bool) -> bool {
    let field = diagnostic.field.as_deref().unwrap_or_default();
    let own = field.rsplit_once('/').map_or(field, |(own, _)| own);
    if APPROVALS.contains(&own) {
        let said = |record: &Record| record.document().root.as_ref().and_then(|root| root.at(own)).cloned();
        return !is_held && said(then).zip(said(after)).is_some_and(|(then, after)| then.says_the_same(&after));
    }
    let top = field.split('/').nth(1).unwrap_or_default();
    let mut changed = changed_between(then.document(), after.document()).into_iter();
    changed.all(|changed| changed != top && LIVING.contains(&changed.as_str()))
}
