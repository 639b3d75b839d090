//! Finding the names of persons in free text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::language::Language;
use crate::snapshot::Snapshot;

/// The names that are known, and what stands in place of each.
#[derive(Debug, Default)]
pub struct Names {
    /// Whole names and handles in words of lower case, by their first word; longer ones first.
    whole: HashMap<String, Vec<(Vec<String>, String)>>,
    /// First and last names as they are written.
    parts: HashMap<String, String>,
    /// What stands in place of an e-mail address.
    address: String,
    is_active: bool,
}

/// A shorter part is rather a word of the language than a name.
const SHORTEST_PART: usize = 3;

impl Names {
    /// The names, handles and addresses of the persons of a snapshot.
    pub fn of(snapshot: &Snapshot, language: &Language) -> Names {
        let empty = || Names { is_active: true, address: language.plain("an-address"), ..Names::default() };
        let (mut names, somebody) = (empty(), language.plain("somebody"));
        for person in snapshot.people() {
            names.add(&person.name, &somebody);
        }
        // A position might itself name somebody ("assistant to …").
        let positions: Vec<String> =
            snapshot.people().map(|person| names.replace(&person.position).into_owned()).collect();
        let mut names = empty();
        for (person, position) in snapshot.people().zip(&positions) {
            names.add(&person.name, position);
            for part in person.name.split_whitespace() {
                let part = part.trim_matches(|c: char| !c.is_alphanumeric());
                if part.chars().count() >= SHORTEST_PART && part.starts_with(char::is_uppercase) {
                    names.parts.entry(part.to_owned()).or_insert_with(|| position.clone());
                }
            }
            let forge = person.data().forge.iter().flat_map(|forge| [&forge.github, &forge.gitlab]);
            for handle in forge.flatten().filter(|handle| snapshot.record(handle).is_none()) {
                names.add(handle, position);
            }
            for (account, _) in person.data().git.iter().filter_map(|address| address.split_once('@')) {
                if words(account).len() > 1 && snapshot.record(account).is_none() {
                    names.add(account, position);
                }
            }
        }
        names.whole.values_mut().for_each(|all| all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        names
    }

    fn add(&mut self, name: &str, label: &str) {
        let words: Vec<String> = words(name).into_iter().map(|range| name[range].to_lowercase()).collect();
        if let Some(first) = words.first().cloned() {
            let all = self.whole.entry(first).or_default();
            if !all.iter().any(|(known, _)| *known == words) {
                all.push((words, label.to_owned()));
            }
        }
    }

    /// The text with positions in place of names.
    pub fn replace<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.is_active {
            return Cow::Borrowed(text);
        }
        match self.without_addresses(text) {
            Some(text) => Cow::Owned(self.without_names(&text).unwrap_or(text)),
            None => self.without_names(text).map_or(Cow::Borrowed(text), Cow::Owned),
        }
    }

    fn without_names(&self, text: &str) -> Option<String> {
        let words = words(text);
        let mut replaced = String::new();
        let (mut done, mut position) = (0, 0);
        while position < words.len() {
            let found = self.whole_at(text, &words[position..]).or_else(|| self.part_at(text, &words[position]));
            let Some((count, label)) = found else {
                position += 1;
                continue;
            };
            let start = initial_before(text, &words[..=position], done).unwrap_or(words[position].start);
            replaced.push_str(&text[done..start]);
            replaced.push_str(label);
            position += count;
            done = words[position - 1].end;
        }
        (done > 0).then(|| replaced + &text[done..])
    }

    fn whole_at(&self, text: &str, words: &[Range<usize>]) -> Option<(usize, &str)> {
        let candidates = self.whole.get(&text[words[0].clone()].to_lowercase())?;
        let is_here = |name: &&(Vec<String>, String)| {
            name.0.len() <= words.len()
                && name.0.iter().zip(words).all(|(wanted, word)| text[word.clone()].to_lowercase() == *wanted)
                && words[..name.0.len()].windows(2).all(|pair| text[pair[0].end..pair[1].start].trim().len() <= 2)
        };
        candidates.iter().find(is_here).map(|(name, label)| (name.len(), label.as_str()))
    }

    fn part_at(&self, text: &str, word: &Range<usize>) -> Option<(usize, &str)> {
        self.parts.get(&text[word.clone()]).map(|label| (1, label.as_str()))
    }
}

/// Where the initial of `M. Aas` begins, when the last of the words has one before it.
fn initial_before(text: &str, words: &[Range<usize>], done: usize) -> Option<usize> {
    let [.., initial, name] = words else { return None };
    let is_initial =
        text[initial.clone()].chars().count() == 1 && text[initial.clone()].starts_with(char::is_uppercase);
    (is_initial && initial.start >= done && text[initial.end..name.start].trim_end() == ".").then_some(initial.start)
}

/// The runs of letters and digits.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, character)| character.is_alphanumeric()) {
        let end = at + character.len_utf8();
        match words.last_mut() {
            Some(word) if word.end == at => word.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

impl Names {
    /// The text without e-mail addresses; `None` when there are none.
    fn without_addresses(&self, text: &str) -> Option<String> {
        let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
        let is_domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        let mut replaced = String::new();
        let mut done = 0;
        for (at, _) in text.match_indices('@') {
            let before = &text[done.min(at)..at];
            let local = before.len() - before.trim_end_matches(is_local).len();
            let after = &text[at + 1..];
            let domain = after.len() - after.trim_start_matches(is_domain).len();
            if at < done || local == 0 || domain == 0 {
                continue;
            }
            replaced.push_str(&text[done..at - local]);
            replaced.push_str(&self.address);
            done = at + 1 + after[..domain].trim_end_matches('.').len();
        }
        (done > 0).then(|| replaced + &text[done..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names { is_active: true, address: "(e-mail address)".to_owned(), ..Names::default() };
        names.add("Mira Aas", "Platform engineer");
        names.add("mira-aas-hl", "Platform engineer");
        for part in ["Mira", "Aas"] {
            names.parts.insert(part.to_owned(), "Platform engineer".to_owned());
        }
        names.whole.values_mut().for_each(|all| all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        names
    }

    #[test]
    fn names_become_positions_in_every_form() {
        for (text, expected) in [
            ("Mira Aas saw it", "Platform engineer saw it"),
            ("seen by MIRA  AAS.", "seen by Platform engineer."),
            ("M. Aas and Mira’s list", "Platform engineer and Platform engineer’s list"),
            ("ask @mira-aas-hl", "ask @Platform engineer"),
            ("Aas, Mira", "Platform engineer, Platform engineer"),
            ("p-mira and admiral", "p-mira and admiral"),
            ("mail mira@example.org.", "mail (e-mail address)."),
            ("mira.aas@x.no, a@b", "(e-mail address), (e-mail address)"),
            ("at @ 5", "at @ 5"),
        ] {
            assert_eq!(names().replace(text), expected);
        }
    }
}
