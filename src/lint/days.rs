//! The days on which something was decided or done, as records say them.

use std::borrow::Cow;

use crate::record::{Data, Date};
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
        }
        Data::Audit(audit) if audit.r#type.is_planned_by_us() => {
            let issued = audit.report.as_ref().and_then(|report| report.issued.as_ref());
            add("/report/issued/date", issued.map(|issued| issued.date));
            add(
                PLAN_APPROVED,
                audit.plan.as_ref().and_then(|plan| plan.approved.as_ref()).map(|approved| approved.date),
            );
            let agreed = audit.technical_tests.iter().filter_map(|test| test.agreed.as_ref());
            agreed.for_each(|agreed| add("/technical_tests", Some(agreed.date)));
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
