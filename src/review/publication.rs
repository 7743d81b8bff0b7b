//! What must not, or should not, be published as it stands.

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[];
