//! The head block of every report, its foot, and the numbers of its sections.

use super::document::{Block, Blocks, Document, Facts, Line, Section, Style};
use super::{Options, Reader};
use crate::record::{Audience, Data};
use crate::snapshot::{Broken, Record};

/// A section without its number.
pub struct Part {
    title: String,
    blocks: Vec<Block>,
    is_annex: bool,
}

/// The sections of a report, as they are written.
#[derive(Default)]
pub struct Parts(Vec<Part>);

impl Parts {
    /// Adds a section; nothing when it says nothing.
    pub fn add(&mut self, title: String, blocks: Vec<Block>) {
        self.push(title, blocks, false);
    }

    /// Adds an annex, which has a letter rather than a number.
    pub fn annex(&mut self, title: String, blocks: Vec<Block>) {
        self.push(title, blocks, true);
    }

    /// Adds the sections of another report.
    pub fn append(&mut self, other: Parts) {
        self.0.extend(other.0);
    }

    /// The sections as blocks of a single one, under headings.
    pub fn in_one(self) -> Vec<Block> {
        let mut blocks = Blocks::default();
        self.0.into_iter().for_each(|part| blocks.under(part.title, part.blocks));
        blocks.0
    }

    fn push(&mut self, title: String, blocks: Vec<Block>, is_annex: bool) {
        if !blocks.is_empty() {
            self.0.push(Part { title, blocks, is_annex });
        }
    }

    /// The sections with their numbers; those with a letter keep to the paper form.
    fn numbered(self, is_lettered: bool) -> Vec<Section> {
        let (mut number, mut letter) = (0, b'A');
        let sections = self.0.into_iter().map(|part| {
            let mark = if part.is_annex || is_lettered {
                let mark = char::from(letter).to_string();
                letter = (letter + 1).min(b'Z');
                mark
            } else {
                number += 1;
                number.to_string()
            };
            Section { number: mark, title: part.title, blocks: part.blocks }
        });
        sections.collect()
    }
}

/// A whole report around its sections, with the files that would have to do with it and cannot be read.
pub fn document(
    reader: &Reader<'_>,
    options: &Options,
    kind: String,
    record: Option<&Record>,
    missing: &[&Broken],
    parts: Parts,
) -> Document {
    let isms = reader.snapshot.isms();
    let organisation = isms.map_or(String::new(), |isms| reader.text(&isms.organisation.name));
    let title = record.map_or_else(|| organisation.clone(), |record| reader.heading(record));
    let is_lettered = record.is_some_and(|record| record.data().action().is_some());
    let mut foot = vec![organisation.clone()];
    foot.extend(record.filter(|record| !record.kind().is_single()).map(|record| match version(reader, record) {
        Some(version) => format!("{} {version}", record.id),
        None => record.id.to_string(),
    }));
    foot.extend(options.tag.clone());
    foot.extend(reader.snapshot.state().commit().map(|commit| commit.short().to_owned()));
    foot.push(options.day.to_string());
    Document {
        language: reader.language().tag().to_owned(),
        kind,
        title,
        organisation,
        head: head(reader, options, record, missing),
        master: reader.plain("report-master"),
        foot: foot.join(" · "),
        page: reader.message("report-page", &[("page", "{page}".into()), ("pages", "{pages}".into())]),
        day: options.day.to_string(),
        is_wide: false,
        is_incomplete: !missing.is_empty(),
        is_compact: is_lettered,
        sections: parts.numbered(is_lettered),
    }
}

fn head(reader: &Reader<'_>, options: &Options, record: Option<&Record>, missing: &[&Broken]) -> Vec<super::Fact> {
    let mut facts = Facts::default();
    facts.put(reader.plain("report-incomplete"), reader.lacks(missing));
    // A report is judged on the day of its issue, whenever that was committed.
    let issued_on = record.and_then(|record| record.data().audit()?.issued_on());
    if issued_on != Some(options.day)
        && let Some(committed) = reader.snapshot.written_after(options.day)
    {
        let words = reader.language().judged_early(options.day, committed);
        facts.put(reader.plain("report-judged-early"), Line::styled(Style::Bad, words));
    }
    let isms = reader.snapshot.isms();
    if let Some(isms) = isms {
        facts.put(reader.plain("report-scope"), reader.text(&isms.scope.statement));
        let since = isms.scope.since.map(|day| reader.language().day(day).into()).unwrap_or_default();
        let document = isms.scope.document.as_deref().map(|text| reader.text(text).into()).unwrap_or_default();
        facts.put(reader.plain("report-scope-document"), Line::joined([document, since], ", "));
    }
    if let Some(record) = record.filter(|record| !record.kind().is_single()) {
        let id = Line::code(&*record.id);
        facts.put(
            reader.plain("report-record"),
            Line::joined([id, version(reader, record).unwrap_or_default().into()], ", "),
        );
    }
    if let Some(commit) = reader.snapshot.state().commit() {
        let id = Line::code(&commit.id);
        let line = match options.is_uncommitted {
            false => id,
            true => Line::from(reader.plain("report-on-disk")).then(" ").then(id),
        };
        facts.put(reader.plain("report-commit"), line);
    }
    facts.put(reader.plain("report-tag"), options.tag.as_deref().map(Line::code).unwrap_or_default());
    if let Some(issued) = &options.issued {
        let day = reader.language().day(issued.day);
        let arguments = [("tag", issued.tag.as_str().into()), ("day", day.into())];
        let unlike = (!issued.is_of_issue).then(|| reader.message("report-unlike-issued", &arguments));
        let moved = issued.moved_to.as_ref().map(|commit| {
            let arguments = [("tag", issued.tag.as_str().into()), ("commit", commit[..commit.len().min(10)].into())];
            reader.message(if issued.is_of_issue { "report-issued-by-commit" } else { "report-tag-moved" }, &arguments)
        });
        let words = unlike.into_iter().chain(moved).map(|words| Line::styled(Style::Bad, words));
        facts.all(reader.plain("report-as-issued"), words.collect());
    }
    facts.put(reader.plain("report-as-of"), reader.language().day(options.day));
    let classification = match options.audience {
        Audience::Public => "public",
        _ => "confidential",
    };
    let audience = reader.plain(&format!("for-{}", options.audience.as_str()));
    let classification = reader.language().word(classification);
    facts.put(reader.plain("report-classification"), format!("{classification}, {audience}"));
    facts.0
}

/// The version of what the report is about, in words.
fn version(reader: &Reader<'_>, record: &Record) -> Option<String> {
    let number = match record.data() {
        Data::Audit(audit) => match (&audit.report, &audit.plan) {
            (Some(report), _) => report.version,
            (None, Some(plan)) => plan.version,
            (None, None) => return None,
        },
        _ => return None,
    };
    Some(reader.message("report-version-of", &[("version", number.into())]))
}
