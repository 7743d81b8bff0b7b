//! Running text read for its words, sentences and numbers, as it is written: places are byte offsets,
//! and nothing is copied.

mod numbers;
mod sentences;
mod words;

use std::ops::Range;

pub(super) use numbers::{About, Kind, MONTHS, Measure, Number, each_number, word_number};
pub(super) use sentences::each_sentence;
pub(super) use words::{Word, is_capital, is_same, same_start, words};

use super::TextPlace;

/// Most characters of a text that a message quotes on either side of what it is about.
const AROUND: usize = 30;

/// What stands at a place of a text, with some words around it.
pub(super) fn excerpt(text: &str, at: Range<usize>) -> String {
    let before = text[..at.start].char_indices().rev().nth(AROUND).map_or(0, |(found, _)| found);
    let from = match text[before..at.start].find(' ') {
        Some(space) if before > 0 => before + space + 1,
        _ => before,
    };
    let after = text[at.end..].char_indices().nth(AROUND).map(|(found, _)| at.end + found);
    let to = after.map_or(text.len(), |after| {
        text[at.end..after].rfind(' ').map_or(at.end, |space| at.end + space)
    });
    let start = if from > 0 { "…" } else { "" };
    let end = if to < text.len() { "…" } else { "" };
    let flat: Vec<&str> = text[from..to].split_whitespace().collect();
    format!("”{start}{}{end}”", flat.join(" "))
}

/// The text with something else in one place, as a person would type it anew; `None` where a place
/// stands for several texts.
pub(super) fn mended(place: &TextPlace<'_, '_>, at: Range<usize>, with: &str) -> Option<String> {
    let is_one = !matches!(
        place.field,
        "cells" | "notes" | "unit_counts" | "legend" | "columns" | "values" | "earlier"
    );
    let text = place.text;
    is_one.then(|| format!("{}{with}{}", &text[..at.start], &text[at.end..]))
}
