//! Values that can be read and are hardly right.

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[];
