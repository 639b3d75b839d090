//! The index of the pack: each clause and control, and the records that speak to it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Reader;
use super::super::document::{Line, Table};
use super::super::frame::Parts;
use super::super::reader::{capitalised, grade_style};
use super::Writer;
use crate::record::criteria::{Requirement, is_control, kept_for};
use crate::record::{EvidenceRef, Finding};
use crate::snapshot::{Record, View};

/// Ids of the records that speak to each requirement.
type Speaking<'r> = BTreeMap<Requirement, BTreeSet<&'r str>>;

/// The records that speak to requirements, as far as the audience knows them.
#[derive(Default)]
struct Index<'r> {
    findings: Speaking<'r>,
    evidence: Speaking<'r>,
    papers: Speaking<'r>,
}

impl<'r> Index<'r> {
    fn of(reader: &'r Reader<'_>) -> Self {
        let (mut index, snapshot) = (Self::default(), reader.snapshot);
        let catalogues = snapshot.catalogues();
        let may_know = |paper: &Record, field: &str| reader.is_shown(paper) && reader.sees(paper, field);
        let is_told = |finding: &View<'_, Finding>| finding.status.is_reported() && reader.is_shown(finding.record());
        for finding in snapshot.findings().filter(is_told) {
            for requirement in snapshot.spoken_to(finding, may_know) {
                index.findings.entry(requirement).or_default().insert(finding.id());
            }
            for requirement in catalogues.answered(&finding.data().criteria) {
                let evidence = finding.data().evidence.iter().map(EvidenceRef::as_str);
                index.evidence.entry(requirement).or_default().extend(evidence);
            }
        }
        for paper in snapshot.workpapers().filter(|paper| reader.is_shown(paper.record())) {
            let tells_evidence = !reader.hides(paper.record(), "items/evidence");
            let tells_criteria = reader.sees(paper.record(), "items/criteria");
            for item in &paper.data().items {
                for requirement in catalogues.answered(&item.criteria) {
                    if tells_evidence {
                        let evidence = item.evidence.iter().map(EvidenceRef::as_str);
                        index.evidence.entry(requirement).or_default().extend(evidence);
                    }
                    if tells_criteria {
                        index.papers.entry(requirement).or_default().insert(paper.data().id.as_str());
                    }
                }
            }
        }
        index
    }
}

impl Writer<'_, '_> {
    /// Each clause and control, and what speaks to it.
    pub(super) fn requirements(&self) -> Parts {
        let reader = self.reader;
        let catalogues = reader.snapshot.catalogues();
        let index = Index::of(reader);
        let mut parts = Parts::default();
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
                let found = index.findings.get(&requirement);
                table.cells([
                    vec![reader.criterion(&name)],
                    vec![self.applied(&name)],
                    self.last_audits(requirement),
                    vec![ids(found)],
                    vec![ids(index.papers.get(&requirement)), self.others(catalogue.id.as_str(), &name, found)],
                    vec![ids(index.evidence.get(&requirement))],
                ]);
            }
            parts.add(reader.text(&catalogue.title), table.block().into_iter().collect());
        }
        parts
    }

    /// What the statement of applicability says of a control; nothing of a clause.
    fn applied(&self, name: &str) -> Line {
        let reader = self.reader;
        let soa = reader.snapshot.soa().filter(|_| is_control(name));
        let row = soa.and_then(|soa| soa.data().controls.iter().find(|control| control.id.as_str() == name));
        let applied = row.map(|control| match (control.applicable, control.status) {
            (true, Some(status)) => reader.word(&status.as_str().into()),
            (true, None) => reader.plain("report-applied").into(),
            (false, _) => reader.plain("report-not-applied").into(),
        });
        applied.unwrap_or_default()
    }

    /// The last audit that looked at a requirement, with its result; of those before, which they are.
    fn last_audits(&self, requirement: Requirement) -> Vec<Line> {
        let (reader, snapshot) = (self.reader, self.reader.snapshot);
        let covering = snapshot.coverage(requirement).iter().rev();
        let covering = covering.filter_map(|covered| Some((snapshot.covering_audit(covered)?, covered.result)));
        let mut covering = covering.filter(|(audit, _)| reader.is_shown(audit.record()));
        let audit = covering.next().map(|(audit, result)| {
            let word = capitalised(&reader.language().word(result.as_str()));
            vec![Line::code(audit.id()), Line::styled(grade_style(result.as_str()), word)]
        });
        let earlier = Line::joined(covering.map(|(audit, _)| Line::code(audit.id())), ", ");
        let earlier = reader.labelled(reader.plain("clauses-earlier"), earlier);
        audit.into_iter().flatten().chain([earlier]).filter(|line| !line.is_empty()).collect()
    }

    /// The records that a requirement asks to be kept, and the corrective actions for what was found.
    fn others(&self, catalogue: &str, name: &str, found: Option<&BTreeSet<&str>>) -> Line {
        let (reader, snapshot) = (self.reader, self.reader.snapshot);
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
    }
}

fn ids(ids: Option<&BTreeSet<&str>>) -> Line {
    Line::joined(ids.into_iter().flatten().map(|id| Line::code(*id)), ", ")
}
