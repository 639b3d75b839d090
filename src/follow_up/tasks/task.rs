//! A task: what is to be done, by whom and by when.

use crate::record::{ActionStatus, Date, Kind};
use crate::snapshot::{Record, Snapshot};

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
    /// An audit of the certification body that no record says was held.
    External,
    /// A risk whose acceptance ends, or has ended.
    Risk,
    /// A management review that is to be held.
    Review,
    /// The programme that follows the running one.
    Programme,
    /// The approval of an auditor that ends.
    Approval,
    /// A record that is begun and not written.
    Writing,
    /// Something without which the ISMS cannot be audited yet.
    Setup(Setup),
}

/// What an ISMS needs before, or between, audits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setup {
    /// A scope.
    Scope,
    /// Decisions about the controls.
    Applicability,
    /// Somebody who may lead audits.
    Auditor,
    /// A programme.
    Programme,
    /// Audits in the programme.
    Schedule,
    /// The approval of the programme.
    Approval,
    /// The record of an audit that the programme has.
    Audit,
    /// The checklist of an audit.
    Checklist,
}

impl Setup {
    /// Its word in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Setup::Scope => "scope",
            Setup::Applicability => "applicability",
            Setup::Auditor => "auditor",
            Setup::Programme => "programme",
            Setup::Schedule => "schedule",
            Setup::Approval => "approval",
            Setup::Audit => "audit",
            Setup::Checklist => "checklist",
        }
    }
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
            TaskKind::External => "audit of the certification body to be recorded",
            TaskKind::Risk => "accepted risk to be decided again",
            TaskKind::Review => "management review",
            TaskKind::Programme => "audit programme",
            TaskKind::Approval => "approval of an auditor to be renewed",
            TaskKind::Writing => "to be written",
            TaskKind::Setup(_) => "to begin with",
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

    /// Whether it is one of the duties, which the figures count as overdue once their day is past; else it is a step that waits
    /// for somebody.
    pub fn is_duty(&self, snapshot: &Snapshot) -> bool {
        match self.kind {
            TaskKind::Action
            | TaskKind::ReviewDecision
            | TaskKind::Response
            | TaskKind::Evidence
            | TaskKind::LateAudit
            | TaskKind::Risk => true,
            TaskKind::Effectiveness => {
                let action = snapshot.record(&self.id).and_then(|record| record.data().action());
                let action = action.filter(|action| action.status == ActionStatus::Implemented);
                let check = action.and_then(|action| action.effectiveness.as_ref());
                check.is_some_and(|check| check.planned_on.is_some())
            }
            _ => false,
        }
    }

    /// The field of its record without which nobody knows of it.
    pub fn told_by(&self) -> &'static str {
        match self.kind {
            TaskKind::Escalation => "escalated",
            TaskKind::Approval => "auditor/review_due",
            TaskKind::External if self.record == Kind::Isms => "certification/next_audit",
            _ => "status",
        }
    }

    /// Whether it is about a record, or about what a record has a line for.
    pub(super) fn is_about(&self, id: &str) -> bool {
        self.name.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(id))
    }
}

/// A task about a record.
pub(super) fn task(
    kind: TaskKind,
    record: &Record,
    what: String,
    who: Option<String>,
    due: Option<Date>,
    how: String,
) -> Task {
    Task { kind, name: record.id.to_string(), id: record.id.to_string(), record: record.kind(), what, who, due, how }
}
