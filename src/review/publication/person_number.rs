//! Person numbers and coordination numbers.

use crate::model::Date;
use crate::review::reading::mended;
use crate::review::{Findings, Group, Look, Rule, Severity, TextPlace};

pub(super) const RULE: Rule = Rule {
    code: "personnummer",
    title: "Personnummer",
    why: "Ett personnummer eller samordningsnummer har ingen plats i en rapport som ska publiceras. \
          Bara nummer vars datum finns och vars kontrollsiffra stämmer räknas.",
    group: Group::Publication,
    severity: Severity::Error,
    limit: None,
    look: Look::Text(look),
};

/// A number that was found: its birth part, and where it ends.
struct Found {
    birth: String,
    end: usize,
}

fn look(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    let bytes = place.text.as_bytes();
    let mut at = 0;
    while at + 10 <= bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        match number_at(bytes, at) {
            Some(number) => {
                tell(place, at, &number, found);
                at = number.end;
            }
            None => at += digits(bytes, at),
        }
    }
}

fn tell(place: &TextPlace<'_, '_>, at: usize, number: &Found, found: &mut Findings<'_>) {
    let message = format!("Här står något som är ett personnummer: {}-xxxx.", number.birth);
    let finding = found
        .add(place.at(), format!("{}-xxxx", number.birth), message)
        .hint("Ta bort numret innan rapporten lämnas vidare.");
    if let Some(text) = mended(place, at..number.end, "") {
        let text = text.replace("  ", " ");
        finding.mend("Ta bort numret ur texten", place.at(), text);
    }
}

fn digits(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// A number that begins here: 10 or 12 digits, with or without `-` or `+` before the last four, and
/// no digit or decimal before or after.
fn number_at(bytes: &[u8], at: usize) -> Option<Found> {
    let is_free = at == 0 || !matches!(bytes[at - 1], b'0'..=b'9' | b',' | b'.' | b':' | b'/');
    let first = digits(bytes, at);
    let (end, split) = match (first, bytes.get(at + first)) {
        (6 | 8, Some(b'-' | b'+')) if digits(bytes, at + first + 1) == 4 => {
            (at + first + 5, Some(at + first))
        }
        (6 | 8, Some(b' ')) if digits(bytes, at + first + 1) == 4 => {
            (at + first + 5, Some(at + first))
        }
        (10 | 12, _) => (at + first, None),
        _ => return None,
    };
    let own: Vec<u8> =
        (at..end).filter(|index| Some(*index) != split).map(|index| bytes[index] - b'0').collect();
    let short = &own[own.len() - 10..];
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let has_decimals = matches!(bytes.get(end), Some(b',' | b'.')) && is_digit(end + 1);
    let is_longer = is_digit(end) || has_decimals;
    if !is_free || is_longer || !has_check_digit(short) || !is_born(&own) {
        return None;
    }
    let birth = own[..own.len() - 4].iter().map(|digit| char::from(b'0' + digit)).collect();
    Some(Found { birth, end })
}

/// The check digit by Luhn over ten digits.
fn has_check_digit(digits: &[u8]) -> bool {
    let weigh = |(index, digit): (usize, &u8)| {
        let doubled = u32::from(*digit) * if index % 2 == 0 { 2 } else { 1 };
        doubled / 10 + doubled % 10
    };
    digits.iter().enumerate().map(weigh).sum::<u32>().is_multiple_of(10)
}

/// Whether somebody can be born that day; a coordination number has the day + 60.
fn is_born(digits: &[u8]) -> bool {
    let pair = |at: usize| digits[at] * 10 + digits[at + 1];
    let head = digits.len() - 10;
    let century = if head == 2 { u16::from(pair(0)) } else { 20 };
    let day = pair(head + 4);
    let day = if day > 60 { day - 60 } else { day };
    // A leap year stands in where the century is not said: 29 February is then possible.
    let year = century * 100 + u16::from(pair(head));
    let is_day = |year| Date::new(year, pair(head + 2), day).is_some();
    matches!(century, 18..=20) && is_day(year) || head == 0 && is_day(1900 + u16::from(pair(head)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, FigureTable, ReportKind, Row, TextBlock};
    use crate::review::tests::{found, id, report, t2, year};

    fn texts(text: &str) -> Vec<String> {
        let block =
            Block::Text(TextBlock { id: id("t"), text: text.into(), ..TextBlock::default() });
        found(&RULE, &t2(vec![block])).into_iter().map(|own| own.message).collect()
    }

    #[test]
    fn numbers_in_every_spelling() {
        for text in [
            "Klienten 811228-9874 fick stöd.",
            "Klienten 19811228-9874 fick stöd.",
            "8112289874",
            "198112289874",
            "Född 811228+9874.",
            "Samordningsnummer 701063-2391.",
            "öäå 811228 9874",
        ] {
            let told = texts(text);
            assert_eq!(told.len(), 1, "{text}");
            assert!(!told[0].contains("9874") && !told[0].contains("2391"), "{}", told[0]);
        }
    }

    #[test]
    fn a_title_and_a_front_page_are_read_too() {
        let mut report = report("t2", ReportKind::T2, Vec::new());
        report.title = "Ärendet 811228-9874".into();
        report.front.subtitle = "Om 811228-9874".into();
        let places = found(&RULE, &year(vec![report]));
        let places: Vec<&str> = places.iter().map(|own| own.at.field.as_str()).collect();
        assert_eq!(places, ["front.subtitle", "title"]);
    }

    #[test]
    fn numbers_that_are_nobodys() {
        for text in [
            "Diarienummer 811228-9875.",
            "811328-9874",
            "Konto 5811228987412",
            "Organisationsnummer 212000-0092",
            "Belopp 8112289874,50 kronor och 3,8112289874",
            "Telefon 08-578 291 00",
        ] {
            assert_eq!(texts(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn titles_are_looked_at_too() {
        let row = Row { id: id("rad"), label: "811228-9874".into(), ..Row::default() };
        let table = FigureTable { id: id("tabell"), rows: vec![row], ..FigureTable::default() };
        assert_eq!(found(&RULE, &t2(vec![Block::Figures(table)])).len(), 1);
    }
}
