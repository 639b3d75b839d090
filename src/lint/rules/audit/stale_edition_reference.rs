use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "stale-edition-reference",
    family: Family::Audit,
    summary: "A criterion is of an edition or a catalogue that no longer holds",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: true,
    docs: include_str!("stale_edition_reference.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    let begins = audit.dates.map_or(context.day, |dates| dates.start);
    let catalogues = context.snapshot.catalogues();
    for (position, criterion) in audit.criteria.iter().enumerate() {
        let Some((prefix, _)) = criterion.as_str().split_once(':') else { continue };
        let Some(catalogue) = catalogues.get(prefix) else { continue };
        let Some(withdrawn) = catalogue.withdrawn.filter(|withdrawn| *withdrawn <= begins) else { continue };
        if audit.status == AuditStatus::Closed && audit.dates.is_none() {
            continue;
        }
        let diagnostic = report.raise(
            record,
            &format!("/criteria/{position}"),
            format!("{criterion} is of `{prefix}`, which has not held since {withdrawn}"),
        );
        diagnostic.help(match &catalogue.replaced_by {
            Some(newer) => format!("name the criterion of `{newer}`, which replaces it"),
            None => "name a criterion of a catalogue that holds".to_owned(),
        });
        diagnostic.owner(audit.lead().unwrap_or(&audit.client));
        if let Some(record) = context.snapshot.record(prefix) {
            diagnostic.also(record.at("/withdrawn"), "withdrawn");
        }
    }
}
