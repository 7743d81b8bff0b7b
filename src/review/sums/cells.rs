//! Cells of tables of figures that differ from what is computed.

use rust_decimal::Decimal;

use crate::compute::{Agreement, Context, Derivation, Formula, Sheet, Value};
use crate::model::{Address, Column, ColumnRole, FigureTable, Row};
use crate::number::{Figure, Unit, format_decimal, format_with_unit};

/// A cell that states something else than what is computed.
pub(super) struct Differing {
    /// Where it stands.
    pub(super) at: Address,
    /// Row and column as a sentence begins.
    pub(super) name: String,
    /// What is stated.
    pub(super) stated: String,
    /// What is computed.
    pub(super) computed: String,
    /// How it came about.
    pub(super) derivation: Derivation,
    /// The number that is stated.
    pub(super) number: Decimal,
}

impl Differing {
    /// The two, as an acceptance keeps them.
    pub(super) fn values(&self) -> String {
        format!("{} | {}", self.stated, self.computed)
    }

    /// The first two inputs as on paper: `47 057 − 44 265`.
    pub(super) fn as_subtraction(&self) -> String {
        let numbers: Vec<Decimal> = self.inputs().take(2).collect();
        let [first, second] = numbers.as_slice() else { return String::new() };
        let second = format_decimal(*second);
        if second.starts_with('\u{2212}') {
            return format!("{} − ({second})", format_decimal(*first));
        }
        format!("{} − {second}", format_decimal(*first))
    }

    /// The numbers it is computed from.
    pub(super) fn inputs(&self) -> impl Iterator<Item = Decimal> {
        self.derivation.inputs.iter().filter_map(|input| match input.value {
            Value::Number(number) => Some(number),
            _ => None,
        })
    }
}

/// Calls `visit` for every cell, of those wanted, whose figure is off by more than rounding from what
/// one of these formulas gives.
pub(super) fn that_differ(
    context: &Context<'_>,
    table: &FigureTable,
    wants: impl Fn(&Row, &Column) -> bool,
    is_formula: impl Fn(&Formula) -> bool,
    visit: &mut dyn FnMut(&Differing),
) {
    let sheet = Sheet::new(context, table);
    for column in &table.columns {
        let operands = sheet.operands(column);
        for row in &table.rows {
            // What is only about right is never wrong for certain.
            let Some(&Figure::Exact(number)) = row.cells.get(&column.id) else { continue };
            if !wants(row, column) || is_plainly_right(&sheet, row, column, operands, number) {
                continue;
            }
            let cell = sheet.cell(row, column);
            let (Some(stated), Some(derivation)) = (cell.stated, cell.computed) else { continue };
            let Some(computed) = derivation.number() else { continue };
            if cell.agreement != Some(Agreement::Differs) || !is_formula(&derivation.formula) {
                continue;
            }
            let unit = unit_of(table, row, column);
            visit(&Differing {
                at: context.at(&row.id).field(column.id.as_str()),
                name: name_of(row, column),
                stated: stated.show(unit),
                computed: format_with_unit(computed, unit),
                derivation,
                number,
            });
        }
    }
}

/// Whether the figures as they stand give the stated one. Most cells do, and then no derivation with
/// its names and addresses is needed.
fn is_plainly_right<'t>(
    sheet: &Sheet<'_, '_, 't>,
    row: &Row,
    column: &Column,
    operands: Option<(&'t Column, &'t Column)>,
    stated: Decimal,
) -> bool {
    let number = |row: &Row, column: &Column| row.cells.get(&column.id).and_then(Figure::value);
    let computed = if !row.sum.is_empty() {
        row.sum
            .iter()
            .try_fold(Decimal::ZERO, |sum, id| sum.checked_add(number(sheet.row(id)?, column)?))
    } else if let Some((first, second)) =
        operands.filter(|_| column.role != ColumnRole::DeviationPercent)
    {
        number(row, first).zip(number(row, second)).and_then(|(a, b)| a.checked_sub(b))
    } else {
        None
    };
    computed == Some(stated)
}

/// What a cell counts.
pub(in crate::review) fn unit_of(table: &FigureTable, row: &Row, column: &Column) -> Unit {
    column.unit.or(row.unit).unwrap_or(match column.role {
        ColumnRole::DeviationPercent => Unit::Percent,
        _ => table.unit,
    })
}

/// Row and column, with the group that the column stands in.
pub(in crate::review) fn name_of(row: &Row, column: &Column) -> String {
    format!("{}, {}", row.label, head_of(column))
}

/// A column's head, with the group that it stands in.
pub(in crate::review) fn head_of(column: &Column) -> String {
    match column.group.as_str() {
        "" => column.title.clone(),
        group => format!("{group} {}", column.title),
    }
}
