//! The words of all entries, each kept once: an entry knows its words by their numbers.

use std::sync::{PoisonError, RwLock};

use super::words::words;
use crate::hash::HashMap;

/// The words so far.
#[derive(Debug, Default)]
pub struct Lexicon {
    numbers: RwLock<HashMap<Box<str>, u32>>,
}

impl Lexicon {
    /// The numbers of the words of a text, those of new words last. Which number a word has depends on who comes first.
    pub fn numbers(&self, text: &str, mut note: impl FnMut(u32)) {
        let numbers = self.numbers.read().unwrap_or_else(PoisonError::into_inner);
        let mut new: Vec<Box<str>> = Vec::new();
        words(text, |word| match numbers.get(word) {
            Some(number) => note(*number),
            None => new.push(word.into()),
        });
        drop(numbers);
        new.into_iter().for_each(|word| note(self.add(word)));
    }

    fn add(&self, word: Box<str>) -> u32 {
        let mut numbers = self.numbers.write().unwrap_or_else(PoisonError::into_inner);
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(word).or_insert(next)
    }

    /// All words with their numbers, in the order of the alphabet.
    pub fn sorted(&self) -> Vec<(Box<str>, u32)> {
        let numbers = self.numbers.read().unwrap_or_else(PoisonError::into_inner);
        let mut words: Vec<(Box<str>, u32)> = numbers.iter().map(|(word, number)| (word.clone(), *number)).collect();
        words.sort_unstable();
        words
    }
}
