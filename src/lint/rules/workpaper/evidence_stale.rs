use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Date, EvidenceType, Kind};
use crate::snapshot::Record;
use crate::text::{counted, listed};

pub static RULE: Rule = Rule {
    name: "evidence-stale",
    family: Family::Workpaper,
    summary: "An audit rests on evidence that was too old for it",
    level: Level::Warning,
    clause: "ISO 19011:2018, 6.4.7",
    needs_day: false,
    docs: include_str!("evidence_stale.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    let Some(end) = audit.dates.map(|dates| dates.end).filter(|_| audit.status.has_reached(AuditStatus::InProgress))
    else {
        return;
    };
    let months = context.thresholds().evidence_max_age_months;
    let oldest = end.plus_months(-i64::from(months));
    for workpaper in context.snapshot.workpapers_of(&record.id) {
        for (position, item) in workpaper.data().items.iter().enumerate() {
            let ages = item.evidence.iter().map(|id| Some((id.as_str(), attests_until(context, id)?)));
            // One recent piece is enough; what the others add is history.
            let Some(ages) = ages.collect::<Option<Vec<(&str, Date)>>>() else { continue };
            let is_stale = !ages.is_empty() && ages.iter().all(|(_, until)| *until < oldest);
            let Some(newest) = ages.iter().map(|(_, until)| *until).max().filter(|_| is_stale) else { continue };
            let ids: Vec<&str> = ages.iter().map(|(id, _)| *id).collect();
            report
                .raise(
                    workpaper.record(),
                    &format!("/items/{position}/evidence"),
                    format!(
                        "item {} rests on evidence of a time until {newest}, more than {} before the audit ended: {}",
                        item.id,
                        counted(months.into(), "month"),
                        listed(&ids, 3)
                    ),
                )
                .also(record.at("/dates/end"), "the audit ended")
                .help("collect newer evidence; `evidence_max_age_months` in tickmark.yaml sets what is too old")
                .owner(&workpaper.data().auditor)
                .part(&item.id);
        }
    }
}

/// The last day that evidence says something about; `None` where that is not known, or where age does not matter: a
/// document holds until it is replaced.
fn attests_until(context: &Context<'_>, id: &crate::record::EvidenceRef) -> Option<Date> {
    let evidence = context.snapshot.evidence_record(id)?;
    let data = evidence.data();
    let ages = data.r#type != EvidenceType::Document;
    data.period.map(|period| period.to).or(data.collected_on).filter(|_| ages)
}
