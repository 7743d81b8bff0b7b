//! Long sentences.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::review::reading::{each_sentence, words};
use crate::review::{Findings, Group, Limit, Look, Rule, Severity, TextKind, TextPlace};

pub(super) const RULE: Rule = Rule {
    code: "langa-meningar",
    title: "Lång mening",
    why: "Långa meningar är svåra att läsa. Den längsta i varje text nämns, om den har fler ord än \
          gränsen.",
    group: Group::Publication,
    severity: Severity::Question,
    limit: Some(Limit { usual: Decimal::from_parts(40, 0, 0, false, 0), says: "ord i en mening" }),
    look: Look::Text(look),
};

/// Fewest bytes of a word with the space after it, on average.
const SHORTEST: usize = 3;

fn look(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    let limit = usize::try_from(found.limit()).unwrap_or(usize::MAX);
    if place.kind == TextKind::Title || place.text.len() < limit.saturating_mul(SHORTEST) {
        return;
    }
    let mut longest: Option<(usize, Range<usize>)> = None;
    each_sentence(place.text, &mut |at| {
        if at.len() < limit.saturating_mul(SHORTEST) {
            return;
        }
        let count = words(&place.text[at.clone()]).count();
        if count > limit && longest.as_ref().is_none_or(|(most, _)| count > *most) {
            longest = Some((count, at));
        }
    });
    let Some((count, at)) = longest else { return };
    let start: Vec<&str> = place.text[at].split_whitespace().take(6).collect();
    let start = start.join(" ");
    let message = format!("Meningen som börjar ”{start}…” har {count} ord.");
    found.add(place.at(), format!("{start} | {count}"), message).hint("Går den att dela i två?");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, TextBlock};
    use crate::review::tests::{id, t2, told};

    fn texts(text: String) -> Vec<String> {
        let text = text.as_str().into();
        told(&RULE, &t2(vec![Block::Text(TextBlock { id: id("t"), text, ..TextBlock::default() })]))
    }

    #[test]
    fn one_word_more_than_the_limit() {
        let says = "t/text: Meningen som börjar ”Stöd stöd stöd stöd stöd stöd…” har 41 ord.";
        assert_eq!(texts(format!("Kort. Stöd {}.", "stöd ".repeat(40))), [says]);
        assert_eq!(texts(format!("{}stöd.", "stöd ".repeat(39))), [""; 0]);
    }

    #[test]
    fn points_of_a_list_are_sentences() {
        assert_eq!(texts("- en punkt med fem ord\n".repeat(20)), [""; 0]);
    }
}
