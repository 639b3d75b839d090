mod format;
mod history;
mod issued;
mod pdf;
mod subject;

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use self::format::Format;
use self::history::sources;
use super::audience::audiences;
use super::elsewhere::{expect_redaction, persons, todays_settings};
use super::language::chosen;
use super::overrides::warn_of_strays;
use super::state::{Loaded, StateArguments, uncommitted};
use super::{Exit, Global, Output, files};
use crate::record::{Audience, Publication};
use crate::redact::{self, Elsewhere, Known};
use crate::report::{self, Options, Templates};
use crate::site::{DiskSink, File, Sink};
use crate::snapshot::Snapshot;
use crate::source::Source;
use crate::text::counted;

/// Write a report to hand over: audit plan, audit report, corrective action record, programme, review, register, pack
///
/// A report is one file of HTML, Markdown or Typst, or a PDF for the archive (PDF/A-2b), which the program `typst` makes. What
/// the certification auditor gets is a folder, the pack, or its overview as one such file, where `--format` or the name of the
/// file says so. An
/// issued audit report is written from its tag and as of the day of its issue, so that it is the same whenever it is
/// written. Files below `site/reports/` take the place of the layouts.
#[derive(Debug, Args)]
pub struct Report {
    /// Which report
    #[arg(value_name = "REPORT")]
    which: Which,
    /// The record it is about, or the register: findings, actions, action-items, soa, people, checklist, workpapers, evidence,
    /// audits, programmes, schedule, reviews, decisions. Without it, the programme that runs, or the next review
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// The form; without it, what the name of the file says, or HTML
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write it into FILE instead of standard output; the pack into a folder of this name, which is new or was made by an earlier
    /// run
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Who reads it; without it, `publication.audience` of tickmark.yaml, or management; the pack is for the certifier
    #[arg(long, value_name = "WHO", value_parser = audiences(SEES))]
    audience: Option<Audience>,
    /// The language that it is written in: en, de, or one with a file in site/languages/ [default: en, or
    /// `publication.language` in tickmark.yaml]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The program that makes a PDF; without it, what TICKMARK_TYPST names, or `typst`
    #[arg(long, value_name = "PROGRAM")]
    typst: Option<PathBuf>,
    #[command(flatten)]
    state: StateArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// The plan of an audit
    Plan,
    /// The report of an audit
    Audit,
    /// A corrective action record
    Action,
    /// An audit programme, with its coverage
    Programme,
    /// What goes into a management review
    Review,
    /// Many records of a kind, or many parts of them, a row each; exits with 1 when one cannot be read
    Register,
    /// What the certification auditor gets: a folder that opens offline, or an overview as one file
    Certification,
}

/// What each audience sees of a report.
const SEES: [&str; 4] = [
    "Anybody: no names, nothing confidential",
    "Names, and all evidence except what is restricted",
    "Who is audited",
    "The certification auditor",
];

impl Report {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let format = self.format()?;
        let loaded = self.state.load(global, false, output)?;
        // Whoever asks for a language of their own has it by now; the report may be older.
        let named = self.language.as_deref();
        let named = named.map(|tag| chosen(&*loaded.opened.source, Some(tag), None)).transpose()?;
        loaded.expect_settings()?;
        warn_of_strays(&loaded, output);
        let todays = todays_settings(global, &self.state, &loaded)?;
        let audience = self.audience(todays.iter().chain(settings(&loaded.snapshot)));
        let elsewhere = self.elsewhere(global, &loaded, (todays, audience), output)?;
        let (loaded, tag, issued) = match self.which {
            Which::Audit => self.as_issued(global, loaded, output)?,
            _ => (loaded, None, None),
        };
        loaded.expect_settings()?;
        let is_whole = loaded.snapshot.broken().is_empty();
        if !is_whole {
            output.note(
                "warning",
                "some files cannot be read, so that something may be missing here; see `tickmark lint`",
            );
        }
        let options = Options {
            audience,
            language: match named {
                Some(language) => language,
                None => chosen(&*loaded.opened.source, None, settings(&loaded.snapshot))?,
            },
            day: loaded.day,
            tag: tag.or_else(|| self.tag(&loaded)),
            issued,
            is_uncommitted: uncommitted(&loaded).is_none_or(|paths| !paths.is_empty()),
            elsewhere,
        };
        let templates = templates(&*loaded.opened.source)?;
        if self.is_pack() {
            return self.pack(global, &loaded, &options, &templates, output);
        }
        let document = match self.which {
            Which::Certification => report::overview(&loaded.snapshot, &options, &sources(global, &loaded, &options)?),
            _ => self.document(global, &loaded, &options, output)?,
        };
        let bytes = self.bytes(format, &document, &templates, &loaded, output)?;
        match &self.output {
            Some(file) => files::write_bytes(file, &bytes)?,
            None => output.result(&String::from_utf8_lossy(&bytes))?,
        }
        // Who counts the rows of a register takes it for all there is.
        Ok(if is_whole || self.which != Which::Register { Exit::Success } else { Exit::Findings })
    }

    /// A report goes to whom it is addressed, so that names may stand in it unless the settings say otherwise.
    fn audience<'p>(&self, mut settings: impl Iterator<Item = &'p Publication>) -> Audience {
        let usual = match self.which {
            // It is made to be handed to them, whoever the site is for.
            Which::Certification => Some(Audience::Certifier),
            _ => settings.find_map(|publication| publication.audience),
        };
        self.audience.or(usual).unwrap_or(Audience::Management)
    }

    /// What has to be kept from the readers whichever state the report is made of: a tag of last year says what was issued, and
    /// not who may read it today.
    fn elsewhere(
        &self,
        global: &Global,
        loaded: &Loaded,
        (todays, audience): (Option<Publication>, Audience),
        output: &mut Output,
    ) -> anyhow::Result<Elsewhere> {
        let own = settings(&loaded.snapshot).cloned().unwrap_or_default();
        let mut elsewhere =
            Elsewhere { publications: todays.into_iter().chain([own]).collect(), ..Elsewhere::default() };
        let keeps_names = redact::keeps_names(&loaded.snapshot, audience, &elsewhere);
        if keeps_names {
            elsewhere.persons = persons(global, loaded, output)?;
        }
        expect_redaction(&self.state, &loaded.snapshot, audience, &elsewhere)?;
        if keeps_names {
            let now = loaded.snapshot.people().map(|person| Known::from(person.data()));
            elsewhere.persons = now.chain(elsewhere.persons.iter().cloned()).collect();
        }
        Ok(elsewhere)
    }

    /// The tag that `--rev` names.
    fn tag(&self, loaded: &Loaded) -> Option<String> {
        let rev = self.state.rev.as_ref()?;
        let tags = loaded.opened.repository.as_ref()?.tags().ok()?;
        tags.contains(rev).then(|| rev.clone())
    }

    fn pack(
        &self,
        global: &Global,
        loaded: &Loaded,
        options: &Options,
        templates: &Templates,
        output: &mut Output,
    ) -> anyhow::Result<Exit> {
        let Some(folder) = &self.output else {
            bail!("the pack is a folder: give `-o DIR`; with `--format` or `-o FILE.pdf` its overview is one document")
        };
        let mut sink = DiskSink::new(folder)?;
        let sources = sources(global, loaded, options)?;
        let files = report::pack(&loaded.snapshot, options, &sources, templates)?;
        let files: Vec<File> = files.into_iter().map(|file| File { path: file.path, content: file.content }).collect();
        sink.publish(&files)?;
        let count = counted(files.len() as i64, "file");
        output.result(&format!("{}\n{count}\n", folder.join("index.html").display()))?;
        Ok(Exit::Success)
    }
}

/// What the settings of a state say of publishing.
fn settings(snapshot: &Snapshot) -> Option<&Publication> {
    snapshot.isms().and_then(|isms| isms.data().publication.as_ref())
}

/// The layouts, with what the state has in their place.
fn templates(source: &dyn Source) -> anyhow::Result<Templates> {
    let mut templates = Templates::default();
    for (name, text) in templates.files() {
        let path = format!("{}/{name}", Templates::FOLDER);
        if let Some(bytes) = source.file(&path)? {
            *text = String::from_utf8(bytes).with_context(|| format!("{path} is not UTF-8"))?;
        }
    }
    Ok(templates)
}
