use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, Kind};
use crate::snapshot::Record;
use crate::text::is_alike;

pub static RULE: Rule = Rule {
    name: "root-cause-restates-finding",
    family: Family::Action,
    summary: "The cause says the finding once more",
    level: Level::Warning,
    clause: "10.2 b 2",
    needs_day: false,
    docs: include_str!("root_cause_restates_finding.md"),
    check: Check::Record(Kind::Action, check),
};

/// How much alike cause and finding must be, from 0 to 1 by Dice's coefficient over pairs of letters.
const LIKENESS: f64 = 0.75;

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    let Some(statement) = action.cause.as_ref().and_then(|cause| cause.statement.as_deref()) else { return };
    if matches!(action.status, ActionStatus::Closed | ActionStatus::Cancelled) {
        return;
    }
    for id in &action.source.findings {
        let Some(finding) = context.snapshot.finding(id) else { continue };
        let texts = [("/statement", &finding.data().statement), ("/title", &finding.data().title)];
        let Some((place, _)) = texts.into_iter().find(|(_, text)| is_alike(statement, text, LIKENESS)) else {
            continue;
        };
        report
            .raise(record, "/cause/statement", format!("the cause says what {id} says: what is so, and not why"))
            .also(finding.at(place), "the finding")
            .help("ask why it could happen, and why nobody noticed")
            .owner(&action.owner);
        return;
    }
}
