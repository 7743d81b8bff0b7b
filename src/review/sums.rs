//! What the year states against what it adds up to.

mod bridge;
mod care_days;
pub(super) mod cells;
mod deviation;
mod effects;
mod forecast_change;
mod last_year;
pub(super) mod names;
pub(super) mod parts;
mod percent;
mod period_target;
mod risk;
mod same_effect;
mod same_end;
mod same_total;
#[cfg(test)]
pub(super) mod samples;
mod shares;
mod sum;
mod tally;
mod units;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[
    &sum::RULE,
    &deviation::RULE,
    &forecast_change::RULE,
    &last_year::RULE,
    &percent::RULE,
    &tally::RULE,
    &risk::RULE,
    &shares::RULE,
    &same_total::RULE,
    &bridge::RULE,
    &effects::RULE,
    &parts::RULE,
    &care_days::RULE,
    &period_target::RULE,
];
