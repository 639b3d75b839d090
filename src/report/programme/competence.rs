//! The competence of auditors: what a programme asks for, and who has it.

use serde_json::Value;

use super::super::Reader;
use super::super::document::{Block, Blocks, Line, Style, Table};
use super::super::reader::{date, items};
use crate::metrics::{self, Competent};
use crate::record::Programme;
use crate::snapshot::Record;

/// Competence that is asked for, and who has it.
pub(super) fn competence(reader: &Reader<'_>, fields: &Value, record: &Record, programme: &Programme) -> Vec<Block> {
    let knows = |audit: &Record| reader.sees(audit, "team/person");
    let competent = Competent::for_programme(reader.snapshot, programme, reader.approvals, reader.day, knows);
    let mut wanted = Table::new([
        (reader.plain("report-needed-for"), 4),
        (reader.plain("report-topics"), 3),
        (reader.plain("report-level"), 2),
        (reader.plain("report-who-has-it"), 4),
    ]);
    for (one, required) in items(&fields["competence_required"]).zip(&programme.competence_required) {
        let has_it = competent.having(required).filter(|person| reader.is_shown(person.record()));
        let has_it = Line::joined(has_it.map(|person| Line::from(reader.person(person.id()))), "; ");
        let has_it = if has_it.is_empty() { Line::styled(Style::Bad, reader.plain("report-nobody")) } else { has_it };
        wanted.row([reader.line(&one["for"]), reader.line(&one["topics"]), reader.word(&one["level"]), has_it]);
    }
    let mut blocks = Blocks::default();
    let is_asked = !wanted.is_empty();
    blocks.table(wanted);
    if is_asked && reader.sees(record, "cycle/to") {
        let day = reader.language().day(competent.day);
        let arguments = [("by", competent.by.as_str().into()), ("day", day.into())];
        blocks.note(reader.message("competent-as-of", &arguments));
    }
    // Beside what held at the end of a cycle that is over, what holds by now says so.
    let of = |key: &str, day| reader.message(key, &[("day", reader.language().day(day).into())]);
    let heading = match reader.snapshot.written_after(reader.day) {
        // A later approval has overwritten what held on an earlier day.
        Some(committed) => of("auditors-recorded-on", committed),
        None if competent.day < reader.day && reader.sees(record, "cycle/to") => of("auditors-as-of", reader.day),
        None => reader.plain("report-auditor-pool"),
    };
    blocks.under(heading, auditors(reader));
    blocks.0
}

/// Who may audit what, and what shows it.
pub fn auditors(reader: &Reader<'_>) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-who"), 3),
        (reader.plain("report-level"), 2),
        (reader.plain("report-catalogues"), 2),
        (reader.plain("report-topics"), 5),
        (reader.plain("report-approved"), 3),
        (reader.plain("report-renewed-by"), 2),
        (reader.plain("report-last-witnessed"), 2),
        (reader.plain("report-last-evaluated"), 2),
        (reader.plain("report-cpd-hours"), 2),
    ]);
    let mut shown = Table::new([
        (reader.plain("report-who"), 3),
        (reader.plain("report-shown-by"), 6),
        (reader.plain("report-provider"), 4),
        (reader.plain("report-day"), 3),
        (reader.plain("report-hours"), 2),
        (reader.plain("report-result"), 3),
        (reader.plain("report-evidence"), 3),
    ]);
    for person in reader.snapshot.people().filter(|person| metrics::is_of_ours(person.data())) {
        let fields = reader.fields(person.record());
        let auditor = &fields["auditor"];
        let mut proofs: Vec<&Value> = items(&fields["competence"]).collect();
        proofs.sort_by_key(|one| date(&one["date"]));
        for (position, one) in proofs.into_iter().enumerate() {
            let until = reader.labelled(reader.plain("report-until"), reader.short(&one["valid_until"]));
            shown.cells([
                vec![if position == 0 { reader.person(person.id()).into() } else { Line::default() }],
                vec![Line::joined([reader.word(&one["type"]), reader.line(&one["title"])], ": ")],
                vec![reader.line(&one["provider"])],
                vec![reader.short(&one["date"]), until],
                vec![reader.line(&one["hours"])],
                vec![reader.word(&one["outcome"]), reader.line(&one["evaluated_by"])],
                vec![reader.ids(&one["evidence"])],
            ]);
        }
        let learning = Some(metrics::learning(person.data(), reader.day));
        let learning =
            learning.filter(|_| reader.is_shown(person.record()) && !reader.hides(person.record(), "competence"));
        let ran_out = date(&auditor["review_due"]).filter(|due| *due < reader.day);
        let ran_out = ran_out.map(|_| Line::styled(Style::Bad, reader.plain("ran-out"))).unwrap_or_default();
        table.cells([
            vec![reader.person(person.id()).into(), Line::soft(reader.position(person.id()))],
            vec![reader.word(&auditor["levels"])],
            vec![reader.ids(&auditor["catalogues"])],
            vec![reader.line(&auditor["topics"])],
            vec![reader.approval(&auditor["approved"])],
            vec![reader.short(&auditor["review_due"]), ran_out],
            vec![reader.short_day(learning.and_then(|known| known.witnessed))],
            vec![reader.short_day(learning.and_then(|known| known.evaluated))],
            vec![learning.map(|known| reader.line(&known.hours.into())).unwrap_or_default()],
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    blocks.under(reader.plain("report-competence-shown"), shown.block().into_iter().collect());
    blocks.0
}
