use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::Requirement;
use crate::record::{Finding, FindingStatus, ProcessRef};
use crate::snapshot::{Snapshot, View};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "repeat-not-linked",
    family: Family::Finding,
    summary: "A requirement is not met in a process again, and the earlier nonconformity is not named",
    level: Level::Warning,
    clause: "10.2 b",
    needs_day: false,
    docs: include_str!("repeat_not_linked.md"),
    check: Check::Snapshot(check),
};

/// The earlier findings by position, each with the requirements that it shares with the later one.
type Earlier = BTreeMap<usize, Vec<Requirement>>;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let findings: Vec<View<'_, Finding>> = context.snapshot.findings().filter(|finding| stands(finding)).collect();
    let families = families(&findings);
    let months = i64::from(context.thresholds().repeat_window_months);
    let mut repeats: BTreeMap<usize, Earlier> = BTreeMap::new();
    for ((requirement, _), mut group) in groups(context.snapshot, &findings) {
        group.sort_by_key(|&position| (findings[position].detected_on, position));
        for (rank, &later) in group.iter().enumerate() {
            let is_repeated = |earlier: &usize| {
                let (earlier, later) = (*earlier, later);
                findings[earlier].audit != findings[later].audit
                    && findings[earlier].detected_on < findings[later].detected_on
                    && families[earlier] != families[later]
            };
            let in_window =
                |earlier: &usize| findings[later].detected_on <= findings[*earlier].detected_on.plus_months(months);
            // The latest one is enough: a chain that is linked to it is told by linking it.
            let found = group[..rank].iter().rev().copied().take_while(in_window).find(is_repeated);
            if let Some(earlier) = found {
                repeats.entry(later).or_default().entry(earlier).or_default().push(requirement);
            }
        }
    }
    for (later, earlier) in &repeats {
        raise(context, &findings, *later, earlier, report);
    }
}

fn raise(
    context: &Context<'_>,
    findings: &[View<'_, Finding>],
    later: usize,
    earlier: &Earlier,
    report: &mut Report<'_>,
) {
    let finding = findings[later];
    let mut requirements: Vec<Requirement> = earlier.values().flatten().copied().collect();
    requirements.sort_unstable();
    requirements.dedup();
    let names: Vec<String> = requirements.iter().map(|&one| context.snapshot.catalogues().name(one)).collect();
    let ids: Vec<&str> = earlier.keys().map(|&position| findings[position].id()).collect();
    let process = finding.process.as_ref().map(|process| process.as_str()).unwrap_or_default();
    let diagnostic = report.raise(
        finding.record(),
        "/criteria",
        format!("{} was not met in the process {process} before: {}", listed(&names, 3), listed(&ids, 3)),
    );
    for &position in earlier.keys().take(3) {
        diagnostic.also(findings[position].at("/title"), format!("found on {}", findings[position].detected_on));
    }
    diagnostic
        .help("name it under `repeat_of:` if the lapse came back, under `related:` if it is another one")
        .owner(&finding.raised_by);
}

fn stands(finding: &Finding) -> bool {
    finding.grade.is_nonconformity() && finding.status.is_reported() && finding.status != FindingStatus::Superseded
}

/// Findings, by position, that name one requirement in one process.
fn groups<'a>(
    snapshot: &'a Snapshot,
    findings: &[View<'a, Finding>],
) -> BTreeMap<(Requirement, &'a ProcessRef), Vec<usize>> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (position, finding) in findings.iter().enumerate() {
        let Some(process) = &finding.data().process else { continue };
        for requirement in snapshot.catalogues().resolve_all(&finding.criteria) {
            groups.entry((requirement, process)).or_default().push(position);
        }
    }
    groups
}

/// For each finding a number that it shares with all that it is linked to, directly or through others.
fn families(findings: &[View<'_, Finding>]) -> Vec<usize> {
    let by_id: HashMap<String, usize> =
        findings.iter().enumerate().map(|(position, finding)| (finding.id().to_lowercase(), position)).collect();
    let mut linked: Vec<Vec<usize>> = vec![Vec::new(); findings.len()];
    for (position, finding) in findings.iter().enumerate() {
        for id in finding.repeat_of.iter().chain(&finding.related) {
            if let Some(&other) = by_id.get(&id.as_str().to_lowercase()) {
                linked[position].push(other);
                linked[other].push(position);
            }
        }
    }
    let mut families: Vec<Option<usize>> = vec![None; findings.len()];
    for first in 0..findings.len() {
        let mut reached = vec![first];
        while let Some(position) = reached.pop() {
            if families[position].is_none() {
                families[position] = Some(first);
                reached.extend(&linked[position]);
            }
        }
    }
    families.into_iter().flatten().collect()
}
