use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeMap;

use crate::lint::needs::finding::stands;
use crate::record::criteria::Requirement;
use crate::record::{Finding, Grade};
use crate::snapshot::View;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "minors-add-up",
    family: Family::Finding,
    summary: "Several minor nonconformities in one place are a pattern",
    level: Level::Warning,
    clause: "ISO/IEC 17021-1:2015, 3.12",
    needs_day: false,
    docs: include_str!("minors_add_up.md"),
    check: Check::Snapshot(check),
};

/// How many make a pattern.
const MANY: usize = 3;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut places: BTreeMap<(Requirement, &str), Vec<View<'_, Finding>>> = BTreeMap::new();
    for finding in context.snapshot.findings().filter(|finding| finding.grade == Grade::Minor && stands(finding.data()))
    {
        let Some(process) = &finding.data().process else { continue };
        for requirement in context.snapshot.catalogues().resolve_all(&finding.data().criteria) {
            places.entry((requirement, process.as_str())).or_default().push(finding);
        }
    }
    let mut told: Vec<Vec<&str>> = Vec::new();
    for ((requirement, process), mut found) in places {
        found.sort_by_key(|finding| (finding.data().detected_on, finding.id()));
        let Some(window) = densest(&found) else { continue };
        let ids: Vec<&str> = window.iter().map(|finding| finding.id()).collect();
        // Whoever has looked at them together has said so: one is systemic, or a major stands for them.
        let is_seen = window.iter().any(|finding| finding.data().systemic == Some(true));
        let Some(last) = window.last().filter(|_| !is_seen && !told.contains(&ids)) else { continue };
        let criterion = context.snapshot.catalogues().name(requirement);
        let diagnostic = report.raise(
            last.record(),
            "/grade",
            format!("{} minors on {criterion} in the process {process} within a year: {}", ids.len(), listed(&ids, 6)),
        );
        diagnostic
            .help("ask whether one cause is behind them; then grade them as one major, or say `systemic: true` and why not")
            .owner(&last.data().raised_by)
            .members(ids.iter());
        told.push(ids);
    }
}

/// The last stretch of twelve months with many findings, of findings in the order of their days.
fn densest<'a, 'b>(found: &'b [View<'a, Finding>]) -> Option<&'b [View<'a, Finding>]> {
    let begins = |end: usize| {
        let since = found[end].data().detected_on.plus_months(-12);
        found[..=end].iter().position(|finding| finding.data().detected_on > since).unwrap_or(end)
    };
    let stretches = (0..found.len()).rev().map(|end| &found[begins(end)..=end]);
    stretches.into_iter().find(|stretch| stretch.len() >= MANY)
}
