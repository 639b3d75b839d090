//! What becomes of a finding that was reported, and who may say so.

use super::needs::finding::stands;
use super::processes::owner;
use super::roles::new_stay;
use super::{CommitFacts, Versions};
use crate::record::{
    Audit, AuditRef, Catalogue, CatalogueEntry, Change, Data, Finding, FindingStatus, Grade, Isms, PersonRef, Process,
    Stance,
};
use crate::snapshot::{Record, Snapshot};
use crate::text::{goes_on, has_same_letters};

impl CommitFacts {
    /// Who did what [`is_to_be_said`] tells of to a record.
    pub(crate) fn sayer_of(&self, id: &str) -> Option<&PersonRef> {
        let key = id.to_lowercase();
        match self.branch.iter().rev().find(|commit| commit.said.contains(&key)) {
            Some(commit) => commit.author.as_ref(),
            None => self.author_of(id),
        }
    }

    /// The same in words: a person, or an address that is nobody's on record; `None` where nothing but a merge to come will tell.
    pub(super) fn sayer_in_words(&self, id: &str) -> Option<String> {
        let key = id.to_lowercase();
        let of_branch = self.branch.iter().rev().find(|commit| commit.said.contains(&key));
        let email = of_branch.map_or(&self.email, |commit| &commit.email);
        let address = || Some(email.clone()).filter(|email| !email.is_empty());
        self.sayer_of(id).map(ToString::to_string).or_else(address)
    }
}

/// Whether a record is not what it was in something that not everybody may say: a finding was merged into another one, a dispute
/// about it ended, its auditee's answer changed, checked evidence is said to attest something else, a process matters less, a
/// requirement of one's own is another one, or somebody who was to leave stays.
pub fn is_to_be_said(before: Option<&Record>, after: &Record) -> bool {
    let Some(before) = before else { return false };
    match (before.data(), after.data()) {
        (Data::Isms(old), Data::Isms(new)) => return less_important(old, new).next().is_some(),
        (Data::Catalogue(old), Data::Catalogue(new)) => return !other_requirements(old, new).is_empty(),
        (Data::Person(old), Data::Person(new)) => return new_stay(old, new).is_some(),
        _ => {}
    }
    if let (Some(old), Some(new)) = (before.data().evidence(), after.data().evidence()) {
        return old.status.was_verified()
            && (old.period, old.collected_on, old.r#type, &old.source, old.classification, old.personal_data)
                != (new.period, new.collected_on, new.r#type, &new.source, new.classification, new.personal_data);
    }
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return false };
    is_merged(old, new) || is_settled(old, new) || old.acknowledged.is_some() && old.acknowledged != new.acknowledged
}

/// The processes that matter less than they did: where each stands, as it was and as it is.
pub(super) fn less_important<'a>(
    old: &'a Isms,
    new: &'a Isms,
) -> impl Iterator<Item = (usize, &'a Process, &'a Process)> {
    let processes = new.processes.iter().enumerate().filter_map(|(place, now)| {
        let was = old.processes.iter().find(|was| was.id == now.id)?;
        Some((place, was, now))
    });
    // The most important comes first.
    processes.filter(|(_, was, now)| now.importance > was.importance)
}

/// The entries of a catalogue that ask for something else than they did, or for nothing any more, as all of one that is withdrawn, or is so
/// sooner; more words behind what they said are no matter.
pub fn other_requirements<'a>(old: &'a Catalogue, new: &Catalogue) -> Vec<&'a str> {
    let is_withdrawn = is_withdrawn(old, new);
    let is_kept = |was: &CatalogueEntry| {
        let now = new.entries.iter().find(|now| now.id == was.id);
        !is_withdrawn
            && now.is_some_and(|now| {
                let [was, is] = [&was.text, &now.text].map(|text| text.as_deref().unwrap_or_default());
                was.trim().is_empty() || has_same_letters(was, is) || goes_on(was, is)
            })
    };
    old.entries.iter().filter(|was| !is_kept(was)).map(|was| was.id.as_str()).collect()
}

/// Whether a catalogue is withdrawn that was not, or from an earlier day.
pub(super) fn is_withdrawn(old: &Catalogue, new: &Catalogue) -> bool {
    new.withdrawn.is_some_and(|day| old.withdrawn.is_none_or(|was| day < was))
}

/// Whether a finding is superseded that was not.
pub(super) fn is_merged(old: &Finding, new: &Finding) -> bool {
    old.status != FindingStatus::Superseded && new.status == FindingStatus::Superseded
}

/// Whether a finding that was contested stands as it is.
pub(super) fn is_settled(old: &Finding, new: &Finding) -> bool {
    old.status == FindingStatus::Contested && new.status == FindingStatus::Open
}

/// Whether the auditee agrees in words of their own that were not there before.
pub(super) fn agrees_anew(old: &Finding, new: &Finding) -> bool {
    let agreed = new.acknowledged.as_ref().filter(|said| said.position == Stance::Agreed);
    agreed.is_some() && agreed != old.acknowledged.as_ref()
}

/// Whether the report of an audit was out before, and no other version of it is since.
pub(super) fn is_out((past, now): (&Snapshot, &Snapshot), audit: &AuditRef) -> bool {
    past.audit(audit).is_some_and(|old| {
        old.is_frozen()
            && now.audit(audit).is_none_or(|new| new.status.is_issued() && new.report_version() <= old.report_version())
    })
}

/// The gravest grade among the findings that take the place of a superseded one: those that it names, and where they are superseded
/// as well, those that these name. What was done with before the finding was there takes no place. `None` where nothing does.
pub(crate) fn grade_of_successors(now: &Snapshot, finding: &Finding) -> Option<Grade> {
    let was_there = |other: &Finding| {
        let closed = other.closed.as_ref().map(|closed| closed.date);
        let done = closed.or_else(|| other.decision.as_ref().map(|decision| decision.date));
        other.status.is_open() || done.is_some_and(|day| day >= finding.detected_on)
    };
    let mut seen = vec![finding.id.as_str().to_lowercase()];
    let mut waiting: Vec<_> = finding.related.iter().collect();
    let mut gravest = None;
    while let Some(id) = waiting.pop() {
        let Some(next) = now.finding(id) else { continue };
        let key = next.id().to_lowercase();
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        if stands(next.data()) && was_there(next.data()) {
            gravest = [gravest, Some(next.grade)].into_iter().flatten().min();
        } else if next.status == FindingStatus::Superseded {
            waiting.extend(&next.data().related);
        }
    }
    gravest
}

/// Who may agree to a milder grade: the lead of the audit and whoever manages the programme.
pub(crate) fn graders<'a>(past: &'a Snapshot, finding: &Finding) -> Vec<&'a PersonRef> {
    graders_of(past, &finding.audit)
}

/// The same of an audit.
pub(super) fn graders_of<'a>(past: &'a Snapshot, audit: &AuditRef) -> Vec<&'a PersonRef> {
    let audit = past.audit(audit).map(|audit| audit.data());
    let lead = audit.and_then(|audit| audit.lead());
    let of_programme = audit.and_then(|audit| past.programme(audit.programme.as_ref()?));
    let manager = of_programme.map(|programme| &programme.data().manager);
    let general = past.roles().map(|roles| &roles.programme_manager);
    let mut people: Vec<&PersonRef> = Vec::new();
    for person in lead.into_iter().chain(manager).chain(general) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

/// The new entry of `changes` that tells why a finding was superseded.
pub(super) fn merging_entry<'a>(versions: &Versions<'a>) -> Option<&'a Change> {
    let entries = versions.explanations("status");
    entries.into_iter().find(|entry| entry.to.trim() == FindingStatus::Superseded.as_str())
}

/// Whether somebody agreed to an entry of `changes` who may agree to a milder grade; where nobody is known, anybody.
pub(super) fn may_agree(past: &Snapshot, finding: &Finding, entry: &Change) -> bool {
    let graders = graders(past, finding);
    entry.approved_by.as_ref().is_some_and(|person| graders.is_empty() || graders.contains(&person))
}

/// Whether a person answers for the process that a finding is about, and had no part in finding it.
pub(super) fn owns_process(past: &Snapshot, finding: &Finding, person: &PersonRef) -> bool {
    let of = |isms: &Isms| finding.process.as_ref().and_then(|process| owner(isms, process.as_str())) == Some(person);
    let is_of_team = |audit: &Audit| audit.team.iter().any(|member| member.person == *person);
    past.isms().is_some_and(|isms| of(isms.data()))
        && finding.raised_by != *person
        && !past.audit(&finding.audit).is_some_and(|audit| is_of_team(audit.data()))
}

/// Whether a person has to answer a finding: its auditee, or who owns an action for it.
pub(super) fn has_to_answer(past: &Snapshot, finding: &Finding, person: &PersonRef) -> bool {
    let mut owners = past.actions_for(finding.id.as_str()).map(|action| action.data().owner.clone());
    finding.auditee.as_ref() == Some(person) || owners.any(|owner| owner == *person)
}
