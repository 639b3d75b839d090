//! What the report of an audit lacks when it is issued, and how it comes in afterwards: with the report's next version.

use rayon::prelude::*;

use super::frozen::{FREE_IN_AUDIT, FREE_IN_WORKPAPER, FROZEN_IN_FINDING};
use super::waivers::part_waived;
use super::{Context, Rule, Settings, rules, run};
use crate::diagnostic::{Diagnostic, Level};
use crate::record::{Audit, Data, Date, FindingStatus};
use crate::snapshot::{Record, Snapshot, View};

/// The rules on what a report says or rests on. Whoever writes in what they miss changes the report.
const REPORTED: &[&str] = &[
    "plan-incomplete",
    "lead-auditor-count",
    "independence-not-declared",
    "scope-outside-isms",
    "stale-edition-reference",
    "technical-test-not-agreed",
    "previous-findings-not-reviewed",
    "meeting-missing",
    "checklist-gap",
    "item-outside-criteria",
    "item-unanswered",
    "item-without-evidence",
    "not-tested-without-reason",
    "exception-without-finding",
    "sample-undocumented",
    "interview-only",
    "effectiveness-not-assessed",
    "evidence-outside-period",
    "evidence-stale",
    "workpaper-copied",
    "finding-without-criteria",
    "finding-without-evidence",
    "finding-incomplete",
    "finding-outside-audit",
    "finding-names-person",
    "cause-or-remedy-in-finding",
    "limitation-undisclosed",
    "conclusion-missing",
    "conclusion-contradicts-findings",
];

/// What goes with the issue itself.
const AT_ISSUE: &[&str] = &["report-not-distributed"];

/// What the report of an audit lacks by the rules' own levels, whatever the settings made of them: a profile with few rules is
/// no reason to find out only when nothing can be written in any more. What somebody has waived is not told.
pub fn lacking(snapshot: &Snapshot, audit: &str, day: Date) -> Vec<Diagnostic> {
    let (own, context) = (Settings::default(), Context::new(snapshot, day));
    let names = REPORTED.par_iter().chain(AT_ISSUE);
    let found: Vec<_> = names.filter_map(|name| Some(run::run(rules::find(name)?, &own, &context))).collect();
    let waivers = Settings::of(snapshot);
    let is_told = |diagnostic: &Diagnostic| {
        let of = diagnostic.record.as_ref().and_then(|subject| reported_by(snapshot, snapshot.record(&subject.id)?));
        diagnostic.level >= Level::Warning && of.is_some_and(|of| of.id().eq_ignore_ascii_case(audit))
    };
    let found = found.into_iter().flatten().filter(is_told);
    let (_, mut found) = part_waived(found, &context, &waivers);
    found.sort_by(Diagnostic::cmp_by_place);
    found
}

/// Says beside what is to be done about something that a report lacks how it is done once the report is issued.
pub(super) fn advise(rule: &Rule, context: &Context<'_>, diagnostics: &mut [Diagnostic]) {
    if !REPORTED.contains(&rule.name) {
        return;
    }
    for diagnostic in diagnostics {
        if let Some(way) = way(context, diagnostic) {
            let help = diagnostic.help.take().map_or_else(String::new, |help| format!("{help}; "));
            diagnostic.help = Some(format!("{help}{way}"));
        }
    }
}

/// How that changes which a diagnostic is about; `None` where it may change as it is.
fn way(context: &Context<'_>, diagnostic: &Diagnostic) -> Option<String> {
    let record = context.snapshot.record(&diagnostic.record.as_ref()?.id)?;
    let top = diagnostic.field.as_deref()?.split('/').nth(1)?;
    let audit = reported_by(context.snapshot, record).filter(|audit| audit.is_frozen())?;
    // What is missing stands at the state.
    if top != "status" && !is_frozen(record.data(), top) {
        return None;
    }
    let is_closed = record.data().finding().is_some_and(|finding| finding.status == FindingStatus::Closed);
    Some(match is_closed {
        true => "the finding is closed and stays as it is: a waiver in it can say why".to_owned(),
        false => format!(
            "once the report is issued, this comes with its next version: `tickmark move {0} drafted --reason TEXT`, mend it, \
             `tickmark move {0} issued`",
            audit.id()
        ),
    })
}

fn is_frozen(data: &Data, field: &str) -> bool {
    match data {
        Data::Audit(_) => !FREE_IN_AUDIT.contains(&field),
        Data::Workpaper(_) => !FREE_IN_WORKPAPER.contains(&field),
        Data::Finding(_) => FROZEN_IN_FINDING.contains(&field),
        _ => false,
    }
}

/// The audit whose report a record is a part of.
fn reported_by<'a>(snapshot: &'a Snapshot, record: &'a Record) -> Option<View<'a, Audit>> {
    match record.data() {
        Data::Audit(audit) => snapshot.audit(&audit.id.as_str().into()),
        Data::Workpaper(workpaper) => snapshot.audit(&workpaper.audit),
        Data::Finding(finding) => snapshot.audit(&finding.audit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_are_there_once_each() {
        let names: Vec<&str> = REPORTED.iter().chain(AT_ISSUE).copied().collect();
        for (position, name) in names.iter().enumerate() {
            assert!(rules::find(name).is_some(), "{name}");
            assert!(!names[..position].contains(name), "{name} twice");
        }
    }
}
