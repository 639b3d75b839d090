//! The waivers of a state: where each stands, what it covers, and which of them covered nothing.

use super::{Context, Family, Rule, Settings, rules};
use crate::diagnostic::{Diagnostic, Level};
use crate::record::{Data, Date, Kind, PersonRef, ROOT_FILE, TakenOver, Waiver};
use crate::snapshot::{Record, Snapshot};

/// What stands in the place of a rule's name where all that was taken over is excused.
pub(super) const TAKEN_OVER: &str = "taken_over";
/// The rule about those who excuse themselves.
pub(super) const SELF_APPROVED: &str = "waiver-self-approved";

/// A waiver, and the record it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The record that carries it.
    pub record: &'a Record,
    /// Its position among the record's waivers.
    pub position: usize,
    /// The waiver.
    pub waiver: &'a Waiver,
}

impl Standing<'_> {
    /// Path of a field of it in its record.
    pub fn path(&self, field: &str) -> String {
        format!("/waivers/{}/{field}", self.position)
    }
}

/// All waivers of a snapshot, by path. A file of the kind `isms` that is not the root's own excuses nothing.
pub fn standing(snapshot: &Snapshot) -> impl Iterator<Item = Standing<'_>> {
    let counts = |record: &&Record| record.kind() != Kind::Isms || *record.path == *ROOT_FILE;
    snapshot.records().iter().filter(counts).flat_map(|record| {
        let waivers = record.data().waivers().iter().enumerate();
        waivers.map(move |(position, waiver)| Standing { record, position, waiver })
    })
}

/// The waivers of a record that excuse what none of it did before: for another rule, other records or a longer time, or by
/// somebody else.
pub(crate) fn widened<'a>(before: Option<&'a Record>, after: &'a Record) -> impl Iterator<Item = &'a Waiver> {
    let known = before.map(|record| record.data().waivers()).unwrap_or_default();
    after.data().waivers().iter().filter(move |new| {
        let has_all = |old: &Waiver| {
            old.records.is_empty() || !new.records.is_empty() && new.records.iter().all(|id| old.records.contains(id))
        };
        let covers =
            |old: &&Waiver| old.rule == new.rule && old.approved_by == new.approved_by && old.until >= new.until;
        !known.iter().any(|old| covers(&old) && has_all(old))
    })
}

/// What a waiver excuses.
#[derive(Debug, Clone)]
pub(super) struct Excuse {
    /// Ids in lower case of the records it is for; `None` for all.
    records: Option<Vec<String>>,
    /// The day before which records were over that it is for, whatever is asked of how they were worked on.
    over_before: Option<Date>,
    waiver: Waiver,
}

impl Excuse {
    pub(super) fn of(standing: &Standing<'_>) -> Excuse {
        let named = &standing.waiver.records;
        let records = match standing.record.kind() {
            Kind::Isms if named.is_empty() => None,
            Kind::Isms => Some(named.iter().map(|id| id.as_str().to_lowercase()).collect()),
            _ => Some(vec![standing.record.id.to_lowercase()]),
        };
        Excuse { records, over_before: None, waiver: standing.waiver.clone() }
    }

    /// What came in from the registers of before.
    pub(super) fn of_taken_over(taken: &TakenOver) -> Excuse {
        let TakenOver { before, reason, approved_by } = taken.clone();
        let rule = TAKEN_OVER.to_owned();
        let waiver = Waiver { rule, reason, approved_by, until: before, records: Vec::new() };
        Excuse { records: None, over_before: Some(before), waiver }
    }

    pub(super) fn waiver(&self) -> &Waiver {
        &self.waiver
    }

    pub(super) fn rule(&self) -> &str {
        &self.waiver.rule
    }

    /// Whether it holds on a day. One without a reason never does.
    pub(super) fn holds(&self, day: Date) -> bool {
        (day <= self.waiver.until || self.over_before.is_some()) && !self.waiver.reason.trim().is_empty()
    }

    /// Whether it is for this diagnostic.
    pub(super) fn covers(&self, diagnostic: &Diagnostic) -> bool {
        if let Some(before) = self.over_before {
            let is_before = |day: Option<Date>| day.is_some_and(|day| day < before);
            let Some(subject) = &diagnostic.record else { return false };
            return is_before(subject.over_on) && asks_for_work(diagnostic.rule)
                || is_before(subject.done_on) && ASK_FOR_PLAN.contains(&diagnostic.rule);
        }
        let record = diagnostic.record.as_ref().map(|subject| subject.id.to_lowercase());
        let is_for = |ids: &Vec<String>| record.is_some_and(|record| ids.contains(&record));
        self.waiver.rule == diagnostic.rule && self.records.as_ref().is_none_or(is_for)
    }
}

/// The rules on how an action was planned before anything of it was done: nobody can plan it any more, or say what was done at once.
/// Whether it is there, whether the same exists elsewhere and whether it worked can be seen on any day.
const ASK_FOR_PLAN: &[&str] = &["plan-not-accepted", "correction-missing", "due-date-beyond-limit"];

/// Whether a rule is about how an audit, a finding or an action was worked on, and not about how a record is kept or what became of it.
fn asks_for_work(rule: &str) -> bool {
    let is_of_work = |rule: &Rule| {
        matches!(rule.family, Family::Audit | Family::Workpaper | Family::Finding | Family::Action)
            || rule.name == "illegal-state"
    };
    rules::find(rule).is_some_and(|rule| rule.needs_one_state() && is_of_work(rule))
}

/// What of a state is waived, and what is told: beside the rest, what nothing excuses but the word of whom it lets go.
pub(crate) fn part_waived(
    found: impl IntoIterator<Item = Diagnostic>,
    context: &Context<'_>,
    settings: &Settings,
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let is_waived = |diagnostic: &Diagnostic| settings.is_waived(diagnostic, context.day);
    let (mut waived, mut told): (Vec<_>, Vec<_>) = found.into_iter().partition(is_waived);
    told.extend(self_excused(&mut waived, context, settings));
    (waived, told)
}

/// Takes out of what is waived what nothing excuses but the word of whom it lets go, and says that in each.
pub(crate) fn self_excused(
    waived: &mut Vec<Diagnostic>,
    context: &Context<'_>,
    settings: &Settings,
) -> Vec<Diagnostic> {
    if waived.is_empty() {
        return Vec::new();
    }
    let all = waived.clone();
    let refused = |diagnostic: &mut Diagnostic| {
        let Some(waiver) = own_waiver((diagnostic, &all), context, settings) else { return false };
        diagnostic.message += &format!(
            "; the waiver until {} excuses nothing, for {} approved it and answers for this",
            waiver.until, waiver.approved_by
        );
        true
    };
    waived.extract_if(.., refused).collect()
}

/// The waiver of something that is waived, where none covers it but those by whom it lets go, and somebody wants to know. One for the whole
/// ISMS is a decision for others as well, unless all that it excuses is its approver's.
pub(super) fn own_waiver<'s>(
    (diagnostic, all): (&Diagnostic, &[Diagnostic]),
    context: &Context<'_>,
    settings: &'s Settings,
) -> Option<&'s Waiver> {
    let Context { snapshot, day, judged } = *context;
    rules::find(SELF_APPROVED).filter(|rule| settings.level(rule) != Level::Allow)?;
    // Nobody stands above them who could approve it.
    let top = snapshot.isms().map(|isms| isms.data().roles.top_management.as_slice()).unwrap_or_default();
    let is_theirs = |waiver: &Waiver| {
        let by = &waiver.approved_by;
        let is_for_all =
            waiver.records.is_empty() && snapshot.isms().is_some_and(|isms| isms.data().waivers.contains(waiver));
        let covered = || all.iter().filter(|one| settings.waiver_of(one, day) == Some(waiver));
        waiver.rule != TAKEN_OVER
            && !top.contains(by)
            && is_own(diagnostic, by, snapshot)
            // Beside a part of the records nobody knows what else it excuses.
            && (!is_for_all || judged.is_none() && covered().all(|one| is_own(one, by, snapshot)))
    };
    let others = |of: &Diagnostic| settings.waiver_that(of, day, &|waiver| !is_theirs(waiver)).is_some();
    // Somebody else may have agreed that they excuse themselves.
    let agreed = Diagnostic { rule: SELF_APPROVED, ..diagnostic.clone() };
    settings.waiver_of(diagnostic, day).filter(|_| !others(diagnostic) && !others(&agreed))
}

/// Whether what a diagnostic is about is a person's own: the item of an action, where it is about one, else the record.
fn is_own(diagnostic: &Diagnostic, person: &PersonRef, snapshot: &Snapshot) -> bool {
    let Some(record) = diagnostic.record.as_ref().and_then(|subject| snapshot.record(&subject.id)) else {
        return false;
    };
    let number = diagnostic.part.as_ref().and_then(|part| part.rsplit('/').next());
    let item = record.data().action().zip(number).and_then(|(action, number)| {
        let item = action.actions.iter().find(|item| item.n.to_string() == number)?;
        Some(item.owner.as_ref().unwrap_or(&action.owner))
    });
    item.map_or_else(|| answers_for(record.data(), person), |owner| owner == person)
}

/// Whether what is wrong with a record is this person's to mend.
pub(super) fn answers_for(data: &Data, person: &PersonRef) -> bool {
    match data {
        Data::Action(action) => {
            action.owner == *person || action.open_items().any(|item| item.owner.as_ref() == Some(person))
        }
        Data::Finding(finding) => finding.auditee.as_ref() == Some(person),
        Data::Workpaper(workpaper) => workpaper.auditor == *person,
        Data::Audit(audit) => audit.lead() == Some(person),
        Data::Person(own) => own.id.as_str() == person.as_str(),
        Data::Evidence(evidence) => evidence.collected_by.as_ref() == Some(person),
        Data::Isms(_) | Data::Catalogue(_) | Data::Soa(_) | Data::Programme(_) | Data::Review(_) => false,
    }
}
