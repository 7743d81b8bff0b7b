//! Left-overs of writing: broken references, place-holders, doubled words, an end that is missing.

use std::ops::Range;

use crate::review::reading::{Word, each_sentence, excerpt, is_same, mended, same_start, words};
use crate::review::{Findings, Group, Look, Rule, Severity, TextKind, TextPlace};

pub(super) const RULE: Rule = Rule {
    code: "rest",
    title: "Något som blivit kvar",
    why: "Brutna hänvisningar, platshållare och dubbla ord blir lätt kvar när en text skrivs om eller \
          klistras in. Läsaren ska inte möta dem.",
    group: Group::Running,
    severity: Severity::Error,
    limit: None,
    look: Look::Text(look),
};

/// What Word leaves where a reference is broken, as it begins.
const BROKEN: &[&str] = &[
    "Fel! Bokmärk",
    "Fel! Hittar inte",
    "Fel! Använd fliken",
    "Fel! Ingen ",
    "Error! Reference",
    "Error! Bookmark",
];

/// What templates leave in square brackets, as it begins.
const BRACKETS: &[&str] =
    &["…]", "...]", "infoga", "text", "namn", "datum", "belopp", "siffra", "skriv", "fyll"];

/// What templates ask for, and what stands in for text: without the first letter, which may be a
/// capital.
const ASKED: &[&str] = &[
    "orem ipsum",
    "listra in här",
    "licka här för att ange",
    "licka eller tryck här",
    "kriv text här",
    "kriv din text här",
    "yll i här",
    "nfoga text",
];

/// Words that may stand twice in good Swedish, such as *det det gäller*.
const TWICE: &[&str] = &[
    "det", "den", "de", "dem", "som", "har", "hade", "var", "är", "så", "på", "om", "för", "ha",
    "kan", "man", "mycket", "många", "väldigt", "långt", "mer", "fler",
];

/// Words that no sentence ends with when its stop is missing too.
const ONWARD: &[&str] = &[
    "och", "att", "av", "med", "för", "en", "ett", "eller", "men", "samt", "vilket", "genom",
    "mellan", "eftersom", "inom", "från",
];

/// Fewest bytes of a sentence that nobody writes twice.
const SENTENCE: usize = 25;

fn look(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    marks(place, found);
    if place.kind != TextKind::Title && place.text.len() > 2 * SENTENCE {
        again(place, found);
    }
    let mut last: Option<Word<'_>> = None;
    let mut count = 0;
    for word in words(place.text) {
        count += 1;
        if let Some(says) = stands_in(word.text) {
            left(place, word.at..word.end(), says, found);
        }
        if let Some(last) = last.filter(|last| is_twice(place.text, last, &word)) {
            twice(place, &last, &word, found);
        }
        last = Some(word);
    }
    let Some(last) = last.filter(|_| place.kind != TextKind::Title && count > 4) else { return };
    if place.text[last.end()..].trim().is_empty()
        && ONWARD.iter().any(|own| is_same(own, last.text))
    {
        let message = format!(
            "Texten slutar mitt i en mening: {}.",
            excerpt(place.text, last.at..last.end())
        );
        found
            .add_as(Severity::Warning, place.at(), last.text, message)
            .hint("Skriv klart meningen.");
    }
}

/// A sentence that stands twice in one text.
fn again(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    let mut seen: Vec<&str> = Vec::new();
    each_sentence(place.text, &mut |range| {
        let own = &place.text[range];
        if own.len() < SENTENCE {
            return;
        }
        if seen.contains(&own) {
            let message = format!("En mening står två gånger i samma text: ”{own}”");
            found.add_as(Severity::Warning, place.at(), own, message).hint("Ta bort den ena.");
        }
        seen.push(own);
    });
}

/// What is told by its marks: most texts have none of them, and are not read for it.
fn marks(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    let text = place.text;
    if text.contains('!')
        && let Some(at) = BROKEN.iter().find_map(|own| text.find(own))
    {
        let rest = &text[at..];
        let end = rest.char_indices().find(|(index, c)| *index > 4 && ".!\n".contains(*c));
        let range = at..at + end.map_or(rest.len(), |(index, _)| index);
        left(place, range, "en bruten hänvisning", found);
    }
    if let Some(at) = text.find("??") {
        left(place, at..at + 2, "frågetecken i stället för text", found);
    }
    for (at, _) in text.match_indices('[') {
        let inner = &text[at + 1..];
        let own = BRACKETS.iter().find(|own| same_start(inner, own).is_some());
        let is_link = || inner.find(']').is_some_and(|end| inner[end..].starts_with("]("));
        if let Some(own) = own.filter(|_| !is_link()) {
            left(place, at..at + 1 + own.len(), "en platshållare", found);
        }
    }
    let asks = ["psum", " här", "nfoga"].iter().any(|own| text.contains(own));
    if !asks {
        return;
    }
    if let Some((at, own)) = ASKED.iter().find_map(|own| Some((text.find(own)?, own))) {
        let first = text[..at].chars().next_back().map_or(0, char::len_utf8);
        left(place, at - first..at + own.len(), "mallens text", found);
    }
}

/// What a word stands in for, if it is a place-holder.
fn stands_in(word: &str) -> Option<&'static str> {
    let is_x = (2..8).contains(&word.len()) && word.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    let is_note = [concat!("TO", "DO"), "TBD", "FIXA", "ÅÅÅÅ"].contains(&word);
    (is_x || is_note).then_some("en platshållare")
}

fn is_twice(text: &str, last: &Word<'_>, word: &Word<'_>) -> bool {
    let between = &text[last.end()..word.at];
    is_same(last.text, word.text)
        && word.text.len() > 1
        && matches!(between, " " | "\u{a0}" | "  " | "\n")
        && !word.text.bytes().any(|byte| byte.is_ascii_digit())
        && !TWICE.iter().any(|own| is_same(own, word.text))
}

fn twice(place: &TextPlace<'_, '_>, last: &Word<'_>, word: &Word<'_>, found: &mut Findings<'_>) {
    let range = last.at..word.end();
    let message =
        format!("Ordet ”{}” står två gånger i rad: {}.", word.text, excerpt(place.text, range));
    let finding = found
        .add_as(Severity::Warning, place.at(), format!("{} {}", last.text, word.text), message)
        .hint("Ta bort det ena ordet.");
    if let Some(text) = mended(place, last.end()..word.end(), "") {
        finding.mend(format!("Ta bort det ena ”{}”", word.text), place.at(), text);
    }
}

fn left(place: &TextPlace<'_, '_>, at: Range<usize>, says: &str, found: &mut Findings<'_>) {
    let message = format!("Här står {says}: {}.", excerpt(place.text, at.clone()));
    found
        .add(place.at(), &place.text[at], message)
        .hint("Skriv det som ska stå där, eller ta bort det.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, TextBlock};
    use crate::review::tests::{found, id, t2};

    fn texts(text: &str) -> Vec<String> {
        let block =
            Block::Text(TextBlock { id: id("t"), text: text.into(), ..TextBlock::default() });
        found(&RULE, &t2(vec![block])).into_iter().map(|own| own.values).collect()
    }

    #[test]
    fn what_was_left() {
        for (text, values) in [
            ("Se avsnitt Fel! Bokmärket är inte definierat.", "Fel! Bokmärket är inte definierat"),
            ("Fel! Hittar inte referenskälla. Mer text.", "Fel! Hittar inte referenskälla"),
            ("Kostnaden blev XX mnkr i år.", "XX"),
            ("TODO fråga ekonomen", "TODO"),
            ("Utfallet är ??? i år.", "??"),
            ("Här kommer [...] senare.", "[...]"),
            ("Lorem ipsum dolor sit amet.", "lorem ipsum"),
            ("Arbetet med stöd och och hjälp går bra.", "och och"),
            ("Verksamheten har ökat sin samverkan med", "med"),
        ] {
            let told: Vec<String> = texts(text).iter().map(|own| own.to_lowercase()).collect();
            assert_eq!(told, [values.to_lowercase()], "{text}");
        }
    }

    #[test]
    fn what_may_stand() {
        for text in [
            "Det det handlar om är stöd.",
            "Är det så? Ja!",
            "Fel! Det var inte så.",
            "Se [planen](https://example.org) för mer.",
            "Det arbetet består av.",
            "Mer om Växjö och XL-bygg.",
            "Stöd till barn. Barn är viktiga.",
        ] {
            assert_eq!(texts(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_sentence_that_stands_twice() {
        let twice = "Fler unga har fått stöd i år. Kön är kortare. Fler unga har fått stöd i år.";
        assert_eq!(texts(twice), ["Fler unga har fått stöd i år."]);
        assert_eq!(texts("Kön är kort. Fler unga har fått stöd i år. Kön är kort."), [""; 0]);
    }

    #[test]
    fn the_mend_takes_one_word_away() {
        let block = Block::Text(TextBlock {
            id: id("t"),
            text: "Åtgärder för för unga och och vuxna.".into(),
            ..TextBlock::default()
        });
        let all = found(&RULE, &t2(vec![block]));
        let mends: Vec<&str> =
            all.iter().flat_map(|own| &own.mend).map(|mend| mend.cells[0].1.as_str()).collect();
        assert_eq!(mends, ["Åtgärder för för unga och vuxna."]);
    }
}
