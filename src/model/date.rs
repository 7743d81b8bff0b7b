//! Dates, months and periods.

use std::fmt;

use serde_json::{Value, json};

use crate::json::{Field, Reader, Schemas, Shape, Stop, Writer};
use crate::record;

/// A month of the year, 1 to 12.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(u8);

impl Month {
    /// All months.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=12).map(Self)
    }

    /// The month with this number, 1 to 12.
    pub fn new(number: u8) -> Option<Self> {
        (1..=12).contains(&number).then_some(Self(number))
    }

    /// The number, 1 to 12; 0 when no month is given.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The month's place in a list of twelve, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0.saturating_sub(1))
    }

    /// The Swedish name, in small letters.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 12] = [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ];
        NAMES[self.index()]
    }

    /// The first three letters of the name.
    pub fn short(self) -> &'static str {
        &self.name()[..3]
    }

    /// Days in the month, which for February depends on the year.
    pub fn days(self, year: u16) -> u8 {
        match self.0 {
            2 if is_leap(year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

fn is_leap(year: u16) -> bool {
    (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
}

impl Field for Month {
    const INLINE: bool = true;
    const SHAPE: Shape = Shape::Month;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        u8::read(reader).ok().and_then(Self::new).ok_or(Stop::Impossible("en månad från 1 till 12"))
    }

    fn write(&self, out: &mut Writer) {
        out.raw(&self.0.to_string());
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "integer", "minimum": 1, "maximum": 12 })
    }
}

/// A day, `2020-08-31` in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: Month,
    day: u8,
}

impl Default for Date {
    fn default() -> Self {
        Self { year: 0, month: Month(1), day: 1 }
    }
}

impl Date {
    /// The day, if there is one: 31 February is none.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let month = Month::new(month)?;
        let exists = (1..=month.days(year)).contains(&day) && (1..=9999).contains(&year);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `2020-08-31`.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = text.len() == 10 && text.is_ascii() && &text[4..5] == "-" && &text[7..8] == "-";
        let digits = text.bytes().enumerate().all(|(i, b)| i == 4 || i == 7 || b.is_ascii_digit());
        if !shape || !digits {
            return None;
        }
        Self::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month.
    pub fn month(self) -> Month {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day as running text writes it: `31 augusti 2020`.
    pub fn in_text(self) -> String {
        format!("{}\u{a0}{} {}", self.day, self.month.name(), self.year)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month.0, self.day)
    }
}

impl Field for Date {
    const INLINE: bool = true;
    const SHAPE: Shape = Shape::Date;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = reader.string()?;
        Self::parse(&text).ok_or(Stop::Impossible("ett datum som finns, skrivet 2020-08-31"))
    }

    fn write(&self, out: &mut Writer) {
        out.string(&self.to_string());
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define("Date", |_| {
            json!({
                "description": "A day, year-month-day.",
                "type": "string",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            })
        })
    }
}

record! {
    /// A span of days, both ends included.
    pub struct Period {
        /// First day.
        pub from: Date,
        /// Last day.
        pub to: Date,
    }
}

impl Period {
    /// The period as running text writes it: `januari–augusti 2020`, `juli 2023`, `2020`.
    pub fn in_text(&self) -> String {
        let (from, to) = (self.from, self.to);
        if from.year != to.year {
            return format!("{}–{}", from.in_text(), to.in_text());
        }
        match (from.month.0, to.month.0) {
            (1, 12) => to.year.to_string(),
            (a, b) if a == b => format!("{} {}", to.month.name(), to.year),
            _ => format!("{}–{} {}", from.month.name(), to.month.name(), to.year),
        }
    }

    /// Whole months covered, at most 12.
    pub fn months(&self) -> u8 {
        let count = |date: Date| u32::from(date.year) * 12 + u32::from(date.month.0);
        let months = (count(self.to) + 1).saturating_sub(count(self.from)).min(12);
        months as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        assert!(Date::parse("2020-02-29").is_some());
        for text in ["2019-02-29", "2020-13-01", "2020-00-10", "2020-1-1", "20200101", "åååå-01-01"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_in_text() {
        let period = |a, b| Period {
            from: Date::parse(a).unwrap_or_default(),
            to: Date::parse(b).unwrap_or_default(),
            ..Period::default()
        };
        assert_eq!(period("2020-01-01", "2020-08-31").in_text(), "januari–augusti 2020");
        assert_eq!(period("2023-07-01", "2023-07-31").in_text(), "juli 2023");
        assert_eq!(period("2020-01-01", "2020-12-31").in_text(), "2020");
        assert_eq!(period("2020-01-01", "2020-08-31").months(), 8);
    }
}
