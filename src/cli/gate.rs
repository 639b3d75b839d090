use std::collections::BTreeSet;

use anyhow::bail;
use clap::{Args, ValueEnum, builder::PossibleValue, builder::PossibleValuesParser, builder::TypedValueParser};

use super::baseline::{Parted, history_gap, parted};
use super::gpg::Gpg;
use super::landing::rebased;
use super::review::takes_over;
use super::state::{Loaded, StateArguments};
use super::{Exit, Format, Formats, Global, Output};
use crate::diagnostic::Diagnostic;
use crate::gate::{self, PROFILES, Profile, Verdict};
use crate::history::{Lapse, Promises, Replay, Verification, verify};
use crate::lint::{Added, Settings};
use crate::record::PersonRef;
use crate::render::{Report, gate as render, github, gitlab, json, junit, sarif, summary};
use crate::source::git::Repository;
use crate::source::{Commit, SourceError};
use crate::text::{self, listed};

/// Pass or fail, for CI: what is overdue, whose it is, since when
///
/// Exits with 0 when the gate passes, with 1 when it fails, and with 2 when it cannot be judged. The last line can be
/// pasted into a chat. Files that cannot be read, duplicate ids, dangling references and a clone without its history fail
/// every profile, whatever tickmark.yaml and its waivers say of them: what is broken is not known to be all right.
#[derive(Debug, Args)]
pub struct Gate {
    #[command(flatten)]
    state: StateArguments,
    /// What counts
    #[arg(long, value_name = "PROFILE", default_value = PROFILES[0].name, value_parser = profiles())]
    profile: &'static Profile,
    /// Count only what this state adds to where it left REV, judged by the settings of REV
    #[arg(long, value_name = "REV")]
    new_since: Option<String>,
    /// By which day an item is overdue: the one in force, or the one that was promised first, which history knows
    #[arg(long, value_name = "DAY", default_value = "current")]
    by: By,
    #[command(flatten)]
    formats: Formats,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Current,
    Original,
}

/// What was judged and what the verdict is.
struct Judged {
    loaded: Loaded,
    verdict: Verdict,
}

pub(super) fn profiles() -> impl TypedValueParser<Value = &'static Profile> {
    PossibleValuesParser::new(PROFILES.iter().map(|profile| PossibleValue::new(profile.name).help(profile.summary)))
        .map(|name| Profile::find(&name).unwrap_or(&PROFILES[0]))
}

impl Gate {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let judged = self.formats.write(output, |output| self.judge(global, output), render)?;
        Ok(match judged.verdict.decision {
            gate::Decision::Passed => Exit::Success,
            gate::Decision::Failed => Exit::Findings,
            gate::Decision::Undecided => Exit::Failure,
        })
    }

    fn judge(&self, global: &Global, output: &mut Output) -> anyhow::Result<Judged> {
        if self.profile.needs_history() && self.new_since.is_some() {
            bail!("--profile history judges all of the main line; `tickmark verify REV..` reports what came after REV");
        }
        let mut loaded = self.state.load(global, false, output)?;
        let verdict = match &self.new_since {
            Some(rev) => {
                let parted = parted(global, &loaded, rev, "--new-since", output)?;
                let added = self.added(global, &mut loaded, &parted)?;
                for note in self.ways(&loaded, &parted, &added)? {
                    output.note("note", &format!("{note}; `tickmark review {rev}` says more"));
                }
                let verdict = gate::judge_added(&added, loaded.day, self.profile);
                Verdict { is_by_promise: self.by == By::Original, ..verdict }
            }
            None if self.by == By::Original => {
                let promises = promises(global, &loaded, loaded.snapshot.state().commit())?;
                gate::judge_by_promise(&loaded.snapshot, loaded.day, self.profile, &promises)
            }
            None => gate::judge(&loaded.snapshot, loaded.day, self.profile),
        };
        let settings = self.profile.settings(Settings::of(&loaded.snapshot));
        let verdict = match self.profile.needs_history() {
            true => with_history(verdict, &history(global, &loaded)?, &settings),
            false => verdict.with(history_gap(&loaded, self.new_since.is_some(), &settings), &settings),
        };
        Ok(Judged { loaded, verdict })
    }

    /// What a branch adds, by the days in force or by those that were promised where it goes.
    fn added(&self, global: &Global, loaded: &mut Loaded, parted: &Parted) -> anyhow::Result<Added> {
        let baseline = &parted.baseline;
        match self.by {
            By::Current => {
                let hold = |settings: Settings| self.profile.settings(settings);
                Ok(baseline.judge(&mut loaded.snapshot, loaded.day, hold))
            }
            By::Original => {
                let held = if baseline.is_of_merge() { &parted.target } else { &parted.base };
                let promises = promises(global, loaded, Some(held))?;
                Ok(gate::added_by_promise(baseline, &mut loaded.snapshot, loaded.day, self.profile, &promises))
            }
        }
    }

    /// What comes with the branch unless it is merged by a commit, or squashed: the verdict is about a merge, and which way somebody chooses
    /// nobody knows yet.
    fn ways(&self, loaded: &Loaded, parted: &Parted, added: &Added) -> anyhow::Result<Vec<String>> {
        let counted = |found: &[Diagnostic]| {
            let counting: Vec<_> = found.iter().filter(|diagnostic| self.profile.counts(diagnostic)).collect();
            let rules: BTreeSet<&str> = counting.iter().map(|diagnostic| diagnostic.rule).collect();
            let rules: Vec<&str> = rules.into_iter().collect();
            (!rules.is_empty())
                .then(|| format!("{} ({})", text::counted(counting.len() as i64, "error"), listed(&rules, 4)))
        };
        let mut ways = Vec::new();
        ways.extend(counted(&added.squashed).map(|errors| {
            format!(
                "squashed or rebased, this comes with {errors}; a merge commit (`git merge --no-ff`) keeps that out"
            )
        }));
        let commits = loaded
            .opened
            .repository
            .as_ref()
            .map_or(Ok(Vec::new()), |repository| repository.commits_since(&parted.target.id, &parted.head.id))?;
        if takes_over(loaded, parted)? {
            ways.push(
                "a commit of the branch takes records over (`Tickmark-Import: yes`): without that line in the message of the merge too, \
                 their days count as written down today, and nothing undoes that"
                    .to_owned(),
            );
        }
        // What comes in one commit is the same each way.
        if commits.len() > 1 {
            ways.extend(counted(&added.untold(rebased(loaded, parted)?)).map(|errors| {
                format!(
                    "rebased or fast-forwarded, each commit of this comes to the main line, and {errors} with them; a merge commit \
                     (`git merge --no-ff`) or a squash keeps that out"
                )
            }));
        }
        Ok(ways)
    }
}

/// What commits of the main line brought, and what is wrong with it as a whole.
fn history(global: &Global, loaded: &Loaded) -> anyhow::Result<Verification> {
    let repository = repository(global, loaded, "--profile history")?;
    let commit = loaded.snapshot.state().commit().ok_or(SourceError::NoCommit)?;
    repository.check_objects();
    let replay = Replay::new(repository, &commit.id, &loaded.opened.root)?.with_signatures(&Gpg);
    let mut replay = replay.as_of(loaded.day);
    Ok(verify(repository, &mut replay, &loaded.opened.root)?)
}

fn with_history(verdict: Verdict, verification: &Verification, settings: &Settings) -> Verdict {
    let excusing = |author: Option<&PersonRef>| verification.excusing(settings.clone(), author);
    let of_one = verification.lapses.chunk_by(|one, next| one.author == next.author);
    let verdict = of_one.fold(verdict, |verdict, lapses| {
        let author = lapses.first().and_then(|lapse| lapse.author.as_ref());
        verdict.with(lapses.iter().map(Lapse::as_standing).collect(), &excusing(author))
    });
    verdict.with(verification.standing.clone(), &excusing(None))
}

fn repository<'l>(global: &Global, loaded: &'l Loaded, wanted: &str) -> anyhow::Result<&'l Repository> {
    let none = || SourceError::NoRepository { path: global.directory.clone(), wanted: wanted.to_owned() };
    Ok(loaded.opened.repository.as_ref().ok_or_else(none)?)
}

/// What the history of a commit knows of due dates.
fn promises(global: &Global, loaded: &Loaded, commit: Option<&Commit>) -> anyhow::Result<Promises> {
    let repository = repository(global, loaded, "--by original")?;
    match commit {
        Some(commit) => Ok(Promises::of(&mut Replay::new(repository, &commit.id, &loaded.opened.root)?)?),
        None => Ok(Promises::default()),
    }
}

fn render(judged: &Judged, format: Format, _: &Output) -> String {
    let Judged { loaded, verdict } = judged;
    let frame = json::Frame { root: &loaded.opened.root, day: loaded.day };
    let line = render::line(verdict);
    let report = Report {
        command: "gate",
        snapshot: &loaded.snapshot,
        diagnostics: &verdict.failures,
        waived: &verdict.waived,
        frame,
        line: &line,
        asked: &verdict.profile.asked(verdict.before.is_some()),
        turned_off: &verdict.turned_off,
    };
    match format {
        Format::Text => render::text(&loaded.snapshot, verdict, &loaded.prefix()),
        Format::Json => render::json(&loaded.snapshot, verdict, frame),
        Format::Sarif => sarif::report(&report),
        Format::Github => github::report(&report),
        Format::Gitlab => gitlab::report(&report),
        Format::Junit => junit::report(&report),
        Format::Markdown => summary::report(&report),
    }
}
