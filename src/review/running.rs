//! Running text against the data.

mod asked;
mod clause;
mod counts;
mod counts_in_text;
mod figures_in_text;
mod fit;
mod impossible_time;
mod period;
mod rest;
mod things;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[
    &figures_in_text::RULE,
    &counts_in_text::RULE,
    &impossible_time::RULE,
    &period::RULE,
    &rest::RULE,
];
