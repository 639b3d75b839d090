//! What somebody has to do by a day, and what was promised first.

use crate::history::{Promises, first_due, promised};
use crate::record::{Action, ActionStatus, Date, EvidenceStatus, Party, PersonRef, Review, ReviewStatus};
use crate::snapshot::{Record, Snapshot, View};

/// What kind of thing is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DutyKind {
    /// An item of a corrective action.
    Action,
    /// The check whether an action worked.
    Effectiveness,
    /// A decision of a management review.
    Decision,
    /// An answer to the certification body.
    Response,
    /// Evidence that was asked for.
    Evidence,
}

/// Something that somebody has to do by a day.
#[derive(Debug, Clone)]
pub struct Duty<'a> {
    /// The record that it stands in.
    pub record: &'a Record,
    /// The part of it: the number of an item, the id of a decision.
    pub part: Option<String>,
    /// What kind of thing it is.
    pub kind: DutyKind,
    /// What is to be done.
    pub what: &'a str,
    /// Who has to do it: the id of a person, or a role in words.
    pub owner: Option<&'a str>,
    /// The day that was promised first.
    pub first_due: Date,
    /// The day that is in force.
    pub due: Date,
}

impl Duty<'_> {
    /// Days past the day in force; negative while there is time.
    pub fn late(&self, day: Date) -> i64 {
        day.days_since(self.due)
    }
}

/// Everything that is open and has a day, the earliest day first. What was promised first is told by `history` where it is at
/// hand.
pub fn duties<'a>(snapshot: &'a Snapshot, history: Option<&Promises>) -> Vec<Duty<'a>> {
    let mut duties: Vec<Duty<'_>> = Vec::new();
    snapshot.actions().for_each(|action| of_action(snapshot, action, history, &mut duties));
    snapshot.reviews().for_each(|review| of_review(review, &mut duties));
    for finding in snapshot.findings().filter(|finding| finding.status.is_open()) {
        if let Some(due) = finding.response_due.filter(|_| snapshot.actions_for(finding.id()).next().is_none()) {
            let owner = finding.data().auditee.as_ref().map(PersonRef::as_str);
            duties.push(Duty::new(finding.record(), DutyKind::Response, &finding.data().title, owner, due));
        }
    }
    for evidence in snapshot.evidence().filter(|evidence| evidence.status == EvidenceStatus::Requested) {
        if let Some(due) = evidence.due {
            let owner = evidence.data().requested_from.as_ref().map(Party::as_str);
            duties.push(Duty::new(evidence.record(), DutyKind::Evidence, &evidence.data().title, owner, due));
        }
    }
    duties.sort_by(|a, b| (a.due, &a.record.id, &a.part).cmp(&(b.due, &b.record.id, &b.part)));
    duties
}

/// What is open past the day in force, the latest first.
pub fn overdue<'a>(snapshot: &'a Snapshot, day: Date, history: Option<&Promises>) -> Vec<Duty<'a>> {
    duties(snapshot, history).into_iter().filter(|duty| duty.due < day).collect()
}

impl<'a> Duty<'a> {
    fn new(record: &'a Record, kind: DutyKind, what: &'a str, owner: Option<&'a str>, due: Date) -> Self {
        Self { record, part: None, kind, what, owner, first_due: due, due }
    }
}

/// Who checks whether an action worked: whoever is named, or accepted the plan, or manages the programme.
pub fn checker<'a>(snapshot: &'a Snapshot, action: &'a Action) -> Option<&'a PersonRef> {
    let named = action.effectiveness.as_ref().and_then(|check| check.checked_by.as_ref());
    let accepted = action.plan.as_ref().and_then(|plan| Some(&plan.accepted.as_ref()?.by));
    let is_here = |person: &&PersonRef| snapshot.person(person).is_some_and(|person| person.to.is_none());
    let manager = snapshot.isms().map(|isms| &isms.data().roles.programme_manager);
    named.or(accepted).filter(is_here).or(manager)
}

fn of_action<'a>(
    snapshot: &'a Snapshot,
    action: View<'a, Action>,
    history: Option<&Promises>,
    duties: &mut Vec<Duty<'a>>,
) {
    let data = action.data();
    if data.status == ActionStatus::Cancelled {
        return;
    }
    for item in data.open_items() {
        let Some(due) = item.due else { continue };
        let owner = item.owner.as_ref().unwrap_or(&data.owner);
        let mut duty = Duty::new(action.record(), DutyKind::Action, &item.what, Some(owner.as_str()), due);
        duty.part = Some(item.n.to_string());
        duty.first_due = promised(data, item.n, due, history).first;
        duties.push(duty);
    }
    let Some(check) = data.effectiveness.as_ref().filter(|_| data.status == ActionStatus::Implemented) else { return };
    if let Some(due) = check.planned_on.filter(|_| check.checked_on.is_none()) {
        let what = check.criterion.as_deref().unwrap_or(&data.title);
        let owner = checker(snapshot, data).map(PersonRef::as_str);
        let mut duty = Duty::new(action.record(), DutyKind::Effectiveness, what, owner, due);
        duty.first_due = first_due(data.changes.iter(), "effectiveness/planned_on", due);
        duties.push(duty);
    }
}

fn of_review<'a>(review: View<'a, Review>, duties: &mut Vec<Duty<'a>>) {
    if review.status == ReviewStatus::Planned {
        return;
    }
    for decision in review.data().decisions.iter().filter(|decision| decision.status.is_open()) {
        let Some(due) = decision.due else { continue };
        let owner = decision.owner.as_ref().map(PersonRef::as_str);
        let mut duty = Duty::new(review.record(), DutyKind::Decision, &decision.text, owner, due);
        duty.part = Some(decision.id.as_str().to_owned());
        duties.push(duty);
    }
}

/// How many action items were done by the day first promised, of those whose day came in the year up to `day`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OnTime {
    /// Done by then.
    pub kept: usize,
    /// All whose day came.
    pub all: usize,
}

impl OnTime {
    /// The share in whole per cent; `None` when no day came.
    pub fn percent(self) -> Option<usize> {
        (self.all > 0).then(|| self.kept * 100 / self.all)
    }
}
