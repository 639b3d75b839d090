//! The life of a record, in an auditor's terms.

use std::collections::{BTreeMap, HashMap};

use super::{Moment, Replay};
use crate::diff::{Changes, Content, Edit, FieldChange, diff};
use crate::lint::changes;
use crate::record::{Change, Date, PersonRef};
use crate::snapshot::Record;
use crate::source::{Commit, SourceError};
use crate::text::counted;

/// Something that happened to a record.
#[derive(Debug, Clone)]
pub struct Event {
    /// The commit.
    pub commit: Commit,
    /// Its day.
    pub day: Date,
    /// Who wrote it, as far as that is a person on record.
    pub author: Option<PersonRef>,
    /// Who approved the commit, as its message names them: all that it brings, of which this may be the least.
    pub approved_by: Vec<PersonRef>,
    /// What happened, the weightiest first.
    pub what: Vec<What>,
    /// The reasons that the record gives from then on for what changed.
    pub reasons: Vec<Change>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct What {
    /// Which sort of thing it is.
    pub act: Act,
    /// The field, as a comparison names it; empty for the record as a whole.
    pub field: String,
    /// In words.
    pub words: String,
    /// What was there.
    pub from: Option<String>,
    /// What is there now.
    pub to: Option<String>,
}

impl What {
    /// Whether it happened to the list item of this number or id.
    pub fn is_of(&self, part: &str) -> bool {
        is_of_part(&self.field, part)
    }
}

/// Whether a field is one of the list item of this number or id.
pub fn is_of_part(field: &str, part: &str) -> bool {
    field.trim_matches('/').split('/').nth(1).is_some_and(|item| item.eq_ignore_ascii_case(part))
}

/// The sorts of things that happen to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It came.
    Begun,
    /// It went.
    Deleted,
    /// Its file has another path.
    Moved,
    /// It cannot be read any more.
    Broken,
    /// It can be read again.
    Mended,
    /// It, or an item of it, got into another state.
    State,
    /// Its grade changed.
    Grade,
    /// A day by which something is due moved.
    Due {
        /// By so many days; less than none when it was brought forward.
        days: i64,
        /// How often it moved, this time counted.
        times: usize,
    },
    /// A field was filled.
    Set,
    /// A field says something else.
    Changed,
    /// A field was taken away.
    Taken,
}

/// The life of the record with an id, oldest first; empty when there never was one.
///
/// # Errors
/// History cannot be read.
pub fn timeline(replay: &mut Replay<'_>, id: &str) -> Result<Vec<Event>, SourceError> {
    let mut events = Vec::new();
    let mut moved: HashMap<String, usize> = HashMap::new();
    replay.run(&mut |moment| {
        let is_it = |snapshot: &crate::snapshot::Snapshot| {
            snapshot.record(id).is_some() || snapshot.broken_record(id).is_some()
        };
        if !is_it(moment.before) && !is_it(moment.after) {
            return;
        }
        let mut what = happened(&diff(moment.before, moment.after), id, &mut moved);
        what.splice(0..0, again(moment).remove(&id.to_lowercase()));
        let reasons = reasons(moment.before.record(id), moment.after.record(id));
        if !what.is_empty() || !reasons.is_empty() {
            events.push(Event {
                commit: moment.commit.clone(),
                day: moment.day,
                author: moment.facts.author.clone(),
                approved_by: moment.facts.approved_by.clone(),
                what,
                reasons,
            });
        }
    })?;
    Ok(events)
}

/// The entries of `changes` that a record has got; what a record came with tells of what was before it.
fn reasons(before: Option<&Record>, after: Option<&Record>) -> Vec<Change> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    let known = changes(before.data());
    changes(after.data()).iter().filter(|change| !known.contains(change)).cloned().collect()
}

/// What happened to the record with an id; `moved` counts how often each of its days has moved.
pub(super) fn happened(changes: &Changes, id: &str, moved: &mut HashMap<String, usize>) -> Vec<What> {
    let mut what = Vec::new();
    for file in changes.unreadable.iter().filter(|file| file.id.eq_ignore_ascii_case(id)) {
        // What was broken and still is was told of where it broke; what is mended comes as a change of what was there before.
        if file.before.is_none() {
            what.push(whole(Act::Broken, "cannot be read as a record from here on".to_owned()));
        }
    }
    for record in changes.records.iter().filter(|record| record.id.eq_ignore_ascii_case(id)) {
        if record.is_added() {
            let facts: Vec<String> = record.facts.iter().map(|fact| fact.text().into_owned()).collect();
            let facts = if facts.is_empty() { String::new() } else { format!(": {}", facts.join(", ")) };
            what.push(whole(Act::Begun, format!("{} begun{facts}", record.kind.noun())));
        }
        if record.is_removed() {
            what.push(whole(Act::Deleted, format!("{} deleted", record.kind.noun())));
        }
        if let (true, Some(after)) = (record.is_moved(), &record.after) {
            what.push(whole(Act::Moved, format!("moved to {after}")));
        }
        what.extend(
            record.fields.iter().filter(|field| !field.path.starts_with("changes")).map(|field| one(field, moved)),
        );
    }
    what
}

/// What a difference of a field comes to, without regard to what was before.
pub fn happened_to(field: &FieldChange) -> What {
    one(field, &mut HashMap::new())
}

/// The records that a commit makes readable again or brings back, by their ids in lower case.
pub(super) fn again(moment: &Moment<'_>) -> BTreeMap<String, What> {
    let mended = moment.mended().map(|record| (record, whole(Act::Mended, "can be read again".to_owned())));
    let back = |record: &Record| whole(Act::Begun, format!("{} brought back", record.kind().noun()));
    let returned = moment.returned().map(|record| (record, back(record)));
    mended.chain(returned).map(|(record, what)| (record.key().to_string(), what)).collect()
}

/// Something that happened to a record as a whole.
fn whole(act: Act, words: String) -> What {
    What { act, field: String::new(), words, from: None, to: None }
}

fn one(field: &FieldChange, moved: &mut HashMap<String, usize>) -> What {
    let (from, to) = match &field.edit {
        Edit::Added(after) => (None, Some(text(after))),
        Edit::Removed(before) => (Some(text(before)), None),
        Edit::Replaced(before, after) => (Some(text(before)), Some(text(after))),
        Edit::Members(lost, gained) => {
            let joined =
                |list: &[Content]| (!list.is_empty()).then(|| list.iter().map(text).collect::<Vec<_>>().join(", "));
            (joined(lost), joined(gained))
        }
    };
    // As a comparison and `set` name it.
    let name = &field.path;
    let last = field.path.rsplit('/').next().unwrap_or_default();
    let (act, words) = match (last, &from, &to) {
        ("status", Some(from), Some(to)) => (Act::State, format!("{}{from} → {to}", beside(name, "status"))),
        ("grade", Some(from), Some(to)) => (Act::Grade, format!("grade: {from} → {to}")),
        ("due", Some(from), Some(to)) => {
            let times = moved.entry(field.path.clone()).or_default();
            *times += 1;
            let days = field.edit.days();
            let by = days.map(|days| match days {
                days if days >= 0 => format!(" ({} later, for the {} time)", counted(days, "day"), ordinal(*times)),
                days => format!(" ({} earlier)", counted(-days, "day")),
            });
            let words = format!("{}moved from {from} to {to}{}", beside(name, ""), by.unwrap_or_default());
            (Act::Due { days: days.unwrap_or_default(), times: *times }, words)
        }
        (_, None, Some(to)) if to.is_empty() => (Act::Set, format!("{name}: none")),
        (_, None, Some(to)) => {
            let told = message(field);
            (Act::Set, format!("{name}: {}", told.as_ref().unwrap_or(to)))
        }
        (_, Some(from), None) if from.is_empty() => (Act::Taken, format!("{name} taken away")),
        (_, Some(from), None) => (Act::Taken, format!("{name} taken away: {from}")),
        (_, Some(from), Some(to)) => (Act::Changed, format!("{name}: {from} → {to}")),
        (_, None, None) => (Act::Changed, name.clone()),
    };
    What { act, field: field.path.clone(), words, from, to }
}

/// A message that came to be on record, as a sentence: who told whom, and when.
fn message(field: &FieldChange) -> Option<String> {
    let Edit::Added(Content::Map(said)) = &field.edit else { return None };
    if !field.path.starts_with("communications[") {
        return None;
    }
    let of = |name: &str| said.iter().find(|(key, _)| key == name).map(|(_, value)| text(value));
    let (date, from, to, what) = (of("date")?, of("from")?, of("to")?, of("what")?);
    let channel = of("channel").map(|channel| format!(", {channel}")).unwrap_or_default();
    let summary = of("summary").map(|summary| format!(": {}", summary.trim())).unwrap_or_default();
    let more = ["evidence", "acknowledged"].into_iter().filter_map(|name| Some(format!("; {name}: {}", of(name)?)));
    Some(format!("on {date} {from} told {to} ({what}{channel}){summary}{}", more.collect::<String>()))
}

/// A value on one line.
fn text(content: &Content) -> String {
    match content {
        Content::Map(fields) => fields_in(fields, "; "),
        other => within(other),
    }
}

/// A value that stands in another one: whose its fields are has to be seen.
fn within(content: &Content) -> String {
    match content {
        Content::Scalar(scalar) => scalar.text().into_owned(),
        Content::List(items) => items.iter().map(within).collect::<Vec<_>>().join(", "),
        Content::Map(fields) => format!("({})", fields_in(fields, ", ")),
    }
}

fn fields_in(fields: &[(String, Content)], between: &str) -> String {
    fields.iter().map(|(key, value)| format!("{key}: {}", within(value))).collect::<Vec<_>>().join(between)
}

/// A field, to stand before what happened to it; nothing where that says by itself which it is.
fn beside(path: &str, own: &str) -> String {
    if path == own { String::new() } else { format!("{path}: ") }
}

fn ordinal(number: usize) -> String {
    match number {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        number => format!("{number}th"),
    }
}
