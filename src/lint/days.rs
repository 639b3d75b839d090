//! The days on which something was decided or done, as records say them.

use std::borrow::Cow;

use crate::record::{Communication, Data, Date, Message};
use crate::snapshot::Record;

/// Where the day stands on which an audit's plan was approved.
pub const PLAN_APPROVED: &str = "/plan/approved/date";

/// A day that a record names for something that was decided or done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedDay {
    /// Where it stands, or the list in which it does.
    pub path: Cow<'static, str>,
    /// The number of the item that it is of, which stays when the item moves.
    pub item: Option<u32>,
    /// The day.
    pub day: Date,
}

/// A day that a commit of a branch wrote down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDay {
    /// Id of the record in lower case.
    pub record: String,
    /// The day, and where it stands.
    pub recorded: RecordedDay,
    /// The day of the commit, which is none before those of the commits that it follows.
    pub on: Date,
}

impl RecordedDay {
    /// The field as `changes` names it; `None` of a day in a list whose items have no names.
    pub fn name(&self) -> Option<String> {
        let path = self.path.trim_start_matches('/');
        let last = path.rsplit('/').next().filter(|last| path.contains('/') && last.parse::<usize>().is_err())?;
        Some(match (self.item, path.split('/').next()) {
            (Some(item), Some(list)) => format!("{list}/{item}/{last}"),
            _ => path.to_owned(),
        })
    }

    /// The other day that a version of a record has in its place.
    pub fn replaced(&self, before: &Record) -> Option<Date> {
        let is_in_place =
            |old: &RecordedDay| if self.item.is_some() { self.item == old.item } else { self.path == old.path };
        days(before).iter().find(|old| is_in_place(old) && old.day != self.day).map(|old| old.day)
    }

    /// Whether both are the same day of the same thing.
    pub fn is_same(&self, other: &RecordedDay) -> bool {
        let is_of_it = if self.item.is_some() { self.item == other.item } else { self.path == other.path };
        is_of_it && self.day == other.day
    }
}

/// The days that a record has and had not.
pub fn new_days(before: Option<&Record>, after: &Record) -> Vec<RecordedDay> {
    let known = before.map(days).unwrap_or_default();
    let mut new = days(after);
    new.retain(|day| !known.iter().any(|known| known.is_same(day)));
    new
}

/// The days on which something was told that has to be told in time.
fn told(communications: &[Communication]) -> impl Iterator<Item = RecordedDay> {
    let is_judged = |message: &&Communication| matches!(message.what, Message::Notice | Message::Escalation);
    communications.iter().filter(is_judged).map(|message| RecordedDay {
        path: "/communications".into(),
        item: None,
        day: message.date,
    })
}

/// A day that gave way to an earlier one, by which something was in time that had not been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeInTime {
    /// Where it stands.
    pub path: String,
    /// The field as `changes` names it.
    pub field: String,
    /// The day that was on record.
    pub was: Date,
    /// The day that is.
    pub is: Date,
    /// The last day on which it would have been in time.
    pub by: Date,
}

/// What a version of a record says to have been in time, and the one before it said not to have been. `notice` is how many days before an
/// audit its auditees have to be told.
pub fn made_in_time(before: &Record, after: &Record, notice: i64) -> Vec<MadeInTime> {
    let made = |(path, field): (String, String), (was, is): (Option<Date>, Option<Date>), by: Option<Date>| {
        let (was, is, by) = (was?, is?, by?);
        (was > by && is <= by).then_some(MadeInTime { path, field, was, is, by })
    };
    match (before.data(), after.data()) {
        (Data::Action(old), Data::Action(new)) => {
            let items = new.actions.iter().enumerate().filter_map(|(position, item)| {
                let past = old.actions.iter().find(|past| past.n == item.n)?;
                let place = (format!("/actions/{position}/done_on"), format!("actions/{}/done_on", item.n));
                made(place, (past.done_on, item.done_on), past.due)
            });
            items.collect()
        }
        (Data::Review(old), Data::Review(new)) => {
            let decisions = new.decisions.iter().enumerate().filter_map(|(position, decision)| {
                let past = old.decisions.iter().find(|past| past.id == decision.id)?;
                let place = (format!("/decisions/{position}/done_on"), format!("decisions/{}/done_on", decision.id));
                made(place, (past.done_on, decision.done_on), past.due)
            });
            decisions.collect()
        }
        (Data::Audit(old), Data::Audit(new)) if new.r#type.is_planned_by_us() => {
            let [was, is] = [old, new].map(|audit| audit.plan.as_ref().and_then(|plan| plan.notified_on));
            let by = old.dates.as_ref().map(|dates| dates.start.plus_days(-notice));
            made(("/plan/notified_on".to_owned(), "plan/notified_on".to_owned()), (was, is), by).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A day on which a member of an audit's team declared their independence that gave way to an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredEarlier {
    /// Where it stands.
    pub path: String,
    /// The day that was on record.
    pub was: Date,
    /// The day that is.
    pub is: Date,
}

/// The declarations of independence that a version of an audit says to be older than the one before it said.
pub fn declared_earlier(before: &Record, after: &Record) -> Vec<DeclaredEarlier> {
    let (Some(old), Some(new)) = (before.data().audit(), after.data().audit()) else { return Vec::new() };
    let members = new.team.iter().enumerate().filter_map(|(position, member)| {
        let past = old.team.iter().find(|past| past.person == member.person)?;
        let (was, is) = (past.independence.as_ref()?.declared_on, member.independence.as_ref()?.declared_on);
        let path = format!("/team/{position}/independence/declared_on");
        (is < was).then_some(DeclaredEarlier { path, was, is })
    });
    members.collect()
}

fn days(record: &Record) -> Vec<RecordedDay> {
    let mut days = Vec::new();
    let mut add = |path: &'static str, day: Option<Date>| {
        days.extend(day.map(|day| RecordedDay { path: path.into(), item: None, day }));
    };
    match record.data() {
        Data::Finding(finding) => {
            add("/closed/date", finding.closed.as_ref().map(|closed| closed.date));
            add("/acknowledged/date", finding.acknowledged.as_ref().map(|said| said.date));
            let accepted = finding.acceptance.as_ref().and_then(|acceptance| acceptance.approved.as_ref());
            add("/acceptance/approved/date", accepted.map(|accepted| accepted.date));
            add("/escalated/date", finding.escalated.as_ref().map(|escalated| escalated.date));
            add("/decision/date", finding.decision.as_ref().map(|decision| decision.date));
        }
        Data::Action(action) => {
            let accepted = action.plan.as_ref().and_then(|plan| plan.accepted.as_ref());
            add("/plan/accepted/date", accepted.map(|accepted| accepted.date));
            add("/effectiveness/checked_on", action.effectiveness.as_ref().and_then(|check| check.checked_on));
            let done = action.actions.iter().enumerate().filter_map(|(position, item)| {
                let path = format!("/actions/{position}/done_on").into();
                Some(RecordedDay { path, item: Some(item.n), day: item.done_on? })
            });
            days.extend(done);
            days.extend(told(&action.communications));
        }
        Data::Audit(audit) if audit.r#type.is_planned_by_us() => {
            let issued = audit.report.as_ref().and_then(|report| report.issued.as_ref());
            add("/report/issued/date", issued.map(|issued| issued.date));
            add(
                PLAN_APPROVED,
                audit.plan.as_ref().and_then(|plan| plan.approved.as_ref()).map(|approved| approved.date),
            );
            add("/plan/notified_on", audit.plan.as_ref().and_then(|plan| plan.notified_on));
            let agreed = audit.technical_tests.iter().filter_map(|test| test.agreed.as_ref());
            agreed.for_each(|agreed| add("/technical_tests", Some(agreed.date)));
            days.extend(told(&audit.communications));
        }
        Data::Programme(programme) => {
            add("/approved/date", programme.approved.as_ref().map(|approved| approved.date));
            programme.reviews.iter().for_each(|review| add("/reviews", Some(review.date)));
        }
        Data::Person(person) => {
            add("/auditor/approved/date", person.auditor.as_ref().map(|auditor| auditor.approved.date));
        }
        Data::Soa(soa) => add("/approved/date", soa.approved.as_ref().map(|approved| approved.date)),
        Data::Evidence(evidence) => add("/disposed/date", evidence.disposed.as_ref().map(|disposed| disposed.date)),
        Data::Workpaper(paper) => add("/reviewed/date", paper.reviewed.as_ref().map(|reviewed| reviewed.date)),
        Data::Review(review) => add("/minutes/date", review.minutes.as_ref().map(|minutes| minutes.date)),
        _ => {}
    }
    days
}
