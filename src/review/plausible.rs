//! Values that can be read and are hardly right.

mod column;
mod equal;
mod jump;
mod jump_month;
mod jump_row;
mod scale;
mod scale_row;
mod sick_leave;
mod sign;
mod sign_row;
mod target;
mod twice;
mod unchanged;
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
    &unchanged::RULE,
    &sick_leave::RULE,
    &column::RULE,
    &twice::RULE,
];
