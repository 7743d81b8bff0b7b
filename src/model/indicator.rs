//! Indicators.

use super::{Assessment, Block, Date, Id, Markdown, StaffKind, Target, Trend};
use crate::number::{Figure, Unit};
use crate::{choice, record};

choice! {
    /// The kind of an earlier outcome.
    pub enum OutcomeKind {
        /// Measured.
        Actual = "",
        /// A forecast made at the time.
        Forecast = "forecast",
    }

    /// What a titled text is for.
    pub enum TextRole {
        /// Anything.
        Other = "",
        /// The judgement in short (*sammanfattande bedömning*).
        Summary = "summary",
        /// What it means to those who live there (*resultat för invånarna*).
        Residents = "residents",
    }

    /// What a column of an indicator table shows.
    pub enum IndicatorField {
        /// Nothing known; an empty column.
        Empty = "",
        /// The description.
        Description = "description",
        /// The earlier outcome.
        Earlier = "earlier",
        /// The outcome.
        Outcome = "outcome",
        /// The target.
        Target = "target",
        /// The status.
        Status = "status",
        /// The trend.
        Trend = "trend",
        /// The comment.
        Comment = "comment",
    }
}

record! {
    /// What shows whether a goal is reached.
    pub struct Indicator {
        /// Same in every report and year.
        pub id: Id,
        /// The indicator this is, when it stands a second time in the same report: ids are unique
        /// within a report, so the second place has an id of its own.
        pub same_as: Option<Id>,
        /// Kolada's id, for instance N00973, where the report gives it.
        pub code: String,
        /// The name as printed in this report.
        pub name: String,
        /// What it measures and how.
        pub description: Markdown,
        /// What the figures count.
        pub unit: Unit,
        /// The steps of an ordinal scale such as Ja = 2, Delvis = 1, Nej = 0.
        pub scale: Vec<ScaleStep>,
        /// Whether it follows a goal of *god ekonomisk hushållning*.
        pub stewardship: bool,
        /// Outcomes from before.
        pub earlier: Vec<Earlier>,
        /// What it should reach.
        pub target: Target,
        /// What it reached.
        pub outcome: Outcome,
        /// The status for the period.
        pub status: Assessment,
        /// The status expected for the whole year, where asked for.
        pub expected: Assessment,
        /// The change as stated.
        pub trend: Trend,
        /// The comment.
        pub comment: Markdown,
        /// The outcome split by area.
        pub areas: Vec<AreaResult>,
        /// The staff key figure it follows.
        pub staff: StaffKind,
        /// Titled texts below the table.
        pub texts: Vec<TitledText>,
        /// What belongs to it besides, for instance a table or a counted account.
        pub blocks: Vec<Block>,
    }

    /// One step of an ordinal scale.
    pub struct ScaleStep {
        /// What it is called, for instance *Delvis*.
        pub label: String,
        /// Its number.
        pub value: Figure,
    }

    /// An outcome from before the report.
    pub struct Earlier {
        /// The period or year it is of.
        pub label: String,
        /// Measured or forecast.
        pub kind: OutcomeKind,
        /// The value; absent when a sentence stands instead.
        pub value: Option<Figure>,
        /// The sentence instead of, or after, the value.
        pub text: String,
    }

    /// The outcome in a report.
    pub struct Outcome {
        /// The value; absent when there is none.
        pub value: Option<Figure>,
        /// A second result in the same cell, with its label.
        pub second: Option<Earlier>,
        /// The result as a sentence.
        pub text: Markdown,
        /// When measured.
        pub date: Option<Date>,
        /// Why there is no value, or when it comes. With this, a missing value is not forgotten.
        pub later: String,
    }

    /// The outcome of one area, with an earlier one beside it.
    pub struct AreaResult {
        /// The area's id.
        pub id: Id,
        /// The area's name.
        pub label: String,
        /// The value.
        pub value: Option<Figure>,
        /// The earlier value.
        pub earlier: Option<Figure>,
        /// The earlier value's year or period.
        pub earlier_label: String,
    }

    /// A short text under a title of its own.
    pub struct TitledText {
        /// Id.
        pub id: Id,
        /// Title.
        pub title: String,
        /// What the text is for.
        pub role: TextRole,
        /// Text.
        pub text: Markdown,
    }

    /// A column of an indicator table.
    pub struct IndicatorColumn {
        /// What it shows.
        pub field: IndicatorField,
        /// Its title as printed.
        pub title: String,
    }
}

impl Indicator {
    /// The id by which it is known across reports: that of its first place, if this is a second.
    pub fn identity(&self) -> &Id {
        self.same_as.as_ref().unwrap_or(&self.id)
    }
}
