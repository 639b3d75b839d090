use crate::diagnostic::Level;
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
    let contested = record.data().finding().filter(|finding| finding.status == FindingStatus::Contested);
    let Some((finding, said)) = contested.and_then(|finding| Some((finding, finding.acknowledged.as_ref()?))) else {
        return;
    };
    let limit = said.date.plus_days(DAYS);
    if limit >= context.day {
        return;
    }
    let days = counted(context.day.days_since(said.date), "day");
    let diagnostic = report.raise(record, "/status", format!("contested since {}, for {days}", said.date));
    diagnostic
        .also(record.at("/acknowledged/date"), "contested")
        .help("the programme manager decides, and writes how under `acknowledged.comment`; then it is `open` or `withdrawn`")
        .since(limit);
    match context.snapshot.isms() {
        Some(isms) => diagnostic.owner(&isms.data().roles.programme_manager),
        None => diagnostic.owner(&finding.raised_by),
    };
}
