//! Lapses that were told and are made good since: a merge that is reverted and made again, something frozen that was changed by mistake and
//! is as it was, a step back that somebody explains who has a say. That it was otherwise for a while stays in the report; as nothing of it is
//! lost, it is no error that nobody could ever mend. That the commit which brings it back is no lapse of its own, `mended` says.

use std::sync::Arc;

use super::mended::{field_of, is_as_it_was};
use super::own_work::OWN_WORK;
use super::relied::Relied;
use super::verification::Lapse;
use super::{Moment, mended};
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Check, Rule, Settings, changed_between, changes, decisions, lint_commit, rules};
use crate::record::{Change, Data, Date, Kind};
use crate::snapshot::{Document, Record};

/// The rules that say that something went away or back.
const AWAY: &[&str] = &["record-deleted", "evidence-removed-early", "audit-removed", "illegal-transition"];
/// The rules that hold fields of a record to what they said. Where they said nothing else meanwhile, only less, they are back on their own.
const LESS: &[&str] = &[
    "auditee-answer-changed",
    "report-changed-after-issue",
    "finding-changed-after-closure",
    "action-changed-after-closure",
    "review-changed-after-approval",
];
/// For how many days something may be away before that is worth more than a note.
pub(super) const SHORT: i64 = 1;

/// The lapses that end once a record is again as it was.
#[derive(Default)]
pub(super) struct Undone {
    waiting: Vec<Waiting>,
}

struct Waiting {
    /// Number of the lapse.
    lapse: usize,
    kind: Kind,
    id: Arc<str>,
    /// The record before the lapse.
    was: Arc<Document>,
    /// The fields of it that lost something; none where it has to be as it was as a whole.
    lost: Vec<String>,
    /// Whether it said something else meanwhile, and not only less.
    was_other: bool,
    since: Date,
    /// Place of the commit on the main line.
    number: usize,
    step: Option<Step>,
    /// Where an approval was that is not there any more; nothing else is wrong then.
    approval: Option<String>,
}

/// A step that nothing explained.
struct Step {
    /// Where the state is, as `changes` has it, and as a diagnostic has it.
    field: String,
    place: String,
    from: String,
    to: String,
}

impl Waiting {
    fn is_of(&self, record: &Record) -> bool {
        self.kind == record.kind() && self.id == *record.key()
    }

    fn is_back(&self, now: &Document) -> bool {
        let is_lost = |field: &String| self.lost.contains(field);
        is_as_it_was(&self.was, now)
            || !self.lost.is_empty() && now.data.is_some() && !changed_between(&self.was, now).iter().any(is_lost)
    }

    /// Says since when nothing is wrong any more, and how much it weighs that something was.
    fn soften(&self, lapses: &mut [Lapse], since: &str, level: Level) {
        let Some(Lapse { diagnostic, .. }) = lapses.get_mut(self.lapse) else { return };
        diagnostic.message += since;
        diagnostic.level = level;
        diagnostic.help = None;
    }

    /// Whether a commit brings the entry for a step that had none, agreed to by whoever has to, while the record is where the step led.
    fn is_explained(&self, record: &Record, moment: &Moment<'_>, settings: &Settings) -> bool {
        let Some(step) = self.step.as_ref().filter(|_| self.is_of(record)) else { return false };
        let known = moment.before.same(record).map(|old| changes(old.data())).unwrap_or_default();
        let tells = |change: &&Change| {
            change.field == step.field && change.from.trim() == step.from && change.to.trim() == step.to
        };
        let mut new = changes(record.data()).iter().filter(|change| !known.contains(change));
        if state(record.data(), &step.field) != Some(&step.to) || !new.any(|change| tells(&change)) {
            return false;
        }
        let then = moment.before.with_documents(vec![(Arc::clone(&record.path), Arc::clone(&self.was))]);
        let found = lint_commit(&then, moment.after, moment.day, settings, moment.facts);
        let is_still = |one: &Diagnostic| {
            one.rule == STEP
                && one.record.as_ref().is_some_and(|subject| subject.id == record.id)
                && one.field.as_deref() == Some(&step.place)
        };
        !found.iter().any(is_still)
    }
}

impl Undone {
    /// Notes a lapse by its number, if it ends once the record is as it was. A level that the settings give a rule stays.
    pub(super) fn note(&mut self, lapse: usize, diagnostic: &Diagnostic, moment: &Moment<'_>, settings: &Settings) {
        let is_free = |rule: &Rule| diagnostic.level >= Level::Warning && !settings.is_set(rule);
        let rule = rules::find(diagnostic.rule).filter(|rule| is_free(rule));
        let Some((rule, subject)) = rule.zip(diagnostic.record.as_ref()) else { return };
        // What was let through meanwhile, by milder settings or by whom nobody had approved, is not undone.
        if matches!(subject.kind, Kind::Isms | Kind::Person) {
            return;
        }
        let Some(was) = moment.before.record(&subject.id).filter(|was| was.kind() == subject.kind) else { return };
        if !is_of_two(rule) && !is_handed_on(rule, was, moment) {
            return;
        }
        let lost = match LESS.contains(&diagnostic.rule) {
            true => moment.after.record(&subject.id).map_or_else(Vec::new, |left| lost(diagnostic, was, left)),
            false => Vec::new(),
        };
        let was_other = lost.is_empty() && !AWAY.contains(&diagnostic.rule);
        let step = moment.after.record(&subject.id).and_then(|now| step(diagnostic, was.data(), now.data()));
        let (kind, id, was) = (subject.kind, Arc::clone(was.key()), Arc::clone(was.document()));
        let (since, number) = (moment.day, moment.number);
        let approval = match &diagnostic.members[..] {
            [member] if mended::HOLDING.contains(&diagnostic.rule) => Some(format!("/{member}")),
            _ => None,
        };
        let approval = approval.filter(|place| mended::APPROVALS.contains(&place.as_str()));
        self.waiting.push(Waiting { lapse, kind, id, was, lost, was_other, since, number, step, approval });
    }

    /// Makes notes or warnings of the lapses that a commit ends. What somebody relied on while it was another one stays what it is: that it is
    /// back does not make the check one of what there is now.
    pub(super) fn end(&mut self, lapses: &mut [Lapse], moment: &Moment<'_>, (relied, settings): (&Relied, &Settings)) {
        if self.waiting.is_empty() {
            return;
        }
        for record in moment.touched_after() {
            self.end_without(lapses, record);
            self.end_back(lapses, (record, moment), relied);
            for ended in self.waiting.extract_if(.., |one| one.is_explained(record, moment, settings)) {
                let since = format!("; an entry of `changes` says it since {} ({})", moment.day, moment.commit.short());
                ended.soften(lapses, &since, Level::Warning);
            }
        }
    }

    /// Forgets that an approval was not there once one is: whether it is of what there is, and by whom, other rules say.
    fn end_without(&mut self, lapses: &mut [Lapse], record: &Record) {
        let is_there = |place: &String| record.document().root.as_ref().is_some_and(|root| root.at(place).is_some());
        let is_over = |one: &mut Waiting| one.is_of(record) && one.approval.as_ref().is_some_and(is_there);
        for ended in self.waiting.extract_if(.., is_over) {
            lapses.get_mut(ended.lapse).into_iter().for_each(|lapse| lapse.diagnostic.level = Level::Allow);
        }
    }

    fn end_back(&mut self, lapses: &mut [Lapse], (record, moment): (&Record, &Moment<'_>), relied: &Relied) {
        let is_whole = |one: &&Waiting| one.is_of(record) && is_as_it_was(&one.was, record.document());
        // With what is as it was as a whole ends what was made of it meanwhile.
        let whole = self.waiting.iter().find(is_whole).map(|one| one.lapse);
        let is_over = |one: &mut Waiting| {
            one.is_of(record) && (whole.is_some_and(|first| one.lapse >= first) || one.is_back(record.document()))
        };
        for ended in self.waiting.extract_if(.., is_over) {
            let since = format!("; it is as it was again since {} ({})", moment.day, moment.commit.short());
            let is_short = moment.day.days_since(ended.since) <= SHORT && !ended.was_other;
            match (relied.since(record, ended.number), lapses.get_mut(ended.lapse)) {
                (Some(why), Some(lapse)) => {
                    lapse.diagnostic.message += &format!("{since}, and {why} meanwhile");
                    lapse.diagnostic.help("have that decided again on what there is now");
                }
                _ => ended.soften(lapses, &since, if is_short { Level::Info } else { Level::Warning }),
            }
        }
    }
}

/// The step that a diagnostic says nothing explains.
fn step(diagnostic: &Diagnostic, was: &Data, now: &Data) -> Option<Step> {
    let place = diagnostic.field.clone().filter(|_| diagnostic.rule == STEP)?;
    let item = diagnostic.part.as_ref().and_then(|part| part.rsplit('/').next());
    let item = item.map(|number| format!("actions/{number}/status"));
    let field = item.unwrap_or_else(|| "status".to_owned());
    let [from, to] = [was, now].map(|data| state(data, &field).map(str::to_owned));
    Some(Step { from: from?, to: to?, field, place })
}

/// The state of a record or of an item, by the name that `changes` has for it.
fn state<'d>(data: &'d Data, field: &str) -> Option<&'d str> {
    let item = field.strip_prefix("actions/").and_then(|rest| rest.strip_suffix("/status"));
    match item {
        None => data.status(),
        Some(number) => {
            let mut items = data.action()?.actions.iter();
            items.find(|item| item.n.to_string() == number).map(|item| item.status.as_str())
        }
    }
}

/// The fields that a lapse is about, where nothing but a part of what they said is gone; else none.
fn lost(diagnostic: &Diagnostic, was: &Record, left: &Record) -> Vec<String> {
    let fields: Vec<String> = diagnostic.members.iter().map(|member| field_of(member).to_owned()).collect();
    let (Some(was), Some(left)) = (&was.document().root, &left.document().root) else { return Vec::new() };
    let is_less = |field: &String| match (was.get(field), left.get(field)) {
        (Some(was), Some(left)) => left.is_part_of(was),
        (_, left) => left.is_none(),
    };
    if fields.iter().all(is_less) { fields } else { Vec::new() }
}

/// Whether a rule says no more than that a record is not what it was, so that it has nothing to say once it is that again. What somebody
/// decided in the name of another stays a lapse.
fn is_of_two(rule: &Rule) -> bool {
    matches!(rule.check, Check::Change(_)) || mended::HOLDING.contains(&rule.name) || rule.name == LOWERED
}

/// Whether a rule speaks of a decision that had been made, and of nothing but whose it has become since.
fn is_handed_on(rule: &Rule, was: &Record, moment: &Moment<'_>) -> bool {
    let known = decisions(was);
    let is_known = |now: &Record| decisions(now).iter().all(|decision| known.contains(decision));
    OWN_WORK.contains(&rule.name) && moment.after.same(was).is_some_and(is_known)
}

/// The rule about steps that nothing explains.
pub(super) const STEP: &str = "illegal-transition";
/// The rule that asks beside two versions of a grade who made the one of the other.
const LOWERED: &str = "grade-lowered-by-auditee";
