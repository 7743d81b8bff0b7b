//! Chart specifications: everything a chart shows, chosen and worded, nothing about drawing.

use rust_decimal::Decimal;

use super::Table;

/// A chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartSpec {
    /// A title that says what the chart shows.
    pub title: String,
    /// The chart in words, for those who do not see it.
    pub alt: String,
    /// The unit on the value axis.
    pub unit: String,
    /// The labels along the category axis.
    pub categories: Vec<String>,
    /// The series.
    pub series: Vec<Series>,
    /// A line across the categories.
    pub marker: Option<Marker>,
    /// What kind of chart it is.
    pub form: Form,
    /// The category that stands out, such as the total.
    pub emphasis: Option<usize>,
    /// Whether a bar to the right is the worse one, as for costs that are positive.
    pub more_is_worse: bool,
    /// Whether it is folded until asked for; folded charts are not printed.
    pub folded: bool,
    /// The same figures as a table.
    pub table: Table,
}

/// The kind of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Lines; the categories run along the foot.
    #[default]
    Lines,
    /// Bars from a common zero; the categories run down the side.
    Bars,
    /// A bridge: the first and last values are amounts, those between them steps from one to the
    /// other; the categories run down the side.
    Bridge,
    /// A small line without axes, for a cell of a table.
    Spark,
}

/// A series of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Its name, written at its end.
    pub name: String,
    /// How it is drawn.
    pub stroke: Stroke,
    /// A value per category, where there is one.
    pub values: Vec<Option<Decimal>>,
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stroke {
    /// Outcome: solid.
    #[default]
    Actual,
    /// Forecast: dashed.
    Forecast,
    /// Budget or target: a thin line.
    Budget,
}

/// A line between two categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// It stands after this category, from 0.
    pub after: usize,
    /// What it marks.
    pub label: String,
}
