//! Accounts with counts: lex Sarah, unexecuted decisions, complaints, deviations, surveys.

use super::{Id, Markdown, Period};
use crate::number::{Figure, Unit};
use crate::record;

record! {
    /// Accounts of events that are counted.
    pub struct AccountsBlock {
        /// Id.
        pub id: Id,
        /// The title.
        pub caption: String,
        /// The accounts.
        pub accounts: Vec<Account>,
    }

    /// One account.
    pub struct Account {
        /// Same in every report and year.
        pub id: Id,
        /// Its name.
        pub title: String,
        /// Whether it stands without a heading of its own, because the one above says the same.
        pub untitled: bool,
        /// The period, when not the report's.
        pub period: Option<Period>,
        /// What is counted.
        pub unit: Unit,
        /// The count, exact or approximate.
        pub count: Option<Figure>,
        /// The count broken down.
        pub parts: Vec<CountPart>,
        /// What is said of it.
        pub text: Markdown,
    }

    /// A part of a count.
    pub struct CountPart {
        /// Id.
        pub id: Id,
        /// What the part is.
        pub label: String,
        /// How many.
        pub count: Option<Figure>,
    }
}
