//! Words of officialese from the public black list.

use crate::review::reading::{Word, is_same, words};
use crate::review::{Findings, Group, Look, Rule, Severity, TextKind, TextPlace};

pub(super) const RULE: Rule = Rule {
    code: "kanslisprak",
    title: "Kanslispråk",
    why: "Svarta listan samlar ord och fraser som myndigheter bör byta mot enklare. Det första i varje \
          text nämns; citat, rubriker och det som andra har formulerat får vara.",
    group: Group::Publication,
    severity: Severity::Question,
    limit: None,
    look: Look::Text(look),
};

/// Words, and what plain language has instead.
const WORDS: &[(&str, &str)] = &[
    ("ådagalägga", "visa"),
    ("ådagalägger", "visar"),
    ("åtnjuta", "få, ha"),
    ("åtnjuter", "får, har"),
    ("åvila", "ligga på"),
    ("åvilar", "ligger på"),
    ("ävensom", "och, även"),
    ("anbelangar", "när det gäller"),
    ("beträffande", "om, för"),
    ("därest", "om"),
    ("dylik", "sådan"),
    ("dylika", "sådana"),
    ("dylikt", "sådant"),
    ("ehuru", "fast, även om"),
    ("emedan", "eftersom"),
    ("enär", "eftersom"),
    ("erfordra", "behöva"),
    ("erfordras", "behövs"),
    ("erforderlig", "nödvändig"),
    ("erforderliga", "nödvändiga"),
    ("erforderligt", "nödvändigt"),
    ("erhålla", "få"),
    ("erhåller", "får"),
    ("erhållit", "fått"),
    ("erhållits", "fåtts"),
    ("erhöll", "fick"),
    ("förefinnas", "finnas"),
    ("förefinns", "finns"),
    ("föreligga", "finnas"),
    ("föreligger", "finns"),
    ("förelåg", "fanns"),
    ("företaga", "göra"),
    ("huruvida", "om"),
    ("hänförlig", "som hör till"),
    ("hänförliga", "som hör till"),
    ("härutöver", "dessutom"),
    ("härvid", "då"),
    ("härvidlag", "i det här fallet"),
    ("ifrågavarande", "den här"),
    ("innehava", "ha"),
    ("innehavande", "som har"),
    ("jämlikt", "enligt"),
    ("jämväl", "även, också"),
    ("medelst", "med, genom"),
    ("ombesörja", "ordna, sköta"),
    ("ombesörjer", "ordnar, sköter"),
    ("påkalla", "kräva"),
    ("påkallar", "kräver"),
    ("såframt", "om"),
    ("såsom", "som, till exempel"),
    ("tillse", "se till"),
    ("tillser", "ser till"),
    ("tillsett", "sett till"),
    ("torde", "bör, lär"),
    ("understundom", "ibland"),
    ("uppbära", "få"),
    ("uppbär", "får"),
    ("varigenom", "så att"),
    ("vederbörande", "den det gäller"),
    ("vederbörlig", "rätt, den som gäller"),
    ("vidtaga", "göra"),
    ("vidtagande", "att göra"),
];

/// Which words can be on the list, by how they begin: nearly none is looked for in it.
static MARKS: [bool; 1024] = {
    let mut marks = [false; 1024];
    let mut index = 0;
    while index < WORDS.len() {
        marks[mark(WORDS[index].0)] = true;
        index += 1;
    }
    marks
};

/// A number for the first four bytes of a word, the same for small and capital letters.
const fn mark(word: &str) -> usize {
    let bytes = word.as_bytes();
    let mut mark = 0;
    let mut index = 0;
    while index < 4 && index < bytes.len() {
        mark = mark * 37 + (bytes[index] | 0x20) as usize;
        index += 1;
    }
    mark % 1024
}

/// Phrases of words one after the other.
const PHRASES: &[(&[&str], &str)] = &[
    (&["i", "enlighet", "med"], "enligt, som"),
    (&["såvitt", "avser"], "när det gäller, för"),
    (&["med", "avseende", "på"], "om, för"),
    (&["för", "det", "fall"], "om"),
    (&["i", "händelse", "av"], "om, vid"),
    (&["äga", "rum"], "hållas, hända"),
    (&["äger", "rum"], "hålls, händer"),
    (&["ägde", "rum"], "hölls, hände"),
    (&["på", "grundval", "av"], "utifrån"),
];

fn look(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    // The text of an assignment, a risk or an action is often somebody else's decision.
    let is_others =
        place.kind == TextKind::Cell && matches!(place.field, "text" | "aim" | "legend");
    if place.kind == TextKind::Title || is_others {
        return;
    }
    let Some((written, plain)) = first(place.text) else { return };
    let message = format!("Ordet ”{written}” hör till kanslispråket. Enklare: {plain}.");
    found.add(place.at(), written, message).hint("Byt ut det, om meningen blir lika tydlig.");
}

fn first(text: &str) -> Option<(&str, &'static str)> {
    let mut before: [Option<Word<'_>>; 2] = [None, None];
    for word in words(text) {
        if let Some(found) = single(word.text).filter(|_| !is_quoted(text, word.at)) {
            return Some((word.text, found));
        }
        if may_end(word.text) {
            let phrase = PHRASES.iter().find(|(phrase, _)| ends(&before, &word, phrase));
            if let Some((phrase, plain)) = phrase {
                let first = before[2 - (phrase.len() - 1)]?;
                return Some((&text[first.at..word.end()], plain));
            }
        }
        before = [before[1], Some(word)];
    }
    None
}

/// What to write instead of a word. Most words are too short or begin otherwise.
fn single(word: &str) -> Option<&'static str> {
    if word.len() < 5 || !MARKS[mark(word)] {
        return None;
    }
    let known = WORDS.iter().find(|(own, _)| own.len() == word.len() && is_same(own, word));
    known.map(|(_, plain)| *plain)
}

/// Whether a phrase of the list ends with this word.
fn may_end(word: &str) -> bool {
    word.len() <= 5 && ["med", "avser", "på", "fall", "av", "rum"].contains(&word)
}

fn ends(before: &[Option<Word<'_>>; 2], word: &Word<'_>, phrase: &[&str]) -> bool {
    let Some((last, head)) = phrase.split_last() else { return false };
    let own = &before[2 - head.len()..];
    is_same(last, word.text)
        && own
            .iter()
            .zip(head)
            .all(|(word, part)| word.is_some_and(|word| is_same(word.text, part)))
}

/// Whether a place stands within quotation marks of its line.
fn is_quoted(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let before = &text[line..at];
    let marks = before.matches(['”', '“', '"']).count();
    !marks.is_multiple_of(2) || before.matches('»').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_text() {
        for (text, written) in [
            ("Nämnden har erhållit bidrag beträffande unga.", "erhållit"),
            ("Arbetet sker i enlighet med planen.", "i enlighet med"),
            ("Mötet ägde rum i maj.", "ägde rum"),
            ("Vederbörande fick stöd.", "Vederbörande"),
        ] {
            assert_eq!(first(text).map(|(written, _)| written), Some(written), "{text}");
        }
    }

    #[test]
    fn plain_words_and_quotations() {
        for text in [
            "Nämnden har fått bidrag enligt planen.",
            "Lagen säger ”den som erhåller stöd” och mer.",
            "Förvaltningen vidtog åtgärder med stor enlighet.",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
