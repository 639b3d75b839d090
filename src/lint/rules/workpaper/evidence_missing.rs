use crate::diagnostic::Level;
use crate::lint::needs::evidence::{how_to_pin, is_here};
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Evidence, Kind};
use crate::snapshot::{FileFact, Record};
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "evidence-missing",
    family: Family::Workpaper,
    summary: "Evidence is not where its record says, or the record does not say where",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("evidence_missing.md"),
    check: Check::Record(Kind::Evidence, check),
};

/// What evidence needs that is here.
const NEEDS: &[Need<Evidence>] = &[Need {
    when: |_, evidence| is_here(evidence) && evidence.r#type.is_file(),
    met: |_, evidence| !is_blank(evidence.location.as_deref()),
    place: STATUS,
    lapse: "it does not say where it is",
    help: "give its address, or its path in this repository, under `location`",
}];

const MISSING: &str = "put the file back, or correct the path (from the record root); a place elsewhere is an address: https://…, \
                       archive:binder-12";

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(evidence) = record.data().evidence().filter(|evidence| is_here(evidence)) else { return };
    report_needs(NEEDS, context, record, evidence, report);
    let fact = evidence.location.as_deref().and_then(|location| context.snapshot.file(location));
    let (reason, help) = match fact {
        Some(FileFact::Missing { reason }) => (reason, MISSING.to_owned()),
        Some(FileFact::Lost { reason, instead }) => (reason, how_to_pin(evidence, instead.as_deref())),
        _ => return,
    };
    let diagnostic = report.raise(record, "/location", reason.as_str());
    diagnostic.help(help);
    if let Some(person) = evidence.verified_by.as_ref().or(evidence.collected_by.as_ref()) {
        diagnostic.owner(person);
    }
}
