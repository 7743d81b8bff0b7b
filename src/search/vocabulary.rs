//! Every distinct word once, so that a query is held against each only once.

use std::collections::HashMap;
use std::sync::Arc;

use super::closeness::{Asked, which_letters};
use super::words::each_word;

/// Numbers by name. One type for words and ids, because each makes the program larger.
pub(super) type Numbers = HashMap<Arc<str>, u32>;

/// The words of all years by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    numbers: Numbers,
    words: Vec<Word>,
    free: Vec<u32>,
    entry: u32,
}

#[derive(Clone, Debug)]
struct Word {
    text: Arc<str>,
    /// Which letters it has.
    which: u32,
    uses: u32,
    /// The last entry it was met in.
    entry: u32,
}

impl Vocabulary {
    /// From here the words are another entry's.
    pub fn next_entry(&mut self) {
        self.entry = self.entry.wrapping_add(1);
    }

    /// Appends the numbers of the words that the entry does not have already.
    pub fn enter(&mut self, text: &str, into: &mut Vec<u32>) {
        each_word(text, &mut |word| {
            let number = self.number(word);
            let word = &mut self.words[number as usize];
            if word.uses == 0 || word.entry != self.entry {
                word.uses += 1;
                word.entry = self.entry;
                into.push(number);
            }
        });
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let which = which_letters(text);
        let word = Word { text: text.into(), which, uses: 0, entry: self.entry };
        let number = self.free.pop().unwrap_or(self.words.len() as u32);
        self.numbers.insert(word.text.clone(), number);
        match self.words.get_mut(number as usize) {
            Some(freed) => *freed = word,
            None => self.words.push(word),
        }
        number
    }

    /// Gives back numbers that [`Vocabulary::enter`] gave; a word without uses is no more.
    pub fn release(&mut self, numbers: &[u32]) {
        for number in numbers {
            let word = &mut self.words[*number as usize];
            word.uses -= 1;
            if word.uses == 0 {
                self.numbers.remove(&word.text);
                (word.text, word.which) = ("".into(), 0);
                self.free.push(*number);
            }
        }
    }

    /// The distance of every word from the one asked for, in order of their numbers.
    pub fn distances(&self, asked: &Asked) -> Vec<u8> {
        self.words.iter().map(|word| asked.distance(&word.text, word.which)).collect()
    }

    /// How many words there are, and how many places they take.
    #[cfg(test)]
    pub fn size(&self) -> (usize, usize) {
        (self.numbers.len(), self.words.len())
    }
}
