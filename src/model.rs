//! The model of a *verksamhetsår*: what a committee plans, follows up and publishes.
//!
//! A [`Year`] is one file. It holds a plan and reports, and both are a [`Report`]: an ordered list
//! of typed [`Section`]s, because each year named, grouped and ordered things differently and that
//! difference is content. Whatever lives across reports carries the same [`Id`] in each of them;
//! names, targets and legends are copied into every report, so that what a report showed when it
//! was decided stays as it was.

mod account;
mod action;
mod address;
mod assignment;
mod block;
mod date;
mod economy;
mod goal;
mod id;
mod indicator;
mod organisation;
mod reference;
mod report;
mod review;
mod risk;
mod staff;
mod status;
mod target;
mod text;
mod volume;
pub mod walk;
mod year;

pub use account::{Account, AccountsBlock, CountPart};
pub use action::{Action, ActionColumn, ActionField, ActionsBlock};
pub use address::{Address, AddressError};
pub use assignment::{
    Assignment, AssignmentColumn, AssignmentField, AssignmentGroup, AssignmentsBlock, Layout,
    TallyBlock, TallyClass,
};
pub use block::{Block, PictureBlock, TextBlock, TextStyle};
pub use date::{Date, Month, Period};
pub use economy::{
    Bridge, BridgeEnd, BridgeStep, Cells, ChartChoice, Column, ColumnRole, Effect, EffectsBlock,
    FigureTable, Footnote, Row, RowKind, SignConvention, Subject,
};
pub use goal::{
    Goal, GoalKind, GoalsBlock, GoalsLayout, OverviewBlock, OverviewCell, OverviewGoal,
    OverviewRow, Strip, UnitCount, UnitQuestion, UnitResult,
};
pub use id::Id;
pub use indicator::{
    AreaResult, Earlier, Indicator, IndicatorColumn, IndicatorField, Outcome, OutcomeKind,
    ScaleStep, TextRole, TitledText,
};
pub use organisation::{Committee, OrgKind, OrgUnit};
pub use reference::{
    Decision, DecisionsBlock, GoverningBlock, GoverningDocument, GoverningGroup, TableBlock,
    TableCell, TableHead, TableRow, WheelBlock, WheelItem, WheelSlot,
};
pub use report::{
    Front, Frozen, Note, Numbering, Page, Report, ReportKind, Section, Signature, Stage, State,
};
pub use review::{Accepted, ReviewSettings, RuleChoice, RuleSeverity};
pub use risk::{Control, ControlGroup, ControlsBlock, Risk, RiskColumn, RiskField, RisksBlock};
pub use staff::{StaffBlock, StaffKind, StaffMeasure, StaffValue};
pub use status::{Assessment, Legend, LegendEntry, Meaning, Rule, Status, Trend, TrendDirection};
pub use target::{Better, Bound, Comparison, Target};
pub use text::Markdown;
pub use volume::{Measure, MeasureRole, MonthKind, VolumeSeries, VolumesBlock};
pub use year::{Reading, Settings, Year};
