//! Private e-mail addresses and telephone numbers.

use std::ops::Range;

use crate::review::{Findings, Group, Look, Rule, Severity, TextPlace};

pub(super) const RULE: Rule = Rule {
    code: "kontaktuppgift",
    title: "Privat kontaktuppgift",
    why: "Privata e-postadresser och telefonnummer hör inte hemma i en rapport som publiceras. \
          Kommunens egna adresser får stå.",
    group: Group::Publication,
    severity: Severity::Warning,
    limit: None,
    look: Look::Text(look),
};

/// Who private people have their e-mail with; what stands before the last point of the domain.
const PRIVATE: &[&str] = &[
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "live",
    "msn",
    "yahoo",
    "icloud",
    "me",
    "mac",
    "telia",
    "bredband",
    "comhem",
    "tele2",
    "spray",
    "bahnhof",
    "protonmail",
    "proton",
    "passagen",
    "home",
];

fn look(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    if place.text.contains('@') {
        mail(place, found);
    }
    phones(place, found);
}

fn mail(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    let text = place.text;
    for (at, _) in text.match_indices('@') {
        let is_part = |c: char| c.is_alphanumeric() || ".-_+".contains(c);
        let local = text[..at].chars().rev().take_while(|c| is_part(*c)).count();
        let domain: String = text[at + 1..].chars().take_while(|c| is_part(*c)).collect();
        let domain = domain.trim_end_matches('.').to_lowercase();
        let provider = domain.rsplit('.').nth(1).unwrap_or_default();
        if local == 0 || !PRIVATE.contains(&provider) {
            continue;
        }
        let message = format!("Här står en e-postadress som ser privat ut, hos {domain}.");
        found
            .add(place.at(), format!("…@{domain}"), message)
            .hint("Ta bort adressen, eller skriv kommunens i stället.");
    }
}

fn phones(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    let bytes = place.text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is_start = bytes[at] == b'0' || bytes[at..].starts_with(b"+46");
        let is_free = at == 0
            || !(bytes[at - 1].is_ascii_alphanumeric()
                || matches!(bytes[at - 1], b'-' | b',' | b'.' | b':' | b'/' | b'+'));
        let phone = (is_start && is_free).then(|| phone(bytes, at)).flatten();
        if let Some(phone) = &phone {
            tell(place, phone, found);
        }
        at = phone.map_or(at + 1, |phone| phone.at.end);
    }
}

struct Phone {
    at: Range<usize>,
    is_mobile: bool,
    /// How the number begins; the rest is not repeated.
    start: String,
}

/// A telephone number that begins here: 9 to 11 digits in groups of at most four, the first ended by
/// a hyphen, unless it is a mobile's.
fn phone(bytes: &[u8], start: usize) -> Option<Phone> {
    let mut at = start;
    let mut digits = String::new();
    let mut groups = Vec::new();
    let mut hyphen = None;
    if bytes[at] == b'+' {
        at += 1;
    }
    loop {
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        groups.push(run);
        digits.extend(bytes[at..at + run].iter().map(|byte| char::from(*byte)));
        at += run;
        let space = match &bytes[at..] {
            [b'-', next, ..] if next.is_ascii_digit() => {
                hyphen = hyphen.or(Some(digits.len()));
                1
            }
            [b' ', next, ..] if next.is_ascii_digit() => 1,
            [0xc2, 0xa0, next, ..] if next.is_ascii_digit() => 2,
            _ => break,
        };
        if digits.len() >= 11 {
            break;
        }
        at += space;
    }
    let national =
        digits.strip_prefix("46").map(|rest| format!("0{}", rest.trim_start_matches('0')));
    let national = national.filter(|_| bytes[start] == b'+').unwrap_or_else(|| digits.clone());
    let is_mobile = national.len() == 10
        && ["070", "072", "073", "076", "079"].iter().any(|own| national.starts_with(own))
        && hyphen.is_none_or(|at| at <= 5);
    let is_grouped = groups.len() >= 3 && groups[1..].iter().all(|run| matches!(run, 2 | 3));
    let is_fixed = (8..=10).contains(&national.len())
        && hyphen.is_some_and(|at| (2..=5).contains(&at))
        && is_grouped;
    (is_mobile || is_fixed).then(|| Phone {
        at: start..at,
        is_mobile,
        start: national.chars().take(3).collect(),
    })
}

fn tell(place: &TextPlace<'_, '_>, phone: &Phone, found: &mut Findings<'_>) {
    let values = format!("{}…", phone.start);
    if phone.is_mobile {
        let message = format!("Här står ett mobilnummer som börjar med {}.", phone.start);
        found
            .add(place.at(), values, message)
            .hint("Ta bort numret, om det inte är ett som kommunen lämnar ut.");
    } else {
        let message = format!("Här står ett telefonnummer som börjar med {}.", phone.start);
        found
            .add_as(Severity::Question, place.at(), values, message)
            .hint("Kontrollera att det är kommunens nummer och ska stå i rapporten.");
    }
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
    fn private_addresses_and_numbers() {
        for (text, values) in [
            ("Hör av dig till anna.ek@gmail.com.", "…@gmail.com"),
            ("Åsa_ö@hotmail.se svarar", "…@hotmail.se"),
            ("Ring 070-123 45 67.", "070…"),
            ("Ring +46 70 123 45 67 i dag", "070…"),
            ("Ring 0701234567", "070…"),
            ("Växeln 08-578 291 00", "085…"),
        ] {
            assert_eq!(texts(text), [values], "{text}");
        }
    }

    #[test]
    fn what_may_stand() {
        for text in [
            "Skriv till social@tyreso.se.",
            "Den 2025-07-01 var det 0,5 placeringar.",
            "070101-1234 är inget telefonnummer",
            "Dnr 2020/ASN 0123-12",
            "0 000 och 0 100 200",
            "åldrarna 0–12 år",
        ] {
            assert_eq!(texts(text), [""; 0], "{text}");
        }
    }
}
