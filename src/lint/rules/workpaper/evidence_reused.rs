use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::{BTreeMap, BTreeSet};

use crate::record::{Evidence, EvidenceType};
use crate::snapshot::{Snapshot, View};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "evidence-reused",
    family: Family::Workpaper,
    summary: "The same file is evidence in two audits",
    level: Level::Info,
    clause: "9.2.1 b",
    needs_day: false,
    docs: include_str!("evidence_reused.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut same: BTreeMap<&str, Vec<View<'_, Evidence>>> = BTreeMap::new();
    for evidence in context.snapshot.evidence() {
        // A document may well be the same next year; what is superseded has been replaced.
        let counts = evidence.data().r#type != EvidenceType::Document;
        if let Some(hash) = evidence.data().sha256.as_ref().filter(|_| counts) {
            same.entry(hash.as_str()).or_default().push(evidence);
        }
    }
    for mut copies in same.into_values().filter(|copies| copies.len() > 1) {
        copies.sort_by_key(|evidence| (evidence.data().collected_on, evidence.id()));
        let (Some(first), Some(last)) = (copies.first(), copies.last()) else { continue };
        let before = audits_of(context.snapshot, first);
        let later = audits_of(context.snapshot, last);
        let is_reused = !before.is_empty() && later.iter().any(|audit| !before.contains(audit));
        if !is_reused {
            continue;
        }
        let audits: Vec<&str> = before.into_iter().collect();
        let diagnostic = report.raise(
            last.record(),
            "/sha256",
            format!("the same file as {}, which was evidence in {}", first.id(), listed(&audits, 3)),
        );
        diagnostic.also(first.at("/sha256"), "the same").help("collect what shows the control at work since then");
        if let Some(person) = &last.data().collected_by {
            diagnostic.owner(person);
        }
    }
}

/// The audits whose checklists cite a piece of evidence.
fn audits_of<'a>(snapshot: &'a Snapshot, evidence: &View<'a, Evidence>) -> BTreeSet<&'a str> {
    let citing = snapshot.cited_by(evidence.id()).filter_map(|record| record.data().workpaper());
    citing.map(|workpaper| workpaper.audit.as_str()).collect()
}
