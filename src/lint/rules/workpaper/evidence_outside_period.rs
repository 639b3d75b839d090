use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "evidence-outside-period",
    family: Family::Workpaper,
    summary: "Evidence attests another time than the audit looks at",
    level: Level::Warning,
    clause: "9.2.1",
    needs_day: false,
    docs: include_str!("evidence_outside_period.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.status.has_reached(AuditStatus::InProgress)) else {
        return;
    };
    let Some(period) = audit.scope.as_ref().and_then(|scope| scope.period) else { return };
    for workpaper in context.snapshot.workpapers_of(&record.id) {
        for (position, item) in workpaper.data().items.iter().enumerate() {
            let outside: Vec<&str> = item
                .evidence
                .iter()
                .filter(|id| {
                    let evidence = context.snapshot.evidence_record(id);
                    evidence.and_then(|evidence| evidence.data().period).is_some_and(|other| !other.overlaps(&period))
                })
                .map(|id| id.as_str())
                .collect();
            if outside.is_empty() {
                continue;
            }
            report
                .raise(
                    workpaper.record(),
                    &format!("/items/{position}/evidence"),
                    format!(
                        "item {} cites evidence of another time than {} to {}: {}",
                        item.id,
                        period.from,
                        period.to,
                        listed(&outside, 3)
                    ),
                )
                .also(record.at("/scope/period"), "the time that the audit looks at")
                .help("cite evidence of that time, or correct the period of the evidence or of the scope")
                .owner(&workpaper.data().auditor)
                .part(&item.id)
                .members(outside);
        }
    }
}
