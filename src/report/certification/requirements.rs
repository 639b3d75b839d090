//! The index of the pack: each clause and control, and the records that speak to it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::document::{Line, Table};
use super::super::frame::Parts;
use super::super::reader::{capitalised, grade_style};
use super::Writer;
use crate::record::EvidenceRef;
use crate::record::criteria::{Requirement, is_control, kept_for};

impl Writer<'_, '_> {
    /// Each clause and control, and what speaks to it.
    pub(super) fn requirements(&self) -> Parts {
        let (reader, snapshot) = (self.reader, self.reader.snapshot);
        let catalogues = snapshot.catalogues();
        let mut findings: BTreeMap<Requirement, BTreeSet<&str>> = BTreeMap::new();
        let mut evidence: BTreeMap<Requirement, BTreeSet<&str>> = BTreeMap::new();
        for finding in
            snapshot.findings().filter(|finding| finding.status.is_reported() && reader.is_shown(finding.record()))
        {
            for requirement in catalogues.answered(&finding.data().criteria) {
                findings.entry(requirement).or_default().insert(finding.id());
                evidence
                    .entry(requirement)
                    .or_default()
                    .extend(finding.data().evidence.iter().map(EvidenceRef::as_str));
            }
        }
        for paper in snapshot
            .workpapers()
            .filter(|paper| reader.is_shown(paper.record()) && !reader.hides(paper.record(), "items/evidence"))
        {
            for item in &paper.data().items {
                for requirement in catalogues.answered(&item.criteria) {
                    evidence.entry(requirement).or_default().extend(item.evidence.iter().map(EvidenceRef::as_str));
                }
            }
        }
        let mut papers: BTreeMap<Requirement, BTreeSet<&str>> = BTreeMap::new();
        let tested = snapshot.workpapers().filter(|paper| reader.is_shown(paper.record()));
        for paper in tested.filter(|paper| reader.sees(paper.record(), "items/criteria")) {
            for requirement in paper.data().items.iter().flat_map(|item| catalogues.answered(&item.criteria)) {
                papers.entry(requirement).or_default().insert(paper.data().id.as_str());
            }
        }
        let ids = |map: &BTreeMap<Requirement, BTreeSet<&str>>, requirement: Requirement| {
            Line::joined(map.get(&requirement).into_iter().flatten().map(|id| Line::code(*id)), ", ")
        };
        let others = |catalogue: &str, name: &str, found: Option<&BTreeSet<&str>>| {
            let kept = kept_for(catalogue, name);
            let kept = kept.into_iter().flat_map(|kind| snapshot.records_of(kind));
            let actions = found.into_iter().flatten().flat_map(|finding| snapshot.actions_for(finding));
            let all: BTreeSet<&str> = actions
                .map(|action| action.record())
                .chain(kept)
                .filter(|record| reader.is_shown(record))
                .map(|record| &*record.id)
                .collect();
            Line::joined(all.into_iter().map(Line::code), ", ")
        };
        let mut parts = Parts::default();
        let soa = snapshot.soa();
        for catalogue in catalogues.iter() {
            let mut table = Table::new([
                (reader.plain("report-requirements"), 4),
                (reader.plain("report-soa"), 2),
                (reader.plain("report-last-audit"), 3),
                (reader.plain("report-findings"), 2),
                (reader.plain("report-other-records"), 2),
                (reader.plain("report-evidence"), 3),
            ]);
            for requirement in catalogues.auditable(catalogue.id.as_str()) {
                let name = catalogues.name(requirement);
                let row = soa.filter(|_| is_control(&name));
                let row = row.and_then(|soa| soa.data().controls.iter().find(|control| control.id.as_str() == name));
                let applied = row.map(|control| match (control.applicable, control.status) {
                    (true, Some(status)) => reader.word(&status.as_str().into()),
                    (true, None) => reader.plain("report-applied").into(),
                    (false, _) => reader.plain("report-not-applied").into(),
                });
                // The last audit first, with its result; of those before, which they are.
                let covering = snapshot.coverage(requirement).iter().rev();
                let covering = covering.filter_map(|covered| Some((snapshot.covering_audit(covered)?, covered.result)));
                let mut covering = covering.filter(|(audit, _)| reader.is_shown(audit.record()));
                let audit = covering.next().map(|(audit, result)| {
                    let word = capitalised(&reader.language().word(result.as_str()));
                    vec![Line::code(audit.id()), Line::styled(grade_style(result.as_str()), word)]
                });
                let earlier = Line::joined(covering.map(|(audit, _)| Line::code(audit.id())), ", ");
                let earlier = reader.labelled(reader.plain("clauses-earlier"), earlier);
                let last = audit.into_iter().flatten().chain([earlier]).filter(|line| !line.is_empty());
                table.cells([
                    vec![reader.criterion(&name)],
                    vec![applied.unwrap_or_default()],
                    last.collect(),
                    vec![ids(&findings, requirement)],
                    vec![ids(&papers, requirement), others(catalogue.id.as_str(), &name, findings.get(&requirement))],
                    vec![ids(&evidence, requirement)],
                ]);
            }
            parts.add(reader.text(&catalogue.title), table.block().into_iter().collect());
        }
        parts
    }
}
