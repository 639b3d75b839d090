use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeMap;

use crate::record::{Importance, Kind, ProgrammeStatus, ScheduledAudit};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "importance-ignored",
    family: Family::Programme,
    summary: "A process that matters much is audited less often than one that matters little",
    level: Level::Warning,
    clause: "9.2.2",
    needs_day: true,
    docs: include_str!("importance_ignored.md"),
    check: Check::Record(Kind::Programme, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(programme) = record.data().programme() else { return };
    if !matches!(programme.status, ProgrammeStatus::Approved | ProgrammeStatus::Active) {
        return;
    }
    // A programme that was held to its reasons when it ran need not follow those of today.
    let Some(isms) = context.snapshot.isms().filter(|_| programme.cycle.to >= context.day) else { return };
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    // A line without processes looks at the ISMS as a whole.
    for line in programme.schedule.iter().filter(|line| !line.processes.is_empty()) {
        line.processes.iter().for_each(|process| *times.entry(process.as_str()).or_default() += 1);
    }
    let often = |id: &str| times.get(id).copied().unwrap_or_default();
    let of = |importance: Importance| isms.data().processes.iter().filter(move |it| it.importance == importance);
    let Some(low) = of(Importance::Low).max_by_key(|process| often(process.id.as_str())) else { return };
    let most = often(low.id.as_str());
    let fewer: Vec<&str> = of(Importance::High)
        .map(|it| it.id.as_str())
        .filter(|id| often(id) < most && !is_whole(&programme.schedule))
        .collect();
    if fewer.is_empty() {
        return;
    }
    report
        .raise(
            record,
            "/schedule",
            format!("audited less often than {}, which matters little: {}", low.id, listed(&fewer, 5)),
        )
        .help("audit it more often, or set the importance right in tickmark.yaml; `frequency_basis` says what the rhythm rests on")
        .owner(&programme.manager)
        .members(fewer);
}

/// Whether no line names processes, so that nothing can be said.
fn is_whole(schedule: &[ScheduledAudit]) -> bool {
    schedule.iter().all(|line| line.processes.is_empty())
}
