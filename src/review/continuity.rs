//! A report against those before it.

use super::Rule;

mod amounts;
mod budget;
mod definition;
mod due;
mod earlier;
mod forecast;
mod legend;
mod name;
mod same;
mod table_unit;
mod target;
mod unit;
mod vanished;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[
    &forecast::RULE,
    &vanished::RULE,
    &name::RULE,
    &definition::RULE,
    &unit::RULE,
    &table_unit::RULE,
    &target::RULE,
    &legend::RULE,
    &budget::RULE,
    &earlier::RULE,
    &due::RULE,
];
