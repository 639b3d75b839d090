//! What makes commits somebody's: the addresses and accounts of persons, and the keys of the list of allowed signers. Whoever gives one of
//! their own to somebody else decides in their name from then on.

use std::sync::Arc;

use super::Replay;
use super::branch::{Readable, Touched};
use super::people::{People, names};
use super::signers::SignerKey;
use super::signing::Rules;
use crate::lint::{BranchCommit, CommitFacts, Given, Mapped, deciders, voice};
use crate::record::PersonRef;
use crate::snapshot::{Record, Snapshot};
use crate::source::git::{Repository, Step};
use crate::source::{Commit, SourceError};

/// Something that a commit gives to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Identity {
    /// Who gets it; `None` where a pattern gives it to whoever fits.
    person: Option<PersonRef>,
    /// The address, or the name in the list of allowed signers.
    name: String,
    /// The key; `None` of an address.
    key: Option<String>,
    /// Whose it was until then, and would be still.
    holder: Option<PersonRef>,
    /// Whether the `.mailmap` gives it.
    is_mapped: bool,
}

impl Replay<'_> {
    /// What a commit gives to others by which commits or signatures are theirs, without what they or those have agreed to who had the say before.
    pub(super) fn given(
        &self,
        step: &Step,
        (before, after): (&Snapshot, &Snapshot),
        (people, rules): (&People, Option<&Rules>),
        facts: &CommitFacts,
    ) -> Result<Vec<Given>, SourceError> {
        let mut found = identities((before, after), people, rules);
        found.extend(self.mapped(step, people)?);
        // Where the settings are not touched, they are what they were.
        let roles = before.roles().or_else(|| self.settings().map(|isms| &isms.roles));
        let Some(roles) = roles.filter(|_| !found.is_empty()) else {
            return Ok(Vec::new());
        };
        let branch = self.givers(step, people)?;
        let mut given = Vec::new();
        for identity in found {
            let giver = branch.iter().rev().find(|(_, gave)| gave.contains(&identity));
            let setter = giver.map_or_else(|| facts.as_setter(), |(commit, _)| commit.as_setter());
            // What belongs to one of two is for neither of them to hand over.
            let own = identity.person.as_ref().filter(|_| identity.holder.is_none());
            let may = |person: &PersonRef| own == Some(person) || deciders(roles).any(|other| other == person);
            if !facts.is_agreed_by(&setter, &may) {
                let by = voice(setter.signature, setter.person);
                let by = by.map_or_else(|| setter.email.to_owned(), |person| person.to_string());
                given.push(identity.given(by));
            }
        }
        Ok(given)
    }

    /// The addresses of nobody's that the `.mailmap` of a commit takes for those of persons on record, and the one before it did not. Whose one is that
    /// is on record, no such file says.
    fn mapped(&self, step: &Step, people: &People) -> Result<Vec<Identity>, SourceError> {
        let mut found: Vec<Identity> = Vec::new();
        if !step.changes_mailmap {
            return Ok(found);
        }
        let parent = self.repository.parent(&step.commit.id)?;
        let of = |Mapped { address: name, to }| Identity {
            person: Some(to),
            name,
            key: None,
            holder: None,
            is_mapped: true,
        };
        found.extend(mapped(self.repository, (parent.as_deref(), &step.commit.id), people)?.into_iter().map(of));
        Ok(found)
    }

    /// Whether the `.mailmap` of a commit gives an address to somebody, or that of one before did to whom nobody had agreed yet.
    pub(super) fn maps_addresses(&self, step: &Step) -> Result<bool, SourceError> {
        Ok(step.changes_mailmap && (self.people.withholds() || !self.mapped(step, &self.people)?.is_empty()))
    }

    /// Notes the addresses that a `.mailmap` gives to persons who have not agreed: whose commits they are it does not say until they do, or
    /// somebody who has the say leaves it so in a commit to that file.
    pub(super) fn withhold(&mut self, step: &Step, facts: &CommitFacts, before: &Snapshot) -> Result<(), SourceError> {
        if !step.changes_mailmap {
            return Ok(());
        }
        let lines = self.repository.remapped(&step.commit.id)?;
        let roles = before.roles().or_else(|| self.settings().map(|isms| &isms.roles)).cloned();
        let is_agreed = |to: &PersonRef| {
            let may = |person: &PersonRef| {
                person == to || roles.as_ref().is_some_and(|roles| deciders(roles).any(|other| other == person))
            };
            facts.is_agreed_by(&facts.as_setter(), &may)
        };
        let is_there = |address: &str| lines.iter().any(|(old, _)| old.eq_ignore_ascii_case(address));
        let given = facts.given.iter().filter(|given| given.is_mapped);
        let given = given.filter_map(|given| Some((given.name.clone(), given.person.clone()?)));
        self.people.withhold(given, &|address, to| is_there(address) && !is_agreed(to));
        Ok(())
    }

    /// The commits of a merged branch, oldest first, with what each gives.
    fn givers(&self, step: &Step, people: &People) -> Result<Vec<(BranchCommit, Vec<Identity>)>, SourceError> {
        let mut givers = Vec::new();
        if step.merged.is_empty() {
            return Ok(givers);
        }
        let root = step.root.as_deref().unwrap_or(&self.root);
        let mut readable = Readable::default();
        for id in self.repository.branch(&step.commit.id)? {
            let commit = self.repository.branch_step(&id, root)?;
            let parent = self.repository.parent(&id)?;
            let rules = self.rules(parent.as_deref(), (&id, root))?;
            let Touched { old, new, .. } = self.touched_in_branch(&commit, &mut readable)?;
            let mut gave = identities((&old, &new), people, rules.as_ref());
            gave.extend(self.mapped(&commit, people)?);
            if !gave.is_empty() {
                let email = people.address(&commit.address).to_owned();
                let by = Commit { email: email.clone(), ..commit.commit };
                let signature = rules.map(|rules| self.signature(&by, (people, &rules.allowed))).transpose()?;
                let author = people.by_email(&email);
                givers.push((BranchCommit { author, email, signature, ..BranchCommit::default() }, gave));
            }
        }
        Ok(givers)
    }
}

impl Identity {
    fn given(self, by: String) -> Given {
        let Identity { person, name, key, holder, is_mapped } = self;
        Given { person, name, key, holder, is_mapped, by }
    }
}

/// The addresses of nobody's that the `.mailmap` of a commit takes for those of persons on record, and that of another one did not.
pub(super) fn mapped(
    repository: &Repository,
    (before, after): (Option<&str>, &str),
    people: &People,
) -> Result<Vec<Mapped>, SourceError> {
    let known = before.map(|before| repository.remapped(before)).transpose()?.unwrap_or_default();
    let mut found = Vec::new();
    for (address, new) in repository.remapped(after)?.into_iter().filter(|line| !known.contains(line)) {
        let Some(to) = people.by_email(&new).filter(|_| people.by_email(&address).is_none()) else { continue };
        let mapped = Mapped { address, to };
        if !found.contains(&mapped) {
            found.push(mapped);
        }
    }
    Ok(found)
}

/// What persons on record get between two states, by whom they were before. An address of nobody's counts where signatures do: anybody
/// can type an address, and none can sign as somebody else.
fn identities((before, after): (&Snapshot, &Snapshot), people: &People, rules: Option<&Rules>) -> Vec<Identity> {
    let mut found = Vec::new();
    for key in rules.iter().flat_map(|rules| &rules.gained) {
        let person = people.by_name(&key.name);
        // By another name for whoever has the key already, nobody gets anything.
        let is_theirs = |old: &SignerKey| {
            old.fingerprint() == key.fingerprint() && !old.is_of_pattern() && people.by_name(&old.name) == person
        };
        let is_known = person.is_some() && rules.iter().any(|rules| rules.allowed.keys().iter().any(is_theirs));
        if !is_known && (person.is_some() || key.is_of_pattern()) {
            let (name, key) = (key.name.clone(), Some(key.fingerprint().to_owned()));
            found.push(Identity { person, name, key, holder: None, is_mapped: false });
        }
    }
    for record in after.records() {
        let Some(person) = record.data().person() else { continue };
        let old = before.same(record);
        if old.is_some_and(|old| Arc::ptr_eq(old.document(), record.document())) {
            continue;
        }
        let known = old.and_then(|old| old.data().person()).map(|old| names(old).1).unwrap_or_default();
        let is_second = rules.is_some() && known.iter().any(|name| name.contains('@'));
        let (id, now) = names(person);
        for name in now.into_iter().filter(|name| name.contains('@') && !known.contains(name)) {
            let holder = people.holder(&name).filter(|holder| **holder != id && !has_gone(holder, (before, after)));
            if holder.is_some() || is_second {
                found.push(Identity {
                    person: Some(id.clone()),
                    holder: holder.cloned(),
                    name,
                    key: None,
                    is_mapped: false,
                });
            }
        }
    }
    found
}

/// Whether the record of a person is not there any more: one that got another id takes its addresses along.
fn has_gone(person: &PersonRef, (before, after): (&Snapshot, &Snapshot)) -> bool {
    let is = |record: &Record| record.id.eq_ignore_ascii_case(person.as_str());
    before.records().iter().any(is) && !after.records().iter().any(is)
}
