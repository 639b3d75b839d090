//! What was promised first: the day that an item of an action had when its plan was accepted, and how often it moved since.
//!
//! History knows moves that nobody declared. Until a plan is accepted its days are proposals, which may move freely; and of
//! what was before a record came into Git, the record alone tells.

use std::collections::{BTreeMap, HashMap};

use super::Replay;
use super::declared::{declared, is_given_up};
use super::wording::Wording;
use crate::lint::replaced;
use crate::record::{Action, ActionItem, ActionItemStatus, ActionStatus, Date};
use crate::source::SourceError;
use crate::text::has_same_letters;

/// What is known of the due date of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The day that was promised when the plan was accepted.
    pub first: Date,
    /// The day that was in force last.
    pub last: Date,
    /// How often it moved to a later day.
    pub moves: usize,
    /// Whether the item was still to be done when it was there last.
    pub is_open: bool,
    /// The first day before one that is earlier took its place.
    before: Option<Date>,
    /// How many commits had been looked at when it was promised.
    came: usize,
    /// The same as a day.
    since: Date,
    /// Whether it takes the place of one that was cancelled.
    is_other: bool,
}

impl Promise {
    /// One that is new: its day, whether it is still to be kept, and when it came, in commits and as a day.
    pub(super) fn of(first: Date, is_open: bool, (came, since): (usize, Date)) -> Promise {
        Promise { first, last: first, moves: 0, is_open, before: None, came, since, is_other: false }
    }

    /// Takes another day into account. One that was brought forward is the new promise; but back on the day that it had, it was a
    /// slip of the pen.
    fn moves_to(&mut self, due: Date) {
        if due == self.last {
            return;
        }
        if self.before == Some(due) {
            (self.first, self.before) = (due, None);
        } else {
            self.moves += usize::from(due > self.last);
            if due < self.first {
                (self.before, self.first) = (Some(self.first), due);
            }
        }
        self.last = due;
    }
}

/// The promises of a history, by the action's id in lower case and the item's number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Promises {
    promises: BTreeMap<(String, u32), Promise>,
    /// What was to be done, by the same.
    said: BTreeMap<(String, u32), Wording>,
    /// The day on which each action came into the history, by its id in lower case.
    begun: BTreeMap<String, Date>,
    /// What was cancelled before it was done, by what it answers: the findings of its record, and that itself; ids in lower case.
    cancelled: BTreeMap<String, Vec<Cancelled>>,
    /// The day on which each action that is closed was, by its id in lower case; nothing for one that came closed.
    closed: BTreeMap<String, Option<Date>>,
    /// How many commits were looked at.
    commits: usize,
}

/// An item that was cancelled before it was done.
#[derive(Debug, Clone, PartialEq)]
struct Cancelled {
    /// Its action's id in lower case, and its number.
    key: (String, u32),
    /// What was to be done.
    what: String,
    /// The day on which it was seen to be cancelled.
    on: Date,
}

/// A promised day that gave way to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedDay {
    /// Id of the action.
    pub action: String,
    /// Number of the item there.
    pub item: u32,
    /// The day that was in force: of the item itself, or of one that was cancelled and says the same.
    pub from: Date,
    /// The day that is.
    pub to: Date,
}

impl Promises {
    /// Reads them off the main line.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn of(replay: &mut Replay<'_>) -> Result<Promises, SourceError> {
        let mut promises = Promises::default();
        replay.run(&mut |moment| {
            promises.note_all(&moment.actions(), moment.day);
        })?;
        Ok(promises)
    }

    /// What had been promised by each of some commits, in one pass over the main line.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn at(replay: &mut Replay<'_>, commits: &[&str]) -> Result<BTreeMap<String, Promises>, SourceError> {
        let places: HashMap<String, usize> = replay.ids().iter().enumerate().map(|(at, id)| (id.clone(), at)).collect();
        let mut wanted: Vec<(usize, &str)> = commits.iter().filter_map(|id| Some((*places.get(*id)?, *id))).collect();
        wanted.sort_unstable_by(|a, b| b.cmp(a));
        let mut promises = Promises::default();
        let mut known = BTreeMap::new();
        replay.run(&mut |moment| {
            // A commit that changes no record is not visited: by it, what was promised before it had been.
            let here = places.get(&moment.commit.id);
            while let Some((_, id)) = wanted.pop_if(|(at, _)| here.is_some_and(|here| *at < *here)) {
                known.insert(id.to_owned(), promises.clone());
            }
            promises.note_all(&moment.actions(), moment.day);
        })?;
        known.extend(wanted.into_iter().map(|(_, id)| (id.to_owned(), promises.clone())));
        Ok(known)
    }

    /// Takes later versions of actions into account, as they were on a day. Gives the days that moved with them.
    pub fn note_all(&mut self, actions: &[&Action], day: Date) -> Vec<MovedDay> {
        let mut moved = Vec::new();
        self.commits += 1;
        actions.iter().for_each(|action| self.note(action, day, &mut moved));
        if !self.cancelled.is_empty() {
            actions.iter().for_each(|action| self.hand_over(action, &mut moved));
        }
        moved
    }

    fn note(&mut self, action: &Action, day: Date, moved: &mut Vec<MovedDay>) {
        let id = action.id.as_str().to_lowercase();
        let is_new = !self.begun.contains_key(&id);
        self.begun.entry(id.clone()).or_insert(day);
        match action.status {
            ActionStatus::Closed => drop(self.closed.entry(id.clone()).or_insert((!is_new).then_some(day))),
            _ => drop(self.closed.remove(&id)),
        }
        // Until the plan is accepted, days are proposals.
        if !action.status.is_accepted() && action.status != ActionStatus::Cancelled {
            return;
        }
        self.renumber(action);
        let is_over = matches!(action.status, ActionStatus::Cancelled | ActionStatus::Closed);
        for item in &action.actions {
            let key = (id.clone(), item.n);
            let is_open = item.status.is_open() && !is_over;
            if let Some(known) = self.promises.get_mut(&key) {
                // What its owner alone gave up, or put something else in the place of, is still promised.
                let is_other = self.said.get(&key).is_some_and(|said| said.is_done_otherwise(action, item));
                known.is_open = is_open || known.is_open && (is_given_up(action, item) || is_other);
            }
            self.note_cancelled(action, item, (&key, day));
            match self.said.get_mut(&key) {
                Some(said) => said.note(action, item),
                None => drop(self.said.insert(key.clone(), Wording::of(action, item))),
            }
            let Some(due) = item.due else { continue };
            let promise = self.promises.entry(key).or_insert(Promise::of(due, is_open, (self.commits, day)));
            if promise.last != due && action.status != ActionStatus::Cancelled {
                moved.push(MovedDay { action: action.id.to_string(), item: item.n, from: promise.last, to: due });
            }
            promise.moves_to(due);
        }
    }

    /// Gives the promises of items that are gone to those that come under other numbers and say the same: nobody has to keep them twice.
    fn renumber(&mut self, action: &Action) {
        let id = action.id.as_str().to_lowercase();
        let has = |number: u32| action.actions.iter().any(|item| item.n == number);
        let of_action = self.promises.range((id.clone(), 0)..=(id.clone(), u32::MAX));
        let gone = of_action.filter(|((_, number), promise)| promise.is_open && !has(*number));
        for (was, past) in gone.map(|(key, promise)| (key.clone(), *promise)).collect::<Vec<_>>() {
            let is_it = |item: &&ActionItem| {
                let is_new = !self.promises.contains_key(&(id.clone(), item.n));
                is_new && self.said.get(&was).is_some_and(|said| has_same_letters(&said.last, &item.what))
            };
            let Some(item) = action.actions.iter().find(is_it) else { continue };
            self.promises.remove(&was);
            let said = self.said.remove(&was);
            self.said.extend(said.map(|said| ((id.clone(), item.n), said)));
            // The day that it has by now is looked at as of one that stayed.
            self.promises.insert((id.clone(), item.n), past);
        }
    }

    /// Notes that an item is cancelled that was promised, or is not any more.
    fn note_cancelled(&mut self, action: &Action, item: &ActionItem, (key, day): (&(String, u32), Date)) {
        let is_cancelled = action.status == ActionStatus::Cancelled || item.status == ActionItemStatus::Cancelled;
        let is_cancelled = is_cancelled && item.status != ActionItemStatus::Done;
        if !is_cancelled && self.cancelled.is_empty() || !self.promises.contains_key(key) {
            return;
        }
        let findings = action.source.findings.iter().map(|finding| finding.as_str().to_lowercase());
        for answered in findings.chain([key.0.clone()]) {
            match self.cancelled.get_mut(&answered) {
                Some(known) if !is_cancelled => known.retain(|known| known.key != *key),
                Some(known) if known.iter().any(|known| known.key == *key) => {}
                None if !is_cancelled => {}
                _ => {
                    let new = Cancelled { key: key.clone(), what: item.what.clone(), on: day };
                    self.cancelled.entry(answered).or_default().push(new);
                }
            }
        }
    }

    /// Gives the promises of what was cancelled to the items of an action that say the same: they came later.
    fn hand_over(&mut self, action: &Action, moved: &mut Vec<MovedDay>) {
        if !action.status.is_accepted() {
            return;
        }
        let id = action.id.as_str().to_lowercase();
        let findings = action.source.findings.iter().map(|finding| finding.as_str().to_lowercase());
        let answered: Vec<String> = findings.chain([id.clone()]).collect();
        for item in action.actions.iter().filter(|item| item.status.is_open()) {
            let key = (id.clone(), item.n);
            let Some(own) = self.promises.get(&key).copied().filter(|own| !own.is_other) else { continue };
            let cancelled = answered.iter().filter_map(|id| self.cancelled.get(id)).flatten();
            let is_it = |other: &&Cancelled| {
                let apart = other.on.days_since(own.since).abs();
                other.key != key && apart <= replaced::DAYS && has_same_letters(&other.what, &item.what)
            };
            let past = cancelled.filter(is_it).filter_map(|other| self.promises.get(&other.key));
            let past = past.filter(|past| past.came < own.came).min_by_key(|past| past.first).copied();
            let Some(past) = past else { continue };
            if past.last < own.last {
                moved.push(MovedDay { action: action.id.to_string(), item: item.n, from: past.last, to: own.last });
            }
            let moves = own.moves + past.moves + usize::from(past.last < own.last);
            let promise = Promise { first: own.first.min(past.first), moves, is_other: true, ..own };
            self.promises.insert(key, promise);
        }
    }

    /// The day on which an action was closed, where history saw it.
    pub fn closed_on(&self, action: &Action) -> Option<Date> {
        self.closed.get(&action.id.as_str().to_lowercase()).copied().flatten()
    }

    /// The promises that were not kept when the item, or the whole record, was taken out: those of items that are not
    /// there any more, by the action's id in lower case and the item's number.
    pub fn broken_off(&self, is_there: impl Fn(&str, u32) -> bool) -> impl Iterator<Item = (&str, u32, Promise)> {
        let open = self.promises.iter().filter(|(_, promise)| promise.is_open);
        open.map(|((action, number), promise)| (action.as_str(), *number, *promise))
            .filter(move |(action, number, _)| !is_there(action, *number))
    }

    /// What was promised where an item is marked as done, and its words are others to which nobody has agreed.
    pub fn done_otherwise(&self, action: &Action, item: &ActionItem) -> Option<&str> {
        let said = self.said.get(&(action.id.as_str().to_lowercase(), item.n));
        said.filter(|said| said.is_done_otherwise(action, item)).map(|said| said.agreed.as_str())
    }

    /// What was promised for an item of an action as it is now, whether that is committed or not; `None` where history knows
    /// of no accepted plan with a day for it.
    pub fn get(&self, action: &Action, number: u32) -> Option<Promise> {
        let id = action.id.as_str().to_lowercase();
        let begun = self.begun.get(&id);
        let mut known = self.promises.get(&(id, number)).copied()?;
        if let Some(due) = action.actions.iter().find(|item| item.n == number).and_then(|item| item.due) {
            known.moves_to(due);
        }
        let earlier = action.changes.iter().filter(|change| begun.is_some_and(|begun| change.date < *begun));
        let before = declared(earlier, number, known.first);
        Some(Promise { first: before.first.min(known.first), moves: known.moves + before.moves, ..known })
    }
}

#[cfg(test)]
mod tests {
    use super::super::declared::promised;
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn action(status: &str, due: &str, changes: &str) -> Action {
        let text = format!(
            "id: CA-1\ntitle: Mend\nstatus: {status}\nsource: {{type: incident}}\nowner: p\nchanges: [{changes}]\n\
             actions: [{{n: 1, what: Do it, status: open, due: {due}}}]\n"
        );
        serde_yaml::from_str(&text).expect("an action")
    }

    fn note(promises: &mut Promises, action: &Action, day: Date) -> Vec<MovedDay> {
        promises.note_all(&[action], day)
    }

    /// A record that came in January, was accepted in February, and whose day moved in both months and in March.
    fn history() -> Promises {
        let mut promises = Promises::default();
        note(&mut promises, &action("proposed", "2026-03-01", ""), day("2026-01-01"));
        note(&mut promises, &action("proposed", "2026-04-01", ""), day("2026-01-20"));
        note(&mut promises, &action("accepted", "2026-04-01", ""), day("2026-02-01"));
        note(&mut promises, &action("accepted", "2026-06-01", ""), day("2026-03-01"));
        promises
    }

    fn told(action: &Action, history: Option<&Promises>) -> (Date, usize) {
        let promise = promised(action, 1, action.actions[0].due.expect("a day"), history);
        (promise.first, promise.moves)
    }

    #[test]
    fn history_tells_what_nobody_declared_and_forgives_what_was_a_proposal() {
        assert_eq!(told(&action("accepted", "2026-06-01", ""), Some(&history())), (day("2026-04-01"), 1));
    }

    #[test]
    fn an_action_was_closed_on_the_day_on_which_history_saw_it() {
        let mut promises = history();
        let closed = action("closed", "2026-06-01", "");
        assert_eq!(promises.closed_on(&closed), None);
        promises.note_all(&[&closed], day("2026-07-01"));
        promises.note_all(&[&closed], day("2026-07-20"));
        assert_eq!(promises.closed_on(&closed), Some(day("2026-07-01")));
        promises.note_all(&[&action("implemented", "2026-06-01", "")], day("2026-07-25"));
        promises.note_all(&[&closed], day("2026-08-01"));
        assert_eq!(promises.closed_on(&closed), Some(day("2026-08-01")));
        // What came closed was closed before, on a day that nobody knows.
        let mut imported = Promises::default();
        imported.note_all(&[&closed], day("2026-07-01"));
        imported.note_all(&[&closed], day("2026-08-01"));
        assert_eq!(imported.closed_on(&closed), None);
    }

    #[test]
    fn what_is_not_committed_yet_moves_a_day_as_well() {
        assert_eq!(told(&action("accepted", "2026-09-01", ""), Some(&history())), (day("2026-04-01"), 2));
        assert_eq!(told(&action("accepted", "2026-02-15", ""), Some(&history())), (day("2026-02-15"), 1));
    }

    #[test]
    fn without_history_the_record_is_believed() {
        let change = "{date: 2026-03-01, by: p, field: actions/1/due, from: 2026-05-01, to: 2026-06-01, reason: x}";
        let action = action("accepted", "2026-06-01", change);
        assert_eq!(told(&action, None), (day("2026-05-01"), 1));
        assert_eq!(told(&action, Some(&Promises::default())), (day("2026-05-01"), 1));
    }

    #[test]
    fn what_was_before_the_history_is_told_by_the_record() {
        let change = "{date: 2025-12-01, by: p, field: actions/1/due, from: 2026-02-15, to: 2026-03-01, reason: x}";
        assert_eq!(told(&action("accepted", "2026-06-01", change), Some(&history())), (day("2026-02-15"), 2));
    }

    /// What another record for the same finding promises, which begins on a day, once the first one was cancelled on 1 May.
    fn in_its_place(begins: &str, what: &str) -> ((Date, usize), Vec<MovedDay>) {
        let of_finding = |action: Action| Action {
            source: serde_yaml::from_str("{type: finding, findings: [F-1]}").expect("a source"),
            ..action
        };
        let mut promises = Promises::default();
        note(&mut promises, &of_finding(action("accepted", "2026-04-01", "")), day("2026-02-01"));
        note(&mut promises, &of_finding(action("cancelled", "2026-04-01", "")), day("2026-05-01"));
        let mut other = of_finding(action("accepted", "2026-12-01", ""));
        other.id = "CA-2".into();
        what.clone_into(&mut other.actions[0].what);
        let moved = note(&mut promises, &other, day(begins));
        assert!(note(&mut promises, &other, day("2026-09-30")).is_empty(), "told once");
        (told(&other, Some(&promises)), moved)
    }

    #[test]
    fn what_says_the_same_takes_over_what_was_promised_for_a_while() {
        for what in ["Do  it", "do it."] {
            assert_eq!(in_its_place("2026-05-20", what).0, (day("2026-04-01"), 1), "{what}");
        }
        let (_, moved) = in_its_place("2026-05-20", "Do it");
        assert!(matches!(&moved[..], [one] if one.action == "CA-2" && one.from == day("2026-04-01")), "{moved:?}");
        for (begins, what) in [("2026-05-20", "Do something else"), ("2026-08-20", "Do it")] {
            assert_eq!(in_its_place(begins, what), ((day("2026-12-01"), 0), Vec::new()), "{begins}: {what}");
        }
    }

    /// How many promises are open once the item is marked as done, in other words.
    fn open_after(what: &str, change: &str) -> usize {
        let mut promises = history();
        let mut done = action("accepted", "2026-06-01", change);
        what.clone_into(&mut done.actions[0].what);
        done.actions[0].status = ActionItemStatus::Done;
        // That it is said once more makes it no other.
        [day("2026-07-01"), day("2026-07-02")].iter().for_each(|day| drop(note(&mut promises, &done, *day)));
        promises.broken_off(|_, _| false).count()
    }

    #[test]
    fn what_is_done_in_other_words_was_not_promised() {
        let other = "Send a mail to everybody";
        for (what, open) in [("Do it", 0), ("do it.", 0), ("Do it, with release 4", 0), (other, 1)] {
            assert_eq!(open_after(what, ""), open, "{what}");
        }
        let told =
            |by| format!("{{date: 2026-07-01, by: p, field: actions/1/what, from: One, to: Other, reason: x{by}}}");
        for (by, open) in [(", approved_by: q", 0), (", approved_by: p", 1), ("", 1)] {
            assert_eq!(open_after(other, &told(by)), open, "{by}");
        }
    }

    #[test]
    fn nothing_was_promised_by_a_plan_that_was_cancelled_before_it_was_accepted() {
        let mut promises = Promises::default();
        note(&mut promises, &action("cancelled", "2026-03-01", ""), day("2026-01-01"));
        assert_eq!(promises.broken_off(|_, _| false).count(), 0);
    }
}
