//! Minus, thousands and spaces as Swedish writes them.

use std::ops::Range;

use crate::number::{MINUS, NO_BREAK};
use crate::review::reading::{Kind, Measure, Number, each_number, excerpt, mended};
use crate::review::{Findings, Group, Look, Rule, Severity, TextPlace};

pub(super) const RULE: Rule = Rule {
    code: "typografi",
    title: "Tal skrivna på annat sätt",
    why: "Ett bindestreck läses inte upp som minus, en punkt mellan tusental kan läsas som decimal, \
          och utan fast mellanrum kan talet skiljas från sin enhet vid radbrytning.",
    group: Group::Publication,
    severity: Severity::Question,
    limit: None,
    look: Look::Text(look),
};

/// A place, what should stand there, and what that is.
type Change = (Range<usize>, String, &'static str);

fn look(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    let mut changes: Vec<Change> = Vec::new();
    each_number(place.text, &mut |number| changes_of(place.text, number, &mut changes));
    let Some((at, _, says)) = changes.first() else { return };
    let written = &place.text[at.clone()];
    let message = format!("{says}: {}.", excerpt(place.text, at.clone()));
    let mut text = Some(place.text.to_owned());
    for (at, right, _) in changes.iter().rev() {
        text =
            text.and_then(|text| mended(&TextPlace { text: &text, ..*place }, at.clone(), right));
    }
    let finding = found
        .add(place.at(), written, message)
        .hint("Skriv minus med minustecken, tusental med mellanrum, och mellanrum före enheten.");
    if let Some(text) = text {
        finding.mend("Skriv talen i texten på svenskt sätt", place.at(), text);
    }
}

fn changes_of(text: &str, number: &Number<'_>, changes: &mut Vec<Change>) {
    if number.kind != Kind::Amount {
        points(text, number, changes);
        return;
    }
    let written = &text[number.at.clone()];
    let before = text[..number.at.start].trim_end();
    // "2019 -2020" may be a range.
    let is_free = !before.ends_with(|c: char| c.is_ascii_digit());
    let sign = written.chars().next().filter(|c| matches!(c, '-' | '–'));
    if let Some(sign) = sign.filter(|_| is_free) {
        let end = number.at.start + sign.len_utf8();
        let says = if sign == '-' {
            "Ett bindestreck står som minus"
        } else {
            "Ett tankstreck står som minus"
        };
        changes.push((number.at.start..end, MINUS.to_string(), says));
    }
    let after = &text[number.at.end..];
    let unit = match number.measure {
        Some(Measure::Percent) if after.starts_with('%') => Some("Mellanrum saknas före %"),
        Some(Measure::Tkr | Measure::Mnkr | Measure::Kr)
            if after.starts_with(char::is_alphabetic) =>
        {
            Some("Mellanrum saknas före enheten")
        }
        _ => None,
    };
    if let Some(says) = unit {
        // The place is the number with its unit, so that the message shows both.
        let with = format!("{NO_BREAK}{}", &text[number.at.end..number.end]);
        changes.push((number.at.end..number.end, with, says));
    }
}

/// Thousands parted by points or commas: twice or more, so that it can be nothing else.
fn points(text: &str, number: &Number<'_>, changes: &mut Vec<Change>) {
    let start = number.at.start;
    let bytes = text.as_bytes();
    let is_inner = start > 1 && matches!(bytes[start - 1], b'.' | b',' | b':');
    let run = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = run(start);
    let Some(mark) = bytes.get(start + first).copied().filter(|byte| matches!(byte, b'.' | b','))
    else {
        return;
    };
    if is_inner || !(1..=3).contains(&first) || bytes[start] == b'0' {
        return;
    }
    let mut end = start + first;
    let mut groups = 0;
    while bytes.get(end) == Some(&mark) && run(end + 1) == 3 {
        end += 4;
        groups += 1;
    }
    let goes_on = bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric());
    if groups >= 2 && !goes_on {
        let right = text[start..end].replace(char::from(mark), &NO_BREAK.to_string());
        let says = if mark == b'.' {
            "Tusental skilda av punkter"
        } else {
            "Tusental skilda av kommatecken"
        };
        changes.push((start..end, right, says));
    }
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
        for (text, right) in [
            ("Avvikelsen är -6,7 mnkr och –3 %.", "Avvikelsen är −6,7 mnkr och −3 %."),
            ("Ökat 18% (-0,1%)", "Ökat 18\u{a0}% (−0,1\u{a0}%)"),
            ("Kostar 500tkr i år", "Kostar 500\u{a0}tkr i år"),
            ("Totalt 1.234.567 kronor", "Totalt 1\u{a0}234\u{a0}567 kronor"),
        ] {
            assert_eq!(mends(text), [right], "{text}");
        }
    }

    #[test]
    fn what_is_right_stays() {
        for text in [
            "−6,7 mnkr, 18 %, 500\u{a0}tkr",
            "barn 13-20 år och 2019-2020",
            "- 3 enheter i en lista",
            "den 31.8.2020 och 2020-08-31",
            "covid-19 och T2-2020",
            "1.234 och 12,500",
        ] {
            assert_eq!(mends(text), [""; 0], "{text}");
        }
    }
}
