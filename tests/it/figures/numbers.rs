//! Numbers in texts, made comparable: `-15 706` is `−15 706`, `Mkr` is `mnkr`, `<2555` is `< 2 555`.

use rust_decimal::Decimal;
use tertial::number::parse_decimal;

/// A number with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The sign of comparison before it.
    pub comparison: Option<char>,
    /// The number. Its scale counts: 0,40 is another figure than 0,4.
    pub value: Decimal,
    /// `%`, `mnkr` or nothing.
    pub unit: &'static str,
}

impl Number {
    /// Whether this is the figure printed. A unit of money may stand in the head instead.
    pub fn shows(&self, printed: &Self, head_unit: &str) -> bool {
        let unit = if self.unit.is_empty() { head_unit } else { self.unit };
        let is_share = printed.unit == "%";
        (self.value, self.value.scale()) == (printed.value, printed.value.scale())
            && (printed.comparison.is_none() || printed.comparison == self.comparison)
            && (self.unit == "%") == is_share
            && (is_share || printed.unit.is_empty() || printed.unit == unit)
    }
}

/// The one number of a printed figure.
pub fn printed(figure: &str) -> Number {
    let numbers = numbers(figure);
    let [number] = &numbers[..] else { panic!("{figure:?} is not one number: {numbers:?}") };
    number.clone()
}

/// All numbers of a text.
pub fn numbers(text: &str) -> Vec<Number> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let follows_word = at > 0 && chars[at - 1].is_alphanumeric();
        if !chars[at].is_ascii_digit() || follows_word {
            at += 1;
            continue;
        }
        let end = end_of_number(&chars, at);
        found.push(number(&chars, at, end));
        at = end;
    }
    found
}

fn number(chars: &[char], start: usize, end: usize) -> Number {
    let signed = start.checked_sub(1).filter(|before| is_sign(chars, *before)).unwrap_or(start);
    let text: String = chars[signed..end].iter().collect();
    let value = parse_decimal(&text).unwrap_or_else(|| panic!("{text:?} is no number"));
    Number { comparison: comparison(&chars[..signed]), value, unit: unit(&chars[end..]) }
}

/// A minus belongs to the number when nothing stands before it; else it is a hyphen.
fn is_sign(chars: &[char], at: usize) -> bool {
    let is_minus = matches!(chars[at], '-' | '\u{2212}');
    let free = at == 0 || is_space(chars[at - 1]) || chars[at - 1] == '(';
    is_minus && free
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\u{a0}' | '\u{202f}')
}

/// Digits, thousands in groups of three, and decimals.
fn end_of_number(chars: &[char], start: usize) -> usize {
    let digits = |from: usize| chars[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = start + digits(start);
    while end - start <= 11
        && chars.get(end).is_some_and(|c| matches!(c, ' ' | '\u{a0}'))
        && digits(end + 1) == 3
    {
        end += 4;
    }
    let has_decimals = chars.get(end).is_some_and(|c| matches!(c, ',' | '.'))
        && chars.get(end + 1).is_some_and(char::is_ascii_digit);
    if has_decimals { end + 1 + digits(end + 1) } else { end }
}

fn comparison(before: &[char]) -> Option<char> {
    let last = before.iter().rev().find(|c| !is_space(**c))?;
    matches!(last, '<' | '>' | '=' | '≤' | '≥').then_some(*last)
}

/// `3 procent` in prose is printed as 3. What the source leaves out stands in brackets: `3 [%]`.
fn unit(after: &[char]) -> &'static str {
    let word: String = after.iter().skip_while(|c| is_space(**c) || **c == '[').take(4).collect();
    let word = word.to_lowercase();
    match word.as_str() {
        _ if word.starts_with('%') => "%",
        _ if word.starts_with("mkr") || word.starts_with("mnkr") => "mnkr",
        _ => "",
    }
}

#[test]
fn numbers_of_texts() {
    let values = |text| numbers(text).iter().map(|n| n.value.to_string()).collect::<Vec<_>>();
    assert_eq!(values("<\u{a0}1\u{a0}703 och <\u{a0}2\u{a0}555 på året"), ["1703", "2555"]);
    assert_eq!(values("−6,7 mnkr (0.40 %)"), ["-6.7", "0.40"]);
    assert_eq!(values("U28507, 13-20 år, +/- 1,0 %"), ["13", "20", "1.0"]);
    assert_eq!(printed("+0,6 Mkr").unit, "mnkr");
    assert_eq!(printed("5,69 [%]").unit, "%");
    assert_eq!(printed("<2555").comparison, Some('<'));
    assert!(!printed("4 %").shows(&printed("4"), ""));
    assert!(printed("4,0").shows(&printed("4,0 Mkr"), "mnkr"));
}
