//! The annual wheel, governing documents, decisions and free tables.

use super::{Date, Id, Markdown, Month};
use crate::number::{Figure, Unit};
use crate::record;

record! {
    /// The annual wheel (*årshjul*).
    pub struct WheelBlock {
        /// Id.
        pub id: Id,
        /// The slots, in order. They may cover two months, one, or leave some out.
        pub slots: Vec<WheelSlot>,
    }

    /// A slot of the annual wheel.
    pub struct WheelSlot {
        /// Id.
        pub id: Id,
        /// Its title, for instance Januari/februari.
        pub title: String,
        /// The months it covers.
        pub months: Vec<Month>,
        /// What is done then.
        pub items: Vec<WheelItem>,
    }

    /// Something done in a slot.
    pub struct WheelItem {
        /// Same in every year.
        pub id: Id,
        /// What is done.
        pub text: Markdown,
    }

    /// Governing documents (*styrdokument*).
    pub struct GoverningBlock {
        /// Id.
        pub id: Id,
        /// The groups.
        pub groups: Vec<GoverningGroup>,
        /// What is said of the list.
        pub note: Markdown,
    }

    /// A group of governing documents.
    pub struct GoverningGroup {
        /// Id.
        pub id: Id,
        /// Its title.
        pub title: String,
        /// The documents.
        pub documents: Vec<GoverningDocument>,
    }

    /// A governing document.
    pub struct GoverningDocument {
        /// Same in every year.
        pub id: Id,
        /// Its title.
        pub title: String,
        /// The year it was adopted or last revised; 0 when not given.
        pub adopted: u16,
        /// What stands after the year: `reviderad 2017`, `gäller fr.o.m. jan 2020`.
        pub rider: String,
    }

    /// Decisions that affect the committee.
    pub struct DecisionsBlock {
        /// Id.
        pub id: Id,
        /// The decisions.
        pub decisions: Vec<Decision>,
    }

    /// A decision, often a law.
    pub struct Decision {
        /// Same in every report and year.
        pub id: Id,
        /// Its title.
        pub title: String,
        /// The law or bill with its number.
        pub law: String,
        /// When it enters into force.
        pub in_force: Option<Date>,
        /// What it means.
        pub text: Markdown,
    }

    /// A free table.
    pub struct TableBlock {
        /// Id.
        pub id: Id,
        /// The table's title.
        pub caption: String,
        /// Whether it needs a landscape page.
        pub wide: bool,
        /// The heads of the columns.
        pub heads: Vec<TableHead>,
        /// The rows.
        pub rows: Vec<TableRow>,
    }

    /// A column's head.
    pub struct TableHead {
        /// Id within the table.
        pub id: Id,
        /// Title.
        pub title: String,
        /// The head above several columns.
        pub group: String,
        /// What its figures count.
        pub unit: Unit,
    }

    /// A row of a free table; its first cell is its head.
    pub struct TableRow {
        /// Id.
        pub id: Id,
        /// The cells, from the first column.
        pub cells: Vec<TableCell>,
    }

    /// A cell of a free table: a figure, a status or text.
    pub struct TableCell {
        /// Text.
        pub text: Markdown,
        /// A figure.
        pub figure: Option<Figure>,
        /// A status.
        pub status: super::Status,
    }
}
