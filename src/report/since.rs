//! What changed since the audit before, as the report of an audit tells it.

use super::Reader;
use super::document::{Block, Blocks, Facts, Line, Table};
use crate::metrics::{Population, SinceAudit, since_audit};
use crate::record::criteria::Requirement;
use crate::record::{AuditRef, Finding};
use crate::snapshot::{Record, View};

/// What changed since the audit before; nothing for the first of its kind.
pub fn blocks(reader: &Reader<'_>, record: &Record) -> Vec<Block> {
    let population = population(reader);
    let audit = reader.snapshot.audit(&AuditRef::from(&*record.id));
    let Some(since) = audit.and_then(|audit| since_audit(&population, audit)) else { return Vec::new() };
    let mut blocks = Blocks::default();
    blocks.paragraph(against(reader, &since));
    let mut table = Table::new([
        (reader.plain("report-grade"), 3),
        (reader.plain("report-then"), 1),
        (reader.plain("report-now"), 1),
    ]);
    for (grade, then, now) in &since.grades {
        table.row([reader.grade(&grade.as_str().into()), then.to_string().into(), now.to_string().into()]);
    }
    blocks.table(table);
    blocks.facts(facts(reader, &since));
    blocks.0
}

/// What the audience may count.
pub fn population<'r>(reader: &'r Reader<'_>) -> Population<'r> {
    let shown = |id: &str| reader.snapshot.record(id).is_none_or(|record| reader.is_shown(record));
    // A finding whose grade, state or day is kept back is not counted either.
    let stands = |id: &str| {
        let finding = reader.snapshot.record(id).filter(|record| record.data().finding().is_some());
        let fields = ["grade", "status", "detected_on"];
        finding.is_none_or(|finding| fields.iter().all(|field| reader.sees(finding, field)))
    };
    let counted = Population::of(reader.snapshot, reader.day, move |id| shown(id) && stands(id));
    counted.with_promises(reader.promises)
}

fn against(reader: &Reader<'_>, since: &SinceAudit<'_>) -> Line {
    let before = since.before;
    let issued = reader.issued_on(before);
    let day = issued.map(|day| format!(" ({})", reader.language().day(day))).unwrap_or_default();
    let key = if since.is_alike { "report-since-alike" } else { "report-since-other" };
    Line::from(reader.message(key, &[("audit", format!("{}{day}", before.id()).into())]))
}

fn facts(reader: &Reader<'_>, since: &SinceAudit<'_>) -> Facts {
    let mut facts = Facts::default();
    let repeats = since.repeated.iter().filter(|finding| !reader.hides(finding.record(), "repeat_of"));
    let repeats = repeats.map(|finding| {
        let earlier = finding
            .data()
            .repeat_of
            .iter()
            .filter(|id| reader.snapshot.record(id.as_str()).is_none_or(|record| reader.is_shown(record)));
        let earlier = Line::joined(earlier.map(|id| Line::code(id.as_str())), ", ");
        Line::code(finding.id()).then(" → ").then(earlier)
    });
    facts.put(reader.plain("since-repeats"), Line::joined(repeats, "; "));
    if reader.may_draw("fig-closed") {
        facts.put(reader.plain("report-since-closed"), ids(&since.closed));
    }
    facts.put(reader.plain("report-since-open"), ids(&since.open));
    let both = since.in_both + since.gained.len();
    let may_count = reader.may_draw("fig-coverage");
    if may_count && both > 0 && both + since.lost.len() > 0 {
        let arguments = [
            ("now", both.into()),
            ("before", (since.in_both + since.lost.len()).into()),
            ("both", since.in_both.into()),
        ];
        facts.put(reader.plain("report-since-tested"), reader.message("report-since-tested-counts", &arguments));
    }
    if may_count {
        facts.put(reader.plain("report-since-gained"), requirements(reader, &since.gained));
        facts.put(reader.plain("report-since-lost"), requirements(reader, &since.lost));
    }
    facts
}

fn ids(findings: &[View<'_, Finding>]) -> Line {
    Line::joined(findings.iter().map(|finding| Line::code(finding.id())), ", ")
}

fn requirements(reader: &Reader<'_>, requirements: &[Requirement]) -> String {
    reader.snapshot.catalogues().ranges(requirements).join(", ")
}
