//! What a person decided, as records say it: approvals, acceptances, checks, closures, issues, waivers.

use std::borrow::Cow;

use super::changes::changes;
use super::waivers::widened;
use crate::record::{Approval, Data, Date, PersonRef, Waiver};
use crate::snapshot::Record;
use crate::text::shortened;

/// Something that a person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What it is.
    pub what: Cow<'static, str>,
    /// Where the record names the person, or the list in which it does.
    pub path: &'static str,
    /// Who decided.
    pub by: PersonRef,
    /// When; `None` where the record has no day for it, so that the commit's is the only one.
    pub date: Option<Date>,
    /// Of an entry of `changes`, the field that it tells of.
    pub field: Option<String>,
}

impl Decision {
    /// Whether it is that a waiver was given.
    pub(crate) fn is_of(&self, waiver: &Waiver) -> bool {
        self.path == WAIVERS && self.what == waived(waiver) && self.by == waiver.approved_by
    }
}

fn waived(waiver: &Waiver) -> String {
    format!("the waiver of {} until {}", waiver.rule, waiver.until)
}

/// Where the acceptance of a plan stands.
pub(crate) const ACCEPTANCE: &str = "/plan/accepted/by";
/// Where the approval of an audit's plan stands.
pub(crate) const PLAN: &str = "/plan/approved/by";
/// Where the check of effectiveness stands.
pub(crate) const EFFECTIVENESS: &str = "/effectiveness/checked_by";
/// Where the closure of a finding stands.
pub(crate) const CLOSURE: &str = "/closed/by";
/// Where the acceptance of a risk stands.
pub(super) const RISK: &str = "/acceptance/approved/by";
/// Where the approval of an auditor stands.
pub(crate) const AUDITOR: &str = "/auditor/approved/by";
/// Where the entries of `changes` stand.
pub(super) const CHANGES: &str = "/changes";
/// Where waivers stand.
pub(crate) const WAIVERS: &str = "/waivers";
/// Where the check of evidence stands.
pub(super) const VERIFICATION: &str = "/verified_by";

/// The decisions that a record holds. A waiver, or an entry of `changes`, is one when it is new, which [`new_decisions`] knows.
pub fn decisions(record: &Record) -> Vec<Decision> {
    let mut found = Vec::new();
    let mut add = |what: &'static str, path, by: Option<(&PersonRef, Date)>| {
        found.extend(by.map(|(by, date)| Decision {
            what: what.into(),
            path,
            by: by.clone(),
            date: Some(date),
            field: None,
        }));
    };
    fn of(approval: Option<&Approval>) -> Option<(&PersonRef, Date)> {
        approval.map(|approval| (&approval.by, approval.date))
    }
    match record.data() {
        Data::Person(person) => {
            let approval = person.auditor.as_ref().map(|auditor| &auditor.approved);
            add("the approval as an auditor", AUDITOR, of(approval));
        }
        Data::Workpaper(paper) => add("the review of the workpaper", "/reviewed/by", of(paper.reviewed.as_ref())),
        Data::Programme(programme) => {
            add("the approval", "/approved/by", of(programme.approved.as_ref()));
            found.extend(programme.reviews.iter().map(|review| Decision {
                what: format!("the review of the programme on {}", review.date).into(),
                path: "/reviews",
                by: review.by.clone(),
                date: Some(review.date),
                field: None,
            }));
        }
        Data::Audit(audit) if audit.r#type.is_planned_by_us() => {
            let approved = audit.plan.as_ref().and_then(|plan| plan.approved.as_ref());
            add("the approval of the plan", PLAN, of(approved));
            let issued = audit.report.as_ref().and_then(|report| report.issued.as_ref());
            add("the issue of the report", "/report/issued/by", of(issued));
            let agreed = audit.technical_tests.iter().filter_map(|test| Some((test, test.agreed.as_ref()?)));
            found.extend(agreed.map(|(test, agreed)| Decision {
                what: format!("the agreement to the test \"{}\"", shortened(&test.what, 60)).into(),
                path: "/technical_tests",
                by: agreed.by.clone(),
                date: Some(agreed.date),
                field: None,
            }));
        }
        Data::Action(action) => {
            let accepted = action.plan.as_ref().and_then(|plan| plan.accepted.as_ref());
            add("the acceptance of the plan", ACCEPTANCE, of(accepted));
            let check = action.effectiveness.as_ref();
            let checked = check.and_then(|check| check.checked_by.as_ref().zip(check.checked_on));
            add("the check of effectiveness", EFFECTIVENESS, checked);
        }
        Data::Finding(finding) => {
            add("the closure", CLOSURE, finding.closed.as_ref().map(|closed| (&closed.by, closed.date)));
            let accepted = finding.acceptance.as_ref().and_then(|acceptance| acceptance.approved.as_ref());
            let said = finding.acknowledged.as_ref().map(|said| (&said.by, said.date));
            add("the answer of the auditee", "/acknowledged/by", said);
            add("the acceptance of the risk", RISK, of(accepted));
        }
        Data::Soa(soa) => add("the approval", "/approved/by", of(soa.approved.as_ref())),
        Data::Review(review) => add("the approval of the minutes", "/minutes/by", of(review.minutes.as_ref())),
        Data::Evidence(evidence) => {
            add("the approval of the disposal", "/disposed/by", of(evidence.disposed.as_ref()));
            // Whoever is named before it is checked has not said anything yet.
            let checker = evidence.verified_by.as_ref().filter(|_| evidence.status.was_verified());
            found.extend(checker.map(|by| Decision {
                what: "the check of the evidence".into(),
                path: VERIFICATION,
                by: by.clone(),
                date: None,
                field: None,
            }));
        }
        _ => {}
    }
    found
}

/// Whether a record of audit work says that somebody approved, issued, checked or closed it.
pub fn is_decided_work(record: &Record) -> bool {
    let is_work = !matches!(record.data(), Data::Person(_) | Data::Soa(_) | Data::Isms(_) | Data::Catalogue(_));
    // The report of an audit that somebody else ran is nobody's decision here, and is out all the same.
    is_work && (!decisions(record).is_empty() || record.data().audit().is_some_and(|audit| audit.status.is_issued()))
}

/// The decisions that a record holds and did not hold before.
pub fn new_decisions(before: Option<&Record>, after: &Record) -> Vec<Decision> {
    let known = before.map(decisions).unwrap_or_default();
    let mut new = decisions(after);
    new.retain(|decision| !known.contains(decision));
    new.extend(widened(before, after).map(|waiver| Decision {
        what: waived(waiver).into(),
        path: WAIVERS,
        by: waiver.approved_by.clone(),
        date: Some(waiver.until),
        field: None,
    }));
    let known = before.map(|before| changes(before.data())).unwrap_or_default();
    let entries = changes(after.data()).iter().filter(|change| !known.contains(change));
    new.extend(entries.filter_map(|change| {
        Some(Decision {
            what: format!("the approval of the change of {} to {}", change.field, change.to.trim()).into(),
            path: CHANGES,
            by: change.approved_by.clone()?,
            date: Some(change.date),
            field: Some(change.field.clone()),
        })
    }));
    new
}
