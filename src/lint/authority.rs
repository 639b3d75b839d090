//! Who has to agree to a step back: one that opens what was approved, agreed or closed, so that it could become something else.

use crate::record::{
    Action, ActionItem, ActionItemStatus, ActionStatus, Audit, AuditStatus, Data, Date, EvidenceStatus, Finding,
    FindingStatus, PersonRef, Programme, ProgrammeStatus, ReviewStatus,
};
use crate::snapshot::{Record, Snapshot};
use crate::text::listed;

/// Whose agreement a change needs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Agreement {
    /// The people who may give it; where none is known, anybody but the owners.
    pub may: Vec<PersonRef>,
    /// Those whose own work it is.
    pub owners: Vec<PersonRef>,
}

impl Agreement {
    /// Whether a person may agree.
    pub fn is_of(&self, person: &PersonRef) -> bool {
        !self.owners.contains(person) && (self.may.is_empty() || self.may.contains(person))
    }

    /// Who may on a day, in words: of those who may, whoever has not left by then.
    pub fn in_words(&self, past: &Snapshot, day: Date) -> String {
        match self.may.is_empty() {
            true => "somebody who does not own it".to_owned(),
            false => listed(&still_here(past, &self.may, day), 6),
        }
    }

    /// The same without somebody whose work it comes to be.
    pub fn without(mut self, person: &PersonRef) -> Agreement {
        self.may.retain(|other| other != person);
        self.owners.push(person.clone());
        self
    }

    fn of<'p>(may: impl IntoIterator<Item = &'p PersonRef>, owners: Vec<PersonRef>) -> Agreement {
        let mut agreement = Agreement { may: Vec::new(), owners };
        for person in may {
            if !agreement.may.contains(person) && !agreement.owners.contains(person) {
                agreement.may.push(person.clone());
            }
        }
        agreement
    }
}

/// Those of some people who are there on a day; all of them, where nobody is left.
pub(crate) fn still_here<'p>(past: &Snapshot, people: &'p [PersonRef], day: Date) -> Vec<&'p PersonRef> {
    let is_here = |id: &&PersonRef| past.person(id).is_none_or(|person| person.to.is_none_or(|to| day <= to));
    let here: Vec<&PersonRef> = people.iter().filter(is_here).collect();
    if here.is_empty() { people.iter().collect() } else { here }
}

/// Who has to agree where a record goes back to the state `to`; `None` where its reason is enough. `past` is the state that
/// `record`, which has not gone yet, is from.
pub(crate) fn agreement_to_go_back(past: &Snapshot, record: &Record, to: &str) -> Option<Agreement> {
    match record.data() {
        Data::Programme(old) if old.status.is_approved() && to == ProgrammeStatus::Draft.as_str() => {
            Some(Agreement::of(old.sponsor.iter().chain(top_management(past)), Vec::new()))
        }
        Data::Audit(old) if old.status == AuditStatus::Cancelled => {
            Some(Agreement::of(over_audit(past, old), Vec::new()))
        }
        Data::Finding(old) if old.status == FindingStatus::Closed => Some(over_finding(past, old)),
        Data::Action(old) => {
            let is_proposal = [ActionStatus::Draft, ActionStatus::Proposed].iter().any(|state| state.as_str() == to);
            let was_checked = matches!(old.status, ActionStatus::Effective | ActionStatus::Ineffective);
            let is_open_again = match old.status {
                ActionStatus::Accepted | ActionStatus::Implemented => is_proposal,
                // What is closed and was checked stays what was checked.
                ActionStatus::Closed => to != ActionStatus::Effective.as_str(),
                ActionStatus::Cancelled => true,
                _ => was_checked,
            };
            is_open_again.then(|| over_plan(past, old))
        }
        _ => None,
    }
}

/// Who may agree to what becomes of an agreed action: whoever accepted the plan, the leads of the audits that it answers,
/// whoever manages the programme, top management; never who owns it.
pub(crate) fn over_action(past: &Snapshot, action: &Action) -> Agreement {
    let acceptor = action.plan.as_ref().and_then(|plan| plan.accepted.as_ref()).map(|accepted| &accepted.by);
    let findings = action.source.findings.iter().filter_map(|id| past.finding(id));
    let raised = findings.flat_map(|finding| {
        let lead = past.audit(&finding.data().audit).and_then(|audit| audit.data().lead());
        lead.into_iter().chain([&finding.data().raised_by])
    });
    Agreement::of(acceptor.into_iter().chain(raised).chain(managers(past)), vec![action.owner.clone()])
}

/// Who has to agree where an agreed plan, or an open item of it, is cancelled; `None` where nothing was agreed. `past` is the state
/// that `action`, which is not cancelled yet, is from.
pub(crate) fn agreement_to_cancel(past: &Snapshot, action: &Action, item: Option<&ActionItem>) -> Option<Agreement> {
    let is_agreed = matches!(action.status, ActionStatus::Accepted | ActionStatus::Implemented);
    let is_open = item.is_none_or(|item| item.status.is_open());
    (is_agreed && is_open).then(|| {
        let Some(item) = item else { return over_plan(past, action) };
        agreement_to_reword(past, action, [item])
    })
}

/// Who may agree to what becomes of an agreed action as a whole: whoever owns a part of it has as little say as who owns all of it.
pub(crate) fn over_plan(past: &Snapshot, action: &Action) -> Agreement {
    let kept = action.actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled);
    agreement_to_reword(past, action, kept)
}

/// Who has to agree where an audit that is planned is put off.
pub(crate) fn agreement_to_postpone(past: &Snapshot, audit: &Audit) -> Agreement {
    Agreement::of(over_audit(past, audit), Vec::new())
}

/// Who has to agree where the plan of an audit changes that somebody approved: whoever did, or could have. Who leads the audit
/// makes the plan.
pub(crate) fn agreement_to_replan(past: &Snapshot, audit: &Audit) -> Agreement {
    let approval = audit.plan.as_ref().and_then(|plan| plan.approved.as_ref());
    Agreement::of(approval.map(|approval| &approval.by).into_iter().chain(answering(past, audit)), Vec::new())
}

/// Who has to agree where a programme says something else than what top management approved: whoever did, or could have.
pub(crate) fn agreement_to_reprogramme(past: &Snapshot, programme: &Programme) -> Agreement {
    let approver = programme.approved.iter().map(|approval| &approval.by);
    Agreement::of(approver.chain(&programme.sponsor).chain(top_management(past)), Vec::new())
}

/// Who has to agree where an accepted plan, or an item of it, says something else; the owners of the item as it was and as it
/// is do not.
pub(crate) fn agreement_to_reword<'p>(
    past: &Snapshot,
    action: &Action,
    items: impl IntoIterator<Item = &'p ActionItem>,
) -> Agreement {
    let mut agreement = over_action(past, action);
    agreement.owners.extend(items.into_iter().filter_map(|item| item.owner.clone()));
    agreement.may.retain(|person| !agreement.owners.contains(person));
    agreement
}

fn over_audit<'p>(past: &'p Snapshot, audit: &'p Audit) -> impl Iterator<Item = &'p PersonRef> {
    audit.lead().into_iter().chain(answering(past, audit))
}

/// Who asked for an audit, and who answers for its programme.
fn answering<'p>(past: &'p Snapshot, audit: &'p Audit) -> impl Iterator<Item = &'p PersonRef> {
    let programme = audit.programme.as_ref().and_then(|id| past.programme(id)).map(|programme| programme.data());
    let of_programme = programme.into_iter().flat_map(|programme| programme.sponsor.iter().chain([&programme.manager]));
    [&audit.client].into_iter().chain(of_programme).chain(managers(past))
}

/// Who has to agree where a reported finding is said to weigh less than it did; whom it is about does not.
pub(crate) fn agreement_to_restate(past: &Snapshot, finding: &Finding) -> Agreement {
    without_answering(past, finding, over_finding(past, finding))
}

/// Who settles a dispute about a finding: who asked for the audit, whoever manages its programme, top management; neither of the
/// parties.
pub(crate) fn agreement_to_settle(past: &Snapshot, finding: &Finding) -> Agreement {
    let audit = past.audit(&finding.audit).map(|audit| audit.data());
    let people = audit.into_iter().flat_map(|audit| answering(past, audit)).chain(managers(past));
    without_answering(past, finding, Agreement::of(people, finding.auditee.iter().cloned().collect()))
}

fn without_answering(past: &Snapshot, finding: &Finding, agreement: Agreement) -> Agreement {
    let actions = past.actions_for(finding.id.as_str());
    actions.fold(agreement, |agreement, action| agreement.without(&action.owner))
}

fn over_finding(past: &Snapshot, finding: &Finding) -> Agreement {
    let audit = past.audit(&finding.audit).map(|audit| audit.data());
    let people = audit.into_iter().flat_map(|audit| over_audit(past, audit)).chain([&finding.raised_by]);
    let people = people.chain(managers(past));
    Agreement::of(people, finding.auditee.iter().cloned().collect())
}

fn top_management(past: &Snapshot) -> &[PersonRef] {
    past.roles().map(|roles| roles.top_management.as_slice()).unwrap_or_default()
}

fn managers(past: &Snapshot) -> impl Iterator<Item = &PersonRef> {
    past.roles().into_iter().flat_map(|roles| roles.top_management.iter().chain([&roles.programme_manager]))
}

/// Why a record does not go back to the state `to`, whatever is said for it, and what to do instead; `None` where it may.
/// `past` is the state that `record`, which has not gone yet, is from; `is_reported` says whether the report of a finding's
/// audit stays issued.
pub(crate) fn never_back(record: &Record, to: &str, is_reported: bool) -> Option<(&'static str, &'static str)> {
    let is_one_of = |states: &[&str]| states.contains(&to);
    match record.data() {
        Data::Evidence(old) => {
            use EvidenceStatus::{Received, Rejected, Requested};
            let was_checked = old.status == EvidenceStatus::Verified || old.verified_by.is_some();
            let is_open = is_one_of(&[Requested.as_str(), Received.as_str(), Rejected.as_str()]);
            (was_checked && is_open).then_some((
                "was checked, and could be exchanged there",
                "newer evidence gets a record of its own, with `supersedes:`",
            ))
        }
        Data::Finding(old) if old.status.is_reported() && is_reported && to == FindingStatus::Draft.as_str() => Some((
            "is in a report that is issued",
            "what proves wrong is contested, or the audit goes back to `drafted` for a new version of its report",
        )),
        Data::Review(old) if old.minutes.is_some() && old.status >= ReviewStatus::Approved => {
            let is_open = is_one_of(&[ReviewStatus::Planned.as_str(), ReviewStatus::Held.as_str()]);
            is_open.then_some((
                "has minutes that were approved",
                "what the management sees differently now is a decision of its next review",
            ))
        }
        _ => None,
    }
}

/// The fields in which a record says who decided what a step back undoes: they are to go with the step, so that the next
/// decision is one of its own.
pub(crate) fn undone(record: &Record, to: &str) -> Vec<&'static str> {
    let is_open = |states: &[&str]| states.contains(&to);
    let (fields, is_undone): (&[&str], bool) = match record.data() {
        Data::Programme(_) => (&["approved"], to == ProgrammeStatus::Draft.as_str()),
        Data::Finding(old) => (&["closed"], old.status == FindingStatus::Closed),
        Data::Action(old) => {
            use ActionStatus::{Accepted, Cancelled, Draft, Implemented, Proposed};
            let mut fields = Vec::new();
            if old.status != Cancelled && is_open(&[Draft.as_str(), Proposed.as_str()]) {
                fields.push("plan/accepted");
            }
            let is_unchecked = [Draft, Proposed, Accepted, Implemented].iter().any(|state| state.as_str() == to);
            if is_unchecked && old.status > Implemented && old.status != Cancelled {
                fields.extend(["effectiveness/result", "effectiveness/checked_on", "effectiveness/checked_by"]);
            }
            return fields;
        }
        _ => (&[], false),
    };
    if is_undone { fields.to_vec() } else { Vec::new() }
}
