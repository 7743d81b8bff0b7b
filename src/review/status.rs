//! Statuses against the rule, against each other, and against the words beside them.

use super::Rule;

mod by_rule;
mod done_but;
mod greener;
mod judged;
mod missing;
mod not_judged;
mod overview;
mod strip;
pub(super) mod trend;
mod unexplained;
mod without_outcome;
pub(super) mod words;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[
    &by_rule::RULE,
    &unexplained::RULE,
    &greener::RULE,
    &overview::RULE,
    &strip::RULE,
    &without_outcome::RULE,
    &not_judged::RULE,
    &missing::RULE,
    &trend::RULE,
    &done_but::RULE,
];
