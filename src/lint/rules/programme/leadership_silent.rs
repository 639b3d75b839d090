use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, Message, ProgrammeStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "leadership-silent",
    family: Family::Programme,
    summary: "Top management has not said for a year why audits matter",
    level: Level::Info,
    clause: "5.1, 7.4",
    needs_day: true,
    docs: include_str!("leadership_silent.md"),
    check: Check::Among(Kind::Programme, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(programme) = record.data().programme().filter(|it| it.status == ProgrammeStatus::Active) else { return };
    let snapshot = context.snapshot;
    let own = programme.communications.iter();
    let others =
        snapshot.programmes().filter(|other| other.id() != &*record.id).flat_map(|it| &it.data().communications);
    let reviews = snapshot.reviews().flat_map(|review| &review.data().communications);
    let audits = snapshot.audits().flat_map(|audit| &audit.data().communications);
    let said = own.chain(others).chain(reviews).chain(audits).filter(|it| it.what == Message::LeadershipMessage);
    let last = said.map(|message| message.date).filter(|day| *day <= context.day).max();
    let limit = last.unwrap_or(programme.cycle.from).plus_months(12);
    if limit >= context.day {
        return;
    }
    let since = last.map_or_else(|| "yet".to_owned(), |day| format!("since {day}"));
    let diagnostic =
        report.raise(record, "/communications", format!("no message of top management on the audits {since}"));
    diagnostic
        .help("have top management say why audits matter, and record it: `{what: leadership-message, …}`")
        .since(limit);
    diagnostic.owner(programme.sponsor.as_ref().unwrap_or(&programme.manager));
}
