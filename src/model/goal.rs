//! Goals of every level and kind, their strips, unit results and overviews.

use super::{
    Action, ActionColumn, Assessment, Block, Id, Indicator, IndicatorColumn, Legend, Markdown,
    Month, TitledText,
};
use crate::number::Figure;
use crate::{choice, record};

choice! {
    /// The level or kind of a goal.
    pub enum GoalKind {
        /// A committee goal (*nämndmål*).
        Committee = "committee",
        /// A goal area (*målområde*).
        Area = "area",
        /// A strategic goal (*strategiskt mål*).
        Strategic = "strategic",
        /// A goal of the whole municipality (*kommunövergripande mål*).
        Municipal = "municipal",
        /// A basic condition (*grundförutsättning*).
        Condition = "condition",
        /// A requirement (*krav*) under a condition.
        Requirement = "requirement",
        /// A quality goal (*kvalitetsmål*).
        Quality = "quality",
        /// An area of an improvement plan.
        PlanArea = "plan-area",
        /// An action of an improvement plan, followed up as a goal is.
        Measure = "measure",
    }

    /// How a tree of goals is set.
    pub enum GoalsLayout {
        /// Each goal gets a heading, its indicators a table below it.
        Headings = "",
        /// One table with a row per goal and indicator.
        Table = "table",
        /// A list without headings.
        List = "list",
        /// Each goal gets a heading; the goals under it stand in one table with their units and
        /// indicators.
        ChildTable = "child-table",
    }

    /// What units were asked.
    pub enum UnitQuestion {
        /// The document does not say.
        Unsaid = "",
        /// How it stands now.
        Now = "now",
        /// What they expect for the whole year.
        Year = "year",
    }
}

impl GoalKind {
    /// The Swedish word for the kind.
    pub fn label(self) -> &'static str {
        match self {
            Self::Committee => "Nämndmål",
            Self::Area => "Målområde",
            Self::Strategic => "Strategiskt mål",
            Self::Municipal => "Kommunövergripande mål",
            Self::Condition => "Grundförutsättning",
            Self::Requirement => "Krav",
            Self::Quality => "Kvalitetsmål",
            Self::PlanArea => "Område",
            Self::Measure => "Åtgärd",
        }
    }
}

record! {
    /// A goal with what stands under it. Goals nest to any depth.
    pub struct Goal {
        /// Same in every report and year.
        pub id: Id,
        /// Level or kind.
        pub kind: GoalKind,
        /// The kind's name in this document, when not the usual.
        pub label: String,
        /// A printed number, for instance 1.
        pub number: String,
        /// A short name, for instance Medarbetare.
        pub short: String,
        /// The title.
        pub title: String,
        /// Whether it stands without a heading of its own, because its section's says the same.
        pub untitled: bool,
        /// Whether it is a goal of *god ekonomisk hushållning*.
        pub stewardship: bool,
        /// Definitions and policy.
        pub description: Markdown,
        /// The columns of its indicator table, when not the block's.
        pub columns: Vec<IndicatorColumn>,
        /// What stands over its indicators, for instance *Indikatorer från nämndplanen*.
        pub indicator_title: String,
        /// Its indicators.
        pub indicators: Vec<Indicator>,
        /// The result per unit.
        pub units: Vec<UnitResult>,
        /// How many units reach it, where the document states it.
        pub unit_counts: Vec<UnitCount>,
        /// The strip of months.
        pub strip: Option<Strip>,
        /// The title of the first column of its actions, when not the usual.
        pub action_head: String,
        /// The columns of its actions after the first, when not the usual.
        pub action_columns: Vec<ActionColumn>,
        /// Its actions.
        pub actions: Vec<Action>,
        /// The status for the period.
        pub status: Assessment,
        /// The status expected for the whole year.
        pub expected: Assessment,
        /// The comment beside the status.
        pub comment: Markdown,
        /// Why there is no status yet, or when it comes.
        pub later: String,
        /// What belongs to it besides, for instance the economy table of an economy goal.
        pub blocks: Vec<Block>,
        /// Titled texts before its indicators.
        pub texts: Vec<TitledText>,
        /// Titled texts after its indicators.
        pub closing: Vec<TitledText>,
        /// Goals under it.
        pub goals: Vec<Goal>,
    }

    /// One unit's result for a goal.
    pub struct UnitResult {
        /// The row's id.
        pub id: Id,
        /// The units it stands for; a row may stand for two.
        pub units: Vec<Id>,
        /// The row's label as printed.
        pub label: String,
        /// The status now.
        pub status: Assessment,
        /// The status expected for the year.
        pub expected: Assessment,
        /// The unit's words.
        pub comment: Markdown,
    }

    /// A stated count of units, for instance 11 of 11.
    pub struct UnitCount {
        /// What the units were asked.
        pub question: UnitQuestion,
        /// The status counted; not set where the document says *reach the goal*.
        pub status: super::Status,
        /// Units with that status, or that reach the goal.
        pub reached: Option<Figure>,
        /// Units in all.
        pub of: Option<Figure>,
        /// The sentence as printed.
        pub text: Markdown,
    }

    /// Twelve months of statuses.
    pub struct Strip {
        /// The row's title.
        pub title: String,
        /// From January; a missing month is not yet set.
        pub months: Vec<super::Status>,
        /// The last month that is the report's own.
        pub last: Option<Month>,
    }

    /// Trees of goals with what follows them up.
    pub struct GoalsBlock {
        /// Id.
        pub id: Id,
        /// When the plan they belong to was adopted.
        pub adopted: Option<super::Date>,
        /// The table's title.
        pub caption: String,
        /// What the statuses mean.
        pub legend: Option<Legend>,
        /// The title of the first column, when not the usual.
        pub head: String,
        /// How it is set.
        pub layout: GoalsLayout,
        /// The columns of its indicator tables.
        pub columns: Vec<IndicatorColumn>,
        /// The goals.
        pub goals: Vec<Goal>,
    }

    /// Goals as columns and reports as rows.
    pub struct OverviewBlock {
        /// Id.
        pub id: Id,
        /// The table's title.
        pub caption: String,
        /// The columns.
        pub goals: Vec<OverviewGoal>,
        /// The rows.
        pub rows: Vec<OverviewRow>,
    }

    /// A column of an overview.
    pub struct OverviewGoal {
        /// The goal.
        pub goal: Id,
        /// The column's title.
        pub title: String,
    }

    /// A row of an overview.
    pub struct OverviewRow {
        /// Id.
        pub id: Id,
        /// The row's title, for instance T2.
        pub title: String,
        /// A status per goal.
        pub cells: Vec<OverviewCell>,
    }

    /// A cell of an overview.
    pub struct OverviewCell {
        /// The goal.
        pub goal: Id,
        /// Its status.
        pub status: Assessment,
    }
}
