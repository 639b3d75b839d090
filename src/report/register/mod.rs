//! Registers: many records of a kind, or many parts of them, a row each.

mod actions;
mod parts;

use super::Reader;
use super::document::{Block, Blocks, Column, Line, Style, Table};
use super::frame::Parts;
use super::reader::{capitalised, date, items};
use crate::metrics;
use crate::record::*;
use crate::snapshot::View;

pub use actions::{actions, of_actions};
pub use parts::soa;

/// The registers: those that [`crate::spreadsheet`] exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// Findings.
    Findings,
    /// Corrective action records.
    Actions,
    /// The items of corrective action records.
    ActionItems,
    /// The statement of applicability.
    Soa,
    /// Persons.
    People,
    /// The questions of workpapers.
    Checklist,
    /// Workpapers.
    Workpapers,
    /// Evidence.
    Evidence,
    /// Audits.
    Audits,
    /// Audit programmes.
    Programmes,
    /// What audit programmes have scheduled.
    Schedule,
    /// Management reviews.
    Reviews,
    /// What management reviews decided.
    Decisions,
}

impl Register {
    /// All of them.
    pub const ALL: [Register; 13] = [
        Register::Findings,
        Register::Actions,
        Register::ActionItems,
        Register::Soa,
        Register::People,
        Register::Checklist,
        Register::Workpapers,
        Register::Evidence,
        Register::Audits,
        Register::Programmes,
        Register::Schedule,
        Register::Reviews,
        Register::Decisions,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Register::Findings => "findings",
            Register::Actions => "actions",
            Register::ActionItems => "action-items",
            Register::Soa => "soa",
            Register::People => "people",
            Register::Checklist => "checklist",
            Register::Workpapers => "workpapers",
            Register::Evidence => "evidence",
            Register::Audits => "audits",
            Register::Programmes => "programmes",
            Register::Schedule => "schedule",
            Register::Reviews => "reviews",
            Register::Decisions => "decisions",
        }
    }

    /// The kinds of records that its rows are made of.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Register::Findings => &[Kind::Finding],
            Register::Actions | Register::ActionItems => &[Kind::Action],
            Register::Soa => &[Kind::Soa],
            Register::People => &[Kind::Person],
            Register::Checklist | Register::Workpapers => &[Kind::Workpaper],
            Register::Evidence => &[Kind::Evidence],
            Register::Audits => &[Kind::Audit],
            Register::Programmes | Register::Schedule => &[Kind::Programme],
            Register::Reviews | Register::Decisions => &[Kind::Review],
        }
    }

    /// Whether it tells what was promised first.
    pub fn tells_promises(self) -> bool {
        matches!(self, Register::Actions | Register::ActionItems)
    }
}

/// The register as a section.
pub fn sections(reader: &Reader<'_>, register: Register) -> Parts {
    let mut parts = Parts::default();
    let title = reader.plain(&format!("report-register-{}", register.as_str()));
    let table = match register {
        Register::Findings => findings(reader),
        Register::Actions => actions(reader),
        Register::ActionItems => parts::action_items(reader),
        Register::Soa => {
            parts.add(title, reader.or_none(Blocks(parts::soa(reader)), reader.plain("report-empty-register")));
            return parts;
        }
        Register::People => parts::people(reader),
        Register::Checklist => parts::checklist(reader),
        Register::Workpapers => parts::workpapers(reader),
        Register::Evidence => {
            let all: Vec<View<'_, Evidence>> = reader.snapshot.evidence().collect();
            reader.evidence_index(&all)
        }
        Register::Audits => audits(reader),
        Register::Programmes => parts::programmes(reader),
        Register::Schedule => parts::schedule(reader),
        Register::Reviews => parts::reviews(reader),
        Register::Decisions => parts::decisions(reader),
    };
    let note = reader.rests_on_changes().filter(|_| register.tells_promises()).map(|line| Block::Paragraph { line });
    let blocks = table.map_or_else(
        || vec![Block::Paragraph { line: Line::soft(reader.plain("report-empty-register")) }],
        |table| std::iter::once(table).chain(note).collect(),
    );
    parts.add(title, blocks);
    parts
}

/// The register of findings.
pub fn findings(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::of([
        reader.column("report-id", 0),
        reader.column("report-audit", 2),
        reader.column("report-grade", 2),
        reader.column("report-title", 5),
        reader.column("report-criteria", 2),
        reader.column("report-process", 3).joined(),
        reader.column("report-auditee", 2),
        reader.column("report-raised", 2),
        reader.column("report-state", 2),
        reader.column("report-accepted-until", 2).joined(),
        reader.column("report-days-open", 1).joined(),
        reader.column("report-days-late", 1).joined(),
        reader.column("report-car", 2),
        reader.column("report-repeat-of", 2).joined(),
        reader.column("report-closed", 2),
    ]);
    let late = reader.lateness();
    for finding in reader.snapshot.findings().filter(|finding| reader.is_shown(finding.record())) {
        let fields = reader.fields(finding.record());
        let raised = date(&fields["detected_on"]).filter(|_| !fields["status"].is_null());
        let raised = raised.filter(|_| metrics::is_open(finding.data(), reader.day));
        let open = raised.map(|raised| Line::count(Style::Plain, reader.day.days_since(raised).max(0)));
        let actions = reader.snapshot.actions_for(finding.id()).filter(|action| reader.is_shown(action.record()));
        let actions: Vec<View<'_, Action>> = actions.collect();
        // As in the list of the site, what answers it is late with it.
        let own = std::iter::once(finding.id()).chain(actions.iter().map(|action| action.id()));
        let late = own.filter_map(|id| late.of(id)).max();
        table.cells([
            vec![Line::code(finding.id())],
            vec![reader.ids(&fields["audit"])],
            vec![reader.grade(&fields["grade"])],
            vec![reader.line(&fields["title"])],
            vec![reader.numbers(&fields["criteria"])],
            vec![reader.line(&fields["process"])],
            vec![reader.line(&fields["auditee"])],
            vec![reader.short(&fields["detected_on"])],
            vec![reader.word(&fields["status"])],
            vec![reader.short(&fields["acceptance"]["until"])],
            vec![open.unwrap_or_default()],
            vec![parts::days_late(late)],
            actions.iter().map(|action| Line::code(action.id())).collect(),
            vec![reader.ids(&fields["repeat_of"])],
            vec![reader.short(&fields["closed"]["date"])],
        ]);
    }
    table.block()
}

/// The register of audits.
pub fn audits(reader: &Reader<'_>) -> Option<Block> {
    let columns = [reader.column("report-id", 0), reader.column("report-title", 4)]
        .into_iter()
        .chain([reader.column("report-type", 2), reader.column("report-programme", 2)])
        .chain(reader.span_columns("report-dates", 3))
        .chain([
            reader.column("report-team", 3),
            reader.column("report-state", 2),
            reader.column("report-days-late", 2).joined(),
            reader.column("report-issued", 2),
            reader.column("report-conclusion", 3),
            reader.column("report-effective", 2).bare(),
            reader.column("report-findings-by-grade", 2).of_page(),
        ])
        .chain(Grade::ALL.iter().map(|grade| Column::of_sheet(capitalised(&reader.language().word(grade.as_str())))))
        .chain([reader.column("report-tag", 3)]);
    let mut table = Table::of(columns);
    let late = reader.lateness();
    for audit in reader.snapshot.audits().filter(|audit| reader.is_shown(audit.record())) {
        let fields = reader.fields(audit.record());
        let team = items(&fields["team"]).map(|member| reader.line(&member["person"]));
        let found = super::finding::reported(reader, audit.id());
        let is_counted = audit.status.is_issued();
        let count = |grade: &Grade| found.iter().filter(|finding| finding.grade == *grade).count();
        let counts: Vec<usize> = Grade::ALL.iter().map(count).collect();
        let told = counts.iter().map(usize::to_string).collect::<Vec<String>>().join(" / ");
        let conclusion = &fields["conclusion"];
        let begin = [
            Line::code(audit.id()),
            reader.line(&fields["title"]),
            reader.word(&fields["type"]),
            reader.ids(&fields["programme"]),
        ];
        let middle = [
            team.collect(),
            vec![reader.word(&fields["status"])],
            vec![parts::days_late(late.of(audit.id()))],
            vec![reader.short_day(reader.issued_on(audit))],
            vec![reader.word(&conclusion["conforms"])],
            vec![reader.word(&conclusion["effective"])],
            vec![if is_counted { told.into() } else { Line::default() }],
        ];
        let counts =
            counts.into_iter().map(|count| vec![if is_counted { parts::number(count) } else { Line::default() }]);
        let cells = begin.into_iter().map(|line| vec![line]);
        let cells = cells.chain(reader.span_cells(&fields["dates"]["start"], &fields["dates"]["end"])).chain(middle);
        table.cells(cells.chain(counts).chain([vec![reader.ids(&fields["report"]["tag"])]]));
    }
    table.block()
}
