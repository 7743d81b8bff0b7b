//! A sum follows its rows, and a row the sums around it.

use std::sync::Arc;

use tertial::compute::{Context, Sheet};
use tertial::edit::{Editor, Wish};
use tertial::file;
use tertial::model::{Address, Block, ColumnRole, Id, RowKind};

use super::bonds::{done, each_block, table, tables, undone};
use super::places::unlocked;
use super::{editor, pen, type_in};

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

/// Below a part of a row, a new row is in the sums that the row is in.
#[test]
fn a_row_below_a_part_is_in_the_sums_of_the_whole() {
    let mut editor = editor(unlocked("asn-2020"));
    let (place, part, sum) = summed(&editor);
    let old = table(&editor, &place);
    let (part, sum) = (place.element(&old.rows[part].id), place.element(&old.rows[sum].id));
    done(&mut editor, Wish::AddBelow { at: part.clone() });
    let rows = table(&editor, &place).rows;
    let of_which = rows.iter().position(|row| row.id == part.element).unwrap() + 1;
    let of_which = place.element(&rows[of_which].id);
    // It is made a part of the row above, which takes it out of the sum.
    type_in(&mut editor, &of_which.field("kind").to_string(), "Varav").unwrap();
    let ids: Vec<String> = old
        .rows
        .iter()
        .find(|row| row.id == sum.element)
        .unwrap()
        .sum
        .iter()
        .map(Id::to_string)
        .collect();
    type_in(&mut editor, &sum.field("sum").to_string(), &ids.join("; ")).unwrap();
    let sum_of = |editor: &Editor| {
        let rows = table(editor, &place).rows;
        rows.into_iter().find(|row| row.id == sum.element).unwrap().sum
    };
    let before = file::content(&editor.year);
    let count = editor.history.done;
    done(&mut editor, Wish::Duplicate { at: of_which.clone() });
    assert_eq!(sum_of(&editor).len(), ids.len(), "a copy of a part is a part");
    editor.go_to(count).unwrap();
    let wish = Wish::AddBelow { at: of_which.clone() };
    editor.fulfil(wish, &pen(8)).unwrap().unwrap();
    let rows = table(&editor, &place).rows;
    let at = rows.iter().position(|row| row.id == of_which.element).unwrap();
    let summed = sum_of(&editor);
    let whole = summed.iter().position(|id| *id == part.element).unwrap();
    assert_eq!(summed[whole + 1], rows[at + 1].id);
    editor.go_to(count).unwrap();
    assert_eq!(file::content(&editor.year), before);
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
