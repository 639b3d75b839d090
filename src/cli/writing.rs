//! What all commands share that write records: who writes, on which day, and the judgement before anything is on disk.

use std::path::Path;

use anyhow::Context as _;
use clap::Args;

use super::state::{Loaded, StateArguments, day_in, global_config, zone};
use super::{Exit, Global, Output, files};
use crate::diagnostic::{Diagnostic, Level};
use crate::edit::{Actor, Draft, EditError, Written};
use crate::lint::{Baseline, Check, FormerIds, Settings, lacking, lint_changes, rules};
use crate::record::{Audit, Date, PersonRef};
use crate::render::{draft as render, one_line, text};
use crate::snapshot::{Cache, Snapshot, View};
use crate::source::git::CommitSource;
use crate::source::{Commit, MemorySource, Opened, Overlay, SourceError};
use crate::text::counted;

/// Who writes, on which day, and whether at all.
#[derive(Debug, Clone, Args, Default)]
pub struct Writing {
    /// Who does it, as the id of a person; without it, whoever has the e-mail address that Git uses here
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    /// Record DAY (YYYY-MM-DD) as the day of the change instead of today, and judge it on that day
    #[arg(long, value_name = "DAY", value_parser = super::state::day)]
    pub on: Option<Date>,
    /// Show what would be written, as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

impl Writing {
    /// The records on disk.
    ///
    /// # Errors
    /// They cannot be read, or the day has not come yet.
    pub fn load(&self, global: &Global, output: &mut Output) -> anyhow::Result<Loaded> {
        let loaded = StateArguments { as_of: self.on, ..Default::default() }.load(global, false, output)?;
        let today = day_in(&zone(&loaded.snapshot));
        anyhow::ensure!(
            loaded.day <= today,
            "nothing is recorded as done on {}, which has not come yet: today is {today}",
            loaded.day
        );
        Ok(loaded)
    }

    /// Who edits.
    ///
    /// # Errors
    /// The person that was named has no record.
    pub fn actor(&self, loaded: &Loaded) -> Result<Actor, EditError> {
        let person = match &self.by {
            Some(id) => Some(person(&loaded.snapshot, id)?),
            None => email(loaded).and_then(|email| by_email(&loaded.snapshot, &email)),
        };
        Ok(Actor { person, day: loaded.day })
    }

    /// Judges a draft and writes it; says what was done. What would be reported as an error and was not before keeps the
    /// whole draft from being written.
    ///
    /// # Errors
    /// A file has changed meanwhile, or cannot be written.
    pub fn finish(&self, loaded: Loaded, draft: &Draft, output: &mut Output) -> anyhow::Result<Exit> {
        self.finish_unless(loaded, draft, output, |_| true)
    }

    /// The same, but only errors that `refuses` names keep the draft from being written; how many others there are is said.
    ///
    /// # Errors
    /// A file has changed meanwhile, or cannot be written.
    pub fn finish_unless(
        &self,
        loaded: Loaded,
        draft: &Draft,
        output: &mut Output,
        refuses: impl Fn(&Diagnostic) -> bool,
    ) -> anyhow::Result<Exit> {
        if draft.is_empty() {
            output.note("note", "it is so already; nothing was written");
            return Ok(Exit::Success);
        }
        let prefix = loaded.prefix();
        let folder = loaded.opened.folder.clone().context("only files on disk can be written")?;
        let mut after = drafted(&loaded, draft)?;
        let committed = Committed {
            opened: &loaded.opened,
            cache: &loaded.cache,
            commit: loaded.snapshot.state().commit().cloned(),
        };
        let baseline = Baseline::new(loaded.snapshot, None);
        let added = baseline.judge(&mut after, loaded.day, |settings| settings);
        let found = committed.holding(added.outcome.diagnostics, &after, (loaded.day, &added.settings))?;
        let (errors, rest): (Vec<Diagnostic>, Vec<Diagnostic>) =
            found.into_iter().partition(|diagnostic| diagnostic.level == Level::Error && refuses(diagnostic));
        let lacking = lacking_at_issue(baseline.snapshot(), &after, loaded.day);
        let is_new = |new: &&Diagnostic, told: &[Diagnostic]| {
            !told.iter().any(|told| told.rule == new.rule && told.place == new.place)
        };
        if !errors.is_empty() {
            let options = text::Options { prefix: &prefix, color: output.color() };
            output.result(&text::diagnostics(&after, &errors, options))?;
            tell_lacking(lacking.iter().filter(|it| is_new(it, &errors)), output);
            let count = counted(errors.len() as i64, "error");
            output.note("error", &format!("nothing was written, because it would leave {count} more than there were"));
            return Ok(Exit::Findings);
        }
        tell_lacking(lacking.iter(), output);
        if self.dry_run {
            output.result(&render::diff(draft.files(), &prefix))?;
        } else {
            write(&folder, draft)?;
        }
        for line in &draft.done {
            match self.dry_run {
                true => output.note("would", line),
                false => output.result(&format!("{}\n", one_line(line)))?,
            }
        }
        tell(&rest.iter().filter(|it| is_new(it, &lacking)).collect::<Vec<_>>(), output);
        Ok(Exit::Success)
    }

    /// Says what the reports lack that a command was about to issue when something else stopped it: else whoever mends that meets
    /// the next thing only then.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn tell_given_up(&self, loaded: &Loaded, draft: &Draft, output: &mut Output) -> anyhow::Result<()> {
        if !draft.is_empty() {
            let after = drafted(loaded, draft)?;
            tell_lacking(lacking_at_issue(&loaded.snapshot, &after, loaded.day).iter(), output);
        }
        Ok(())
    }
}

/// The records as a draft leaves them.
///
/// # Errors
/// They cannot be read.
pub fn drafted(loaded: &Loaded, draft: &Draft) -> Result<Snapshot, SourceError> {
    let written = draft.files().map(|file| (file.path.to_string(), file.after.clone().into_bytes()));
    Snapshot::load(&Overlay::new(&*loaded.opened.source, written), &loaded.cache)
}

/// What has been committed: nothing else is frozen.
struct Committed<'a> {
    opened: &'a Opened,
    cache: &'a Cache,
    commit: Option<Commit>,
}

impl Committed<'_> {
    /// The diagnostics without those that say that something changed which no commit has as it was. Outside of a repository
    /// the files are all there is.
    fn holding(
        &self,
        mut found: Vec<Diagnostic>,
        after: &Snapshot,
        (day, settings): (Date, &Settings),
    ) -> anyhow::Result<Vec<Diagnostic>> {
        let is_change = |diagnostic: &Diagnostic| {
            rules::find(diagnostic.rule).is_some_and(|rule| matches!(rule.check, Check::Change(_)))
        };
        let Some(repository) = self.opened.repository.as_ref().filter(|_| found.iter().any(is_change)) else {
            return Ok(found);
        };
        let root = [self.opened.root.clone()];
        let before = match &self.commit {
            Some(commit) => match CommitSource::new(repository.reopen()?, &commit.id, &root) {
                Ok(source) => Snapshot::load(&source, self.cache)?,
                // The records are not in it yet.
                Err(SourceError::NoRootInCommit { .. }) => Snapshot::load(&MemorySource::default(), self.cache)?,
                Err(error) => return Err(error.into()),
            },
            None => Snapshot::load(&MemorySource::default(), self.cache)?,
        };
        let since = lint_changes((&before, after), day, settings, &FormerIds::new(), None);
        let is_held = |new: &Diagnostic| since.iter().any(|old| old.rule == new.rule && old.record == new.record);
        found.retain(|diagnostic| !is_change(diagnostic) || is_held(diagnostic));
        Ok(found)
    }
}

/// How many lapses are told one by one before they are counted.
const TOLD: usize = 6;

/// Says what is to be mended in what was written.
fn tell(diagnostics: &[&Diagnostic], output: &mut Output) {
    let graver = |level: Level| diagnostics.iter().filter(move |diagnostic| diagnostic.level == level);
    let told: Vec<&Diagnostic> = graver(Level::Error).chain(graver(Level::Warning)).copied().collect();
    for diagnostic in told.iter().take(TOLD) {
        let kind = format!("{}[{}]", diagnostic.level, diagnostic.rule);
        output.note(&kind, &of_record(diagnostic));
    }
    if told.len() > TOLD {
        output.note("note", &format!("`tickmark lint` has {} more to report now", told.len() - TOLD));
    }
}

/// What a diagnostic says, behind the record that it is about.
fn of_record(diagnostic: &Diagnostic) -> String {
    let record = diagnostic.record.as_ref().map_or_else(String::new, |record| format!("{}: ", record.id));
    format!("{record}{}", diagnostic.message)
}

/// What the reports lack that are issued by what is about to be written.
fn lacking_at_issue(before: &Snapshot, after: &Snapshot, day: Date) -> Vec<Diagnostic> {
    let is_issued_now = |audit: &View<'_, Audit>| {
        let was = before.audit(&audit.id().into());
        !audit.r#type.is_third_party() && audit.status.is_issued() && was.is_some_and(|was| !was.status.is_issued())
    };
    after.audits().filter(is_issued_now).flat_map(|audit| lacking(after, audit.id(), day)).collect()
}

/// Says what a report lacks that is about to be issued: all of it, since nobody writes it in any more afterwards.
fn tell_lacking<'a>(lacking: impl Iterator<Item = &'a Diagnostic>, output: &mut Output) {
    let mut lacking = lacking.peekable();
    if lacking.peek().is_none() {
        return;
    }
    output.note(
        "note",
        "by all rules at their own levels, whatever tickmark.yaml sets, this report lacks what follows; once it is out, what it \
         says changes with its next version alone",
    );
    for diagnostic in lacking {
        output.note(&format!("lacks[{}]", diagnostic.rule), &of_record(diagnostic));
    }
}

/// Rules whose lapses keep a record from being begun or imported. All else is still to be written, and lint reports it.
pub const UNREADABLE: &[&str] =
    &["schema-invalid", "duplicate-id", "dangling-reference", "unknown-person", "criterion-unknown"];

/// Rules whose lapses lie in what is said of a new record, and not in what is still to be written: these are not begun.
pub const WRONGLY_SAID: &[&str] = &[
    "auditor-not-independent",
    "declared-conflict-assigned",
    "evidence-outside",
    "evidence-sensitive-in-repo",
    "leaver-assigned",
    "programme-manager-audits-programme",
    "date-order",
    "future-date",
];

/// The person with an id.
///
/// # Errors
/// There is none.
pub fn person(snapshot: &Snapshot, id: &str) -> Result<PersonRef, EditError> {
    let record = crate::edit::find(snapshot, id)?;
    match record.data().person() {
        Some(person) => Ok(PersonRef(person.id.to_string())),
        None => Err(EditError::Needs {
            what: format!("{id} is no person but {}", record.kind().noun()),
            help: "name a person by the id of a record in people/".to_owned(),
        }),
    }
}

/// The e-mail address of whoever works here, as Git would put it on a commit.
fn email(loaded: &Loaded) -> Option<String> {
    let of_environment = || std::env::var("GIT_AUTHOR_EMAIL").ok().filter(|email| !email.is_empty());
    of_environment().or_else(|| loaded.opened.repository.as_ref()?.email(global_config().as_deref()))
}

fn by_email(snapshot: &Snapshot, email: &str) -> Option<PersonRef> {
    let has = |addresses: &[String]| addresses.iter().any(|address| address.eq_ignore_ascii_case(email));
    let person = snapshot.people().find(|person| has(&person.data().git))?;
    Some(PersonRef(person.id().to_owned()))
}

/// Writes the files of a draft. All of them are looked at before the first one is touched.
///
/// # Errors
/// A file has changed since it was read, or stands in the way of a new one, or cannot be written.
pub fn write(folder: &Path, draft: &Draft) -> anyhow::Result<()> {
    for file in draft.files() {
        check(folder, file)?;
    }
    for file in draft.files() {
        let path = folder.join(&*file.path);
        let above = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(above).with_context(|| format!("{} cannot be made", above.display()))?;
        files::write(&path, &file.after)?;
    }
    Ok(())
}

fn check(folder: &Path, file: &Written) -> anyhow::Result<()> {
    let path = folder.join(&*file.path);
    match &file.before {
        Some(before) => {
            let now = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            anyhow::ensure!(now == before.as_bytes(), "{} has changed meanwhile; nothing was written", path.display());
        }
        None => anyhow::ensure!(!path.exists(), "{} is there already; nothing was written", path.display()),
    }
    Ok(())
}
