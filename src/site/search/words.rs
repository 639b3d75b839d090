//! Words as the search knows them. `assets/search.js` takes what is typed apart in the same way; change both.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// Takes a text apart: lower case, `ä` as `ae`, `é` as `e`. What has a digit in it (`F-2026-007`, `A.8.8`) is a word as a
/// whole, and its parts are words too.
pub fn words(text: &str, mut note: impl FnMut(&str)) {
    let text = folded(text);
    for run in text.split(|c: char| !(c.is_alphanumeric() || is_joint(c))) {
        let run = run.trim_matches(is_joint);
        let is_joined = run.bytes().any(|byte| is_joint(byte.into()));
        let parts = || run.split(is_joint).filter(|part| !part.is_empty());
        match (is_numbered(run), is_joined) {
            (false, false) if run.len() > 1 => note(run),
            (false, false) => {}
            (false, true) => parts().filter(|part| part.len() > 1).for_each(&mut note),
            (true, false) => note(run),
            (true, true) => {
                note(run);
                parts().filter(|part| part.chars().count() > 2).for_each(&mut note);
            }
        }
    }
}

fn is_numbered(run: &str) -> bool {
    run.bytes().any(|byte| byte.is_ascii_digit()) || !run.is_ascii() && run.contains(char::is_numeric)
}

/// What joins the parts of an id or a number.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | '.' | '/' | ':' | '_')
}

fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(text).to_lowercase();
    let mut spelt = String::with_capacity(composed.len() + 8);
    for character in composed.chars() {
        match character {
            'ä' => spelt.push_str("ae"),
            'ö' => spelt.push_str("oe"),
            'ü' => spelt.push_str("ue"),
            'ß' => spelt.push_str("ss"),
            character => spelt.push(character),
        }
    }
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(&spelt).into_owned();
    Cow::Owned(decomposed.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_whole_and_letters_lose_their_marks() {
        for (text, expected) in [
            ("F-2026-007", vec!["f-2026-007", "2026", "007"]),
            ("A.8.8: Patches.", vec!["a.8.8", "patches"]),
            ("Prüfung, Maß, Pru\u{308}fung", vec!["pruefung", "mass", "pruefung"]),
            ("déjà-vu", vec!["deja", "vu"]),
            ("9 of 10 in 2026", vec!["9", "of", "10", "in", "2026"]),
            ("漢字 ist da", vec!["漢字", "ist", "da"]),
            ("…", vec![]),
        ] {
            let mut found = Vec::new();
            words(text, |word| found.push(word.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
