//! What may be missing.

/// What kind of thing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A goal's status.
    GoalStatus,
    /// Why a goal is yellow or red.
    GoalReason,
    /// A goal's status in the overview.
    OverviewStatus,
    /// A unit's status for a goal.
    UnitStatus,
    /// An indicator's outcome.
    Outcome,
    /// An indicator's status, where no rule gives one.
    IndicatorStatus,
    /// An indicator's target, in a plan.
    Target,
    /// A risk's status.
    RiskStatus,
    /// A risk's value.
    RiskValue,
    /// What is done about a risk that is reported.
    RiskAction,
    /// An assignment's status.
    AssignmentStatus,
    /// An action's status.
    ActionStatus,
    /// A control's status.
    ControlStatus,
    /// A figure of a table.
    Figure,
    /// A figure of a closed month.
    Month,
    /// A staff key figure of the period.
    StaffFigure,
    /// The text of a section, or a titled one of a goal.
    Text,
    /// An amount of an effect or a bridge.
    Amount,
    /// A count: of an account, a tally, or of a goal's units.
    Count,
    /// What is said of something that is accounted for.
    Account,
}

impl What {
    /// The Swedish words, before the title of what lacks it.
    pub fn words(self) -> &'static str {
        match self {
            Self::GoalStatus | Self::OverviewStatus => "bedömning av målet",
            Self::GoalReason => "skäl till att målet är gult eller rött",
            Self::UnitStatus => "enhetens bedömning",
            Self::Outcome => "utfall",
            Self::IndicatorStatus => "bedömning av indikatorn",
            Self::Target => "målnivå",
            Self::RiskStatus => "bedömning av risken",
            Self::RiskValue => "riskvärde",
            Self::RiskAction => "åtgärd mot risken",
            Self::AssignmentStatus => "bedömning av uppdraget",
            Self::ActionStatus => "bedömning av åtgärden",
            Self::ControlStatus => "bedömning av kontrollen",
            Self::Figure => "siffra",
            Self::Month => "månadens utfall",
            Self::StaffFigure => "nyckeltal",
            Self::Text => "text",
            Self::Amount => "belopp",
            Self::Count => "antal",
            Self::Account => "redovisning",
        }
    }
}
