use crate::diagnostic::{Level, Place};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Data, Kind, ReviewStatus};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "record-deleted",
    family: Family::Records,
    summary: "A record that proves the audit work is gone",
    level: Level::Error,
    clause: "7.5.3, 10.2 f and g",
    needs_day: false,
    docs: include_str!("record_deleted.md"),
    check: Check::Change(check),
};

/// What stays, whatever becomes of it.
const KEPT: &[Kind] = &[Kind::Programme, Kind::Audit, Kind::Workpaper, Kind::Finding, Kind::Action, Kind::Review];

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    match (versions.before, versions.after) {
        (Some(record), None) => gone(versions, record, report),
        (Some(before), Some(after)) => parts(before, after, report),
        _ => {}
    }
}

fn gone(versions: &Versions<'_>, record: &Record, report: &mut Report<'_>) {
    // A file that cannot be read is another lapse.
    let is_broken = versions.context.snapshot.broken_record(&record.id).is_some();
    let is_approved = record.data().soa().is_some_and(|soa| soa.approved.is_some());
    // Somebody whom nothing names was put on record by mistake.
    let naming: Vec<&str> = match record.kind() {
        Kind::Person => versions.context.snapshot.cited_by(&record.id).map(|record| &*record.id).collect(),
        _ => Vec::new(),
    };
    if !(KEPT.contains(&record.kind()) || is_approved || !naming.is_empty()) || is_broken {
        return;
    }
    let (noun, id) = (record.kind().noun(), &record.id);
    let named = if naming.is_empty() { String::new() } else { format!(", and still named by {}", listed(&naming, 6)) };
    let diagnostic = report.raise_at(Place::file(record.path.clone()), format!("the {noun} {id} is gone{named}"));
    diagnostic.record = Some(record.subject());
    diagnostic.help(match record.kind() {
        Kind::Finding => {
            "bring it back; a finding that was none is `withdrawn`, one that is part of another `superseded`"
        }
        Kind::Person => "bring it back; whoever left has the last day as `to`",
        Kind::Audit | Kind::Action => "bring it back; one that is not pursued is `cancelled`, with the reason",
        _ => "bring it back: what was on record stays on record",
    });
}

/// What somebody had agreed to do: the items of an accepted plan, the decisions of a review that was held.
fn parts(before: &Record, after: &Record, report: &mut Report<'_>) {
    let (field, noun, gone): (_, _, Vec<String>) = match (before.data(), after.data()) {
        (Data::Action(old), Data::Action(new)) if old.status.is_accepted() => {
            let is_there = |n: u32| new.actions.iter().any(|item| item.n == n);
            let gone = old.actions.iter().map(|item| item.n).filter(|n| !is_there(*n));
            ("/actions", "item", gone.map(|n| n.to_string()).collect())
        }
        (Data::Review(old), Data::Review(new)) if old.status >= ReviewStatus::Held => {
            let is_there = |id: &str| new.decisions.iter().any(|decision| decision.id.as_str() == id);
            let gone = old.decisions.iter().map(|decision| decision.id.as_str()).filter(|id| !is_there(id));
            ("/decisions", "decision", gone.map(str::to_owned).collect())
        }
        _ => return,
    };
    if gone.is_empty() {
        return;
    }
    report
        .raise(after, field, format!("what was agreed on is gone: {noun} {}", listed(&gone, 6)))
        .help("bring it back under its number; what is not pursued is `cancelled`, with the reason")
        .members(gone);
}
