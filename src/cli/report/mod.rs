mod history;
mod issued;
mod pdf;

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use self::history::{look_backs, sources, state_on};
use self::pdf::{pdf, timestamp};
use super::audience::audiences;
use super::elsewhere::{expect_redaction, persons, todays_settings};
use super::gap::told;
use super::language::chosen;
use super::overrides::warn_of_strays;
use super::state::{Loaded, StateArguments, uncommitted};
use super::{Exit, Global, Output, files};
use crate::edit::{EditError, find};
use crate::history::{Replay, timeline};
use crate::record::{Audience, Data, Kind as RecordKind, Publication, ReviewStatus};
use crate::redact::{self, Elsewhere, Known};
use crate::report::{self, Document, Facts, Kind, Options, Register, Templates};
use crate::site::{DiskSink, File, Sink};
use crate::snapshot::{Record, Snapshot};
use crate::source::Source;
use crate::spreadsheet;
use crate::text::{counted, listed};

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Html,
    Markdown,
    Typst,
    Pdf,
    /// A workbook; for registers
    Xlsx,
    /// For registers
    Csv,
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
        let bytes = match format {
            Format::Html => report::render(&document, report::Format::Html, &templates)?.into_bytes(),
            Format::Markdown => report::render(&document, report::Format::Markdown, &templates)?.into_bytes(),
            Format::Typst => report::render(&document, report::Format::Typst, &templates)?.into_bytes(),
            Format::Pdf => {
                let source = report::render(&document, report::Format::Typst, &templates)?;
                let made = pdf(&source, &self.program(), timestamp(&loaded))?;
                if let Some(note) = made.note() {
                    output.note("note", &note);
                }
                made.bytes
            }
            Format::Xlsx => spreadsheet::xlsx(&report::tables(&document), loaded.day)?,
            Format::Csv => match report::tables(&document).first() {
                Some(table) => spreadsheet::csv(table)?.into_bytes(),
                None => Vec::new(),
            },
        };
        match &self.output {
            Some(file) => files::write_bytes(file, &bytes)?,
            None => output.result(&String::from_utf8_lossy(&bytes))?,
        }
        // Who counts the rows of a register takes it for all there is.
        Ok(if is_whole || self.which != Which::Register { Exit::Success } else { Exit::Findings })
    }

    /// The form that the name of the file says.
    fn named_format(&self) -> Option<Format> {
        let ending = self.output.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str())?;
        Some(match ending {
            "md" | "markdown" => Format::Markdown,
            "typ" => Format::Typst,
            "pdf" => Format::Pdf,
            "xlsx" => Format::Xlsx,
            "csv" => Format::Csv,
            "html" | "htm" => Format::Html,
            _ => return None,
        })
    }

    /// Whether it is the pack: a folder rather than a file.
    fn is_pack(&self) -> bool {
        let is_folder = || self.output.as_ref().is_some_and(|path| path.is_dir());
        self.which == Which::Certification && self.format.is_none() && (self.named_format().is_none() || is_folder())
    }

    fn format(&self) -> anyhow::Result<Format> {
        let ending = self.output.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
        let format = match (self.format.or_else(|| self.named_format()), ending) {
            (Some(format), _) => format,
            (None, Some(other)) if !self.is_pack() => bail!(
                "no report is made as `.{other}`: name the file .html, .md, .typ, .pdf, .xlsx or .csv, or give `--format`"
            ),
            _ => Format::Html,
        };
        match format {
            _ if self.is_pack() => {}
            Format::Pdf if self.output.is_none() => bail!("a PDF needs a file: give `-o FILE`"),
            Format::Xlsx if self.output.is_none() => bail!("a workbook needs a file: give `-o FILE`"),
            Format::Xlsx | Format::Csv if self.which != Which::Register => {
                bail!("only a register can be a spreadsheet")
            }
            _ => {}
        }
        Ok(format)
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

    fn program(&self) -> PathBuf {
        let named = || std::env::var_os("TICKMARK_TYPST").filter(|name| !name.is_empty()).map(PathBuf::from);
        self.typst.clone().or_else(named).unwrap_or_else(|| PathBuf::from("typst"))
    }

    /// The tag that `--rev` names.
    fn tag(&self, loaded: &Loaded) -> Option<String> {
        let rev = self.state.rev.as_ref()?;
        let tags = loaded.opened.repository.as_ref()?.tags().ok()?;
        tags.contains(rev).then(|| rev.clone())
    }

    /// What the report is about: what was named, or what is nearest.
    fn id(&self, loaded: &Loaded) -> anyhow::Result<String> {
        let near = || match self.which {
            Which::Programme => {
                loaded.snapshot.running_programme(loaded.day).map(|programme| programme.id().to_owned())
            }
            Which::Review => {
                let planned = loaded.snapshot.reviews().filter(|review| review.status == ReviewStatus::Planned);
                let next = planned.min_by_key(|review| (review.held_on, review.id()));
                let last = || loaded.snapshot.reviews().max_by_key(|review| (review.held_on, review.id()));
                next.or_else(last).map(|review| review.id().to_owned())
            }
            _ => None,
        };
        self.id.clone().or_else(near).ok_or_else(|| {
            let (what, help) = match self.which {
                Which::Programme => ("no programme runs on that day", "name one by its id".to_owned()),
                Which::Review => ("there is no management review", "begin one with `tickmark new review`".to_owned()),
                Which::Register => ("which register?", format!("name one of {}", registers())),
                _ => ("this report is about one record, and none is named", self.examples(loaded)),
            };
            EditError::Needs { what: what.to_owned(), help }.into()
        })
    }

    /// Which records the report can be about: the last ones.
    fn examples(&self, loaded: &Loaded) -> String {
        let kind = if self.which == Which::Action { RecordKind::Action } else { RecordKind::Audit };
        let records = loaded.snapshot.records_of(kind).rev();
        let ids: Vec<&str> = records.map(|record| &*record.id).take(3).collect();
        match ids.is_empty() {
            true => format!("begin one with `tickmark new {kind}`"),
            false => format!("name it by its id, such as {}", listed(&ids, 3)),
        }
    }

    fn document(
        &self,
        global: &Global,
        loaded: &Loaded,
        options: &Options,
        output: &mut Output,
    ) -> anyhow::Result<Document> {
        let id = self.id(loaded)?;
        if self.which == Which::Register {
            let found = Register::ALL.into_iter().find(|register| register.as_str() == id);
            let register = found.ok_or_else(|| EditError::Needs {
                what: format!("there is no register `{id}`"),
                help: format!("name one of {}", registers()),
            })?;
            let promises = if register.tells_promises() { loaded.promises(output)? } else { None };
            let facts = Facts { promises, ..Facts::default() };
            return report::build(&loaded.snapshot, options, &facts, Kind::Register(register))
                .context("a register is for everybody");
        }
        let record = find(&loaded.snapshot, &id)?;
        let (kind, wanted) = match self.which {
            Which::Plan => (Kind::Plan(&record.id), RecordKind::Audit),
            Which::Audit => (Kind::Audit(&record.id), RecordKind::Audit),
            Which::Action => (Kind::Action(&record.id), RecordKind::Action),
            Which::Programme => (Kind::Programme(&record.id), RecordKind::Programme),
            _ => (Kind::Review(&record.id), RecordKind::Review),
        };
        if record.kind() != wanted {
            return Err(EditError::Needs {
                what: format!("{} is no {} but {}", record.id, wanted.noun(), record.kind().noun()),
                help: format!("this report is about a record of the kind `{wanted}`: name one by its id"),
            }
            .into());
        }
        if self.which == Which::Audit && options.audience != Audience::Management && redact::is_unissued(record) {
            bail!(
                "the report of {} is not issued, and what it will say is not for the audience `{}`: before that it is for \
                 `--audience management` alone",
                record.id,
                options.audience
            );
        }
        let facts = self.facts(global, loaded, record, output)?;
        report::build(&loaded.snapshot, options, &facts, kind)
            .with_context(|| format!("{} is not for the audience `{}`", record.id, options.audience))
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

    /// What history knows; a folder without one has reports all the same.
    fn facts(&self, global: &Global, loaded: &Loaded, record: &Record, output: &mut Output) -> anyhow::Result<Facts> {
        let mut facts = Facts::default();
        let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
            return Ok(facts);
        };
        let since = match (self.which, record.data()) {
            (Which::Audit, Data::Audit(audit)) if !audit.previous_findings.is_empty() => {
                audit.dates.map(|dates| dates.start)
            }
            _ => None,
        };
        if let Some(since) = since {
            let lacking = "how earlier findings stood when the audit began is not told";
            facts.earlier = told(state_on(global, loaded, since), lacking, output)?.flatten();
        }
        if matches!(self.which, Which::Action | Which::Review) {
            facts.promises = loaded.promises(output)?;
        }
        if let (Which::Review, Data::Review(review)) = (self.which, record.data()) {
            facts.reviews = look_backs(global, loaded, std::iter::once(&**review))?;
        }
        if self.which == Which::Action {
            let life = Replay::new(repository, &commit.id, &loaded.opened.root)
                .and_then(|line| timeline(&mut line.knowing(&loaded.cache), &record.id));
            let life = told(life, "the life of the action is not told", output)?;
            facts.lives.extend(life.map(|life| (record.id.to_lowercase(), life)));
        }
        Ok(facts)
    }
}

/// What the settings of a state say of publishing.
fn settings(snapshot: &Snapshot) -> Option<&Publication> {
    snapshot.isms().and_then(|isms| isms.data().publication.as_ref())
}

/// The names of the registers.
fn registers() -> String {
    Register::ALL.map(Register::as_str).join(", ")
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
