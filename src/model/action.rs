//! Actions.

use super::{Assessment, Date, Id, Legend, Markdown};
use crate::{choice, record};

choice! {
    /// What a column of an action table shows.
    pub enum ActionField {
        /// Nothing known; an empty column.
        Empty = "",
        /// First day.
        Start = "start",
        /// Last day.
        End = "end",
        /// Status.
        Status = "status",
        /// Comment.
        Comment = "comment",
        /// Who is responsible.
        Responsible = "responsible",
    }
}

record! {
    /// Something done to reach a goal or meet a risk.
    pub struct Action {
        /// Same in every report and year.
        pub id: Id,
        /// What is done.
        pub text: Markdown,
        /// The risk it meets, where the document ties it to one.
        pub risk: Option<Id>,
        /// First day.
        pub start: Option<Date>,
        /// Last day.
        pub end: Option<Date>,
        /// Its status, on a scale of its own.
        pub status: Assessment,
        /// Whether it had effect: another question than whether it is done.
        pub effect: Assessment,
        /// Comment.
        pub comment: Markdown,
        /// Who is responsible.
        pub responsible: String,
    }

    /// A table of actions.
    pub struct ActionsBlock {
        /// Id.
        pub id: Id,
        /// The table's title.
        pub caption: String,
        /// The title of the first column.
        pub head: String,
        /// What the statuses mean.
        pub legend: Option<Legend>,
        /// The columns after the first.
        pub columns: Vec<ActionColumn>,
        /// The actions.
        pub actions: Vec<Action>,
    }

    /// A column of an action table.
    pub struct ActionColumn {
        /// What it shows.
        pub field: ActionField,
        /// Its title as printed.
        pub title: String,
    }
}
