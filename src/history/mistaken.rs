//! Steps that were taken by mistake: whoever took one takes it back within days, the record is as it was, and nobody went on from it. A reason
//! would say no more than that it was a mistake. Evidence that came along with such a step, and that nothing needs without it, may go with it.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Moment;
use super::mended::is_as_it_was;
use super::relied::Relied;
use super::taken_back::DAYS;
use super::undone::{SHORT, STEP};
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Settings, decisions, rules};
use crate::record::lifecycle::state_changes;
use crate::record::{ActionStatus, AuditStatus, Data, Date, FindingStatus, Kind, PersonRef};
use crate::schema::shape;
use crate::snapshot::{Document, Key, Record};

/// The rules of whose lapses a mistake may be all.
pub(super) const MISTAKES: &[&str] = &[STEP, GONE];
/// The rule about evidence that is gone.
const GONE: &str = "evidence-removed-early";

/// What became of records in the last days.
#[derive(Debug, Default)]
pub(super) struct Mistaken {
    touches: VecDeque<Touch>,
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
        &self,
        found: &mut Vec<Diagnostic>,
        moment: &Moment<'_>,
        (relied, settings): (&Relied, &Settings),
    ) -> Vec<Diagnostic> {
        let is_free = |name: &str| rules::find(name).is_some_and(|rule| !settings.is_set(rule));
        let is_mistake = |diagnostic: &mut Diagnostic| {
            let told = match diagnostic.rule {
                rule if !MISTAKES.contains(&rule) || !is_free(rule) => None,
                GONE => self.came_along(diagnostic, (moment, relied)),
                _ => self.taken_back(diagnostic, moment),
            };
            let Some((said, level)) = told else { return false };
            diagnostic.level = level;
            diagnostic.message += &said;
            if level == Level::Info {
                diagnostic.help = None;
            }
            level == Level::Info
        };
        found.extract_if(.., is_mistake).collect()
    }

    /// Where a record comes back as it was before a step that may be a mistake: that, and how much it weighs.
    fn taken_back(&self, diagnostic: &Diagnostic, moment: &Moment<'_>) -> Option<(String, Level)> {
        let after = moment.after.record(&diagnostic.record.as_ref()?.id)?;
        let before = moment.before.same(after)?;
        let own = || self.touches.iter().filter(|touch| touch.is_of(after));
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
        let is_own = touches.all(|touch| touch.by.as_ref() == by);
        let said = format!("; it is as it was before {}, and nobody went on from that", first.day);
        is_light.then_some((said, if is_own && since <= SHORT { Level::Info } else { Level::Warning }))
    }

    /// Where evidence goes by whom it came, with or after the step that it came along with, and nothing else ever named it: that.
    fn came_along(&self, diagnostic: &Diagnostic, (moment, relied): (&Moment<'_>, &Relied)) -> Option<(String, Level)> {
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
            touch.kind == Kind::Review
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

/// Whether one of the days of an action came and went that the step back takes away, or while it was said to be done.
fn has_fallen_due((before, after): (&Data, &Data), (from, until): (Date, Date)) -> bool {
    let (Data::Action(before), Data::Action(after)) = (before, after) else { return false };
    let counted = before.status >= ActionStatus::Accepted && after.status < ActionStatus::Accepted;
    let mut due = after.open_items().filter_map(|item| item.due).filter(|due| *due < until);
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
