//! Values that can be read and are hardly right.

mod column;
mod equal;
mod jump;
mod scale;
mod sick_leave;
mod sign;
mod target;
mod volume;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[
    &scale::RULE,
    &sign::RULE,
    &jump::RULE,
    &equal::RULE,
    &volume::RULE,
    &target::RULE,
    &sick_leave::RULE,
    &column::RULE,
];
