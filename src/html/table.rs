//! Tables with real header cells.

use super::{Html, Renderer, pieces};
use crate::document::{
    Align, Cell, Check, Content, FigureView, Head, RowKind, Table, TableRow, TrendView,
};

/// Tables with more columns than this can be scrolled sideways on their own.
const NARROW: usize = 5;

pub(super) fn table(renderer: &mut Renderer<'_>, out: &mut Html, table: &Table, id: &str) {
    let columns = width(table);
    let is_wide = columns > NARROW;
    renderer.open_scroll(out, is_wide, &table.caption);
    out.open("table", &[("id", id), ("class", if is_wide { "wide" } else { "" })]);
    if !table.caption.is_empty() {
        out.element("caption", &[], &table.caption);
    }
    heads(out, &table.heads);
    out.open("tbody", &[]);
    for row in &table.rows {
        self::row(out, table, row, columns);
    }
    out.close("tbody");
    out.close("table");
    out.close("div");
    notes(out, table);
}

fn width(table: &Table) -> usize {
    let spans = |row: &Vec<Head>| row.iter().map(|head| head.columns.max(1)).sum();
    let heads = table.heads.first().map_or(0, spans);
    heads.max(table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0))
}

fn heads(out: &mut Html, rows: &[Vec<Head>]) {
    if rows.iter().flatten().all(|head| head.text.is_empty()) {
        return;
    }
    out.open("thead", &[]);
    for row in rows {
        out.open("tr", &[]);
        for head in row {
            let class = classes(head.align, head.edge);
            let columns = span(head.columns);
            let rows = span(head.rows);
            let scope = if head.columns > 1 { "colgroup" } else { "col" };
            let attributes =
                [("scope", scope), ("class", class), ("colspan", &columns), ("rowspan", &rows)];
            // A head without text is no head.
            if head.text.is_empty() {
                out.element("td", &attributes[1..], "");
            } else {
                out.element("th", &attributes, &head.text);
            }
        }
        out.close("tr");
    }
    out.close("thead");
}

fn span(count: usize) -> String {
    if count > 1 { count.to_string() } else { String::new() }
}

fn classes(align: Align, edge: bool) -> &'static str {
    match (align, edge) {
        (Align::Start, false) => "",
        (Align::Start, true) => "edge",
        (Align::End, false) => "f",
        (Align::End, true) => "f edge",
        (Align::Center, false) => "c",
        (Align::Center, true) => "c edge",
    }
}

fn row(out: &mut Html, table: &Table, row: &TableRow, columns: usize) {
    let id = out.id_for(&row.address).unwrap_or_default();
    let kind = match row.kind {
        RowKind::Item => "",
        RowKind::Group => "group",
        RowKind::Head => "head",
        RowKind::OfWhich => "of",
        RowKind::Sum => "sum",
        RowKind::Total => "sum total",
        RowKind::Memo => "memo",
    };
    let class = match row.level {
        0 => kind.to_owned(),
        level => format!("{kind} in{}", level.min(4)).trim_start().to_owned(),
    };
    out.open("tr", &[("id", &id), ("class", &class)]);
    let spans_all = row.kind == RowKind::Group && row.cells.len() == 1;
    for (index, cell) in row.cells.iter().enumerate() {
        let is_head = spans_all || (index == 0 && table.row_heads);
        let columns = if spans_all { span(columns) } else { span(cell.columns) };
        self::cell(out, cell, is_head && !cell.contents.is_empty(), &columns);
    }
    if !spans_all {
        for _ in row.cells.len()..columns {
            out.element("td", &[], "");
        }
    }
    out.close("tr");
}

fn cell(out: &mut Html, cell: &Cell, is_head: bool, columns: &str) {
    let class = classes(cell.align, cell.edge);
    let common = [("class", class), ("data-f", cell.field.as_str()), ("colspan", columns)];
    let name = if is_head { "th" } else { "td" };
    if is_head {
        let [class, field, columns] = common;
        out.open("th", &[("scope", "row"), class, field, columns]);
    } else {
        out.open("td", &common);
    }
    for (index, content) in cell.contents.iter().enumerate() {
        if index > 0 {
            out.html.push(' ');
        }
        self::content(out, content);
    }
    out.close(name);
}

fn content(out: &mut Html, content: &Content) {
    match content {
        Content::Plain(text) => out.text(text),
        Content::Quiet(text) => out.element("span", &[("class", "note")], text),
        Content::Text(nodes) => out.inline_nodes(nodes),
        Content::Figure(view) => figure(out, view),
        Content::Status(view) => pieces::status(out, view),
        Content::Trend(view) => trend(out, *view),
    }
}

fn figure(out: &mut Html, view: &FigureView) {
    if view.unreadable {
        out.element("span", &[("class", "typed")], &view.text);
        return;
    }
    match &view.check {
        Some(Check::Rounding(computed)) => {
            let title = format!("Avrundning: beräknat {computed}");
            out.element("span", &[("class", "round"), ("title", &title)], &view.text);
        }
        Some(Check::Differs(computed)) => {
            out.text(&view.text);
            out.element("span", &[("class", "note differs")], &format!("beräknat {computed}"));
        }
        None => out.text(&view.text),
    }
}

fn trend(out: &mut Html, view: TrendView) {
    out.open("span", &[("class", "trend")]);
    out.element("span", &[("aria-hidden", "true")], view.arrow());
    out.text(&format!(" {}", view.word()));
    out.close("span");
    if let Some(computed) = view.computed {
        let text = format!("beräknad: {}", computed.label());
        out.element("span", &[("class", "note differs")], &text);
    }
}

fn notes(out: &mut Html, table: &Table) {
    let is_rounded = |cell: &Cell| {
        cell.contents.iter().any(|content| {
            matches!(content, Content::Figure(FigureView { check: Some(Check::Rounding(_)), .. }))
        })
    };
    let rounded =
        table.rows.iter().flat_map(|row| &row.cells).filter(|cell| is_rounded(cell)).count();
    for (mark, text) in &table.notes {
        out.open("p", &[("class", "tablenote")]);
        out.text(&format!("{mark} "));
        out.inline_nodes(text);
        out.close("p");
    }
    if rounded > 0 {
        let text = "Prickat understrukna tal skiljer sig från det beräknade genom avrundning.";
        out.element("p", &[("class", "tablenote")], text);
    }
}
