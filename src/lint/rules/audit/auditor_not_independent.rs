use crate::diagnostic::{Level, Place};
use crate::lint::team::{auditing, outsiders, share};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::{BUILT_IN, Requirement, is_control};
use crate::record::{Audit, AuditStatus, AuditType, Kind, PersonRef, ProcessRef};
use crate::snapshot::{Record, View};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "auditor-not-independent",
    family: Family::Audit,
    summary: "An auditor audits what they answer for",
    level: Level::Error,
    clause: "9.2.2 b",
    needs_day: false,
    docs: include_str!("auditor_not_independent.md"),
    check: Check::Record(Kind::Audit, check),
};

const HELP: &str = "give this part to somebody who does not answer for it, and name each auditor's share under `team`";

/// One thing that an auditor answers for and audits, with the place that says so; empty where the place says that they audit.
type Tie = (String, Place, &'static str);

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = record.data().audit() else { return };
    if !matches!(audit.r#type, AuditType::Internal | AuditType::FollowUp) || audit.status == AuditStatus::Cancelled {
        return;
    }
    for (path, member) in auditing(audit) {
        let share = share(context, audit, member);
        let is_all = member.criteria.is_empty();
        let ties = Duties { context, record, audit, person: &member.person, is_all, share: &share }.ties();
        raise(context, record, (&member.person, &format!("{path}/person")), ties, report);
    }
    for (person, deeds) in outsiders(context, &View::new(record, audit)) {
        let share = context.snapshot.catalogues().resolve_all(deeds.criteria);
        let mut ties = Duties { context, record, audit, person, is_all: false, share: &share }.ties();
        if !ties.is_empty() {
            ties.extend(deeds.places.into_iter().map(|(place, what)| (String::new(), place, what)));
        }
        raise(context, record, (person, "/team"), ties, report);
    }
}

/// Reports what somebody audits and answers for, at a path of the audit.
fn raise(
    context: &Context<'_>,
    record: &Record,
    (person, path): (&PersonRef, &str),
    ties: Vec<Tie>,
    report: &mut Report<'_>,
) {
    let reasons: Vec<&str> =
        ties.iter().map(|(reason, ..)| reason.as_str()).filter(|reason| !reason.is_empty()).collect();
    if reasons.is_empty() {
        return;
    }
    let message = format!("{person} audits what they answer for: {}", listed(&reasons, 6));
    let diagnostic = report.raise(record, path, message);
    diagnostic.help(HELP).part(person);
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.roles.programme_manager);
    }
    for (_, place, label) in ties.into_iter().take(6) {
        diagnostic.also(place, label);
    }
}

/// What somebody who audits answers for, as far as their share of the audit goes.
struct Duties<'a> {
    context: &'a Context<'a>,
    record: &'a Record,
    audit: &'a Audit,
    person: &'a PersonRef,
    /// Whether they look at all of the audit.
    is_all: bool,
    share: &'a [Requirement],
}

impl Duties<'_> {
    fn ties(&self) -> Vec<Tie> {
        let mut ties = self.own_answers(self.share);
        // Who owns what may have changed since an audit was closed; its own record has not.
        if self.audit.status == AuditStatus::Closed {
            return ties;
        }
        ties.extend(self.processes(self.share));
        ties.extend(self.controls(self.share));
        ties.extend(self.own_rules(self.share));
        ties.extend(self.actions());
        ties.extend(self.clauses(self.share));
        ties
    }

    fn is_member(&self, person: &PersonRef) -> bool {
        person == self.person
    }

    /// Whoever audits and is audited, in one audit and about one thing: two departments may audit each other.
    fn own_answers(&self, share: &[Requirement]) -> Vec<Tie> {
        let is_own = |process: &ProcessRef| self.looks_at(process, share);
        let position = self.audit.auditees.iter().position(|auditee| {
            self.is_member(&auditee.person) && auditee.process.as_ref().map_or(self.is_all, is_own)
        });
        let Some(position) = position else { return Vec::new() };
        let place = self.record.at(&format!("/auditees/{position}/person"));
        vec![("their own answers as an auditee".to_owned(), place, "audited here")]
    }

    fn processes(&self, share: &[Requirement]) -> Vec<Tie> {
        let Some(isms) = self.context.snapshot.isms() else { return Vec::new() };
        let Some(scope) = &self.audit.scope else { return Vec::new() };
        let owned = isms.processes.iter().enumerate().filter(|(_, process)| self.is_member(&process.owner));
        owned
            .filter(|(_, process)| {
                let id = ProcessRef(process.id.0.clone());
                scope.processes.contains(&id) && self.looks_at(&id, share)
            })
            .map(|(position, process)| {
                let place = isms.at(&format!("/processes/{position}/owner"));
                (format!("process {}", process.id), place, "owns the process")
            })
            .collect()
    }

    /// Whether this member of the team looks at a process of the scope: whoever has no share of their own looks at all;
    /// otherwise the timetable says it, or a control that the process operates.
    fn looks_at(&self, process: &ProcessRef, share: &[Requirement]) -> bool {
        let snapshot = self.context.snapshot;
        let catalogues = snapshot.catalogues();
        let in_share = |controls: Vec<Requirement>| controls.iter().any(|control| share.contains(control));
        self.is_all
            || self
                .audit
                .schedule
                .iter()
                .any(|line| line.process.as_ref() == Some(process) && line.auditor.as_ref() == Some(self.person))
            || snapshot.process(process).is_some_and(|process| in_share(catalogues.resolve_all(&process.controls)))
    }

    fn controls(&self, share: &[Requirement]) -> Vec<Tie> {
        let snapshot = self.context.snapshot;
        let Some(soa) = snapshot.soa() else { return Vec::new() };
        let catalogues = snapshot.catalogues();
        let mut owned = Vec::new();
        let mut first = None;
        for (position, row) in soa.controls.iter().enumerate() {
            if row.applicable && row.owner.as_ref().is_some_and(|owner| self.is_member(owner)) {
                let control = catalogues.resolve_all([&row.id.as_str().into()]);
                if control.iter().any(|control| share.binary_search(control).is_ok()) {
                    owned.extend(control);
                    first = first.or(Some(position));
                }
            }
        }
        let Some(first) = first else { return Vec::new() };
        owned.sort_unstable();
        let place = soa.at(&format!("/controls/{first}/owner"));
        vec![(format!("controls {}", listed(&catalogues.ranges(&owned), 4)), place, "owns the control")]
    }

    fn own_rules(&self, share: &[Requirement]) -> Vec<Tie> {
        let catalogues = self.context.snapshot.catalogues();
        let mut ties = Vec::new();
        for catalogue in self.context.snapshot.own_catalogues() {
            let prefix = catalogue.id();
            for (position, entry) in catalogue.entries.iter().enumerate() {
                if !entry.owner.as_ref().is_some_and(|owner| self.is_member(owner)) {
                    continue;
                }
                let criterion = format!("{prefix}:{}", entry.id);
                let named = catalogues.resolve_all([&criterion.as_str().into()]);
                if named.iter().any(|requirement| share.binary_search(requirement).is_ok()) {
                    ties.push((criterion, catalogue.at(&format!("/entries/{position}/owner")), "owns the rule"));
                }
            }
        }
        ties
    }

    fn actions(&self) -> Vec<Tie> {
        let mut ties: Vec<Tie> = Vec::new();
        for finding in &self.audit.previous_findings {
            for action in self.context.snapshot.actions_for(finding.as_str()) {
                let owns = |owner: &Option<PersonRef>| owner.as_ref().is_some_and(|owner| self.is_member(owner));
                let item = action.actions.iter().position(|item| owns(&item.owner));
                let path = match item {
                    _ if self.is_member(&action.owner) => "/owner".to_owned(),
                    Some(item) => format!("/actions/{item}/owner"),
                    None => continue,
                };
                let tie = (format!("action {}", action.id()), action.at(&path), "owns the action");
                if !ties.contains(&tie) {
                    ties.push(tie);
                }
            }
        }
        ties
    }

    fn clauses(&self, share: &[Requirement]) -> Vec<Tie> {
        let catalogues = self.context.snapshot.catalogues();
        let Some(isms) = self.context.snapshot.isms().filter(|isms| self.is_member(&isms.roles.isms_owner)) else {
            return Vec::new();
        };
        let is_clause = |requirement: &Requirement| {
            catalogues.catalogue_of(*requirement).id.as_str() == BUILT_IN
                && !is_control(catalogues.entry(*requirement).id.as_str())
        };
        let clauses: Vec<Requirement> = share.iter().copied().filter(is_clause).collect();
        if clauses.is_empty() {
            return Vec::new();
        }
        let reason = format!("clauses {} of the ISMS that they run", listed(&catalogues.ranges(&clauses), 4));
        vec![(reason, isms.at("/roles/isms_owner"), "runs the ISMS")]
    }
}
