//! Numbers as people type and paste them.

use rust_decimal::Decimal;

use super::parse_canonical;

/// Reads a decimal as people type it: hyphen, en dash or U+2212 as minus, also with a space after
/// it; `+`, `+-` and `±` in front; normal, no-break, narrow and thin spaces between thousands;
/// comma or point; a percent sign or unit behind. `None` when unsure.
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    let (negative, rest) = split_sign(text.trim());
    let number = strip_unit(rest);
    let canonical = canonical_digits(number)?;
    let value = parse_canonical(&canonical)?;
    Some(if negative { -value } else { value })
}

/// A risk value as documents write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WrittenRisk {
    /// Likelihood and consequence.
    pub factors: Option<(u8, u8)>,
    /// The value.
    pub value: Option<u8>,
}

/// Reads a written risk value such as `4x5 (20)`, `4×5`, or `(20)`.
pub fn parse_risk_value(text: &str) -> Option<WrittenRisk> {
    let text = text.trim();
    let (factors, value) = match text.split_once('(') {
        Some((factors, value)) => (factors, Some(value.trim().strip_suffix(')')?)),
        None => (text, None),
    };
    let factors = match factors.trim() {
        "" => None,
        pair => {
            let (s, k) = pair.split_once(['x', 'X', '×', '*'])?;
            Some((s.trim().parse().ok()?, k.trim().parse().ok()?))
        }
    };
    let value = value.map(|v| v.trim().parse()).transpose().ok()?;
    (factors.is_some() || value.is_some()).then_some(WrittenRisk { factors, value })
}

/// Parts a Kolada id in front, as in `(U37488) Aktuell överenskommelse …`, from a name.
pub fn split_code(name: &str) -> (Option<&str>, &str) {
    let name = name.trim();
    let parts = name.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let is_code = |code: &str| {
        code.len() == 6
            && code.starts_with(['N', 'U'])
            && code[1..].bytes().all(|byte| byte.is_ascii_digit())
    };
    match parts {
        Some((code, rest)) if code.is_ascii() && is_code(code) => (Some(code), rest.trim_start()),
        _ => (None, name),
    }
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}')
}

fn split_sign(text: &str) -> (bool, &str) {
    // "+-0" and "±0" are how people write "no change".
    if let Some(rest) = text.strip_prefix("+-").or_else(|| text.strip_prefix('±')) {
        return (false, rest.trim_start());
    }
    let mut chars = text.chars();
    match chars.next() {
        Some('+') => (false, chars.as_str().trim_start()),
        Some(c) if is_minus(c) => (true, chars.as_str().trim_start()),
        _ => (false, text),
    }
}

/// Units that may stand behind a number.
const UNITS: [&str; 14] = [
    "%",
    "tkr",
    "mnkr",
    "mkr",
    "kr",
    "kr/tim",
    "procent",
    "dygn",
    "vårddygn",
    "dagar",
    "st",
    "personer",
    "placeringar",
    "hushåll",
];

fn strip_unit(text: &str) -> &str {
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (number, behind) = text.split_at(end);
    let behind = behind.trim();
    let known = UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(behind));
    if known { number } else { text }
}

/// Digits with a point, when the spaces stand where thousands do.
fn canonical_digits(text: &str) -> Option<String> {
    let (whole, fraction) = match text.split_once([',', '.']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let groups: Vec<&str> = whole.split(is_thousands_space).collect();
    let only_digits = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    let well_grouped = groups.len() == 1
        || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    if !(only_digits && well_grouped) {
        return None;
    }
    let whole = groups.concat();
    Some(match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    })
}

fn is_thousands_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_paste() {
        let cases = [
            ("-15 706", "-15706"),
            ("–15\u{a0}706", "-15706"),
            ("\u{2212} 15\u{202f}706", "-15706"),
            ("1\u{2009}293,5", "1293.5"),
            ("0.40 %", "0.40"),
            ("7,75%", "7.75"),
            ("+-0", "0"),
            ("+0,6", "0.6"),
            ("2,4 mnkr", "2.4"),
            ("395 kr/tim", "395"),
            ("0", "0"),
        ];
        for (typed, canonical) in cases {
            let found = parse_decimal(typed).map(|value| value.to_string());
            assert_eq!(found.as_deref(), Some(canonical), "{typed:?}");
        }
    }

    #[test]
    fn unsure_is_none() {
        for typed in
            ["", "—", "12 34", "1,2,3", "<2555", "2017-08-31", "3 (sep. 2019)", "1e9", "- -1"]
        {
            assert_eq!(parse_decimal(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn codes_before_names() {
        assert_eq!(split_code("(U37488) Aktuell rutin"), (Some("U37488"), "Aktuell rutin"));
        assert_eq!(split_code("(Alla) Totalindex"), (None, "(Alla) Totalindex"));
        assert_eq!(split_code("(åäöåäö) x"), (None, "(åäöåäö) x"));
    }

    #[test]
    fn written_risk_values() {
        let written = |factors, value| Some(WrittenRisk { factors, value });
        assert_eq!(parse_risk_value("4x5 (20)"), written(Some((4, 5)), Some(20)));
        assert_eq!(parse_risk_value("4x4(16)"), written(Some((4, 4)), Some(16)));
        assert_eq!(parse_risk_value("(20)"), written(None, Some(20)));
        assert_eq!(parse_risk_value("3×5"), written(Some((3, 5)), None));
        assert_eq!(parse_risk_value("hög"), None);
    }
}
