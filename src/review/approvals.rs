//! Who has to agree to a change, and why. Who holds a role is read from the earlier version: a branch does not choose the
//! one who approves it.

use crate::diff::{Changes, FieldChange, RecordChange};
use crate::history::SignersChange;
use crate::lint::{Mapped, new_decisions};
use crate::record::*;
use crate::snapshot::Snapshot;

/// Whose agreement is needed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approver {
    /// A person.
    Person(PersonRef),
    /// One of top management.
    TopManagement,
}

/// Somebody who has to agree, with the reasons: each the id of a record and what about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Who.
    pub who: Approver,
    /// Why: pairs of a record (its id, or the file of one that is alone of its kind) and what changed in it.
    pub why: Vec<(String, String)>,
}

/// The approvals that changes need, in the order in which the records name them.
pub(super) fn needed((before, after): (&Snapshot, &Snapshot), day: Date, changes: &Changes) -> Vec<Approval> {
    let mut wanted = Wanted { before, after, day, approvals: Vec::new() };
    for change in &changes.records {
        wanted.record(change);
    }
    wanted.approvals
}

/// The same with those that a change of the list of allowed signers needs: whose key counts decides whose word does.
pub(super) fn needed_for_signers(
    (before, after): (&Snapshot, &Snapshot),
    day: Date,
    change: &SignersChange,
    approvals: Vec<Approval>,
) -> Vec<Approval> {
    let mut wanted = Wanted { before, after, day, approvals };
    if let Some(roles) = wanted.roles() {
        let manager = Approver::Person(roles.programme_manager.clone());
        wanted.add_for(manager, change.list.clone(), "whose signatures count");
    }
    wanted.approvals
}

/// The same with those that the addresses need which a `.mailmap` gives to persons: it is theirs to say that one is.
pub(super) fn needed_for_addresses(
    (before, after): (&Snapshot, &Snapshot),
    day: Date,
    mapped: &[Mapped],
    approvals: Vec<Approval>,
) -> Vec<Approval> {
    let mut wanted = Wanted { before, after, day, approvals };
    for Mapped { to, .. } in mapped {
        let manager = wanted.roles().map(|roles| &roles.programme_manager);
        let who = manager.filter(|_| wanted.has_left(before, to)).unwrap_or(to);
        wanted.add_for(Approver::Person(who.clone()), ".mailmap".to_owned(), "whose an address is");
    }
    wanted.approvals
}

struct Wanted<'a> {
    before: &'a Snapshot,
    after: &'a Snapshot,
    day: Date,
    approvals: Vec<Approval>,
}

impl<'a> Wanted<'a> {
    /// The earlier state where it has the record, else the later one.
    fn settled(&self, id: &str) -> &'a Snapshot {
        if self.before.record(id).is_some() { self.before } else { self.after }
    }

    fn roles(&self) -> Option<&'a Roles> {
        let isms = self.before.isms().or_else(|| self.after.isms());
        isms.map(|isms| &isms.data().roles)
    }

    fn add(&mut self, who: Approver, change: &RecordChange, what: &str) {
        self.add_for(who, short_name(change), what);
    }

    fn add_for(&mut self, who: Approver, name: String, what: &str) {
        let why = (name, what.to_owned());
        match self.approvals.iter_mut().find(|approval| approval.who == who) {
            Some(approval) if approval.why.contains(&why) => {}
            Some(approval) => approval.why.push(why),
            None => self.approvals.push(Approval { who, why: vec![why] }),
        }
    }

    fn person(&mut self, person: Option<&PersonRef>, change: &RecordChange, what: &str) {
        if let Some(person) = person {
            self.add(Approver::Person(person.clone()), change, what);
        }
    }

    /// Whether somebody has left, as a state says: nobody can ask them.
    fn has_left(&self, state: &Snapshot, person: &PersonRef) -> bool {
        state.person(person).is_some_and(|person| person.data().to.is_some_and(|last| last < self.day))
    }

    /// Who answers for something, or where they have left, whoever does now, or else who runs the audit programme.
    fn in_charge(&mut self, was: Option<&PersonRef>, is: Option<&PersonRef>, change: &RecordChange, what: &str) {
        match [was, is].into_iter().flatten().find(|person| !self.has_left(self.before, person)) {
            // A branch that says that somebody has left does not choose who agrees in their place.
            Some(person) if self.has_left(self.after, person) => self.programme_manager(change, what),
            Some(person) => self.person(Some(&person.clone()), change, what),
            None if was.or(is).is_some() => self.programme_manager(change, what),
            None => {}
        }
    }

    fn programme_manager(&mut self, change: &RecordChange, what: &str) {
        let manager = self.roles().map(|roles| &roles.programme_manager);
        self.person(manager, change, what);
    }

    fn isms_owner(&mut self, change: &RecordChange, what: &str) {
        let owner = self.roles().map(|roles| &roles.isms_owner);
        self.person(owner, change, what);
    }

    fn record(&mut self, change: &RecordChange) {
        match change.kind {
            Kind::Isms => self.settings(change),
            Kind::Soa => self.isms_owner(change, "the statement of applicability"),
            Kind::Catalogue => self.isms_owner(change, "the criteria that audits use"),
            Kind::Person => self.people(change),
            Kind::Programme => self.programme(change),
            Kind::Audit => self.audit(change),
            Kind::Workpaper => {
                let data = self.settled(&change.id).record(&change.id).map(|record| record.data());
                let audit = data.and_then(Data::workpaper).map(|workpaper| workpaper.audit.clone());
                self.lead(audit.as_ref(), change, "what the auditors found");
            }
            Kind::Evidence => self.evidence(change),
            Kind::Finding => self.finding(change),
            Kind::Action => self.action(change),
            Kind::Review => self.review(change),
        }
        self.decisions(change);
    }

    /// Whoever the branch says decided something: `verify` asks for the same.
    fn decisions(&mut self, change: &RecordChange) {
        let Some(after) = self.after.record(&change.id).filter(|_| change.after.is_some()) else { return };
        for decision in new_decisions(self.before.record(&change.id), after) {
            self.person(Some(&decision.by), change, &decision.what);
        }
    }

    fn settings(&mut self, change: &RecordChange) {
        self.isms_owner(change, "the settings of the ISMS");
        if touches(change, &["rules", "profile", "waivers", "thresholds", "ignore", "catalogues"]) {
            self.programme_manager(change, "what the rules report");
        }
        if touches(change, &["roles", "scope"]) {
            self.add(Approver::TopManagement, change, "scope or roles of the ISMS");
        }
    }

    fn people(&mut self, change: &RecordChange) {
        self.programme_manager(
            change,
            match touches(change, &["auditor", "competence", "conflicts"]) {
                true => "whom an auditor may audit, and with which competence",
                false => "a person's record",
            },
        );
    }

    fn programme(&mut self, change: &RecordChange) {
        self.programme_manager(change, "the audit programme");
        if change.is_added() || touches(change, &["approved", "schedule", "criteria", "cycle", "status"]) {
            self.add(Approver::TopManagement, change, "what is audited and when");
        }
    }

    fn lead(&mut self, audit: Option<&AuditRef>, change: &RecordChange, what: &str) {
        let Some(audit) = audit else { return };
        let [was, is] = [self.before, self.after].map(|state| state.audit(audit)?.data().lead());
        self.in_charge(was, is, change, what);
    }

    fn audit(&mut self, change: &RecordChange) {
        let lead = |state: &'a Snapshot| state.record(&change.id)?.data().audit()?.lead();
        self.in_charge(lead(self.before), lead(self.after), change, "the audit");
        if change.is_removed() || touches(change, &["status", "criteria", "scope", "team", "dates", "report"]) {
            self.programme_manager(change, "the course of an audit");
        }
    }

    fn evidence(&mut self, change: &RecordChange) {
        let Some(record) = self.after.record(&change.id) else { return };
        let verifier = record.data().evidence().and_then(|evidence| evidence.verified_by.as_ref());
        let is_decided = !new_decisions(self.before.record(&change.id), record).is_empty();
        if touches(change, &["status", "verified_by"]) && !is_decided {
            self.person(verifier, change, "that the evidence is genuine");
        }
    }

    fn finding(&mut self, change: &RecordChange) {
        let settled = self.settled(&change.id).record(&change.id).map(|record| record.data());
        let Some(finding) = settled.and_then(Data::finding) else { return };
        self.lead(Some(&finding.audit), change, "the finding");
        if touches(change, &["acknowledged"]) {
            let new = self.after.record(&change.id).and_then(|record| record.data().finding());
            let is = new.and_then(|new| new.auditee.as_ref());
            self.in_charge(finding.auditee.as_ref(), is, change, "what is said in their name");
        }
        if touches(change, &["grade"]) {
            self.programme_manager(change, "the grade");
        }
        if change.is_removed() {
            self.programme_manager(change, "that it is gone");
        }
        let is_closed = |edit: &FieldChange| edit.path == "closed" || edit.path.starts_with("closed/");
        if change.fields.iter().any(is_closed) {
            self.programme_manager(change, "that it is closed");
        }
        if touches(change, &["acceptance"]) {
            let new = self.after.record(&change.id).and_then(|record| record.data().finding());
            let by = new.and_then(|finding| Some(finding.acceptance.as_ref()?.approved.as_ref()?.by.clone()));
            self.person(by.as_ref(), change, "that the risk is accepted");
            if finding.grade == Grade::Major {
                self.add(Approver::TopManagement, change, "that the risk of a major nonconformity is accepted");
            }
        }
    }

    fn action(&mut self, change: &RecordChange) {
        let settled = self.settled(&change.id).record(&change.id).map(|record| record.data());
        let Some(action) = settled.and_then(Data::action) else { return };
        let new = self.after.record(&change.id).and_then(|record| record.data().action());
        self.in_charge(Some(&action.owner), new.map(|new| &new.owner), change, "the corrective action");
        let accepted_by = |action: &Action| Some(action.plan.as_ref()?.accepted.as_ref()?.by.clone());
        let checked_by = new.and_then(|action| action.effectiveness.as_ref()?.checked_by.clone());
        if touches(change, &["plan"]) {
            self.person(new.and_then(accepted_by).as_ref(), change, "that the plan is accepted");
        }
        if touches(change, &["effectiveness"]) {
            self.person(checked_by.as_ref(), change, "that the action works");
        }
        let is_due = |edit: &FieldChange| edit.path.starts_with("actions/") && edit.path.ends_with("/due");
        if change.fields.iter().any(is_due) {
            match accepted_by(action) {
                Some(person) => self.in_charge(Some(&person), None, change, "the new due date"),
                None => self.programme_manager(change, "the due date"),
            }
        }
        if change.is_removed() || touches(change, &["status"]) {
            self.programme_manager(change, "the state of the corrective action");
        }
    }

    fn review(&mut self, change: &RecordChange) {
        self.isms_owner(change, "the management review");
        self.add(Approver::TopManagement, change, "what management has decided");
    }
}

/// What the change is about, as short as can be: an id, or the file of a kind that has one record.
fn short_name(change: &RecordChange) -> String {
    match change.kind {
        Kind::Isms => ROOT_FILE.to_owned(),
        Kind::Soa => "soa.yaml".to_owned(),
        _ => change.id.to_string(),
    }
}

/// Whether one of these fields, or something in it, is not what it was.
fn touches(change: &RecordChange, fields: &[&str]) -> bool {
    change.fields.iter().any(|edit| {
        let top = edit.path.split(['/', '[']).next().unwrap_or_default();
        fields.contains(&top)
    })
}
