//! Who wrote a commit and who approved it, as persons on record.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::hash::HashMap;
use crate::lint::Remapped;
use crate::record::{Person, PersonRef};
use crate::snapshot::Document;
use crate::source::SourceError;
use crate::source::git::{Address, Repository};

/// Begins the line of a message that says who approved the change: a person's id, or a name with an e-mail address.
const TRAILER: &str = "approved-by:";
/// Begins the line of a message that says that records are taken over from elsewhere.
const IMPORT: &str = "tickmark-import:";

/// The persons of a state, by all that a commit may name them with, in lower case.
#[derive(Debug, Clone, Default)]
pub struct People {
    by_path: HashMap<Arc<str>, (PersonRef, Vec<String>)>,
    names: BTreeMap<String, PersonRef>,
    /// The addresses, in lower case, that a `.mailmap` gives to persons who have not agreed.
    withheld: BTreeMap<String, PersonRef>,
}

impl People {
    /// Whether a `.mailmap` gives addresses to persons who have not agreed.
    pub(super) fn withholds(&self) -> bool {
        !self.withheld.is_empty()
    }

    /// Takes addresses that a `.mailmap` gives for nobody's, and forgets about those of before that it need not be so of any more.
    pub(super) fn withhold(
        self: &mut Arc<Self>,
        given: impl Iterator<Item = (String, PersonRef)>,
        is_still: &dyn Fn(&str, &PersonRef) -> bool,
    ) {
        let mut withheld = self.withheld.clone();
        withheld.retain(|address, to| is_still(address, to));
        withheld.extend(given.map(|(address, to)| (address.to_lowercase(), to)));
        if withheld != self.withheld {
            Arc::make_mut(self).withheld = withheld;
        }
    }

    /// Takes a new version of a file into account; `None` when the file is gone.
    pub fn update(self: &mut Arc<Self>, path: &Arc<str>, document: Option<&Document>) {
        let new = document.and_then(|document| document.data.as_ref()?.person()).map(names);
        let is_known =
            |(id, names): &(PersonRef, Vec<String>)| names.iter().all(|name| self.names.get(name) == Some(id));
        // Earlier versions are kept: another one is made only for what differs.
        if self.by_path.get(path) == new.as_ref() && new.as_ref().is_none_or(is_known) {
            return;
        }
        let people = Arc::make_mut(self);
        if let Some((person, names)) = people.by_path.remove(path) {
            // A name may be somebody else's by now.
            for name in names.iter().filter(|name| people.names.get(*name) == Some(&person)).collect::<Vec<_>>() {
                people.names.remove(name);
            }
        }
        if let Some((id, names)) = new {
            people.names.extend(names.iter().map(|name| (name.clone(), id.clone())));
            people.by_path.insert(Arc::clone(path), (id, names));
        }
    }

    /// These persons, with those of a later state that are new in it.
    pub fn with_new(self: &Arc<Self>, later: &Arc<Self>, is_new: impl Fn(&PersonRef) -> bool) -> Arc<Self> {
        let mut people = Arc::clone(self);
        if Arc::ptr_eq(self, later) {
            return people;
        }
        for (name, person) in &later.names {
            if !self.names.contains_key(name) && is_new(person) {
                Arc::make_mut(&mut people).names.insert(name.clone(), person.clone());
            }
        }
        people
    }

    /// The person with an e-mail address, also one that a forge gives in place of the true one:
    /// `123+name@users.noreply.github.com`.
    pub fn by_email(&self, email: &str) -> Option<PersonRef> {
        let email = email.trim().to_lowercase();
        if let Some(person) = self.names.get(&email) {
            return Some(person.clone());
        }
        let (local, host) = email.split_once('@')?;
        let handle = match host {
            "users.noreply.github.com" => local.rsplit('+').next(),
            "users.noreply.gitlab.com" => local.split_once('-').map(|(_, name)| name).or(Some(local)),
            _ => None,
        };
        self.names.get(&format!("@{}", handle?)).cloned()
    }

    /// The address by which the author of a commit is known: what a record says of the one in the commit goes before what a `.mailmap` makes
    /// of it, for whoever writes that file would write in the name of others.
    pub fn address<'a>(&self, address: &'a Address) -> &'a str {
        let is_withheld = || self.withholds() && self.withheld.contains_key(&address.own.to_lowercase());
        match address.own == address.mapped || self.by_email(&address.own).is_some() || is_withheld() {
            true => &address.own,
            false => &address.mapped,
        }
    }

    /// The person with the address of an author.
    pub fn by_address(&self, address: &Address) -> Option<PersonRef> {
        self.by_email(self.address(address))
    }

    /// Whose a name is: an address, or an account with `@` in front of it, in lower case.
    pub fn holder(&self, name: &str) -> Option<&PersonRef> {
        self.names.get(name)
    }

    /// The person with an e-mail address or an id.
    pub fn by_name(&self, name: &str) -> Option<PersonRef> {
        self.by_email(name).or_else(|| self.names.get(&name.trim().to_lowercase()).cloned())
    }

    /// Who approved a commit, by the lines of its message.
    pub fn approvers(&self, message: &str) -> Vec<PersonRef> {
        trailers(message, TRAILER).filter_map(|who| self.approver(who)).collect()
    }

    /// What such lines say that name nobody on record.
    pub fn unknown_approvers(&self, message: &str) -> Vec<String> {
        trailers(message, TRAILER).filter(|who| self.approver(who).is_none()).map(str::to_owned).collect()
    }

    fn approver(&self, who: &str) -> Option<PersonRef> {
        let address = who.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(address, _)| address);
        match address {
            Some(address) => self.by_email(address),
            None => self.names.get(&who.to_lowercase()).cloned(),
        }
    }
}

/// A person, with all that a commit may name them with, in lower case: addresses, accounts with `@` in front of them, the id.
pub(super) fn names(person: &Person) -> (PersonRef, Vec<String>) {
    let forge = person.forge.as_ref();
    let handles =
        forge.and_then(|forge| forge.github.as_ref()).into_iter().chain(forge.and_then(|forge| forge.gitlab.as_ref()));
    let mut all: Vec<String> = person.git.iter().map(|address| address.to_lowercase()).collect();
    all.extend(handles.map(|handle| format!("@{}", handle.to_lowercase())));
    all.push(person.id.as_str().to_lowercase());
    (PersonRef(person.id.to_string()), all)
}

/// The addresses on record that the `.mailmap` of a commit takes for those of somebody else.
pub(super) fn remapped(repository: &Repository, commit: &str, people: &People) -> Result<Vec<Remapped>, SourceError> {
    let mut found: Vec<Remapped> = Vec::new();
    for (address, new) in repository.remapped(commit)? {
        let (Some(person), Some(to)) = (people.by_email(&address), people.by_email(&new)) else { continue };
        let remapped = Remapped { address, person, to };
        if remapped.person != remapped.to && !found.contains(&remapped) {
            found.push(remapped);
        }
    }
    Ok(found)
}

/// Whether a commit says that it takes records over from elsewhere.
pub fn is_import(message: &str) -> bool {
    trailers(message, IMPORT).any(|value| value.eq_ignore_ascii_case("yes"))
}

/// Whether a merge says that it merged the main line into something else, as Git words it.
pub fn merges_main(message: &str) -> bool {
    let first = message.lines().next().unwrap_or_default();
    let merged = ["Merge branch '", "Merge remote-tracking branch '"];
    let name = merged.iter().find_map(|start| first.strip_prefix(start)?.split_once('\'')).map(|(name, _)| name);
    let name = name.map(|name| name.rsplit('/').next().unwrap_or(name));
    name.is_some_and(|name| MAIN.contains(&name))
}

/// What main lines are called.
const MAIN: [&str; 3] = ["main", "master", "trunk"];

/// What the lines with a key say that end a paragraph of the message, as `git interpret-trailers` reads them at its end: a squash keeps those
/// of each commit. In the midst of a sentence nobody agrees to anything.
fn trailers<'m>(message: &'m str, key: &'static str) -> impl Iterator<Item = &'m str> {
    let (mut is_last, mut found) = (true, Vec::new());
    for line in message.lines().rev() {
        let is_end = ends_paragraph(line);
        is_last = is_end || is_last && is_trailer(line);
        let says = line.get(..key.len()).filter(|start| is_last && start.eq_ignore_ascii_case(key));
        found.extend(says.and_then(|_| line.get(key.len()..)).map(str::trim));
    }
    found.into_iter().rev()
}

/// Whether what stands above a line is a paragraph of its own: an empty line, the one that a forge draws between what it squashed and who wrote
/// that, the next commit of a list, a note of Git's.
fn ends_paragraph(line: &str) -> bool {
    line.trim().trim_matches('-').is_empty() || ["* ", "- ", "#"].iter().any(|start| line.starts_with(start))
}

/// Whether a line refers to something on a forge: `Fixes #12`, `See merge request group/project!12`.
fn is_reference(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved", "see", "refs", "part",
    ];
    let first = line.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let is_number = |word: &str| {
        let number = word.trim_end_matches([',', '.']).rsplit(['#', '!', '/']).next().unwrap_or_default();
        word.contains(['#', '!', '/']) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    WORDS.contains(&first.as_str()) && line.split_whitespace().last().is_some_and(is_number)
}

/// Whether a line may stand among the trailers of a message: `Key: value`, what goes on from one, or the note that Git leaves of where a
/// commit came from.
fn is_trailer(line: &str) -> bool {
    let is_key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    line.starts_with([' ', '\t'])
        || is_reference(line)
        || line.starts_with("(cherry picked from commit ")
        || line.split_once(':').is_some_and(|(key, _)| is_key(key.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trailer_ends_its_paragraph() {
        let of = |message| trailers(message, TRAILER).collect::<Vec<_>>();
        assert_eq!(of("Close it\n\nApproved-by: p-a\nCo-authored-by: B <b@example.com>\n"), ["p-a"]);
        assert_eq!(of("Close it\nApproved-by: p-a"), ["p-a"]);
        assert_eq!(of("Close it\n\nBecause.\nApproved-by: p-a\nApproved-By:p-b\n\nMore."), ["p-a", "p-b"]);
        assert_eq!(of("* Close it\n\nApproved-by: p-a\n\n* Check it\n\nApproved-by: p-b\n---------\n"), ["p-a", "p-b"]);
        for below in ["See merge request group/project!12", "Fixes #12", "# Conflicts:", "* Check it"] {
            let message = format!("Close it\n\nApproved-by: p-a\n{below}\n");
            assert_eq!(trailers(&message, TRAILER).collect::<Vec<_>>(), ["p-a"], "{below}");
        }
        assert_eq!(of("Close it\n\nApproved-by: p-a\nsee what he says.\n"), [""; 0]);
        assert_eq!(of("Close it\n\nWrite a line\nApproved-by: p-a\nbefore it is merged.\n"), [""; 0]);
    }
}
