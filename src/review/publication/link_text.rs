//! Link texts that say where they lead.

use crate::review::reading::is_same;
use crate::review::{Findings, Group, Look, Rule, Severity, TextKind, TextPlace};

pub(super) const RULE: Rule = Rule {
    code: "lanktext",
    title: "Länktext som inget säger",
    why: "Den som lyssnar på länkarna i ett dokument hör bara länktexten. Den ska därför säga vart \
          länken leder.",
    group: Group::Publication,
    severity: Severity::Warning,
    limit: None,
    look: Look::Text(look),
};

const EMPTY: &[&str] = &[
    "här",
    "klicka här",
    "klicka",
    "länk",
    "länken",
    "denna länk",
    "läs mer",
    "läs mer här",
    "mer",
    "hit",
    "se här",
    "se länk",
    "denna sida",
    "mer information",
];

fn look(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    if place.kind == TextKind::Title {
        return;
    }
    let mut from = 0;
    while let Some(at) = place.text[from..].find("](") {
        let close = from + at;
        from = close + 2;
        let Some(open) = place.text[..close].rfind('[') else { continue };
        let Some(end) = place.text[from..].find(')') else { continue };
        let words = place.text[open + 1..close].trim_matches(['*', ' ']);
        let target = place.text[from..from + end].trim();
        link(place, words, target, found);
    }
    let asks = place.text.contains("licka här") && !place.text.contains("](");
    if asks {
        let message = "Här står ”klicka här”, men inget leder någonstans.";
        found
            .add_as(Severity::Question, place.at(), "klicka här", message)
            .hint("Skriv vad läsaren hittar där, och gör de orden till länk.");
    }
}

fn link(place: &TextPlace<'_, '_>, words: &str, target: &str, found: &mut Findings<'_>) {
    let (says, hint) = if target.is_empty() {
        (format!("Länken ”{words}” leder ingenstans."), "Skriv adressen, eller ta bort länken.")
    } else if words.is_empty() {
        (format!("Länken till {target} har ingen text."), "Skriv vart länken leder.")
    } else if EMPTY.iter().any(|own| is_same(own, words)) {
        (
            format!("Länktexten ”{words}” säger inte vart länken leder ({target})."),
            "Skriv vad läsaren hittar där.",
        )
    } else if ["http://", "https://", "www."].iter().any(|own| words.starts_with(own)) {
        (format!("Länktexten är adressen själv: {words}."), "Skriv vad läsaren hittar där.")
    } else {
        return;
    };
    found.add(place.at(), format!("{words} | {target}"), says).hint(hint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, TextBlock};
    use crate::review::tests::{found, id, t2};

    fn texts(text: &str) -> usize {
        let block =
            Block::Text(TextBlock { id: id("t"), text: text.into(), ..TextBlock::default() });
        found(&RULE, &t2(vec![block])).len()
    }

    #[test]
    fn links_that_say_nothing() {
        for text in [
            "Läs planen [här](https://example.org).",
            "[**Klicka här**](https://example.org) för mer",
            "Se [https://example.org](https://example.org)",
            "Se [planen]()",
            "Se [](https://example.org)",
            "För mer, klicka här.",
        ] {
            assert_eq!(texts(text), 1, "{text}");
        }
    }

    #[test]
    fn links_that_say_it() {
        for text in
            ["Läs [nämndplanen](https://example.org).", "Det är här (det finns).", "[x] (y)"]
        {
            assert_eq!(texts(text), 0, "{text}");
        }
    }
}
