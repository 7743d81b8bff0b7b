//! Tables with real header cells.

use std::ops::Deref;
use std::sync::Arc;

use super::{ChartSpec, TextNode, View};
use crate::model::{Address, Meaning, Status, TrendDirection};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The title, with the unit where one holds for all.
    pub caption: String,
    /// Where the title stands, when it is a field as it is shown.
    pub caption_at: Option<Address>,
    /// What ends the title without being typed in it: a unit, when it was adopted.
    pub rest: String,
    /// Where that stands.
    pub rest_at: Option<Address>,
    /// Rows of heads. In the last, every column has a head, or one above it that reaches down.
    pub heads: Vec<Vec<Head>>,
    /// The rows.
    pub rows: Rows,
    /// Notes below: mark and text.
    pub notes: Vec<(String, Vec<TextNode>)>,
    /// The list that the notes are.
    pub notes_at: Option<Address>,
    /// Whether the rows' first cells are heads of their rows.
    pub row_heads: bool,
}

/// The rows of a table, each a shared value: one that a step has not reached is the same in the document
/// before and after it, which is told by where it lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<Arc<TableRow>>);

/// A header cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its text.
    pub text: String,
    /// Columns it spans.
    pub columns: usize,
    /// Rows of heads it spans.
    pub rows: usize,
    /// How the column is aligned.
    pub align: Align,
    /// Whether a rule stands before it.
    pub edge: bool,
    /// What the column holds: a word of the choice that says so, or a month's name.
    pub role: &'static str,
    /// Where its text stands, when it is a field as it is shown.
    pub at: Option<Address>,
}

/// Alignment of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Text.
    #[default]
    Start,
    /// Figures.
    End,
    /// Heads over several columns.
    Center,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    /// The element it shows; the file's default for rows that are no element.
    pub address: Address,
    /// What it is.
    pub kind: RowKind,
    /// Depth of indentation.
    pub level: u8,
    /// The cells.
    pub cells: Vec<Cell>,
    /// The page that follows it over the reports.
    pub follow: Option<View>,
    /// What of a list it is, to be moved or taken out.
    pub item: RowItem,
}

/// What of a list a row is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RowItem {
    /// The element it shows.
    #[default]
    Own,
    /// Something else.
    At(Address),
    /// Nothing that can be moved or taken out by itself.
    None,
}

/// What a row is; decides its look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// A row of the table.
    #[default]
    Item,
    /// A title that spans the table.
    Group,
    /// A head without figures.
    Head,
    /// Part of the row above.
    OfWhich,
    /// A sum.
    Sum,
    /// The table's sum.
    Total,
    /// Beside the sums.
    Memo,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The field of the row's element it shows; empty for none.
    pub field: String,
    /// What it holds.
    pub contents: Vec<Content>,
    /// Alignment.
    pub align: Align,
    /// Whether a rule stands before it.
    pub edge: bool,
    /// Columns it spans; 0 and 1 are one.
    pub columns: usize,
    /// Where its value comes from; it leads there.
    pub link: Option<Address>,
    /// Where it is computed, when that is no place its link could lead to.
    pub explained: Option<Address>,
    /// The one place of a report that it shows, when that is no field of the row's element or the page is
    /// over many reports.
    pub place: Option<Address>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A short text.
    Plain(String),
    /// A small addition.
    Quiet(String),
    /// Running text.
    Text(Vec<TextNode>),
    /// A figure.
    Figure(FigureView),
    /// A status.
    Status(StatusView),
    /// A trend.
    Trend(TrendView),
    /// Twelve months of statuses.
    Strip(Vec<Status>),
    /// A small chart.
    Chart(Box<ChartSpec>),
    /// What has a place of its own in the cell.
    At(Address, Vec<Content>),
}

/// A figure as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureView {
    /// In Swedish typography.
    pub text: String,
    /// Typed, and not readable as a number.
    pub unreadable: bool,
    /// Computed, not stated.
    pub computed: bool,
    /// What computing gives, where it is not what is stated.
    pub check: Option<Check>,
}

/// What computing gives where something else is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// Within rounding.
    Rounding(String),
    /// Beyond rounding.
    Differs(String),
}

/// A status as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusView {
    /// The status that holds.
    pub status: Status,
    /// Computed, not stated.
    pub computed: bool,
    /// The computed status, where a person set another.
    pub rule_says: Option<Status>,
    /// Why the person did.
    pub reason: Vec<TextNode>,
    /// Where the reason stands.
    pub reason_at: Option<Address>,
}

/// A trend as shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrendView {
    /// The way the arrow points.
    pub direction: TrendDirection,
    /// What it means.
    pub meaning: Meaning,
    /// What the figures say, where it is something else.
    pub computed: Option<Meaning>,
}

impl Content {
    /// Whether it shows nothing.
    fn is_blank(&self) -> bool {
        match self {
            Self::Plain(text) | Self::Quiet(text) => text.trim().is_empty(),
            Self::Text(nodes) => nodes.is_empty(),
            Self::At(_, contents) => contents.iter().all(Self::is_blank),
            _ => false,
        }
    }
}

impl Cell {
    /// A cell with a short text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { contents: vec![Content::Plain(text.into())], ..Self::default() }
    }

    /// A cell with running text.
    pub fn text(nodes: Vec<TextNode>) -> Self {
        Self { contents: vec![Content::Text(nodes)], ..Self::default() }
    }

    /// A cell with a figure.
    pub fn figure(view: FigureView) -> Self {
        let contents = if view.text.is_empty() { Vec::new() } else { vec![Content::Figure(view)] };
        Self { contents, align: Align::End, ..Self::default() }
    }

    /// A cell with a status; empty when none is set.
    pub fn status(view: StatusView) -> Self {
        let set = view.status != Status::Unset;
        Self {
            contents: set.then_some(Content::Status(view)).into_iter().collect(),
            ..Self::default()
        }
    }

    /// The same cell, leading to where its value comes from.
    /// An empty cell leads nowhere.
    pub fn link(mut self, to: Address) -> Self {
        self.link = Some(to).filter(|_| !self.contents.iter().all(Content::is_blank));
        self
    }

    /// The same cell, showing this place of a report, also when it is empty.
    pub fn shows(self, place: Address) -> Self {
        Self { place: Some(place), ..self }
    }

    /// The same cell with something more, which has a place of its own.
    pub fn part(mut self, at: Address, content: Content) -> Self {
        self.contents.push(Content::At(at, vec![content]));
        self
    }

    /// The same cell, showing this field.
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }
}

impl Head {
    /// A head of one column.
    pub fn new(text: impl Into<String>, align: Align) -> Self {
        Self { text: text.into(), columns: 1, rows: 1, align, edge: false, role: "", at: None }
    }
}

impl Head {
    /// The same head, whose text stands there.
    pub fn at(self, at: Address) -> Self {
        Self { at: Some(at), ..self }
    }

    /// What of a list the column is, where its text is the title of that: an element, or a part of one.
    pub fn item(&self) -> Option<Address> {
        let at = self.at.as_ref()?;
        let field = at.field.strip_suffix("title")?;
        let is_item = |field: &str| field.rsplit('.').next().is_some_and(is_index);
        match field.strip_suffix('.') {
            Some(part) => Some(at.field(part)).filter(|_| is_item(part)),
            None => Some(at.field("")).filter(|at| field.is_empty() && !at.element.is_missing()),
        }
    }
}

fn is_index(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

impl Deref for Rows {
    type Target = [Arc<TableRow>];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Rows {
    /// The rows, to be changed.
    pub fn each_mut(&mut self) -> impl Iterator<Item = &mut TableRow> {
        self.0.iter_mut().map(Arc::make_mut)
    }
}

impl<'r> IntoIterator for &'r Rows {
    type Item = &'r Arc<TableRow>;
    type IntoIter = std::slice::Iter<'r, Arc<TableRow>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<R: Into<Arc<TableRow>>> FromIterator<R> for Rows {
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        Self(rows.into_iter().map(Into::into).collect())
    }
}

impl From<Vec<TableRow>> for Rows {
    fn from(rows: Vec<TableRow>) -> Self {
        rows.into_iter().collect()
    }
}

impl TableRow {
    /// What of a list it is.
    pub fn item(&self) -> Option<&Address> {
        match &self.item {
            RowItem::Own => {
                Some(&self.address).filter(|at| at.field.is_empty() && !at.element.is_missing())
            }
            RowItem::At(at) => Some(at),
            RowItem::None => None,
        }
    }
}

impl TrendView {
    /// The arrow: by direction, else by meaning.
    pub fn arrow(self) -> &'static str {
        match (self.direction, self.meaning) {
            (TrendDirection::Up, _) => "↑",
            (TrendDirection::Down, _) => "↓",
            (TrendDirection::Level, _) | (_, Meaning::Same) => "→",
            (TrendDirection::None, Meaning::Better) => "↗",
            (TrendDirection::None, Meaning::Worse) => "↘",
            (TrendDirection::None, Meaning::Unsaid) => "",
        }
    }

    /// The word: the meaning, else the direction.
    pub fn word(self) -> &'static str {
        match (self.meaning, self.direction) {
            (Meaning::Unsaid, TrendDirection::Up) => "uppåt",
            (Meaning::Unsaid, TrendDirection::Down) => "nedåt",
            (Meaning::Unsaid, TrendDirection::Level) => "oförändrad",
            (meaning, _) => meaning.label(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_cell_leads_nowhere() {
        let cell = |text: &str| {
            let part = Content::Plain(text.to_owned());
            Cell::default().part(Address::default(), part).link(Address::default())
        };
        assert_eq!(cell("").link, None);
        assert!(cell("AFI 1").link.is_some());
    }
}
