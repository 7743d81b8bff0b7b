//! Mistakes in what is typed: digits, signs, words.

use rust_decimal::Decimal;

use super::operators::Operator as O;
use crate::common::Random;

/// A person number of nobody, with a valid check digit: it is the tax agency's own example.
const PERSON: &str = "811218-9876";
const MAIL: &str = "anna.andersson@gmail.com";
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const STATUSES: [&str; 3] = ["green", "yellow", "red"];
const OTHER: [(&str, &str); 3] =
    [("done", "ongoing"), ("ongoing", "done"), ("not-started", "done")];

/// The text with a mistake; `None` where it cannot be made.
pub fn changed(operator: O, old: &str, random: &mut Random) -> Option<String> {
    match operator {
        O::Digit => digit(old, random),
        O::Swap => swap(old, random),
        O::Sign => Some(old.strip_prefix('-').map_or_else(|| format!("-{old}"), str::to_owned)),
        O::Scale => scale(old, random),
        O::Rename => Some(format!("{} i annan form", old.trim_end_matches('.'))),
        O::Status => status(old, random),
        O::Date => date(old, random),
        O::Time => time(old, random),
        O::Word => word(old, random),
        O::Person => Some(format!("{old} Ärendet gäller {PERSON}.")),
        O::Mail => Some(format!("{old} Kontakta {MAIL}.")),
        _ => None,
    }
}

/// Places of digits.
fn digits(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect()
}

fn digit(old: &str, random: &mut Random) -> Option<String> {
    let places = digits(old);
    let at = *places.get(random.below(places.len().max(1)))?;
    let own = old.as_bytes()[at] - b'0';
    // No leading zero where there was none.
    let is_first = at == places[0] && places.len() > 1;
    let other = (own + 1 + random.below(9) as u8) % 10;
    let other = if is_first && other == 0 { (own % 9) + 1 } else { other };
    let mut text = old.to_owned();
    text.replace_range(at..=at, &other.to_string());
    Some(text)
}

fn swap(old: &str, random: &mut Random) -> Option<String> {
    let places = digits(old);
    let bytes = old.as_bytes();
    let pairs: Vec<(usize, usize)> = places
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|(a, b)| bytes[*a] != bytes[*b] && !(*a == places[0] && bytes[*b] == b'0'))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let (a, b) = pairs[random.below(pairs.len())];
    let mut bytes = bytes.to_vec();
    bytes.swap(a, b);
    String::from_utf8(bytes).ok()
}

fn scale(old: &str, random: &mut Random) -> Option<String> {
    let start = old.find(|c: char| c.is_ascii_digit() || c == '-')?;
    let (sign, number) = old.split_at(start);
    let number: Decimal = number.parse().ok()?;
    let times = Decimal::from([10, 100][random.below(2)]);
    let number = if random.below(2) == 0 { number * times } else { number / times };
    Some(format!("{sign}{}", number.normalize()))
}

fn status(old: &str, random: &mut Random) -> Option<String> {
    if let Some((_, other)) = OTHER.iter().find(|(own, _)| *own == old) {
        return Some((*other).to_owned());
    }
    let others: Vec<&str> = STATUSES.into_iter().filter(|own| *own != old).collect();
    Some(others[random.below(others.len())].to_owned())
}

fn date(old: &str, random: &mut Random) -> Option<String> {
    let (year, month, day) = (&old[..4], &old[5..7], &old[8..]);
    let number: u16 = year.parse().ok()?;
    Some(match random.below(3) {
        0 => format!("{}-{month}-{day}", number - 1),
        1 => format!("{}{}-{month}-{day}", &year[..2], year[2..].chars().rev().collect::<String>()),
        _ => {
            let month = month.parse::<usize>().ok()? % 12 + 1;
            let day = day.parse::<usize>().ok()?.min(28);
            format!("{year}-{month:02}-{day:02}")
        }
    })
}

/// A year with its digits swapped, or the next month.
fn time(old: &str, random: &mut Random) -> Option<String> {
    let years: Vec<usize> = digits(old)
        .into_iter()
        .filter(|at| old[*at..].starts_with("20") && digits(&old[*at..]).starts_with(&[0, 1, 2, 3]))
        .filter(|at| !old[..*at].ends_with(|c: char| c.is_ascii_digit()))
        .filter(|at| !old[*at + 4..].starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    let months: Vec<(usize, usize)> = MONTHS
        .iter()
        .enumerate()
        .filter_map(|(index, month)| Some((old.find(month)?, index)))
        .collect();
    if years.is_empty() && months.is_empty() {
        return None;
    }
    let mut text = old.to_owned();
    let pick = random.below(years.len() + months.len());
    if let Some(at) = years.get(pick) {
        let year: String = old[*at + 2..*at + 4].chars().rev().collect();
        text.replace_range(*at + 2..*at + 4, &year);
    } else {
        let (at, month) = months[pick - years.len()];
        text.replace_range(at..at + MONTHS[month].len(), MONTHS[(month + 1) % 12]);
    }
    Some(text)
}

/// Words that tell a number or a colour, with another of their kind.
const WORDS: [(&str, &str); 8] = [
    ("gröna", "röda"),
    ("gula", "gröna"),
    ("röda", "gula"),
    (" tre ", " fyra "),
    (" fyra ", " tre "),
    (" fem ", " sju "),
    (" nio ", " sex "),
    ("ökat", "minskat"),
];

/// A figure of a sentence, or a word that tells one.
fn word(old: &str, random: &mut Random) -> Option<String> {
    let words: Vec<&(&str, &str)> = WORDS.iter().filter(|(own, _)| old.contains(own)).collect();
    if !words.is_empty() && random.below(3) == 0 {
        let (own, other) = words[random.below(words.len())];
        return Some(old.replacen(own, other, 1));
    }
    digit(old, random)
}
