//! What a year says of its own checks: rules set otherwise, and findings that somebody accepted.

use rust_decimal::Decimal;

use super::{Date, Markdown};
use crate::{choice, record};

choice! {
    /// How grave what a rule finds is in this year.
    pub enum RuleSeverity {
        /// As the rule itself says.
        Usual = "",
        /// An error (*fel*).
        Error = "error",
        /// A warning (*varning*).
        Warning = "warning",
        /// A question (*fråga*).
        Question = "question",
        /// The rule does not run.
        Off = "off",
    }
}

record! {
    /// How a year is checked.
    pub struct ReviewSettings {
        /// Rules that are not as usual.
        pub rules: Vec<RuleChoice>,
        /// Findings that somebody accepted.
        pub accepted: Vec<Accepted>,
    }

    /// A rule that is not as usual.
    pub struct RuleChoice {
        /// The rule's code, for instance summa.
        pub rule: String,
        /// How grave its findings are.
        pub severity: RuleSeverity,
        /// Its limit, when not the usual.
        pub limit: Option<Decimal>,
    }

    /// A finding that somebody accepted. It holds as long as the values are the same.
    pub struct Accepted {
        /// The rule's code.
        pub rule: String,
        /// The address of what was found.
        pub at: String,
        /// The values that were found.
        pub values: String,
        /// Why it is right as it stands.
        pub reason: Markdown,
        /// Who accepted it.
        pub by: String,
        /// When.
        pub date: Option<Date>,
    }
}
