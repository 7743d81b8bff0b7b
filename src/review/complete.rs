//! What a report should have and lacks.

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[];
