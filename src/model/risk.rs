//! Risks and their controls.

use super::{Action, Assessment, Id, Legend, Markdown};
use crate::{choice, record};

choice! {
    /// What a column of a risk table shows.
    pub enum RiskField {
        /// Nothing known; an empty column.
        Empty = "",
        /// The type of risk.
        Category = "category",
        /// The risk's text.
        Risk = "risk",
        /// The risk value.
        Value = "value",
        /// Likelihood.
        Likelihood = "likelihood",
        /// Consequence.
        Consequence = "consequence",
        /// The actions against it.
        Actions = "actions",
        /// Who is responsible.
        Responsible = "responsible",
        /// Status.
        Status = "status",
        /// Comment.
        Comment = "comment",
    }
}

record! {
    /// A risk. It keeps its id from report to report, so that its movement can be drawn.
    pub struct Risk {
        /// Same in every report and year.
        pub id: Id,
        /// The type: a goal or a kind of risk.
        pub category: String,
        /// What may happen.
        pub text: Markdown,
        /// Likelihood, 1 to 5.
        pub likelihood: Option<u8>,
        /// Consequence, 1 to 5.
        pub consequence: Option<u8>,
        /// The value the document printed, 1 to 25.
        pub value: Option<u8>,
        /// What is done about it, as running text.
        pub measures: Markdown,
        /// What is done about it, one by one.
        pub actions: Vec<Action>,
        /// Who is responsible.
        pub responsible: String,
        /// Status.
        pub status: Assessment,
        /// Comment.
        pub comment: Markdown,
    }

    /// A table of risks, with or without the matrix.
    pub struct RisksBlock {
        /// Id.
        pub id: Id,
        /// The table's title.
        pub caption: String,
        /// What the statuses mean.
        pub legend: Option<Legend>,
        /// Risks from this value are reported; the rest stay in the register.
        pub threshold: Option<u8>,
        /// Whether the matrix stands before the table.
        pub matrix: bool,
        /// Types in printed order, also those without a risk.
        pub categories: Vec<String>,
        /// The columns.
        pub columns: Vec<RiskColumn>,
        /// The risks.
        pub risks: Vec<Risk>,
    }

    /// A column of a risk table.
    pub struct RiskColumn {
        /// What it shows.
        pub field: RiskField,
        /// Its title as printed.
        pub title: String,
    }

    /// Control steps, grouped by the risk they watch.
    pub struct ControlsBlock {
        /// Id.
        pub id: Id,
        /// The table's title.
        pub caption: String,
        /// The title of the first column.
        pub head: String,
        /// The title of the status column.
        pub status_head: String,
        /// The groups.
        pub groups: Vec<ControlGroup>,
    }

    /// The control steps of one risk.
    pub struct ControlGroup {
        /// The risk.
        pub risk: Id,
        /// Its text as printed here.
        pub title: String,
        /// The steps.
        pub controls: Vec<Control>,
    }

    /// One control step.
    pub struct Control {
        /// Same in every report and year.
        pub id: Id,
        /// What is controlled.
        pub text: Markdown,
        /// Its status.
        pub status: Assessment,
    }
}
