//! Reminders: each person's tasks, at the intervals that `tickmark.yaml` sets.

use super::{Task, tasks};
use crate::record::{Date, PersonRef, Reminders};
use crate::snapshot::Snapshot;

/// What somebody is to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Id of the person, or the words of a group or role; empty for what nobody owns.
    pub who: String,
    /// Name of the person.
    pub name: Option<String>,
    /// First e-mail address of the person.
    pub email: Option<String>,
    /// Name of the person on GitHub.
    pub github: Option<String>,
    /// Name of the person on GitLab.
    pub gitlab: Option<String>,
    /// The tasks, the earliest day first.
    pub tasks: Vec<Task>,
}

impl Reminder {
    /// How many of the tasks are past their day.
    pub fn late(&self, day: Date) -> usize {
        self.tasks.iter().filter(|task| task.late(day).is_some_and(|late| late > 0)).count()
    }
}

/// Whether a task is to be reminded of on `day`, of all days: when its day is as near as an interval says, on its day, and
/// every so often past it. What has no day is asked for as often as what is late, by the week of the year.
pub fn is_interval(task: &Task, day: Date, settings: &Reminders) -> bool {
    let every = i64::from(settings.overdue_every_days.max(1));
    match task.late(day) {
        Some(late) if late > 0 => late % every == 1 % every,
        Some(late) => late == 0 || settings.before_days.iter().any(|days| i64::from(*days) == -late),
        None => day.days_since(Date(jiff::civil::Date::constant(2026, 1, 5))).rem_euclid(every) == 0,
    }
}

/// The reminders of a day, by person: what is late, what is due soon, what waits. With `only_intervals`, only what the
/// intervals ask for on this very day.
pub fn reminders(snapshot: &Snapshot, day: Date, only_intervals: bool) -> Vec<Reminder> {
    let settings = snapshot.isms().and_then(|isms| isms.data().reminders.clone()).unwrap_or_default();
    let horizon = settings.before_days.iter().copied().max().unwrap_or_default();
    let is_near = |task: &Task| task.late(day).is_none_or(|late| late >= -i64::from(horizon));
    let mut reminders: Vec<Reminder> = Vec::new();
    for task in tasks(snapshot, day).into_iter().filter(is_near) {
        if only_intervals && !is_interval(&task, day, &settings) {
            continue;
        }
        let who = task.who.clone().unwrap_or_default();
        match reminders.iter_mut().find(|reminder| reminder.who == who) {
            Some(reminder) => reminder.tasks.push(task),
            None => reminders.push(Reminder { tasks: vec![task], ..addressed(snapshot, who) }),
        }
    }
    reminders.sort_by(|a, b| (a.who.is_empty(), &a.who).cmp(&(b.who.is_empty(), &b.who)));
    reminders
}

/// A reminder without tasks, with what is known of the person.
fn addressed(snapshot: &Snapshot, who: String) -> Reminder {
    let person = snapshot.person(&PersonRef(who.clone()));
    let person = person.as_ref().map(|person| person.data());
    let forge = person.and_then(|person| person.forge.as_ref());
    Reminder {
        name: person.map(|person| person.name.clone()),
        email: person.and_then(|person| person.git.first().cloned()),
        github: forge.and_then(|forge| forge.github.clone()),
        gitlab: forge.and_then(|forge| forge.gitlab.clone()),
        who,
        tasks: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow_up::TaskKind;
    use crate::record::Kind;

    #[test]
    fn intervals_are_before_on_and_behind_the_day() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let task = Task {
            kind: TaskKind::Action,
            name: "CA-2026-001/1".into(),
            id: "CA-2026-001".into(),
            record: Kind::Action,
            what: "Do it".into(),
            who: None,
            due: Some(day("2026-05-20")),
            how: String::new(),
        };
        let settings = Reminders { before_days: vec![14, 3], overdue_every_days: 7 };
        let all: Vec<i64> =
            (-20..20).filter(|late| is_interval(&task, day("2026-05-20").plus_days(*late), &settings)).collect();
        assert_eq!(all, [-14, -3, 0, 1, 8, 15]);
    }
}
