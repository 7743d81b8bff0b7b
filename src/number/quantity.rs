//! Units.

use crate::choice;

choice! {
    /// What a figure counts. The unit belongs to a table, a column, a row or an indicator.
    pub enum Unit {
        /// Plain numbers without a unit.
        Number = "number",
        /// Thousands of kronor.
        Tkr = "tkr",
        /// Millions of kronor.
        Mnkr = "mnkr",
        /// Kronor.
        Kr = "kr",
        /// Kronor per hour.
        KrPerHour = "kr/tim",
        /// Percent; the figure 30 means 30 %.
        Percent = "percent",
        /// Days and nights of care.
        CareDays = "care-days",
        /// Days.
        Days = "days",
        /// Placements or placement-years.
        Placements = "placements",
        /// Persons.
        Persons = "persons",
        /// Households.
        Households = "households",
        /// Index points.
        Index = "index",
    }
}

impl Unit {
    /// The unit as it stands in a column's head; empty where nothing is written.
    pub fn label(self) -> &'static str {
        match self {
            Self::Number | Self::Index => "",
            Self::Tkr => "tkr",
            Self::Mnkr => "mnkr",
            Self::Kr => "kr",
            Self::KrPerHour => "kr/tim",
            Self::Percent => "%",
            Self::CareDays => "vårddygn",
            Self::Days => "dagar",
            Self::Placements => "placeringar",
            Self::Persons => "personer",
            Self::Households => "hushåll",
        }
    }
}
