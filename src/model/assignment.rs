//! Assignments and their tally.

use super::{Assessment, Date, Id, Legend, Markdown, Status};
use crate::number::Figure;
use crate::{choice, record};

choice! {
    /// What a column of an assignment table shows.
    pub enum AssignmentField {
        /// Nothing known; an empty column.
        Empty = "",
        /// Who gave it.
        Giver = "giver",
        /// What it is to reach.
        Aim = "aim",
        /// Status.
        Status = "status",
        /// Comment.
        Comment = "comment",
        /// When it is due.
        Due = "due",
    }

    /// How a list of things is set.
    pub enum Layout {
        /// As a table.
        Table = "",
        /// As a list.
        List = "list",
    }
}

record! {
    /// Something the committee was told, or told itself, to do.
    pub struct Assignment {
        /// Same in every report and year.
        pub id: Id,
        /// What is to be done.
        pub text: Markdown,
        /// Who gave it: the kommunplan, another plan, the committee.
        pub giver: String,
        /// What it is to reach.
        pub aim: Markdown,
        /// When it is due.
        pub due: Option<Date>,
        /// Status.
        pub status: Assessment,
        /// Comment.
        pub comment: Markdown,
    }

    /// Assignments, grouped by giver or area.
    pub struct AssignmentsBlock {
        /// Id.
        pub id: Id,
        /// The table's title.
        pub caption: String,
        /// The title of the first column.
        pub head: String,
        /// How it is set.
        pub layout: Layout,
        /// What the statuses mean. Green is *done* in one year and *on plan* in another.
        pub legend: Option<Legend>,
        /// The columns after the first.
        pub columns: Vec<AssignmentColumn>,
        /// The groups.
        pub groups: Vec<AssignmentGroup>,
    }

    /// A group of assignments.
    pub struct AssignmentGroup {
        /// Id.
        pub id: Id,
        /// The group's title; empty when it has none.
        pub title: String,
        /// What is said of the group.
        pub note: Markdown,
        /// The assignments.
        pub assignments: Vec<Assignment>,
    }

    /// A column of an assignment table.
    pub struct AssignmentColumn {
        /// What it shows.
        pub field: AssignmentField,
        /// Its title as printed.
        pub title: String,
    }

    /// The count of assignments per status, stated beside what the list gives.
    pub struct TallyBlock {
        /// Id.
        pub id: Id,
        /// The table's title.
        pub caption: String,
        /// The row's title.
        pub label: String,
        /// The block whose assignments are counted.
        pub of: Option<Id>,
        /// The statuses counted, in printed order.
        pub classes: Vec<TallyClass>,
        /// The title of the total.
        pub total_title: String,
        /// The printed total.
        pub total: Option<Figure>,
    }

    /// One status of a tally.
    pub struct TallyClass {
        /// Id.
        pub id: Id,
        /// The status.
        pub status: Status,
        /// The column's title.
        pub title: String,
        /// The printed count.
        pub count: Option<Figure>,
    }
}
