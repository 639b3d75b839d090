use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, ProgrammeStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "programme-not-reviewed",
    family: Family::Programme,
    summary: "Nobody has looked back on the audit programme for a year",
    level: Level::Warning,
    clause: "ISO 19011:2018, 5.6 and 5.7",
    needs_day: true,
    docs: include_str!("programme_not_reviewed.md"),
    check: Check::Record(Kind::Programme, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(programme) = record.data().programme().filter(|it| it.status == ProgrammeStatus::Active) else { return };
    let reviewed = programme.reviews.iter().map(|review| review.date).filter(|day| *day <= context.day);
    let last = reviewed.max().unwrap_or(programme.cycle.from);
    let limit = last.plus_months(12);
    if limit >= context.day {
        return;
    }
    let place = if programme.reviews.is_empty() { "/status" } else { "/reviews" };
    report
        .raise(record, place, format!("nobody has looked back on the programme since {last}"))
        .help("ask what it achieved and what it should do better: `reviews: [{date: …, by: …, conclusion: …}]`")
        .owner(&programme.manager)
        .since(limit);
}
