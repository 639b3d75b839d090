//! What the certification auditor gets: the pack, one folder of pages that open offline and without scripts, and an overview of
//! the same as one document.

mod corrective;
mod integrity;
mod links;
mod overview;
mod requirements;
mod scope;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::document::{Block, Blocks, Document, Facts, Line, Style, Table};
use super::frame::{self, Parts};
use super::{Format, IssuedAs, Kind, Options, Reader, Templates, register, render};
use crate::history::Verification;
use crate::lint::Signature;
use crate::metrics;
use crate::record::*;
use crate::redact::Seen;
use crate::snapshot::{Snapshot, View};
use crate::text::hex;

/// A file of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path from the top of the pack.
    pub path: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// An issued report, with the state that its tag names.
pub struct Issued {
    /// The audit.
    pub audit: String,
    /// The tag.
    pub tag: String,
    /// The commit of the state that was issued.
    pub commit: String,
    /// The commit that the tag names instead, if another report would come of that.
    pub moved_to: Option<String>,
    /// Day of issue.
    pub day: Date,
    /// The records as they were.
    pub snapshot: Snapshot,
}

/// What the pack needs beside the records.
#[derive(Default)]
pub struct Sources {
    /// Lives of the actions, and the state at the last audit by somebody else.
    pub facts: super::Facts,
    /// The issued reports that have their tags.
    pub issued: Vec<Issued>,
    /// What replaying history found; nothing where there is none.
    pub verification: Option<Verification>,
    /// Files of evidence in the repository, by the id of their records.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Where the list of allowed signers lies, from the top of the repository.
    pub allowed_signers: Option<String>,
}

/// The last audit by a certification body that was reported up to the day.
pub fn last_external(snapshot: &Snapshot, day: Date) -> Option<View<'_, Audit>> {
    let reported = snapshot.audits().filter(|audit| audit.r#type.is_third_party());
    let reported = reported.filter(|audit| audit.issued_on().is_some_and(|issued| issued <= day));
    reported.max_by_key(|audit| (audit.issued_on(), audit.id()))
}

/// The evidence whose files belong into the pack: those in the repository that its readers may see.
pub fn wanted_files<'a>(snapshot: &'a Snapshot, options: &Options) -> Vec<(&'a str, &'a str)> {
    let seen = Seen::of(snapshot, options.audience, &options.elsewhere);
    let reader = Reader::new(&seen, options);
    let is_seen = |evidence: &View<'_, Evidence>| {
        let record = evidence.record();
        reader.is_shown(record)
            && !reader.withholds(record)
            && !reader.hides(record, "location")
            && !evidence.personal_data
    };
    let seen = snapshot.evidence().filter(is_seen);
    seen.filter_map(|evidence| Some((evidence.id(), evidence.data().repository_path()?))).collect()
}

/// Builds the pack. The same state, day, audience and history give the same bytes.
///
/// # Errors
/// The template of a page is at fault.
pub fn pack(
    snapshot: &Snapshot,
    options: &Options,
    sources: &Sources,
    templates: &Templates,
) -> Result<Vec<File>, minijinja::Error> {
    let seen = Seen::of(snapshot, options.audience, &options.elsewhere);
    let reader = Reader::new(&seen, options).with_promises(sources.facts.promises.as_ref());
    let writer = Writer { reader: &reader, seen: &seen, options, sources };
    let mut pages = writer.pages();
    let guide = writer.guide(&pages);
    let links = links::Links::of(&writer, &pages);
    for (path, document) in &mut pages {
        let back = (reader.plain("report-pack-part-of"), reader.plain("report-pack-the-guide"));
        links.put_into(path, document, back);
    }
    pages.insert(0, ("index.html".to_owned(), guide));
    let mut files = Vec::new();
    for (path, document) in &pages {
        files.push(File { path: path.clone(), content: render(document, Format::Html, templates)?.into_bytes() });
    }
    for (id, bytes) in &sources.files {
        if let Some(path) = evidence_file(snapshot, id) {
            files.push(File { path, content: bytes.clone() });
        }
    }
    files.push(File { path: "verify.txt".to_owned(), content: writer.instructions().into_bytes() });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let sums: String = files.iter().map(|file| format!("{}  {}\n", sum(&file.content), file.path)).collect();
    files.push(File { path: "SHA256SUMS".to_owned(), content: sums.into_bytes() });
    Ok(files)
}

/// Builds the overview: what the pack holds page by page, as one document, without the records in full.
pub fn overview(snapshot: &Snapshot, options: &Options, sources: &Sources) -> Document {
    let seen = Seen::of(snapshot, options.audience, &options.elsewhere);
    let reader = Reader::new(&seen, options).with_promises(sources.facts.promises.as_ref());
    Writer { reader: &reader, seen: &seen, options, sources }.overview()
}

/// Where the file of an evidence record lies in the pack.
fn evidence_file(snapshot: &Snapshot, id: &str) -> Option<String> {
    let path = snapshot.record(id)?.data().evidence()?.repository_path()?;
    Some(format!("evidence/{id}/{}", file_name(path)))
}

/// The last part of a path, of characters that every system and `sha256sum` take as they are.
fn file_name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' }).collect();
    match name.trim_start_matches('.') {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}

fn sum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

struct Writer<'w, 'a> {
    reader: &'w Reader<'a>,
    seen: &'w Seen<'a>,
    options: &'w Options,
    sources: &'w Sources,
}

impl Writer<'_, '_> {
    fn page(&self, title: String, parts: Parts) -> Document {
        let document = frame::document(
            self.reader,
            self.options,
            self.reader.plain("report-kind-pack"),
            None,
            &self.reader.gaps().all(),
            parts,
        );
        Document { title, ..document }
    }

    fn since(&self) -> Date {
        let last = last_external(self.reader.snapshot, self.options.day).and_then(|audit| audit.issued_on());
        last.unwrap_or_else(|| metrics::window(self.reader.snapshot, self.options.day).period.from)
    }

    fn of(&self, kind: Kind<'_>) -> Option<Document> {
        super::build_seen(self.seen, self.options, &self.sources.facts, kind)
    }

    /// All pages but the guide, in the order in which it names them.
    fn pages(&self) -> Vec<(String, Document)> {
        let (reader, snapshot) = (self.reader, self.reader.snapshot);
        let window = metrics::window(snapshot, self.options.day).period;
        let mut pages =
            vec![("1-scope-and-soa.html".to_owned(), self.page(reader.plain("report-pack-soa"), self.soa()))];
        for one in snapshot.programmes().filter(|programme| programme.cycle.overlaps(&window)) {
            pages.extend(
                self.of(Kind::Programme(one.id())).map(|page| (format!("2-programmes/{}.html", one.id()), page)),
            );
        }
        for audit in snapshot.audits().filter(|audit| !audit.r#type.is_third_party() && audit.plan.is_some()) {
            if audit.dates.is_some_and(|dates| window.contains(dates.end) || dates.end >= self.since()) {
                pages
                    .extend(self.of(Kind::Plan(audit.id())).map(|page| (format!("2-plans/{}.html", audit.id()), page)));
            }
        }
        for issued in self.sources.issued.iter().filter(|issued| self.is_told(issued)) {
            let unlike = issued.moved_to.as_ref().map(|moved_to| IssuedAs {
                tag: issued.tag.clone(),
                day: issued.day,
                moved_to: Some(moved_to.clone()),
                is_of_issue: true,
            });
            let tag = unlike.is_none().then(|| issued.tag.clone());
            let options = Options { day: issued.day, tag, issued: unlike, ..self.options.clone() };
            let page = super::build(&issued.snapshot, &options, &super::Facts::default(), Kind::Audit(&issued.audit));
            pages.extend(page.map(|page| (format!("2-reports/{}.html", issued.audit), page)));
        }
        pages.push(("2-auditors.html".to_owned(), self.page(reader.plain("report-pack-auditors"), self.auditors())));
        let actions = self.actions();
        let register = self.page(reader.plain("report-register-actions"), self.register(&actions));
        pages.push(("3-corrective-actions.html".to_owned(), Document { is_wide: true, ..register }));
        for action in actions {
            pages.extend(
                self.of(Kind::Action(action.id())).map(|page| (format!("3-actions/{}.html", action.id()), page)),
            );
        }
        for review in snapshot.reviews().filter(|review| review.held_on >= window.from) {
            pages.extend(
                self.of(Kind::Review(review.id())).map(|page| (format!("4-reviews/{}.html", review.id()), page)),
            );
        }
        pages.push((
            "5-requirements.html".to_owned(),
            self.page(reader.plain("report-pack-requirements"), self.requirements()),
        ));
        pages.extend(
            self.of(Kind::Register(register::Register::Evidence)).map(|page| ("6-evidence.html".to_owned(), page)),
        );
        pages.push(("7-integrity.html".to_owned(), self.page(reader.plain("report-pack-integrity"), self.integrity())));
        pages
    }

    /// Whether the report of an audit is in the pack: those of the cycle are.
    fn is_told(&self, issued: &Issued) -> bool {
        issued.day >= metrics::window(self.reader.snapshot, self.options.day).period.from
    }

    /// What is checked with the others and whose report is not in the pack.
    fn left_out(&self) -> Option<String> {
        let reader = self.reader;
        let older = self.issued().filter(|issued| !self.is_told(issued));
        let older: Vec<&str> = older.map(|issued| issued.audit.as_str()).collect();
        let from = metrics::window(reader.snapshot, self.options.day).period.from;
        let arguments = [("day", reader.language().day(from).into()), ("audits", older.join(", ").into())];
        (!older.is_empty()).then(|| reader.message("report-pack-older", &arguments))
    }

    fn guide(&self, pages: &[(String, Document)]) -> Document {
        let reader = self.reader;
        let mut parts = Parts::default();
        parts.add(reader.plain("report-pack-guide"), self.reading("report-pack-how"));
        let mut table = Table::new([(reader.plain("report-pack-page"), 4), (reader.plain("report-title"), 6)]);
        for (path, document) in pages {
            let title = Line::joined([Line::from(document.kind.as_str()), document.title.as_str().into()], ": ");
            table.row([Line::styled(Style::Link, path), title]);
        }
        let mut contents = Blocks::default();
        contents.table(table);
        if let Some(left_out) = self.left_out() {
            contents.paragraph(left_out);
        }
        parts.add(reader.plain("report-pack-contents"), contents.0);
        let mut blocks = Blocks::default();
        blocks.paragraph(reader.plain("report-pack-check"));
        blocks.paragraph(Line::styled(Style::Link, "verify.txt"));
        parts.add(reader.plain("report-pack-verify"), blocks.0);
        frame::document(reader, self.options, reader.plain("report-kind-pack"), None, &reader.gaps().all(), parts)
    }

    /// How to read what is handed over, and what it looks back to.
    fn reading(&self, how: &str) -> Vec<Block> {
        let reader = self.reader;
        let mut blocks = Blocks::default();
        blocks.paragraph(reader.plain(how));
        let last = last_external(reader.snapshot, self.options.day);
        let is_told = last.is_none_or(|audit| reader.is_shown(audit.record()) && reader.issued_on(audit).is_some());
        let last = last.filter(|audit| reader.is_shown(audit.record()));
        let mut facts = Facts::default();
        facts.put(reader.plain("report-pack-last"), last.map(|audit| reader.titled(audit.id())).unwrap_or_default());
        if is_told {
            facts.put(reader.plain("report-pack-since"), reader.language().day(self.since()));
        }
        blocks.facts(facts);
        let kept_back = reader.kept_back();
        if kept_back > 0 {
            blocks.paragraph(reader.message("report-pack-left-out", &[("count", kept_back.into())]));
        }
        blocks.0
    }

    /// Commands that check the sums and the tags: each line that begins with a dollar is one.
    fn instructions(&self) -> String {
        let reader = self.reader;
        let mut text = format!("{}\n\n$ sha256sum --check SHA256SUMS\n", reader.plain("report-pack-check-sums"));
        if let Some(commit) = reader.snapshot.state().commit() {
            let command = format!("$ git -C \"$REPOSITORY\" cat-file -e {}\n", commit.id);
            text.push_str(&format!("\n{}\n\n{command}", reader.plain("report-pack-check-commit")));
        }
        let issued: Vec<&Issued> = self.issued().collect();
        if !issued.is_empty() {
            text.push_str(&format!("\n{}\n\n", reader.plain("report-pack-check-tags")));
        }
        for issued in issued {
            let tag = issued.tag.replace(|c: char| !(c.is_ascii_alphanumeric() || "/._-".contains(c)), "?");
            text.push_str(&format!(
                "$ test \"$(git -C \"$REPOSITORY\" rev-parse 'refs/tags/{tag}^{{commit}}')\" = {}\n",
                issued.commit
            ));
        }
        text + &self.signatures()
    }

    /// The issued reports of audits that the readers may know of.
    fn issued(&self) -> impl Iterator<Item = &Issued> {
        let reader = self.reader;
        let is_shown =
            |issued: &&Issued| reader.snapshot.record(&issued.audit).is_some_and(|audit| reader.is_shown(audit));
        self.sources.issued.iter().filter(is_shown)
    }

    /// Commands that check the signatures of the tags that have one. A name that a shell could take for anything else has none.
    fn signatures(&self) -> String {
        let reader = self.reader;
        let sealed = self.sources.verification.iter().flat_map(|verification| &verification.sealed);
        let signed = sealed.filter_map(|sealed| sealed.tag.as_ref()).filter(|tag| {
            let signature = tag.signature.as_ref();
            signature.is_some_and(|signature| *signature != Signature::Absent)
        });
        let signed: Vec<&str> = signed.map(|tag| tag.name.as_str()).collect();
        let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        let issued = self.issued().map(|issued| issued.tag.as_str());
        let issued: Vec<&str> = issued.filter(|tag| signed.contains(tag) && is_plain(tag)).collect();
        if issued.is_empty() {
            return String::new();
        }
        let isms = reader.snapshot.isms();
        let is_told = isms.is_some_and(|isms| !reader.hides(isms.record(), "signing/allowed_signers"));
        let list = self.sources.allowed_signers.as_deref().filter(|path| is_told && is_plain(path));
        let (words, setting) = match list {
            Some(path) => (
                reader.message("report-pack-check-signatures", &[("list", path.into())]),
                format!(" -c gpg.ssh.allowedSignersFile={path}"),
            ),
            None => (reader.plain("report-pack-check-signatures-unlisted"), String::new()),
        };
        let commands = issued.iter().map(|tag| format!("$ git -C \"$REPOSITORY\"{setting} verify-tag '{tag}'\n"));
        format!("\n{words}\n\n{}", commands.collect::<String>())
    }
}
