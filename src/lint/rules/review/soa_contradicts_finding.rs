use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeMap;

use crate::record::criteria::Requirement;
use crate::record::{ControlStatus, Finding, FindingStatus, Grade, Kind};
use crate::snapshot::Record;
use crate::snapshot::View;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "soa-contradicts-finding",
    family: Family::Review,
    summary: "The statement of applicability calls a control implemented that an audit found wanting",
    level: Level::Warning,
    clause: "6.1.3 d, 9.1",
    needs_day: false,
    docs: include_str!("soa_contradicts_finding.md"),
    check: Check::Among(Kind::Soa, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(soa) = record.data().soa() else { return };
    let catalogues = context.snapshot.catalogues();
    let mut open: BTreeMap<Requirement, Vec<&str>> = BTreeMap::new();
    for finding in context.snapshot.findings().filter(is_open_major) {
        for requirement in catalogues.resolve_all(&finding.data().criteria) {
            open.entry(requirement).or_default().push(finding.id());
        }
    }
    if open.is_empty() {
        return;
    }
    for (position, row) in soa.controls.iter().enumerate() {
        if !row.applicable || row.status != Some(ControlStatus::Implemented) {
            continue;
        }
        let found: Vec<&str> = catalogues
            .resolve_all([&row.id.as_str().into()])
            .iter()
            .filter_map(|requirement| open.get(requirement))
            .flatten()
            .copied()
            .collect();
        if found.is_empty() {
            continue;
        }
        let diagnostic = report.raise(
            record,
            &format!("/controls/{position}/status"),
            format!(
                "{} is said to be implemented, in spite of the open major nonconformity {}",
                row.id,
                listed(&found, 3)
            ),
        );
        diagnostic.help("set it to `partly` or `planned` until the finding is verified").part(&row.id);
        if let Some(owner) = &row.owner {
            diagnostic.owner(owner);
        }
    }
}

fn is_open_major(finding: &View<'_, Finding>) -> bool {
    use FindingStatus::{Contested, Implemented, Open, Planned};
    finding.grade == Grade::Major && matches!(finding.status, Open | Contested | Planned | Implemented)
}
