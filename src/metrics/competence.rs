//! Who of the auditors has the competence that a programme asks for.

use super::people::is_of_ours;
use super::population::day_of;
use crate::history::Approvals;
use crate::record::{AuditStatus, CompetenceRequirement, Date, Person, Programme};
use crate::snapshot::{Record, Snapshot, View};

/// What says who was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApprovedBy {
    /// The record as it is.
    Today,
    /// The record as it was at the end of the day.
    Then,
    /// The record as it is, and who audited in the cycle: history does not reach back to its end.
    Audits,
}

impl ApprovedBy {
    /// The word for it in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Then => "then",
            Self::Audits => "audits",
        }
    }
}

/// The auditors whose approval counts for a programme.
pub struct Competent<'a> {
    /// The day on which it has to hold.
    pub day: Date,
    /// What says so.
    pub by: ApprovedBy,
    /// Everybody, and as the record had them.
    auditors: Vec<(View<'a, Person>, &'a Person)>,
}

impl<'a> Competent<'a> {
    /// Those of a programme on a day: of a cycle that is over, on its last day. `knows` says of an audit whether its team may be told.
    pub fn for_programme(
        snapshot: &'a Snapshot,
        programme: &Programme,
        approvals: Option<&'a Approvals>,
        today: Date,
        knows: impl Fn(&Record) -> bool,
    ) -> Self {
        let is_over = today > programme.cycle.to;
        let day = today.min(programme.cycle.to);
        // What was written after the day is not what held on it.
        let past = approvals.filter(|all| all.reach(day) && (is_over || all.go_beyond(day)));
        let (by, people): (ApprovedBy, Vec<(View<'a, Person>, &'a Person)>) = match past {
            Some(approvals) => {
                let then = snapshot.people().filter_map(|now| Some((now, approvals.person_on(now.id(), day)?)));
                (ApprovedBy::Then, then.filter(|(_, then)| may_audit(then, day)).collect())
            }
            None => {
                let audited = if is_over { audited(snapshot, programme, knows) } else { Vec::new() };
                let has_audited = |id: &str| audited.iter().any(|person| person.eq_ignore_ascii_case(id));
                let all = snapshot.people().filter(|person| may_audit(person, day) || has_audited(person.id()));
                let by = if is_over { ApprovedBy::Audits } else { ApprovedBy::Today };
                (by, all.map(|person| (person, person.data())).collect())
            }
        };
        let auditors = people.into_iter().filter(|(_, person)| is_of_ours(person)).collect();
        Self { day, by, auditors }
    }

    /// Those of them who have what a line asks for.
    pub fn having(&self, required: &CompetenceRequirement) -> impl Iterator<Item = View<'a, Person>> {
        self.auditors.iter().filter(|(_, then)| meets(then, required)).map(|(now, _)| *now)
    }
}

/// Who audited in the audits of a programme that were held.
fn audited<'a>(snapshot: &'a Snapshot, programme: &Programme, knows: impl Fn(&Record) -> bool) -> Vec<&'a str> {
    let audits = snapshot.audits().filter(|audit| {
        let own = audit.data().programme.as_ref();
        let is_listed = || programme.schedule.iter().any(|line| line.audit == audit.id);
        own.map_or_else(is_listed, |own| own.as_str().eq_ignore_ascii_case(programme.id.as_str()))
            && knows(audit.record())
    });
    let held = audits.filter(|audit| {
        let is_ours = !audit.r#type.is_third_party();
        let has_begun = audit.status.has_reached(AuditStatus::InProgress);
        is_ours && has_begun && day_of(audit.data()).is_some_and(|day| programme.cycle.contains(day))
    });
    let members = held.flat_map(|audit| audit.data().team.iter().filter(|member| member.role.audits()));
    members.map(|member| member.person.as_str()).collect()
}

/// Whether somebody is approved as an auditor on a day.
pub fn may_audit(person: &Person, day: Date) -> bool {
    let is_approved =
        person.auditor.as_ref().is_some_and(|auditor| auditor.approved.date <= day && day <= auditor.review_due);
    is_approved && person.to.is_none_or(|to| day <= to)
}

fn meets(person: &Person, required: &CompetenceRequirement) -> bool {
    person.auditor.as_ref().is_some_and(|auditor| {
        required.level.is_none_or(|level| auditor.levels.contains(&level))
            && required.topics.iter().all(|topic| auditor.topics.contains(topic))
    })
}
