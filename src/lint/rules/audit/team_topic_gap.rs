use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeMap;

use crate::lint::team::with_own_team;
use crate::record::{Audit, AuditStatus, Kind, TeamRole};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "team-topic-gap",
    family: Family::Audit,
    summary: "A team lacks knowledge that what it audits asks for",
    level: Level::Warning,
    clause: "7.2; ISO/IEC 27007; ISO 19011:2018, 5.5.4",
    needs_day: false,
    docs: include_str!("team_topic_gap.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    let is_settled = audit.status.has_reached(AuditStatus::Confirmed) && audit.status != AuditStatus::Closed;
    if !is_settled || audit.team.is_empty() {
        return;
    }
    let known = topics(context, audit);
    let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (topic, what) in needed(context, audit) {
        if !known.contains(&topic.to_lowercase()) {
            missing.entry(topic).or_default().push(what);
        }
    }
    if missing.is_empty() {
        return;
    }
    let names: Vec<String> = missing.iter().map(|(topic, what)| format!("{topic} (for {})", listed(what, 3))).collect();
    report
        .raise(record, "/team", format!("nobody in the team knows {}", listed(&names, 5)))
        .help("add an auditor or a technical expert who does; what somebody knows stands under `auditor.topics`")
        .owner(audit.lead().unwrap_or(&audit.client))
        .members(missing.keys());
}

/// What the team knows, in lower case. An expert may know without being approved as an auditor.
fn topics(context: &Context<'_>, audit: &Audit) -> Vec<String> {
    let knows = |role: TeamRole| role.audits() || role == TeamRole::TechnicalExpert;
    let people = audit.team.iter().filter(|member| knows(member.role));
    let people = people.filter_map(|member| context.snapshot.person(&member.person));
    let approvals = people.filter_map(|person| person.data().auditor.as_ref());
    approvals.flat_map(|approval| &approval.topics).map(|topic| topic.to_lowercase()).collect()
}

/// The topics that the audit asks for, each with what asks for it: an entry of a catalogue, or the programme where it names
/// a process of the scope or a criterion of the audit.
fn needed(context: &Context<'_>, audit: &Audit) -> Vec<(String, String)> {
    let snapshot = context.snapshot;
    let catalogues = snapshot.catalogues();
    let criteria = catalogues.resolve_all(&audit.criteria);
    let mut needed: Vec<(String, String)> = Vec::new();
    for requirement in &criteria {
        let topics = &catalogues.entry(*requirement).topics;
        needed.extend(topics.iter().map(|topic| (topic.clone(), catalogues.name(*requirement))));
    }
    let programme = audit.programme.as_ref().and_then(|id| snapshot.programme(id));
    for required in programme.iter().flat_map(|programme| &programme.data().competence_required) {
        let what = required.r#for.as_str();
        let is_process = audit.scope.iter().flat_map(|scope| &scope.processes).any(|process| process.as_str() == what);
        let named = catalogues.resolve(&what.into()).unwrap_or_default();
        if is_process || named.iter().any(|requirement| criteria.contains(requirement)) {
            needed.extend(required.topics.iter().map(|topic| (topic.clone(), what.to_owned())));
        }
    }
    needed
}
