//! Running text against the data it stands beside.

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[];
