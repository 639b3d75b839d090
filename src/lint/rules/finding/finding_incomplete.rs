use crate::diagnostic::Level;
use crate::lint::needs::finding::is_our_nonconformity;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Finding, Kind};
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "finding-incomplete",
    family: Family::Finding,
    summary: "A reported nonconformity does not say what should be so, where it lies, or who answers for it",
    level: Level::Error,
    clause: "ISO/IEC 17021-1:2015, 9.4.5",
    needs_day: false,
    docs: include_str!("finding_incomplete.md"),
    check: Check::Record(Kind::Finding, check),
};

/// What the state needs.
const NEEDS: &[Need<Finding>] = &[
    Need {
        when: |context, finding| is_our_nonconformity(context, finding),
        met: |_, finding| !is_blank(finding.requirement.as_deref()),
        place: STATUS,
        lapse: "it does not say what should be so",
        help: "say it in own words under `requirement`",
    },
    Need {
        when: |context, finding| is_our_nonconformity(context, finding),
        met: |_, finding| finding.auditee.is_some(),
        place: STATUS,
        lapse: "nobody answers for it",
        help: "name the manager who does under `auditee`",
    },
    Need {
        when: |context, finding| is_our_nonconformity(context, finding) && has_processes(context),
        met: |_, finding| finding.process.is_some(),
        place: STATUS,
        lapse: "it does not say which process it lies in",
        help: "name it under `process`: one of those in tickmark.yaml",
    },
];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(finding) = record.data().finding() {
        report_needs(NEEDS, context, record, finding, report);
    }
}

fn has_processes(context: &Context<'_>) -> bool {
    context.snapshot.isms().is_some_and(|isms| !isms.processes.is_empty())
}
