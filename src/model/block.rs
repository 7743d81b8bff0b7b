//! What a section is made of.

use super::{
    AccountsBlock, ActionsBlock, AssignmentsBlock, Bridge, ControlsBlock, DecisionsBlock,
    EffectsBlock, FigureTable, GoalsBlock, GoverningBlock, Id, Markdown, OverviewBlock, RisksBlock,
    StaffBlock, TableBlock, TallyBlock, VolumesBlock, WheelBlock,
};
use crate::{choice, record, union};

choice! {
    /// How a text is set.
    pub enum TextStyle {
        /// Body text.
        Body = "",
        /// A quotation.
        Quote = "quote",
        /// Verse: each line stands by itself.
        Verse = "verse",
        /// Small text, such as instructions.
        Small = "small",
        /// A lead paragraph.
        Lead = "lead",
    }
}

record! {
    /// Running text.
    pub struct TextBlock {
        /// Id.
        pub id: Id,
        /// How it is set.
        pub style: TextStyle,
        /// The text.
        pub text: Markdown,
    }

    /// The place of a picture. The file holds no pictures; it says what the picture shows.
    pub struct PictureBlock {
        /// Id.
        pub id: Id,
        /// What the picture shows.
        pub alt: String,
    }
}

union! {
    /// A part of a section, told by its kind.
    pub enum Block {
        /// Running text.
        Text(TextBlock) = "text",
        /// The place of a picture.
        Picture(PictureBlock) = "picture",
        /// Goals with their indicators.
        Goals(GoalsBlock) = "goals",
        /// Goals as columns, reports as rows.
        Overview(OverviewBlock) = "overview",
        /// Actions.
        Actions(ActionsBlock) = "actions",
        /// Assignments.
        Assignments(AssignmentsBlock) = "assignments",
        /// The tally of assignments.
        Tally(TallyBlock) = "tally",
        /// Risks.
        Risks(RisksBlock) = "risks",
        /// Control steps.
        Controls(ControlsBlock) = "controls",
        /// A table of figures.
        Figures(FigureTable) = "figures",
        /// A bridge from one amount to another.
        Bridge(Bridge) = "bridge",
        /// Effects with amounts.
        Effects(EffectsBlock) = "effects",
        /// Volumes and prices.
        Volumes(VolumesBlock) = "volumes",
        /// Staff key figures.
        Staff(StaffBlock) = "staff",
        /// Counted accounts.
        Accounts(AccountsBlock) = "accounts",
        /// The annual wheel.
        Wheel(WheelBlock) = "wheel",
        /// Governing documents.
        Governing(GoverningBlock) = "governing",
        /// Decisions.
        Decisions(DecisionsBlock) = "decisions",
        /// A free table.
        Table(TableBlock) = "table",
    }
}
