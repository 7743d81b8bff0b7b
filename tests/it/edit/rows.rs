//! Rows that come with a pasted block.

use std::collections::BTreeSet;

use tertial::document::{RowKind, TableRow};
use tertial::edit::{Deed, Editor, NewRow, Wish};
use tertial::file;
use tertial::model::{Address, Year};

use super::places::{EXAMPLES, each_table, record, unlocked};
use super::{at, editor, pen};

fn paste(rows: Vec<NewRow>) -> Wish {
    Wish::TypeMany { name: "Klistrade in".to_owned(), cells: Vec::new(), rows }
}

fn row(below: &str, cells: &[(&str, &str)]) -> NewRow {
    let cells = cells.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned()));
    NewRow { below: at(below), cells: cells.collect() }
}

/// The fields of a row that its cells show, with how each is typed.
fn fields(editor: &Editor, row: &TableRow) -> Vec<(String, &'static str)> {
    let Some(item) = row.item() else { return Vec::new() };
    let own = |at: Address| {
        let rest = at.field.strip_prefix(&item.field)?;
        let field = if item.field.is_empty() { rest } else { rest.strip_prefix('.')? }.to_owned();
        let kind = editor.typing(&at)?.kind;
        (at.element == item.element).then_some((field, kind))
    };
    let cells = row.cells.iter();
    let places = cells
        .map(|cell| cell.place.clone().unwrap_or_else(|| row.address.field(cell.field.clone())));
    places.filter_map(own).collect()
}

/// Whatever a row shows can be pasted into a new one below it.
#[test]
fn a_new_row_takes_what_rows_of_its_table_have() {
    let mut kinds = BTreeSet::new();
    for name in EXAMPLES {
        let mut editor = editor(unlocked(name));
        if name == "asn-2020" {
            // No example has a free table.
            let list = at("asn-2020/t2-2020/risker/blocks");
            editor
                .fulfil(Wish::Add { list, index: None, kind: "table".to_owned() }, &pen(3))
                .unwrap();
        }
        let (before, done) = (file::content(&editor.year), editor.history.done);
        let mut all = Vec::new();
        each_table(&editor, &mut |_, table, _| {
            // Those of a table are alike.
            for row in table.rows.iter().filter(|row| row.kind == RowKind::Item).take(2) {
                let fields = fields(&editor, row);
                if !fields.is_empty() {
                    all.extend(row.item().cloned().map(|item| (item, fields)));
                }
            }
        });
        for (item, fields) in all {
            kinds.insert(record(&editor, &item));
            let text = |kind| match kind {
                "figure" => "123",
                "date" => "2031-04-15",
                "status" => "green",
                "choice" => "bättre",
                _ => "Inklistrat",
            };
            let cells = fields.iter().map(|(field, kind)| (field.clone(), text(*kind).to_owned()));
            let new = NewRow { below: item.clone(), cells: cells.collect() };
            let step = editor.fulfil(paste(vec![new.clone()]), &pen(5));
            let step = step.unwrap_or_else(|refused| panic!("{item}: {refused} {new:?}")).unwrap();
            let put = step.changes.iter().filter(|change| change.deed == Deed::Insert);
            let put: Vec<&str> = put.map(|change| change.after.as_str()).collect();
            assert_eq!(put.len(), 1, "{item}");
            for (text, kind) in [("123", "figure"), ("2031-04-15", "date"), ("green", "status")] {
                let is_there = fields.iter().any(|(_, own)| *own == kind);
                assert!(!is_there || put[0].contains(text), "{item} {kind}: {}", put[0]);
            }
            editor.go_to(done).unwrap();
            assert_eq!(file::content(&editor.year), before, "{item}");
        }
    }
    for kind in ["Row", "TableRow", "Risk", "Assignment", "Indicator"] {
        assert!(kinds.contains(kind), "{kind} in {kinds:?}");
    }
}

fn names(year: &Year) -> (Vec<String>, Vec<String>) {
    let report = year.reports.iter().find(|report| report.id.as_str() == "t2-2020").unwrap();
    let mut found = (Vec::new(), Vec::new());
    tertial::model::walk::each_block(report, &mut |block| {
        let tertial::model::Block::Figures(table) = block else { return };
        let name = |id: &tertial::model::Id| {
            let row = table.rows.iter().find(|row| row.id == *id);
            row.map(|row| row.label.clone()).unwrap_or_default()
        };
        if table.rows.iter().any(|row| row.id.as_str() == "nk-missbruk") {
            let sum = table.rows.iter().find(|row| row.id.as_str() == "nk-ifo-netto").unwrap();
            found.0 = table.rows.iter().map(|row| row.label.clone()).collect();
            found.1 = sum.sum.iter().map(name).collect();
        }
    });
    found
}

/// New rows stand and are summed where they come, in the order of the block, as one step.
#[test]
fn new_rows_come_in_order_and_into_the_sums() {
    let mut editor = editor(unlocked("asn-2020"));
    let before = file::content(&editor.year);
    let (old, old_sum) = names(&editor.year);
    let (first, second) = ("asn-2020/t2-2020/nk-missbruk", "asn-2020/t2-2020/nk-barn-unga");
    let cells = |name, outcome| [("label", name), ("utfall", outcome)];
    let wish = Wish::TypeMany {
        name: "Klistrade in".to_owned(),
        cells: vec![(at(first).field("utfall"), "-1".to_owned())],
        rows: vec![
            row(second, &cells("Tredje", "-30")),
            row(first, &cells("Första", "-10")),
            row(first, &cells("Andra", "-20")),
            row(second, &cells("Fjärde", "-40")),
        ],
    };
    let step = editor.fulfil(wish, &pen(9)).unwrap().unwrap();
    assert_eq!(step.name, "Klistrade in (1 cell, 4 nya rader)");
    let (rows, sum) = names(&editor.year);
    let with_new = |old: &[String]| {
        let mut all = Vec::new();
        for name in old {
            all.push(name.clone());
            match name {
                name if name.contains("missbruk") => {
                    all.extend(["Första", "Andra"].map(String::from))
                }
                name if name.starts_with("Barn- och") => {
                    all.extend(["Tredje", "Fjärde"].map(String::from));
                }
                _ => {}
            }
        }
        all
    };
    assert_eq!(rows, with_new(&old));
    assert_eq!(sum, with_new(&old_sum));
    for (change, figure) in step.changes.iter().rev().zip(["-40", "-20", "-10", "-30"]) {
        assert!(change.after.contains(&format!("\"utfall\": \"{figure}\"")), "{change:?}");
    }
    editor.go_to(0).unwrap();
    assert_eq!(file::content(&editor.year), before);
}

/// Hundreds of rows have an id each.
#[test]
fn many_new_rows_are_told_apart() {
    let mut editor = editor(unlocked("asn-2020"));
    let new = row("asn-2020/t2-2020/nk-missbruk", &[("label", "Ny"), ("utfall", "1")]);
    let step = editor.fulfil(paste(vec![new; 3000]), &pen(2)).unwrap().unwrap();
    let put = step.changes.iter().filter(|change| change.deed == Deed::Insert);
    let ids: BTreeSet<String> = put.map(|change| change.after.clone()).collect();
    assert_eq!(ids.len(), 3000);
}

#[test]
fn what_a_row_has_no_place_for_is_refused_whole() {
    let mut editor = editor(unlocked("asn-2020"));
    let before = file::content(&editor.year);
    let good = row("asn-2020/t2-2020/nk-missbruk", &[("label", "Ny")]);
    let bad = row("asn-2020/t2-2020/nk-missbruk", &[("ingen-kolumn", "1")]);
    assert!(editor.fulfil(paste(vec![good.clone(), bad]), &pen(2)).is_err());
    let gone = row("asn-2020/t2-2020/finns-inte", &[("label", "Ny")]);
    assert!(editor.fulfil(paste(vec![good, gone]), &pen(2)).is_err());
    assert_eq!(file::content(&editor.year), before);
}
