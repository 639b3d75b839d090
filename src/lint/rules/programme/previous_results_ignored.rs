use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeMap;

use crate::record::{ActionStatus, AuditStatus, Date, FindingStatus, Grade, Kind, ProcessRef};
use crate::snapshot::Snapshot;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "previous-results-ignored",
    family: Family::Programme,
    summary: "A process with a grave lapse is not audited again within a year",
    level: Level::Warning,
    clause: "9.2.2",
    needs_day: true,
    docs: include_str!("previous_results_ignored.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    if snapshot.has_broken(&[Kind::Programme, Kind::Audit]) {
        return;
    }
    let Some(programme) = snapshot.running_programme(context.day) else { return };
    for (process, (found, ids)) in lapses(context) {
        let until = found.plus_months(12);
        if snapshot.process(process).is_none() || is_audited(snapshot, process, found, until) {
            continue;
        }
        report
            .raise(
                programme.record(),
                "/schedule",
                format!("no audit until {until} looks at the process {process} again, after {}", listed(&ids, 4)),
            )
            .help("add an audit of the process to the schedule, with `reason: previous-results`")
            .owner(&programme.data().manager)
            .members(ids);
    }
}

/// The processes with a major, a repeat or an action that did not work in the last year: the day of the newest, and which.
fn lapses<'a>(context: &Context<'a>) -> BTreeMap<&'a ProcessRef, (Date, Vec<&'a str>)> {
    let since = context.day.plus_months(-12);
    let mut lapses: BTreeMap<&ProcessRef, (Date, Vec<&str>)> = BTreeMap::new();
    for finding in context.snapshot.findings() {
        let data = finding.data();
        let stands = data.status.is_reported() && data.status != FindingStatus::Superseded;
        let Some(process) = data.process.as_ref().filter(|_| stands && data.detected_on >= since) else { continue };
        let mut actions = context.snapshot.actions_for(finding.id());
        let is_grave = data.grade == Grade::Major
            || data.grade.is_nonconformity() && !data.repeat_of.is_empty()
            || actions.any(|action| action.status == ActionStatus::Ineffective);
        if is_grave {
            let entry = lapses.entry(process).or_insert((data.detected_on, Vec::new()));
            entry.0 = entry.0.max(data.detected_on);
            entry.1.push(finding.id());
        }
    }
    lapses
}

/// Whether an audit after `found` has looked at a process, or one that begins by `until` will.
fn is_audited(snapshot: &Snapshot, process: &ProcessRef, found: Date, until: Date) -> bool {
    let held = snapshot.audits().any(|audit| {
        let data = audit.data();
        let looks =
            data.scope.as_ref().is_some_and(|scope| scope.processes.is_empty() || scope.processes.contains(process));
        let is_on = !matches!(data.status, AuditStatus::Cancelled | AuditStatus::Postponed);
        is_on && looks && data.dates.is_some_and(|dates| dates.start > found && dates.start <= until)
    });
    let programmes = snapshot.programmes().filter(|programme| programme.status.is_approved());
    held || programmes.flat_map(|programme| &programme.data().schedule).any(|line| {
        let looks = line.processes.is_empty() || line.processes.contains(process);
        looks && line.window.to > found && line.window.from <= until
    })
}
