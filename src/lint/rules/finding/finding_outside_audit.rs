use crate::diagnostic::Level;
use crate::lint::needs::finding::stands;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, Finding, Grade, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "finding-outside-audit",
    family: Family::Finding,
    summary: "A finding lies outside of what its audit looks at",
    level: Level::Warning,
    clause: "9.2.2 a",
    needs_day: false,
    docs: include_str!("finding_outside_audit.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding().filter(|finding| stands(finding)) else { return };
    let Some(view) = context.snapshot.audit(&finding.audit) else { return };
    let Some(audit) = with_own_team(view.record()).filter(|_| finding.grade != Grade::Strength) else { return };
    let outside = outside(context, audit, finding);
    if let Some((first, _)) = outside.first() {
        let names: Vec<&str> = outside.iter().map(|(_, name)| *name).collect();
        report
            .raise(
                record,
                &format!("/criteria/{first}"),
                format!("{} is not among the criteria of {}", listed(&names, 4), finding.audit),
            )
            .also(view.at("/criteria"), "the criteria of the audit")
            .help("name a criterion of the audit that is not met, or note the extension in the audit's `changes`")
            .owner(&finding.raised_by)
            .members(names);
    }
    let processes = audit.scope.as_ref().map(|scope| scope.processes.as_slice()).unwrap_or_default();
    let elsewhere = finding.process.as_ref().filter(|process| !processes.is_empty() && !processes.contains(process));
    if let Some(process) = elsewhere {
        report
            .raise(record, "/process", format!("the process {process} is not in the scope of {}", finding.audit))
            .also(view.at("/scope/processes"), "the processes of the audit")
            .help("name the process that was audited, or note the extension in the audit's `changes`")
            .owner(&finding.raised_by);
    }
}

/// The criteria of a finding that its audit does not look at, with their positions; none where one of the others is among
/// the audit's, since an own rule and the control that it serves go together.
fn outside<'a>(context: &Context<'_>, audit: &Audit, finding: &'a Finding) -> Vec<(usize, &'a str)> {
    let catalogues = context.snapshot.catalogues();
    let covered = catalogues.answered(&audit.criteria);
    let is_inside = |criterion| catalogues.answered([criterion]).iter().any(|it| covered.binary_search(it).is_ok());
    if audit.criteria.is_empty() || finding.criteria.iter().any(is_inside) {
        return Vec::new();
    }
    let known = |criterion| catalogues.resolve(criterion).is_ok();
    let criteria = finding.criteria.iter().enumerate().filter(|(_, criterion)| known(criterion));
    criteria.map(|(position, criterion)| (position, criterion.as_str())).collect()
}
