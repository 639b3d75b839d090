use crate::diagnostic::Level;
use crate::lint::needs::action::is_proposed;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{FindingStatus, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "contested-unresolved",
    family: Family::Finding,
    summary: "A finding has been contested for weeks",
    level: Level::Warning,
    clause: "ISO 19011:2018, 6.4.10",
    needs_day: true,
    docs: include_str!("contested_unresolved.md"),
    check: Check::Record(Kind::Finding, check),
};

/// Days within which a disagreement is settled.
const DAYS: i64 = 20;

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding().filter(|finding| finding.is_in_dispute()) else { return };
    // Whoever stands behind a plan does not dispute what it answers.
    let is_answered = || context.snapshot.actions_for(&record.id).any(|action| is_proposed(action.data()));
    if finding.status != FindingStatus::Contested && is_answered() {
        return;
    }
    let Some(said) = finding.acknowledged.as_ref() else { return };
    let limit = said.date.plus_days(DAYS);
    if limit >= context.day {
        return;
    }
    let days = counted(context.day.days_since(said.date), "day");
    let diagnostic = report.raise(record, "/status", format!("contested since {}, for {days}", said.date));
    diagnostic
        .also(record.at("/acknowledged/date"), "contested")
        .help(format!(
            "the programme manager decides: `tickmark move {} open --reason TEXT` where it stands, `superseded` where another finding \
             takes its place; what should not have been in the report is withdrawn in a new version of it",
            record.id
        ))
        .since(limit);
    match context.snapshot.isms() {
        Some(isms) => diagnostic.owner(&isms.data().roles.programme_manager),
        None => diagnostic.owner(&finding.raised_by),
    };
}
