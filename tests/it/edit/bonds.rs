//! What belongs together in several lists comes, moves and goes together, as one step.

use std::collections::BTreeSet;
use std::sync::Arc;

use tertial::edit::{Editor, Wish};
use tertial::file;
use tertial::model::{
    Address, Block, FigureTable, Id, Report, TableBlock, TableCell, TableHead, TableRow, Year, walk,
};

use super::places::unlocked;
use super::{at, editor, elements, pen, type_in};

const EXAMPLES: [&str; 3] = ["asn-2020", "asn-2023", "asn-2025"];

pub(super) fn done(editor: &mut Editor, wish: Wish) {
    let told = format!("{wish:?}");
    let step = editor.fulfil(wish, &pen(7)).unwrap_or_else(|refused| panic!("{told}: {refused}"));
    assert!(step.is_some(), "{told} changes nothing");
}

/// All blocks of a year with the addresses of their reports.
pub(super) fn each_block(year: &Year, visit: &mut dyn FnMut(&Arc<Report>, &Block)) {
    for report in &year.reports {
        walk::each_block(report, &mut |block| visit(report, block));
    }
}

pub(super) fn of(year: &Year, report: &Report, id: &Id) -> Address {
    Address::new(&year.id, &report.id, id)
}

pub(super) fn tables(year: &Year) -> Vec<(Address, FigureTable)> {
    let mut tables = Vec::new();
    each_block(year, &mut |report, block| {
        if let Block::Figures(table) = block {
            tables.push((of(year, report, &table.id), table.clone()));
        }
    });
    tables
}

pub(super) fn table(editor: &Editor, at: &Address) -> FigureTable {
    let tables = tables(&editor.year);
    tables.into_iter().find(|(place, _)| place == at).map(|(_, table)| table).unwrap()
}

fn free_tables(year: &Year) -> Vec<(Address, TableBlock)> {
    let mut tables = Vec::new();
    each_block(year, &mut |report, block| {
        if let Block::Table(table) = block {
            tables.push((of(year, report, &table.id), table.clone()));
        }
    });
    tables
}

pub(super) fn undone(editor: &mut Editor, before: &str) {
    editor.go_to(0).unwrap();
    assert_eq!(file::content(&editor.year), before);
}

#[test]
fn a_column_goes_with_its_cells_and_its_differences() {
    let mut count = 0;
    for name in EXAMPLES {
        let mut editor = editor(unlocked(name));
        let before = file::content(&editor.year);
        for (place, old) in tables(&editor.year.clone()) {
            for (index, column) in old.columns.iter().enumerate() {
                done(&mut editor, Wish::Remove { at: place.field(format!("columns.{index}")) });
                let new = table(&editor, &place);
                assert_eq!(new.columns.len(), old.columns.len() - 1);
                assert!(new.rows.iter().all(|row| row.cells.get(&column.id).is_none()));
                assert!(new.columns.iter().all(|other| !other.of.contains(&column.id)));
                count += old.columns.iter().filter(|other| other.of.contains(&column.id)).count();
                undone(&mut editor, &before);
            }
        }
    }
    assert!(count > 0, "some column is a difference of others");
}

#[test]
fn a_copied_column_has_its_own_id_and_the_same_cells() {
    let mut editor = editor(unlocked("asn-2020"));
    let before = file::content(&editor.year);
    let place = at("asn-2020/t2-2020/ekonomi-nettokostnad");
    let (place, old) = tables(&editor.year)
        .into_iter()
        .find(|(other, table)| other.report == place.report && table.rows.len() > 5)
        .unwrap();
    done(&mut editor, Wish::Duplicate { at: place.field("columns.0") });
    let new = table(&editor, &place);
    let (own, copy) = (&new.columns[0].id, &new.columns[1].id);
    assert!(own != copy && *own == old.columns[0].id);
    assert!(new.rows.iter().all(|row| row.cells.get(own) == row.cells.get(copy)));
    let row = new.rows.iter().find(|row| row.cells.get(own).is_some()).unwrap();
    let kept = row.cells.get(own).cloned();
    type_in(&mut editor, &format!("{}/{copy}", place.element(&row.id)), "17").unwrap();
    let row = table(&editor, &place).rows.into_iter().find(|other| other.id == row.id).unwrap();
    assert_eq!(row.cells.get(own).cloned(), kept, "the original is as it was");
    undone(&mut editor, &before);
}

#[test]
fn a_copied_measure_has_its_own_id() {
    let mut editor = editor(unlocked("asn-2020"));
    let mut series = None;
    each_block(&editor.year, &mut |report, block| {
        if let Block::Volumes(block) = block {
            series.get_or_insert(of(&editor.year, report, &block.series[0].id));
        }
    });
    done(&mut editor, Wish::Duplicate { at: series.unwrap().field("measures.0") });
    each_block(&editor.year, &mut |_, block| {
        if let Block::Volumes(block) = block {
            for series in &block.series {
                let ids: BTreeSet<&Id> = series.measures.iter().map(|one| &one.id).collect();
                assert_eq!(ids.len(), series.measures.len());
            }
        }
    });
}

/// A year with a table of three columns and two rows, of which the second is short.
fn with_free_table() -> Year {
    let id = |text: &str| Id::new(text).unwrap();
    let head = |own: &str| TableHead { id: id(own), title: own.into(), ..TableHead::default() };
    let cell = |text: &str| TableCell { text: text.into(), ..TableCell::default() };
    let row = |own: &str, cells: &[&str]| TableRow {
        id: id(own),
        cells: cells.iter().map(|text| cell(text)).collect(),
        ..TableRow::default()
    };
    let block = Block::Table(TableBlock {
        id: id("fri-tabell"),
        heads: vec![head("a"), head("b"), head("c")],
        rows: vec![row("fri-1", &["Ett", "Två", "Tre"]), row("fri-2", &["Fyra", "Fem"])],
        ..TableBlock::default()
    });
    let mut year = unlocked("asn-2020");
    let report = Arc::make_mut(&mut year.reports[1]);
    Arc::make_mut(&mut report.sections[0]).blocks.push(block);
    year
}

#[test]
fn the_cells_of_a_free_table_follow_their_column() {
    let mut editor = editor(with_free_table());
    let before = file::content(&editor.year);
    let (place, old) = free_tables(&editor.year).remove(0);
    let table = |editor: &Editor| {
        let all = free_tables(&editor.year);
        all.into_iter().find(|(other, _)| *other == place).map(|(_, table)| table).unwrap()
    };
    let (first, second) = (place.field("heads.0"), place.field("heads.1"));
    done(&mut editor, Wish::Remove { at: second.clone() });
    for (row, old) in table(&editor).rows.iter().zip(&old.rows) {
        assert_eq!(row.cells[0], old.cells[0]);
        assert_eq!(row.cells.get(1), old.cells.get(2));
    }
    undone(&mut editor, &before);
    done(&mut editor, Wish::Shift { at: first.clone(), by: 1 });
    for (row, old) in table(&editor).rows.iter().zip(&old.rows) {
        assert_eq!((&row.cells[0], &row.cells[1]), (&old.cells[1], &old.cells[0]));
    }
    undone(&mut editor, &before);
    done(&mut editor, Wish::AddBelow { at: first.clone() });
    assert_ne!(table(&editor).heads[1].id, old.heads[1].id);
    for (row, old) in table(&editor).rows.iter().zip(&old.rows) {
        assert_eq!((row.cells.len(), &row.cells[2]), (old.cells.len() + 1, &old.cells[1]));
    }
    undone(&mut editor, &before);
    done(&mut editor, Wish::Duplicate { at: first });
    assert_ne!(table(&editor).heads[1].id, table(&editor).heads[0].id);
    for (row, old) in table(&editor).rows.iter().zip(&old.rows) {
        assert_eq!((&row.cells[1], row.cells.len()), (&old.cells[0], old.cells.len() + 1));
    }
    undone(&mut editor, &before);
}

#[test]
fn a_column_of_an_overview_goes_with_its_cells() {
    let mut editor = editor(unlocked("asn-2023"));
    let before = file::content(&editor.year);
    let mut place = None;
    each_block(&editor.year, &mut |report, block| {
        if let Block::Overview(block) = block {
            place.get_or_insert((of(&editor.year, report, &block.id), block.goals[0].goal.clone()));
        }
    });
    let (place, goal) = place.unwrap();
    done(&mut editor, Wish::Remove { at: place.field("goals.0") });
    let report = editor.year.report(&place.report).unwrap();
    let mut cells = 0;
    walk::each_block(report, &mut |block| {
        if let Block::Overview(block) = block {
            assert!(block.goals.iter().all(|other| other.goal != goal));
            let all = block.rows.iter().flat_map(|row| &row.cells);
            cells += all.inspect(|cell| assert_ne!(cell.goal, goal)).count();
        }
    });
    assert!(cells > 0);
    undone(&mut editor, &before);
}

/// The statuses of an overview's column stay in it when it is said to be of another goal.
#[test]
fn a_column_of_an_overview_keeps_its_cells_when_its_goal_is_another() {
    let mut editor = editor(unlocked("asn-2023"));
    let before = file::content(&editor.year);
    let overview = |editor: &Editor| {
        let mut found = None;
        each_block(&editor.year, &mut |report, block| {
            if let Block::Overview(block) = block {
                found.get_or_insert((of(&editor.year, report, &block.id), block.clone()));
            }
        });
        found.unwrap()
    };
    let (place, old) = overview(&editor);
    let of_goal = |block: &tertial::model::OverviewBlock, goal: &Id| {
        let cells = block.rows.iter().map(|row| row.cells.iter().find(|cell| cell.goal == *goal));
        cells.map(|cell| cell.map(|cell| cell.status.clone())).collect::<Vec<_>>()
    };
    let other = Id::new("ett-annat-mal").unwrap();
    type_in(&mut editor, &place.field("goals.0.goal").to_string(), other.as_str()).unwrap();
    let new = overview(&editor).1;
    assert_eq!(new.goals[0].goal, other);
    assert_eq!(of_goal(&new, &other), of_goal(&old, &old.goals[0].goal));
    undone(&mut editor, &before);
    // Of no goal for a while, and then of another; as one types it, and as one fills many cells.
    type_in(&mut editor, &place.field("goals.0.goal").to_string(), "").unwrap();
    assert_eq!(overview(&editor).1.rows, old.rows);
    let cells = vec![(place.field("goals.0.goal"), other.to_string())];
    done(&mut editor, Wish::TypeMany { name: "Klistrade in".to_owned(), cells, rows: Vec::new() });
    assert_eq!(of_goal(&overview(&editor).1, &other), of_goal(&old, &old.goals[0].goal));
    undone(&mut editor, &before);
    done(&mut editor, Wish::Duplicate { at: place.field("goals.0") });
    let copy = &overview(&editor).1.goals[1];
    assert!(copy.goal.is_missing() && copy.title == old.goals[0].title);
    undone(&mut editor, &before);
}

/// What a year joins by id: an indicator's first place and the risk that an action meets.
fn joined(year: &Year) -> BTreeSet<Id> {
    let mut ids = BTreeSet::new();
    for report in &year.reports {
        walk::each_indicator(report, &mut |own| {
            ids.insert(own.id.clone());
        });
        walk::each_risk(report, &mut |own| {
            ids.insert(own.id.clone());
        });
    }
    ids
}

/// The rows of a report that refer to something that is not in it, nor joined by the year.
fn dangling(year: &Year) -> BTreeSet<(Id, Id, Id)> {
    let units: BTreeSet<&Id> = year.committee.units.iter().map(|unit| &unit.id).collect();
    let (mut dangling, joined) = (BTreeSet::new(), joined(year));
    for report in &year.reports {
        let mut ids = units.clone();
        walk::elements(report, &mut |element| ids.extend([element.id]));
        walk::references(report, &mut |at, to| {
            if !to.is_missing() && !ids.contains(to) && !joined.contains(to) {
                dangling.insert((report.id.clone(), at.clone(), to.clone()));
            }
        });
        for note in &report.notes {
            if let Some(about) = note.about.as_ref().filter(|about| !ids.contains(about)) {
                dangling.insert((report.id.clone(), note.id.clone(), about.clone()));
            }
        }
    }
    dangling
}

#[test]
fn what_refers_to_an_element_goes_with_it() {
    let mut referred = BTreeSet::new();
    for name in EXAMPLES {
        let year = unlocked(name);
        for report in &year.reports {
            walk::references(report, &mut |_, to| {
                referred.insert((name, report.id.clone(), to.clone()));
            });
        }
    }
    let mut count = 0;
    for name in EXAMPLES {
        let mut editor = editor(unlocked(name));
        let year = editor.year.clone();
        let (before, known) = (file::content(&year), dangling(&year));
        let units = year
            .committee
            .units
            .iter()
            .map(|unit| Address::new(&year.id, &Id::default(), &unit.id));
        let is_referred =
            |at: &Address| referred.contains(&(name, at.report.clone(), at.element.clone()));
        // Each that is referred to, some that hold such, and the units.
        let holders = elements(&year).into_iter().filter(|at| !at.element.is_missing());
        let holders = holders.enumerate().filter(|(n, at)| n % 41 == 0 || is_referred(at));
        for place in holders.map(|(_, at)| at).chain(units) {
            // An end of a bridge is no item of a list.
            if editor.fulfil(Wish::Remove { at: place.clone() }, &pen(7)).is_err() {
                continue;
            }
            let now = dangling(&editor.year);
            let new: Vec<_> = now.difference(&known).collect();
            assert!(new.is_empty(), "without {place}: {new:?}");
            assert!(
                editor
                    .year
                    .committee
                    .units
                    .iter()
                    .all(|unit| { unit.parent.as_ref() != Some(&place.element) })
            );
            count += 1;
            editor.go_to(0).unwrap();
        }
        assert_eq!(file::content(&editor.year), before);
    }
    assert!(count > 100, "{count}");
}

/// A second place of an indicator follows it over the year, also where the first is taken out of a report.
#[test]
fn a_second_place_is_joined_to_what_other_reports_have() {
    let mut year = unlocked("asn-2020");
    let mut found = None;
    for report in &year.reports {
        let mut ids = BTreeSet::new();
        walk::each_indicator(report, &mut |own| {
            ids.insert(own.id.clone());
        });
        walk::each_indicator(report, &mut |own| {
            let first = own.same_as.as_ref().filter(|first| ids.contains(*first));
            if let Some(first) = first {
                found.get_or_insert((report.id.clone(), own.id.clone(), first.clone()));
            }
        });
    }
    let (report, second, first) = found.unwrap();
    let same_as = |editor: &Editor| {
        let mut same_as = None;
        walk::each_indicator(editor.year.report(&report).unwrap(), &mut |own| {
            if own.id == second {
                same_as = own.same_as.clone();
            }
        });
        same_as
    };
    let mut copy = Report::clone(year.report(&report).unwrap());
    copy.id = Id::new("en-kopia").unwrap();
    let place = Address::new(&year.id, &report, &first);
    year.reports.retain(|own| own.id == report);
    let mut alone = editor(year.clone());
    done(&mut alone, Wish::Remove { at: place.clone() });
    assert_eq!(same_as(&alone), None, "no report has it any longer");
    year.reports.push(Arc::new(copy));
    let mut beside = editor(year);
    done(&mut beside, Wish::Remove { at: place });
    assert_eq!(same_as(&beside), Some(first));
}

/// A locked report keeps its results of a unit that is no more: it shows what it showed.
#[test]
fn a_unit_goes_from_what_is_open_and_stays_in_what_is_locked() {
    let mut year = unlocked("asn-2023");
    let mut held = Vec::new();
    for (index, report) in year.reports.iter().enumerate() {
        walk::references(report, &mut |_, to| {
            held.extend(
                year.committee.units.iter().filter(|u| u.id == *to).map(|_| (index, to.clone())),
            );
        });
    }
    let (locked, unit) = held.first().cloned().unwrap();
    let mut copy = Report::clone(&year.reports[locked]);
    copy.id = Id::new("en-kopia").unwrap();
    let other = year.reports.len();
    year.reports.push(Arc::new(copy));
    let ready = tertial::model::State {
        stage: tertial::model::Stage::Ready,
        ..tertial::model::State::default()
    };
    Arc::make_mut(&mut year.reports[locked]).stages.push(ready);
    let mut editor = editor(year);
    let place = Address::new(&editor.year.id, &Id::default(), &unit);
    done(&mut editor, Wish::Remove { at: place });
    let has = |index: usize| {
        let mut has = false;
        walk::references(&editor.year.reports[index], &mut |_, to| has |= *to == unit);
        has
    };
    assert!(has(locked) && !has(other));
}
