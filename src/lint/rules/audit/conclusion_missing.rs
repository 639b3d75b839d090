use crate::diagnostic::Level;
use crate::lint::needs::audit::is_ours;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, AuditStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "conclusion-missing",
    family: Family::Audit,
    summary: "An audit comes to no whole conclusion",
    level: Level::Error,
    clause: "9.2.1",
    needs_day: false,
    docs: include_str!("conclusion_missing.md"),
    check: Check::Record(Kind::Audit, check),
};

/// What the state needs.
const NEEDS: &[Need<Audit>] = &[Need {
    when: |_, audit| is_ours(audit, AuditStatus::Drafted),
    met: |_, audit| {
        let conclusion = audit.conclusion.as_ref();
        conclusion
            .is_some_and(|said| said.conforms.is_some() && said.effective.is_some() && said.objectives_met.is_some())
    },
    place: STATUS,
    lapse: "its conclusion is not complete",
    help: "say under `conclusion:` whether it `conforms`, whether it is `effective`, and whether the objectives are met",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(audit) = record.data().audit() {
        report_needs(NEEDS, context, record, audit, report);
    }
}
