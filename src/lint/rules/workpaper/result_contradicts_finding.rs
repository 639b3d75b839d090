use crate::diagnostic::Level;
use crate::lint::needs::answered_items;
use crate::lint::needs::finding::stands;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Finding, ItemResult, Kind};
use crate::snapshot::{Record, View};

pub static RULE: Rule = Rule {
    name: "result-contradicts-finding",
    family: Family::Workpaper,
    summary: "A checklist item says that all is well, and a nonconformity came of it",
    level: Level::Error,
    clause: "9.2.2 c; ISO 19011:2018, 6.4.8",
    needs_day: false,
    docs: include_str!("result_contradicts_finding.md"),
    check: Check::Record(Kind::Workpaper, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(workpaper) = record.data().workpaper() else { return };
    let findings: Vec<View<'_, Finding>> = context.snapshot.findings_of(workpaper.audit.as_str()).collect();
    for item in answered_items(context, workpaper) {
        let Some(result) = item.data.result.filter(|result| denies(*result)) else { continue };
        let name = format!("{}/{}", workpaper.id, item.id);
        // Which of two items with one id a finding means, nobody knows; `duplicate-id` tells of them.
        let is_doubled = workpaper.items.iter().filter(|other| other.id == item.data.id).count() > 1;
        let is_of_item = |finding: &&View<'_, Finding>| {
            let is_named = item.data.finding.as_ref().is_some_and(|id| id.as_str().eq_ignore_ascii_case(finding.id()));
            is_named || !is_doubled && finding.items.iter().any(|item| item.as_str().eq_ignore_ascii_case(&name))
        };
        let mut lapses = findings.iter().filter(|finding| finding.grade.is_nonconformity() && stands(finding.data()));
        let Some(finding) = lapses.find(is_of_item) else { continue };
        let message =
            format!("{} is `{result}`, and {} came of it, a {} nonconformity", item.name, finding.id(), finding.grade);
        report
            .raise(record, &format!("{}/result", item.path), message)
            .also(finding.at("/grade"), "the grade")
            .help("correct the result to `nonconform`, or take the item out of the finding if it came of another one")
            .owner(&workpaper.auditor)
            .part(&item.id);
    }
}

/// Whether a result leaves no room for a requirement that is not met. What was seen as an observation may have been graded higher
/// when the report was written.
fn denies(result: ItemResult) -> bool {
    matches!(result, ItemResult::Conform | ItemResult::Strength | ItemResult::NotApplicable | ItemResult::NotTested)
}
