//! Tables of figures (economy, grants, operating budget, staff), bridges and lists of effects.

use serde_json::{Value, json};

use super::{Id, Layout, Markdown, Period};
use crate::json::{Field, Member, ProblemKind, Reader, Schemas, Shape, Stop, Writer};
use crate::number::{Figure, Unit};
use crate::{choice, record};

choice! {
    /// What a table of figures is about; decides its charts and its place on follow-up pages.
    pub enum Subject {
        /// Anything.
        Other = "",
        /// Net cost per area.
        NetCost = "net-cost",
        /// Income statement.
        IncomeStatement = "income-statement",
        /// Municipal grant with plan years.
        Grant = "grant",
        /// Operating budget.
        OperatingBudget = "operating-budget",
        /// Staff key figures.
        Staff = "staff",
    }

    /// Which sign costs have.
    pub enum SignConvention {
        /// Income positive, cost negative: a negative deviation is worse.
        CostNegative = "",
        /// Cost positive.
        CostPositive = "cost-positive",
    }

    /// What a column holds. Roles from `deviation` on are computed from the others.
    pub enum ColumnRole {
        /// Anything, not computed.
        Other = "",
        /// Outcome of the period.
        Actual = "actual",
        /// Budget of the period.
        Budget = "budget",
        /// Forecast for the year.
        Forecast = "forecast",
        /// Budget for the year.
        YearBudget = "year-budget",
        /// Last year's outcome.
        LastYear = "last-year",
        /// Actual − budget.
        Deviation = "deviation",
        /// Forecast − budget of the year.
        YearDeviation = "year-deviation",
        /// Forecast − the forecast before.
        ForecastChange = "forecast-change",
        /// The forecast of the report before.
        PreviousForecast = "previous-forecast",
        /// Forecast − last year's outcome.
        AgainstLastYear = "against-last-year",
        /// Deviation of the year in percent of the budget's size.
        DeviationPercent = "deviation-percent",
        /// First − second of the columns in `of`.
        Difference = "difference",
    }

    /// What a row is.
    pub enum RowKind {
        /// A row with figures.
        Item = "",
        /// A head without figures.
        Head = "head",
        /// A group's title.
        Group = "group",
        /// *varav*: part of the row above, not added again.
        OfWhich = "of-which",
        /// A sum within the table.
        Subtotal = "subtotal",
        /// The table's sum.
        Total = "total",
        /// A buffer between two sums.
        Buffer = "buffer",
        /// A row under the total that is in no sum.
        Memo = "memo",
        /// A change of forecast for the whole table.
        ForecastChange = "forecast-change",
    }

    /// Charts drawn from a table.
    pub enum ChartChoice {
        /// None.
        None = "",
        /// Forecast against budget per row and in total.
        ForecastAgainstBudget = "forecast-against-budget",
    }
}

record! {
    /// A table of figures.
    pub struct FigureTable {
        /// Id.
        pub id: Id,
        /// The table's title.
        pub caption: String,
        /// What it is about.
        pub subject: Subject,
        /// The head over the row labels.
        pub corner: String,
        /// What the figures count, unless column or row says otherwise.
        pub unit: Unit,
        /// Which sign costs have.
        pub sign: SignConvention,
        /// The columns.
        pub columns: Vec<Column>,
        /// The rows.
        pub rows: Vec<Row>,
        /// Notes below the table.
        pub notes: Vec<Footnote>,
        /// Its charts.
        pub chart: ChartChoice,
    }

    /// A column of figures.
    pub struct Column {
        /// Id within the table.
        pub id: Id,
        /// The head above several columns, for instance Aug.
        pub group: String,
        /// The column's own head.
        pub title: String,
        /// What it holds.
        pub role: ColumnRole,
        /// The columns a difference is taken of.
        pub of: Vec<Id>,
        /// The period, when not the report's.
        pub period: Option<Period>,
        /// The unit, when not the table's.
        pub unit: Option<Unit>,
    }

    /// A row of figures.
    pub struct Row {
        /// Same in every report and year.
        pub id: Id,
        /// The label.
        pub label: String,
        /// The footnote mark after the label.
        pub mark: String,
        /// What the row is.
        pub kind: RowKind,
        /// The rows it is the sum of.
        pub sum: Vec<Id>,
        /// The unit, when not the table's.
        pub unit: Option<Unit>,
        /// The figures as imported or typed, by column. Empty cells are left out.
        pub cells: Cells,
        /// Commentary of the area.
        pub comment: Markdown,
    }

    /// A note below a table.
    pub struct Footnote {
        /// Its mark, for instance *.
        pub mark: String,
        /// Its text.
        pub text: Markdown,
    }

    /// How one amount becomes another.
    pub struct Bridge {
        /// Id.
        pub id: Id,
        /// The title.
        pub caption: String,
        /// What the amounts count.
        pub unit: Unit,
        /// Where it starts.
        pub from: BridgeEnd,
        /// The steps.
        pub steps: Vec<BridgeStep>,
        /// Where it ends.
        pub to: BridgeEnd,
    }

    /// An end of a bridge.
    pub struct BridgeEnd {
        /// Id.
        pub id: Id,
        /// The label.
        pub label: String,
        /// The amount as printed.
        pub amount: Option<Figure>,
    }

    /// A step of a bridge.
    pub struct BridgeStep {
        /// Id.
        pub id: Id,
        /// The sign printed before the label, + or -.
        pub sign: String,
        /// The label.
        pub label: String,
        /// The signed amount.
        pub amount: Option<Figure>,
    }

    /// A list of effects with amounts and their change since the last forecast.
    pub struct EffectsBlock {
        /// Id.
        pub id: Id,
        /// The title.
        pub caption: String,
        /// How it is set.
        pub layout: Layout,
        /// The title of the first column, when not the usual.
        pub head: String,
        /// The title of the column of amounts, when not the usual.
        pub amount_head: String,
        /// The title of the column of changes, when not the usual.
        pub change_head: String,
        /// What the amounts count.
        pub unit: Unit,
        /// The effects.
        pub effects: Vec<Effect>,
    }

    /// One effect.
    pub struct Effect {
        /// Same in every report and year.
        pub id: Id,
        /// The label.
        pub label: String,
        /// 0 for a total, 1 for a part of it, 2 for a part of that.
        pub level: u8,
        /// The effects it is the sum of.
        pub sum: Vec<Id>,
        /// The amount.
        pub amount: Option<Figure>,
        /// The change since the last forecast.
        pub change: Option<Figure>,
    }
}

/// The figures of a row, by column id, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells(Vec<(Id, Figure)>);

impl Cells {
    /// Most cells of a row; more are kept and not shown.
    const MAX: usize = 1000;

    /// The figure in a column; `None` for an empty cell.
    pub fn get(&self, column: &Id) -> Option<&Figure> {
        self.0.iter().find(|(id, _)| id == column).map(|(_, figure)| figure)
    }

    /// Sets or clears the figure in a column.
    pub fn set(&mut self, column: &Id, figure: Option<Figure>) {
        let known = self.0.iter().position(|(id, _)| id == column);
        match (known, figure) {
            (Some(at), Some(figure)) => self.0[at].1 = figure,
            (Some(at), None) => drop(self.0.remove(at)),
            (None, Some(figure)) => self.0.push((column.clone(), figure)),
            (None, None) => {}
        }
    }

    /// All figures with their columns.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Figure)> {
        self.0.iter().map(|(id, figure)| (id, figure))
    }
}

impl Field for Cells {
    const SHAPE: Shape = Shape::Cells;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut cells: Vec<(Id, Figure)> = Vec::new();
        let mut strays = Vec::new();
        reader.object(&mut |reader, key, at| {
            let start = reader.position();
            let is_new = |id: &Id| cells.iter().all(|(known, _)| known != id);
            let column = Id::new(&key).filter(|id| cells.len() < Self::MAX && is_new(id));
            match (column, Figure::read(reader)) {
                (_, Err(stop @ Stop::Syntax(..))) => return Err(stop),
                (Some(column), Ok(figure)) => cells.push((column, figure)),
                (column, figure) => {
                    let key = key.into_owned();
                    reader.note(
                        at,
                        None,
                        match (column, figure) {
                            (Some(_), _) => ProblemKind::WrongType(key, "ett tal inom citattecken"),
                            (None, _) => ProblemKind::DuplicateKey(key),
                        },
                    );
                    reader.rewind(start);
                    reader.raw()?;
                    strays.push((strays.len(), format!("{{{}}}", reader.text_from(at))));
                }
            }
            Ok(())
        })?;
        reader.put_strays(strays);
        Ok(Self(cells))
    }

    fn inner(&self, key: &str) -> Option<&dyn Member> {
        self.0.iter().find(|(id, _)| id.as_str() == key).map(|(_, figure)| figure as &dyn Member)
    }

    fn write(&self, out: &mut Writer) {
        out.raw("{");
        for (index, (column, figure)) in self.iter().enumerate() {
            if index > 0 {
                out.raw(", ");
            }
            out.string(column.as_str());
            out.raw(": ");
            figure.write(out);
        }
        out.raw("}");
    }

    fn schema(schemas: &mut Schemas) -> Value {
        json!({
            "type": "object",
            "additionalProperties": Figure::schema(schemas),
        })
    }
}
