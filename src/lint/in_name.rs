//! What a record says that somebody decided, and another one wrote down.

use super::changes::Versions;
use super::commit::{CommitFacts, Setter};
use super::decisions::{Decision, new_decisions};
use super::own_work::{is_of_somebody, kept_from};
use super::roles::voice;
use crate::record::PersonRef;

/// A decision in the name of one who neither wrote it down nor agreed to it.
#[derive(Debug, Clone)]
pub struct InName {
    /// The decision.
    pub decision: Decision,
    /// Who wrote it down: whoever signed the commit, or else its author; `None` where that is nobody on record.
    pub writer: Option<PersonRef>,
    /// Address of the commit.
    pub email: String,
    /// Whom the commit names as its author, where somebody else signed it.
    pub named: Option<String>,
    /// What keeps the writer from it, where it is about their own work.
    pub own: Option<String>,
    /// Whether it is about somebody's own work, and nobody knows whether the writer's: who hides is no better off than who does not.
    pub is_hidden: bool,
}

/// The decisions that a commit brings in the name of those who neither wrote them down nor agreed.
pub fn in_other_names(versions: &Versions<'_>, commit: &CommitFacts) -> Vec<InName> {
    let Some(after) = versions.after.filter(|_| !versions.is_imported(commit)) else { return Vec::new() };
    // Whoever keeps the records may write down what others decided in a meeting.
    let keeps_records = |person: &PersonRef| versions.manager().is_some_and(|manager| manager == person);
    let mut found = Vec::new();
    for decision in new_decisions(versions.before, after) {
        let setters = commit.setters(after, &decision);
        let kept = |person: &PersonRef| kept_in(versions, &decision, person);
        // What is about their own work they write down for nobody.
        let is_free = |person: &PersonRef| *person == decision.by || keeps_records(person) && kept(person).is_none();
        let writers: Vec<Option<&PersonRef>> = setters.iter().map(|setter| commit.writer(setter)).collect();
        if commit.approved_by.contains(&decision.by) || writers.iter().flatten().any(|person| is_free(person)) {
            continue;
        }
        let Some((setter, writer)) = setters.first().zip(writers.first().copied()) else { continue };
        let named = || setter.person.map_or_else(|| setter.email.to_owned(), ToString::to_string);
        found.push(InName {
            writer: writer.cloned(),
            email: setter.email.to_owned(),
            named: writer.filter(|_| writer != setter.person).map(|_| named()),
            own: writer.and_then(kept),
            is_hidden: writer.is_none() && is_of_somebody(after, &decision),
            decision,
        });
    }
    found
}

/// What keeps a person from a decision that a commit brings. Who hands the work on in the same commit had it all the same.
pub(crate) fn kept_in(versions: &Versions<'_>, decision: &Decision, person: &PersonRef) -> Option<String> {
    let now = || kept_from(versions.context.snapshot, versions.after?, decision, person);
    let before = || kept_from(versions.past, versions.before?, decision, person);
    now().or_else(before)
}

impl CommitFacts {
    /// Whose word it is what somebody set that comes with this commit, as far as that is a person on record.
    fn writer<'a>(&'a self, setter: &Setter<'a>) -> Option<&'a PersonRef> {
        // What no commit of a branch set is signed with the commit itself.
        let own = self.signature.as_ref().filter(|_| setter.on.is_none());
        voice(setter.signature.or(own), setter.person)
    }
}
