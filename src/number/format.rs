//! Numbers in Swedish typography.

use rust_decimal::Decimal;

use super::Unit;

/// U+2212, the minus sign.
pub const MINUS: char = '\u{2212}';
/// U+00A0, the no-break space between thousands and before units.
pub const NO_BREAK: char = '\u{a0}';

/// Writes a decimal with no-break thousands, decimal comma and U+2212: `−15 706`, `0,50`.
/// The decimals are the value's own scale.
pub fn format_decimal(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::with_capacity(digits.len() + 8);
    if value.is_sign_negative() && !value.is_zero() {
        out.push(MINUS);
    }
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(NO_BREAK);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// Writes a decimal with its sign also when it is positive: `+591`, `−781`, `0`.
pub fn format_signed(value: Decimal) -> String {
    let plus = if value > Decimal::ZERO { "+" } else { "" };
    format!("{plus}{}", format_decimal(value))
}

/// Writes a decimal with the unit people write after each number; units that belong in a column's
/// head (tkr, placements …) are left out.
pub fn format_with_unit(value: Decimal, unit: Unit) -> String {
    let number = format_decimal(value);
    match unit {
        Unit::Percent => format!("{number}{NO_BREAK}%"),
        _ => number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse_canonical;

    fn shown(text: &str) -> String {
        parse_canonical(text).map(format_decimal).unwrap_or_default()
    }

    #[test]
    fn thousands_minus_and_comma() {
        assert_eq!(shown("-15706"), "−15\u{a0}706");
        assert_eq!(shown("1234567.50"), "1\u{a0}234\u{a0}567,50");
        assert_eq!(shown("999"), "999");
        assert_eq!(shown("-0"), "0");
    }

    #[test]
    fn percent_has_a_no_break_space() {
        assert_eq!(format_with_unit(Decimal::new(775, 2), Unit::Percent), "7,75\u{a0}%");
    }
}
