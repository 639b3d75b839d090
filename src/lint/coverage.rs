//! What the rules about coverage share: finding the gaps, and saying so once, not once a number.

use super::{Context, Report};
use crate::diagnostic::Level;
use crate::record::criteria::Requirement;
use crate::record::{Coverage, Kind};
use crate::text::listed;

/// How many numbers and ranges a message lists: all of Annex A, however it is scattered.
const MOST: usize = 60;

/// Reports those of `wanted` that are neither audited nor scheduled in the span that counts.
pub(crate) fn report_gaps(
    context: &Context<'_>,
    report: &mut Report<'_>,
    how: Coverage,
    noun: &str,
    wanted: &[Requirement],
) {
    let snapshot = context.snapshot;
    // What cannot be read may be what covers: `schema-invalid` speaks first.
    if snapshot.has_broken(&[Kind::Isms, Kind::Catalogue, Kind::Soa, Kind::Programme, Kind::Audit, Kind::Workpaper]) {
        return;
    }
    let Some(window) = snapshot.coverage_window(how, context.day) else { return };
    let gaps = snapshot.gaps(&window, context.day, wanted);
    if gaps.is_empty() {
        return;
    }
    let (level, help) = match window.is_last_chance {
        true => (Level::Error, format!("add them to an audit of the schedule that is held by {}", window.period.to)),
        false => {
            (Level::Warning, "add them to an audit that is still to come, in this programme or the next".to_owned())
        }
    };
    let message = format!(
        "no issued audit since {} and none scheduled until {} covers {} of {} {noun}: {}",
        window.period.from,
        window.period.to,
        gaps.len(),
        wanted.len(),
        listed(&snapshot.catalogues().ranges(&gaps), MOST),
    );
    let mut report = report.at_level(level);
    let diagnostic = report.raise(window.programme.record(), "/schedule", message);
    diagnostic.help(help).owner(&window.programme.manager);
    diagnostic.members(gaps.iter().map(|&gap| snapshot.catalogues().name(gap)));
    for line in &window.programme.data().schedule {
        let Some(record) = snapshot.record(line.audit.as_str()) else { continue };
        let is_narrower =
            record.data().audit().is_some_and(|audit| !audit.status.is_issued() && !audit.criteria.is_empty());
        let scheduled = snapshot.catalogues().resolve_all(&line.criteria);
        if is_narrower && gaps.iter().any(|gap| scheduled.binary_search(gap).is_ok()) {
            diagnostic.also(record.at("/criteria"), "the schedule names more than this audit's criteria");
        }
    }
}
