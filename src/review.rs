//! The year checks itself: rules look for what is wrong, and each finding says where, why, and what
//! to do about it.
//!
//! A rule is a file with its code, a sentence on what it looks for and why, its function and its
//! tests. [`Inspector`] runs them all, and after an edit only those that look at what changed. Rules
//! are sure only where the year's own data is; where definitions may differ they ask.

mod complete;
mod continuity;
mod finding;
mod inspector;
mod line;
mod plausible;
mod publication;
mod reading;
mod rule;
mod running;
mod status;
mod sums;
#[cfg(test)]
pub(crate) mod tests;
mod texts;

pub use finding::{Finding, Findings, Mend, Severity};
pub use inspector::{Inspector, Review};
pub use line::{Item, Line, Standing, in_order};
pub use rule::{Group, Limit, Look, Rule};
pub use texts::{TextKind, TextPlace};

/// All rules, group by group.
pub const RULES: &[&[&Rule]] = &[
    sums::RULES,
    status::RULES,
    running::RULES,
    plausible::RULES,
    complete::RULES,
    continuity::RULES,
    publication::RULES,
];

/// All rules, one after the other.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|group| group.iter().copied())
}
