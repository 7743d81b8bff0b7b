//! Sums, deviations and changes in tables of figures; ends of bridges.

use rust_decimal::Decimal;

use super::{Context, Derivation, Formula, Input, forecast_before};
use crate::model::{
    Bridge, Column, ColumnRole, Effect, EffectsBlock, FigureTable, Id, Row, RowKind,
};
use crate::number::Figure;

/// A cell of a table: what is stated, what is computed, and how the two go together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// As imported or typed.
    pub stated: Option<Figure>,
    /// As computed.
    pub computed: Option<Derivation>,
    /// How the two go together; `None` when either is missing.
    pub agreement: Option<Agreement>,
}

/// How a stated number goes with the computed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The same.
    Equal,
    /// Off by no more than the printed rounding of the inputs allows (*avrundning*).
    Rounding,
    /// Off by more.
    Differs,
}

/// The columns of a table by role.
#[derive(Debug)]
pub struct Columns<'a> {
    table: &'a FigureTable,
}

impl<'a> Columns<'a> {
    /// The columns of this table.
    pub fn of(table: &'a FigureTable) -> Self {
        Self { table }
    }

    /// The first column with this role.
    pub fn role(&self, role: ColumnRole) -> Option<&'a Column> {
        self.table.columns.iter().find(|column| column.role == role)
    }

    fn id(&self, id: &Id) -> Option<&'a Column> {
        self.table.columns.iter().find(|column| column.id == *id)
    }

    /// The two columns whose difference, or share, a computed column is.
    fn operands(&self, column: &Column) -> Option<(&'a Column, &'a Column)> {
        if let [first, second] = column.of.as_slice() {
            return Some((self.id(first)?, self.id(second)?));
        }
        let pair = match column.role {
            ColumnRole::Deviation => (ColumnRole::Actual, ColumnRole::Budget),
            ColumnRole::YearDeviation => (ColumnRole::Forecast, ColumnRole::YearBudget),
            ColumnRole::AgainstLastYear => (ColumnRole::Forecast, ColumnRole::LastYear),
            ColumnRole::DeviationPercent => (ColumnRole::YearDeviation, ColumnRole::YearBudget),
            _ => return None,
        };
        Some((self.role(pair.0)?, self.role(pair.1)?))
    }
}

/// Deepest chain of sums of sums that is followed; a circle ends there.
const MAX_SUMS: usize = 16;

/// The cell of a row in a column.
pub fn cell(context: &Context<'_>, table: &FigureTable, row: &Row, column: &Column) -> Cell {
    let stated = row.cells.get(&column.id).cloned();
    let computed = derive(context, table, row, column, MAX_SUMS);
    let at = context.at(&row.id).field(column.id.as_str());
    let computed = context.settle(&at, computed);
    let agreement = match (stated.as_ref().and_then(Figure::value), &computed) {
        (Some(stated), Some(computed)) => agreement(stated, computed),
        _ => None,
    };
    Cell { stated, computed, agreement }
}

fn derive(
    context: &Context<'_>,
    table: &FigureTable,
    row: &Row,
    column: &Column,
    depth: usize,
) -> Option<Derivation> {
    if matches!(row.kind, RowKind::Head | RowKind::Group) || depth == 0 {
        return None;
    }
    if !row.sum.is_empty() {
        return derive_sum(context, table, row, column, depth);
    }
    if column.role == ColumnRole::ForecastChange {
        let forecast = Columns::of(table).role(ColumnRole::Forecast)?;
        let now = input(context, table, row, forecast, depth)?;
        return Derivation::new(Formula::Difference, vec![now, forecast_before(context, row)?]);
    }
    let (first, second) = Columns::of(table).operands(column)?;
    let second = input(context, table, row, second, depth);
    let first = input(context, table, row, first, depth);
    if first.is_none() && second.is_none() {
        return None;
    }
    // An empty cell beside a filled one counts as 0, as in the printed tables.
    let first = first.unwrap_or_else(|| Input::constant("tom cell", Decimal::ZERO));
    let second = second.unwrap_or_else(|| Input::constant("tom cell", Decimal::ZERO));
    let formula = match column.role {
        ColumnRole::DeviationPercent => Formula::PercentOf(1),
        _ => Formula::Difference,
    };
    Derivation::new(formula, vec![first, second])
}

fn derive_sum(
    context: &Context<'_>,
    table: &FigureTable,
    row: &Row,
    column: &Column,
    depth: usize,
) -> Option<Derivation> {
    if column.role == ColumnRole::DeviationPercent {
        return None;
    }
    let terms = row.sum.iter().filter_map(|id| table.rows.iter().find(|row| row.id == *id));
    let inputs: Vec<Input> =
        terms.filter_map(|term| input(context, table, term, column, depth)).collect();
    if inputs.is_empty() { None } else { Derivation::new(Formula::Sum, inputs) }
}

/// The number in a cell as an input: the stated one, else the computed one.
fn input(
    context: &Context<'_>,
    table: &FigureTable,
    row: &Row,
    column: &Column,
    depth: usize,
) -> Option<Input> {
    let stated = row.cells.get(&column.id).and_then(Figure::value);
    let value = stated.or_else(|| derive(context, table, row, column, depth - 1)?.number())?;
    let label = format!("{}, {}", row.label, column.title);
    Some(Input::number(label, context.at(&row.id).field(column.id.as_str()), value))
}

/// How a stated number goes with a computed one. Published rows are rounded from kronor: a sum of n
/// rows may miss by n/2 of the last printed digit, a difference of two by 1. Counts are exact.
pub fn agreement(stated: Decimal, computed: &Derivation) -> Option<Agreement> {
    let value = computed.number()?;
    let miss = stated.checked_sub(value)?.abs();
    let halves = match computed.formula {
        Formula::Count | Formula::CountOf(_) | Formula::Product | Formula::CareDays => 0,
        Formula::Sum => computed.inputs.iter().filter(|input| input.at.is_some()).count().max(2),
        _ => 2,
    };
    let half = Decimal::try_new(5, stated.scale() + 1).unwrap_or_default();
    let tolerance = half.checked_mul(Decimal::from(halves))?;
    Some(if miss.is_zero() {
        Agreement::Equal
    } else if miss <= tolerance {
        Agreement::Rounding
    } else {
        Agreement::Differs
    })
}

/// What a bridge's start and steps add up to.
pub fn bridge_end(context: &Context<'_>, bridge: &Bridge) -> Option<Derivation> {
    let start = bridge.from.amount.as_ref()?.value()?;
    let mut inputs = vec![Input::number(&bridge.from.label, context.at(&bridge.from.id), start)];
    for step in &bridge.steps {
        let amount = step.amount.as_ref()?.value()?;
        inputs.push(Input::number(&step.label, context.at(&step.id), amount));
    }
    context.settle(&context.at(&bridge.to.id), Derivation::new(Formula::Sum, inputs))
}

/// What the parts of an effect add up to.
pub fn effect_sum(
    context: &Context<'_>,
    block: &EffectsBlock,
    effect: &Effect,
) -> Option<Derivation> {
    let parts =
        effect.sum.iter().filter_map(|id| block.effects.iter().find(|effect| effect.id == *id));
    let inputs: Option<Vec<Input>> = parts
        .map(|part| {
            let amount = part.amount.as_ref()?.value()?;
            Some(Input::number(&part.label, context.at(&part.id), amount))
        })
        .collect();
    let inputs = inputs.filter(|inputs| !inputs.is_empty())?;
    let at = context.at(&effect.id).field("amount");
    context.settle(&at, Derivation::new(Formula::Sum, inputs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Address, Status};

    fn agrees(formula: Formula, inputs: &[i64], stated: i64) -> Option<Agreement> {
        let at = Address::default();
        let inputs = inputs.iter().map(|n| Input::number("", at.clone(), (*n).into())).collect();
        agreement(stated.into(), &Derivation::new(formula, inputs)?)
    }

    #[test]
    fn sums_may_miss_by_rounding_and_counts_may_not() {
        let (equal, rounding, differs) =
            (Some(Agreement::Equal), Some(Agreement::Rounding), Some(Agreement::Differs));
        assert_eq!(agrees(Formula::Sum, &[1, 2, 3, 4], 10), equal);
        assert_eq!(agrees(Formula::Sum, &[1, 2, 3, 4], 12), rounding);
        assert_eq!(agrees(Formula::Sum, &[1, 2, 3, 4], 13), differs);
        assert_eq!(agrees(Formula::Difference, &[47_057, 44_265], 2_793), rounding);
        assert_eq!(agrees(Formula::Difference, &[47_057, 44_265], 2_794), differs);
        let none_green = Formula::CountOf(Status::Green);
        assert_eq!(agrees(none_green, &[1, 2, 3, 4, 5, 6], 1), differs);
    }
}
