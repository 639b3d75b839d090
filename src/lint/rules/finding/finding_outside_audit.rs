use crate::diagnostic::Level;
use crate::lint::needs::finding::stands;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::Requirement;
use crate::record::{Audit, Finding, Grade};
use crate::snapshot::View;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "finding-outside-audit",
    family: Family::Finding,
    summary: "A finding lies outside of what its audit looks at",
    level: Level::Warning,
    clause: "9.2.2 a",
    needs_day: false,
    docs: include_str!("finding_outside_audit.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for audit in context.snapshot.audits() {
        let mut findings = context.snapshot.findings_of(audit.id()).peekable();
        let own = with_own_team(audit.record()).filter(|_| findings.peek().is_some());
        let Some(own) = own else { continue };
        let covered = context.snapshot.catalogues().answered(&own.criteria);
        for finding in findings.filter(|finding| stands(finding.data()) && finding.grade != Grade::Strength) {
            one(context, &audit, &covered, &finding, report);
        }
    }
}

fn one(
    context: &Context<'_>,
    view: &View<'_, Audit>,
    covered: &[Requirement],
    found: &View<'_, Finding>,
    report: &mut Report<'_>,
) {
    let (record, audit, finding) = (found.record(), view.data(), found.data());
    elsewhere_asked(context, view, found, report);
    let outside = outside(context, audit, covered, finding);
    if let Some((first, _)) = outside.first() {
        let names: Vec<&str> = outside.iter().map(|(_, name)| *name).collect();
        report
            .raise(
                record,
                &format!("/criteria/{first}"),
                format!("it is on nothing that {} audits against: {}", finding.audit, listed(&names, 4)),
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

/// Items of checklists that belong to another audit: what came of them is that one's finding.
fn elsewhere_asked(context: &Context<'_>, audit: &View<'_, Audit>, found: &View<'_, Finding>, report: &mut Report<'_>) {
    for (position, item) in found.data().items.iter().enumerate() {
        let Some((workpaper, _)) = item.as_str().split_once('/') else { continue };
        let workpaper =
            context.snapshot.record(workpaper).and_then(|record| Some((record, record.data().workpaper()?)));
        let other = workpaper.filter(|(_, workpaper)| !workpaper.audit.as_str().eq_ignore_ascii_case(audit.id()));
        let Some((record, workpaper)) = other else { continue };
        report
            .raise(
                found.record(),
                &format!("/items/{position}"),
                format!("{item} is on a checklist of {}, and the finding is of {}", workpaper.audit, audit.id()),
            )
            .also(record.at("/audit"), "the audit of the checklist")
            .help("name the item of this audit that it came of; an earlier finding of the same lapse goes under `repeat_of`")
            .owner(&found.data().raised_by);
    }
}

/// The criteria of a finding that its audit does not look at, with their positions; none where one of the others is among
/// the audit's, since an own rule and the control that it serves go together.
fn outside<'a>(
    context: &Context<'_>,
    audit: &Audit,
    covered: &[Requirement],
    finding: &'a Finding,
) -> Vec<(usize, &'a str)> {
    let catalogues = context.snapshot.catalogues();
    let is_inside = |criterion| catalogues.answered([criterion]).iter().any(|it| covered.binary_search(it).is_ok());
    if audit.criteria.is_empty() || finding.criteria.iter().any(is_inside) {
        return Vec::new();
    }
    let known = |criterion| catalogues.resolve(criterion).is_ok();
    let criteria = finding.criteria.iter().enumerate().filter(|(_, criterion)| known(criterion));
    criteria.map(|(position, criterion)| (position, criterion.as_str())).collect()
}
