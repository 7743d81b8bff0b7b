//! Moving titles and periods on in time.

use crate::document::words::capital;
use crate::model::{Date, Period};

/// The text with its words put through `change`: a word is letters and digits in a row, so that
/// *2020* in *N2020* or in a figure of five digits is not the year.
pub(super) fn words(text: &str, change: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_alphanumeric()).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        out.push_str(before);
        out.push_str(&change(word).unwrap_or_else(|| word.to_owned()));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// How the years of titles and periods move.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    /// The year that was.
    pub(super) old: u16,
    /// How many years later it is.
    pub(super) by: u16,
}

impl Shift {
    /// The title with this very year moved on.
    pub(super) fn title(self, text: &str) -> String {
        self.years(text, &[self.old])
    }

    /// The title with this year and the one before moved on, for what compares the two.
    pub(super) fn both(self, text: &str) -> String {
        self.years(text, &[self.old.saturating_sub(1), self.old])
    }

    /// The title with these years moved on.
    pub(super) fn years(self, text: &str, years: &[u16]) -> String {
        words(text, &|word| {
            let found = years.iter().find(|year| is_year(word, **year));
            found.map(|year| year.saturating_add(self.by).to_string())
        })
    }

    /// The period as many years later.
    pub(super) fn period(self, period: &Period) -> Period {
        Period { from: self.date(period.from), to: self.date(period.to), ..period.clone() }
    }

    fn date(self, date: Date) -> Date {
        let (year, month) = (date.year().saturating_add(self.by), date.month());
        Date::new(year, month.number(), date.day().min(month.days(year))).unwrap_or(date)
    }
}

fn is_year(word: &str, year: u16) -> bool {
    word.len() == 4 && word.parse() == Ok(year)
}

/// The whole year.
pub(super) fn whole(year: u16) -> Period {
    span(year, 1, 12)
}

/// From the first day of a month to the last of another.
pub(super) fn span(year: u16, from: u8, to: u8) -> Period {
    let last = crate::model::Month::new(to).map_or(31, |month| month.days(year));
    Period {
        from: Date::new(year, from, 1).unwrap_or_default(),
        to: Date::new(year, to, last).unwrap_or_default(),
        ..Period::default()
    }
}

/// `Jan–aug 2023`, `Aug 2023`, `2023`.
pub(super) fn short(period: &Period) -> String {
    let (from, to, year) = (period.from.month(), period.to.month(), period.to.year());
    match (from.number(), to.number()) {
        (1, 12) => year.to_string(),
        (a, b) if a == b => format!("{} {year}", capital(to.short())),
        _ => format!("{}–{} {year}", capital(from.short()), to.short()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_year_itself_moves() {
        let by = Shift { old: 2020, by: 1 };
        assert_eq!(by.title("Nämndplan 2020"), "Nämndplan 2021");
        assert_eq!(by.title("Plan 2020–2023, N2020, 12020"), "Plan 2021–2023, N2020, 12020");
        assert_eq!(by.both("Från 2019 till 2020"), "Från 2020 till 2021");
        assert_eq!(by.title("Åtgärder"), "Åtgärder");
    }

    #[test]
    fn the_leap_day_has_a_year_after() {
        let leap = Period {
            from: Date::new(2020, 2, 29).unwrap_or_default(),
            to: Date::new(2020, 2, 29).unwrap_or_default(),
            ..Period::default()
        };
        assert_eq!(Shift { old: 2020, by: 1 }.period(&leap).to.to_string(), "2021-02-28");
    }
}
