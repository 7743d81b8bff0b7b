//! Sums, deviations and changes in tables of figures.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Agreement, Context, Derivation, Formula, Input, agreement, forecast_before};
use crate::model::{Column, ColumnRole, FigureTable, Id, Row, RowKind};
use crate::number::Figure;

/// A cell of a table: what is stated, what is computed, and how the two go together.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureCell {
    /// As imported or typed.
    pub stated: Option<Figure>,
    /// As computed.
    pub computed: Option<Derivation>,
    /// How the two go together; `None` when either is missing.
    pub agreement: Option<Agreement>,
}

impl FigureCell {
    /// The number that holds: the stated one, else the computed one.
    pub fn number(&self) -> Option<Decimal> {
        let stated = self.stated.as_ref().and_then(Figure::value);
        stated.or_else(|| self.computed.as_ref()?.number())
    }
}

/// Whether a cell's number has been computed, and what came out.
#[derive(Clone, Copy, Debug)]
enum Known {
    NotYet,
    Number(Option<Decimal>),
}

/// A table of figures with its computed cells.
#[derive(Debug)]
pub struct Sheet<'c, 'y, 't> {
    context: &'c Context<'y>,
    table: &'t FigureTable,
    rows: HashMap<&'t str, usize>,
    /// Numbers already computed, row by row. A cell under way has none, so that sums in a circle
    /// end.
    numbers: RefCell<Vec<Known>>,
    /// How many sums of sums are being followed.
    depth: Cell<usize>,
}

/// Deepest chain of sums of sums that is followed.
const MAX_DEPTH: usize = 64;

/// What a cell gives to a sum or difference.
enum Term {
    /// Nothing: it counts as 0.
    Empty,
    /// A number.
    Number(Input),
    /// Something that is no number: nothing can be computed from it.
    Unreadable,
}

impl<'c, 'y, 't> Sheet<'c, 'y, 't> {
    /// A table of the context's report.
    pub fn new(context: &'c Context<'y>, table: &'t FigureTable) -> Self {
        let rows = table.rows.iter().enumerate();
        let rows = rows.map(|(index, row)| (row.id.as_str(), index)).collect();
        let numbers = vec![Known::NotYet; table.rows.len() * table.columns.len()];
        Self { context, table, rows, numbers: RefCell::new(numbers), depth: Cell::new(0) }
    }

    /// The first column with this role.
    pub fn role(&self, role: ColumnRole) -> Option<&'t Column> {
        self.table.columns.iter().find(|column| column.role == role)
    }

    /// The cell of a row in a column.
    pub fn cell(&self, row: &'t Row, column: &'t Column) -> FigureCell {
        let stated = row.cells.get(&column.id).cloned();
        // An empty cell beside a filled one counts as 0; but where the document left the result
        // empty too, it stays so.
        let computed =
            self.derive(row, column).filter(|computed| stated.is_some() || is_whole(computed));
        let at = || self.context.at(&row.id).field(column.id.as_str());
        let computed = self.context.settle_at(at, computed);
        let number = stated.as_ref().and_then(Figure::value);
        let agreement = number.zip(computed.as_ref()).and_then(|(number, d)| agreement(number, d));
        FigureCell { stated, computed, agreement }
    }

    /// The year's deviation of a row in percent of its budget's size, where the table has no column of it.
    pub fn budget_share(&self, row: &'t Row) -> Option<Derivation> {
        let of = |role| {
            let column = self.role(role)?;
            let value = self.cell(row, column).number()?;
            let at = self.context.at(&row.id).field(column.id.as_str());
            Some(Input::number(format!("{}, {}", row.label, column.title), at, value))
        };
        let inputs = vec![of(ColumnRole::YearDeviation)?, of(ColumnRole::YearBudget)?];
        Derivation::new(Formula::PercentOf(1), inputs)
    }

    fn derive(&self, row: &'t Row, column: &'t Column) -> Option<Derivation> {
        if matches!(row.kind, RowKind::Head | RowKind::Group) {
            return None;
        }
        if !row.sum.is_empty() && column.role != ColumnRole::DeviationPercent {
            return self.derive_sum(row, column);
        }
        if column.role == ColumnRole::ForecastChange {
            let now = self.term(row, self.role(ColumnRole::Forecast)?).number()?;
            let before = match self.role(ColumnRole::PreviousForecast) {
                Some(column) => self.term(row, column).number()?,
                None => forecast_before(self.context, row)?,
            };
            return Derivation::new(Formula::Difference, vec![now, before]);
        }
        if is_buffer_against_last_year(row, column) && self.operands(column).is_none() {
            let forecast = self.term(row, self.role(ColumnRole::Forecast)?).number()?;
            let nothing = Input::constant("ingen buffert i fjol", Decimal::ZERO);
            return Derivation::new(Formula::Difference, vec![forecast, nothing]);
        }
        let (first, second) = self.operands(column)?;
        let inputs = match (self.term(row, first), self.term(row, second)) {
            (Term::Unreadable, _) | (_, Term::Unreadable) | (Term::Empty, Term::Empty) => None,
            (first, second) => Some(vec![first.or_zero(), second.or_zero()]),
        };
        match column.role {
            ColumnRole::DeviationPercent => Derivation::new(Formula::PercentOf(1), inputs?),
            _ => Derivation::new(Formula::Difference, inputs?),
        }
    }

    fn derive_sum(&self, row: &'t Row, column: &'t Column) -> Option<Derivation> {
        let mut inputs = Vec::new();
        let mut is_known = false;
        for id in &row.sum {
            let part = self.row(id)?;
            match self.term(part, column) {
                Term::Number(input) => inputs.push(input),
                Term::Empty => continue,
                Term::Unreadable => return None,
            }
            // What a buffer counts as says nothing of a column that is otherwise empty.
            is_known |=
                part.cells.get(&column.id).is_some() || !is_buffer_against_last_year(part, column);
        }
        if is_known { Derivation::new(Formula::Sum, inputs) } else { None }
    }

    /// What a cell gives: the stated number, else the computed one.
    fn term(&self, row: &'t Row, column: &'t Column) -> Term {
        let value = match row.cells.get(&column.id) {
            Some(stated) => stated.value().ok_or(Term::Unreadable),
            None => self.computed_number(row, column).ok_or(Term::Empty),
        };
        match value {
            Ok(value) => {
                let at = self.context.at(&row.id).field(column.id.as_str());
                Term::Number(Input::number(format!("{}, {}", row.label, column.title), at, value))
            }
            Err(term) => term,
        }
    }

    fn computed_number(&self, row: &'t Row, column: &'t Column) -> Option<Decimal> {
        let at = self.rows.get(row.id.as_str())? * self.table.columns.len()
            + self.table.columns.iter().position(|other| other.id == column.id)?;
        if let Known::Number(number) = *self.numbers.borrow().get(at)? {
            return number;
        }
        if self.depth.get() >= MAX_DEPTH {
            return None;
        }
        self.note(at, None);
        self.depth.set(self.depth.get() + 1);
        // What is shown as empty adds nothing to a sum, but for a buffer, of which documents print nothing
        // else than its forecast.
        let adds = |derivation: &Derivation| row.kind == RowKind::Buffer || is_whole(derivation);
        let number =
            self.derive(row, column).filter(adds).and_then(|derivation| derivation.number());
        self.depth.set(self.depth.get() - 1);
        self.note(at, number);
        number
    }

    fn note(&self, at: usize, number: Option<Decimal>) {
        if let Some(known) = self.numbers.borrow_mut().get_mut(at) {
            *known = Known::Number(number);
        }
    }

    /// The row with this id.
    pub fn row(&self, id: &Id) -> Option<&'t Row> {
        self.table.rows.get(*self.rows.get(id.as_str())?)
    }

    /// The two columns whose difference, or share, a computed column is.
    pub fn operands(&self, column: &Column) -> Option<(&'t Column, &'t Column)> {
        if let [first, second] = column.of.as_slice() {
            return Some((self.column(first)?, self.column(second)?));
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

    fn column(&self, id: &Id) -> Option<&'t Column> {
        self.table.columns.iter().find(|column| column.id == *id)
    }
}

/// Whether nothing empty was counted as 0.
fn is_whole(derivation: &Derivation) -> bool {
    derivation.inputs.iter().all(|input| input.at.is_some())
}

/// A buffer has no last year: against last year it counts as its whole forecast, also in a table
/// that has no column of last year's outcome.
fn is_buffer_against_last_year(row: &Row, column: &Column) -> bool {
    row.kind == RowKind::Buffer && column.role == ColumnRole::AgainstLastYear
}

impl Term {
    fn number(self) -> Option<Input> {
        match self {
            Self::Number(input) => Some(input),
            Self::Empty | Self::Unreadable => None,
        }
    }

    fn or_zero(self) -> Input {
        self.number().unwrap_or_else(|| Input::constant("tom cell", Decimal::ZERO))
    }
}
