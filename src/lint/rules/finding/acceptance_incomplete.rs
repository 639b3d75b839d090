use crate::diagnostic::Level;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Finding, FindingStatus, Kind};
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "acceptance-incomplete",
    family: Family::Finding,
    summary: "A risk was accepted without authority, reason, end date or register entry",
    level: Level::Error,
    clause: "6.1.3 f, 8.3",
    needs_day: false,
    docs: include_str!("acceptance_incomplete.md"),
    check: Check::Record(Kind::Finding, check),
};

/// What the state needs.
const NEEDS: &[Need<Finding>] = &[Need {
    when: |_, finding| finding.status == FindingStatus::Accepted,
    met: |_, finding| {
        finding.acceptance.as_ref().is_some_and(|given| {
            let is_whole = given.approved.is_some() && given.until.is_some();
            is_whole && !is_blank(given.reason.as_deref()) && !is_blank(given.risk_ref.as_deref())
        })
    },
    place: STATUS,
    lapse: "the acceptance of its risk is not complete",
    help: "fill in `acceptance:` with `approved` (the risk owner), `reason`, `until` and `risk_ref`",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(finding) = record.data().finding() {
        report_needs(NEEDS, context, record, finding, report);
    }
}
