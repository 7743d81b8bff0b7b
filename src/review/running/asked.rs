//! What a sentence is about, and a figure in it.

use std::ops::Range;

use rust_decimal::Decimal;

use super::clause::Clause;
use super::fit::is_of;
use super::things::{Known, Thing};
use crate::compute::Context;
use crate::model::ColumnRole;
use crate::review::reading::{Measure, Number, Word, is_capital, is_same};

/// What a sentence is about.
pub(super) struct Subject<'s, 'a> {
    pub(super) named: &'s [&'s Thing<'a>],
    /// What the sentence before is about, where this one says *den*.
    pub(super) carried: Option<&'s Thing<'a>>,
    pub(super) words: &'s [Word<'s>],
}

/// A figure that is looked at.
pub(super) struct Asked<'n, 't> {
    pub(super) number: &'n Number<'t>,
    /// The part of the sentence around it.
    pub(super) clause: &'n Clause,
    /// What it is said to have come from: *från 185 till 166*.
    pub(super) from: Option<&'n Number<'t>>,
}

impl Number<'_> {
    /// The number with its unit, as it stands in a text whose sentence begins at a place.
    pub(super) fn written(&self, text: &str, start: usize) -> String {
        let range = start + self.at.start..start + self.end;
        text[range].split_whitespace().collect::<Vec<_>>().join("\u{a0}")
    }
}

impl Thing<'_> {
    /// Whether a sentence names a year that it has a figure of.
    pub(super) fn has_time_of(&self, sentence: &[Word<'_>]) -> bool {
        let is_year = |word: &&Word<'_>| {
            word.text.len() == 4 && word.text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let mut years = sentence.iter().filter(is_year);
        years.any(|year| self.times.iter().any(|time| time.contains(year.text)))
    }

    /// Whether a number can be one of its figures by what it counts.
    pub(super) fn counts(&self, context: &Context<'_>, number: &Number<'_>) -> bool {
        self.values(context).iter().any(|known| is_of(number.measure, known.unit))
    }

    /// Whether a number in a text of its own is about it.
    pub(super) fn may_own(&self, context: &Context<'_>, asked: &Asked<'_, '_>) -> bool {
        let values = self.values(context);
        let is_pair = asked.from.is_some_and(|from| has_exactly(values, from.value));
        let counts = self.counts(context, asked.number);
        let is_percent = asked.number.measure == Some(Measure::Percent);
        is_pair || counts || asked.clause.names_target && is_percent
    }
}

pub(super) fn has_exactly(values: &[Known], value: Decimal) -> bool {
    values.iter().any(|known| known.value.abs() == value.abs())
}

pub(super) fn has_target(values: &[Known]) -> bool {
    values.iter().any(|known| known.role == ColumnRole::Budget)
}

pub(super) fn is_money(number: &Number<'_>) -> bool {
    matches!(number.measure, Some(Measure::Tkr | Measure::Mnkr | Measure::Kr))
}

/// Whether a number follows another as in *från 185 till 166*.
pub(super) fn is_pair(sentence: &str, from: &Number<'_>, to: &Number<'_>) -> bool {
    let between = sentence[from.at.end..to.at.start].trim();
    let is_joined = between == "till" || between == "% till" || between == "procent till";
    let before = sentence[..from.at.start].trim_end();
    is_joined && (before.ends_with("från") || before.ends_with("Från"))
}

/// What the sentence before is about, where this one names nothing and says *den*.
pub(super) fn carried<'t, 'a>(
    own: &[Word<'_>],
    named: &[&Thing<'a>],
    before: Option<(&'t Thing<'a>, usize)>,
    range: &Range<usize>,
    text: &str,
) -> Option<&'t Thing<'a>> {
    let (thing, end) = before?;
    let is_next = !text[end..range.start].contains('\n');
    let says_it = own.iter().any(|word| is_same(word.text, "den"));
    (named.is_empty() && is_next && says_it).then_some(thing)
}

/// Whether a sentence tells of a part of the thing, or of another place: *på Hästskon*.
pub(super) fn is_elsewhere(
    context: &Context<'_>,
    thing: &Thing<'_>,
    sentence: &[Word<'_>],
) -> bool {
    const AT: &[&str] = &["på", "hos", "i", "inom", "för", "vid"];
    let municipality = context.year.committee.municipality.split(' ').next().unwrap_or_default();
    sentence.windows(2).any(|pair| {
        let is_at = AT.iter().any(|at| is_same(at, pair[0].text));
        let name = pair[1].text;
        let is_whole = !municipality.is_empty() && name.starts_with(municipality);
        let is_name = is_capital(name) && !is_whole && !thing.has_word(name);
        is_at && is_name
    })
}
