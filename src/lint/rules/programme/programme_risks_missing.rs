use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, ProgrammeStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "programme-risks-missing",
    family: Family::Programme,
    summary: "A programme names no risk to itself",
    level: Level::Info,
    clause: "ISO 19011:2018, 5.3",
    needs_day: false,
    docs: include_str!("programme_risks_missing.md"),
    check: Check::Record(Kind::Programme, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let running = record.data().programme().filter(|programme| {
        matches!(programme.status, ProgrammeStatus::Approved | ProgrammeStatus::Active) && programme.risks.is_empty()
    });
    let Some(programme) = running else { return };
    report
        .raise(record, "/status", "the programme names no risk to itself")
        .help("name one, with what is done about it: `risks: [{risk: The auditor falls ill, response: …}]`")
        .owner(&programme.manager);
}
