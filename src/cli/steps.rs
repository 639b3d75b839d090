use clap::Args;

use super::set::Why;
use super::state::Loaded;
use super::writing::{Writing, drafted};
use super::{Exit, Global, Output};
use crate::diagnostic::Level;
use crate::edit::{self, Actor, Draft, EditError};
use crate::history::{Replay, last_report};
use crate::lint::{ReportParts, Settings, rules, untold as untold_parts, untold_in_words};
use crate::record::{Audit, AuditStatus, PersonRef};

/// Take a record, an action item or a decision to another state
///
/// Records the day and the person of the step where it asks for them, takes the findings along that an action answers (and
/// the findings of an audit whose report is issued), and refuses a step whose needs are not met, saying which. Fields that
/// the step needs can be given with it: --set cause/statement="…".
#[derive(Debug, Args)]
pub struct Move {
    /// The record, or a part of it: CA-2026-005/2
    #[arg(value_name = "ID")]
    id: String,
    /// The state it is to have
    #[arg(value_name = "STATE")]
    state: String,
    /// Give a field of the record a value with the step; can be repeated
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    #[command(flatten)]
    why: Why,
    #[command(flatten)]
    writing: Writing,
}

impl Move {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.writing.load(global, output)?;
        let actor = self.writing.actor(&loaded)?;
        let snapshot = &loaded.snapshot;
        let target = edit::target(snapshot, &self.id)?;
        let mut why = self.why.read(snapshot)?;
        // The ground of a closure is asked for, and may be given as any other field.
        why.reason = why.reason.or_else(|| self.ground());
        let write = |actor: &Actor| {
            let mut draft = Draft::default();
            let step = edit::Move { target, state: &self.state, why: &why };
            let written = edit::move_to(snapshot, &mut draft, actor, &step).and_then(|()| {
                self.set.iter().try_for_each(|pair| {
                    let (field, value) = edit::pair(pair)?;
                    edit::set(snapshot, &mut draft, actor, &target, (field, value), &why)
                })?;
                edit::agree_to_merging(snapshot, &mut draft, actor, &step)
            });
            (draft, written)
        };
        let (draft, written) = write(&actor);
        if let Err(error) = written {
            // Whoever it is, a report lacks the same.
            let anybody = || snapshot.people().next().map(|person| PersonRef(person.id().to_owned()));
            let (would, _) = write(&Actor { person: actor.person.or_else(anybody), day: actor.day });
            self.writing.tell_given_up(&loaded, &would, output)?;
            return Err(error.into());
        }
        let audit = target.record.data().audit().filter(|_| self.state == AuditStatus::Issued.as_str());
        if let Some(untold) = audit.map(|audit| untold(&loaded, &draft, audit)).transpose()?.flatten() {
            self.writing.tell_given_up(&loaded, &draft, output)?;
            return Err(untold.into());
        }
        // What was late all along is seen again once a state that hid it is taken back.
        self.writing.finish_unless(loaded, &draft, output, |diagnostic| !LATE.contains(&diagnostic.rule))
    }
}

/// Why another version of a report is not issued: it says something else than the last one that was out, and nobody tells of it. Where history is
/// cut off, nobody knows.
fn untold(loaded: &Loaded, draft: &Draft, audit: &Audit) -> anyhow::Result<Option<EditError>> {
    let (opened, commit) = (&loaded.opened, loaded.snapshot.state().commit());
    let is_asked = audit.is_reissued()
        && rules::find("report-version-unexplained")
            .is_some_and(|rule| Settings::of(&loaded.snapshot).level(rule) != Level::Allow);
    let Some((repository, commit)) = opened.repository.as_ref().zip(commit).filter(|_| is_asked) else {
        return Ok(None);
    };
    if repository.expect_history(&commit.id, &opened.root).is_err() {
        return Ok(None);
    }
    let mut replay = Replay::new(repository, &commit.id, &opened.root)?.knowing(&loaded.cache);
    let id = audit.id.as_str();
    let Some((before, old)) = last_report(&mut replay, id)? else { return Ok(None) };
    let after = drafted(loaded, draft)?;
    let version = after.audit(&id.into()).map_or(0, |audit| audit.report_version());
    let new = ReportParts::of(id, after.records().iter().map(|record| record.document()));
    let differs = untold_parts(&old.differences(&new)).filter(|_| version > before);
    Ok(differs.map(|(what, ids)| EditError::Needs {
        what: format!("{id} is not issued as version {version}: {}", untold_in_words(before, &what)),
        help: format!(
            "say why with `--reason \"{}: …\"`, which goes into its `changes`; or tell of it in `changes` of the finding",
            ids.join(", ")
        ),
    }))
}

impl Move {
    fn ground(&self) -> Option<String> {
        let mut fields = self.set.iter().filter_map(|pair| edit::pair(pair).ok());
        let ground = fields.rfind(|(field, _)| self.state == "closed" && *field == "closed/basis");
        ground.map(|(_, text)| text.to_owned())
    }
}

/// The rules that say of something open that its day has passed.
const LATE: &[&str] = &["action-overdue", "decision-overdue", "audit-overdue"];
