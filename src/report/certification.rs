//! The pack for the certification auditor: one folder of pages that open offline and without scripts.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::document::{Block, Blocks, Document, Facts, Line, Style, Table};
use super::frame::{self, Parts};
use super::reader::{capitalised, items};
use super::{Format, Kind, Options, Reader, Templates, programme, register, render, review};
use crate::history::Verification;
use crate::lint::{Signature, Signer, lint};
use crate::metrics;
use crate::record::criteria::{Requirement, is_control, kept_for};
use crate::record::*;
use crate::snapshot::{Snapshot, View};

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
    /// The commit that it names.
    pub commit: String,
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
}

/// The last audit by a certification body that was reported up to the day.
pub fn last_external(snapshot: &Snapshot, day: Date) -> Option<View<'_, Audit>> {
    let reported = snapshot.audits().filter(|audit| audit.r#type.is_third_party());
    let reported = reported.filter(|audit| audit.issued_on().is_some_and(|issued| issued <= day));
    reported.max_by_key(|audit| (audit.issued_on(), audit.id()))
}

/// The evidence whose files belong into the pack: those in the repository that its readers may see.
pub fn wanted_files<'a>(snapshot: &'a Snapshot, options: &Options) -> Vec<(&'a str, &'a str)> {
    let reader = Reader::new(snapshot, options.audience, options.language.clone(), options.day);
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
    let reader = Reader::new(snapshot, options.audience, options.language.clone(), options.day)
        .with_promises(sources.facts.promises.as_ref());
    let writer = Writer { reader: &reader, options, sources };
    let mut pages = writer.pages();
    pages.insert(0, ("index.html".to_owned(), writer.guide(&pages)));
    let mut files = Vec::new();
    for (path, document) in &pages {
        files.push(File { path: path.clone(), content: render(document, Format::Html, templates)?.into_bytes() });
    }
    for (id, bytes) in &sources.files {
        let path = snapshot.record(id).and_then(|record| record.data().evidence()?.repository_path());
        if let Some(name) = path.map(file_name) {
            files.push(File { path: format!("evidence/{id}/{name}"), content: bytes.clone() });
        }
    }
    files.push(File { path: "verify.txt".to_owned(), content: writer.instructions().into_bytes() });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let sums: String = files.iter().map(|file| format!("{}  {}\n", sum(&file.content), file.path)).collect();
    files.push(File { path: "SHA256SUMS".to_owned(), content: sums.into_bytes() });
    Ok(files)
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
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Writer<'w, 'a> {
    reader: &'w Reader<'a>,
    options: &'w Options,
    sources: &'w Sources,
}

impl Writer<'_, '_> {
    fn page(&self, title: String, parts: Parts) -> Document {
        let document = frame::document(self.reader, self.options, self.reader.plain("report-kind-pack"), None, parts);
        Document { title, ..document }
    }

    fn since(&self) -> Date {
        let last = last_external(self.reader.snapshot, self.options.day).and_then(|audit| audit.issued_on());
        last.unwrap_or_else(|| metrics::window(self.reader.snapshot, self.options.day).period.from)
    }

    fn of(&self, kind: Kind<'_>) -> Option<Document> {
        super::build(self.reader.snapshot, self.options, &self.sources.facts, kind)
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
        for issued in self.sources.issued.iter().filter(|issued| issued.day >= window.from) {
            let options = Options { day: issued.day, tag: Some(issued.tag.clone()), ..self.options.clone() };
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

    fn guide(&self, pages: &[(String, Document)]) -> Document {
        let reader = self.reader;
        let mut parts = Parts::default();
        let mut blocks = Blocks::default();
        blocks.paragraph(reader.plain("report-pack-how"));
        let last = last_external(reader.snapshot, self.options.day).filter(|audit| reader.is_shown(audit.record()));
        let mut facts = Facts::default();
        facts.put(reader.plain("report-pack-last"), last.map(|audit| reader.titled(audit.id())).unwrap_or_default());
        facts.put(reader.plain("report-pack-since"), reader.language().day(self.since()));
        blocks.facts(facts);
        parts.add(reader.plain("report-pack-guide"), blocks.0);
        let mut table = Table::new([(reader.plain("report-pack-page"), 4), (reader.plain("report-title"), 6)]);
        for (path, document) in pages {
            let title = Line::joined([Line::from(document.kind.as_str()), document.title.as_str().into()], ": ");
            table.row([Line::styled(Style::Link, path), title]);
        }
        parts.add(reader.plain("report-pack-contents"), table.block().into_iter().collect());
        let mut blocks = Blocks::default();
        blocks.paragraph(reader.plain("report-pack-check"));
        blocks.paragraph(Line::styled(Style::Link, "verify.txt"));
        parts.add(reader.plain("report-pack-verify"), blocks.0);
        frame::document(reader, self.options, reader.plain("report-kind-pack"), None, parts)
    }

    /// Commands that check the sums and the tags: each line that begins with a dollar is one.
    fn instructions(&self) -> String {
        let reader = self.reader;
        let mut text = format!("{}\n\n$ sha256sum --check SHA256SUMS\n", reader.plain("report-pack-check-sums"));
        if let Some(commit) = reader.snapshot.state().commit() {
            let command = format!("$ git -C \"$REPOSITORY\" cat-file -e {}\n", commit.id);
            text.push_str(&format!("\n{}\n\n{command}", reader.plain("report-pack-check-commit")));
        }
        if !self.sources.issued.is_empty() {
            text.push_str(&format!("\n{}\n\n", reader.plain("report-pack-check-tags")));
        }
        for issued in &self.sources.issued {
            let tag = issued.tag.replace(|c: char| !(c.is_ascii_alphanumeric() || "/._-".contains(c)), "?");
            text.push_str(&format!(
                "$ test \"$(git -C \"$REPOSITORY\" rev-parse 'refs/tags/{tag}^{{commit}}')\" = {}\n",
                issued.commit
            ));
        }
        text
    }

    fn soa(&self) -> Parts {
        let reader = self.reader;
        let mut parts = Parts::default();
        if let Some(isms) = reader.snapshot.isms().filter(|isms| reader.is_shown(isms.record())) {
            let fields = reader.fields(isms.record());
            let mut blocks = Blocks(reader.prose(&fields["scope"]["statement"]));
            let mut facts = Facts::default();
            let sites =
                items(&fields["sites"]).filter(|site| site["in_scope"] == true).map(|site| reader.line(&site["name"]));
            facts.put(reader.plain("report-sites"), Line::joined(sites, "; "));
            let processes = items(&fields["processes"]).map(|process| reader.line(&process["name"]));
            facts.put(reader.plain("report-processes"), Line::joined(processes, "; "));
            blocks.facts(facts);
            parts.add(reader.plain("report-scope"), blocks.0);
        }
        if let Some(soa) = reader.snapshot.soa().filter(|soa| reader.is_shown(soa.record())) {
            let fields = reader.fields(soa.record());
            let mut facts = Facts::default();
            facts.put(reader.plain("report-version"), reader.line(&fields["version"]));
            facts.put(reader.plain("report-approved"), reader.approval(&fields["approved"]));
            let mut blocks = Blocks::default();
            blocks.facts(facts);
            blocks.table(register::controls(reader, soa.record()));
            parts.add(reader.plain("report-soa"), blocks.0);
        }
        let changed =
            review::changed(reader, &self.sources.facts, &[crate::record::Kind::Isms, crate::record::Kind::Soa]);
        let mut blocks = Blocks::default();
        blocks.extend(changed);
        parts.add(reader.plain("report-pack-changes"), reader.or_none(blocks, reader.plain("report-pack-no-changes")));
        parts
    }

    fn auditors(&self) -> Parts {
        let reader = self.reader;
        let mut parts = Parts::default();
        parts.add(reader.plain("report-auditor-pool"), programme::auditors(reader));
        let mut table = Table::new([
            (reader.plain("report-audit"), 0),
            (reader.plain("report-who"), 3),
            (reader.plain("report-role"), 2),
            (reader.plain("report-independence"), 5),
        ]);
        let own =
            reader.snapshot.audits().filter(|audit| !audit.r#type.is_third_party() && reader.is_shown(audit.record()));
        for audit in own {
            let fields = reader.fields(audit.record());
            for member in items(&fields["team"]) {
                let declared = &member["independence"];
                table.cells([
                    vec![Line::code(audit.id())],
                    vec![reader.line(&member["person"])],
                    vec![reader.word(&member["role"])],
                    vec![reader.short(&declared["declared_on"]), reader.line(&declared["statement"])],
                ]);
            }
        }
        parts.add(reader.plain("report-independence"), table.block().into_iter().collect());
        parts
    }

    /// The actions that were open at the last external audit or came since, those that answer the body's own findings first.
    fn actions(&self) -> Vec<View<'_, Action>> {
        let (reader, since) = (self.reader, self.since());
        let findings = |action: &View<'_, Action>| -> Vec<View<'_, Finding>> {
            action.data().source.findings.iter().filter_map(|id| reader.snapshot.finding(id)).collect()
        };
        let is_recent = |action: &View<'_, Action>| {
            let found = findings(action);
            let is_new = found.iter().any(|finding| finding.detected_on >= since);
            let is_closed_since =
                found.iter().any(|finding| finding.closed.as_ref().is_some_and(|closed| closed.date >= since));
            !action.status.is_finished() || is_new || is_closed_since
        };
        let shown = reader.snapshot.actions().filter(|action| reader.is_shown(action.record()));
        let mut actions: Vec<View<'_, Action>> = shown.filter(is_recent).collect();
        actions.sort_by_key(|action| (!self.is_of_body(action), action.id()));
        actions
    }

    fn is_of_body(&self, action: &View<'_, Action>) -> bool {
        let snapshot = self.reader.snapshot;
        let findings = action.data().source.findings.iter().filter_map(|id| snapshot.finding(id));
        let mut audits = findings.filter_map(|finding| snapshot.audit(&finding.data().audit));
        audits.any(|audit| audit.r#type.is_third_party())
    }

    /// What the certification body itself raised, and what became of it: it asks for this first.
    fn raised_by_body(&self) -> Table {
        let reader = self.reader;
        let mut table = Table::new([
            (reader.plain("report-id"), 0),
            (reader.plain("report-external-ref"), 2),
            (reader.plain("report-grade"), 2),
            (reader.plain("report-title"), 5),
            (reader.plain("report-audit"), 2),
            (reader.plain("report-raised"), 2),
            (reader.plain("report-response-due"), 2),
            (reader.plain("report-car"), 2),
            (reader.plain("report-state"), 2),
            (reader.plain("report-closed"), 2),
        ]);
        let is_of_body = |finding: &View<'_, Finding>| {
            reader.snapshot.audit(&finding.data().audit).is_some_and(|audit| audit.r#type.is_third_party())
        };
        let is_lapse = |finding: &View<'_, Finding>| finding.grade != Grade::Strength;
        let findings = reader.snapshot.findings().filter(is_of_body).filter(is_lapse);
        for finding in findings.filter(|finding| reader.is_shown(finding.record())) {
            let fields = reader.fields(finding.record());
            let actions = reader.snapshot.actions_for(finding.id()).filter(|action| reader.is_shown(action.record()));
            table.cells([
                vec![Line::code(finding.id())],
                vec![reader.line(&fields["external_ref"])],
                vec![reader.grade(&fields["grade"])],
                vec![reader.line(&fields["title"])],
                vec![reader.ids(&fields["audit"])],
                vec![reader.short(&fields["detected_on"])],
                vec![reader.short(&fields["response_due"])],
                actions.map(|action| Line::code(action.id())).collect(),
                vec![reader.word(&fields["status"])],
                vec![reader.short(&fields["closed"]["date"])],
            ]);
        }
        table
    }

    fn register(&self, actions: &[View<'_, Action>]) -> Parts {
        let reader = self.reader;
        let mut parts = Parts::default();
        let raised = self.raised_by_body().block().into_iter().collect();
        parts.add(
            reader.plain("report-pack-raised-by-body"),
            reader.or_none(Blocks(raised), reader.plain("report-empty-register")),
        );
        let (body, own): (Vec<_>, Vec<_>) = actions.iter().copied().partition(|action| self.is_of_body(action));
        for (title, actions) in
            [(reader.plain("report-pack-of-body"), body), (reader.plain("report-pack-of-ours"), own)]
        {
            let mut blocks = Blocks::default();
            blocks.extend(register::of_actions(reader, &actions));
            parts.add(title, reader.or_none(blocks, reader.plain("report-empty-register")));
        }
        parts
    }

    /// Each clause and control, and what speaks to it.
    fn requirements(&self) -> Parts {
        let (reader, snapshot) = (self.reader, self.reader.snapshot);
        let catalogues = snapshot.catalogues();
        let mut findings: BTreeMap<Requirement, BTreeSet<&str>> = BTreeMap::new();
        let mut evidence: BTreeMap<Requirement, BTreeSet<&str>> = BTreeMap::new();
        for finding in
            snapshot.findings().filter(|finding| finding.status.is_reported() && reader.is_shown(finding.record()))
        {
            for requirement in catalogues.answered(&finding.data().criteria) {
                findings.entry(requirement).or_default().insert(finding.id());
                evidence
                    .entry(requirement)
                    .or_default()
                    .extend(finding.data().evidence.iter().map(EvidenceRef::as_str));
            }
        }
        for paper in snapshot
            .workpapers()
            .filter(|paper| reader.is_shown(paper.record()) && !reader.hides(paper.record(), "items/evidence"))
        {
            for item in &paper.data().items {
                for requirement in catalogues.answered(&item.criteria) {
                    evidence.entry(requirement).or_default().extend(item.evidence.iter().map(EvidenceRef::as_str));
                }
            }
        }
        let ids = |map: &BTreeMap<Requirement, BTreeSet<&str>>, requirement: Requirement| {
            Line::joined(map.get(&requirement).into_iter().flatten().map(|id| Line::code(*id)), ", ")
        };
        let others = |catalogue: &str, name: &str, found: Option<&BTreeSet<&str>>| {
            let kept = kept_for(catalogue, name);
            let kept =
                kept.into_iter().flat_map(|kind| snapshot.records().iter().filter(move |one| one.kind() == kind));
            let actions = found.into_iter().flatten().flat_map(|finding| snapshot.actions_for(finding));
            let all: BTreeSet<&str> = actions
                .map(|action| action.record())
                .chain(kept)
                .filter(|record| reader.is_shown(record))
                .map(|record| &*record.id)
                .collect();
            Line::joined(all.into_iter().map(Line::code), ", ")
        };
        let mut parts = Parts::default();
        let soa = snapshot.soa();
        for catalogue in catalogues.iter() {
            let mut table = Table::new([
                (reader.plain("report-requirements"), 4),
                (reader.plain("report-soa"), 2),
                (reader.plain("report-last-audit"), 3),
                (reader.plain("report-findings"), 2),
                (reader.plain("report-other-records"), 2),
                (reader.plain("report-evidence"), 3),
            ]);
            for requirement in catalogues.auditable(catalogue.id.as_str()) {
                let name = catalogues.name(requirement);
                let row = soa.filter(|_| is_control(&name));
                let row = row.and_then(|soa| soa.data().controls.iter().find(|control| control.id.as_str() == name));
                let applied = row.map(|control| match (control.applicable, control.status) {
                    (true, Some(status)) => reader.word(&status.as_str().into()),
                    (true, None) => reader.plain("report-applied").into(),
                    (false, _) => reader.plain("report-not-applied").into(),
                });
                let covered = snapshot.coverage(requirement).last();
                let audit = covered
                    .and_then(|covered| snapshot.covering_audit(covered))
                    .filter(|audit| reader.is_shown(audit.record()));
                let result = covered.map(|covered| covered.result).map(|result| {
                    Line::styled(
                        super::reader::grade_style(result.as_str()),
                        capitalised(&reader.language().word(result.as_str())),
                    )
                });
                table.cells([
                    vec![reader.criterion(&name)],
                    vec![applied.unwrap_or_default()],
                    audit.map(|audit| vec![Line::code(audit.id()), result.unwrap_or_default()]).unwrap_or_default(),
                    vec![ids(&findings, requirement)],
                    vec![others(catalogue.id.as_str(), &name, findings.get(&requirement))],
                    vec![ids(&evidence, requirement)],
                ]);
            }
            parts.add(reader.text(&catalogue.title), table.block().into_iter().collect());
        }
        parts
    }

    fn integrity(&self) -> Parts {
        let reader = self.reader;
        let outcome = lint(reader.snapshot, self.options.day);
        let mut parts = Parts::default();
        let mut facts = Facts::default();
        facts.put(reader.plain("report-pack-tool"), concat!("tickmark ", env!("CARGO_PKG_VERSION")));
        facts.put(reader.plain("report-pack-rules"), crate::lint::rules::ALL.len().to_string());
        let mut by_rule: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for diagnostic in &outcome.diagnostics {
            *by_rule.entry((diagnostic.level.as_str(), diagnostic.rule)).or_default() += 1;
        }
        let mut table = Table::new([
            (reader.plain("report-level"), 1),
            (reader.plain("report-rule"), 4),
            (reader.plain("report-pack-count"), 1),
        ]);
        for ((level, rule), count) in by_rule {
            table.row([Line::from(level), Line::code(rule), count.to_string().into()]);
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
        let mut lapses: BTreeMap<&str, usize> = BTreeMap::new();
        for lapse in &verification.lapses {
            *lapses.entry(lapse.diagnostic.rule).or_default() += 1;
        }
        let mut table = Table::new([(reader.plain("report-rule"), 4), (reader.plain("report-pack-count"), 1)]);
        lapses.into_iter().for_each(|(rule, count)| table.row([Line::code(rule), count.to_string().into()]));
        blocks.under(reader.plain("report-pack-lapses"), table.block().into_iter().collect());
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
            let is_sound = sealed.is_sound();
            let word = reader.yes(is_sound).text();
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
        blocks.under(reader.plain("report-pack-sealed"), table.block().into_iter().collect());
        blocks.0
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
