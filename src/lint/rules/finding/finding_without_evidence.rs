use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Finding, FindingStatus, Kind};
use crate::snapshot::{Record, Snapshot};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "finding-without-evidence",
    family: Family::Finding,
    summary: "A nonconformity rests on no verified evidence",
    level: Level::Error,
    clause: "9.2.2; ISO/IEC 17021-1:2015, 9.4.5",
    needs_day: false,
    docs: include_str!("finding_without_evidence.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding() else { return };
    let stands = finding.status.is_reported() && finding.status != FindingStatus::Superseded;
    if !stands || !finding.grade.is_nonconformity() {
        return;
    }
    // The certification body keeps the evidence of its findings itself.
    if context.snapshot.audit(&finding.audit).is_none_or(|audit| audit.r#type.is_third_party()) {
        return;
    }
    if finding.evidence.is_empty() {
        report
            .raise(record, "/grade", format!("a {} nonconformity without evidence", finding.grade))
            .help(of_items(context.snapshot, finding))
            .owner(&finding.raised_by);
        return;
    }
    let cited: Vec<_> = finding.evidence.iter().filter_map(|id| context.snapshot.evidence_record(id)).collect();
    // What cannot be looked up is `dangling-reference`'s.
    if cited.len() == finding.evidence.len() && !cited.iter().any(|evidence| evidence.status.was_verified()) {
        let states: Vec<String> =
            cited.iter().map(|evidence| format!("{} is {}", evidence.id(), evidence.status)).collect();
        let diagnostic = report.raise(
            record,
            "/evidence",
            format!("a {} nonconformity that rests on no verified evidence: {}", finding.grade, listed(&states, 3)),
        );
        for evidence in cited.iter().take(3) {
            diagnostic.also(evidence.at("/status"), "not verified");
        }
        diagnostic
            .help("have an auditor check origin and completeness (`status: verified`, `verified_by`), or cite other evidence")
            .owner(&finding.raised_by);
    }
}

/// The evidence of the checklist items that the finding came of is what most likely is missing.
fn of_items(snapshot: &Snapshot, finding: &Finding) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for (workpaper, id) in finding.items.iter().filter_map(|item| item.as_str().split_once('/')) {
        let items = snapshot.record(workpaper).and_then(|record| record.data().workpaper());
        let item = items.and_then(|workpaper| workpaper.items.iter().find(|item| item.id.as_str() == id));
        ids.extend(item.into_iter().flat_map(|item| item.evidence.iter().map(|evidence| evidence.as_str())));
    }
    ids.dedup();
    match ids.is_empty() {
        true => "name what shows it: `evidence: [E-…]`".to_owned(),
        false => {
            format!("its checklist items rest on {}: name what shows the lapse under `evidence:`", listed(&ids, 5))
        }
    }
}
