//! The life of every record, from one pass over the main line.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use super::timeline::{Event, What, again, happened};
use super::{Approvals, Moment, Promises, Replay};
use crate::diff::{Changes, RecordChange, diff};
use crate::record::{Data, Date, Grade, Kind, PersonRef};
use crate::snapshot::Snapshot;
use crate::source::{Commit, SourceError};

/// What happened to each record, and the commits in which it did.
#[derive(Debug, Clone, Default)]
pub struct Chronicle {
    /// The commits that changed a record, oldest first.
    pub moments: Vec<Point>,
    /// What happened to each record, oldest first, by its id in lower case.
    pub events: BTreeMap<String, Vec<Happening>>,
    /// Every step of a record from one state or grade to another, oldest first. What is open over time is summed up from
    /// these.
    pub steps: Vec<StateStep>,
    /// What was promised first.
    pub promises: Promises,
    /// Who was approved as an auditor when.
    pub approvals: Approvals,
    /// Where the steps of each record are, once somebody has asked.
    pub(crate) places: OnceLock<HashMap<String, Vec<usize>>>,
}

/// A commit of the main line that changed a record.
#[derive(Debug, Clone)]
pub struct Point {
    /// The commit.
    pub commit: Commit,
    /// Its day in the organisation's time zone.
    pub day: Date,
    /// Who wrote it, as far as that is a person on record.
    pub author: Option<PersonRef>,
    /// Who approved it.
    pub approved_by: Vec<PersonRef>,
}

/// What happened to a record in a commit.
#[derive(Debug, Clone)]
pub struct Happening {
    /// The commit's place among the moments.
    pub moment: usize,
    /// What happened, the weightiest first.
    pub what: Vec<What>,
}

/// A record's step from one state to another, and from one grade to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateStep {
    /// The commit's place among the moments.
    pub moment: usize,
    /// Kind of the record.
    pub kind: Kind,
    /// Id of the record, in lower case.
    pub id: String,
    /// What it was; `None` when it was not there.
    pub before: Option<Standing>,
    /// What it is; `None` when it is gone.
    pub after: Option<Standing>,
}

/// A record's state, and of a finding the grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// State, as the record has it.
    pub status: &'static str,
    /// Grade of a finding.
    pub grade: Option<Grade>,
}

impl Standing {
    /// The standing of a record; `None` for a kind without states.
    pub fn of(data: &Data) -> Option<Standing> {
        Some(Standing { status: data.status()?, grade: data.finding().map(|finding| finding.grade) })
    }
}

impl Chronicle {
    /// Reads it off the main line.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn of(replay: &mut Replay<'_>) -> Result<Chronicle, SourceError> {
        let mut chronicler = Chronicler::default();
        replay.run(&mut |moment| chronicler.note(moment))?;
        Ok(chronicler.chronicle)
    }

    /// The life of a record, oldest first, by its id without regard to case.
    pub fn life(&self, id: &str) -> impl DoubleEndedIterator<Item = (&Point, &[What])> {
        let events = self.events.get(&id.to_lowercase()).into_iter().flatten();
        events.map(|happening| (&self.moments[happening.moment], happening.what.as_slice()))
    }

    /// The same as events, without the reasons that the record gives.
    pub fn events_of(&self, id: &str) -> impl Iterator<Item = Event> {
        self.life(id).map(|(point, what)| Event {
            commit: point.commit.clone(),
            day: point.day,
            author: point.author.clone(),
            approved_by: point.approved_by.clone(),
            what: what.to_vec(),
            reasons: Vec::new(),
        })
    }

    /// The steps of a record, oldest first, by its id without regard to case.
    pub fn steps_of(&self, id: &str) -> impl DoubleEndedIterator<Item = &StateStep> {
        let places = self.places.get_or_init(|| {
            let mut places: HashMap<String, Vec<usize>> = HashMap::new();
            for (position, step) in self.steps.iter().enumerate() {
                places.entry(step.id.clone()).or_default().push(position);
            }
            places
        });
        places.get(&id.to_lowercase()).into_iter().flatten().map(|position| &self.steps[*position])
    }

    /// How many records of a kind had each standing at the end of each day on which that changed, oldest first.
    pub fn standings(&self, kind: Kind) -> Vec<(Date, BTreeMap<Standing, usize>)> {
        let mut now: BTreeMap<Standing, usize> = BTreeMap::new();
        let mut days: Vec<(Date, BTreeMap<Standing, usize>)> = Vec::new();
        for step in self.steps.iter().filter(|step| step.kind == kind) {
            if let Some(before) = step.before {
                let count = now.entry(before).or_default();
                *count = count.saturating_sub(1);
            }
            if let Some(after) = step.after {
                *now.entry(after).or_default() += 1;
            }
            now.retain(|_, count| *count > 0);
            // Commits are in the order of the line; a clock that went back does not take the day back.
            let day =
                self.moments[step.moment].day.max(days.last().map_or(Date(jiff::civil::Date::MIN), |last| last.0));
            match days.last_mut().filter(|last| last.0 == day) {
                Some(last) => last.1.clone_from(&now),
                None => days.push((day, now.clone())),
            }
        }
        days
    }
}

/// A chronicle while it is written.
#[derive(Debug, Default)]
pub(super) struct Chronicler {
    pub(super) chronicle: Chronicle,
    /// How often each day of a record moved so far.
    moved: HashMap<String, HashMap<String, usize>>,
}

impl Chronicler {
    /// Takes a commit into account.
    pub(super) fn note(&mut self, moment: &Moment<'_>) {
        let number = self.chronicle.moments.len();
        self.chronicle.promises.note_all(&moment.actions(), moment.day);
        self.chronicle.approvals.note(moment);
        let mut by_record = by_record(diff(moment.before, moment.after));
        let mut again = again(moment);
        for id in again.keys() {
            by_record.entry(id.clone()).or_default();
        }
        let mut is_told = false;
        for (id, changes) in &by_record {
            let mut what = happened(changes, id, self.moved.entry(id.clone()).or_default());
            what.splice(0..0, again.remove(id));
            if !what.is_empty() {
                is_told = true;
                self.chronicle.events.entry(id.clone()).or_default().push(Happening { moment: number, what });
            }
        }
        if !is_told {
            return;
        }
        let records = by_record.values().flat_map(|changes| &changes.records);
        let steps = records.filter_map(|record| {
            step(record, moment.before, moment.after).map(|(before, after)| StateStep {
                moment: number,
                kind: record.kind,
                id: record.id.to_lowercase(),
                before,
                after,
            })
        });
        // What it is held against had gone: it begins anew among those that are there.
        let back: HashSet<&str> = moment.returned().map(|record| &**record.key()).collect();
        let returned = moment.returned().filter_map(|record| {
            let (kind, id, after) = (record.kind(), record.key().to_string(), Standing::of(record.data()));
            after.map(|_| StateStep { moment: number, kind, id, before: None, after })
        });
        self.chronicle.steps.extend(steps.filter(|step| !back.contains(step.id.as_str())).chain(returned));
        self.chronicle.moments.push(Point {
            commit: moment.commit.clone(),
            day: moment.day,
            author: moment.facts.author.clone(),
            approved_by: moment.facts.approved_by.clone(),
        });
    }
}

/// The changes of each record, by its id in lower case.
fn by_record(changes: Changes) -> BTreeMap<String, Changes> {
    let mut by_record: BTreeMap<String, Changes> = BTreeMap::new();
    for record in changes.records {
        by_record.entry(record.id.to_lowercase()).or_default().records.push(record);
    }
    for file in changes.unreadable {
        by_record.entry(file.id.to_lowercase()).or_default().unreadable.push(file);
    }
    by_record
}

fn step(change: &RecordChange, before: &Snapshot, after: &Snapshot) -> Option<(Option<Standing>, Option<Standing>)> {
    let at = |snapshot: &Snapshot, path: &Option<std::sync::Arc<str>>| {
        let path = path.as_ref()?;
        let records = snapshot.records();
        let place = records.binary_search_by(|record| record.path.as_bytes().cmp(path.as_bytes())).ok()?;
        Standing::of(records[place].data())
    };
    let (before, after) = (at(before, &change.before), at(after, &change.after));
    (before != after).then_some((before, after))
}
