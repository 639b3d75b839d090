//! What was promised first, by the history where it is at hand, else by the changes that the record declares.
//!
//! The history knows moves that nobody declared. Until a plan is accepted its days are proposals, which may move freely; and
//! of what was before a record came into Git, the record alone tells.

use std::str::FromStr;

use super::first_due;
use crate::history::{Act, Chronicle};
use crate::record::{Action, ActionStatus, Change, Date};

/// The first promise for an item of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The day that was promised first.
    pub first: Date,
    /// How often it moved to a later day since.
    pub moves: usize,
}

/// What was promised for the item of an action with a number, whose day in force is `due`.
pub fn promise(action: &Action, number: u32, due: Date, chronicle: Option<&Chronicle>) -> Promise {
    let field = format!("actions/{number}/due");
    let known = chronicle.and_then(|chronicle| of_history(chronicle, action, &field, due));
    let Some((begun, promise)) = known else { return declared(&action.changes, &field, due) };
    let earlier: Vec<Change> = action.changes.iter().filter(|change| change.date < begun).cloned().collect();
    let before = declared(&earlier, &field, promise.first);
    Promise { first: before.first.min(promise.first), moves: before.moves + promise.moves }
}

fn declared(changes: &[Change], field: &str, due: Date) -> Promise {
    let moves = changes.iter().filter(|change| change.field == field && is_later(change)).count();
    Promise { first: first_due(changes, field, due), moves }
}

/// Whether a day moved to a later one.
pub(super) fn is_later(change: &Change) -> bool {
    match (Date::from_str(&change.from), Date::from_str(&change.to)) {
        (Ok(from), Ok(to)) => from < to,
        _ => false,
    }
}

/// The day on which the record came into the history, and what was promised since; `None` when it never did, or when no
/// plan was accepted there.
fn of_history(chronicle: &Chronicle, action: &Action, field: &str, due: Date) -> Option<(Date, Promise)> {
    let id = action.id.as_str().to_lowercase();
    let events = chronicle.events.get(&id)?;
    let begun = chronicle.moments[events.first()?.moment].day;
    let is_accepted =
        |status: &str| ActionStatus::ALL.iter().any(|known| known.as_str() == status && known.is_accepted());
    let accepted =
        chronicle.steps_of(&id).find(|step| step.after.is_some_and(|after| is_accepted(after.status)))?.moment;
    let mut promise = Promise { first: due, moves: 0 };
    let moved = events.iter().filter(|event| event.moment > accepted).flat_map(|event| &event.what);
    let moved = moved.filter(|what| what.field == field);
    for (position, what) in moved.filter(|what| matches!(what.act, Act::Due { .. })).enumerate() {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| Date::from_str(text).ok());
        let (Some(from), Some(to)) = (day(&what.from), day(&what.to)) else { continue };
        if position == 0 {
            promise.first = from;
        }
        promise.moves += usize::from(from < to);
        // A day that was brought forward is the new promise.
        promise.first = promise.first.min(to);
    }
    Some((begun, promise))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{Happening, Point, Standing, StateStep, What};
    use crate::record::Kind;
    use crate::source::Commit;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn moved(from: &str, to: &str) -> What {
        let days = day(to).days_since(day(from));
        let (from, to) = (Some(from.to_owned()), Some(to.to_owned()));
        What { act: Act::Due { days, times: 1 }, field: "actions/1/due".to_owned(), words: String::new(), from, to }
    }

    /// A record that came in January, was accepted in February, and whose day moved in both months and in March.
    fn chronicle() -> Chronicle {
        let point = |on: &str| Point {
            commit: Commit {
                id: "0".repeat(40),
                seconds: 0,
                author: String::new(),
                email: String::new(),
                summary: String::new(),
            },
            day: day(on),
            author: None,
            approved_by: Vec::new(),
        };
        let what = |moment: usize, what: Vec<What>| Happening { moment, what };
        let standing = |status| Some(Standing { status, grade: None });
        let step = |moment: usize, before, after| StateStep {
            moment,
            kind: Kind::Action,
            id: "ca-1".to_owned(),
            before,
            after,
        };
        Chronicle {
            moments: vec![point("2026-01-01"), point("2026-01-20"), point("2026-02-01"), point("2026-03-01")],
            events: [(
                "ca-1".to_owned(),
                vec![
                    what(0, Vec::new()),
                    what(1, vec![moved("2026-03-01", "2026-04-01")]),
                    what(3, vec![moved("2026-04-01", "2026-06-01")]),
                ],
            )]
            .into(),
            steps: vec![step(0, None, standing("proposed")), step(2, standing("proposed"), standing("accepted"))],
            ..Chronicle::default()
        }
    }

    fn action(changes: &str) -> Action {
        let text = format!(
            "id: CA-1\ntitle: Mend\nstatus: accepted\nsource: {{type: incident}}\nowner: p\nchanges: [{changes}]\n"
        );
        serde_yaml::from_str(&text).expect("an action")
    }

    #[test]
    fn history_tells_what_nobody_declared_and_forgives_what_was_a_proposal() {
        let known = promise(&action(""), 1, day("2026-06-01"), Some(&chronicle()));
        assert_eq!(known, Promise { first: day("2026-04-01"), moves: 1 });
    }

    #[test]
    fn without_history_the_record_is_believed() {
        let change = "{date: 2026-03-01, by: p, field: actions/1/due, from: 2026-05-01, to: 2026-06-01, reason: x}";
        let expected = Promise { first: day("2026-05-01"), moves: 1 };
        assert_eq!(promise(&action(change), 1, day("2026-06-01"), None), expected);
        assert_eq!(promise(&action(change), 1, day("2026-06-01"), Some(&Chronicle::default())), expected);
    }

    #[test]
    fn what_was_before_the_history_is_told_by_the_record() {
        let change = "{date: 2025-12-01, by: p, field: actions/1/due, from: 2026-02-15, to: 2026-03-01, reason: x}";
        let known = promise(&action(change), 1, day("2026-06-01"), Some(&chronicle()));
        assert_eq!(known, Promise { first: day("2026-02-15"), moves: 2 });
    }
}
