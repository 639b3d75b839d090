//! What the tables of steps say of two states: whether one leads to the other.
//!
//! Between two versions of the main branch several steps may have been taken at once, since work on a branch is free; then
//! the last state's needs stand for those of the states in between.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use super::*;

/// How one state is reached from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// It is the same.
    Stays,
    /// By one step forward.
    Step,
    /// By several steps forward, over these states.
    Over(Vec<&'static str>),
    /// By a step back, which a `changes[]` entry has to explain.
    Back,
    /// Not at all.
    None,
}

/// A state of something that goes through states.
pub trait Lifecycle: Copy + Ord + Hash + 'static {
    /// The steps that may be taken, forward and back. Forward is what leads to a later state in the order of the type.
    const TABLE: &'static [(Self, Self)];
    /// All states, in the order of the type.
    const STATES: &'static [Self];
    /// States beside the line; going on from one of them is no step back.
    const ASIDE: &'static [Self];

    /// Whether a step back is one that nothing explains: what was given out or done is not undone by another word.
    fn is_final(self, to: Self) -> bool;

    /// The word that stands for it in a record.
    fn word(self) -> &'static str;

    /// How `to` is reached from here.
    fn way(self, to: Self) -> Way {
        way(Self::TABLE, self, to)
    }
}

fn is_forward<S: Lifecycle>((from, to): (S, S)) -> bool {
    to > from || S::ASIDE.contains(&from)
}

fn way<S: Lifecycle>(table: &[(S, S)], from: S, to: S) -> Way {
    if from == to {
        return Way::Stays;
    }
    match path(table, from, to) {
        Some(over) if over.is_empty() => Way::Step,
        Some(over) => Way::Over(over.into_iter().map(S::word).collect()),
        None if table.contains(&(from, to)) => Way::Back,
        None if path(table, to, from).is_some() && !from.is_final(to) => Way::Back,
        None => Way::None,
    }
}

/// The states between two, by the fewest steps forward.
fn path<S: Lifecycle>(table: &[(S, S)], from: S, to: S) -> Option<Vec<S>> {
    let mut came_from: HashMap<S, S> = HashMap::new();
    let mut waiting = VecDeque::from([from]);
    while let Some(state) = waiting.pop_front() {
        if state == to {
            let mut over = Vec::new();
            let mut at = came_from[&to];
            while at != from {
                over.push(at);
                at = came_from[&at];
            }
            over.reverse();
            return Some(over);
        }
        for &(_, next) in table.iter().filter(|step| step.0 == state && is_forward(**step)) {
            if next != from && !came_from.contains_key(&next) {
                came_from.insert(next, state);
                waiting.push_back(next);
            }
        }
    }
    None
}

macro_rules! lifecycles {
    ($($state:ident $(beside $($aside:ident),+)? $(final $is_final:expr)?;)+) => {
        $(
            impl Lifecycle for $state {
                const TABLE: &'static [(Self, Self)] = Self::STEPS;
                const STATES: &'static [Self] = Self::ALL;
                const ASIDE: &'static [Self] = &[$($(Self::$aside),+)?];

                fn is_final(self, to: Self) -> bool {
                    let steps: &[fn(Self, Self) -> bool] = &[$($is_final)?];
                    steps.iter().any(|is_final| is_final(self, to))
                }

                fn word(self) -> &'static str {
                    self.as_str()
                }
            }
        )+
    };
}

lifecycles! {
    ProgrammeStatus;
    // Only what has not begun is put off, and an issued report goes back to its draft and no further.
    AuditStatus beside Postponed final |from, to| to == Self::Postponed || from.is_issued() && !to.has_reached(Self::Drafted);
    EvidenceStatus;
    FindingStatus beside Contested;
    ActionStatus;
    ActionItemStatus;
    ReviewStatus;
}

/// A change of state between two versions of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateChange {
    /// Position and number of the action item whose state it is; `None` for the record's own.
    pub item: Option<(usize, u32)>,
    /// The state before.
    pub from: &'static str,
    /// The state after.
    pub to: &'static str,
    /// How the one leads to the other.
    pub way: Way,
}

impl StateChange {
    fn of<S: Lifecycle>(from: S, to: S) -> Option<Self> {
        (from != to).then(|| Self { item: None, from: from.word(), to: to.word(), way: from.way(to) })
    }

    /// Path of the state in its record, such as `/actions/0/status`.
    pub fn path(&self) -> String {
        self.item.map_or_else(|| "/status".to_owned(), |(position, _)| format!("/actions/{position}/status"))
    }

    /// The field as `changes[]` and a comparison name it, such as `actions/1/status`.
    pub fn field(&self) -> String {
        self.item.map_or_else(|| "status".to_owned(), |(_, number)| format!("actions/{number}/status"))
    }
}

/// The changes of state between two versions of a record: its own first, then those of its action items.
pub fn state_changes(before: &Data, after: &Data) -> Vec<StateChange> {
    match (before, after) {
        (Data::Programme(old), Data::Programme(new)) => StateChange::of(old.status, new.status).into_iter().collect(),
        (Data::Audit(old), Data::Audit(new)) => StateChange::of(old.status, new.status).into_iter().collect(),
        (Data::Evidence(old), Data::Evidence(new)) => StateChange::of(old.status, new.status).into_iter().collect(),
        (Data::Review(old), Data::Review(new)) => StateChange::of(old.status, new.status).into_iter().collect(),
        (Data::Finding(old), Data::Finding(new)) => {
            let way = way_of_finding(new.grade, old.status, new.status);
            let change = StateChange::of(old.status, new.status);
            change.map(|change| StateChange { way, ..change }).into_iter().collect()
        }
        (Data::Action(old), Data::Action(new)) => {
            let items = new.actions.iter().enumerate().filter_map(|(position, item)| {
                let past = old.actions.iter().find(|past| past.n == item.n)?;
                let change = StateChange::of(past.status, item.status)?;
                Some(StateChange { item: Some((position, item.n)), ..change })
            });
            StateChange::of(old.status, new.status).into_iter().chain(items).collect()
        }
        _ => Vec::new(),
    }
}

/// How a finding of a grade gets from one state to another. A nonconformity is not closed by a decision alone.
pub fn way_of_finding(grade: Grade, from: FindingStatus, to: FindingStatus) -> Way {
    let by_decision = (FindingStatus::Open, FindingStatus::Closed);
    let table = FindingStatus::STEPS.to_vec();
    match grade.is_nonconformity() {
        true => way(&table.into_iter().filter(|step| *step != by_decision).collect::<Vec<_>>(), from, to),
        false => way(&table, from, to),
    }
}

/// Which of some steps back lie on a way from one state of a record to another, as positions among `back`, each of which says
/// from where to where it goes: on a branch a record may go to and fro before it comes. `None` where no way leads there.
pub fn back_on_the_way(data: &Data, is_item: bool, ends: (&str, &str), back: &[(&str, &str)]) -> Option<Vec<usize>> {
    match data {
        Data::Programme(_) => among(ProgrammeStatus::way, ends, back),
        Data::Audit(_) => among(AuditStatus::way, ends, back),
        Data::Evidence(_) => among(EvidenceStatus::way, ends, back),
        Data::Review(_) => among(ReviewStatus::way, ends, back),
        Data::Finding(finding) => among(|from, to| way_of_finding(finding.grade, from, to), ends, back),
        Data::Action(_) if is_item => among(ActionItemStatus::way, ends, back),
        Data::Action(_) => among(ActionStatus::way, ends, back),
        _ => None,
    }
}

fn among<S: Lifecycle>(way: impl Fn(S, S) -> Way, ends: (&str, &str), back: &[(&str, &str)]) -> Option<Vec<usize>> {
    let state = |word: &str| S::STATES.iter().copied().find(|state| state.word() == word);
    let leads = |from: S, to: S| matches!(way(from, to), Way::Stays | Way::Step | Way::Over(_));
    let (from, to) = (state(ends.0)?, state(ends.1)?);
    let steps = back.iter().map(|(from, to)| Some((state(from)?, state(to)?)));
    let steps: Vec<Option<(S, S)>> = steps.map(|step| step.filter(|(from, to)| way(*from, *to) == Way::Back)).collect();
    let (mut before, mut after) = (vec![from], vec![to]);
    for _ in 0..steps.len() {
        for &(from, to) in steps.iter().flatten() {
            if !before.contains(&to) && before.iter().any(|state| leads(*state, from)) {
                before.push(to);
            }
            if !after.contains(&from) && after.iter().any(|state| leads(to, *state)) {
                after.push(from);
            }
        }
    }
    let is_on_it = |(from, to): &(S, S)| {
        before.iter().any(|state| leads(*state, *from)) && after.iter().any(|state| leads(*to, *state))
    };
    let is_there = before.iter().any(|state| leads(*state, to));
    let on_it = steps.iter().enumerate().filter(|(_, step)| step.as_ref().is_some_and(is_on_it));
    is_there.then(|| on_it.map(|(place, _)| place).collect())
}

/// The state that an action gives to the finding that it answers; `None` when it was cancelled.
pub fn finding_state(action: ActionStatus) -> Option<FindingStatus> {
    Some(match action {
        ActionStatus::Draft | ActionStatus::Proposed | ActionStatus::Ineffective => FindingStatus::Open,
        ActionStatus::Accepted => FindingStatus::Planned,
        ActionStatus::Implemented => FindingStatus::Implemented,
        ActionStatus::Effective => FindingStatus::Verified,
        ActionStatus::Closed => FindingStatus::Closed,
        ActionStatus::Cancelled => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_forward_over_others_back_or_none() {
        use AuditStatus::*;
        assert_eq!(Planned.way(Planned), Way::Stays);
        assert_eq!(Planned.way(Confirmed), Way::Step);
        assert_eq!(Planned.way(Drafted), Way::Over(vec!["confirmed", "in-progress"]));
        assert_eq!(Postponed.way(Planned), Way::Step);
        assert_eq!(Postponed.way(Confirmed), Way::Over(vec!["planned"]));
        assert_eq!(Issued.way(Drafted), Way::Back);
        assert_eq!(Closed.way(Issued), Way::Back);
        assert_eq!(Issued.way(InProgress), Way::None);
        assert_eq!(Confirmed.way(Postponed), Way::Step);
        for from in [InProgress, Drafted, Issued, Closed, Cancelled] {
            assert_eq!(from.way(Postponed), Way::None, "{from}");
        }
        assert_eq!(InProgress.way(Planned), Way::Back);
        assert_eq!(Closed.way(Cancelled), Way::None);
        assert_eq!(Cancelled.way(Closed), Way::None);
    }

    #[test]
    fn a_nonconformity_is_not_closed_by_a_decision() {
        use FindingStatus::*;
        assert_eq!(way_of_finding(Grade::Observation, Open, Closed), Way::Step);
        assert_eq!(way_of_finding(Grade::Minor, Open, Closed), Way::Over(vec!["planned", "implemented", "verified"]));
        assert_eq!(way_of_finding(Grade::Minor, Closed, Open), Way::Back);
        assert_eq!(way_of_finding(Grade::Minor, Contested, Planned), Way::Over(vec!["open"]));
        assert_eq!(way_of_finding(Grade::Minor, Withdrawn, Closed), Way::None);
        assert_eq!(way_of_finding(Grade::Minor, Closed, Superseded), Way::None);
    }

    #[test]
    fn a_way_may_lead_back_where_somebody_says_so() {
        let on = |ends, back: &[(&str, &str)]| among(AuditStatus::way, ends, back);
        assert_eq!(on(("issued", "issued"), &[("issued", "drafted")]), Some(vec![0]));
        assert_eq!(on(("issued", "cancelled"), &[]), None);
        assert_eq!(on(("drafted", "in-progress"), &[("issued", "closed"), ("drafted", "in-progress")]), Some(vec![1]));
    }

    #[test]
    fn every_state_is_reached_from_the_first_one() {
        fn all<S: Lifecycle>(states: &[S]) {
            for &state in states {
                assert!(!matches!(states[0].way(state), Way::Back | Way::None), "{}", state.word());
            }
        }
        all(ProgrammeStatus::ALL);
        all(AuditStatus::ALL);
        all(EvidenceStatus::ALL);
        all(FindingStatus::ALL);
        all(ActionStatus::ALL);
        all(ActionItemStatus::ALL);
        all(ReviewStatus::ALL);
    }
}
