//! Where a figure must stand in a composed document.

use tertial::document::markdown::plain_text;
use tertial::document::{
    Body, Cell, Content, Document, Head, Piece, RowKind, Table, TableRow, TextNode,
};

use super::fixture::Printed;
use super::numbers::{Number, numbers, printed};

/// How often the document shows a figure where it is printed.
pub fn count(document: &Document, figure: &Printed) -> usize {
    let number = printed(&figure.figure);
    if figure.row.is_empty() {
        let texts = prose(document, &figure.place);
        return texts.iter().map(|text| count_in(text, &number, "")).sum();
    }
    let cells = tables(document, &figure.place)
        .flat_map(|(table, rows)| rows.into_iter().map(move |row| (table, row)))
        .filter(|(table, row)| is_row(table, row, &figure.row))
        .flat_map(|(table, row)| cells(table, row, figure));
    cells.map(|(cell, head)| count_in_cell(cell, &head, &number)).sum()
}

fn count_in(text: &str, printed: &Number, head_unit: &str) -> usize {
    numbers(text).iter().filter(|number| number.shows(printed, head_unit)).count()
}

fn count_in_cell(cell: &Cell, head: &str, printed: &Number) -> usize {
    let unit = if head.to_lowercase().contains("mnkr") { "mnkr" } else { "" };
    cell.contents.iter().map(|content| count_in(&text(content), printed, unit)).sum()
}

fn text(content: &Content) -> String {
    match content {
        Content::Plain(text) | Content::Quiet(text) => text.clone(),
        Content::Text(nodes) => plain_text(nodes),
        Content::Figure(view) => view.text.clone(),
        // These show no figures of their own.
        Content::Status(_) | Content::Trend(_) | Content::Strip(_) | Content::Chart(_) => {
            String::new()
        }
        Content::At(_, contents) => contents.iter().map(text).collect::<Vec<_>>().join(" "),
    }
}

/// The running text of a block, goal or section. A section's goes on to the next heading.
fn prose(document: &Document, place: &str) -> Vec<String> {
    let stands_at = |piece: &Piece| piece.address.element.as_str() == place;
    let own = document.pieces.iter().filter(|piece| stands_at(piece));
    let mut texts: Vec<String> = own.flat_map(running_text).collect();
    let heads = |piece: &Piece| matches!(piece.body, Body::Heading { .. });
    let below = document.pieces.iter().skip_while(|piece| !(heads(piece) && stands_at(piece)));
    let below = below.skip(1).take_while(|piece| !heads(piece)).filter(|piece| !stands_at(piece));
    texts.extend(below.flat_map(running_text));
    texts
}

fn running_text(piece: &Piece) -> Vec<String> {
    let plain = |nodes: &Vec<TextNode>| plain_text(nodes);
    match &piece.body {
        Body::Text(_, nodes) => vec![plain(nodes)],
        Body::Legend { entries, note } => {
            entries.iter().map(|(_, nodes)| plain(nodes)).chain([plain(note)]).collect()
        }
        _ => Vec::new(),
    }
}

/// The tables of a block, goal or series, with the rows that belong to it.
fn tables<'a>(
    document: &'a Document,
    place: &'a str,
) -> impl Iterator<Item = (&'a Table, Vec<&'a TableRow>)> {
    document.pieces.iter().filter_map(move |piece| {
        let Body::Table(table) = &piece.body else { return None };
        if piece.address.element.as_str() == place {
            return Some((table, table.rows.iter().map(AsRef::as_ref).collect()));
        }
        let rows = goal_rows(table, place);
        (!rows.is_empty()).then_some((table, rows))
    })
}

/// The rows below a goal that is a row itself, as where goals are set as one table.
fn goal_rows<'a>(table: &'a Table, goal: &str) -> Vec<&'a TableRow> {
    let is_head = |row: &TableRow| row.kind == RowKind::Head;
    let is_goal = |row: &TableRow| is_head(row) && row.address.element.as_str() == goal;
    let Some(at) = table.rows.iter().position(|row| is_goal(row)) else { return Vec::new() };
    let level = table.rows[at].level;
    let below = table.rows[at + 1..].iter();
    below.take_while(|row| !(is_head(row) && row.level <= level)).map(AsRef::as_ref).collect()
}

/// Whether a row has this label. A series tells its two blocks apart by `Utfall:` and `Budget:`, a
/// bridge writes its signs before its labels, and a register of risks numbers its rows.
fn is_row(table: &Table, row: &TableRow, label: &str) -> bool {
    let (block, label) = match label.split_once(": ") {
        Some(("Utfall", label)) => (".actual", label),
        Some(("Budget", label)) => (".budget", label),
        _ => ("", label),
    };
    let heads = row.cells.iter().take(if table.row_heads { 1 } else { row.cells.len() });
    let mut texts = heads.filter_map(|cell| cell.contents.first()).map(text);
    row.address.field.ends_with(block)
        && texts.any(|text| text == label || text.trim_start_matches(['+', '−', ' ']) == label)
}

/// The cells of a row in a column, each with the words over the table; all cells without a column.
fn cells<'a>(
    table: &'a Table,
    row: &'a TableRow,
    figure: &'a Printed,
) -> impl Iterator<Item = (&'a Cell, String)> {
    let is_series = figure.row.starts_with("Utfall: ") || figure.row.starts_with("Budget: ");
    let is_column = move |head: &str| match figure.column.as_str() {
        "" => true,
        // The heads of months also say whether they are closed: `utfall jan`.
        month if is_series => head.split(' ').next_back() == Some(month),
        column => head == column || head.strip_suffix(", mnkr") == Some(column),
    };
    // A unit of money stands in the caption or in a head, not always in the column's own.
    let words = format!("{} {}", table.caption, columns(table).join(" "));
    columns(table)
        .into_iter()
        .zip(&row.cells)
        .filter(move |(head, _)| is_column(head))
        .map(move |(_, cell)| (cell, words.clone()))
}

/// The head of every column, with its group: `Aug / Utfall`.
fn columns(table: &Table) -> Vec<String> {
    let [upper, lower @ ..] = &table.heads[..] else { return Vec::new() };
    let mut lower = lower.iter().flatten();
    let mut columns = Vec::new();
    for head in upper {
        if head.rows == table.heads.len() {
            columns.push(head.text.clone());
            continue;
        }
        let below = lower.by_ref().take(head.columns);
        columns.extend(below.map(|below: &Head| format!("{} / {}", head.text, below.text)));
    }
    columns
}
