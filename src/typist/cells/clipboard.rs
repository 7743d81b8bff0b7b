//! Blocks of cells out to the clipboard and in from it, as Excel, LibreOffice and Word have them.

use std::cell::RefCell;

use web_sys::{ClipboardEvent, DataTransfer, Element};

use super::growth::{self, Growth};
use super::layout::Layout;
use super::paste::Paste;
use super::range::{self, Block};
use super::{Place, act, current, dom, is_ours, keys, preview};
use crate::clip::{Destination, Fit, Grid, Row, Target, escaped};
use crate::document::{markdown, text};
use crate::edit::choice_label;
use crate::html;
use crate::model::{ColumnRole, IndicatorField, Month};
use crate::typist::{rich, tree};

thread_local! {
    /// What was copied last: its plain text, and its cells as they are typed. Pasted here they keep what
    /// plain text lacks.
    static LAST: RefCell<Option<(String, Grid)>> = const { RefCell::new(None) };
}

/// The place with the focus, and the clipboard, if this is ours to do.
fn ours(event: &ClipboardEvent) -> Option<(Place, DataTransfer)> {
    let place = current().filter(|place| is_ours(&place.element))?;
    Some((place, event.clipboard_data()?))
}

/// Copies what is selected; cutting empties it then.
pub(super) fn copy(event: &ClipboardEvent, cuts: bool) {
    let Some((place, data)) = ours(event) else { return };
    let copied = match Block::of(&place.element) {
        Some(block) => grid_of(&block),
        None => vec![vec![Copied::of(&place.element)]],
    };
    let of = |part: fn(&Copied) -> &String| {
        let row = |row: &Vec<Copied>| row.iter().map(|cell| part(cell).clone()).collect();
        Grid::new(copied.iter().map(row).collect())
    };
    let grid = of(|cell| &cell.text);
    let is_single = grid.rows.len() == 1 && grid.width() == 1;
    let text = if is_single { grid.cell(0, 0).to_owned() } else { grid.to_tsv() };
    let _ = data.set_data("text/plain", &text);
    LAST.set(Some((text, of(|cell| &cell.typed))));
    let _ = data.set_data("text/html", &of(|cell| &cell.html).with_markup());
    event.prevent_default();
    if cuts {
        keys::clear(place);
    }
}

/// What of a cell goes to the clipboard.
#[derive(Clone, Default)]
struct Copied {
    /// As it is typed.
    typed: String,
    /// As plain text.
    text: String,
    /// As HTML.
    html: String,
}

impl Copied {
    /// A cell; a text with its bold words, links and lists.
    fn of(cell: &Element) -> Self {
        let typed = text_of(cell);
        if cell.get_attribute("data-k").as_deref() != Some("text") {
            return Self { html: escaped(&typed), text: typed.clone(), typed };
        }
        let nodes = markdown::parse(&typed);
        let (plain, html) = (text::of_nodes(&nodes), html::inline_text(&nodes));
        Self { typed, text: plain, html }
    }
}

fn grid_of(block: &Block) -> Vec<Vec<Copied>> {
    let row = |row: usize| {
        let mut before: Option<&Element> = None;
        let texts = block.columns.clone().map(|column| {
            let cell = block.layout.cell((row, column));
            let is_first = cell.is_some() && cell != before;
            before = cell;
            cell.filter(|_| is_first).map(Copied::of).unwrap_or_default()
        });
        texts.collect()
    };
    block.rows.clone().map(row).collect()
}

/// A cell's text as somebody would type it.
fn text_of(cell: &Element) -> String {
    let Some(place) = Place::of(cell.clone()) else { return dom::text(cell) };
    match place.kind.as_str() {
        _ if place.value.is_empty() => String::new(),
        "status" => choice_label("Status", &place.value).to_owned(),
        "choice" => dom::text(cell),
        "figure" => plain(&place.value),
        _ => place.value,
    }
}

/// A figure as every spreadsheet reads it: an ordinary minus, nothing between thousands.
pub(super) fn plain(text: &str) -> String {
    text.replace('\u{2212}', "-").replace(['\u{a0}', '\u{202f}', ' '], "")
}

/// Pastes into the table around the place with the focus.
pub(super) fn paste(event: &ClipboardEvent) {
    let Some((place, data)) = ours(event) else { return };
    let html = data.get_data("text/html").unwrap_or_default();
    let text = data.get_data("text/plain").unwrap_or_default();
    let block = Block::of(&place.element);
    let table =
        copied_here(&text).or_else(|| tree::parsed(&html).and_then(|tree| Grid::from_html(&tree)));
    // Paragraphs are one text, not a row each.
    let is_running = place.kind == "text"
        && table.is_none()
        && !text.contains('\t')
        && !block.as_ref().is_some_and(Block::is_range);
    if let Some(text) = rich::pasted(&data).filter(|_| is_running) {
        event.prevent_default();
        return act::type_all("Klistrade in", vec![(place.at, text)]);
    }
    let grid = table.unwrap_or_else(|| Grid::from_tsv(&text));
    if grid.rows.is_empty() {
        return;
    }
    event.prevent_default();
    let is_single = grid.rows.len() == 1 && grid.width() == 1;
    match block {
        Some(block) if !is_single => paste_block(grid, &block),
        _ => {
            let text = if is_single { grid.cell(0, 0) } else { text.trim() };
            let places = range::places(place).into_iter();
            let cells = places.map(|place| (place.at, text.to_owned())).collect();
            act::type_all("Klistrade in", cells);
        }
    }
}

/// The cells that were copied here, if the clipboard still holds them.
fn copied_here(text: &str) -> Option<Grid> {
    let lines = |text: &str| text.replace("\r\n", "\n");
    let last = LAST.with_borrow(Clone::clone);
    last.filter(|(plain, _)| !plain.is_empty() && lines(plain) == lines(text)).map(|(_, grid)| grid)
}

fn paste_block(grid: Grid, block: &Block) {
    let layout = &block.layout;
    let columns: Vec<Target> = (0..layout.columns).map(|column| target(layout, column)).collect();
    let rows = layout.heads..layout.rows.len();
    let row = |row| Row { label: layout.row_name(row), is_sum: growth::is_sum(&layout.rows[row]) };
    let rows: Vec<Row> = rows.map(row).collect();
    let growth = Growth::of(layout);
    let (row, column) = block.start();
    let start = (row.saturating_sub(layout.heads), column);
    let is_selection = block.is_range();
    let can_grow = growth.is_some();
    let to = Destination { columns: &columns, rows: &rows, can_grow, start, is_selection };
    let fit = Fit::new(&grid, &to);
    let Some(table) = layout.rows.first().and_then(|row| row.closest("table").ok().flatten())
    else {
        return;
    };
    let needs_preview = fit.needs_preview;
    let paste = Paste::new(grid, fit, columns, table, growth);
    if needs_preview {
        return preview::ask(paste);
    }
    act::put("Klistrade in", paste.typed().0);
}

/// A column that can be pasted into.
fn target(layout: &Layout, column: usize) -> Target {
    let text = |head: Option<&Element>| head.map(dom::text).unwrap_or_default();
    let head = layout.head(column);
    let role = head.and_then(|head| head.get_attribute("data-role")).unwrap_or_default();
    let mut cells = (layout.heads..layout.rows.len()).filter_map(|row| layout.place((row, column)));
    let is_text = cells.all(|cell| cell.get_attribute("data-k").as_deref() != Some("figure"));
    Target {
        key: column.to_string(),
        title: text(head),
        group: text(layout.group(column)),
        role: known_role(&role),
        is_text,
    }
}

/// The word itself, as the program has it.
fn known_role(role: &str) -> &'static str {
    let columns = ColumnRole::ALL.iter().map(|role| role.word());
    let fields = IndicatorField::ALL.iter().map(|field| field.word());
    let months = Month::all().map(Month::name);
    columns.chain(fields).chain(months).find(|word| *word == role).unwrap_or_default()
}
