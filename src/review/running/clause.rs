//! The part of a sentence around a figure: which time it tells of, and of what kind of amount.

use std::ops::Range;

use super::things::Known;
use crate::model::{ColumnRole, Report, ReportKind};
use crate::review::reading::{MONTHS, is_same, same_start, words};

/// What stands around a figure, up to the nearest comma or the like.
pub(super) struct Clause {
    /// Whether it tells of a part, or of what shall be.
    pub(super) is_elsewhere: bool,
    /// Whether it tells of another time.
    pub(super) is_other_time: bool,
    /// Whether it tells of a limit: *minst*, *högst*.
    pub(super) is_limit: bool,
    /// What kind of amount it tells of.
    pub(super) concept: Concept,
    /// Whether a change is for the better, where that is said.
    pub(super) is_better: Option<bool>,
    /// Whether the sentence speaks of a target.
    pub(super) names_target: bool,
}

/// What kind of amount a sentence tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concept {
    /// Any.
    None,
    /// How a forecast has changed.
    Change,
    /// What differs from a budget.
    Deviation,
    /// Anything of an economy.
    Economy,
}

impl Concept {
    /// Whether a column holds such amounts.
    pub(super) fn has(self, role: ColumnRole) -> bool {
        use ColumnRole as R;
        match self {
            Self::None | Self::Economy => true,
            Self::Change => role == R::ForecastChange,
            Self::Deviation => {
                matches!(role, R::Deviation | R::YearDeviation | R::Difference | R::Other)
            }
        }
    }

    /// What one such amount is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Change => "prognosförändring",
            Self::Deviation => "avvikelse",
            Self::None | Self::Economy => "uppgift",
        }
    }
}

/// Words that tell of a part or a wish.
const ELSEWHERE: &[&str] = &[
    "föregående",
    "förra",
    "varav",
    "dessa",
    "ska",
    "skulle",
    "borde",
    "målsättning",
    "målsättningen",
    "räknar",
    "önskar",
    "snittet",
    "genomsnitt",
    "genomsnittet",
    "riket",
    "länet",
    "landet",
    "del",
    "enskild",
    "bland",
    "några",
    "söker",
    "sökt",
    "ansökt",
    "bidrag",
    "statsbidrag",
];

/// Words that tell of another time.
const OTHER_TIME: &[&str] = &["fjol", "fjolåret", "tidigare", "då"];

/// Words of a limit.
const LIMITS: &[&str] = &["minst", "högst"];

/// Words of a change that may be for the better or not.
const MORE: &[&str] = &["mer", "mindre", "högre", "lägre"];

/// How words of an economy begin.
const ECONOMY: &[&str] =
    &["prognos", "budget", "utfall", "kostnad", "nettokostnad", "effekt", "kommunbidrag"];

/// How words for what differs from a budget begin.
const DEVIATES: &[&str] = &["underskott", "överskott", "avvikelse"];

/// What was before the report, unless a change is told of.
const BEFORE: &[&str] = &["förra", "föregående"];

const BETTER: &[&str] =
    &["bättre", "förbättras", "förbättrats", "förbättring", "förbättrar", "förbättrades"];

const WORSE: &[&str] =
    &["sämre", "försämras", "försämrats", "försämring", "försämrar", "försämrades"];

impl Clause {
    /// The clause around a figure of a sentence.
    pub(super) fn of(report: &Report, sentence: &str, at: &Range<usize>) -> Self {
        let is_end = |c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '–');
        // A comma between digits is a decimal's.
        let from = ends(sentence, is_end).filter(|end| *end < at.start).last();
        let to = ends(sentence, is_end).find(|end| *end >= at.end);
        let from =
            from.map_or(0, |from| from + sentence[from..].chars().next().map_or(1, char::len_utf8));
        let own = &sentence[from..to.unwrap_or(sentence.len())];
        let mut clause = Self {
            is_elsewhere: false,
            is_other_time: false,
            is_limit: false,
            concept: Concept::None,
            is_better: None,
            names_target: false,
        };
        let (mut is_forecast, mut is_before, mut is_more) = (false, false, false);
        for word in words(own) {
            let is = |list: &[&str]| list.iter().any(|own| is_same(own, word.text));
            clause.is_elsewhere |= is(ELSEWHERE);
            clause.is_other_time |= is(OTHER_TIME) || is_other_time(report, word.text);
            clause.is_limit |= is(LIMITS);
            is_more |= is(MORE);
            is_before |= is(BEFORE);
            if is(BETTER) {
                clause.is_better = Some(true);
            }
            if is(WORSE) {
                clause.is_better = Some(false);
            }
        }
        let begins = |word: &str, starts: &[&str]| {
            starts.iter().any(|start| same_start(word, start).is_some())
        };
        let mut is_economy = false;
        for word in words(sentence) {
            is_forecast |= begins(word.text, &["prognos"]);
            is_economy |= begins(word.text, ECONOMY);
            clause.names_target |= begins(word.text, &["mål"]);
        }
        let deviates = words(own).any(|word| begins(word.text, DEVIATES));
        let is_change = (clause.is_better.is_some() || is_more) && is_forecast;
        // "Bättre än i förra prognosen" tells of the change itself.
        clause.is_other_time |= is_before && !is_change;
        clause.concept = match (is_change, deviates, is_economy) {
            (true, _, _) => Concept::Change,
            (_, true, _) => Concept::Deviation,
            (_, _, true) => Concept::Economy,
            _ => Concept::None,
        };
        clause
    }

    /// Whether what it tells of is no figure of the report's period.
    pub(super) fn is_away(&self) -> bool {
        self.is_elsewhere || self.is_other_time || self.is_limit
    }

    /// The figures of a thing that the clause can tell of; all where it has none of that kind.
    pub(super) fn wanted(&self, values: &[Known]) -> Vec<Known> {
        let own: Vec<Known> =
            values.iter().filter(|known| self.concept.has(known.role)).copied().collect();
        if own.is_empty() { values.to_vec() } else { own }
    }
}

/// Where clauses may end: at such a mark that is not between digits.
fn ends<'s>(
    sentence: &'s str,
    is_end: impl Fn(char) -> bool + Copy + 's,
) -> impl Iterator<Item = usize> + 's {
    let bytes = sentence.as_bytes();
    sentence
        .char_indices()
        .filter(move |(at, c)| {
            let before = at.checked_sub(1).is_some_and(|at| bytes[at].is_ascii_digit());
            let after = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            is_end(*c) && !(before && after)
        })
        .map(|(at, _)| at)
}

/// A year, tertial or month other than the report's.
fn is_other_time(report: &Report, word: &str) -> bool {
    let to = report.period.to;
    if let [b'T', digit @ b'1'..=b'3'] = word.as_bytes() {
        let own = match report.kind {
            ReportKind::T1 => b'1',
            ReportKind::T2 => b'2',
            _ => 0,
        };
        return *digit != own;
    }
    if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        let year: u16 = word.parse().unwrap_or_default();
        return (1900..2200).contains(&year) && year != to.year();
    }
    let month = MONTHS.iter().position(|month| is_same(month, word));
    let is_interim = is_same(word, "delår") || is_same(word, "delårsrapport");
    is_interim || month.is_some_and(|at| at + 1 != usize::from(to.month().number()) && at > 0)
}
