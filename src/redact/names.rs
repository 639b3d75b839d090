//! Finding the names of persons in free text.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::Known;
use super::pattern::{Call, Pattern};
use super::reading::{Glyph, Reading, Way};
use super::written::{Edit, written};
use crate::hash::HashMap;
use crate::language::Language;
use crate::snapshot::Snapshot;

/// The names that are known, and what stands in place of each.
#[derive(Debug, Default)]
pub struct Names {
    /// By the first letters.
    patterns: HashMap<[char; 2], Vec<Pattern>>,
    /// What stands in place of an e-mail address.
    address: String,
    is_active: bool,
}

/// A shorter part is rather a word of the language than a name.
const SHORTEST_PART: usize = 3;
/// A shorter account of one word might be a word of the language although it has a name in it.
const SHORTEST_ACCOUNT: usize = 6;

impl Names {
    /// Takes e-mail addresses out of texts, and nothing else.
    pub fn of_nobody(language: &Language) -> Names {
        Names { is_active: true, address: language.plain("an-address"), ..Names::default() }
    }

    /// The names, handles and addresses of persons; of the versions of one, the first with a position says what stands in
    /// place of all.
    pub fn of(snapshot: &Snapshot, persons: &[Known], language: &Language) -> Names {
        let (mut whole, somebody) = (Self::of_nobody(language), language.plain("somebody"));
        persons.iter().for_each(|person| whole.add_name(&person.name, &somebody));
        // A position might itself name somebody ("assistant to …").
        let mut positions: HashMap<String, String> = HashMap::default();
        for person in persons {
            if let Some(position) = &person.position {
                let label = || whole.replace(position).into_owned();
                positions.entry(person.id.to_lowercase()).or_insert_with(label);
            }
        }
        let mut names = Self::of_nobody(language);
        for person in persons {
            let label = positions.get(&person.id.to_lowercase()).unwrap_or(&somebody);
            names.add_name(&person.name, label);
            names.add_parts(&person.name, label);
            // An id is an address and has to stay what it is.
            let is_free = |account: &&str| snapshot.record(account).is_none();
            for handle in person.handles.iter().map(String::as_str).filter(is_free) {
                names.add_account(handle, person, label, Some(Call::Handle));
            }
            let accounts = person.addresses.iter().filter_map(|address| address.split_once('@'));
            for account in accounts.map(|(account, _)| account).filter(is_free) {
                names.add_account(account, person, label, None);
            }
        }
        names
    }

    /// A whole name in any order that is a name: `Ana Maria Silva`, `Silva, Ana Maria`, `Ana Silva`.
    fn add_name(&mut self, name: &str, label: &str) {
        for words in spellings(name) {
            if words.len() < 2 {
                continue;
            }
            for first in 0..words.len() {
                self.add(Call::Whole, &[&words[first..], &words[..first]].concat(), label);
            }
            let (first, last) = (&words[0], &words[words.len() - 1]);
            self.add(Call::Whole, &[first.clone(), last.clone()], label);
            self.add(Call::Whole, &[last.clone(), first.clone()], label);
        }
    }

    /// Each first and last name.
    fn add_parts(&mut self, name: &str, label: &str) {
        for part in name.split_whitespace() {
            let part = part.trim_matches(|c: char| !c.is_alphanumeric());
            if part.chars().count() < SHORTEST_PART || !part.starts_with(char::is_uppercase) {
                continue;
            }
            for words in spellings(part) {
                self.add(Call::Part, &words, label);
                let long = words.iter().filter(|word| word.len() >= SHORTEST_PART);
                long.for_each(|word| self.add(Call::Part, std::slice::from_ref(word), label));
            }
        }
    }

    /// An account, which counts as a name where it has several words, or a part of the person's name and more; any other as
    /// `otherwise` says.
    fn add_account(&mut self, account: &str, person: &Known, label: &str, otherwise: Option<Call>) {
        let parts: Vec<Vec<char>> = spellings(&person.name).concat();
        for words in spellings(account) {
            let letters: String = words.concat().iter().collect();
            let has_name = parts.iter().filter(|part| part.len() >= SHORTEST_PART).any(|part| {
                let part: String = part.iter().collect();
                letters.contains(&part) && letters != part
            });
            let is_name = words.len() > 1 || has_name && letters.len() >= SHORTEST_ACCOUNT;
            let call = if is_name { Some(Call::Whole) } else { otherwise };
            call.into_iter().for_each(|call| self.add(call, &words, label));
        }
    }

    fn add(&mut self, call: Call, words: &[Vec<char>], label: &str) {
        let Some(pattern) = Pattern::new(call, words, label) else { return };
        let all = self.patterns.entry(pattern.key()).or_default();
        if !all.iter().any(|known| known.is_same(&pattern)) {
            all.push(pattern);
        }
    }

    /// The text with positions in place of names.
    pub fn replace<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut read = Cow::Borrowed(text);
        if self.is_active {
            for way in Way::all(text) {
                if let Some(replaced) = self.replaced(&read, way) {
                    read = Cow::Owned(replaced);
                }
            }
        }
        read
    }

    /// The same as far as one way of looking at the text tells; `None` when there is nothing to replace.
    fn replaced(&self, text: &str, way: Way) -> Option<String> {
        let reading = Reading::of(text, way);
        let mut edits = self.addresses(&reading);
        let names = self.names(&reading, &edits);
        edits.extend(names);
        edits.retain(|edit| match &reading.glyphs[edit.glyphs.clone()] {
            [first, .., last] => way.is_needed_for(&text[first.start..last.end]),
            few => few.iter().any(|only| way.is_needed_for(&text[only.start..only.end])),
        });
        edits.sort_by_key(|edit| edit.glyphs.start);
        (!edits.is_empty()).then(|| written(text, &reading, &edits))
    }

    fn names(&self, reading: &Reading, addresses: &[Edit<'_>]) -> Vec<Edit<'_>> {
        let mut addresses = addresses.iter().map(|edit| edit.glyphs.clone()).peekable();
        let (mut found, mut at, mut done) = (Vec::new(), 0, 0);
        while at < reading.glyphs.len() && !self.patterns.is_empty() {
            if let Some(address) = addresses.next_if(|address| address.start <= at) {
                (at, done) = (at.max(address.end), at.max(address.end));
                continue;
            }
            let end = addresses.peek().map_or(usize::MAX, |address| address.start);
            match self.at(reading, at).filter(|(last, _)| *last <= end) {
                Some((last, label)) => {
                    let start = initials_before(reading, at, done);
                    found.push(Edit { glyphs: start..last, label });
                    (at, done) = (last, last);
                }
                None => at += 1,
            }
        }
        found
    }

    /// What stands at a place, if it is a name: where it ends, and what it becomes.
    fn at(&self, reading: &Reading, at: usize) -> Option<(usize, &str)> {
        let first = reading.glyphs[at];
        if !first.is_in_word() || !reading.is_edge(at) {
            return None;
        }
        let second = reading.glyphs.get(at + 1).map_or('\0', |glyph| glyph.letter);
        let keys = [[first.letter, second], [first.letter, '\0']];
        let all = keys.iter().filter_map(|key| self.patterns.get(key)).flatten();
        let found = all.filter_map(|pattern| Some((pattern.end(reading, at)?, pattern.label.as_str())));
        found.reduce(|best, other| if other.0 > best.0 { other } else { best })
    }

    /// The e-mail addresses of a text.
    fn addresses(&self, reading: &Reading) -> Vec<Edit<'_>> {
        let is_local = |glyph: &Glyph| glyph.is_in_word() || matches!(glyph.letter, '.' | '_' | '%' | '+' | '-');
        let is_domain = |glyph: &Glyph| glyph.is_in_word() || matches!(glyph.letter, '.' | '-');
        let (glyphs, mut done) = (&reading.glyphs, 0);
        let mut found = Vec::new();
        for at in (0..glyphs.len()).filter(|at| glyphs[*at].letter == '@') {
            let local = glyphs[done.min(at)..at].iter().rev().take_while(|glyph| is_local(glyph)).count();
            let domain = glyphs[at + 1..].iter().take_while(|glyph| is_domain(glyph)).count();
            if at < done || local == 0 || domain == 0 {
                continue;
            }
            let dots = glyphs[..at + 1 + domain].iter().rev().take_while(|glyph| glyph.letter == '.').count();
            done = at + 1 + domain - dots;
            found.push(Edit { glyphs: at - local..done, label: &self.address });
        }
        found
    }
}

/// The words of a name as they may be read, small and without accents: `Müller` is written `Muller` and `Mueller` as well.
fn spellings(name: &str) -> Vec<Vec<Vec<char>>> {
    let digraphs = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ø", "oe"), ("å", "aa")];
    let composed = icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(name);
    let spelt = digraphs.iter().fold(composed.to_lowercase(), |name, (letter, two)| name.replace(letter, two));
    let mut seen = HashSet::new();
    let all = [name, &spelt].map(words).into_iter();
    all.filter(|words| !words.is_empty() && seen.insert(words.concat())).collect()
}

/// The runs of letters and digits.
fn words(text: &str) -> Vec<Vec<char>> {
    let reading = Reading::of(text, Way::default());
    let runs = reading.glyphs.split(|glyph| !glyph.is_in_word());
    runs.filter(|run| !run.is_empty()).map(|run| run.iter().map(|glyph| glyph.letter).collect()).collect()
}

/// Where the initials of `J. R. Aas` begin, when there are some before the name.
fn initials_before(reading: &Reading, at: usize, done: usize) -> usize {
    let mut start = at;
    loop {
        let before: Range<usize> = done..start;
        let glyphs = &reading.glyphs[before];
        let blanks = glyphs.iter().rev().take_while(|glyph| glyph.letter.is_whitespace()).count();
        let [.., initial, dot] = &glyphs[..glyphs.len() - blanks] else { return start };
        let place = start - blanks - 2;
        if dot.letter != '.' || !initial.is_capital || !reading.is_edge(place) {
            return start;
        }
        start = place;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    fn person(name: &str, position: &str) -> Known {
        Known {
            id: format!("p-{}", position.to_lowercase().replace(' ', "-")),
            name: name.to_owned(),
            position: Some(position.to_owned()),
            handles: vec!["mira-aas-hl".to_owned(), "audit".to_owned()],
            addresses: vec!["maas42@x.example".to_owned(), "mark@x.example".to_owned()],
        }
    }

    static NAMES: LazyLock<Names> = LazyLock::new(|| {
        let mut persons = vec![person("Mira Aas", "Engineer")];
        for (name, position) in [
            ("Nuno Teixeira", "Head"),
            ("Tomás Leal", "Analyst"),
            ("Jörg Müller-Voß", "Buyer"),
            ("Mark Dora", "Clerk"),
            ("田中 太郎", "Chief"),
        ] {
            persons.push(Known { handles: Vec::new(), addresses: Vec::new(), ..person(name, position) });
        }
        let snapshot = Snapshot::of_documents(Vec::new(), crate::source::State::Memory);
        Names::of(&snapshot, &persons, &Language::english())
    });

    fn replaced(text: &str) -> String {
        NAMES.replace(text).into_owned()
    }

    #[test]
    fn names_become_positions_in_every_form() {
        for (text, expected) in [
            ("Mira Aas saw it", "Engineer saw it"),
            ("seen by MIRA  AAS.", "seen by Engineer."),
            ("M. Aas and Mira’s list", "Engineer and Engineer’s list"),
            ("J. R. Teixeira, TEIXEIRA", "Head, Head"),
            ("ask @mira-aas-hl", "ask @Engineer"),
            ("Aas, Mira", "Engineer"),
            ("p-mira and admiral", "p-mira and admiral"),
            ("mail mira@example.org.", "mail (e-mail address)."),
            ("mira.aas@x.no, a@b", "(e-mail address), (e-mail address)"),
            ("at @ 5", "at @ 5"),
            ("by maas42", "by Engineer"),
            ("Mira Aas' Liste, Nuno Teixeiras Liste, Teixeiras", "Engineer' Liste, Head Liste, Head"),
            ("田中太郎さん", "Chiefさん"),
        ] {
            assert_eq!(replaced(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_found_however_it_is_spelt() {
        for (text, expected) in [
            ("Nu**no** Tei**xeira** saw", "Head saw"),
            ("Nuno **Teixeira** saw", "Head saw"),
            ("**Nuno** Teixeira saw", "Head saw"),
            ("**see Nuno** Teixeira", "**see Head**"),
            ("Nuno **Teixeira saw** it", "**Head saw** it"),
            ("_Nuno_ `Teixeira`", "Head"),
            ("Nu\u{ad}no Tei\u{200b}xeira", "Head"),
            ("Nuno &#84;eixeira, Nuno&nbsp;Teixeira, T&ouml;", "Head, Head, T&ouml;"),
            ("nuno&#64;harbourline.example", "(e-mail address)"),
            ("nuno\\@harbourline.example", "(e-mail address)"),
            ("Ｎｕｎｏ Ｔｅｉｘｅｉｒａ", "Head"),
            ("Tomas Leal, Toma\u{301}s Leal, Toma\u{301}s.", "Analyst, Analyst, Analyst."),
            ("see Nuno%20Teixeira.pdf, Tom%C3%A1s", "see Head.pdf, Analyst"),
            ("NunoTeixeira.xlsx teixeira_nuno.docx nunoteixeira", "Head.xlsx Head.docx Head"),
            ("nuno(at)harbourline.example or nuno [at] h [dot] example", "(e-mail address) or (e-mail address)"),
            ("Joerg Mueller-Voss, JORG MULLER VOSS, Müller", "Buyer, Buyer, Buyer"),
        ] {
            assert_eq!(replaced(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_found_with_markup_in_it() {
        for (text, expected) in [
            ("[Nu](https://h.example)no Teixeira saw", "Head saw"),
            ("[see Nuno Tei](https://h.example)xeira", "[see Head](https://h.example)"),
            ("Tei[xeira saw](https://h.example) it", "Head[ saw](https://h.example) it"),
            ("[Mi]ra and Mi[ra]", "Engineer and Engineer"),
            ("[Mi][1]ra\n\n[1]: https://h.example", "Engineer\n\n[1]: https://h.example"),
            ("Tei<b>xeira</b> saw", "Head saw"),
            ("<b>Tei</b>xeira saw", "Head saw"),
            ("<b>see Tei</b>xeira", "<b>see Head</b>"),
            ("Tei<!-- -->xeira and Mi<br>ra", "Head and Engineer<br>"),
            ("nu<i>no</i>@harbourline.example", "(e-mail address)"),
            ("**Tei**[xei](u)<b>ra</b>", "Head"),
        ] {
            assert_eq!(replaced(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_found_in_letters_that_look_like_its_own() {
        for (text, expected) in [
            ("Nunо Теixеirа saw", "Head saw"),
            ("Μira and Міrа Ааѕ", "Engineer and Engineer"),
            ("[x](https://h.example/nunо-teixeirа)", "[x](https://h.example/Head)"),
            ("Tei<b>хеira</b>", "Head"),
            ("nunо@harbourline.example", "(e-mail address)"),
        ] {
            assert_eq!(replaced(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_name_stays() {
        for text in [
            "mark the 50%20 files (at) noon",
            "DORA and the audit",
            "leave **bold** `code` &amp; 20% ~5",
            "no maas, remark, Marketing",
            "C. Sharp and B.",
            "(at) [dot] x",
            "[re](u)mark, [ad]mira[l], a <b and no> mark",
            "Теория и практика, το μήνυμα",
        ] {
            assert_eq!(replaced(text), text);
        }
    }

    /// Pieces of which a text may be put together that has a name in it, or signs without their others.
    const PIECES: &[&str] = &[
        "Nu", "no", "Teixeira", "Теi", "xeira", "Mi", "ra", "Aas", " ", ", ", "\n", "<b>", "</b>", "<br>", "<!--",
        "-->", "<", ">", "[", "]", "](x)", "](", "][1]", "[1]:", ")", "**", "*", "_", "`", "~", "\\", "@", "@x.no",
        "nuno", "&#84;", "&", "%20", "%C3", "(at)", "[dot]", "ä", "\u{ad}", "\u{301}", "Ｎ", "田中", "太郎", "о", "α",
        "J.", "1",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_read_to_its_end(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..12)) {
            let text = pieces.concat();
            let left = replaced(&text);
            prop_assert!(!text.contains(" Teixeira ") || !left.contains(" Teixeira "), "{text:?} became {left:?}");
        }
    }

    #[test]
    fn not_every_ampersand_begins_a_character() {
        assert_eq!(replaced("&Aas&Aas %C3&#84;"), "&Engineer&Engineer %C3&#84;");
        assert_eq!(replaced("R&D of Mira Aas &amp; others;"), "R&D of Engineer &amp; others;");
    }

    #[test]
    fn addresses_stay_addresses() {
        for (text, expected) in [
            ("[x](https://h.example/nuno-teixeira/a)", "[x](https://h.example/Head/a)"),
            ("[w](mailto:nuno@h.example)", "[w](mailto:e-mail-address)"),
            ("[w](files/Nuno%20Teixeira.pdf)", "[w](files/Head.pdf)"),
            ("<nuno@h.example>", "(e-mail address)"),
        ] {
            assert_eq!(replaced(text), expected, "{text}");
        }
    }
}
