use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions, new_days};
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
    for recorded in new_days(versions.before, after) {
        let (day, written) = (recorded.day, commit.written_on(after, &recorded, versions.context.day));
        let late = written.days_since(day);
        if late > DAYS {
            report
                .raise(
                    after,
                    &recorded.path,
                    format!("{day} was recorded on {written}, {} later", counted(late, "day")),
                )
                .help("nothing undoes it: say in a comment or in the report why it was recorded so late");
        }
    }
}
