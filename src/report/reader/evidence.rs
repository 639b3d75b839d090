//! Evidence as a table.

use serde_json::Value;

use super::super::document::{Block, Column, Line, Style, Table};
use super::Reader;
use crate::record::*;
use crate::snapshot::View;

impl Reader<'_> {
    /// The table of pieces of evidence, with where each is and whom to ask for it.
    pub fn evidence_index(&self, evidence: &[View<'_, Evidence>]) -> Option<Block> {
        let mut table = Table::of(self.evidence_columns());
        // Only what was asked for and is not there can be late.
        let is_awaited = evidence.iter().any(|one| one.status == EvidenceStatus::Requested);
        let late = is_awaited.then(|| self.lateness());
        for one in evidence {
            let fields = self.fields(one.record());
            if !fields.is_null() {
                let late = late.as_ref().and_then(|late| late.of(one.id())).filter(|_| !fields["due"].is_null());
                table.cells(self.evidence_row(one, &fields, late));
            }
        }
        table.block()
    }

    fn evidence_columns(&self) -> Vec<Column> {
        let column = |key| self.column(key, 3);
        let mut columns = vec![
            self.column("report-id", 0),
            self.column("report-title", 4),
            column("report-type").bare(),
            column("report-personal-data").joined(),
            column("report-attests").of_page(),
            self.part_column("report-period", "from"),
            self.part_column("report-period", "until"),
            column("report-source").bare(),
            column("report-collected").bare().of_page(),
            self.part_column("report-collected", "by"),
            self.part_column("report-collected", "on"),
            column("report-asked").joined().of_page(),
            self.sheet_column("report-asked-of"),
            self.part_column("report-asked", "on"),
            self.part_column("report-asked", "until"),
            self.column("report-where", 4),
            Column::new("SHA-256", 1).bare().of_page(),
            Column::of_sheet("SHA-256"),
            column("report-bytes").joined(),
            column("report-ask").joined(),
            column("report-state"),
            column("report-days-late").joined(),
            column("report-reason").bare(),
            column("report-classification").bare(),
            column("report-verified-by").joined(),
            column("report-kept-until").joined(),
            column("report-supersedes").joined(),
        ];
        let [page, parts @ ..] = self.approval_columns("report-disposed", 3);
        columns.push(page.joined());
        columns.extend(parts);
        let last = ["report-used-by", "report-external-id", "report-waivers"];
        columns.extend(last.map(|key| column(key).joined()));
        columns
    }

    /// The row of a piece of evidence; of one that is withheld no more than its id and classification.
    fn evidence_row(&self, one: &View<'_, Evidence>, fields: &Value, late: Option<i64>) -> Vec<Vec<Line>> {
        let is_withheld = self.withholds(one.record());
        let title = if is_withheld { Line::soft(self.plain("report-withheld")) } else { self.line(&fields["title"]) };
        let of_record = |line: &dyn Fn() -> Line| if is_withheld { Line::default() } else { line() };
        let who_when = |who: &str, when: [&str; 2]| {
            let days = when.map(|when| self.short(&fields[when]));
            Line::joined(std::iter::once(self.line(&fields[who])).chain(days), ", ")
        };
        let hash = Line::code(fields["sha256"].as_str().unwrap_or_default());
        let hash_told = if hash.is_empty() { Line::default() } else { Line::code(format!("SHA-256 {}", hash.text())) };
        let before = [
            Line::code(one.id()),
            title,
            self.word(&fields["type"]),
            self.line(&fields["personal_data"]),
            self.period(&fields["period"]),
            self.short(&fields["period"]["from"]),
            self.short(&fields["period"]["to"]),
            self.line(&fields["source"]),
            who_when("collected_by", ["collected_on", ""]),
            self.line(&fields["collected_by"]),
            self.short(&fields["collected_on"]),
            who_when("requested_from", ["requested_on", "due"]),
            self.line(&fields["requested_from"]),
            self.short(&fields["requested_on"]),
            self.short(&fields["due"]),
            Line::code(fields["location"].as_str().unwrap_or_default()),
            hash_told,
            hash,
            self.line(&fields["size"]),
            of_record(&|| self.keeper(one)),
            self.word(&fields["status"]),
            late.map(|days| Line::count(Style::Bad, days)).unwrap_or_default(),
            self.line(&fields["status_reason"]),
            self.word(&fields["classification"]),
            self.line(&fields["verified_by"]),
            self.short(&fields["retain_until"]),
            self.ids(&fields["supersedes"]),
        ];
        let after = [
            of_record(&|| self.used_by(one.id())),
            self.line(&fields["external_id"]),
            self.waivers_in_short(&fields["waivers"]),
        ];
        let cells = |line: Line| vec![line];
        let disposed = self.approval_cells(&fields["disposed"]);
        before.into_iter().map(cells).chain(disposed).chain(after.into_iter().map(cells)).collect()
    }

    /// Whom to ask for evidence that is not in the repository.
    fn keeper(&self, evidence: &View<'_, Evidence>) -> Line {
        let data = evidence.data();
        if data.repository_path().is_some() || self.hides(evidence.record(), "collected_by") {
            return Line::default();
        }
        let asked = data.requested_from.as_ref().filter(|_| !self.hides(evidence.record(), "requested_from"));
        let asked = asked.map(|from| self.party(from.as_str()));
        let collected = || data.collected_by.as_ref().map(|by| self.person(by.as_str()));
        let owner = || self.snapshot.isms().map(|isms| self.person(isms.roles.isms_owner.as_str()));
        asked.or_else(collected).or_else(owner).map(Line::from).unwrap_or_default()
    }

    fn used_by(&self, id: &str) -> Line {
        let evidence = self.snapshot.evidence_record(&EvidenceRef::from(id));
        let awaiting = evidence.into_iter().flat_map(|evidence| self.snapshot.awaited_by(evidence));
        let awaiting = awaiting.map(|audit| audit.record()).filter(|audit| self.sees(audit, "dates"));
        let citing = self.snapshot.cited_by(id).chain(awaiting).filter(|record| self.is_shown(record));
        Line::listed(citing.map(|record| Line::code(&*record.id)), ", ")
    }
}
