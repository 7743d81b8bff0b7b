//! Every figure of a page leads to its place, and the place shows the same.

use std::collections::{HashMap, HashSet};

use tertial::compose::compose;
use tertial::document::markdown::plain_text;
use tertial::document::text::cell_text;
use tertial::document::{Body, Cell, Content, Document, Form, Piece, TableRow, TextNode, View};
use tertial::follow::Desk;
use tertial::model::{Address, Id};

use super::{desks, pages, plain, says, tables};

/// Tables of counts, by page and first head: each leads to the list it is counted from.
const COUNTED: [(View, &str); 2] =
    [(View::Overview, "Bedömning"), (View::Assignments, "Uppdragsgivare")];

/// What is said in words where a report prints nothing.
const SAID: [&str; 2] = ["ingen bedömning", "utan antal"];

/// Columns that show something else than the place they lead to, by page and the head's beginning.
const OTHER: [(View, &str, &str); 8] = [
    (View::Overview, "Enheter", "counted from the units' results, or the printed count in short"),
    (View::Goals, "Enheter", "counted from the units' results, or the printed count in short"),
    (View::Goals, "Mål", "the target is a part of the printed name"),
    (View::Goals, "Trend", "computed where the report prints none"),
    (View::Goals, "Historik", "drawn from all reports, leading to the latest"),
    (View::Economy, "% av budget", "computed from the row"),
    (View::Economy, "Fel, % av budget", "computed from the forecast it leads to"),
    (View::Economy, "Utfall", "the forecast less the difference it leads to"),
];

/// Where a cell stands on its page.
struct Place<'a> {
    view: View,
    first: &'a str,
    head: &'a str,
    cell: &'a Cell,
}

/// Calls `visit` for every cell of every page's tables.
fn each_cell(desk: &Desk, ids: &[Id], visit: &mut dyn FnMut(Place<'_>)) {
    for (view, document) in ids.iter().flat_map(|id| pages(desk, id)) {
        for table in tables(&document) {
            let heads: Vec<&str> = table.heads[0].iter().map(|head| head.text.as_str()).collect();
            for row in &table.rows {
                for (cell, head) in row.cells.iter().zip(heads.iter().chain([""].iter().cycle())) {
                    visit(Place { view, first: heads[0], head, cell });
                }
            }
        }
    }
}

/// Whether a cell shows something that stands in a report.
fn is_figure(content: &Content) -> bool {
    match content {
        Content::Figure(_) | Content::Status(_) | Content::Strip(_) => true,
        Content::Chart(chart) => chart.form == Form::Spark,
        _ => false,
    }
}

#[test]
fn every_figure_leads_to_its_place() {
    let (mut count, mut bare) = (0, Vec::new());
    for (desk, ids) in desks() {
        each_cell(&desk, &ids, &mut |place| {
            let cell = place.cell;
            if !cell.contents.iter().any(is_figure) || COUNTED.contains(&(place.view, place.first))
            {
                return;
            }
            count += 1;
            if cell.link.as_ref().is_none_or(|at| at.element.is_missing()) {
                bare.push(format!("{:?}, {}: {}", place.view, place.head, cell_text(cell)));
            }
        });
    }
    println!("{count} figures");
    assert!(count > 8000, "{count}");
    assert!(bare.is_empty(), "{} lead nowhere: {bare:#?}", bare.len());
}

#[test]
fn no_link_is_empty() {
    for (desk, ids) in desks() {
        each_cell(&desk, &ids, &mut |place| {
            let is_link = place.cell.link.is_some() && !place.cell.contents.is_empty();
            let is_drawn = place.cell.contents.iter().any(|c| matches!(c, Content::Strip(_)));
            let text = cell_text(place.cell);
            assert!(!is_link || is_drawn || !text.is_empty(), "{:?}, {}", place.view, place.head);
        });
    }
}

#[test]
fn a_place_shows_what_leads_to_it() {
    let (mut count, mut used, mut faults) = (0, HashSet::new(), Vec::new());
    for (desk, ids) in desks() {
        let mut reports: HashMap<Id, Document> = HashMap::new();
        each_cell(&desk, &ids, &mut |place| {
            let Some(at) = place.cell.link.as_ref().filter(|_| !place.cell.contents.is_empty())
            else {
                return;
            };
            let report = reports.entry(at.report.clone()).or_insert_with(|| {
                let year = desk.year(&at.file).unwrap();
                compose(year, year.report(&at.report).unwrap())
            });
            count += 1;
            if is_shown(report, at, place.cell) || SAID.contains(&cell_text(place.cell).as_str()) {
                return;
            }
            let is_it = |(view, head, _): &&(View, &str, &str)| {
                *view == place.view && place.head.starts_with(head)
            };
            match OTHER.iter().find(is_it) {
                Some(exception) => drop(used.insert(*exception)),
                None => faults.push(format!("{:?}, {}: {at}", place.view, place.head)),
            }
        });
    }
    println!("{count} places");
    assert!(count > 10_000, "{count}");
    assert!(faults.is_empty(), "{} show something else: {faults:#?}", faults.len());
    let unused: Vec<_> = OTHER.iter().filter(|exception| !used.contains(*exception)).collect();
    assert!(unused.is_empty(), "no exceptions any more: {unused:?}");
}

/// Whether the report shows each part of a cell at the address.
fn is_shown(report: &Document, at: &Address, cell: &Cell) -> bool {
    let places = shown(report, at);
    let parts = cell.contents.iter().filter(|content| !matches!(content, Content::Quiet(_)));
    let mut parts = parts.map(part);
    match at.field.as_str() {
        "" => parts.all(|part| places.iter().any(|text| text.contains(&part))),
        _ => parts.all(|part| places.contains(&part)),
    }
}

/// A part of a cell as text. A change is printed without its plus, a status with its rule.
fn part(content: &Content) -> String {
    if let Content::Status(view) = content {
        return view.status.label().to_owned();
    }
    let contents = vec![content.clone()];
    let text = plain(&cell_text(&Cell { contents, ..Cell::default() }));
    text.trim_start_matches('+').to_owned()
}

/// What a report shows at an address: the parts of that cell, or everything of the element.
fn shown(report: &Document, at: &Address) -> Vec<String> {
    let mut texts = Vec::new();
    for piece in &report.pieces {
        match &piece.body {
            Body::Table(table) => {
                let rows = table.rows.iter().filter(|row| row.address.element == at.element);
                texts.extend(rows.flat_map(|row| of_row(row, &at.field)));
            }
            Body::Strip { months, .. } if piece.address == *at => {
                texts.push(part(&Content::Strip(months.clone())));
            }
            Body::Status { view, .. } if piece.address == *at => {
                texts.push(part(&Content::Status(view.clone())));
            }
            Body::Text(_, nodes) => texts.extend(listed(nodes, at.element.as_str())),
            _ => {}
        }
        if at.field.is_empty() && piece.address.element == at.element {
            let pieces: Vec<Piece> = vec![piece.clone()];
            texts.push(says(&Document { pieces, ..Document::default() }));
        }
    }
    texts
}

fn of_row(row: &TableRow, field: &str) -> Vec<String> {
    let cells = row.cells.iter().filter(|cell| field.is_empty() || cell.field == field);
    cells.flat_map(|cell| cell.contents.iter().map(part)).collect()
}

/// The text of a listed element.
fn listed(nodes: &[TextNode], element: &str) -> Option<String> {
    nodes.iter().find_map(|node| match node {
        TextNode::Elements(items) => {
            let own = items.iter().find(|(id, _)| id == element);
            let own = own.map(|(_, item)| plain(&plain_text(item)));
            own.or_else(|| items.iter().find_map(|(_, item)| listed(item, element)))
        }
        _ => None,
    })
}
