//! Words.

/// A word with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::review) struct Word<'t> {
    /// Where it begins.
    pub(in crate::review) at: usize,
    /// The word as it is written.
    pub(in crate::review) text: &'t str,
}

impl Word<'_> {
    /// Where it ends.
    pub(in crate::review) fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// The words of a text: runs of letters and digits. A hyphen ends a word.
#[derive(Clone, Debug)]
pub(in crate::review) struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// The words of a text.
pub(in crate::review) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let bytes = self.text.as_bytes();
        while !is_word_byte(*bytes.get(self.at)?) {
            self.at += length(bytes[self.at]);
        }
        let start = self.at;
        while bytes.get(self.at).is_some_and(|byte| is_word_byte(*byte)) {
            self.at += length(bytes[self.at]);
        }
        self.at = self.at.min(bytes.len());
        Some(Word { at: start, text: self.text.get(start..self.at)? })
    }
}

/// Whether a character that begins with this byte belongs to words. What Swedish text has of others
/// begins with 0xC2 (no-break space, §, ») or 0xE2 (dashes, quotation marks, the minus sign).
pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || (byte >= 0xc3 && byte != 0xe2)
}

/// How many bytes a character has that begins with this one.
pub(super) fn length(byte: u8) -> usize {
    match byte {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Whether two words are the same but for capitals.
pub(in crate::review) fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && (a.eq_ignore_ascii_case(b) || has_same_letters(a, b))
}

fn has_same_letters(a: &str, b: &str) -> bool {
    !(a.is_ascii() && b.is_ascii()) && lower(a).eq(lower(b))
}

/// How many bytes of a word are the same as the start of another, if all of the other is.
pub(in crate::review) fn same_start<'t>(word: &'t str, start: &str) -> Option<&'t str> {
    let head = word.get(..start.len())?;
    is_same(head, start).then(|| &word[start.len()..])
}

/// Whether a word begins with a capital.
pub(in crate::review) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn lower(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_swedish_text() {
        let text = "Åtgärder – ”öppen\u{a0}vård”, § 10 (nr\u{202f}2) … på E2.";
        let found: Vec<&str> = words(text).map(|word| word.text).collect();
        assert_eq!(found, ["Åtgärder", "öppen", "vård", "10", "nr", "2", "på", "E2"]);
        for word in words(text) {
            assert_eq!(&text[word.at..word.end()], word.text);
        }
    }

    #[test]
    fn capitals_do_not_part_words() {
        assert!(is_same("ÅTGÄRD", "åtgärd"));
        assert!(!is_same("åtgärd", "åtgärda"));
        assert_eq!(same_start("Sjukfrånvaron", "sjukfrånvaro"), Some("n"));
        assert_eq!(same_start("ö", "o"), None);
    }
}
