//! Tables with real header cells.

use super::{Drawing, Hook, Html, Renderer, explain, href, pieces, view};
use crate::document::{
    Align, Cell, ChartSpec, Check, Content, FigureView, Head, RowKind, Table, TableRow, TextNode,
    TrendView, View, markdown,
};
use crate::model::Address;

/// Tables with more columns than this can be scrolled sideways on their own.
const NARROW: usize = 5;
/// Tables with more rows than this are long.
const LONG: usize = 100;
/// So many rows of a long table stand together.
const BLOCK: usize = 25;

pub(super) fn table(renderer: &mut Renderer<'_>, out: &mut Html, table: &Table, id: &str) {
    let columns = width(table);
    let is_wide = columns > NARROW;
    renderer.open_scroll(out, is_wide, &table.caption);
    let class = if is_wide { "wide" } else { "" };
    let own = [("id", id), ("class", class)];
    if renderer.hooks.is_some() {
        // A grid may own nothing but rows that can have the focus: its title stands before it.
        title(renderer, out, table);
        let name = [("role", "grid"), ("aria-label", table.caption.as_str())];
        out.open("table", &[own, name].concat());
    } else {
        out.open("table", &own);
        if !table.caption.is_empty() {
            out.element("caption", &[], &table.caption);
        }
    }
    heads(renderer, out, table);
    for rows in table.rows.chunks(block(renderer, table)) {
        out.open("tbody", &[]);
        for row in rows {
            self::row(renderer, out, table, row, columns);
        }
        out.close("tbody");
    }
    out.close("table");
    out.close("div");
    notes(renderer, out, table);
}

/// How many rows stand together. While one writes, a long table comes in blocks, of which the browser
/// lays out and paints those in view.
fn block(renderer: &Renderer<'_>, table: &Table) -> usize {
    let is_long = renderer.hooks.is_some() && table.rows.len() > LONG;
    if is_long { BLOCK } else { table.rows.len().max(1) }
}

/// The title while writing; one that shows a field is edited there.
fn title(renderer: &Renderer<'_>, out: &mut Html, table: &Table) {
    let element = table.caption_at.as_ref().map_or("", |at| renderer.element(at));
    let own = [("class", "caption"), ("data-el", element)];
    match table.caption_at.as_ref().filter(|at| renderer.hook(at).is_some()) {
        Some(at) => {
            let typed = table.caption.strip_suffix(&table.rest).unwrap_or(&table.caption);
            let rest_at = table.rest_at.as_ref().filter(|_| !table.rest.is_empty());
            let Some(rest_at) = rest_at else {
                return renderer.hooked(out, "p", &own, at, typed);
            };
            out.open("p", &own);
            renderer.hooked(out, "span", &[], at, typed);
            renderer.hooked(out, "span", &[("class", "rest")], rest_at, &table.rest);
            out.close("p");
        }
        None if table.caption.is_empty() => {}
        None => out.element("p", &own[..1], &table.caption),
    }
}

/// How many columns a table has.
pub(super) fn width(table: &Table) -> usize {
    let spans = |row: &Vec<Head>| row.iter().map(|head| head.columns.max(1)).sum();
    let heads = table.heads.first().map_or(0, spans);
    heads.max(table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0))
}

/// How many rows of heads are shown: none where they say nothing, and nothing can be said.
pub(super) fn head_rows(renderer: &Renderer<'_>, table: &Table) -> usize {
    let is_place = |head: &Head| head.at.as_ref().is_some_and(|at| renderer.hook(at).is_some());
    let is_silent = |head: &Head| head.text.is_empty() && !is_place(head);
    if table.heads.iter().flatten().all(is_silent) { 0 } else { table.heads.len() }
}

fn heads(renderer: &Renderer<'_>, out: &mut Html, table: &Table) {
    let rows = &table.heads;
    if head_rows(renderer, table) == 0 {
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
            let role = if renderer.hooks.is_some() { head.role } else { "" };
            let item = renderer.item(head.item().as_ref());
            let attributes = [
                ("scope", scope),
                ("class", class),
                ("colspan", &columns),
                ("rowspan", &rows),
                ("data-role", role),
                ("data-item", &item),
            ];
            // A head without text is no head.
            match head.at.as_ref().filter(|at| renderer.hook(at).is_some()) {
                Some(at) => {
                    let element = [("data-el", renderer.element(at))];
                    renderer.hooked(
                        out,
                        "th",
                        &[&attributes[..], &element].concat(),
                        at,
                        &head.text,
                    );
                }
                None if head.text.is_empty() => out.element("td", &attributes[1..], ""),
                None => out.element("th", &attributes, &head.text),
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

pub(super) fn row(
    renderer: &mut Renderer<'_>,
    out: &mut Html,
    table: &Table,
    row: &TableRow,
    columns: usize,
) {
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
    let item = renderer.item(row.item());
    let element = ("data-el", renderer.element(&row.address));
    out.open("tr", &[("id", &id), ("class", &class), element, ("data-item", &item)]);
    let spans_all = row.kind == RowKind::Group && row.cells.len() == 1;
    // The name of what the row shows: its head, else the second cell after a number.
    let name = usize::from(!table.row_heads);
    for (index, cell) in row.cells.iter().enumerate() {
        let is_head = spans_all || (index == 0 && table.row_heads);
        let columns = if spans_all { span(columns) } else { span(cell.columns) };
        let follow = row.follow.filter(|_| index == name && renderer.hooks.is_none());
        let follow = follow.map(|view| (view, &row.address));
        let hook = renderer.cell_hook(&row.address, cell);
        let is_head = is_head && !(cell.contents.is_empty() && hook.is_none());
        let computed = renderer.computed_in(&row.address, cell);
        self::cell(renderer, out, (cell, &computed), is_head, (&columns, hook), follow);
    }
    if !spans_all {
        for _ in row.cells.len()..columns {
            out.element("td", &[], "");
        }
    }
    out.close("tr");
}

fn cell(
    renderer: &mut Renderer<'_>,
    out: &mut Html,
    (cell, computed): (&Cell, &str),
    is_head: bool,
    (columns, hook): (&str, Option<(Hook, &str)>),
    follow: Option<(View, &Address)>,
) {
    let class = classes(cell.align, cell.edge);
    let scope = if is_head { "row" } else { "" };
    let common = [("scope", scope), ("class", class), ("colspan", columns)];
    let name = if is_head { "th" } else { "td" };
    match &hook {
        Some((hook, field)) => out.open(name, &[&common[..], &hook.attributes(field)].concat()),
        None => out.open(name, &[&common[..], &[("data-f", cell.field.as_str())]].concat()),
    }
    // What is typed where it stands leads nowhere: a click there begins typing.
    let is_typed = hook.is_some() || view::is_typed(renderer, cell);
    let link = cell.link.as_ref().filter(|_| !is_typed);
    let link = link.filter(|_| cell.contents.iter().all(|c| !has_link(c)));
    if let Some(link) = link {
        let computed = cell.explained.as_ref().unwrap_or(link);
        let at = if explain::is_computed(cell) { computed.to_string() } else { String::new() };
        out.open("a", &[("class", "from"), ("href", &href(link)), ("data-x", &at)]);
    }
    for (index, content) in cell.contents.iter().enumerate() {
        if index > 0 {
            out.html.push(' ');
        }
        if let Content::Strip(months) = content {
            view::strip(renderer, out, months, cell.place.as_ref());
            continue;
        }
        match follow.filter(|_| index == 0 && is_name(content)) {
            Some((view, at)) => {
                pieces::follow_link(out, view, at, |out| self::content(renderer, out, content, ""));
            }
            None => {
                // The first of several is what the cell is of.
                let is_marked = index == 0 && explain::can_mark(content);
                let computed = if is_marked { computed } else { "" };
                self::content(renderer, out, content, computed);
            }
        }
    }
    if link.is_some() {
        out.close("a");
    }
    out.close(name);
}

/// Whether a content has links of its own: a link cannot stand in a link.
fn has_link(content: &Content) -> bool {
    match content {
        Content::Text(nodes) => markdown::has_link(nodes),
        Content::At(_, contents) => contents.iter().any(has_link),
        _ => false,
    }
}

/// Whether any figure differs from the computed by rounding: then a note says how that is shown.
pub(super) fn is_any_rounded(table: &Table) -> bool {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| cell.contents.iter().any(is_rounded))
}

/// Whether a content differs from the computed by rounding.
fn is_rounded(content: &Content) -> bool {
    match content {
        Content::Figure(view) => matches!(view.check, Some(Check::Rounding(_))),
        Content::At(_, contents) => contents.iter().any(is_rounded),
        _ => false,
    }
}

/// Whether a content can be the text of a link: short, and without links of its own.
fn is_name(content: &Content) -> bool {
    match content {
        Content::Plain(_) => true,
        Content::Text(nodes) => match nodes.as_slice() {
            [TextNode::Paragraph(spans)] => spans.iter().all(|span| span.link.is_none()),
            _ => false,
        },
        _ => false,
    }
}

fn content(renderer: &mut Renderer<'_>, out: &mut Html, content: &Content, computed: &str) {
    match content {
        Content::Plain(text) => out.text(text),
        Content::Quiet(text) => out.element("span", &[("class", "note")], text),
        Content::Text(nodes) => out.inline_nodes(nodes),
        Content::Figure(view) => figure(renderer, out, view, computed),
        Content::Status(view) => {
            pieces::marked_status(out, view, &renderer.mark(computed));
            pieces::reason(renderer, out, view);
        }
        Content::Trend(view) => trend(out, *view, &renderer.mark(computed)),
        Content::Strip(months) => view::strip(renderer, out, months, None),
        Content::Chart(chart) => spark(renderer, out, chart),
        Content::At(at, contents) => part(renderer, out, at, contents),
    }
}

/// What of a list a part of a cell is: an item by its number, else the element that it is of.
fn part_item(at: &Address) -> Address {
    let keys: Vec<&str> = at.field.split('.').take(2).collect();
    match keys.as_slice() {
        [_, index] if index.parse::<usize>().is_ok() => at.field(keys.join(".")),
        _ => at.field(""),
    }
}

/// What has a place of its own in a cell; where nothing is typed it is as any content.
fn part(renderer: &mut Renderer<'_>, out: &mut Html, at: &Address, contents: &[Content]) {
    let hook = renderer.hook(at);
    let name = match &hook {
        Some(hook) if hook.kind == "text" => "div",
        _ => "span",
    };
    if let Some(hook) = &hook {
        let own = hook.element.as_str();
        let element = if own.is_empty() { renderer.element(at) } else { own };
        let hook = Hook { element: element.to_owned(), ..hook.clone() };
        let item = renderer.item(Some(&part_item(at)));
        let own = [("class", "part"), ("data-item", &item)];
        out.open(name, &[&own[..], &hook.attributes(&at.field)].concat());
    }
    for (index, content) in contents.iter().enumerate() {
        if index > 0 {
            out.html.push(' ');
        }
        self::content(renderer, out, content, "");
    }
    if hook.is_some() {
        out.close(name);
    }
}

fn spark(renderer: &mut Renderer<'_>, out: &mut Html, chart: &ChartSpec) {
    let Some(svg) = (renderer.draw)(Drawing::Chart(chart)) else { return };
    out.open("span", &[("class", "spark"), ("role", "img"), ("aria-label", &chart.alt)]);
    out.html.push_str(&svg);
    out.close("span");
}

fn figure(renderer: &mut Renderer<'_>, out: &mut Html, view: &FigureView, computed: &str) {
    if view.unreadable {
        out.element("span", &[("class", "typed")], &view.text);
        return;
    }
    if let Some(Check::Rounding(rounded)) = &view.check {
        let title = format!("Avrundning: beräknat {rounded}");
        let own = [("class", "round"), ("title", title.as_str())];
        out.element("span", &[&own[..], &renderer.mark(computed)].concat(), &view.text);
    } else if computed.is_empty() {
        out.text(&view.text);
    } else {
        out.element("span", &renderer.mark(computed), &view.text);
    }
    if let Some(Check::Differs(computed)) = &view.check {
        out.element("span", &[("class", "note differs")], &format!("beräknat {computed}"));
    }
}

fn trend(out: &mut Html, view: TrendView, mark: &[(&str, &str)]) {
    out.open("span", &[&[("class", "trend")], mark].concat());
    out.element("span", &[("aria-hidden", "true")], view.arrow());
    out.text(&format!(" {}", view.word()));
    out.close("span");
    if let Some(computed) = view.computed {
        let text = format!("beräknad: {}", computed.label());
        out.element("span", &[("class", "note differs")], &text);
    }
}

/// The text of a note, typed where it stands.
fn note_text(renderer: &Renderer<'_>, out: &mut Html, text: &[TextNode], at: &Address) {
    let hook = renderer.hook(at);
    let hook = hook.as_ref().map(|hook| hook.attributes(&at.field));
    out.open("div", hook.as_ref().map(<[_; 6]>::as_slice).unwrap_or_default());
    out.nodes(text, 6);
    out.close("div");
}

fn notes(renderer: &Renderer<'_>, out: &mut Html, table: &Table) {
    for (index, (mark, text)) in table.notes.iter().enumerate() {
        let place = |part: &str| {
            let list = table.notes_at.as_ref()?;
            Some(list.field(format!("{}.{index}.{part}", list.field)))
        };
        match place("mark").zip(place("text")).filter(|(mark, _)| renderer.hook(mark).is_some()) {
            Some((mark_at, text_at)) => {
                out.open("div", &[("class", "tablenote")]);
                renderer.hooked(out, "span", &[], &mark_at, mark);
                out.text(" ");
                note_text(renderer, out, text, &text_at);
                out.close("div");
            }
            None => {
                out.open("p", &[("class", "tablenote")]);
                out.text(&format!("{mark} "));
                out.inline_nodes(text);
                out.close("p");
            }
        }
    }
    if is_any_rounded(table) {
        let text = "Prickat understrukna tal skiljer sig från det beräknade genom avrundning.";
        out.element("p", &[("class", "tablenote")], text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What has a place of its own in a cell counts as what stands in it.
    #[test]
    fn parts_of_cells_are_looked_into() {
        let part = |content| Content::At(Address::default(), vec![content]);
        let check = Some(Check::Rounding("7".into()));
        assert!(is_rounded(&part(Content::Figure(FigureView { check, ..FigureView::default() }))));
        assert!(!is_rounded(&part(Content::Figure(FigureView::default()))));
        let text = |text: &str| part(Content::Text(markdown::parse(text)));
        assert!(has_link(&text("Se [planen](https://www.example.se/).")));
        assert!(!has_link(&text("Se planen.")));
    }
}
