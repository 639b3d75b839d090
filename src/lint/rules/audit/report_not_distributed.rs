use crate::diagnostic::Level;
use crate::lint::needs::audit::is_ours;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, AuditStatus, Date, Kind, Party, PastDecider, Person, PersonRef};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "report-not-distributed",
    family: Family::Audit,
    summary: "A report did not go to everybody it concerns",
    level: Level::Warning,
    clause: "9.2.2 c",
    needs_day: false,
    docs: include_str!("report_not_distributed.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = record.data().audit().filter(|audit| is_ours(audit, AuditStatus::Issued)) else { return };
    let Some(issued) = &audit.report else { return };
    // A group may be anybody; who is in it is not on record.
    let is_person = |party: &Party| !party.as_str().contains(':');
    if !issued.distribution.is_empty() && !issued.distribution.iter().all(is_person) {
        return;
    }
    let got = |person: &PersonRef| issued.distribution.iter().any(|party| party.as_str() == person.as_str());
    let mut missing: Vec<String> = Vec::new();
    for (person, why) in concerned(context, audit).into_iter().filter(|(person, _)| !got(person)) {
        if !missing.iter().any(|known| known.starts_with(&format!("{person} "))) {
            missing.push(format!("{person} ({why})"));
        }
    }
    if missing.is_empty() {
        return;
    }
    let message = match issued.distribution.is_empty() {
        true => "the report is issued, and nobody got it".to_owned(),
        false => format!("the report did not go to {}", listed(&missing, 8)),
    };
    let place = if issued.distribution.is_empty() { "/report" } else { "/report/distribution" };
    report
        .raise(record, place, message)
        .help(format!(
            "send it to them and name them: `tickmark set {0} report/distribution PERSON[,PERSON]`; where the record has no report yet, \
             `tickmark set {0} report/version 1` comes first. Who came later has the day under `from`, and who managed the programme \
             before stands under `roles.former` in tickmark.yaml",
            record.id
        ))
        .owner(audit.lead().unwrap_or(&audit.client))
        .members(missing);
}

/// Whom a report concerns, and why.
fn concerned<'a>(context: &Context<'a>, audit: &'a Audit) -> Vec<(&'a PersonRef, &'static str)> {
    let mut concerned = vec![(&audit.client, "asked for the audit")];
    concerned.extend(audit.auditees.iter().map(|auditee| (&auditee.person, "was audited")));
    let issued = audit.report.as_ref().and_then(|report| report.issued.as_ref()).map(|issued| issued.date);
    concerned.extend(manager(context, audit, issued).map(|manager| (manager, "manages the programme")));
    // Whoever wrote the report has it, and who left meanwhile need not be told. Whom no record knows is said elsewhere.
    concerned.retain(|(person, _)| !audit.team.iter().any(|member| member.person == **person));
    let came_later = |from: Option<Date>| from.zip(issued).is_some_and(|(from, issued)| from > issued);
    let is_here = |person: &Person| person.to.is_none() && !came_later(person.from);
    concerned.retain(|(person, _)| context.snapshot.person(person).is_some_and(|person| is_here(person.data())));
    concerned
}

/// Who was to get the report because they managed the programme on the day of its issue; `None` where one did of those who may have, for
/// nobody is told of a role that they got later.
fn manager<'a>(context: &Context<'a>, audit: &'a Audit, issued: Option<Date>) -> Option<&'a PersonRef> {
    let roles = &context.snapshot.isms()?.data().roles;
    let role = PastDecider::ProgrammeManager;
    let then: Vec<&PersonRef> = issued.into_iter().flat_map(|day| roles.former_on(role, day)).collect();
    let of_programme = audit.programme.as_ref().and_then(|id| context.snapshot.programme(id));
    let of_programme = of_programme.map(|programme| &programme.data().manager);
    let may: Vec<&PersonRef> = match then.is_empty() {
        true => of_programme.into_iter().chain([&roles.programme_manager]).collect(),
        false => then,
    };
    let got = |person: &&PersonRef| {
        let distribution = audit.report.iter().flat_map(|report| &report.distribution);
        distribution.into_iter().any(|party| party.as_str() == person.as_str())
    };
    if may.iter().any(got) { None } else { may.first().copied() }
}
