//! Sentences.

use std::ops::Range;

use super::words::{is_same, is_word_byte, length};

/// Words before a full stop that end no sentence, though a capital may follow.
const SHORT: &[&str] = &[
    "ex", "bl", "kl", "nr", "ca", "dvs", "resp", "kap", "jfr", "exkl", "inkl", "tel", "prop",
    "jan", "feb", "mar", "apr", "aug", "sep", "sept", "okt", "nov", "dec", "milj", "mån", "prog",
    "ack", "st", "ek", "avd",
];

/// Calls `visit` for the place of every sentence, heading and point of a list, without the marks that
/// begin a line.
pub(in crate::review) fn each_sentence(text: &str, visit: &mut dyn FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut at = 0;
    let mut put = |from: usize, to: usize| {
        let sentence = &text[from..to];
        let inner = sentence.trim_start_matches(|c: char| c.is_whitespace() || "-*#>".contains(c));
        let from = to - inner.len();
        let inner = inner.trim_end();
        if !inner.is_empty() {
            visit(from..from + inner.len());
        }
    };
    while let Some(byte) = bytes.get(at) {
        let is_end = match byte {
            b'\n' => ends_at_line(bytes, at),
            b'.' => ends_at_stop(text, start, at),
            b'!' | b'?' => ends_before(text, at + 1),
            _ => false,
        };
        at += length(*byte);
        if is_end {
            put(start, at);
            start = at;
        }
    }
    put(start, text.len());
}

/// Whether a line break ends what stands before it: before an empty line, a point of a list or a
/// heading, and after a heading.
fn ends_at_line(bytes: &[u8], at: usize) -> bool {
    let mut next = at + 1;
    while bytes.get(next).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
        next += 1;
    }
    let line = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    let is_heading = bytes.get(line) == Some(&b'#');
    let is_point = match bytes.get(next) {
        None | Some(b'\n' | b'-' | b'*' | b'#' | b'>') => true,
        Some(byte) if byte.is_ascii_digit() => {
            let after = bytes[next..].iter().position(|byte| !byte.is_ascii_digit());
            after.is_some_and(|after| bytes[next + after..].starts_with(b". "))
        }
        Some(_) => false,
    };
    is_heading || is_point
}

fn ends_at_stop(text: &str, start: usize, at: usize) -> bool {
    let before = &text[start..at];
    let word = last_word(before);
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    // "1. Medarbetare" at the beginning is the number of a list or heading.
    let begins = before.trim_start_matches(|c: char| c.is_whitespace() || "-*#>".contains(c));
    if is_number && begins.len() == word.len() {
        return false;
    }
    let is_initial = word.chars().count() == 1 && !is_number;
    let is_short = is_initial || SHORT.iter().any(|short| is_same(word, short));
    // "m.m." and "o.s.v." end sentences too.
    let is_last = ["m.m", "s.v", "m.fl"].iter().any(|last| before.ends_with(last));
    (!is_short || is_last) && ends_before(text, at + 1)
}

/// Whether a new sentence may begin here: nothing more, or space and then no small letter.
fn ends_before(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches(['"', '”', '»', ')', '*', '’', ']']);
    let Some(first) = rest.chars().next() else { return true };
    if !first.is_whitespace() {
        return false;
    }
    let next = rest.trim_start().trim_start_matches(['"', '”', '»', '(', '*', '–', '-', ' ', '[']);
    next.chars().next().is_none_or(|c| !c.is_lowercase())
}

fn last_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut from = bytes.len();
    while from > 0 && (bytes[from - 1] >= 0x80 || is_word_byte(bytes[from - 1])) {
        from -= 1;
    }
    let word = text.get(from..).unwrap_or_default();
    word.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        let mut list = Vec::new();
        each_sentence(text, &mut |range| list.push(&text[range]));
        list
    }

    #[test]
    fn stops_that_end_nothing() {
        for text in [
            "Stöd ges t.ex. Socialtjänsten, bl.a. Polisen och kl. 10.",
            "Den 31.8 var det 2.5 procent enligt 10 kap. 28 § lagen.",
            "1. Medarbetare är delaktiga",
            "Hon (t.o.m. Den minsta) kom.",
            "Resultat kommer v. 40 i år.",
        ] {
            assert_eq!(told(text), [text], "{text}");
        }
    }

    #[test]
    fn where_sentences_end() {
        let text = "Först. Sedan! ”Är det så?” Ja, m.m. Åter en.\n\n- En punkt\n- En till\n### Rubrik\nText";
        let parts = [
            "Först.",
            "Sedan!",
            "”Är det så?”",
            "Ja, m.m.",
            "Åter en.",
            "En punkt",
            "En till",
            "Rubrik",
            "Text",
        ];
        // The closing mark begins the next sentence's bytes; what matters is where words fall.
        let found: Vec<String> =
            told(text).iter().map(|own| own.trim_matches(['”', ' ']).to_owned()).collect();
        let parts: Vec<String> = parts.iter().map(|own| own.trim_matches('”').to_owned()).collect();
        assert_eq!(found, parts);
        assert_eq!(told("En rad\nsom fortsätter."), ["En rad\nsom fortsätter."]);
    }
}
