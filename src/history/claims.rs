//! What records say in `changes`, held against what happened on the main line.

use std::borrow::Cow;
use std::sync::Arc;

use crate::hash::HashMap;
use crate::lint::{Unproven, changes};
use crate::record::lifecycle::back_on_the_way;
use crate::record::{Change, Data, Date};
use crate::snapshot::{Key, Record, Snapshot};
use crate::source::Commit;

/// The values that states, grades and due dates had one after the other, and the entries of `changes` that speak of them.
#[derive(Debug, Default)]
pub struct Claims {
    /// By the record's id in lower case.
    records: HashMap<Arc<str>, Life>,
    entered: Vec<Entered>,
}

#[derive(Debug)]
struct Life {
    /// The day on which the record came.
    begun: Date,
    /// The values of each field, without repetition; the fields in their order.
    values: Vec<(Field, Vec<Value>)>,
}

/// A field whose changes need an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Status,
    Grade,
    /// The state of an item, by its number.
    ItemStatus(u32),
    /// The day by which an item is due.
    ItemDue(u32),
}

/// What such a field may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Word(&'static str),
    Day(Date),
}

impl Field {
    fn order(self) -> (u32, u8) {
        match self {
            Field::Status => (0, 0),
            Field::Grade => (0, 1),
            Field::ItemStatus(number) => (number, 2),
            Field::ItemDue(number) => (number, 3),
        }
    }

    /// Its name in `changes`.
    fn name(self) -> Cow<'static, str> {
        match self {
            Field::Status => "status".into(),
            Field::Grade => "grade".into(),
            Field::ItemStatus(number) => format!("actions/{number}/status").into(),
            Field::ItemDue(number) => format!("actions/{number}/due").into(),
        }
    }
}

impl Value {
    fn text(self) -> String {
        match self {
            Value::Word(word) => word.to_owned(),
            Value::Day(day) => day.to_string(),
        }
    }
}

/// An entry of `changes` that a commit brought.
#[derive(Debug)]
struct Entered {
    unproven: Unproven,
    /// From and to of all entries for the field that came with it, itself among them.
    together: Vec<(String, String)>,
    /// Whether it tells of what went to and fro before it came: the main line does not know that.
    is_on_the_way: bool,
}

impl Claims {
    /// Takes the records that a commit touched into account. What a record says when it comes lies before it, and nobody can know
    /// better.
    pub fn note<'a>(
        &mut self,
        before: &Snapshot,
        touched: impl Iterator<Item = &'a Record>,
        commit: &Commit,
        day: Date,
    ) {
        for record in touched {
            let old = before.same(record).filter(|old| old.kind() == record.kind());
            let is_same = old.is_some_and(|old| Arc::ptr_eq(old.document(), record.document()));
            let values = match is_same {
                true => Vec::new(),
                false => values(record),
            };
            if values.is_empty() {
                continue;
            }
            // Before the values are noted, which then have what came.
            let on_the_way = old.map(|old| self.on_the_way(old, record)).unwrap_or_default();
            let new = || Life { begun: day, values: Vec::new() };
            let life = self.records.entry(Arc::clone(record.key())).or_insert_with(new);
            for (field, value) in values {
                match life.values.binary_search_by_key(&field.order(), |(known, _)| known.order()) {
                    Ok(place) if life.values[place].1.last() == Some(&value) => {}
                    Ok(place) => life.values[place].1.push(value),
                    Err(place) => life.values.insert(place, (field, vec![value])),
                }
            }
            if let Some(old) = old {
                self.enter((old, record), &on_the_way, commit, day);
            }
        }
    }

    /// Which of the new entries tell of what happened before they came, as far as what came leaves room for it: steps back on a
    /// way that leads to the state which came, and the days of an item which came with them.
    fn on_the_way(&self, old: &Record, record: &Record) -> Vec<bool> {
        let new = new_entries(old, record);
        if new.is_empty() {
            return Vec::new();
        }
        let life = self.records.get(record.key());
        let mut found = vec![false; new.len()];
        for (field, value) in values(record) {
            let name = field.name();
            let of_field: Vec<usize> = (0..new.len()).filter(|place| new[*place].field == *name).collect();
            let before = life.and_then(|life| life.values.iter().find(|(known, _)| *known == field)?.1.last().copied());
            let places = match (field, before) {
                // An item that came with what is said of it.
                (Field::ItemDue(_) | Field::ItemStatus(_), None) => of_field.clone(),
                (Field::Status | Field::ItemStatus(_), Some(before)) => {
                    let back: Vec<_> =
                        of_field.iter().map(|place| (new[*place].from.trim(), new[*place].to.trim())).collect();
                    let is_item = field != Field::Status;
                    let on_it = back_on_the_way(record.data(), is_item, (&before.text(), &value.text()), &back);
                    on_it.into_iter().flatten().map(|place| of_field[place]).collect()
                }
                _ => Vec::new(),
            };
            places.into_iter().for_each(|place| found[place] = true);
        }
        found
    }

    fn enter(&mut self, (old, record): (&Record, &Record), on_the_way: &[bool], commit: &Commit, day: Date) {
        let new = new_entries(old, record);
        for (change, is_on_the_way) in new.iter().zip(on_the_way) {
            let alike = new.iter().filter(|other| other.field == change.field);
            let together = alike.map(|other| (other.from.trim().to_owned(), other.to.trim().to_owned())).collect();
            let (id, commit) = (record.id.to_string(), commit.clone());
            let unproven = Unproven { id, change: (*change).clone(), commit, day };
            self.entered.push(Entered { unproven, together, is_on_the_way: *is_on_the_way });
        }
    }

    /// The entries that the main line does not bear out, oldest first, and that no later one puts right.
    pub fn unproven(&self) -> Vec<Unproven> {
        let unproven = self.entered.iter().enumerate().filter(|(place, entered)| {
            !self.is_borne_out(entered) && !self.entered[*place..].iter().any(|later| self.puts_right(later, entered))
        });
        unproven.map(|(_, entered)| entered.unproven.clone()).collect()
    }

    /// Whether an entry tells of the change that another one tells of otherwise, as it was, and came after it.
    fn puts_right(&self, later: &Entered, earlier: &Entered) -> bool {
        let (new, old) = (&later.unproven, &earlier.unproven);
        let is_of_it = new.change.from == old.change.from || new.change.to == old.change.to;
        new.commit.id != old.commit.id
            && new.id.eq_ignore_ascii_case(&old.id)
            && new.change.field == old.change.field
            && is_of_it
            && self.is_borne_out(later)
    }

    fn is_borne_out(&self, entered: &Entered) -> bool {
        if entered.is_on_the_way {
            return true;
        }
        let change = &entered.unproven.change;
        let Some(life) = self.records.get(Key::of(&entered.unproven.id).as_str()) else { return true };
        // What happened before the record came is not on the main line; neither are fields that nobody follows.
        let values = life.values.iter().find(|(field, _)| field.name() == change.field);
        let Some((_, values)) = values.filter(|_| change.date >= life.begun) else { return true };
        let values: Vec<String> = values.iter().map(|value| value.text()).collect();
        let (from, to) = (change.from.trim(), change.to.trim());
        let first = values.iter().position(|value| value == from);
        let last = values.iter().rposition(|value| value == to);
        if first.zip(last).is_some_and(|(first, last)| first < last) {
            return true;
        }
        // Several steps in one commit: what lies between them was never on the main line.
        let others: Vec<_> = entered.together.iter().filter(|(a, b)| (a.as_str(), b.as_str()) != (from, to)).collect();
        let before = |value: &str| others.iter().filter(|(_, b)| b == value).map(|(a, _)| a.as_str()).collect();
        let after = |value: &str| others.iter().filter(|(a, _)| a == value).map(|(_, b)| b.as_str()).collect();
        !others.is_empty() && leads_to(from, &values, &before) && leads_to(to, &values, &after)
    }
}

/// Whether a value is one of `values`, or the steps from it lead to one.
fn leads_to<'e>(value: &'e str, values: &[String], steps: &dyn Fn(&str) -> Vec<&'e str>) -> bool {
    let (mut waiting, mut seen) = (vec![value], Vec::new());
    while let Some(value) = waiting.pop() {
        if values.iter().any(|known| known == value) {
            return true;
        }
        if !seen.contains(&value) {
            seen.push(value);
            waiting.extend(steps(value));
        }
    }
    false
}

/// The entries that a record has and had not.
fn new_entries<'a>(old: &Record, record: &'a Record) -> Vec<&'a Change> {
    let known = changes(old.data());
    changes(record.data()).iter().filter(|change| !known.contains(change)).collect()
}

/// What the fields have whose changes need an entry.
fn values(record: &Record) -> Vec<(Field, Value)> {
    let mut found = Vec::new();
    match record.data() {
        Data::Action(action) => {
            for item in &action.actions {
                found.push((Field::ItemStatus(item.n), Value::Word(item.status.as_str())));
                found.extend(item.due.map(|due| (Field::ItemDue(item.n), Value::Day(due))));
            }
        }
        Data::Finding(finding) => found.push((Field::Grade, Value::Word(finding.grade.as_str()))),
        Data::Audit(_) | Data::Programme(_) => {}
        _ => return found,
    }
    found.extend(record.data().status().map(|status| (Field::Status, Value::Word(status))));
    found
}
