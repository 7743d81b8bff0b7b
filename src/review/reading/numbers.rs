//! Numbers in running text, with what they count.

use std::ops::Range;

use rust_decimal::Decimal;

use super::words::{is_same, is_word_byte, words};
use crate::number::{NO_BREAK, parse_decimal};

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::review) struct Number<'t> {
    /// Where it stands, with its sign and without its unit.
    pub(in crate::review) at: Range<usize>,
    /// Its value.
    pub(in crate::review) value: Decimal,
    /// What it is.
    pub(in crate::review) kind: Kind,
    /// What it counts, where that is said.
    pub(in crate::review) measure: Option<Measure>,
    /// The word after it, empty if there is none.
    pub(in crate::review) noun: &'t str,
    /// Where its unit ends, or the number itself if it has none.
    pub(in crate::review) end: usize,
    /// How exact it is meant.
    pub(in crate::review) about: About,
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::review) enum Kind {
    /// An amount of something.
    Amount,
    /// A year.
    Year,
    /// A day of a month, or a whole date.
    Date,
    /// An end of a range, for instance of ages.
    Range,
    /// Part of a name, a law, a reference.
    Code,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::review) enum Measure {
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// Thousands of kronor.
    Tkr,
    /// Millions of kronor.
    Mnkr,
    /// Kronor.
    Kr,
    /// Days and nights of care.
    CareDays,
    /// Days.
    Days,
    /// Placements.
    Placements,
    /// Households.
    Households,
    /// Persons.
    Persons,
}

/// How exact a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::review) enum About {
    /// As printed.
    Exact,
    /// Somewhat more or less.
    Around,
    /// Somewhat more.
    Above,
    /// Somewhat less.
    Below,
}

const UNITS: &[(&str, Measure)] = &[
    ("procent", Measure::Percent),
    ("procentenheter", Measure::Points),
    ("procentenhet", Measure::Points),
    ("tkr", Measure::Tkr),
    ("mnkr", Measure::Mnkr),
    ("mkr", Measure::Mnkr),
    ("miljoner", Measure::Mnkr),
    ("miljon", Measure::Mnkr),
    ("kronor", Measure::Kr),
    ("kr", Measure::Kr),
    ("vårddygn", Measure::CareDays),
    ("dygn", Measure::CareDays),
    ("placeringsdygn", Measure::CareDays),
    ("dagar", Measure::Days),
    ("dag", Measure::Days),
    ("placeringar", Measure::Placements),
    ("placering", Measure::Placements),
    ("helårsplaceringar", Measure::Placements),
    ("helårsplacering", Measure::Placements),
    ("hushåll", Measure::Households),
    ("hushållen", Measure::Households),
    ("personer", Measure::Persons),
    ("person", Measure::Persons),
    ("medarbetare", Measure::Persons),
];

const NEAR: &[(&str, About)] = &[
    ("cirka", About::Around),
    ("ca", About::Around),
    ("circa", About::Around),
    ("omkring", About::Around),
    ("ungefär", About::Around),
    ("runt", About::Around),
    ("drygt", About::Above),
    ("över", About::Above),
    ("minst", About::Above),
    ("knappt", About::Below),
    ("nästan", About::Below),
    ("nära", About::Below),
    ("under", About::Below),
    ("högst", About::Below),
];

/// Words after which a number is a name.
const REFERENCE: &[&str] = &[
    "kap",
    "kapitel",
    "sid",
    "sida",
    "nr",
    "nummer",
    "vecka",
    "v",
    "kl",
    "klockan",
    "delår",
    "delårsrapport",
    "bilaga",
    "punkt",
    "tabell",
    "figur",
    "vo",
    "område",
    "målområde",
    "mål",
];

/// The months, as text writes them.
pub(in crate::review) const MONTHS: &[&str] = &[
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

/// Small numbers as words, as text writes them.
const SMALL: &[&str] =
    &["en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];

/// The number that a word is, two to twelve; *en* and *ett* are articles as often as numbers.
pub(in crate::review) fn word_number(word: &str) -> Option<Decimal> {
    let at = SMALL.iter().position(|small| is_same(word, small)).filter(|at| *at > 0)?;
    Some(Decimal::from(at + 1))
}

/// Calls `visit` for every number that is written in digits.
pub(in crate::review) fn each_number<'t>(text: &'t str, visit: &mut dyn FnMut(&Number<'t>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + found;
        let end = digits_end(bytes, start);
        if let Some(number) = read(text, start, end) {
            visit(&number);
        }
        at = end;
    }
}

/// Where a number ends that begins here: digits, thousands apart by a space, decimals.
fn digits_end(bytes: &[u8], start: usize) -> usize {
    let run = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = run(start);
    let mut end = start + first;
    if first <= 3 && bytes[start] != b'0' {
        while let Some(space) = space_length(&bytes[end..]) {
            if run(end + space) != 3 {
                break;
            }
            end += space + 3;
        }
    }
    let is_comma = bytes.get(end).is_some_and(|byte| matches!(byte, b',' | b'.'));
    if is_comma && end + 1 < bytes.len() && run(end + 1) > 0 {
        end += 1 + run(end + 1);
    }
    end
}

/// The length of a space that may part thousands.
fn space_length(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b' ', ..] => Some(1),
        [0xc2, 0xa0, ..] => Some(2),
        [0xe2, 0x80, 0xaf | 0x89, ..] => Some(3),
        _ => None,
    }
}

fn read<'t>(text: &'t str, start: usize, end: usize) -> Option<Number<'t>> {
    let before = &text[..start];
    let after = &text[end..];
    let value = parse_decimal(&text[start..end])?;
    let (from, is_negative) = sign(before);
    let (measure, unit_end) = unit(after);
    let noun = words(&text[end..]).next().filter(|word| is_near(&after[..word.at]));
    let noun = noun.map_or("", |word| word.text);
    let (last, about) = before_words(&text[..from]);
    let kind = kind(text, start..end, (measure, noun, last));
    Some(Number {
        at: from..end,
        value: if is_negative { -value } else { value },
        kind,
        measure: measure.filter(|_| matches!(kind, Kind::Amount | Kind::Range)),
        noun,
        end: end + unit_end,
        about,
    })
}

fn is_near(between: &str) -> bool {
    between.chars().all(|c| c == ' ' || c == NO_BREAK || c == '*' || c == '\u{202f}')
}

/// Where the number begins with its sign, and whether that is a minus: right before it, with nothing
/// but space or an opening parenthesis before the sign.
fn sign(before: &str) -> (usize, bool) {
    for (sign, is_negative) in [("\u{2212}", true), ("–", true), ("-", true), ("+", false)] {
        let Some(rest) = before.strip_suffix(sign) else { continue };
        let is_free = rest.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
        if is_free && !(rest.trim_end_matches(' ').is_empty() && sign == "-") {
            return (rest.len(), is_negative);
        }
    }
    let minus = before.strip_suffix("minus ");
    (before.len(), minus.is_some())
}

fn unit(after: &str) -> (Option<Measure>, usize) {
    let rest = after.trim_start_matches([' ', NO_BREAK, '\u{202f}', '\u{2009}']);
    let space = after.len() - rest.len();
    if rest.starts_with('%') {
        return (Some(Measure::Percent), space + 1);
    }
    let Some(word) = words(rest).next().filter(|word| word.at == 0) else { return (None, 0) };
    let known = UNITS.iter().find(|(name, _)| is_same(name, word.text));
    match known {
        Some((_, measure)) => (Some(*measure), space + word.end()),
        None if rest.starts_with("milj. kr") => (Some(Measure::Mnkr), space + 8),
        None => (None, 0),
    }
}

/// The word before a number, and how exact that makes it.
fn before_words(before: &str) -> (&str, About) {
    let trimmed = before.trim_end_matches([' ', NO_BREAK, '.', '*']);
    let from = trimmed.rfind(|c: char| !c.is_alphanumeric() && c != '§');
    let from = from.map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    let last = &trimmed[from..];
    let near = NEAR.iter().find(|(word, _)| is_same(word, last));
    (last, near.map_or(About::Exact, |(_, about)| *about))
}

fn kind(text: &str, at: Range<usize>, around: (Option<Measure>, &str, &str)) -> Kind {
    let (measure, noun, last) = around;
    let bytes = text.as_bytes();
    let digits = &text[at.clone()];
    let after = &text[at.end..];
    let is_attached = at.start > 0 && {
        let before = bytes[at.start - 1];
        before >= 0x80 && text[..at.start].ends_with(char::is_alphabetic)
            || before < 0x80 && is_word_byte(before)
    };
    let next = after.chars().next();
    let second = after.chars().nth(1);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_letter_next = next.is_some_and(char::is_alphabetic) && measure.is_none();
    let joins = |c: char| matches!(c, ':' | '/' | '.' | ',');
    let before = text[..at.start].chars().next_back();
    let before_that = text[..at.start].chars().nth_back(1);
    let joined_before = before.is_some_and(joins) && is_digit(before_that);
    if is_attached || is_letter_next || joined_before || next.is_some_and(joins) && is_digit(second)
    {
        return Kind::Code;
    }
    let is_dash = |c: Option<char>| matches!(c, Some('-' | '–'));
    if is_dash(before) && before_that.is_some_and(char::is_alphabetic) {
        return Kind::Code;
    }
    if is_iso_date(text, &at) {
        return Kind::Date;
    }
    if is_dash(next) && is_digit(second) || is_dash(before) && is_digit(before_that) {
        return Kind::Range;
    }
    if is_dash(next) && second.is_some_and(char::is_alphabetic) {
        return Kind::Code;
    }
    let is_chapter = is_same(noun, "kap") || is_same(noun, "kapitel");
    if is_chapter || last.ends_with('§') || noun.is_empty() && after.trim_start().starts_with('§')
    {
        return Kind::Code;
    }
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole && digits.len() <= 2 && MONTHS.iter().any(|month| is_same(month, noun)) {
        return Kind::Date;
    }
    if is_whole && measure.is_none() && REFERENCE.iter().any(|own| is_same(own, last)) {
        return Kind::Code;
    }
    let is_year = is_whole && digits.len() == 4 && matches!(&digits[..2], "19" | "20" | "21");
    match is_year && measure.is_none() {
        true => Kind::Year,
        false => Kind::Amount,
    }
}

/// Whether the digits are part of `2020-08-31` or `2020-08`.
fn is_iso_date(text: &str, at: &Range<usize>) -> bool {
    let rest = &text.as_bytes()[at.start..];
    let digit = |index: usize| rest.get(index).is_some_and(u8::is_ascii_digit);
    let is_start = at.len() == 4
        && rest.get(4) == Some(&b'-')
        && digit(5)
        && digit(6)
        && (rest.get(7) == Some(&b'-') && digit(8) && digit(9)
            || !digit(7) && rest.get(7) != Some(&b' '));
    let before = &text[..at.start];
    let is_inner = at.len() == 2 && before.ends_with('-') && {
        let head = before.trim_end_matches(|c: char| c == '-' || c.is_ascii_digit());
        let head = &before[head.len()..];
        head.len() == 5 || head.len() == 8
    };
    is_start || is_inner
}

impl Number<'_> {
    /// How many decimals it is printed with.
    pub(in crate::review) fn decimals(&self) -> u32 {
        self.value.scale()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(text: &str) -> Vec<String> {
        let mut list = Vec::new();
        each_number(text, &mut |number| {
            if number.kind == Kind::Amount {
                let unit = number.measure.map(|own| format!(" {own:?}")).unwrap_or_default();
                let about = Some(number.about).filter(|about| *about != About::Exact);
                let about = about.map(|about| format!("{about:?} ")).unwrap_or_default();
                list.push(format!("{about}{}{unit}", number.value));
            }
        });
        list
    }

    #[test]
    fn amounts_with_their_units() {
        assert_eq!(amounts("ökat med 6,6 mnkr (−2,4 %)"), ["6.6 Mnkr", "-2.4 Percent"]);
        assert_eq!(
            amounts("drygt 1 293,5 tkr och ca 37 procent"),
            ["Above 1293.5 Tkr", "Around 37 Percent"]
        );
        assert_eq!(amounts("minus 3 miljoner kronor, 7,75%"), ["-3 Mnkr", "7.75 Percent"]);
        assert_eq!(amounts("2\u{a0}017 dygn på HVB, 0.40 %"), ["2017 CareDays", "0.40 Percent"]);
        assert_eq!(amounts("185 till 166 hushåll"), ["185", "166 Households"]);
    }

    #[test]
    fn what_is_no_amount() {
        for text in [
            "lagen (2009:400)",
            "proposition 2024/25:180",
            "G60 och T2",
            "covid-19",
            "barn 0–12 år",
            "unga 13-20 år",
            "den 31 augusti",
            "2020-08-31",
            "under 2024",
            "10 kap. 28 § lagen",
            "vecka 40",
            "delårsrapport 2",
        ] {
            assert_eq!(amounts(text), [""; 0], "{text}");
        }
    }
}
