//! Numbers as the field writes them: exact decimals in, Swedish typography out.

mod figure;
mod format;
mod input;
mod quantity;

pub use figure::Figure;
pub use format::{MINUS, NO_BREAK, format_decimal, format_signed, format_with_unit};
pub use input::{WrittenRisk, parse_decimal, parse_risk_value, split_code};
pub use quantity::Unit;

use rust_decimal::Decimal;

/// Reads a decimal as the file writes it: `-?digits[.digits]`, at most 28 digits, scale kept.
pub fn parse_canonical(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}
