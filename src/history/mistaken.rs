//! Steps that were taken by mistake: whoever took one takes it back within days, the record is as it was, and nobody went on from it. A reason
//! would say no more than that it was a mistake. Evidence that came along with such a step, and that nothing needs without it, may go with it.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use super::Moment;
use super::mended::is_as_it_was;
use super::relied::Relied;
use super::taken_back::DAYS;
use super::undone::{SHORT, STEP};
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Settings, decisions, rewritten_data, rules};
use crate::record::lifecycle::state_changes;
use crate::record::{ActionItem, ActionStatus, AuditStatus, Data, Date, FindingStatus, Kind, PersonRef};
use crate::schema::shape;
use crate::snapshot::{Document, Key, Record};

/// The rules of whose lapses a mistake may be all.
pub(super) const MISTAKES: &[&str] = &[STEP, GONE];
/// The rule about what others wrote down and whom it is about changes.
const REWRITTEN: &str = "rewritten-by-party";
/// The rule about evidence that is gone.
const GONE: &str = "evidence-removed-early";

/// What became of records in the last days.
#[derive(Debug, Default)]
pub(super) struct Mistaken {
    touches: VecDeque<Touch>,
    /// Records of which a step was taken back without a reason, by kind and id: that somebody is mistaken once is no pattern.
    forgiven: BTreeSet<(Kind, Arc<str>)>,
}

#[derive(Debug)]
struct Touch {
    /// Place of the commit on the main line.
    number: usize,
    day: Date,
    by: Option<PersonRef>,
    kind: Kind,
    /// In lower case.
    id: Arc<str>,
    was: Option<Arc<Document>>,
    is: Option<Arc<Document>>,
}

impl Mistaken {
    /// Takes a commit into account.
    pub(super) fn note(&mut self, moment: &Moment<'_>) {
        while self.touches.front().is_some_and(|first| moment.day.days_since(first.day) > DAYS) {
            self.touches.pop_front();
        }
        let document = |record: &Record| Arc::clone(record.document());
        let gone = moment.touched_before().filter(|record| moment.after.same(record).is_none());
        for record in moment.touched_after().chain(gone) {
            self.touches.push_back(Touch {
                number: moment.number,
                day: moment.day,
                by: moment.facts.author_of(&record.id).cloned(),
                kind: record.kind(),
                id: Arc::clone(record.key()),
                was: moment.before.same(record).map(document),
                is: moment.after.same(record).map(document),
            });
        }
    }

    /// Takes out of what the rules say of a commit what is no more than a mistake that its maker takes back at once, as a note. What
    /// somebody else takes back, or later, becomes a warning and stays. A level that the settings give a rule stays as well.
    pub(super) fn settle(
        &mut self,
        found: &mut Vec<Diagnostic>,
        moment: &Moment<'_>,
        (relied, settings): (&Relied, &Settings),
    ) -> Vec<Diagnostic> {
        found.retain(|diagnostic| diagnostic.rule != REWRITTEN || !self.is_own_words(diagnostic, moment));
        let is_free = |name: &str| rules::find(name).is_some_and(|rule| !settings.is_set(rule));
        let mut notes = Vec::new();
        let mut forgiven = BTreeSet::new();
        // What evidence came along with is judged first.
        for rule in MISTAKES.iter().copied().filter(|rule| is_free(rule)) {
            let errors: Vec<Arc<str>> =
                found.iter().filter(|one| one.rule == STEP && one.level == Level::Error).filter_map(id_of).collect();
            notes.extend(found.extract_if(.., |diagnostic| {
                let told = match diagnostic.rule {
                    GONE if rule == GONE => self.came_along(diagnostic, (moment, relied), &errors),
                    STEP if rule == STEP => self.taken_back(diagnostic, moment),
                    _ => None,
                };
                let Some((said, level)) = told else { return false };
                forgiven.extend(
                    diagnostic.record.as_ref().map(|subject| (subject.kind, Key::of(&subject.id).as_str().into())),
                );
                diagnostic.level = level;
                diagnostic.message += &said;
                match level {
                    Level::Info => diagnostic.help = None,
                    _ => drop(diagnostic.help(
                        "nothing, if it was a mistake; an entry of `changes` says so to whoever reads the record",
                    )),
                }
                level == Level::Info
            }));
        }
        self.forgiven.extend(forgiven);
        notes
    }

    /// Whether all that somebody rewrote is their own: as it was before they came to the record, nothing of others' words is missing.
    fn is_own_words(&self, diagnostic: &Diagnostic, moment: &Moment<'_>) -> bool {
        let Some(after) = diagnostic.record.as_ref().and_then(|subject| moment.after.record(&subject.id)) else {
            return false;
        };
        let by = moment.facts.author_of(&after.id);
        let own = self.touches.iter().rev().filter(|touch| touch.is_of(after));
        let first = own.take_while(|touch| by.is_some() && touch.by.as_ref() == by).last();
        let was = first.map(|first| first.was.as_ref().and_then(|was| was.data.as_ref()));
        was.is_some_and(|was| rewritten_data(was, after.data()).is_empty())
    }

    /// Where a record comes back as it was before a step that may be a mistake: that, and how much it weighs.
    fn taken_back(&self, diagnostic: &Diagnostic, moment: &Moment<'_>) -> Option<(String, Level)> {
        let after = moment.after.record(&diagnostic.record.as_ref()?.id)?;
        let before = moment.before.same(after)?;
        let own = || self.touches.iter().filter(|touch| touch.is_of(after));
        if self.forgiven.contains(&(after.kind(), Arc::clone(after.key()))) {
            return None;
        }
        let is_first = |touch: &&Touch| touch.was.as_ref().is_some_and(|was| is_as_it_was(was, after.document()));
        let first = own().rev().find(is_first)?;
        let (since, by) = (moment.day.days_since(first.day), moment.facts.author_of(&after.id));
        let known = decisions(after);
        // What somebody else decided is theirs to take back.
        let is_own_decision = decisions(before)
            .iter()
            .filter(|decision| !known.contains(decision))
            .all(|decision| Some(&decision.by) == by);
        let is_light = by.is_some()
            && (0..=DAYS).contains(&since)
            && is_open(before.data(), after.data())
            && !has_fallen_due((before.data(), after.data()), (first.day, moment.day))
            && is_own_decision
            && !self.is_gone_on_from(first, [before, after], moment);
        let mut touches = own().filter(|touch| touch.number >= first.number);
        let is_short = touches.all(|touch| touch.by.as_ref() == by) && since <= SHORT;
        let said = format!("; it is as it was before {}, and nobody went on from that", first.day);
        // Whoever was late was so in the meantime as well.
        let is_late = was_late(after.data(), first.day);
        let is_hidden = is_late && hides_late((before.data(), after.data()), first.day);
        match (is_light, is_short) {
            (true, true) if !is_hidden => {
                Some((format!("{said}: a step by mistake, which needs nothing more"), Level::Info))
            }
            (true, false) if !is_late => Some((said, Level::Warning)),
            _ => None,
        }
    }

    /// Where evidence goes by whom it came, with or after the step that it came along with, and nothing else ever named it: that.
    /// `errors` has the records whose steps are more than mistakes.
    fn came_along(
        &self,
        diagnostic: &Diagnostic,
        (moment, relied): (&Moment<'_>, &Relied),
        errors: &[Arc<str>],
    ) -> Option<(String, Level)> {
        let old = moment.before.record(&diagnostic.record.as_ref()?.id)?;
        let mut own = self.touches.iter().filter(|touch| touch.is_of(old)).peekable();
        let came = own.peek().copied().filter(|first| first.was.is_none() && first.by.is_some())?;
        let by = moment.facts.author_of(&old.id);
        let is_own = own.all(|touch| touch.by == came.by) && by == came.by.as_ref();
        let is_soon = (0..=DAYS).contains(&moment.day.days_since(came.day));
        // Whoever checked it, its level says so.
        let is_needed = diagnostic.level > Level::Warning || relied.since(old, 0).is_some();
        let mut naming = self.touches.iter().filter(|touch| touch.is.as_ref().is_some_and(|is| cites(is, old.key())));
        let step = naming.clone().find(|touch| touch.number == came.number && touch.is_step())?;
        if errors.contains(&step.id) {
            return None;
        }
        let is_of_step = naming.all(|touch| touch.is_same(step) && touch.by == came.by);
        let now = self.now(step, moment)?;
        let is_taken_back = !cites(now, old.key()) && !has_moved(step.was.as_deref(), Some(now));
        let said = format!("; it came along with a step of {}, which is taken back, and nobody checked it", came.day);
        (is_own && is_soon && !is_needed && is_of_step && is_taken_back).then_some((said, Level::Info))
    }

    /// Whether somebody went on from a step: what has to do with the record is not what it was then any more, or a review was told of it.
    fn is_gone_on_from(&self, first: &Touch, versions: [&Record; 2], moment: &Moment<'_>) -> bool {
        let [_, of] = versions;
        let is_near = |touch: &Touch| {
            let mut documents = [&touch.was, &touch.is].into_iter().flatten();
            matches!(touch.kind, Kind::Review | Kind::Soa)
                || documents.any(|document| cites(document, of.key()))
                || versions.iter().any(|version| cites(version.document(), &touch.id))
        };
        let mut later = self.touches.iter().filter(|touch| touch.number > first.number && !touch.is_of(of));
        later.any(|touch| is_near(touch) && !self.is_back(touch, first.number, moment))
    }

    /// Whether a record is as it was before a commit of the last days.
    fn is_back(&self, of: &Touch, number: usize, moment: &Moment<'_>) -> bool {
        let mut touches = self.touches.iter().filter(|touch| touch.number >= number && touch.is_same(of));
        let was = touches.next().and_then(|first| first.was.as_ref());
        match (was, self.now(of, moment)) {
            (Some(was), Some(now)) => is_as_it_was(was, now),
            (was, now) => was.is_none() && now.is_none(),
        }
    }

    /// How a record that was touched in the last days is after a commit.
    fn now<'t>(&'t self, of: &Touch, moment: &'t Moment<'_>) -> Option<&'t Arc<Document>> {
        if let Some(record) = moment.touched_after().find(|record| of.is_of(record)) {
            return Some(record.document());
        }
        let is_gone = moment.touched_before().any(|record| of.is_of(record));
        let last = self.touches.iter().rev().find(|touch| touch.is_same(of));
        last.filter(|_| !is_gone).and_then(|last| last.is.as_ref())
    }
}

impl Touch {
    fn is_of(&self, record: &Record) -> bool {
        self.kind == record.kind() && self.id == *record.key()
    }

    fn is_same(&self, other: &Touch) -> bool {
        self.kind == other.kind && self.id == other.id
    }

    fn is_step(&self) -> bool {
        has_moved(self.was.as_deref(), self.is.as_deref())
    }
}

/// Whether a record, or a part of it, is in another state.
fn has_moved(was: Option<&Document>, is: Option<&Document>) -> bool {
    let data = |document: Option<&Document>| document.and_then(|document| document.data.clone());
    data(was).zip(data(is)).is_some_and(|(was, is)| !state_changes(&was, &is).is_empty())
}

/// Whether a record is neither out, closed, checked nor given up: what is, is reopened for a reason alone.
fn is_open(before: &Data, after: &Data) -> bool {
    match (before, after) {
        (Data::Action(before), Data::Action(_)) => before.status <= ActionStatus::Implemented,
        (Data::Finding(before), Data::Finding(after)) => {
            let is_on =
                |status| matches!(status, FindingStatus::Open | FindingStatus::Planned | FindingStatus::Implemented);
            is_on(before.status) && is_on(after.status)
        }
        (Data::Audit(before), _) => before.status <= AuditStatus::Drafted,
        _ => false,
    }
}

/// The record of a diagnostic, by its id in lower case.
fn id_of(diagnostic: &Diagnostic) -> Option<Arc<str>> {
    diagnostic.record.as_ref().map(|subject| Key::of(&subject.id).as_str().into())
}

/// Whether something of an action that is still to be done was due before a day.
fn was_late(data: &Data, day: Date) -> bool {
    data.action().is_some_and(|action| action.open_items().any(|item| item.due.is_some_and(|due| due < day)))
}

/// Whether a step back opens again what was late before the step, which made it look as if it were not.
fn hides_late((before, after): (&Data, &Data), day: Date) -> bool {
    let (Data::Action(before), Data::Action(after)) = (before, after) else { return false };
    let was_open = |item: &ActionItem| {
        before.status <= ActionStatus::Accepted
            && before.open_items().any(|then| then.n == item.n && then.due.is_some_and(|due| due < day))
    };
    after.open_items().any(|item| item.due.is_some_and(|due| due < day) && !was_open(item))
}

/// Whether one of the days of an action came and went that the step back takes away, or while it was said to be done; of an audit, its
/// first day or its last.
fn has_fallen_due((before, after): (&Data, &Data), (from, until): (Date, Date)) -> bool {
    if let Data::Audit(audit) = after {
        let days = audit.dates.iter().flat_map(|dates| [dates.start, dates.end]);
        return days.into_iter().any(|day| (from..until).contains(&day));
    }
    let (Data::Action(before), Data::Action(after)) = (before, after) else { return false };
    let counted = before.status >= ActionStatus::Accepted && after.status < ActionStatus::Accepted;
    // A day that came with the step goes with it.
    let items = after.open_items().chain(before.open_items());
    let mut due = items.filter_map(|item| item.due).filter(|due| *due < until);
    due.any(|due| counted || due >= from)
}

/// Whether a record refers to another one; `id` is in lower case.
fn cites(document: &Document, id: &str) -> bool {
    let mut is_cited = false;
    if let (Some(kind), Some(root)) = (document.kind, &document.root) {
        shape(kind).cited(root, &mut |cited| is_cited |= Key::of(cited).as_str() == id);
    }
    is_cited
}
