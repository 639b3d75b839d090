//! What shows that the records of the pack can be relied on: the lint, the waivers in force, the history, the seals.

use std::collections::BTreeMap;

use super::super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::super::frame::Parts;
use super::Writer;
use crate::diagnostic::Diagnostic;
use crate::history::Verification;
use crate::lint::{Signature, Signer, lint};
use crate::text::natural_cmp;

impl Writer<'_, '_> {
    pub(super) fn integrity(&self) -> Parts {
        let reader = self.reader;
        let outcome = lint(reader.whole, self.options.day);
        let mut parts = Parts::default();
        let mut facts = Facts::default();
        facts.put(reader.plain("report-pack-tool"), concat!("tickmark ", env!("CARGO_PKG_VERSION")));
        facts.put(reader.plain("report-pack-rules"), crate::lint::rules::ALL.len().to_string());
        if let Some(isms) = reader.snapshot.isms() {
            let taken = &reader.fields(isms.record())["taken_over"];
            let parts =
                [reader.short(&taken["before"]), reader.line(&taken["reason"]), reader.line(&taken["approved_by"])];
            facts.put(reader.plain("report-pack-taken-over"), Line::joined(parts, "; "));
        }
        let mut by_rule: BTreeMap<(&str, &str), Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in &outcome.diagnostics {
            by_rule.entry((diagnostic.level.as_str(), diagnostic.rule)).or_default().push(diagnostic);
        }
        let mut table = Table::new([
            (reader.plain("report-level"), 1),
            (reader.plain("report-rule"), 4),
            (reader.plain("report-pack-count"), 1),
            (reader.plain("report-pack-where"), 3),
        ]);
        for ((level, rule), found) in by_rule {
            let (count, subjects) = (found.len().to_string().into(), self.subjects(&found));
            table.cells([vec![reader.word(&level.into())], reader.rule(rule), vec![count], vec![subjects]]);
        }
        let mut blocks = Blocks::default();
        blocks.facts(facts);
        blocks.table(table);
        if outcome.diagnostics.is_empty() {
            blocks.paragraph(reader.plain("report-pack-clean"));
        }
        parts.add(reader.plain("report-pack-lint"), blocks.0);
        let waivers = reader.snapshot.records().iter().filter(|record| reader.is_shown(record)).flat_map(|record| {
            let fields = reader.fields(record);
            reader.waivers(&fields["waivers"]).map(|table| (record.id.to_string(), table))
        });
        let mut blocks = Blocks::default();
        waivers.for_each(|(id, table)| blocks.under(Line::code(id), vec![table]));
        parts.add(reader.plain("report-pack-waivers"), reader.or_none(blocks, reader.plain("report-empty-register")));
        parts.add(reader.plain("report-pack-history"), self.history());
        parts
    }

    fn history(&self) -> Vec<Block> {
        let reader = self.reader;
        let Some(verification) = &self.sources.verification else {
            return vec![Block::Paragraph { line: Line::styled(Style::Bad, reader.plain("report-pack-no-history")) }];
        };
        let mut facts = Facts::default();
        facts.put(reader.plain("report-pack-commits"), verification.commits.to_string());
        facts.put(reader.plain("report-commit"), Line::code(&verification.head.id));
        facts.put(reader.plain("report-pack-chain"), Line::code(&verification.receipt.digest));
        let mut blocks = Blocks::default();
        blocks.facts(facts);
        blocks.under(reader.plain("report-pack-lapses"), self.lapses(verification));
        let carried = self.carried(verification);
        if !carried.is_empty() {
            blocks.under(reader.plain("integrity-carried"), carried);
        }
        blocks.under(reader.plain("report-pack-sealed"), self.sealed(verification));
        blocks.0
    }

    /// What somebody committed whose own work it is about, in the name of whoever decided it, as far as the audience may know of it.
    fn carried(&self, verification: &Verification) -> Vec<Block> {
        let reader = self.reader;
        let mut blocks = Blocks::default();
        let mut table = Table::new([
            (reader.plain("report-day"), 2),
            (reader.plain("report-commit"), 2),
            (reader.plain("report-record"), 0),
            (reader.plain("report-what"), 5),
        ]);
        for carried in &verification.carried {
            let path = carried.decision.path.trim_start_matches('/');
            let record = reader.snapshot.record(&carried.id).filter(|record| reader.is_shown(record));
            let Some(record) = record.filter(|record| !reader.hides_change(record, path)) else { continue };
            let field =
                reader.telling(|telling| telling.field(record.kind(), path.strip_suffix("/by").unwrap_or(path)));
            let by = reader.person(carried.decision.by.as_str());
            let who = [("who", by.into()), ("committer", reader.person(carried.committer.as_str()).into())];
            table.row([
                reader.short_day(Some(carried.day)),
                Line::code(carried.commit.short()),
                Line::code(&carried.id),
                format!("{field}: {}", reader.message("integrity-carried-by", &who)).into(),
            ]);
        }
        if let Some(table) = table.block() {
            blocks.paragraph(reader.plain("integrity-carried-note"));
            blocks.0.push(table);
        }
        blocks.0
    }

    /// What was found in the history, by rule.
    fn lapses(&self, verification: &Verification) -> Vec<Block> {
        let reader = self.reader;
        let mut lapses: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for lapse in &verification.lapses {
            lapses.entry(lapse.diagnostic.rule).or_default().push(&lapse.diagnostic);
        }
        let mut table = Table::new([
            (reader.plain("report-rule"), 4),
            (reader.plain("report-pack-count"), 1),
            (reader.plain("report-pack-where"), 3),
        ]);
        for (rule, found) in lapses {
            table.cells([reader.rule(rule), vec![found.len().to_string().into()], vec![self.subjects(&found)]]);
        }
        table.block().into_iter().collect()
    }

    /// What was issued and closed, and whether it still is what it was.
    fn sealed(&self, verification: &Verification) -> Vec<Block> {
        let reader = self.reader;
        let mut table = Table::new([
            (reader.plain("report-record"), 0),
            (reader.plain("report-day"), 2),
            (reader.plain("report-commit"), 2),
            (reader.plain("report-tag"), 3),
            (reader.plain("report-pack-same"), 2),
            (reader.plain("report-signature"), 3),
        ]);
        let is_shown = |id: &str| reader.snapshot.record(id).is_some_and(|record| reader.is_shown(record));
        for sealed in verification.sealed.iter().filter(|sealed| is_shown(&sealed.id)) {
            let tag = sealed.tag.as_ref();
            let mut issued = self.sources.issued.iter().filter(|issued| issued.audit.eq_ignore_ascii_case(&sealed.id));
            let is_moved = issued.any(|issued| issued.moved_to.is_some());
            let is_sound = sealed.is_sound() && !is_moved;
            let mut word = reader.yes(is_sound).text();
            let regraded: Vec<&str> = sealed.regraded.iter().map(String::as_str).filter(|id| is_shown(id)).collect();
            if !regraded.is_empty() {
                word = format!("{word}, {} {}", reader.plain("integrity-regraded"), regraded.join(", "));
            }
            let exchanged: Vec<&str> = sealed.exchanged.iter().map(String::as_str).filter(|id| is_shown(id)).collect();
            if !exchanged.is_empty() {
                word = format!("{word}, {} {}", reader.plain("integrity-exchanged"), exchanged.join(", "));
            }
            if let Some(day) = sealed.taken_over {
                let day = reader.short_day(Some(day)).text();
                word = format!("{word}, {}", reader.message("integrity-taken-over", &[("day", day.into())]));
            }
            // The tag is what proves an issued report; without one, the commit that issued or closed.
            let signed = tag.and_then(|tag| tag.signature.as_ref()).or(sealed.signature.as_ref());
            table.row([
                Line::code(&sealed.id),
                reader.short_day(Some(sealed.day)),
                Line::code(sealed.commit.short()),
                tag.map(|tag| Line::code(&tag.name)).unwrap_or_default(),
                Line::styled(if is_sound { Style::Good } else { Style::Bad }, word),
                signed.map(|signature| self.signed(signature)).unwrap_or_default(),
            ]);
        }
        table.block().into_iter().collect()
    }

    /// The records that something was found in, each once, as far as the audience knows them.
    fn subjects(&self, found: &[&Diagnostic]) -> Line {
        let reader = self.reader;
        let shown = found.iter().filter_map(|diagnostic| {
            let subject = diagnostic.record.as_ref()?;
            let is_shown = reader.snapshot.record(&subject.id).is_some_and(|record| reader.is_shown(record));
            is_shown.then(|| diagnostic.part.as_deref().unwrap_or(&subject.id))
        });
        let mut names: Vec<&str> = shown.collect();
        names.sort_by(|a, b| natural_cmp(a, b));
        names.dedup();
        Line::joined(names.into_iter().map(Line::code), ", ")
    }

    /// Who signed, as far as that proves anything.
    fn signed(&self, signature: &Signature) -> Line {
        let reader = self.reader;
        match signature {
            Signature::Absent => reader.plain("signature-absent").into(),
            Signature::Void(_) => Line::styled(Style::Bad, reader.plain("signature-void")),
            Signature::Good(Signer { person: Some(person), .. }) => reader.person(person.as_str()).into(),
            Signature::Good(_) => Line::styled(Style::Bad, reader.plain("signature-by-nobody")),
        }
    }
}
