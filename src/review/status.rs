//! Statuses against their rule, their reasons and each other.

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[];
