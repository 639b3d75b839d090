use std::borrow::Cow;

use crate::diagnostic::Level;
use crate::lint::days::{DeclaredEarlier, MadeInTime};
use crate::lint::explained::{names, speaks_of};
use crate::lint::{
    Check, CommitFacts, Family, RecordedDay, Report, Rule, Versions, declared_earlier, made_in_time, new_days,
};
use crate::record::{Change, Data, Date};
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
    let mut told = Vec::new();
    for recorded in new_days(versions.before, after) {
        if is_corrected(versions, &recorded) {
            continue;
        }
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
            told.push(recorded.path);
        }
    }
    if let Some(before) = versions.before {
        made_good(versions, (before, after), &told, report);
    }
}

/// A day that was on record and gave way to an earlier one: what was late is in time by it, or it was declared long before it is said.
fn made_good(
    versions: &Versions<'_>,
    (before, after): (&Record, &Record),
    told: &[Cow<'_, str>],
    report: &mut Report<'_>,
) {
    let today = versions.context.day;
    for made in made_in_time(before, after, i64::from(versions.context.thresholds().notice_days)) {
        // A day that has not come yet was a slip of the pen, and nothing was late by it.
        if made.was > today
            || told.iter().any(|path| *path == made.path)
            || is_agreed(versions, &made.field, (made.was, made.is))
        {
            continue;
        }
        let MadeInTime { path, field, was, is, by } = made;
        let late = counted(was.days_since(by), "day");
        let message = format!("{was} was on record, {late} too late, and on {today} it became {is}, which is in time");
        report.raise(after, &path, message).help(match after.data() {
            Data::Review(_) => format!("bring {was} back; if it was wrong, the next review can say so"),
            _ => format!("bring {was} back; if it was wrong, tell of it in `changes`, for {field}, with who agreed"),
        });
    }
    for DeclaredEarlier { path, was, is } in declared_earlier(before, after) {
        let earlier = was.days_since(is);
        if earlier > DAYS {
            report
                .raise(
                    after,
                    &path,
                    format!("{was} was on record, and on {today} it became {is}, {} earlier", counted(earlier, "day")),
                )
                .help("bring back the day that was on record, or declare it anew, on the day of that");
        }
    }
}

/// Whether another day was on record in the place of one, and an entry of `changes` says why, to which somebody else agreed: what was
/// mistyped may be put right at any time.
fn is_corrected(versions: &Versions<'_>, recorded: &RecordedDay) -> bool {
    let was = versions.before.and_then(|before| recorded.replaced(before));
    let told = was.zip(recorded.name());
    told.is_some_and(|(was, field)| is_agreed(versions, &field, (was, recorded.day)))
}

/// Whether a new entry of `changes` tells how a day changed, and somebody else agreed to that.
fn is_agreed(versions: &Versions<'_>, field: &str, (was, is): (Date, Date)) -> bool {
    let tells = |change: &&Change| {
        speaks_of(change, field) && names(&change.from, &was.to_string()) && names(&change.to, &is.to_string())
    };
    let mut entries = versions.all_explanations().into_iter().filter(tells);
    entries.any(|change| change.approved_by.as_ref().is_some_and(|person| *person != change.by))
}
