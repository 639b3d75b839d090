use crate::diagnostic::Level;
use crate::lint::needs::evidence::is_checked;
use crate::lint::needs::{Need, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Evidence, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "evidence-self-verified",
    family: Family::Workpaper,
    summary: "Evidence was checked by the one who supplied it",
    level: Level::Warning,
    clause: "ISO 19011:2018, 4 f",
    needs_day: false,
    docs: include_str!("evidence_self_verified.md"),
    check: Check::Record(Kind::Evidence, check),
};

/// What the state needs.
const NEEDS: &[Need<Evidence>] = &[Need {
    when: |_, evidence| is_checked(evidence),
    met: |_, evidence| match (&evidence.verified_by, &evidence.requested_from) {
        (Some(checker), Some(supplier)) => checker.as_str() != supplier.as_str(),
        _ => true,
    },
    place: "/verified_by",
    lapse: "who supplied it checked it",
    help: "have an auditor check it who did not supply it",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(evidence) = record.data().evidence() {
        report_needs(NEEDS, context, record, evidence, report);
    }
}
