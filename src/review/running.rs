//! Running text against the data.

mod antal_i_text;
mod clause;
mod counts;
mod fit;
mod omojlig_tid;
mod period;
mod rest;
mod text_mot_tal;
mod things;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] =
    &[&text_mot_tal::RULE, &antal_i_text::RULE, &omojlig_tid::RULE, &period::RULE, &rest::RULE];
