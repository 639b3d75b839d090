//! What a branch adds: a lint of its head beside one of the point that it left, both judged on the same day and by the
//! settings that it is to be merged into. So what falls due meanwhile is nobody's new lapse, and no branch switches off
//! the rule that it breaks.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::changes::{FormerIds, lint_changes};
use super::landing::{Landing, place_in};
use super::needs::told;
use super::run::{Outcome, lint_part, lint_with};
use super::settings::Settings;
use super::withheld::{Withheld, Withholding, by_settings, why_unsaid};
use crate::diagnostic::{Diagnostic, Level};
use crate::record::{Date, Thresholds};
use crate::schema::{What, shape};
use crate::snapshot::{Document, Judged, Snapshot};

/// The state that a branch left, and the settings that judge both.
#[derive(Debug)]
pub struct Baseline {
    left: Held,
    settings: Settings,
    thresholds: Thresholds,
    former: FormerIds,
    landing: Option<Landing>,
    merge: Option<Merge>,
}

/// A state that another one is held against.
#[derive(Debug)]
struct Held {
    state: Snapshot,
    /// The same with the records that the branch brings back or mends, as they were; `None` where it does neither.
    past: Option<Snapshot>,
}

/// The target where it has gone on since the branch left, and what would come of the branch there.
#[derive(Debug)]
struct Merge {
    target: Held,
    merged: Snapshot,
}

impl Held {
    fn past(&self) -> &Snapshot {
        self.past.as_ref().unwrap_or(&self.state)
    }

    fn with_returned(&mut self, returned: &[(Arc<str>, Arc<Document>)]) {
        self.past = (!returned.is_empty()).then(|| self.state.with_documents(returned.to_vec()));
    }
}

/// What a branch adds, what it mends, and what it only keeps from being said.
#[derive(Debug, Clone)]
pub struct Added {
    /// What it adds. What is waived, and whether the settings are invalid, is that of the branch's head.
    pub outcome: Outcome,
    /// What was there before and is not any more.
    pub mended: Vec<Diagnostic>,
    /// What goes unsaid once the branch is merged, and is not mended.
    pub withheld: Vec<Withheld>,
    /// What a squash or a rebase would add beside, where a merge commit does not: errors alone.
    pub squashed: Vec<Diagnostic>,
    /// What was there before and is still there.
    pub remaining: Vec<Diagnostic>,
    /// The settings that judged.
    pub settings: Settings,
}

impl Baseline {
    /// A baseline: the state at the merge base, and, where the target has gone on since, its settings of today (a snapshot
    /// that holds its `tickmark.yaml`).
    pub fn new(base: Snapshot, target: Option<&Snapshot>) -> Baseline {
        let target = target.filter(|target| target.isms().is_some());
        let (settings, thresholds) = match target {
            Some(target) => (Settings::of(target).with_record_waivers(&base), target.thresholds().clone()),
            None => (Settings::of(&base), base.thresholds().clone()),
        };
        let left = Held { state: base, past: None };
        let mut baseline =
            Baseline { left, settings, thresholds, former: FormerIds::new(), landing: None, merge: None };
        baseline.left.state.judge_by(baseline.thresholds.clone());
        baseline
    }

    /// The same where the target has gone on since, and `merged` is what it will be with the branch: what the branch adds is what is
    /// wrong there and not in the target.
    pub fn with_merge(self, target: Snapshot, mut merged: Snapshot) -> Baseline {
        let mut target = Held { state: target, past: None };
        if target.state.isms().is_some() {
            target.state.judge_by(self.thresholds.clone());
            merged.judge_by(self.thresholds.clone());
        }
        Baseline { merge: Some(Merge { target, merged }), ..self }
    }

    /// The same where it is known which ids belonged to records that the target deleted.
    pub fn with_former(self, former: FormerIds) -> Baseline {
        Baseline { former, ..self }
    }

    /// The same where the branch brings records back that the target deleted, or mends what cannot be read there: those, as they were,
    /// with the paths that they have now.
    pub fn with_returned(mut self, returned: &[(Arc<str>, Arc<Document>)]) -> Baseline {
        let targets = self.merge.iter_mut().map(|merge| &mut merge.target);
        std::iter::once(&mut self.left).chain(targets).for_each(|held| held.with_returned(returned));
        self
    }

    /// The same where something of the branch has to be signed before it is part of the target's main line.
    pub fn with_landing(self, landing: Option<Landing>) -> Baseline {
        Baseline { landing, ..self }
    }

    /// What has to be signed of the branch; `None` where nothing has to be.
    pub fn landing(&self) -> Option<&Landing> {
        self.landing.as_ref()
    }

    /// The state at the merge base.
    pub fn snapshot(&self) -> &Snapshot {
        &self.left.state
    }

    /// What the branch's records are held against: the state at the merge base, and of those that are brought back, what they were
    /// when they went.
    pub fn past(&self) -> &Snapshot {
        self.left.past()
    }

    /// Whether what will come of the target and the branch is what is judged, and not the head of the branch.
    pub fn is_of_merge(&self) -> bool {
        self.merge.is_some()
    }

    /// Whether there is a `tickmark.yaml` to judge by; without one, the branch is judged by its own.
    pub fn has_settings(&self) -> bool {
        self.left.state.isms().is_some()
    }

    /// Judges the head of a branch. `hold` adapts the settings, such as [`Settings::holding`].
    pub fn judge(&self, head: &mut Snapshot, day: Date, hold: impl Fn(Settings) -> Settings) -> Added {
        self.judge_by(head, day, hold, &lint_with)
    }

    /// The same by what `lint` finds in a state on a day.
    pub(crate) fn judge_by(
        &self,
        head: &mut Snapshot,
        day: Date,
        hold: impl Fn(Settings) -> Settings,
        lint: &dyn Fn(&Snapshot, Date, &Settings) -> Outcome,
    ) -> Added {
        let own = Settings::of(head);
        let standing = if self.has_settings() { &self.settings } else { &own };
        let settings = hold(standing.clone().with_problems_of(&own));
        if self.has_settings() {
            head.judge_by(self.thresholds.clone());
        }
        let (held, state) = match &self.merge {
            Some(merge) => (&merge.target, &merge.merged),
            None => (&self.left, &*head),
        };
        let before = lint(&held.state, day, &settings.clone().with_problems_of(&self.settings));
        let mut outcome = lint(state, day, &settings);
        let repaired = Repaired::between(&held.state, state);
        let mut comparison = Comparison::of(std::mem::take(&mut outcome.diagnostics), before.diagnostics);
        comparison.excuse(|diagnostic| repaired.excuses(diagnostic));
        let Comparison { added, remaining, gone } = comparison;
        let mut withheld = match head.isms().is_some() {
            true => by_settings(added.iter().chain(&remaining), standing, (state, &own), day),
            false => Vec::new(),
        };
        let mut mended = Vec::new();
        for diagnostic in gone {
            match why_unsaid(&diagnostic, state, &outcome.waived, &settings, day) {
                Some(why) => withheld.push(Withheld { diagnostic, why }),
                None => mended.push(diagnostic),
            }
        }
        outcome.diagnostics = added;
        let (of_way, squashed) = self.way((held.past(), state), day, &settings);
        outcome.diagnostics.extend(of_way);
        let mut judged = Added { outcome, mended, withheld, squashed, remaining, settings };
        if self.merge.is_some() {
            judged.show_in((&held.state, &self.left.state), (state, head));
        }
        let of_signing = self.landing.iter().flat_map(|it| it.signing(self.left.past(), head, day, &judged.settings));
        let of_signing: Vec<Diagnostic> = of_signing.collect();
        judged.outcome.diagnostics.extend(of_signing);
        judged.outcome.diagnostics.sort_by(Diagnostic::cmp_by_place);
        judged
    }

    /// What is wrong with the way from one state to another one, and what a squash or a rebase would add.
    fn way(
        &self,
        states: (&Snapshot, &Snapshot),
        day: Date,
        settings: &Settings,
    ) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let merge = self.landing.as_ref().map(|landing| &landing.merge);
        let mut found = lint_changes(states, day, settings, &self.former, merge);
        let Some(landing) = &self.landing else { return (found, Vec::new()) };
        let merging = landing.merging(states.0, states.1, day, settings);
        let mut squashed = landing.squashing(states, day, settings, &merging);
        found.extend(merging);
        found.retain(|diagnostic| !landing.is_restored(diagnostic));
        squashed.retain(|diagnostic| !landing.is_restored(diagnostic));
        (found, squashed)
    }
}

impl Added {
    /// Those of the errors at single commits that are not said of all of them together.
    pub fn untold(&self, mut errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
        fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
            let id = |diagnostic: &Diagnostic| diagnostic.record.as_ref().map(|subject| subject.id.to_lowercase());
            (one.rule, id(one)) == (other.rule, id(other))
        }
        let told = &self.outcome.diagnostics;
        let is_told = |error: &Diagnostic| told.iter().any(|told| told.level == Level::Error && is_same(told, error));
        errors.retain(|error| !is_told(error));
        errors
    }

    /// Takes what was found where a merge was judged to the states that are shown, each of them beside the one that was judged.
    fn show_in(&mut self, before: (&Snapshot, &Snapshot), after: (&Snapshot, &Snapshot)) {
        let here = self.outcome.diagnostics.iter_mut().chain(&mut self.squashed).chain(&mut self.remaining);
        here.for_each(|diagnostic| place_in(diagnostic, after.0, after.1));
        self.mended.iter_mut().for_each(|diagnostic| place_in(diagnostic, before.0, before.1));
        for Withheld { diagnostic, why } in &mut self.withheld {
            let (judged, shown) = if matches!(why, Withholding::Gone) { before } else { after };
            place_in(diagnostic, judged, shown);
        }
    }
}

/// Holds what a commit would change against the rules, as [`lint_part`] does, and tells of the records beside it only what was not so
/// before; how much was, is the number. `before` reads the state that the commit would follow, and is asked where something is wrong
/// beside the change.
///
/// # Errors
/// What `before` says.
pub fn lint_staged<E>(
    snapshot: &Snapshot,
    judged: &Judged,
    day: Date,
    settings: &Settings,
    before: impl FnOnce() -> Result<Snapshot, E>,
) -> Result<(Outcome, usize), E> {
    let mut outcome = lint_part(snapshot, judged, day, settings);
    let is_own = |diagnostic: &Diagnostic| judged.is_changed(&diagnostic.place.path);
    let (own, beside): (Vec<_>, Vec<_>) = std::mem::take(&mut outcome.diagnostics).into_iter().partition(is_own);
    outcome.diagnostics = own;
    if beside.is_empty() {
        return Ok((outcome, 0));
    }
    let before = before()?;
    let asked: BTreeSet<_> = beside.iter().map(|diagnostic| diagnostic.place.path.clone()).collect();
    let was = lint_part(&before, &judged.only(asked), day, &Settings::of(&before));
    let Comparison { added, remaining, .. } = Comparison::of(beside, was.diagnostics);
    outcome.diagnostics.extend(added);
    outcome.diagnostics.sort_by(Diagnostic::cmp_by_place);
    Ok((outcome, remaining.len()))
}

struct Repaired {
    /// Ids that stood in files that could not be read.
    ids: HashSet<String>,
    /// Ids of records that are as they were, where anything could not be read before.
    alike: HashSet<String>,
}

impl Repaired {
    /// What could not be judged before because files could not be read, and can be now: no fault of who repaired them.
    fn between(before: &Snapshot, after: &Snapshot) -> Repaired {
        let ids: HashSet<String> = before.broken().iter().map(|broken| broken.id.to_lowercase()).collect();
        let mut alike = HashSet::new();
        if !ids.is_empty() {
            let same = |path: &str| before.text(path).is_some_and(|text| after.text(path) == Some(text));
            let records = after.records().iter().filter(|record| same(&record.path));
            alike = records.map(|record| record.id.to_lowercase()).collect();
        }
        Repaired { ids, alike }
    }

    fn excuses(&self, diagnostic: &Diagnostic) -> bool {
        let id = diagnostic.record.as_ref().map(|subject| subject.id.to_lowercase());
        id.is_some_and(|id| self.ids.contains(&id) || self.alike.contains(&id))
    }
}

/// Two lists of diagnostics, each diagnostic where it belongs.
struct Comparison {
    added: Vec<Diagnostic>,
    remaining: Vec<Diagnostic>,
    gone: Vec<Diagnostic>,
}

impl Comparison {
    /// Pairs the diagnostics of one identity: first those with the same words, then those whose words differ in nothing
    /// but numbers, that are late since the same day, or whose list is no longer than it was, then those that the record had in a later state already. One that is
    /// graver now is new.
    fn of(after: Vec<Diagnostic>, before: Vec<Diagnostic>) -> Comparison {
        let mut left: HashMap<String, Vec<Diagnostic>> = HashMap::new();
        for diagnostic in before {
            left.entry(diagnostic.identity()).or_default().push(diagnostic);
        }
        let mut take = |after: Vec<Diagnostic>, is_same: fn(&Diagnostic, &Diagnostic) -> bool| {
            after.into_iter().partition(|new| {
                let Some(same) = left.get_mut(&new.identity()) else { return true };
                let position = same.iter().position(|old| old.level >= new.level && is_same(old, new));
                position.map(|position| same.remove(position)).is_none()
            })
        };
        let (unmatched, mut remaining): (Vec<_>, Vec<_>) = take(after, |old, new| old.message == new.message);
        let (unmatched, no_worse): (Vec<_>, Vec<_>) = take(unmatched, is_no_worse);
        remaining.extend(no_worse);
        let (added, of_less): (Vec<_>, Vec<_>) = take(unmatched, is_of_an_earlier_state);
        remaining.extend(of_less);
        remaining.sort_by(Diagnostic::cmp_by_place);
        let mut gone: Vec<Diagnostic> = left.into_values().flatten().collect();
        gone.sort_by(Diagnostic::cmp_by_place);
        Comparison { added, remaining, gone }
    }

    fn excuse(&mut self, is_excused: impl Fn(&Diagnostic) -> bool) {
        let (excused, added) = std::mem::take(&mut self.added).into_iter().partition(is_excused);
        self.added = added;
        self.remaining.extend::<Vec<_>>(excused);
        self.remaining.sort_by(Diagnostic::cmp_by_place);
    }
}

fn is_no_worse(old: &Diagnostic, new: &Diagnostic) -> bool {
    // Who writes down why something is late, or says it in other words, has not made it late.
    let is_late_as_before = new.since.is_some() && old.since == new.since;
    match new.members.is_empty() {
        true => is_late_as_before || without_numbers(&old.message) == without_numbers(&new.message),
        false => new.members.iter().all(|member| old.members.contains(member)),
    }
}

/// Whether a record that went back lacks what it lacked before: who takes a report back in order to mend it has not broken it.
fn is_of_an_earlier_state(old: &Diagnostic, new: &Diagnostic) -> bool {
    let Some(((from, was), (to, is))) = told(&old.message).zip(told(&new.message)) else { return false };
    let Some(kind) = new.record.as_ref().map(|subject| subject.kind) else { return false };
    let Some(What::Word(words)) = shape(kind).at("/status").map(|shape| &shape.what) else { return false };
    let place = |state: &str| words.iter().position(|word| word == state);
    was == is && place(to) < place(from)
}

fn without_numbers(message: &str) -> String {
    message.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}
