use crate::diagnostic::Level;
use crate::lint::needs::audit::is_ours;
use crate::lint::{Check, Context, Family, Report, Rule, concerned};
use crate::record::{AuditStatus, Kind, Party, PersonRef};
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
