//! One amount printed in two reports.

use rust_decimal::Decimal;

use crate::model::{Column, ColumnRole, FigureTable, Row};
use crate::number::Figure;

/// Whether two printings of one amount differ by more than one in the last digit of the coarser.
pub(super) fn differ(a: Decimal, b: Decimal) -> bool {
    let scale = a.scale().min(b.scale());
    let one = Decimal::try_new(1, scale).unwrap_or(Decimal::ONE);
    a.checked_sub(b).is_none_or(|miss| miss.abs() > one)
}

/// Whether two tables count in the same unit.
pub(super) fn same_unit(a: &FigureTable, b: &FigureTable) -> bool {
    a.unit == b.unit && a.sign == b.sign
}

/// The amount stated in a row's column of a role that is of the report's own year.
pub(super) fn stated<'t>(
    table: &'t FigureTable,
    row: &Row,
    role: ColumnRole,
) -> Option<(&'t Column, Decimal)> {
    let is_own = |column: &&Column| column.role == role && column.period.is_none();
    let column = table.columns.iter().find(is_own)?;
    match row.cells.get(&column.id)? {
        Figure::Exact(value) => Some((column, *value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::number::parse_canonical;

    #[test]
    fn one_in_the_last_digit_is_rounding() {
        let differ = |a, b| {
            let both = parse_canonical(a).zip(parse_canonical(b));
            both.is_some_and(|(a, b)| super::differ(a, b))
        };
        assert!(!differ("-1200", "-1201"));
        assert!(differ("-1200", "-1202"));
        assert!(!differ("27.8", "27.7"));
        assert!(differ("27.8", "27.6"));
        assert!(!differ("27.84", "27.9"));
    }
}
