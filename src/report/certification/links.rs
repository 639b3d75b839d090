//! What leads from one page of the pack to another: whatever names a record that has a page, or a file that lies in the pack.

use std::collections::BTreeMap;

use super::super::document::{Block, Document, Fact, Line, Span, Style};
use super::{Writer, evidence_file};

/// The folders whose pages are each about one record, those first that say most of it.
const FOLDERS: [&str; 5] = ["2-reports/", "2-plans/", "2-programmes/", "3-actions/", "4-reviews/"];

/// Where what is named is found, by the name in lower case: paths from the top of the pack, the best first.
pub(super) struct Links(BTreeMap<String, Vec<String>>);

impl Links {
    /// What can be led to among some pages and the files beside them.
    pub(super) fn of(writer: &Writer<'_, '_>, pages: &[(String, Document)]) -> Self {
        let mut links = Self(BTreeMap::new());
        for folder in FOLDERS {
            for (path, _) in pages {
                let id = path.strip_prefix(folder).and_then(|name| name.strip_suffix(".html"));
                id.into_iter().for_each(|id| links.add(id, path));
            }
        }
        links.add_findings(writer, pages);
        for id in writer.sources.files.keys() {
            let evidence = writer.reader.snapshot.record(id).and_then(|record| record.data().evidence());
            if let (Some(evidence), Some(path)) = (evidence, evidence_file(writer.reader.snapshot, id)) {
                links.add(id, &path);
                evidence.location.iter().for_each(|location| links.add(location, &path));
            }
        }
        links
    }

    /// A finding is told of in the report of its audit, as far as it was there when that was issued.
    fn add_findings(&mut self, writer: &Writer<'_, '_>, pages: &[(String, Document)]) {
        for issued in &writer.sources.issued {
            let page = format!("2-reports/{}.html", issued.audit);
            if !pages.iter().any(|(path, _)| *path == page) {
                continue;
            }
            let findings = issued.snapshot.findings_of(&issued.audit);
            let is_told = |id: &str| {
                let record = writer.reader.snapshot.record(id);
                record.is_some_and(|record| writer.reader.is_shown(record))
            };
            findings.map(|finding| finding.id()).filter(|id| is_told(id)).for_each(|id| self.add(id, &page));
        }
    }

    fn add(&mut self, name: &str, path: &str) {
        self.0.entry(name.to_lowercase()).or_default().push(path.to_owned());
    }

    /// Where a name leads from a page: not to the page itself.
    fn target(&self, name: &str, page: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let whole = self.0.get(&name);
        // A part of a record is told of with it.
        let found = whole.or_else(|| self.0.get(name.split('/').next()?))?;
        found.iter().map(String::as_str).find(|path| *path != page)
    }

    /// The page with its links, and one that leads back to the guide.
    pub(super) fn put_into(&self, page: &str, document: &mut Document, (label, guide): (String, String)) {
        for fact in &mut document.head {
            fact.lines.iter_mut().for_each(|line| self.link(line, page));
        }
        for section in &mut document.sections {
            section.blocks.iter_mut().for_each(|block| self.link_block(block, page));
        }
        let guide = Span { href: Some(relative(page, "index.html")), ..Span::new(Style::Plain, guide) };
        document.head.insert(0, Fact { label, lines: vec![Line(vec![guide])] });
    }

    fn link_block(&self, block: &mut Block, page: &str) {
        let link = |line: &mut Line| self.link(line, page);
        match block {
            Block::Lead { line } | Block::Paragraph { line } | Block::Note { line } | Block::Heading { line } => {
                link(line);
            }
            Block::Facts { facts } => facts.iter_mut().flat_map(|fact| &mut fact.lines).for_each(link),
            Block::List { items } => items.iter_mut().for_each(link),
            Block::Table { rows, .. } => rows.iter_mut().flatten().flatten().for_each(link),
            Block::Card { title, blocks, .. } => {
                link(title);
                blocks.iter_mut().for_each(|block| self.link_block(block, page));
            }
            Block::Code { .. } | Block::Figures { .. } | Block::Signature { .. } => {}
        }
    }

    fn link(&self, line: &mut Line, page: &str) {
        for span in line.0.iter_mut().filter(|span| span.style == Style::Code && span.href.is_none()) {
            span.href = self.target(&span.text, page).map(|target| relative(page, target));
        }
    }
}

/// The address of a file of the pack, as a page of it has to write it: it is opened from a folder on disk.
fn relative(page: &str, target: &str) -> String {
    "../".repeat(page.matches('/').count()) + target
}
