//! The overview for the certification auditor: what the pack holds page by page, as one document.

use super::super::document::{Block, Blocks, Document, Line, Style, Table};
use super::super::frame::{self, Parts};
use super::super::programme;
use super::super::register::{self, Register};
use super::Writer;
use crate::record::{Finding, FindingStatus, Grade};
use crate::snapshot::View;

impl Writer<'_, '_> {
    /// The document, in the order in which the body asks.
    pub(super) fn overview(&self) -> Document {
        let reader = self.reader;
        let mut parts = Parts::default();
        parts.add(reader.plain("report-pack-guide"), self.reading("report-certification-how"));
        parts.append(self.soa());
        for register in [Register::Programmes, Register::Schedule] {
            parts.append(register::sections(reader, register));
        }
        parts.add(reader.plain("report-coverage"), programme::coverage(reader, None));
        parts.append(register::sections(reader, Register::Audits));
        parts.add(reader.plain("report-certification-issued"), self.issued_reports());
        parts.append(self.auditors());
        parts.add(reader.plain("report-certification-findings"), self.findings_by_state());
        parts.append(self.register(&self.actions()));
        for register in [Register::Reviews, Register::Decisions] {
            parts.append(register::sections(reader, register));
        }
        parts.add(reader.plain("report-pack-requirements"), self.requirements().in_one());
        parts.append(register::sections(reader, Register::Evidence));
        parts.append(self.integrity());
        let kind = reader.plain("report-kind-certification");
        let document = frame::document(reader, self.options, kind, None, &reader.gaps().all(), parts);
        Document { is_wide: true, ..document }
    }

    /// The issued reports, each with the tag and the commit that it is to be held against.
    fn issued_reports(&self) -> Vec<Block> {
        let reader = self.reader;
        let mut table = Table::new([
            (reader.plain("report-audit"), 5),
            (reader.plain("report-issued"), 2),
            (reader.plain("report-tag"), 3),
            (reader.plain("report-commit"), 2),
        ]);
        for issued in self.issued() {
            let day = reader.snapshot.record(&issued.audit).filter(|audit| reader.sees(audit, "report/issued/date"));
            table.row([
                reader.titled(&issued.audit),
                reader.short_day(day.map(|_| issued.day)),
                Line::code(&issued.tag),
                Line::code(issued.commit.get(..10).unwrap_or(&issued.commit)),
            ]);
        }
        let mut blocks = Blocks::default();
        blocks.table(table);
        reader.or_none(blocks, reader.plain("report-empty-register"))
    }

    /// How many findings of each grade are in which state, which of the nonconformities are open, and whose risk is accepted.
    fn findings_by_state(&self) -> Vec<Block> {
        let reader = self.reader;
        let shown = reader.snapshot.findings().filter(|finding| {
            finding.status.is_reported()
                && reader.is_shown(finding.record())
                && ["grade", "status"].iter().all(|field| reader.sees(finding.record(), field))
        });
        let shown: Vec<_> = shown.collect();
        let has = |status: &FindingStatus| shown.iter().any(|finding| finding.status == *status);
        let states: Vec<FindingStatus> = FindingStatus::ALL.iter().copied().filter(has).collect();
        let mut counts = Table::new([(reader.plain("report-grade"), 3)]);
        for state in &states {
            counts.column(reader.word(&state.as_str().into()).text(), 2);
        }
        for grade in Grade::ALL {
            let of = |state: &FindingStatus| {
                shown.iter().filter(|finding| finding.grade == *grade && finding.status == *state).count()
            };
            let numbers: Vec<usize> = states.iter().map(of).collect();
            if numbers.iter().any(|number| *number > 0) {
                let grade = std::iter::once(reader.grade(&grade.as_str().into()));
                counts.row(grade.chain(numbers.iter().map(|number| Line::count(Style::Plain, *number as i64))));
            }
        }
        let (accepted, left): (Vec<_>, Vec<_>) =
            shown.into_iter().partition(|finding| finding.is_accepted_on(reader.day));
        let open = left.iter().filter(|finding| finding.status.is_open() && finding.grade.is_nonconformity());
        let mut blocks = Blocks::default();
        blocks.table(counts);
        blocks.under(reader.plain("report-certification-open"), self.answered(open));
        blocks.under(reader.plain("report-certification-accepted"), self.answered(&accepted));
        reader.or_none(blocks, reader.plain("report-empty-register"))
    }

    /// Findings with their states and what answers them; of an accepted risk the end, which may be past.
    fn answered<'f>(&self, findings: impl IntoIterator<Item = &'f View<'f, Finding>>) -> Vec<Block> {
        let reader = self.reader;
        let mut table = Table::new([
            (reader.plain("report-finding"), 6),
            (reader.plain("report-grade"), 2),
            (reader.plain("report-state"), 2),
            (reader.plain("report-car"), 2),
        ]);
        for finding in findings {
            let fields = reader.fields(finding.record());
            let actions = reader.snapshot.actions_for(finding.id()).filter(|action| reader.is_shown(action.record()));
            let until = Some(reader.short(&fields["acceptance"]["until"]));
            let until = until.filter(|_| finding.status == FindingStatus::Accepted);
            let until = until.map(|day| reader.labelled(reader.plain("report-accepted-until"), day));
            table.cells([
                vec![reader.titled(finding.id())],
                vec![reader.grade(&fields["grade"])],
                std::iter::once(reader.word(&fields["status"])).chain(until).collect(),
                actions.map(|action| Line::code(action.id())).collect(),
            ]);
        }
        table.block().into_iter().collect()
    }
}
