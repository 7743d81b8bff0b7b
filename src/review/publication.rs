//! What must not be published as it stands.

mod contact;
mod heading_levels;
mod link_text;
mod long_sentence;
mod mnkr;
mod officialese;
mod person_number;
mod small_count;
mod table_heads;
mod typography;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[
    &person_number::RULE,
    &contact::RULE,
    &small_count::RULE,
    &heading_levels::RULE,
    &table_heads::RULE,
    &link_text::RULE,
    &mnkr::RULE,
    &typography::RULE,
    &long_sentence::RULE,
    &officialese::RULE,
];
