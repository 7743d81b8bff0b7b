//! One way of writing thousands and millions of kronor.

use std::ops::Range;

use crate::review::reading::{mended, words};
use crate::review::{Findings, Group, Look, Rule, Severity, TextPlace};

pub(super) const RULE: Rule = Rule {
    code: "mnkr",
    title: "Miljoner och tusen kronor på flera sätt",
    why: "Beloppen är lättast att jämföra när de skrivs på ett sätt i hela rapporten: mnkr och tkr, \
          med små bokstäver.",
    group: Group::Publication,
    severity: Severity::Question,
    limit: None,
    look: Look::Text(look),
};

fn look(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    if !has_k(place.text) {
        return;
    }
    let others: Vec<(Range<usize>, &str)> = others(place.text);
    let Some((first, right)) = others.first() else { return };
    let written = &place.text[first.clone()];
    let message = format!("Här står ”{written}”. I rapporten skrivs {right}.");
    let mut text = Some(place.text.to_owned());
    for (at, right) in others.iter().rev() {
        text =
            text.and_then(|text| mended(&TextPlace { text: &text, ..*place }, at.clone(), right));
    }
    let finding =
        found.add(place.at(), written, message).hint(format!("Skriv {right} i hela rapporten."));
    if let Some(text) = text {
        finding.mend(format!("Skriv {right} i stället för {written}"), place.at(), text);
    }
}

/// Whether `kr` stands anywhere, in small or capital letters.
fn has_k(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(2).any(|pair| matches!(pair, b"kr" | b"KR" | b"Kr"))
}

/// What is written another way, with how it should be.
fn others(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut list = Vec::new();
    let mut is_first = true;
    for word in words(text) {
        // A unit in a head of its own may begin with a capital.
        let right = match word.text {
            "mkr" | "Mkr" | "MKR" | "mKr" | "MKr" => Some("mnkr"),
            "MNKR" | "mnKr" => Some("mnkr"),
            "TKR" | "tKr" | "kkr" => Some("tkr"),
            "Mnkr" | "MnKr" if !is_first => Some("mnkr"),
            "Tkr" | "TKr" if !is_first => Some("tkr"),
            _ => None,
        };
        list.extend(right.map(|right| (word.at..word.end(), right)));
        if word.text == "milj" && text[word.end()..].starts_with(". kr") {
            list.push((word.at..word.end() + 4, "mnkr"));
        }
        is_first = false;
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, TextBlock};
    use crate::review::tests::{found, id, t2};

    fn mends(text: &str) -> Vec<String> {
        let block =
            Block::Text(TextBlock { id: id("t"), text: text.into(), ..TextBlock::default() });
        let all = found(&RULE, &t2(vec![block]));
        all.into_iter().flat_map(|own| own.mend).map(|mend| mend.cells[0].1.clone()).collect()
    }

    #[test]
    fn the_whole_text_is_mended() {
        let text = "Ökat med 6,6 Mkr, varav 1,4 mkr och 2 milj. kr för 300 Tkr.";
        assert_eq!(mends(text), ["Ökat med 6,6 mnkr, varav 1,4 mnkr och 2 mnkr för 300 tkr."]);
    }

    #[test]
    fn what_is_right_stays() {
        for text in ["6,6 mnkr och 300 tkr", "Tkr", "kr/tim", "miljoner kronor", "krav och marker"]
        {
            assert_eq!(mends(text), [""; 0], "{text}");
        }
    }
}
