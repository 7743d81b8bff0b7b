//! Staff key figures: sick leave, turnover, surveys.

use super::{Id, Markdown, Period, Status};
use crate::number::{Figure, Unit};
use crate::{choice, record};

choice! {
    /// A staff key figure. Figures of one kind follow each other over the years; short sick leave is
    /// under 60 days, long is 60 or more.
    pub enum StaffKind {
        /// None of these.
        Other = "",
        /// Sick leave in all, of a period.
        SickLeave = "sick-leave",
        /// Short sick leave.
        ShortSickLeave = "sick-leave-short",
        /// Long sick leave.
        LongSickLeave = "sick-leave-long",
        /// Sick leave over the last twelve months (R12).
        SickLeaveR12 = "sick-leave-r12",
        /// Share of staff with little or no sick leave (*frisktal*).
        WellStaff = "well-staff",
        /// Staff turnover.
        Turnover = "turnover",
        /// How many left.
        Leavers = "leavers",
        /// The yearly survey.
        Survey = "survey",
        /// The monthly pulse.
        Pulse = "pulse",
    }
}

impl StaffKind {
    /// The Swedish name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Other => "Övrigt",
            Self::SickLeave => "Sjukfrånvaro",
            Self::ShortSickLeave => "Kort sjukfrånvaro",
            Self::LongSickLeave => "Lång sjukfrånvaro",
            Self::SickLeaveR12 => "Sjukfrånvaro, senaste tolv månaderna (R12)",
            Self::WellStaff => "Frisktal",
            Self::Turnover => "Personalomsättning",
            Self::Leavers => "Medarbetare som slutat",
            Self::Survey => "Medarbetarundersökning",
            Self::Pulse => "Pulsmätning",
        }
    }
}

record! {
    /// A table of staff key figures: a row per measure, a column per period.
    pub struct StaffBlock {
        /// Id.
        pub id: Id,
        /// The table's title.
        pub caption: String,
        /// The title of the first column.
        pub head: String,
        /// The measures.
        pub measures: Vec<StaffMeasure>,
    }

    /// One key figure over periods.
    pub struct StaffMeasure {
        /// Same in every report and year.
        pub id: Id,
        /// What it measures.
        pub staff: StaffKind,
        /// The row's label.
        pub label: String,
        /// The group of rows it stands in, for instance the administration.
        pub group: String,
        /// Whether it is part of the row above (*varav*).
        pub of_which: bool,
        /// What its figures count.
        pub unit: Unit,
        /// The values, in the order of the columns.
        pub values: Vec<StaffValue>,
        /// What is said of it.
        pub comment: Markdown,
    }

    /// The value of one period: a figure, a status, or both.
    pub struct StaffValue {
        /// The column's title as printed; values of one title stand in one column.
        pub label: String,
        /// The period.
        pub period: Option<Period>,
        /// The figure.
        pub figure: Option<Figure>,
        /// The status.
        pub status: Status,
        /// The value as words.
        pub text: Markdown,
    }
}
