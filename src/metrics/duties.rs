//! What somebody has to do by a day, and what was promised first.

use crate::history::{Promises, first_due, promised};
use crate::record::{
    Action, ActionStatus, Date, EffectivenessCheck, EvidenceStatus, Finding, FindingStatus, Party, PersonRef, Review,
    ReviewStatus,
};
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
    /// An audit whose time is over.
    Audit,
    /// A risk that is accepted until a day, by which somebody has to decide about it again.
    Risk,
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
    /// The record that says the day, and the field in which it does.
    pub told_by: (&'a Record, &'static str),
}

impl Duty<'_> {
    /// Days past the day in force; negative while there is time.
    pub fn late(&self, day: Date) -> i64 {
        day.days_since(self.due)
    }
}

/// Everything that is open and has a day, the earliest day first. Until its time is over an audit has steps with days of their own,
/// and is among the duties of a `day` from then on; an accepted risk asks for nothing until its end is near. What was promised
/// first is told by `history` where it is at hand.
pub fn duties<'a>(snapshot: &'a Snapshot, day: Date, history: Option<&Promises>) -> Vec<Duty<'a>> {
    let mut duties: Vec<Duty<'_>> = Vec::new();
    snapshot.actions().for_each(|action| of_action(snapshot, action, history, &mut duties));
    snapshot.reviews().for_each(|review| of_review(review, &mut duties));
    snapshot.findings().for_each(|finding| of_finding(snapshot, finding, &mut duties));
    let near = day.plus_days(days_ahead(snapshot));
    duties.extend(accepted(snapshot).filter(|risk| risk.due <= near));
    for evidence in snapshot.evidence().filter(|evidence| evidence.status == EvidenceStatus::Requested) {
        if let Some(due) = evidence.due {
            let owner = evidence.data().requested_from.as_ref().map(Party::as_str);
            let told_by = (evidence.record(), "due");
            duties.push(Duty::new(told_by, DutyKind::Evidence, &evidence.data().title, owner, due));
        }
    }
    for late in snapshot.late_audits(day) {
        let field = if late.line.is_some() { "schedule/window/to" } else { "dates/end" };
        let owner = late.owner.map(PersonRef::as_str);
        let mut duty = Duty::new((late.record, field), DutyKind::Audit, late.title, owner, late.due);
        duty.part = late.part().map(str::to_owned);
        duties.push(duty);
    }
    duties.sort_by(|a, b| (a.due, &a.record.id, &a.part).cmp(&(b.due, &b.record.id, &b.part)));
    duties
}

/// What is open past the day in force, the latest first.
pub fn overdue<'a>(snapshot: &'a Snapshot, day: Date, history: Option<&Promises>) -> Vec<Duty<'a>> {
    duties(snapshot, day, history).into_iter().filter(|duty| duty.due < day).collect()
}

impl<'a> Duty<'a> {
    /// One of the record that says the day as well.
    fn new(
        told_by: (&'a Record, &'static str),
        kind: DutyKind,
        what: &'a str,
        owner: Option<&'a str>,
        due: Date,
    ) -> Self {
        Self { record: told_by.0, part: None, kind, what, owner, first_due: due, due, told_by }
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
        let mut duty =
            Duty::new((action.record(), "actions/due"), DutyKind::Action, &item.what, Some(owner.as_str()), due);
        duty.part = Some(item.n.to_string());
        duty.first_due = promised(data, item.n, due, history).first;
        duties.push(duty);
    }
    let Some(check) = data.effectiveness.as_ref().filter(|_| data.status == ActionStatus::Implemented) else { return };
    if let Some(due) = check.planned_on.filter(|_| check.checked_on.is_none()) {
        duties.push(the_check(snapshot, action, check, due));
    }
}

/// The checks that are planned for after an action whose plan is accepted and that is not carried out yet: nobody can make them so far.
pub fn checks_ahead(snapshot: &Snapshot, day: Date) -> impl Iterator<Item = Duty<'_>> {
    snapshot.actions().filter_map(move |action| {
        let data = action.data();
        let is_under_way = data.status.is_accepted() && !data.status.is_finished();
        let check = data.effectiveness.as_ref().filter(|_| is_under_way && data.status != ActionStatus::Implemented)?;
        let due = check.planned_on.filter(|due| *due >= day && check.checked_on.is_none())?;
        Some(the_check(snapshot, action, check, due))
    })
}

/// The check of an action as a duty.
fn the_check<'a>(
    snapshot: &'a Snapshot,
    action: View<'a, Action>,
    check: &'a EffectivenessCheck,
    due: Date,
) -> Duty<'a> {
    let data = action.data();
    let what = check.criterion.as_deref().unwrap_or(&data.title);
    let owner = checker(snapshot, data).map(PersonRef::as_str);
    let told_by = (action.record(), "effectiveness/planned_on");
    let mut duty = Duty::new(told_by, DutyKind::Effectiveness, what, owner, due);
    duty.first_due = first_due(data.changes.iter(), "effectiveness/planned_on", due);
    duty
}

fn of_finding<'a>(snapshot: &'a Snapshot, finding: View<'a, Finding>, duties: &mut Vec<Duty<'a>>) {
    let data = finding.data();
    if let Some(answer) = snapshot.answer_owed(finding.record()) {
        let owner = Some(data.auditee.as_ref().unwrap_or(&data.raised_by).as_str());
        let told_by = (finding.record(), "response_due");
        let duty = Duty::new(told_by, DutyKind::Response, &data.title, owner, answer.due);
        duties.push(Duty { told_by: (answer.told_by, answer.field), ..duty });
    }
}

/// How many days before its end somebody is told of an accepted risk: as long ahead as of anything else.
fn days_ahead(snapshot: &Snapshot) -> i64 {
    let reminders = snapshot.isms().and_then(|isms| isms.data().reminders.as_ref());
    let first = reminders.and_then(|reminders| reminders.before_days.iter().max()).copied().unwrap_or_default();
    i64::from(snapshot.thresholds().due_soon_days.max(first))
}

/// The risks that are accepted until a day, each to be decided about again by then.
pub fn accepted(snapshot: &Snapshot) -> impl Iterator<Item = Duty<'_>> {
    snapshot.findings().filter(|finding| finding.status == FindingStatus::Accepted).filter_map(|finding| {
        let data = finding.data();
        let given = data.acceptance.as_ref()?;
        let until = given.until?;
        let owner = given.approved.as_ref().map(|approved| &approved.by).or(data.auditee.as_ref());
        let owner = Some(owner.unwrap_or(&data.raised_by).as_str());
        Some(Duty::new((finding.record(), "acceptance/until"), DutyKind::Risk, &data.title, owner, until))
    })
}

fn of_review<'a>(review: View<'a, Review>, duties: &mut Vec<Duty<'a>>) {
    if review.status == ReviewStatus::Planned {
        return;
    }
    for decision in review.data().decisions.iter().filter(|decision| decision.status.is_open()) {
        let Some(due) = decision.due else { continue };
        let owner = decision.owner.as_ref().map(PersonRef::as_str);
        let mut duty = Duty::new((review.record(), "decisions/due"), DutyKind::Decision, &decision.text, owner, due);
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
