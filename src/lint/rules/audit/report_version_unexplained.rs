use crate::diagnostic::Level;
use crate::lint::reissued::{HOW_TO_TELL, ReportParts, untold, untold_in_words};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::snapshot::Snapshot;

pub static RULE: Rule = Rule {
    name: "report-version-unexplained",
    family: Family::Audit,
    summary: "A new version of a report says something else of a finding or a workpaper, and no entry of `changes` tells of it",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("report_version_unexplained.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().audit(), after.data().audit()) else { return };
    if !old.is_frozen() || !new.is_frozen() || new.report_version() <= old.report_version() {
        return;
    }
    let parts = |snapshot: &Snapshot| ReportParts::of(&after.id, snapshot.records().iter().map(|it| it.document()));
    let Some((what, ids)) = untold(&parts(versions.past).differences(&parts(versions.context.snapshot))) else {
        return;
    };
    report.raise(after, "/report/version", untold_in_words(old.report_version(), &what)).help(HOW_TO_TELL).members(ids);
}
