//! Every cell of a report that has a place in the year can be written in where it is shown.

use std::collections::BTreeSet;
use std::sync::Arc;

use tertial::document::{Body, Piece, Table, TableRow};
use tertial::edit::{Editor, Wish};
use tertial::file;
use tertial::json::{Member, Shape};
use tertial::model::{Address, Block, Cells, Column, ColumnRole, Id, OverviewRow, Section, Year};
use tertial::paper::Paper;

use super::{at, editor, example, pen, type_in};
use crate::common::{opened, read};

pub(super) const EXAMPLES: [&str; 3] = ["asn-2020", "asn-2023", "asn-2025"];

/// An example of which nothing is locked.
pub(super) fn unlocked(name: &str) -> Year {
    let mut year = example(name);
    year.reports.iter_mut().for_each(|report| Arc::make_mut(report).stages.clear());
    year
}

/// The same without what stands in the cells of its tables.
fn emptied(name: &str) -> Year {
    let mut year = unlocked(name);
    each_block(&mut year, &mut empty);
    year
}

/// The same without what is stated where it is computed as well.
pub(super) fn uncounted(name: &str) -> Year {
    let mut year = unlocked(name);
    each_block(&mut year, &mut |block| match block {
        Block::Figures(table) => {
            let computed = |column: &&Column| column.role >= ColumnRole::Deviation;
            for row in &mut table.rows {
                let sums = !row.sum.is_empty();
                let gone = table.columns.iter().filter(|column| sums || computed(column));
                gone.for_each(|column| row.cells.set(&column.id, None));
            }
        }
        Block::Tally(tally) => {
            tally.total = None;
            tally.classes.iter_mut().for_each(|class| class.count = None);
        }
        Block::Bridge(bridge) => bridge.to.amount = None,
        _ => {}
    });
    year
}

pub(super) fn each_block(year: &mut Year, visit: &mut dyn FnMut(&mut Block)) {
    fn enter(section: &mut Section, visit: &mut dyn FnMut(&mut Block)) {
        section.blocks.iter_mut().for_each(&mut *visit);
        let sections = section.sections.iter_mut();
        sections.for_each(|section| enter(Arc::make_mut(section), visit));
    }
    for report in &mut year.reports {
        let sections = Arc::make_mut(report).sections.iter_mut();
        sections.for_each(|section| enter(Arc::make_mut(section), visit));
    }
}

fn empty(block: &mut Block) {
    match block {
        Block::Figures(table) => {
            table.rows.iter_mut().for_each(|row| row.cells = Cells::default());
        }
        Block::Overview(overview) => overview.rows.iter_mut().for_each(|row| row.cells.clear()),
        // The first one shows what columns there are.
        Block::Staff(staff) => {
            staff.measures.iter_mut().skip(1).for_each(|measure| measure.values.clear());
        }
        Block::Table(table) => table.rows.iter_mut().skip(1).for_each(|row| row.cells.clear()),
        Block::Volumes(volumes) => {
            let measures = volumes.series.iter_mut().flat_map(|series| &mut series.measures);
            measures.for_each(|measure| measure.actual.clear());
        }
        _ => {}
    }
}

/// All tables of all reports with their HTML.
pub(super) fn each_table(editor: &Editor, visit: &mut dyn FnMut(&Piece, &Table, &str)) {
    for report in &editor.year.reports {
        let paper = Paper::of(editor, &report.id, true, false).unwrap();
        for (piece, html) in paper.document.pieces.iter().zip(&paper.pieces) {
            if let Body::Table(table) = &piece.body {
                visit(piece, table, html);
            }
        }
    }
}

/// The start tags of the cells of each row of a table's body.
fn tags(html: &str) -> Vec<Vec<&str>> {
    let body = html.split("<tbody>").nth(1).and_then(|html| html.split("</tbody>").next());
    let rows = body.unwrap_or_default().split("<tr").skip(1);
    rows.map(|row| {
        let tags = row.split('<').skip(1);
        let cells = tags.filter(|tag| tag.starts_with("td") || tag.starts_with("th"));
        cells.map(|tag| tag.split('>').next().unwrap_or_default()).collect()
    })
    .collect()
}

pub(super) fn record(editor: &Editor, at: &Address) -> &'static str {
    let target = editor.locate(at).unwrap_or_else(|| panic!("{at} is nowhere"));
    let year: &dyn Member = &*editor.year;
    let element = target.element.iter().try_fold(year, |at, key| at.part(key)).unwrap();
    match element.shape() {
        Shape::Record(name) => name,
        Shape::Union(..) => "Block",
        _ => "",
    }
}

/// Whether a cell is computed, or the year has no place for it: what a goal has none of in the
/// columns of its indicators, the numbers of risks, the word for a count, what volumes cost, a group of measures.
fn has_no_place(
    editor: &Editor,
    piece: &Piece,
    table: &Table,
    row: &TableRow,
    cell: usize,
) -> bool {
    let role = table.heads.last().and_then(|heads| heads.get(cell)).map_or("", |head| head.role);
    let is_group = row.cells.len() == 1;
    match record(editor, &row.address) {
        "Goal" | "UnitResult" => {
            matches!(role, "" | "outcome" | "target" | "trend" | "earlier") && cell > 0
        }
        "AreaResult" => role != "outcome" && cell > 0,
        "Risk" | "Account" => cell == 0,
        "VolumeSeries" => piece.address.field.starts_with("costs") && cell > 0,
        "Block" => is_group && row.address == piece.address && row.cells[0].place.is_none(),
        _ => false,
    }
}

fn all_can_be_written(editor: &Editor) -> usize {
    let mut count = 0;
    each_table(editor, &mut |piece, table, html| {
        let rows = tags(html);
        assert_eq!(rows.len(), table.rows.len(), "{}", piece.address);
        for (row, tags) in table.rows.iter().zip(rows) {
            for (cell, tag) in tags.iter().enumerate() {
                let has = tag.contains(" data-k=");
                count += usize::from(has);
                let ok = has || has_no_place(editor, piece, table, row, cell);
                assert!(ok, "{}: {} cell {cell}: <{tag}>", piece.address, row.address);
            }
        }
    });
    count
}

#[test]
fn all_cells_with_a_place_can_be_written_in() {
    for name in EXAMPLES {
        let (full, emptied) = (editor(unlocked(name)), editor(emptied(name)));
        let (full, emptied) = (all_can_be_written(&full), all_can_be_written(&emptied));
        assert!(full > 300, "{name}: {full}");
        assert!(emptied > full - 20, "{name}: {emptied} of {full}");
    }
    for name in ["kommungemensamma-mal", "manad-och-delar", "namndplan"] {
        let form = opened(&read(&format!("public/mallar/{name}.tertial.json"))).year;
        assert!(all_can_be_written(&editor(form)) > 50, "{name}");
    }
}

/// The empty cells that can be written in: one of each kind of element and field.
fn empty_cells(editor: &Editor) -> Vec<(Address, &'static str)> {
    let (mut cells, mut kinds) = (Vec::new(), BTreeSet::new());
    each_table(editor, &mut |_, table, _| {
        let rows = table.rows.iter();
        for (row, cell) in rows.flat_map(|row| row.cells.iter().map(move |cell| (row, cell))) {
            let at = cell.place.clone().unwrap_or_else(|| row.address.field(cell.field.clone()));
            let is_place = !at.field.is_empty() && cell.contents.is_empty();
            let Some(typing) = is_place.then(|| editor.typing(&at)).flatten() else { continue };
            // Only in a table of figures or texts the heads are its name.
            let is_headed = table.heads.iter().flatten().any(|head| !head.text.is_empty());
            let is_sheet = matches!(record(editor, &at), "Row" | "TableRow");
            assert!(!typing.label.is_empty() || (is_sheet && is_headed), "{at} has no name");
            if kinds.insert((record(editor, &at), cell.field.clone())) {
                cells.push((at, typing.kind));
            }
        }
    });
    cells
}

#[test]
fn typing_in_an_empty_cell_fills_it_and_can_be_undone() {
    for name in EXAMPLES {
        let year = emptied(name);
        let before = file::content(&year);
        let mut editor = editor(year);
        let cells = empty_cells(&editor);
        assert!(cells.len() > 10, "{name}: {}", cells.len());
        for (at, kind) in cells {
            let text = match kind {
                "figure" => "3",
                "date" => "2020-05-01",
                "status" => "green",
                "choice" => "bättre",
                _ => "Ord",
            };
            let name = type_in(&mut editor, &at.to_string(), text);
            assert!(name.as_ref().is_ok_and(|name| name.starts_with("Ändrade ")), "{at}: {name:?}");
            let now = editor.typing(&at).unwrap().value;
            assert!(!now.is_empty(), "{at} ({kind}) is empty");
            editor.go_to(0).unwrap();
            assert_eq!(file::content(&editor.year), before, "{at}");
        }
    }
}

/// A row of an overview that lacks cells gets those that are typed in, also several at once.
#[test]
fn an_overview_gets_the_cells_it_lacks() {
    let mut editor = editor(emptied("asn-2023"));
    let (row, goals) = overview(&editor.year);
    let words = ["green", "yellow", "red"];
    let cells = words.iter().zip(&goals).map(|(word, goal)| {
        (at(&format!("asn-2023/t1-2023/{}/{goal}", row.id)), (*word).to_owned())
    });
    let cells: Vec<(Address, String)> = cells.collect();
    let wish =
        Wish::TypeMany { name: "Klistrade in".to_owned(), cells: cells.clone(), rows: Vec::new() };
    editor.fulfil(wish, &pen(1)).unwrap();
    for (at, word) in &cells {
        assert_eq!(editor.typing(at).unwrap().value, *word, "{at}");
    }
    // Typed once more they are the same cells.
    type_in(&mut editor, &cells[0].0.to_string(), "red").unwrap();
    let filled = overview(&editor.year).0.cells;
    let goals_of: Vec<_> = filled.iter().map(|cell| cell.goal.clone()).collect();
    assert_eq!(goals_of, goals[..3]);
    editor.go_to(0).unwrap();
    assert_eq!(overview(&editor.year).0, row);
}

/// The first row of the overview in the report of April 2023, and its columns.
fn overview(year: &Year) -> (OverviewRow, Vec<Id>) {
    let report = year.reports.iter().find(|report| report.id.as_str() == "t1-2023").unwrap();
    let overview = report.sections.iter().flat_map(|section| &section.blocks);
    let mut overview = overview.filter_map(|block| match block {
        Block::Overview(overview) => Some(overview),
        _ => None,
    });
    let overview = overview.next().unwrap();
    let goals = overview.goals.iter().map(|goal| goal.goal.clone()).collect();
    (overview.rows[0].clone(), goals)
}
