use crate::diagnostic::Level;
use crate::lint::own_work::kept_from_closing;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, PersonRef};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "finding-closed-by-auditee",
    family: Family::Finding,
    summary: "A nonconformity is raised or closed by whom it is about",
    level: Level::Error,
    clause: "9.2.2 b, 10.2 d",
    needs_day: false,
    docs: include_str!("finding_closed_by_auditee.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    // What becomes of an observation or an opportunity is the auditee's to decide.
    let Some(finding) = record.data().finding().filter(|finding| finding.grade.is_nonconformity()) else { return };
    let is_auditee = |person: &PersonRef| finding.auditee.as_ref() == Some(person);
    if is_auditee(&finding.raised_by) {
        let message = format!("{} raised it, and is the auditee", finding.raised_by);
        report
            .raise(record, "/raised_by", message)
            .also(record.at("/auditee"), "auditee")
            .help("name the auditor who found it, or the manager who answers for the process");
    }
    let Some(by) = finding.closed.as_ref().map(|closed| &closed.by) else { return };
    let Some(what) = kept_from_closing(context.snapshot, finding, by) else { return };
    report
        .raise(record, "/closed/by", format!("{by} closed it and {what}"))
        .help("have an auditor or whoever manages the programme close it")
        .owner(&finding.raised_by);
}
