//! What was promised first and what came of it: on-time rate by both days, and how far days moved.

use super::{OnTime, Population, Share};
use crate::history::{is_later, promised as promise};
use crate::record::{Change, Date, Period};

/// An item of an action, and its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised<'a> {
    /// Id of the action.
    pub action: &'a str,
    /// Number of the item.
    pub number: u32,
    /// The day that was promised first.
    pub first: Date,
    /// The day that is in force.
    pub due: Date,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// How often its day moved to a later one.
    pub moves: usize,
    /// The reasons that were given, oldest first.
    pub reasons: Vec<&'a str>,
}

impl Promised<'_> {
    /// Days from the first promise to the day in force.
    pub fn days_moved(&self) -> i64 {
        self.due.days_since(self.first)
    }
}

/// The items that have a due date and are not cancelled.
pub fn promised<'a>(population: &Population<'a>) -> Vec<Promised<'a>> {
    let items = population.items().map(|(action, item, due)| {
        let field = format!("actions/{}/due", item.n);
        let data = action.data();
        let mut later: Vec<&Change> =
            data.changes.iter().filter(|change| change.field == field && is_later(change)).collect();
        later.sort_by_key(|change| change.date);
        let promise = promise(data, item.n, due, population.promises);
        Promised {
            action: action.id(),
            number: item.n,
            first: promise.first,
            due,
            done: item.done_on,
            moves: promise.moves,
            reasons: later.iter().map(|change| change.reason.as_str()).collect(),
        }
    });
    let mut items: Vec<Promised<'a>> = items.collect();
    items.sort_by_key(|item| (item.first, item.action, item.number));
    items
}

/// How many items were done by the day first promised, of those whose day came in the year up to the day.
pub fn kept(population: &Population<'_>) -> OnTime {
    let share = at(&promised(population), population.day).by_first;
    OnTime { kept: share.part, all: share.all }
}

/// How many items were done by the day first promised, of those whose day came in a span; of one that is not over yet, up to the day.
pub fn kept_within(population: &Population<'_>, span: Period) -> OnTime {
    let is_over = population.day >= span.to;
    let items = promised(population);
    let came = |item: &&Promised<'_>| span.contains(item.first) && (is_over || item.first < population.day);
    let due: Vec<&Promised<'_>> = items.iter().filter(came).collect();
    let kept = due.iter().filter(|item| item.done.is_some_and(|done| done <= item.first)).count();
    OnTime { kept, all: due.len() }
}

/// The items whose day moved, those that moved farthest first.
pub fn slipped<'a>(population: &Population<'a>) -> Vec<Promised<'a>> {
    let mut items: Vec<Promised<'a>> = promised(population).into_iter().filter(|item| item.moves > 0).collect();
    items.sort_by_key(|item| (std::cmp::Reverse(item.days_moved()), item.action, item.number));
    items
}

/// The on-time rate at one point: of the items whose day fell into the twelve months up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Punctuality {
    /// Last day of the twelve months.
    pub day: Date,
    /// Done by the day first promised, of those whose first day fell there.
    pub by_first: Share,
    /// Done by the day in force, of those whose day in force fell there.
    pub by_current: Share,
}

/// The on-time rate at the end of each quarter of the last three years, and on the day. Points before the first promise
/// are left out.
pub fn punctuality(population: &Population<'_>) -> Vec<Punctuality> {
    let items = promised(population);
    let Some(begin) = items.iter().map(|item| item.first).min() else { return Vec::new() };
    let day = population.day;
    let quarter = Date(day.0.first_of_month()).plus_months(-i64::from((day.0.month() - 1) % 3));
    let ends = (0..12).rev().map(|back| quarter.plus_months(-3 * back).plus_days(-1)).chain([day]);
    ends.filter(|end| begin < *end).map(|end| at(&items, end)).filter(|point| point.by_first.all > 0).collect()
}

fn at(items: &[Promised<'_>], day: Date) -> Punctuality {
    let since = day.plus_months(-12);
    let share = |of: fn(&Promised<'_>) -> Date| {
        // What was to be done on the last day may still be done on it.
        let due: Vec<&Promised<'_>> = items.iter().filter(|item| since < of(item) && of(item) < day).collect();
        let kept = due.iter().filter(|item| item.done.is_some_and(|done| done <= of(item)));
        Share { part: kept.count(), all: due.len() }
    };
    Punctuality { day, by_first: share(|item| item.first), by_current: share(|item| item.due) }
}
