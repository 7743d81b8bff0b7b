//! What the year states against what it adds up to.

mod cells;
mod sum;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[&sum::RULE];
