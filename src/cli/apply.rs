use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::evidence::{Evidence, is_pinned};
use super::state::Loaded;
use super::writing::Writing;
use super::{Exit, Global, Output, files};
use crate::edit::{Actor, Draft};
use crate::forms::{self, Form, Request};
use crate::gate::PROFILES;
use crate::lint::Baseline;
use crate::record::{Date, PersonRef};
use crate::render::markdown::{code, escape};
use crate::review::{Approver, BranchReview};
use crate::snapshot::Snapshot;
use crate::source::Overlay;

/// Make the change that a form asks for: an item is done, or needs a new date
///
/// FORM is JSON: {"form": "done", "item": "CA-2026-005/2", "by": PERSON, "day": DAY, "evidence": ADDRESS, "title": TEXT},
/// {"form": "date", "item": …, "by": …, "day": DAY, "reason": TEXT}, or the event of a new issue from GitHub or GitLab.
/// Commits nothing: with --describe, what a pull request needs is written beside.
#[derive(Debug, Args)]
pub struct Apply {
    /// The file with the form
    #[arg(value_name = "FORM")]
    form: PathBuf,
    /// Write branch, author, title, body.md and approvers of the pull request into DIR
    #[arg(long, value_name = "DIR")]
    describe: Option<PathBuf>,
    /// The day of the change (YYYY-MM-DD) instead of today, where the form names none
    #[arg(long, value_name = "DAY", value_parser = super::state::day)]
    on: Option<Date>,
    /// Show what would be written, as a diff, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Apply {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let text =
            std::fs::read_to_string(&self.form).with_context(|| format!("{} cannot be read", self.form.display()))?;
        let form = forms::read(&text)?;
        let writing = Writing { by: None, on: self.on, dry_run: self.dry_run };
        let mut loaded = writing.load(global, output)?;
        loaded.day = forms::day(&form, loaded.day)?;
        let person = forms::sender(&loaded.snapshot, &form)?;
        let author = (person.name.clone(), person.data().git.first().cloned());
        let actor = Actor { person: Some(PersonRef(person.id().to_owned())), day: loaded.day };
        let mut draft = Draft::default();
        let mut evidence = Vec::new();
        if let Request::Done { evidence: Some(said), title, .. } = &form.request {
            // A file of the machine that applies the form is nothing that its sender may name.
            anyhow::ensure!(
                said.contains("://") && !is_pinned(said) || loaded.snapshot.record(said).is_some(),
                "evidence is an address (https://…) or the number of an evidence record, not `{said}`"
            );
            evidence.push(Evidence::new(global, &loaded, &actor)?.record(
                &mut draft,
                said,
                title.as_deref(),
                &form.item,
            )?);
        }
        forms::apply(&loaded.snapshot, &mut draft, &actor, &form, evidence)?;
        if let Some(folder) = &self.describe {
            let approvers = approvers(&writing, global, &loaded, (&draft, &actor), output)?;
            describe(folder, &form, &actor, author, (&draft, &approvers))?;
        }
        writing.finish(loaded, &draft, output)
    }
}

/// Somebody who has to agree.
struct MustAgree {
    /// A person's id, or top management.
    who: String,
    /// The person's name on the forge that the form came from, or on any.
    handle: Option<String>,
    /// To what.
    why: String,
}

/// Who has to agree to the change, with their names on the forges.
fn approvers(
    writing: &Writing,
    global: &Global,
    loaded: &Loaded,
    (draft, actor): (&Draft, &Actor),
    output: &mut Output,
) -> anyhow::Result<Vec<MustAgree>> {
    let written = draft.files().map(|file| (file.path.to_string(), file.after.clone().into_bytes()));
    let overlay = Overlay::new(&*loaded.opened.source, written.collect::<Vec<_>>());
    let mut after = Snapshot::load(&overlay, &loaded.cache)?;
    let baseline = Baseline::new(writing.load(global, output)?.snapshot, None);
    let review = BranchReview::of(&baseline, &mut after, loaded.day, &PROFILES[0], Vec::new());
    // Whoever asks for the change agrees to it by asking.
    let is_sender = |who: &Approver| matches!(who, Approver::Person(person) if Some(person) == actor.person.as_ref());
    let others = review.approvals.iter().filter(|approval| !is_sender(&approval.who));
    let approvals = others.map(|approval| {
        let (who, handle) = match &approval.who {
            Approver::Person(person) => (person.to_string(), handle(&after, person)),
            Approver::TopManagement => ("top management".to_owned(), None),
        };
        let why: Vec<String> = approval.why.iter().map(|(record, why)| format!("{record}: {why}")).collect();
        MustAgree { who, handle, why: why.join("; ") }
    });
    Ok(approvals.collect())
}

fn handle(snapshot: &Snapshot, person: &PersonRef) -> Option<String> {
    let forge = snapshot.person(person)?.data().forge.clone()?;
    let handle = forge.github.or(forge.gitlab)?;
    handle.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')).then_some(handle)
}

/// Writes what a pull request is made of, a file each.
fn describe(
    folder: &Path,
    form: &Form,
    actor: &Actor,
    (name, email): (String, Option<String>),
    (draft, approvers): (&Draft, &[MustAgree]),
) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let slug = crate::scaffold::slug(&form.item, 60);
    let branch = match form.number {
        Some(number) => format!("tickmark/form-{number}-{slug}"),
        None => format!("tickmark/form-{slug}-{}", actor.day),
    };
    let title = match &form.request {
        Request::Done { .. } => format!("{}: done", form.item),
        Request::Date { day, .. } => format!("{}: due on {day}", form.item),
    };
    let mut body = String::new();
    for line in &draft.done {
        let _ = writeln!(body, "- {}", escape(line));
    }
    if let Request::Date { reason, .. } = &form.request {
        let _ = writeln!(body, "\nReason: {}", escape(reason));
    }
    if !approvers.is_empty() {
        body.push_str("\nHas to agree:\n\n");
    }
    for approver in approvers {
        let _ = writeln!(body, "- {}: {}", code(&approver.who), escape(&approver.why));
    }
    if let Some(number) = form.number {
        let _ = writeln!(body, "\nCloses #{number}");
    }
    let email = email.unwrap_or_else(|| "noreply@localhost".to_owned());
    let line = |text: &str| format!("{}\n", text.split_whitespace().collect::<Vec<_>>().join(" "));
    let no_brackets = |text: &str| text.replace(['<', '>'], "");
    files::write(&folder.join("branch"), &line(&branch))?;
    files::write(&folder.join("author"), &line(&format!("{} <{}>", no_brackets(&name), no_brackets(&email))))?;
    files::write(&folder.join("title"), &line(&title))?;
    files::write(&folder.join("body.md"), &body)?;
    let names: String =
        approvers.iter().filter_map(|approver| Some(format!("{}\n", approver.handle.as_ref()?))).collect();
    files::write(&folder.join("approvers"), &names)
}
