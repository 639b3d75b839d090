use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "effort-overrun",
    family: Family::Audit,
    summary: "An audit took far more days than planned",
    level: Level::Info,
    clause: "7.1",
    needs_day: false,
    docs: include_str!("effort_overrun.md"),
    check: Check::Record(Kind::Audit, check),
};

/// What counts as far more: half as much again.
const LIMIT: f64 = 1.5;

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    let Some((planned, used)) = audit.effort.and_then(|effort| Some((effort.planned_days, effort.actual_days?))) else {
        return;
    };
    if planned <= 0.0 || used <= planned * LIMIT || !audit.lessons.is_empty() {
        return;
    }
    report
        .raise(record, "/effort/actual_days", format!("the audit took {used} days of {planned} planned"))
        .help("write down under `lessons` why, so that the next plan is nearer")
        .owner(audit.lead().unwrap_or(&audit.client));
}
