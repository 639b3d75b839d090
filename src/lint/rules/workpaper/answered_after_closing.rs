use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions, new_answers};
use crate::text::{counted, listed};

pub static RULE: Rule = Rule {
    name: "answered-after-closing",
    family: Family::Workpaper,
    summary: "Results of a checklist appear for the first time after the closing meeting",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("answered_after_closing.md"),
    check: Check::Commit(check),
};

/// Days within which notes of the last day are still written up.
const DAYS: i64 = 3;

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some(after) = versions.after else { return };
    let Some(new) = after.data().workpaper().filter(|_| !versions.is_imported(commit)) else { return };
    let Some(audit) = versions.context.snapshot.audit(&new.audit) else { return };
    let Some(closing) = audit.closing_meeting.as_ref().map(|meeting| meeting.date) else { return };
    if versions.context.day <= closing.plus_days(DAYS) || !audit.r#type.is_planned_by_us() {
        return;
    }
    let mut late = Vec::new();
    for item in new_answers(versions.before, after) {
        let day = commit.answered_on(after, &item, versions.context.day);
        late.extend(Some((item, day)).filter(|(_, day)| *day > closing.plus_days(DAYS)));
    }
    let Some(last) = late.iter().map(|(_, day)| *day).max() else { return };
    let late: Vec<String> = late.into_iter().map(|(item, _)| item).collect();
    let days = counted(last.days_since(closing), "day");
    report
        .raise(
            after,
            "/items",
            format!(
                "{} came {days} after the closing meeting of {closing}: {}",
                counted(late.len() as i64, "result"),
                listed(&late, 8)
            ),
        )
        .help("commit results as they are found; say in the report what was judged afterwards, and tell the auditees")
        .owner(&new.auditor)
        .members(late);
}
