use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::{Data, Date};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "backdated-entry",
    family: Family::Records,
    summary: "A day that was recorded lies long before the commit that records it",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("backdated_entry.md"),
    check: Check::Commit(check),
};

/// Days within which something that happened is usually recorded.
const DAYS: i64 = 10;

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some(after) = versions.after else { return };
    if versions.is_imported(commit) {
        return;
    }
    let known = versions.before.map(days).unwrap_or_default();
    for (path, day) in days(after) {
        let is_new = !known.iter().any(|(other, known)| *other == path && *known == day);
        let late = versions.context.day.days_since(day);
        if is_new && late > DAYS {
            report
                .raise(
                    after,
                    &path,
                    format!("{day} was recorded on {}, {} later", versions.context.day, counted(late, "day")),
                )
                .help("nothing undoes it: say in a comment or in the report why it was recorded so late");
        }
    }
}

/// The days on which something was decided or done: by path, without the part's position, which may move.
fn days(record: &Record) -> Vec<(String, Date)> {
    let mut days = Vec::new();
    let mut add = |path: &str, day: Option<Date>| days.extend(day.map(|day| (path.to_owned(), day)));
    match record.data() {
        Data::Finding(finding) => {
            add("/closed/date", finding.closed.as_ref().map(|closed| closed.date));
            add("/acknowledged/date", finding.acknowledged.as_ref().map(|said| said.date));
            add("/decision/date", finding.decision.as_ref().map(|decision| decision.date));
        }
        Data::Action(action) => {
            add(
                "/plan/accepted/date",
                action.plan.as_ref().and_then(|plan| plan.accepted.as_ref()).map(|accepted| accepted.date),
            );
            add("/effectiveness/checked_on", action.effectiveness.as_ref().and_then(|check| check.checked_on));
            for (position, item) in action.actions.iter().enumerate() {
                add(&format!("/actions/{position}/done_on"), item.done_on);
            }
        }
        Data::Audit(audit) if audit.r#type.is_planned_by_us() => {
            add(
                "/report/issued/date",
                audit.report.as_ref().and_then(|report| report.issued.as_ref()).map(|issued| issued.date),
            );
            add(
                "/plan/approved/date",
                audit.plan.as_ref().and_then(|plan| plan.approved.as_ref()).map(|approved| approved.date),
            );
        }
        Data::Programme(programme) => add("/approved/date", programme.approved.as_ref().map(|approved| approved.date)),
        Data::Review(review) => add("/minutes/date", review.minutes.as_ref().map(|minutes| minutes.date)),
        _ => {}
    }
    days
}
