//! What somebody made graver or narrower than it was, and what then goes back to what had been said and approved.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Moment;
use super::mended::is_as_it_was;
use crate::diagnostic::Diagnostic;
use crate::lint::{changes, widened};
use crate::record::{AuditorApproval, Data, Date, Finding, FindingRef, Grade, PersonRef, RiskRating};
use crate::snapshot::{Document, Record, Snapshot};

/// The rules that say of a finding that it weighs less than before.
pub(super) const MILDER: &[&str] = &["grade-lowered-without-justification", "finding-changed-after-issue"];
/// The rule that says of an auditor that they may do more than before.
pub(super) const WIDER: &str = "auditor-changed-after-approval";
/// For how many days whoever said too much may take it back without a word.
pub(super) const DAYS: i64 = 10;

/// Findings as they were before somebody said that they are graver, and auditors as they were when they were approved; by their ids in
/// lower case.
#[derive(Debug, Default)]
pub(super) struct TakenBack {
    slips: BTreeMap<Arc<str>, Slip>,
    /// Findings as they were when somebody made them milder without a word: to put that right is no slip.
    lowered: BTreeMap<Arc<str>, Arc<Document>>,
    approved: BTreeMap<Arc<str>, AuditorApproval>,
}

#[derive(Debug)]
struct Slip {
    then: Arc<Document>,
    by: PersonRef,
    day: Date,
    /// Whether a report had it, and in which version.
    report: Option<(bool, u32)>,
}

impl TakenBack {
    /// Notes what a commit makes of findings and auditors. `found` is what the rules say of it.
    pub(super) fn note(&mut self, moment: &Moment<'_>, found: &[Diagnostic]) {
        for new in moment.touched_after() {
            let old = moment.before.same(new);
            let is_of = |one: &Diagnostic| one.record.as_ref().is_some_and(|subject| subject.id == new.id);
            match new.data() {
                Data::Finding(finding) => {
                    self.note_finding(moment, old.zip(Some(new)), finding);
                    if found.iter().any(|one| MILDER.contains(&one.rule) && is_of(one)) {
                        self.lowered.insert(Arc::clone(new.key()), Arc::clone(new.document()));
                    }
                }
                Data::Person(person) => {
                    let was_approved = old.and_then(|old| old.data().person()?.auditor.as_ref());
                    let Some(is) = &person.auditor else { continue };
                    let is_new = was_approved.is_none_or(|was| was.approved.said() != is.approved.said());
                    // What one has learnt goes with the approval.
                    let is_wider = self.approved.get(new.key()).is_none_or(|was| !widened(was, is).is_empty());
                    if is_new || is_wider && !found.iter().any(|one| one.rule == WIDER && is_of(one)) {
                        self.approved.insert(Arc::clone(new.key()), is.clone());
                    }
                }
                _ => {}
            }
        }
    }

    fn note_finding(&mut self, moment: &Moment<'_>, versions: Option<(&Record, &Record)>, finding: &Finding) {
        let Some((old, new)) = versions else { return };
        let Some(was) = old.data().finding().filter(|was| is_graver(was, finding)) else { return };
        // Where an entry says why, it was meant.
        let is_told = changes(new.data()).iter().any(|change| !was.changes.contains(change));
        let lowered = self.lowered.get(new.key()).and_then(|then| then.data.as_ref()?.finding());
        let is_put_right = lowered.is_some_and(|lowered| weight(lowered) == weight(was));
        match moment.facts.author_of(&new.id).filter(|_| !is_told && !is_put_right).cloned() {
            Some(by) => {
                let (then, report) = (Arc::clone(old.document()), report(moment.after, finding));
                let slip = Slip { then, by, day: moment.day, report };
                self.slips.insert(Arc::clone(new.key()), slip);
            }
            None => drop(self.slips.remove(new.key())),
        }
    }

    /// Whether what a rule says of a record is that it went back to what it was: a finding by whom it was made graver, within days and before a
    /// report said so, and an auditor to no more than was approved.
    pub(super) fn is_taken_back(&self, diagnostic: &Diagnostic, moment: &Moment<'_>) -> bool {
        let Some(after) = diagnostic.record.as_ref().and_then(|subject| moment.after.record(&subject.id)) else {
            return false;
        };
        match after.data() {
            // A conflict that they had declared is no part of the approval.
            Data::Person(person)
                if diagnostic.rule == WIDER && !diagnostic.members.iter().any(|of| of == "conflicts") =>
            {
                let (was, is) = (self.approved.get(after.key()), person.auditor.as_ref());
                was.zip(is)
                    .is_some_and(|(was, is)| was.approved.said() == is.approved.said() && widened(was, is).is_empty())
            }
            Data::Finding(finding) if MILDER.contains(&diagnostic.rule) => {
                self.slips.get(after.key()).is_some_and(|slip| {
                    moment.facts.author_of(&after.id) == Some(&slip.by)
                        && moment.day.days_since(slip.day) <= DAYS
                        && report(moment.after, finding) == slip.report
                        && is_as_it_was(&slip.then, after.document())
                })
            }
            _ => false,
        }
    }
}

/// Whether a finding is said to weigh more than it was.
fn is_graver(was: &Finding, is: &Finding) -> bool {
    let (old_grade, was_systemic, old_repeats, old_rating) = weight(was);
    let (grade, is_systemic, repeats, rating) = weight(is);
    grade < old_grade
        || is_systemic && !was_systemic
        || repeats.iter().any(|id| !old_repeats.contains(id))
        || rating > old_rating
}

/// What a finding weighs by: its grade, whether it is systemic, what it repeats, and how its risk is rated.
fn weight(finding: &Finding) -> (Grade, bool, &[FindingRef], Option<RiskRating>) {
    let rating = finding.risk.as_ref().and_then(|risk| risk.rating);
    (finding.grade, finding.systemic == Some(true), &finding.repeat_of, rating)
}

/// Whether the report of a finding's audit is out, and in which version.
fn report(snapshot: &Snapshot, finding: &Finding) -> Option<(bool, u32)> {
    let audit = snapshot.audit(&finding.audit)?;
    Some((audit.is_frozen(), audit.report_version()))
}
