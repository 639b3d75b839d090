use crate::diagnostic::{Level, Place};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::Kind;

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

/// What stays, whatever becomes of it. A record of another kind may go once nothing refers to it.
const KEPT: &[Kind] = &[Kind::Programme, Kind::Audit, Kind::Workpaper, Kind::Finding, Kind::Action, Kind::Review];

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let (Some(record), None) = (versions.before, versions.after) else { return };
    // A file that cannot be read is another lapse.
    let is_broken = versions.context.snapshot.broken_record(&record.id).is_some();
    if !KEPT.contains(&record.kind()) || is_broken {
        return;
    }
    let (noun, id) = (record.kind().noun(), &record.id);
    let diagnostic = report.raise_at(Place::file(record.path.clone()), format!("the {noun} {id} is gone"));
    diagnostic.record = Some(record.subject());
    diagnostic.help(match record.kind() {
        Kind::Finding => {
            "bring it back; a finding that was none is `withdrawn`, one that is part of another `superseded`"
        }
        Kind::Audit | Kind::Action => "bring it back; one that is not pursued is `cancelled`, with the reason",
        _ => "bring it back: what was on record stays on record",
    });
}
