//! Statuses, trends and the legends that say what they mean.

use rust_decimal::Decimal;

use super::Markdown;
use crate::{choice, record};

choice! {
    /// A judgement of a goal, indicator, action, assignment, risk or unit.
    pub enum Status {
        /// Nothing is said.
        Unset = "",
        /// Green.
        Green = "green",
        /// Yellow, also called amber.
        Yellow = "yellow",
        /// Red.
        Red = "red",
        /// Declared as not measured this time.
        NotMeasured = "not-measured",
        /// Marked in print with a colour that cannot be known. Never read as green.
        Marked = "marked",
        /// Done, on a scale of progress (✓ Klar).
        Done = "done",
        /// Under way, on a scale of progress (▶ Pågående).
        Ongoing = "ongoing",
        /// Not begun, on a scale of progress.
        NotStarted = "not-started",
    }

    /// How computed statuses come about.
    pub enum Rule {
        /// No rule: statuses are a person's.
        None = "",
        /// Met or better is green; on the wrong side by at most the limit yellow; else red.
        Deviation = "deviation",
    }

    /// The way an arrow points in print.
    pub enum TrendDirection {
        /// No arrow.
        None = "",
        /// Up.
        Up = "up",
        /// Down.
        Down = "down",
        /// Unchanged.
        Level = "level",
    }

    /// What a trend means for the goal.
    pub enum Meaning {
        /// The document does not say.
        Unsaid = "",
        /// Better than the base.
        Better = "better",
        /// As the base.
        Same = "same",
        /// Worse than the base.
        Worse = "worse",
    }
}

impl Status {
    /// The Swedish word shown beside the mark.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unset => "",
            Self::Green => "Grön",
            Self::Yellow => "Gul",
            Self::Red => "Röd",
            Self::NotMeasured => "Ej mätt",
            Self::Marked => "Markerad, färg okänd",
            Self::Done => "Klar",
            Self::Ongoing => "Pågående",
            Self::NotStarted => "Ej påbörjad",
        }
    }
}

impl Meaning {
    /// The Swedish word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unsaid => "",
            Self::Better => "bättre",
            Self::Same => "oförändrad",
            Self::Worse => "sämre",
        }
    }
}

record! {
    /// A status with what stands around it. Where a rule computes another status, the stated one
    /// is an overruling, and the computed one is shown beside it with the reason, if any.
    pub struct Assessment {
        /// The status a person set or a document printed.
        pub status: Status,
        /// Why it differs from the computed one.
        pub reason: Markdown,
    }

    /// What the document says about the change since an earlier report.
    pub struct Trend {
        /// The way the arrow points.
        pub direction: TrendDirection,
        /// The arrow as printed, for instance ⤴.
        pub glyph: String,
        /// What the arrow means, where the document says so.
        pub meaning: Meaning,
        /// The report the change is counted from, as the document names it.
        pub base: String,
    }

    /// What the statuses of a section or table mean. Having none is a value of its own.
    pub struct Legend {
        /// One entry per status, in the order printed.
        pub entries: Vec<LegendEntry>,
        /// What is said besides, for instance of arrows.
        pub note: Markdown,
        /// The rule that computes statuses.
        pub rule: Rule,
        /// The rule's limit between yellow and red in percent, when not the year's.
        pub limit: Option<Decimal>,
    }

    /// The meaning of one status.
    pub struct LegendEntry {
        /// The status.
        pub status: Status,
        /// What it means, as a sentence.
        pub text: Markdown,
    }
}
