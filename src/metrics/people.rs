//! Who audits: approvals, topics, and how the audits are spread.

use std::collections::BTreeMap;

use super::Population;
use super::numbers::total;
use super::population::day_of;
use crate::record::{AuditorApproval, AuditorLevel, CompetenceType, Date, Employment, Person};

/// Days before its end at which an approval counts as running out.
pub const EXPIRING_DAYS: i64 = 90;

/// How an auditor's approval stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Approved {
    /// It holds.
    Valid,
    /// It runs out within 90 days.
    Expiring,
    /// It has run out.
    Expired,
}

/// An approved auditor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Auditor<'a> {
    /// Id of the person.
    pub person: &'a str,
    /// What the person may be in a team.
    pub levels: &'a [AuditorLevel],
    /// Topics that the person knows.
    pub topics: &'a [String],
    /// How the approval stands.
    pub approval: Approved,
    /// Day by which it must be renewed.
    pub review_due: Date,
    /// The audits of our own that the person took part in as an auditor and that have begun, oldest first.
    pub audits: Vec<&'a str>,
    /// How many of them the person led.
    pub led: usize,
}

/// The auditors, and the topics that no valid approval covers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pool<'a> {
    /// Those with an approval who have not left, by id.
    pub auditors: Vec<Auditor<'a>>,
    /// Topics that the running programme asks for and that nobody with a valid approval knows.
    pub gaps: Vec<&'a str>,
}

/// An audit that somebody was part of: its day, its id, and whether they led it.
type Part<'a> = (Option<Date>, &'a str, bool);

/// Whether somebody is one of our auditors: those whom the certification body sends are not ours to plan with.
pub fn is_of_ours(person: &Person) -> bool {
    person.auditor.is_some() && person.employment != Employment::CertificationBody
}

/// What shows that an auditor keeps up, as of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learning {
    /// The last day on which somebody watched the person audit.
    pub witnessed: Option<Date>,
    /// The last day on which the person was evaluated.
    pub evaluated: Option<Date>,
    /// Hours of learning in the twelve months up to the day.
    pub hours: f64,
}

/// How somebody keeps up.
pub fn learning(person: &Person, day: Date) -> Learning {
    let of = |wanted: CompetenceType| {
        person.competence.iter().filter(move |entry| entry.r#type == wanted && entry.date <= day)
    };
    let last = |wanted| of(wanted).map(|entry| entry.date).max();
    let since = day.plus_months(-12);
    let hours = of(CompetenceType::Cpd).filter(|entry| since < entry.date).filter_map(|entry| entry.hours);
    Learning {
        witnessed: last(CompetenceType::WitnessedAudit),
        evaluated: last(CompetenceType::Evaluation),
        hours: total(hours),
    }
}

/// The approval of an auditor as the record had it on the day: a renewal that was written later has overwritten the one before it.
fn approval_on<'a>(population: &Population<'a>, person: &'a Person) -> Option<&'a AuditorApproval> {
    let day = population.day;
    let known = population.chronicle.map(|chronicle| &chronicle.approvals).filter(|known| known.reach(day));
    let Some(known) = known else { return person.auditor.as_ref() };
    let then = if known.go_beyond(day) { known.person_on(person.id.as_str(), day)? } else { person };
    then.auditor.as_ref().filter(|auditor| auditor.approved.date <= day)
}

/// The pool of auditors.
pub fn pool<'a>(population: &Population<'a>) -> Pool<'a> {
    let day = population.day;
    let mut teams: BTreeMap<&'a str, Vec<Part<'a>>> = BTreeMap::new();
    for audit in population.audits().filter(|audit| !audit.r#type.is_third_party()) {
        let has_begun = audit.status.has_reached(crate::record::AuditStatus::InProgress);
        for member in audit.data().team.iter().filter(|member| has_begun && member.role.audits()) {
            let leads = audit.lead() == Some(&member.person);
            teams.entry(member.person.as_str()).or_default().push((day_of(audit.data()), audit.id(), leads));
        }
    }
    let mut auditors: Vec<Auditor<'a>> = Vec::new();
    for person in population.snapshot.people().filter(|person| population.counts(person.id())) {
        let data = person.data();
        let is_ours = is_of_ours(data) && data.to.is_none_or(|to| to >= day);
        let Some(auditor) = approval_on(population, data).filter(|_| is_ours) else { continue };
        let left = auditor.review_due.days_since(day);
        let mut audits = teams.remove(person.id()).unwrap_or_default();
        audits.sort();
        auditors.push(Auditor {
            person: person.id(),
            levels: &auditor.levels,
            topics: &auditor.topics,
            approval: match left {
                left if left < 0 => Approved::Expired,
                left if left <= EXPIRING_DAYS => Approved::Expiring,
                _ => Approved::Valid,
            },
            review_due: auditor.review_due,
            led: audits.iter().filter(|(_, _, leads)| *leads).count(),
            audits: audits.into_iter().map(|(_, audit, _)| audit).collect(),
        });
    }
    auditors.sort_by_key(|auditor| auditor.person);
    let running = population.snapshot.running_programme(day);
    let wanted = running.iter().flat_map(|programme| &programme.data().competence_required).flat_map(|one| &one.topics);
    let knows = |auditor: &&Auditor<'_>, topic: &String| {
        auditor.approval != Approved::Expired && auditor.topics.contains(topic)
    };
    let mut gaps: Vec<&'a str> =
        wanted.filter(|topic| !auditors.iter().any(|auditor| knows(&auditor, topic))).map(String::as_str).collect();
    gaps.sort_unstable();
    gaps.dedup();
    Pool { auditors, gaps }
}
