use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{FindingStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "finding-without-criteria",
    family: Family::Finding,
    summary: "A nonconformity does not say which requirement is not met",
    level: Level::Error,
    clause: "9.2.2 a; ISO/IEC 17021-1:2015, 9.4.5",
    needs_day: false,
    docs: include_str!("finding_without_criteria.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding() else { return };
    let stands = finding.status.is_reported() && finding.status != FindingStatus::Superseded;
    if stands && finding.grade.is_nonconformity() && finding.criteria.is_empty() {
        report
            .raise(record, "/grade", format!("a {} nonconformity that names no requirement", finding.grade))
            .help("name what is not met: `criteria: [A.5.18]`; what breaks no requirement is an observation or opportunity")
            .owner(&finding.raised_by);
    }
}
