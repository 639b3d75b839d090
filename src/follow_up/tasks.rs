//! The tasks of everybody: what has a day, and what waits for somebody.

use crate::metrics::{self, Duty, DutyKind, duties};
use crate::record::*;
use crate::snapshot::{Record, Snapshot, View};
use crate::text::{TODO, is_blank};

/// What kind of thing is to be done, in the order in which a person wants to hear of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKind {
    /// An item of a corrective action.
    Action,
    /// A nonconformity that no corrective action record answers yet.
    Answer,
    /// A plan that its owner has not proposed yet.
    Plan,
    /// A proposed plan that somebody has to accept.
    Acceptance,
    /// The check whether an action worked.
    Effectiveness,
    /// An action that worked, and is to be closed.
    Closure,
    /// A finding that the auditee has not answered.
    Acknowledgement,
    /// An observation or opportunity that nobody has decided about, or a dispute about a finding.
    Decision,
    /// A major nonconformity that top management has to hear of.
    Escalation,
    /// A decision of a management review.
    ReviewDecision,
    /// An answer to the certification body.
    Response,
    /// Evidence that was asked for.
    Evidence,
    /// Evidence that has arrived and that an auditor has to look at.
    Verification,
    /// The next step of an audit.
    Audit,
    /// An audit whose time is over.
    LateAudit,
    /// A risk whose acceptance has ended.
    Risk,
    /// A management review that is to be held.
    Review,
    /// The programme that follows the running one.
    Programme,
    /// A record that is begun and not written.
    Writing,
    /// Something without which the ISMS cannot be audited yet.
    Setup,
}

impl TaskKind {
    /// The kind in words, to stand before what is to be done.
    pub fn as_str(self) -> &'static str {
        match self {
            TaskKind::Action => "corrective action",
            TaskKind::Answer => "corrective action to be planned",
            TaskKind::Plan => "plan to be proposed",
            TaskKind::Acceptance => "plan to be accepted",
            TaskKind::Effectiveness => "effectiveness check",
            TaskKind::Closure => "to be closed",
            TaskKind::Acknowledgement => "finding to be acknowledged",
            TaskKind::Decision => "decision",
            TaskKind::Escalation => "to be taken to top management",
            TaskKind::ReviewDecision => "decision of the management review",
            TaskKind::Response => "answer to the certification body",
            TaskKind::Evidence => "evidence asked for",
            TaskKind::Verification => "evidence to be verified",
            TaskKind::Audit => "audit",
            TaskKind::LateAudit => "audit to be held",
            TaskKind::Risk => "accepted risk to be decided again",
            TaskKind::Review => "management review",
            TaskKind::Programme => "audit programme",
            TaskKind::Writing => "to be written",
            TaskKind::Setup => "to begin with",
        }
    }
}

/// Something that somebody has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What kind of thing it is.
    pub kind: TaskKind,
    /// Where it stands: a record, or a part of one such as `CA-2026-005/2`.
    pub name: String,
    /// The record's id.
    pub id: String,
    /// The record's kind.
    pub record: Kind,
    /// What is to be done.
    pub what: String,
    /// Who has to do it: the id of a person, or a group or role in words.
    pub who: Option<String>,
    /// Day by which it is to be done; without one it is to be done as soon as may be.
    pub due: Option<Date>,
    /// The command that does it, or records that it is done.
    pub how: String,
}

impl Task {
    /// Days past its day; negative while there is time.
    pub fn late(&self, day: Date) -> Option<i64> {
        self.due.map(|due| day.days_since(due))
    }

    /// Whether it is about a record, or about what a record has a line for.
    fn is_about(&self, id: &str) -> bool {
        self.name.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(id))
    }
}

/// Everything that waits for somebody, the earliest day first; what has none comes last.
pub fn tasks(snapshot: &Snapshot, day: Date) -> Vec<Task> {
    let mut tasks: Vec<Task> = with_a_day(snapshot, day).collect();
    snapshot.findings().for_each(|finding| of_finding(snapshot, finding, &mut tasks));
    snapshot.actions().for_each(|action| of_action(snapshot, action, &mut tasks));
    snapshot.audits().for_each(|audit| of_audit(snapshot, audit, day, &mut tasks));
    snapshot.evidence().for_each(|evidence| of_evidence(snapshot, evidence, &mut tasks));
    snapshot.reviews().for_each(|review| of_review(snapshot, review, day, &mut tasks));
    of_next_programme(snapshot, day, &mut tasks);
    tasks.sort_by(|a, b| {
        let key = |task: &Task| (task.due.is_none(), task.due, task.kind, task.name.clone());
        key(a).cmp(&key(b))
    });
    tasks
}

fn task(kind: TaskKind, record: &Record, what: String, who: Option<String>, due: Option<Date>, how: String) -> Task {
    Task { kind, name: record.id.to_string(), id: record.id.to_string(), record: record.kind(), what, who, due, how }
}

/// What the figures count as duties: each has a day.
fn with_a_day(snapshot: &Snapshot, day: Date) -> impl Iterator<Item = Task> {
    duties(snapshot, day, None).into_iter().map(|duty| {
        let name = match &duty.part {
            Some(part) => format!("{}/{part}", duty.record.id),
            None => duty.record.id.to_string(),
        };
        let (kind, how) = match duty.kind {
            DutyKind::Action => (TaskKind::Action, format!("tickmark done {name} --evidence FILE")),
            DutyKind::Effectiveness => (TaskKind::Effectiveness, judge(&name)),
            DutyKind::Decision => (TaskKind::ReviewDecision, format!("tickmark done {name}")),
            DutyKind::Response => (TaskKind::Response, answer(snapshot, duty.record)),
            DutyKind::Evidence => (TaskKind::Evidence, format!("tickmark move {name} received --set location=ADDRESS")),
            DutyKind::Audit => (TaskKind::LateAudit, hold(snapshot, &duty)),
            DutyKind::Risk => (TaskKind::Risk, format!("tickmark move {name} open --reason TEXT")),
        };
        let who = duty.owner.map(str::to_owned);
        let what = duty.what.to_owned();
        Task { name, ..task(kind, duty.record, what, who, Some(duty.due), how) }
    })
}

/// The command that brings an answer to the certification body on its way: an accepted plan is one.
fn answer(snapshot: &Snapshot, finding: &Record) -> String {
    let is_on_its_way =
        |action: &View<'_, Action>| matches!(action.status, ActionStatus::Draft | ActionStatus::Proposed);
    match snapshot.actions_for(&finding.id).find(is_on_its_way) {
        Some(action) if action.status == ActionStatus::Draft => format!("tickmark move {} proposed", action.id()),
        Some(action) => format!("tickmark move {} accepted", action.id()),
        None => format!("tickmark new action --finding {}", finding.id),
    }
}

/// The command that takes an audit whose time is over one step on; what comes before is told by the command itself.
fn hold(snapshot: &Snapshot, duty: &Duty<'_>) -> String {
    let id = duty.part.as_deref().unwrap_or(&duty.record.id);
    let to = match snapshot.record(id).and_then(|record| record.data().audit()).map(|audit| audit.status) {
        None => return format!("tickmark new audit --id {id}"),
        Some(AuditStatus::Confirmed) => "in-progress",
        Some(AuditStatus::Postponed) => "planned",
        Some(_) => "confirmed",
    };
    format!("tickmark move {id} {to}")
}

fn of_finding(snapshot: &Snapshot, finding: View<'_, Finding>, tasks: &mut Vec<Task>) {
    let data = finding.data();
    let id = finding.id();
    let push = |tasks: &mut Vec<Task>, kind, what: String, who: Option<&PersonRef>, due, how: String| {
        tasks.push(task(kind, finding.record(), what, who.map(PersonRef::to_string), due, how));
    };
    let audit = snapshot.audit(&data.audit);
    if data.statement.starts_with(TODO) && data.status == FindingStatus::Draft {
        let how = format!("tickmark set {id} statement TEXT");
        push(tasks, TaskKind::Writing, format!("The statement of {id}"), Some(&data.raised_by), None, how);
    }
    escalation(snapshot, &finding, tasks);
    let is_out = data.status.is_open() && data.status.is_reported();
    if !is_out || audit.is_some_and(|audit| audit.r#type.is_third_party()) {
        return;
    }
    let answerable = data.auditee.as_ref();
    if data.grade.is_nonconformity() && data.acknowledged.is_none() {
        let closing = audit.and_then(|audit| audit.data().closing_meeting.as_ref()).map(|meeting| meeting.date);
        // Five working days, as `finding-not-acknowledged` counts.
        let due = closing.map(|day| day.plus_days(7));
        push(
            tasks,
            TaskKind::Acknowledgement,
            data.title.clone(),
            answerable,
            due,
            format!("tickmark acknowledge {id}"),
        );
    }
    // One that did not work asks for the next one itself.
    let is_answer = |action: View<'_, Action>| match action.status {
        ActionStatus::Cancelled => false,
        ActionStatus::Effective | ActionStatus::Closed => data.opened_again_on().is_none(),
        _ => true,
    };
    let is_answered = snapshot.actions_for(id).any(is_answer);
    if let Some(said) = data.acknowledged.as_ref().filter(|_| data.is_in_dispute() && !is_answered) {
        let manager = snapshot.isms().map(|isms| &isms.data().roles.programme_manager);
        let how = match data.status {
            FindingStatus::Contested => format!("tickmark move {id} open --reason TEXT"),
            _ => format!("tickmark move {id} contested"),
        };
        let what = format!("Contested by {}: {}", said.by, data.title);
        push(tasks, TaskKind::Decision, what, manager, Some(said.date.plus_days(SETTLED_WITHIN)), how);
    }
    if data.grade.is_nonconformity() && !is_answered && data.status == FindingStatus::Open {
        push(
            tasks,
            TaskKind::Answer,
            data.title.clone(),
            answerable,
            snapshot.plan_due(data),
            format!("tickmark new action --finding {id}"),
        );
    }
    let asks = matches!(data.grade, Grade::Observation | Grade::Opportunity);
    if asks && data.decision.is_none() && !is_answered && data.status == FindingStatus::Open {
        let how = format!(
            "tickmark move {id} closed --set 'decision={{by: PERSON, date: DAY, outcome: done, reason: TEXT}}'"
        );
        push(tasks, TaskKind::Decision, data.title.clone(), answerable, None, how);
    }
}

/// Days within which a dispute is settled, as `contested-unresolved` counts.
const SETTLED_WITHIN: i64 = 20;

/// A major nonconformity goes to top management, whoever audited.
fn escalation(snapshot: &Snapshot, finding: &View<'_, Finding>, tasks: &mut Vec<Task>) {
    let data = finding.data();
    let stands = data.status.is_reported() && data.status != FindingStatus::Superseded;
    let issued = snapshot.audit(&data.audit).and_then(|audit| audit.issued_on());
    let Some(issued) = issued.filter(|_| stands && data.grade == Grade::Major && data.escalated.is_none()) else {
        return;
    };
    let due = issued.plus_days(snapshot.thresholds().escalation_days.into());
    let top = snapshot.isms().and_then(|isms| isms.data().roles.top_management.first());
    let how =
        format!("tickmark set {} escalated '{{date: DAY, to: {}}}'", data.id, top.map_or("PERSON", PersonRef::as_str));
    let who = manager(snapshot);
    tasks.push(task(TaskKind::Escalation, finding.record(), data.title.clone(), who, Some(due), how));
}

fn of_action(snapshot: &Snapshot, action: View<'_, Action>, tasks: &mut Vec<Task>) {
    let data = action.data();
    let id = action.id();
    let owner = Some(data.owner.to_string());
    let due = snapshot.plan_due_of(data);
    let (kind, who, due, how) = match data.status {
        ActionStatus::Draft => (TaskKind::Plan, owner, due, format!("tickmark move {id} proposed")),
        ActionStatus::Proposed => {
            (TaskKind::Acceptance, acceptor(snapshot, data), due, format!("tickmark move {id} accepted"))
        }
        ActionStatus::Implemented if data.effectiveness.as_ref().is_none_or(|check| check.planned_on.is_none()) => {
            let within = snapshot.thresholds().effectiveness_within_days;
            let due = data.last_done_on().map(|day| day.plus_days(within.into()));
            (TaskKind::Effectiveness, checker(snapshot, data), due, judge(id))
        }
        ActionStatus::Effective => (TaskKind::Closure, manager(snapshot), None, close(snapshot, data)),
        ActionStatus::Ineffective if !is_carried_on(snapshot, id) => {
            let due = snapshot.next_plan_due(data);
            (TaskKind::Answer, owner, due, format!("tickmark new action --previous {id}"))
        }
        ActionStatus::Accepted if data.open_items().next().is_none() => {
            (TaskKind::Closure, owner, None, format!("tickmark move {id} implemented"))
        }
        _ => return,
    };
    tasks.push(task(kind, action.record(), data.title.clone(), who, due, how));
}

/// The command that records a check, for either outcome.
fn judge(id: &str) -> String {
    format!("tickmark move {id} effective  # or: ineffective")
}

/// The command that closes an action, or the one that comes before it.
fn close(snapshot: &Snapshot, action: &Action) -> String {
    let id = &action.id;
    let undone = action.isms_changes.iter().position(|change| change.done_on.is_none());
    let is_silent = action.isms_changes.is_empty() && is_blank(action.no_isms_change.as_deref());
    match undone {
        Some(position) => format!("tickmark set {id} isms_changes/{}/done_on DAY", position + 1),
        None if is_silent && snapshot.answers_nonconformity(action) => {
            format!("tickmark move {id} closed --set no_isms_change=TEXT")
        }
        None => format!("tickmark move {id} closed"),
    }
}

fn is_carried_on(snapshot: &Snapshot, id: &str) -> bool {
    let is_it = |action: &View<'_, Action>| {
        action.data().previous.as_ref().is_some_and(|previous| previous.as_str().eq_ignore_ascii_case(id))
    };
    snapshot.actions().any(|action| action.status != ActionStatus::Cancelled && is_it(&action))
}

fn of_audit(snapshot: &Snapshot, audit: View<'_, Audit>, day: Date, tasks: &mut Vec<Task>) {
    let data = audit.data();
    let id = audit.id();
    let is_late = tasks.iter().any(|task| task.kind == TaskKind::LateAudit && task.is_about(id));
    if data.r#type.is_third_party() || is_late {
        return;
    }
    let lead = data.lead().map(PersonRef::to_string).or_else(|| manager(snapshot));
    let thresholds = snapshot.thresholds();
    let (start, end) = (data.dates.map(|dates| dates.start), data.dates.map(|dates| dates.end));
    let (what, who, due, to) = match data.status {
        AuditStatus::Planned => {
            let due = start.map(|day| day.plus_days(-i64::from(thresholds.notice_days)));
            ("Plan it and tell the auditees", manager(snapshot), due, "confirmed")
        }
        AuditStatus::Postponed => {
            let window = snapshot.window_of(id).map(|window| window.to);
            let due = window.or(end).map(|day| day.plus_days(-i64::from(thresholds.notice_days)));
            ("Plan it anew and tell the auditees", manager(snapshot), due, "planned")
        }
        AuditStatus::Confirmed if start.is_none_or(|start| start > day) => return,
        AuditStatus::Confirmed => ("Hold the opening meeting", lead, start, "in-progress"),
        AuditStatus::InProgress => {
            ("Answer the checklist, hold the closing meeting, come to a conclusion", lead, end, "drafted")
        }
        AuditStatus::Drafted => {
            let closing = data.closing_meeting.as_ref().map(|meeting| meeting.date).or(end);
            ("Issue the report", lead, closing.map(|day| day.plus_days(thresholds.report_days.into())), "issued")
        }
        AuditStatus::Issued if has_plans(snapshot, id) => {
            ("Close it: every plan is accepted", manager(snapshot), None, "closed")
        }
        _ => return,
    };
    let how = format!("tickmark move {id} {to}");
    tasks.push(task(TaskKind::Audit, audit.record(), format!("{what}: {}", data.title), who, due, how));
}

/// Whether every nonconformity of an audit has an answer that is accepted, so that the audit itself is over.
fn has_plans(snapshot: &Snapshot, audit: &str) -> bool {
    let is_waiting = |finding: &View<'_, Finding>| {
        use FindingStatus::{Contested, Draft, Open};
        let mut actions = snapshot.actions_for(finding.id());
        finding.grade.is_nonconformity()
            && matches!(finding.status, Draft | Open | Contested)
            && !actions.any(|action| action.status.is_accepted())
    };
    !snapshot.findings_of(audit).any(|finding| is_waiting(&finding))
}

/// A planned review whose day has come.
fn of_review(snapshot: &Snapshot, review: View<'_, Review>, day: Date, tasks: &mut Vec<Task>) {
    if review.status != ReviewStatus::Planned || review.held_on > day {
        return;
    }
    let who = snapshot.isms().map(|isms| isms.data().roles.isms_owner.to_string());
    let how = format!("tickmark move {} held", review.id());
    tasks.push(task(TaskKind::Review, review.record(), review.title.clone(), who, Some(review.held_on), how));
}

/// How many days before a programme ends the next one is asked for.
const NEXT_PROGRAMME_DAYS: i64 = 60;

/// The programme that follows the last one that is approved, while no approved one does.
fn of_next_programme(snapshot: &Snapshot, day: Date, tasks: &mut Vec<Task>) {
    let approved = snapshot.programmes().filter(|programme| programme.status.is_approved());
    let Some(last) = approved.max_by_key(|programme| (programme.cycle.to, programme.cycle.from)) else { return };
    let end = last.cycle.to;
    if end.plus_days(-NEXT_PROGRAMME_DAYS) > day {
        return;
    }
    let is_draft = |programme: &View<'_, Programme>| {
        programme.status == ProgrammeStatus::Draft && programme.cycle.from > last.cycle.from && programme.cycle.to > end
    };
    let new = match snapshot.programmes().filter(is_draft).min_by_key(|programme| programme.cycle.from) {
        Some(draft) => {
            let who = draft.sponsor.as_ref().unwrap_or(&draft.manager).to_string();
            let what = format!("Approve the programme that follows {}: {}", last.id(), draft.title);
            let how = format!("tickmark move {} approved", draft.id());
            task(TaskKind::Programme, draft.record(), what, Some(who), Some(end), how)
        }
        None => {
            let what = format!("Write the programme that follows {}, and have it approved", last.id());
            task(
                TaskKind::Programme,
                last.record(),
                what,
                manager(snapshot),
                Some(end),
                "tickmark new programme".to_owned(),
            )
        }
    };
    tasks.push(new);
}

/// Who manages the programme.
fn manager(snapshot: &Snapshot) -> Option<String> {
    snapshot.isms().map(|isms| isms.data().roles.programme_manager.to_string())
}

/// Who accepts a plan: whoever raised the finding, as long as they do not own the action; else the programme manager.
fn acceptor(snapshot: &Snapshot, action: &Action) -> Option<String> {
    let raised = action.source.findings.iter().find_map(|id| Some(snapshot.finding(id)?.data().raised_by.clone()));
    let may = raised.filter(|person| *person != action.owner && is_here(snapshot, person));
    may.map(|person| person.to_string()).or_else(|| manager(snapshot))
}

/// Who checks whether an action worked.
fn checker(snapshot: &Snapshot, action: &Action) -> Option<String> {
    metrics::checker(snapshot, action).map(PersonRef::to_string)
}

fn is_here(snapshot: &Snapshot, person: &PersonRef) -> bool {
    snapshot.person(person).is_some_and(|person| person.to.is_none())
}

/// Evidence that has arrived is looked at while the audit or the action that rests on it is not finished.
fn of_evidence(snapshot: &Snapshot, evidence: View<'_, Evidence>, tasks: &mut Vec<Task>) {
    if evidence.status != EvidenceStatus::Received {
        return;
    }
    let auditor = snapshot.cited_by(evidence.id()).find_map(|record| match record.data() {
        Data::Workpaper(paper) => {
            let audit = snapshot.audit(&paper.audit)?;
            (!audit.status.is_issued()).then(|| Some(paper.auditor.to_string()))
        }
        Data::Action(action) if action.status == ActionStatus::Implemented => Some(checker(snapshot, action)),
        _ => None,
    });
    if let Some(who) = auditor {
        let how = format!("tickmark move {} verified", evidence.id());
        tasks.push(task(TaskKind::Verification, evidence.record(), evidence.title.clone(), who, None, how));
    }
}
