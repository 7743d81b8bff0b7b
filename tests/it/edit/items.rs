//! What the tools in the margin act on is what they stand at.

use std::collections::BTreeSet;

use tertial::edit::{Editor, Wish};
use tertial::file;
use tertial::json::{Member, Shape, string_of};
use tertial::model::Address;

use super::places::{EXAMPLES, each_table, record, unlocked};
use super::shown::page;
use super::{at, editor, pen};

fn items(editor: &Editor) -> Vec<Address> {
    let reports = editor.year.reports.iter();
    let items: BTreeSet<Address> = reports.flat_map(|report| page(editor, &report.id).1).collect();
    items.into_iter().collect()
}

/// Every item of every page stands in a list: it can be taken out, and put back.
#[test]
fn an_item_can_be_taken_out() {
    for name in EXAMPLES {
        let year = unlocked(name);
        let before = file::content(&year);
        let mut editor = editor(year);
        let all = items(&editor);
        assert!(all.len() > 150, "{name}: {}", all.len());
        for (index, item) in all.iter().enumerate() {
            let path = editor.locate(item).map(|target| [target.element, target.within].concat());
            let last = path.as_ref().and_then(|path| path.last());
            assert!(last.is_some_and(|key| key.parse::<usize>().is_ok()), "{item}: {path:?}");
            if index % 7 == 0 {
                let done = editor.fulfil(Wish::Remove { at: item.clone() }, &pen(1));
                assert!(matches!(done, Ok(Some(_))), "{item}: {done:?}");
                editor.go_to(0).unwrap();
            }
        }
        assert_eq!(file::content(&editor.year), before);
    }
}

/// On a row the item is the row, on a head the column, and never what the table is of.
#[test]
fn rows_and_heads_are_items_of_their_own() {
    for name in EXAMPLES {
        let editor = editor(unlocked(name));
        let mut columns = 0;
        each_table(&editor, &mut |piece, table, _| {
            for item in table.heads.iter().flatten().filter_map(|head| head.item()) {
                let is_column =
                    item.field.rsplit('.').next().is_some_and(|key| key.parse::<usize>().is_ok());
                assert!(is_column || record(&editor, &item) == "TallyClass", "{item}");
                columns += 1;
            }
            for row in &table.rows {
                let Some(item) = row.item() else { continue };
                assert!(*item != piece.address.field(""), "{}: {item}", piece.address);
                if item.field.is_empty() {
                    assert_eq!(item.element, row.address.element);
                }
            }
        });
        assert!(columns > 20, "{name}: {columns}");
    }
}

/// The places that used to lead to more than they show.
#[test]
fn titles_of_groups_and_ends_of_bridges_are_no_items() {
    let editor = editor(unlocked("asn-2020"));
    let all = items(&editor);
    let mut series = 0;
    each_table(&editor, &mut |piece, table, _| {
        for row in &table.rows {
            match record(&editor, &row.address) {
                "BridgeEnd" => assert!(row.item().is_none(), "{}", row.address),
                "VolumeSeries" => {
                    series += 1;
                    let item = row.item();
                    assert!(
                        item.is_none_or(|item| item.field.starts_with("measures.")),
                        "{item:?}"
                    );
                }
                "Goal" if row.address.field == "indicators" => assert!(row.item().is_none()),
                _ => {}
            }
        }
        let _ = piece;
    });
    assert!(series > 0);
    assert!(all.contains(&at("asn-2020/t2-2020/nk-ifo-netto")));
}

fn each_id(item: &dyn Member, found: &mut dyn FnMut(&str)) {
    if let Some(id) = item.part("id") {
        found(&string_of(id));
    }
    let is_list = matches!(item.shape(), Shape::List(_));
    item.each_part(&mut |_, part| {
        if is_list || !part.is_left_out() {
            each_id(part, found);
        }
    });
}

/// What a new block begins with can be typed in at once: all of it that is an element has an id.
#[test]
fn a_new_block_has_ids() {
    let mut editor = editor(unlocked("asn-2020"));
    let section = "asn-2020/t2-2020/risker/blocks";
    let list = editor.value(&editor.target(&at(section)).unwrap()).unwrap().shape();
    let Shape::List(Shape::Union(_, kinds)) = list else { panic!("{list:?} has no blocks") };
    for kind in kinds.iter() {
        let wish = Wish::Add { list: at(section), index: Some(0), kind: (*kind).to_owned() };
        editor.fulfil(wish, &pen(7)).unwrap().unwrap();
        let block = editor.value(&editor.target(&at(&format!("{section}.0"))).unwrap()).unwrap();
        let mut count = 0;
        each_id(block, &mut |id| {
            assert!(!id.is_empty(), "{kind}");
            count += 1;
        });
        assert!(count > 0, "{kind}");
    }
}
