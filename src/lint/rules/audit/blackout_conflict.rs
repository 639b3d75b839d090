use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind, Period};
use crate::snapshot::Record;
use crate::text::shortened;

pub static RULE: Rule = Rule {
    name: "blackout-conflict",
    family: Family::Audit,
    summary: "An audit is held on days that a process has asked to be spared",
    level: Level::Info,
    clause: "9.2.2",
    needs_day: false,
    docs: include_str!("blackout_conflict.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    let is_to_come = matches!(audit.status, AuditStatus::Planned | AuditStatus::Confirmed);
    let (Some(dates), Some(scope), Some(isms)) = (audit.dates, &audit.scope, context.snapshot.isms()) else { return };
    let days = Period { from: dates.start, to: dates.end };
    for (position, process) in isms.data().processes.iter().enumerate().filter(|_| is_to_come) {
        if !scope.processes.iter().any(|id| id.as_str() == process.id.as_str()) {
            continue;
        }
        let blackouts = process.blackout.iter().enumerate();
        for (number, blackout) in
            blackouts.filter(|(_, blackout)| Period { from: blackout.from, to: blackout.to }.overlaps(&days))
        {
            report
                .raise(
                    record,
                    "/dates/start",
                    format!(
                        "the audit falls into a time in which {} asks to be spared, {} to {}: {}",
                        process.name,
                        blackout.from,
                        blackout.to,
                        shortened(&blackout.reason, 60)
                    ),
                )
                .also(isms.at(&format!("/processes/{position}/blackout/{number}")), "asked for here")
                .help("move the audit, or agree on it with the owner of the process")
                .owner(audit.lead().unwrap_or(&audit.client));
        }
    }
}
