//! What belongs together in several lists comes, moves and goes together, as one step.

use std::collections::BTreeSet;
use std::sync::Arc;

use tertial::compute::{Context, Sheet};
use tertial::edit::{Editor, Wish};
use tertial::file;
use tertial::model::{
    Address, Block, ColumnRole, FigureTable, Id, Report, RowKind, TableBlock, TableCell, TableHead,
    TableRow, Year, walk,
};

use super::places::unlocked;
use super::{at, editor, elements, pen, type_in};

const EXAMPLES: [&str; 3] = ["asn-2020", "asn-2023", "asn-2025"];

fn done(editor: &mut Editor, wish: Wish) {
    let told = format!("{wish:?}");
    let step = editor.fulfil(wish, &pen(7)).unwrap_or_else(|refused| panic!("{told}: {refused}"));
    assert!(step.is_some(), "{told} changes nothing");
}

/// All blocks of a year with the addresses of their reports.
fn each_block(year: &Year, visit: &mut dyn FnMut(&Arc<Report>, &Block)) {
    for report in &year.reports {
        walk::each_block(report, &mut |block| visit(report, block));
    }
}

fn of(year: &Year, report: &Report, id: &Id) -> Address {
    Address::new(&year.id, &report.id, id)
}

fn tables(year: &Year) -> Vec<(Address, FigureTable)> {
    let mut tables = Vec::new();
    each_block(year, &mut |report, block| {
        if let Block::Figures(table) = block {
            tables.push((of(year, report, &table.id), table.clone()));
        }
    });
    tables
}

fn table(editor: &Editor, at: &Address) -> FigureTable {
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

fn undone(editor: &mut Editor, before: &str) {
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
    done(&mut editor, Wish::Duplicate { at: place.field("goals.0") });
    let copy = &overview(&editor).1.goals[1];
    assert!(copy.goal.is_missing() && copy.title == old.goals[0].title);
    undone(&mut editor, &before);
}

/// The rows of a report that refer to something that is not in it.
fn dangling(year: &Year) -> BTreeSet<(Id, Id, Id)> {
    let units: BTreeSet<&Id> = year.committee.units.iter().map(|unit| &unit.id).collect();
    let mut dangling = BTreeSet::new();
    for report in &year.reports {
        let mut ids = units.clone();
        walk::elements(report, &mut |element| ids.extend([element.id]));
        walk::references(report, &mut |at, to| {
            if !to.is_missing() && !ids.contains(to) {
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

/// A table with a row that is in a sum: the table, the row's place in it, and the sum's.
fn summed(editor: &Editor) -> (Address, usize, usize) {
    let tables = tables(&editor.year);
    let mut found = tables.iter().flat_map(|(place, table)| {
        table.rows.iter().enumerate().filter_map(move |(sum, row)| {
            let part = row.sum.get(1)?;
            let part = table.rows.iter().position(|other| other.id == *part)?;
            (table.rows[part].kind == RowKind::Item).then(|| (place.clone(), part, sum))
        })
    });
    found.next().unwrap()
}

#[test]
fn sums_follow_their_rows() {
    let mut editor = editor(unlocked("asn-2020"));
    let before = file::content(&editor.year);
    let (place, part, sum) = summed(&editor);
    let old = table(&editor, &place);
    let (part_id, sum_id) = (old.rows[part].id.clone(), old.rows[sum].id.clone());
    let row = place.element(&part_id);
    let sum_of = |editor: &Editor| {
        let rows = table(editor, &place).rows;
        rows.into_iter().find(|row| row.id == sum_id).unwrap().sum
    };
    for wish in [Wish::AddBelow { at: row.clone() }, Wish::Duplicate { at: row.clone() }] {
        done(&mut editor, wish);
        let new = table(&editor, &place).rows[part + 1].id.clone();
        let ids = sum_of(&editor);
        let own = ids.iter().position(|id| *id == part_id).unwrap();
        assert_eq!((&ids[own + 1], ids.len()), (&new, old.rows[sum].sum.len() + 1));
        undone(&mut editor, &before);
    }
    // A copy of a sum is in no sum: the same rows would count twice.
    done(&mut editor, Wish::Duplicate { at: place.element(&sum_id) });
    let copy = table(&editor, &place).rows[sum + 1].id.clone();
    assert!(table(&editor, &place).rows.iter().all(|row| !row.sum.contains(&copy)));
    undone(&mut editor, &before);
    done(&mut editor, Wish::Remove { at: row.clone() });
    assert!(!sum_of(&editor).contains(&part_id));
    let year = editor.year.clone();
    let context = Context::new(&year, year.report(&place.report).unwrap());
    let new = table(&editor, &place);
    let actual = new.columns.iter().find(|column| column.role == ColumnRole::Actual).unwrap();
    let row = new.rows.iter().find(|row| row.id == sum_id).unwrap();
    let cell = Sheet::new(&context, &new).cell(row, actual);
    assert!(cell.computed.is_some(), "the sum is one of the rows left");
    undone(&mut editor, &before);
}

#[test]
fn sums_of_effects_follow_too() {
    let mut year = unlocked("asn-2020");
    let id = |text: &str| Id::new(text).unwrap();
    let effect = |own: &str, sum: &[&str]| tertial::model::Effect {
        id: id(own),
        sum: sum.iter().map(|part| id(part)).collect(),
        ..Default::default()
    };
    let block = Block::Effects(tertial::model::EffectsBlock {
        id: id("effekter"),
        effects: vec![effect("alla", &["en", "tva"]), effect("en", &[]), effect("tva", &[])],
        ..Default::default()
    });
    let report = Arc::make_mut(&mut year.reports[1]);
    Arc::make_mut(&mut report.sections[0]).blocks.push(block);
    let place = Address::new(&year.id, &year.reports[1].id, &id("en"));
    let mut editor = editor(year);
    let sums = |editor: &Editor| {
        let mut sums = Vec::new();
        each_block(&editor.year, &mut |_, block| {
            if let Block::Effects(block) = block
                && block.id.as_str() == "effekter"
            {
                sums.extend(block.effects[0].sum.iter().map(Id::to_string));
            }
        });
        sums
    };
    done(&mut editor, Wish::AddBelow { at: place.clone() });
    assert_eq!(sums(&editor).len(), 3);
    done(&mut editor, Wish::Remove { at: place });
    assert_eq!((sums(&editor).len(), sums(&editor)[1].as_str()), (2, "tva"));
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

#[test]
fn a_row_that_moves_leaves_its_sums() {
    let mut editor = editor(unlocked("asn-2020"));
    let before = file::content(&editor.year);
    let moves = tables(&editor.year).into_iter().find_map(|(place, table)| {
        let in_sum = |id: &Id| table.rows.iter().any(|row| row.sum.contains(id));
        table.rows.iter().filter(|row| in_sum(&row.id)).find_map(|row| {
            let row = place.element(&row.id);
            let to = editor.parents(&row).first()?.list.clone();
            Some((place.clone(), row, to))
        })
    });
    let (place, row, to) = moves.unwrap();
    done(&mut editor, Wish::Move { at: row.clone(), to });
    assert!(table(&editor, &place).rows.iter().all(|other| !other.sum.contains(&row.element)));
    undone(&mut editor, &before);
}

/// A copy of a report is a draft of the same elements.
#[test]
fn a_copied_report_is_a_draft_that_joins_the_others() {
    let mut year = unlocked("asn-2020");
    let ready = tertial::model::State {
        stage: tertial::model::Stage::Ready,
        ..tertial::model::State::default()
    };
    let signed = tertial::model::Signature { by: "Eva Ek".into(), ..Default::default() };
    let report = Arc::make_mut(&mut year.reports[1]);
    report.stages.push(ready);
    report.frozen.push(tertial::model::Frozen::default());
    Arc::make_mut(&mut report.sections[0]).ready = Some(signed);
    let mut editor = editor(year);
    let old = editor.year.reports[1].clone();
    let place = of(&editor.year, &old, &Id::default());
    done(&mut editor, Wish::Duplicate { at: place });
    let copy = &editor.year.reports[2];
    assert!(copy.id != old.id && copy.stages.is_empty() && copy.frozen.is_empty());
    let ids = |report: &Report| {
        let mut ids = Vec::new();
        walk::elements(report, &mut |element| ids.push(element.id.clone()));
        ids
    };
    assert_eq!(ids(copy), ids(&old));
    walk::each_section(&copy.sections, &mut |section| assert_eq!(section.ready, None));
    assert_eq!(crate::common::opened(&file::save(&editor.year)).problems, []);
}
