//! Heads of economy tables as reports write them.

mod words;

use super::{Destination, rows};
use crate::clip::Grid;
use crate::model::Month;
use words::{FIRST, WORDS, Word};

/// Most rows a head has: a title, groups, the columns' own.
const MOST_ROWS: usize = 3;

/// What a column holds, as far as its head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concept {
    Actual,
    LastYear,
    Budget,
    Forecast,
    PreviousForecast,
    Deviation,
    DeviationPercent,
    ForecastChange,
    AgainstLastYear,
    Percent,
    /// A role of ours by its own word.
    Role(&'static str),
}

/// What time a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Period,
    Year,
}

/// A head, read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) concept: Option<Concept>,
    pub(super) scope: Option<Scope>,
    /// The month, when it names one alone.
    pub(super) month: Option<Month>,
    /// The part of the year whose report it is of: *T1*, *delår 1*.
    pub(super) tertial: Option<u8>,
    pub(super) year: Option<u16>,
}

impl Head {
    /// Reads a head.
    pub(super) fn read(text: &str) -> Self {
        let text = text.to_lowercase().replace("t.o.m", "tom").replace('%', " % ");
        let parts = text.split(|c: char| !c.is_alphanumeric() && c != '%');
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let mut words = Vec::new();
        parts.iter().for_each(|part| read_word(part, &mut words));
        let months: Vec<Month> = parts.iter().filter_map(|part| month(part)).collect();
        let scope = scope(&words, months.len());
        let month = months.first().copied().filter(|_| months.len() == 1);
        let year = parts.iter().find_map(|part| year(part));
        Self { concept: concept(&words), scope, month, tertial: tertial(&parts), year }
    }

    /// Whether it says what the column holds.
    pub(super) fn is_known(&self) -> bool {
        self.concept.is_some() || self.month.is_some()
    }
}

fn read_word(part: &str, words: &mut Vec<Word>) {
    if let Some((_, word)) = WORDS.iter().find(|(name, _)| *name == part) {
        if part == "helårsbudget" {
            words.push(Word::Year);
        }
        return words.push(*word);
    }
    let first = FIRST.iter().find_map(|(name, word)| Some((word, part.strip_prefix(name)?)));
    if let Some((word, rest)) = first.filter(|(_, rest)| !rest.is_empty()) {
        let before = words.len();
        read_word(rest, words);
        if words.len() > before {
            words.push(*word);
        }
    }
}

fn month(part: &str) -> Option<Month> {
    let letters = part.trim_end_matches(|c: char| c.is_ascii_digit());
    Month::all().find(|month| {
        letters == month.name()
            || letters == month.short()
            || (letters == "sept" && month.number() == 9)
    })
}

/// *T1*, *tertial 1*, *delår 1*.
fn tertial(parts: &[&str]) -> Option<u8> {
    let number = |text: &str| text.parse().ok().filter(|number| (1..=3).contains(number));
    let short = parts.iter().find_map(|part| number(part.strip_prefix('t')?));
    let is_named = |word: &str| word.starts_with("tertial") || word.starts_with("delår");
    short.or_else(|| {
        let mut pairs = parts.windows(2).filter(|pair| is_named(pair[0]));
        pairs.find_map(|pair| number(pair[1]))
    })
}

/// A year, which in a head is no figure.
fn year(text: &str) -> Option<u16> {
    text.parse().ok().filter(|year| text.len() == 4 && (1990..2100).contains(year))
}

fn concept(words: &[Word]) -> Option<Concept> {
    let has = |word| words.contains(&word);
    let role = words.iter().find_map(|word| match word {
        Word::Role(role) => Some(Concept::Role(role)),
        _ => None,
    });
    Some(match () {
        () if has(Word::Change) && (has(Word::Actual) || has(Word::Closing)) => {
            Concept::AgainstLastYear
        }
        () if has(Word::Change) => Concept::ForecastChange,
        () if has(Word::Deviation) && has(Word::Percent) => Concept::DeviationPercent,
        () if has(Word::Deviation) => Concept::Deviation,
        () if has(Word::Previous) && has(Word::Forecast) => Concept::PreviousForecast,
        () if has(Word::Closing) || (has(Word::Previous) && has(Word::Actual)) => Concept::LastYear,
        () if has(Word::Previous) && has(Word::Year) => Concept::LastYear,
        () if has(Word::Forecast) => Concept::Forecast,
        () if has(Word::Budget) => Concept::Budget,
        () if has(Word::Actual) => Concept::Actual,
        () if role.is_some() => return role,
        () if has(Word::Percent) => Concept::Percent,
        () => return None,
    })
}

fn scope(words: &[Word], months: usize) -> Option<Scope> {
    let has = |word| words.contains(&word);
    let is_deviation = has(Word::Deviation);
    match () {
        () if has(Word::Year) => Some(Scope::Year),
        () if has(Word::Period) => Some(Scope::Period),
        () if has(Word::Forecast) => Some(Scope::Year),
        () if months > 0 || (has(Word::Actual) && !is_deviation) => Some(Scope::Period),
        () => None,
    }
}

/// How many rows at the top are heads: no figures in them, and in the last of them a known word
/// or one of our titles. A head alone is data.
pub(super) fn rows(grid: &Grid, to: &Destination<'_>) -> usize {
    let is_head = |row: &&Vec<String>| row.iter().all(|cell| !is_figure(cell));
    let top = grid.rows.iter().take(MOST_ROWS).take_while(is_head).count();
    let known = |row: usize| {
        let cells = grid.rows[row].iter().enumerate();
        // A word alone at the left, below other heads, is a row's.
        let is_row_label = |at: usize| row > 0 && at == 0;
        cells.filter(|(at, cell)| !is_row_label(*at) && is_known(cell, to)).count()
    };
    let needed = if to.is_selection { 2 } else { 1 };
    let last = (0..top).rev().find(|row| known(*row) > 0);
    let enough = (0..top).map(known).sum::<usize>() >= needed;
    last.map(|row| row + 1).filter(|rows| enough && *rows < grid.rows.len()).unwrap_or(0)
}

fn is_known(cell: &str, to: &Destination<'_>) -> bool {
    let plain = rows::plain(cell);
    let is_title = |title: &str| !plain.is_empty() && rows::plain(title) == plain;
    cell.split_whitespace().count() <= 6
        && (Head::read(cell).is_known() || to.columns.iter().any(|target| is_title(&target.title)))
}

/// Whether a cell is a figure; in a head a year is none.
fn is_figure(cell: &str) -> bool {
    rows::is_figure(cell) && year(cell.trim()).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_as_reports_write_them() {
        use Concept::*;
        let (period, year) = (Some(Scope::Period), Some(Scope::Year));
        let cases = [
            ("Utfall", Actual, period),
            ("Utfall ack", Actual, period),
            ("Ack utfall", Actual, period),
            ("Utfall jan–aug", Actual, period),
            ("UTFALL, tkr", Actual, period),
            ("Budget", Budget, None),
            ("Årsbudget", Budget, year),
            ("Helårsbudget", Budget, year),
            ("Budget helår (tkr)", Budget, year),
            ("Budget ack", Budget, period),
            ("Periodbudget", Budget, period),
            ("Budget jan-aug", Budget, period),
            ("Prognos (tkr)", Forecast, year),
            ("Helårsprognos", Forecast, year),
            ("Prognos T2", Forecast, year),
            ("Föregående prognos", PreviousForecast, year),
            ("Förra prognosen", PreviousForecast, year),
            ("Prognos fg. rapport", PreviousForecast, year),
            ("Avvikelse", Deviation, None),
            ("Avvikelse i %", DeviationPercent, None),
            ("Budgetavvikelse", Deviation, None),
            ("Prognosförändring", ForecastChange, year),
            ("Prognos förändring", ForecastChange, year),
            ("Bokslut 2019", LastYear, None),
            ("Utfall fg år", LastYear, year),
            ("Antal", Role("count"), None),
            ("Pris", Role("price"), None),
            ("%", Percent, None),
        ];
        for (text, concept, scope) in cases {
            let head = Head::read(text);
            assert_eq!((head.concept, head.scope), (Some(concept), scope), "{text}");
        }
        assert_eq!(Head::read("utfall jan").month, Month::new(1));
        assert_eq!(Head::read("September").month, Month::new(9));
        assert_eq!(Head::read("Utfall jan-aug").month, None);
        assert_eq!(Head::read("Utfall 2019").year, Some(2019));
        assert_eq!(Head::read("Prognos T1").tertial, Some(1));
        assert_eq!(Head::read("Prognos delår 2, tkr").tertial, Some(2));
        assert_eq!(Head::read("Prognos 1").tertial, None);
        assert!(!Head::read("Individ & familjeomsorg").is_known());
    }
}
