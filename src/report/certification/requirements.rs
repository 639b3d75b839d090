//! The index of the pack: each clause and control, and the records that speak to it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Reader;
use super::super::document::{Line, Table};
use super::super::frame::Parts;
use super::super::reader::{capitalised, grade_style};
use super::Writer;
use crate::record::criteria::{Requirement, is_control, kept_for};
use crate::record::{Criterion, EvidenceRef, Finding};
use crate::snapshot::{Record, View};

/// Ids of the records that speak to each requirement, with the own rules through which alone they do.
type Speaking<'r> = BTreeMap<Requirement, BTreeMap<&'r str, Vec<Requirement>>>;

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
        let may_know = |paper: &Record, field: &str| reader.is_shown(paper) && reader.sees(paper, field);
        let is_told = |finding: &View<'_, Finding>| finding.status.is_reported() && reader.is_shown(finding.record());
        // Everything that a record says is gathered first: what it names in one place is named.
        let mut evidence: BTreeMap<&str, Vec<&Criterion>> = BTreeMap::new();
        let mut rests = |on: &'r [EvidenceRef], criteria: &'r [Criterion]| {
            on.iter().for_each(|id| evidence.entry(id.as_str()).or_default().extend(criteria));
        };
        for finding in snapshot.findings().filter(is_told) {
            for spoken in snapshot.spoken_to(finding, may_know) {
                index.findings.entry(spoken.requirement).or_default().insert(finding.id(), spoken.through);
            }
            rests(&finding.data().evidence, &finding.data().criteria);
        }
        for paper in snapshot.workpapers().filter(|paper| reader.is_shown(paper.record())) {
            let items = &paper.data().items;
            if !reader.hides(paper.record(), "items/evidence") {
                items.iter().for_each(|item| rests(&item.evidence, &item.criteria));
            }
            if reader.sees(paper.record(), "items/criteria") {
                let criteria = items.iter().flat_map(|item| &item.criteria);
                put(&mut index.papers, reader, paper.data().id.as_str(), criteria);
            }
        }
        for (id, criteria) in evidence {
            put(&mut index.evidence, reader, id, criteria);
        }
        index
    }
}

/// Puts a record to all that criteria speak to.
fn put<'r>(
    speaking: &mut Speaking<'r>,
    reader: &Reader<'_>,
    id: &'r str,
    criteria: impl IntoIterator<Item = &'r Criterion>,
) {
    for spoken in reader.snapshot.catalogues().spoken(criteria) {
        speaking.entry(spoken.requirement).or_default().insert(id, spoken.through);
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
                    self.spoken(found),
                    std::iter::once(self.others(catalogue.id.as_str(), &name, found))
                        .chain(self.spoken(index.papers.get(&requirement)))
                        .collect(),
                    self.spoken(index.evidence.get(&requirement)),
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

    /// The records that speak to a requirement, those that do so through own rules alone in lines of their own.
    fn spoken(&self, found: Option<&BTreeMap<&str, Vec<Requirement>>>) -> Vec<Line> {
        let (named, mapped): (Vec<_>, Vec<_>) =
            found.into_iter().flatten().partition(|(_, through)| through.is_empty());
        let named = Line::joined(named.into_iter().map(|(id, _)| Line::code(*id)), ", ");
        let mapped = mapped
            .into_iter()
            .flat_map(|(id, through)| std::iter::once(Line::code(*id)).chain(self.reader.through(through)));
        std::iter::once(named).chain(mapped).filter(|line| !line.is_empty()).collect()
    }

    /// The last audit that looked at a requirement, with its result; of those before, which they are.
    fn last_audits(&self, requirement: Requirement) -> Vec<Line> {
        let (reader, snapshot) = (self.reader, self.reader.snapshot);
        let covering = snapshot.coverage(requirement).iter().rev();
        let covering = covering.filter_map(|covered| Some((snapshot.covering_audit(covered)?, covered)));
        let mut covering = covering.filter(|(audit, _)| reader.is_shown(audit.record()));
        let audit = covering.next().map(|(audit, covered)| {
            let result = covered.result.as_str();
            let word = Line::styled(grade_style(result), capitalised(&reader.language().word(result)));
            [Line::code(audit.id()), word].into_iter().chain(reader.through(&covered.through))
        });
        let earlier = covering.map(|(audit, covered)| {
            let through = reader.through(&covered.through).map(|through| Line::from(" ").then(through));
            Line::code(audit.id()).then(through.unwrap_or_default())
        });
        let earlier = Line::joined(earlier, ", ");
        let earlier = reader.labelled(reader.plain("clauses-earlier"), earlier);
        audit.into_iter().flatten().chain([earlier]).filter(|line| !line.is_empty()).collect()
    }

    /// The records that a requirement asks to be kept, and the corrective actions for what was found.
    fn others(&self, catalogue: &str, name: &str, found: Option<&BTreeMap<&str, Vec<Requirement>>>) -> Line {
        let (reader, snapshot) = (self.reader, self.reader.snapshot);
        let kept = kept_for(catalogue, name);
        let kept = kept.into_iter().flat_map(|kind| snapshot.records_of(kind));
        let actions = found.into_iter().flatten().flat_map(|(finding, _)| snapshot.actions_for(finding));
        let all: BTreeSet<&str> = actions
            .map(|action| action.record())
            .chain(kept)
            .filter(|record| reader.is_shown(record))
            .map(|record| &*record.id)
            .collect();
        Line::joined(all.into_iter().map(Line::code), ", ")
    }
}
