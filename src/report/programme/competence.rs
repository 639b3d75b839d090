//! The competence of auditors: what a programme asks for, and who has it.

use serde_json::Value;

use super::super::Reader;
use super::super::document::{Block, Blocks, Line, Style, Table};
use super::super::reader::{date, items};
use crate::metrics;
use crate::record::Person;
use crate::snapshot::View;

/// Competence that is asked for, and who has it.
pub(super) fn competence(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut wanted = Table::new([
        (reader.plain("report-needed-for"), 4),
        (reader.plain("report-topics"), 3),
        (reader.plain("report-level"), 2),
        (reader.plain("report-who-has-it"), 4),
    ]);
    for one in items(&fields["competence_required"]) {
        let topics: Vec<&str> = items(&one["topics"]).filter_map(Value::as_str).collect();
        let is_here = |person: &View<'_, Person>| person.data().to.is_none_or(|to| to >= reader.day);
        let ours = reader.snapshot.people().filter(|person| metrics::is_of_ours(person.data()) && is_here(person));
        let has_it = ours.filter(|person| {
            person.data().auditor.as_ref().is_some_and(|auditor| {
                let has_level = one["level"]
                    .as_str()
                    .is_none_or(|wanted| auditor.levels.iter().any(|level| level.as_str() == wanted));
                has_level
                    && auditor.review_due >= reader.day
                    && topics.iter().all(|topic| auditor.topics.iter().any(|own| own == topic))
            })
        });
        let has_it = Line::joined(has_it.map(|person| Line::from(reader.person(person.id()))), "; ");
        let has_it = if has_it.is_empty() { Line::styled(Style::Bad, reader.plain("report-nobody")) } else { has_it };
        wanted.row([reader.line(&one["for"]), reader.line(&one["topics"]), reader.word(&one["level"]), has_it]);
    }
    let mut blocks = Blocks::default();
    blocks.table(wanted);
    blocks.under(reader.plain("report-auditor-pool"), auditors(reader));
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
        table.cells([
            vec![reader.person(person.id()).into(), Line::soft(reader.position(person.id()))],
            vec![reader.word(&auditor["levels"])],
            vec![reader.ids(&auditor["catalogues"])],
            vec![reader.line(&auditor["topics"])],
            vec![reader.approval(&auditor["approved"])],
            vec![reader.short(&auditor["review_due"])],
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
