//! The typed document: what a plan or report looks like, without saying how it is drawn.
//!
//! Screen, print and plain text render this one document, and Word and PDF will; every piece knows
//! its address, so that links lead to it and editing can happen in it.

mod chart;
pub mod markdown;
mod matrix;
mod ring;
mod table;
pub mod text;
mod view;
pub mod words;

pub use chart::{ChartSpec, Form, Marker, Series, Stroke};
pub use markdown::{Span, TextNode};
pub use matrix::{Mark, RiskMatrix};
pub use ring::{Ring, RingSlot};
pub use table::{
    Align, Cell, Check, Content, FigureView, Head, RowItem, RowKind, Rows, StatusView, Table,
    TableRow, TrendView,
};
pub use view::View;

use crate::compute::Derivation;
use crate::model::{Address, Date, Status};

/// A composed plan or report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The report's address.
    pub address: Address,
    /// The title, for instance *Delårsrapport 2*.
    pub title: String,
    /// Sender, period and stage, above the title.
    pub kicker: Vec<String>,
    /// The front page's own texts.
    pub front: FrontPage,
    /// The list of contents.
    pub contents: Vec<ContentsEntry>,
    /// The pieces in order.
    pub pieces: Vec<Piece>,
    /// Every computed value shown, with where it is shown.
    pub derivations: Vec<(Address, Derivation)>,
}

/// What the front page says beside title and kicker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontPage {
    /// Below the title.
    pub subtitle: String,
    /// The date.
    pub date: Option<Date>,
    /// Diarienummer.
    pub record_number: String,
    /// A motto.
    pub motto: Vec<TextNode>,
    /// What its picture shows.
    pub picture: String,
}

/// An entry of the list of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsEntry {
    /// Where it leads.
    pub address: Address,
    /// 1 for chapters.
    pub level: u8,
    /// The heading's number; empty without one.
    pub number: String,
    /// The heading.
    pub title: String,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The element it shows.
    pub address: Address,
    /// Further elements it stands for, so that links to them lead here.
    pub also: Vec<Address>,
    /// Where the text of a heading stands in a report, on a page over many reports.
    pub place: Option<Address>,
    /// The page it is printed on.
    pub page: PagePlace,
    /// What it is.
    pub body: Body,
}

/// Where a piece is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PagePlace {
    /// On an upright page, after the piece before.
    #[default]
    Flow,
    /// At the top of a new page.
    NewPage,
    /// On a landscape page.
    Landscape,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A heading.
    Heading {
        /// 2 for chapters; the title is 1.
        level: u8,
        /// Its number; empty without one.
        number: String,
        /// Its text.
        text: String,
        /// What kind of thing it heads, for instance *Nämndmål*.
        kicker: String,
        /// What of that has a place, while one writes: the places with what stands there.
        places: Vec<(Address, String)>,
        /// The page that follows it over the reports.
        follow: Option<View>,
    },
    /// Running text.
    Text(TextLook, Vec<TextNode>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(ChartSpec),
    /// A risk matrix.
    Matrix(RiskMatrix),
    /// Twelve months of statuses.
    Strip {
        /// What it shows.
        title: String,
        /// From January; missing months are not set.
        months: Vec<Status>,
    },
    /// A status that stands by itself.
    Status {
        /// What is judged.
        label: String,
        /// The status.
        view: StatusView,
    },
    /// The place of a picture, with what it shows.
    Picture(String),
    /// Whether a section of a draft is marked ready.
    Ready {
        /// The section's heading.
        section: String,
        /// Who marked it, and when; `None` while it is not.
        mark: Option<String>,
    },
    /// One figure, large, with what it means.
    Figure {
        /// The figure with sign and unit.
        figure: FigureView,
        /// What it is, in a sentence.
        says: String,
        /// Where it comes from.
        link: Address,
    },
    /// Choices of what to show, each a link.
    Filter(Vec<FilterGroup>),
    /// The annual wheel.
    Ring(Ring),
    /// What statuses mean.
    Legend {
        /// A status and what it means.
        entries: Vec<(Status, Vec<TextNode>)>,
        /// What is said besides.
        note: Vec<TextNode>,
    },
}

impl FrontPage {
    /// Date and diarienummer as they are read.
    pub fn facts(&self) -> Vec<String> {
        let number = Some(&self.record_number).filter(|number| !number.is_empty());
        let number = number.map(|number| format!("Diarienummer {number}"));
        self.date.map(Date::in_text).into_iter().chain(number).collect()
    }
}

/// One question of a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterGroup {
    /// What is chosen, for instance *Typ*.
    pub title: String,
    /// The choices: text, link, whether it is the one that holds.
    pub choices: Vec<(String, String, bool)>,
}

/// How running text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextLook {
    /// Body text.
    #[default]
    Body,
    /// A lead paragraph.
    Lead,
    /// A quotation.
    Quote,
    /// Verse.
    Verse,
    /// Small text.
    Small,
}

impl Piece {
    /// Whether a panel of a follow-up page begins with it.
    pub fn begins_panel(&self) -> bool {
        matches!(self.body, Body::Heading { level: 2, .. })
    }

    /// How much there is to paint, in cells.
    pub fn weight(&self) -> usize {
        match &self.body {
            Body::Table(table) => table.rows.iter().map(|row| row.cells.len()).sum(),
            Body::Chart(_) => 60,
            Body::Matrix(_) => 40,
            _ => 4,
        }
    }
}

impl Document {
    /// The pieces of a follow-up page panel by panel; first what stands before them, if anything.
    pub fn panels(&self) -> Vec<&[Piece]> {
        self.pieces.chunk_by(|_, next| !next.begins_panel()).collect()
    }

    /// The running head in print: sender, title, stage.
    pub fn running_head(&self) -> String {
        let mut parts: Vec<&str> = self.kicker.iter().map(String::as_str).collect();
        parts.insert(1.min(parts.len()), &self.title);
        parts.join(" · ")
    }
}
