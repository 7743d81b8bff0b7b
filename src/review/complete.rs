//! What a report should have and lacks.

use super::Rule;

mod followed;
mod giver;
mod name;
mod outcome;
mod overdue;
mod reference;
mod risk;
mod target;
mod text;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[
    &outcome::RULE,
    &text::RULE,
    &risk::RULE,
    &overdue::RULE,
    &giver::RULE,
    &followed::RULE,
    &target::RULE,
    &name::RULE,
    &reference::RULE,
];
