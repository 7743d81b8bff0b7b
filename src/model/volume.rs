//! Volumes and prices by month.

use super::{Id, Markdown};
use crate::number::{Figure, Unit};
use crate::{choice, record};

choice! {
    /// What a measure of a series is.
    pub enum MeasureRole {
        /// Price per care day, in kronor.
        Price = "price",
        /// Number of placements.
        Count = "count",
        /// A share of the whole; the shares of a series make 100 %.
        Share = "share",
    }

    /// Whether a month is closed.
    pub enum MonthKind {
        /// Outcome.
        Actual = "actual",
        /// Forecast.
        Forecast = "forecast",
    }
}

record! {
    /// Series of volumes and prices.
    pub struct VolumesBlock {
        /// Id.
        pub id: Id,
        /// The title.
        pub caption: String,
        /// The series.
        pub series: Vec<VolumeSeries>,
    }

    /// One kind of placement through the year. Costs are positive.
    pub struct VolumeSeries {
        /// Same in every report and year.
        pub id: Id,
        /// The name.
        pub name: String,
        /// Twelve months, each outcome or forecast.
        pub months: Vec<MonthKind>,
        /// The title of the block of outcomes and forecasts.
        pub actual_title: String,
        /// The title of the block of budgets.
        pub budget_title: String,
        /// What is measured: a price and a count, or shares.
        pub measures: Vec<Measure>,
        /// What is said of it.
        pub comment: Markdown,
    }

    /// One measure of a series, by month.
    pub struct Measure {
        /// Id within the series.
        pub id: Id,
        /// The row's label.
        pub label: String,
        /// What it is.
        pub role: MeasureRole,
        /// What its figures count.
        pub unit: Unit,
        /// Outcome or forecast from January.
        pub actual: Vec<Figure>,
        /// Budget from January.
        pub budget: Vec<Figure>,
    }
}
