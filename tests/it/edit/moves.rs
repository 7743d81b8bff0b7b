//! Moving to another parent, and figures that are typed over what is computed.

use std::collections::BTreeSet;
use std::sync::Arc;

use tertial::document::Content;
use tertial::edit::{Editor, Parent, Refused, Wish};
use tertial::file;
use tertial::model::Address;
use tertial::paper::Paper;
use tertial::studio::Studio;

use super::places::{each_table, record, uncounted, unlocked};
use super::{at, editor, elements, example, pen, type_in};

#[test]
fn an_element_moves_to_another_parent_and_back() {
    let mut editor = editor(unlocked("asn-2020"));
    let before = file::content(&editor.year);
    let mut kinds = BTreeSet::new();
    for place in elements(&editor.year.clone()) {
        let parents = editor.parents(&place);
        let mut names: Vec<&str> = parents.iter().map(|parent| parent.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), parents.len(), "{place}: {parents:#?}");
        // One of each kind of list is tried.
        let Some(Parent { list, .. }) = parents.last().cloned() else { continue };
        if !kinds.insert(list.field.clone()) {
            continue;
        }
        let wish = Wish::Move { at: place.clone(), to: list.clone() };
        let step = editor.fulfil(wish, &pen(1)).unwrap().unwrap();
        assert!(step.name.starts_with("Flyttade "), "{}", step.name);
        let address = |parent: &Parent| parent.list.clone();
        assert!(!editor.parents(&place).iter().map(address).any(|other| other == list), "{place}");
        editor.go_to(0).unwrap();
        assert_eq!(file::content(&editor.year), before, "{place}");
    }
    assert!(kinds.len() >= 6, "{kinds:?}");
}

#[test]
fn a_risk_a_row_and_a_goal_know_where_they_can_stand() {
    let editor = editor(example("asn-2020"));
    let names = |place: &str| {
        let parents = editor.parents(&at(&format!("asn-2020/t2-2020/{place}")));
        parents.into_iter().map(|parent| parent.name).collect::<Vec<_>>()
    };
    // A table without the columns in which the row has figures would hide them.
    assert_eq!(names("nk-ifo-netto"), ["Arbetsmarknads- & socialnämnden: resultaträkning"]);
    let sections = names("ekonomi-nettokostnad");
    assert!(sections.contains(&"Uppföljning Riskhantering".to_owned()), "{sections:?}");
    let report = at("asn-2020/t2-2020");
    assert!(editor.parents(&report).is_empty(), "a report stands nowhere else");
}

#[test]
fn nothing_moves_into_itself_or_to_another_kind() {
    let mut editor = editor(unlocked("asn-2020"));
    let own = at("asn-2020/t2-2020/risker/sections");
    assert!(!editor.parents(&at("asn-2020/t2-2020/risker")).iter().any(|one| one.list == own));
    for to in ["asn-2020/t2-2020/risker/sections", "asn-2020/t2-2020/resultatrakning/rows"] {
        let wish = Wish::Move { at: at("asn-2020/t2-2020/risker"), to: at(to) };
        assert_eq!(editor.fulfil(wish, &pen(1)), Err(Refused::Gone));
    }
}

/// The form shows what the year's work has no way of its own for.
#[test]
fn stages_are_no_fields() {
    let studio = Studio::new(Arc::new(example("asn-2020")), Vec::new(), "");
    for place in ["asn-2020/t2-2020", "asn-2020/t2-2020/risker"] {
        let html = tertial::html::form(&studio.form(&at(place)).unwrap());
        assert!(html.contains("data-at=") && html.contains("/title\""), "{html}");
        assert!(!html.contains("stages") && !html.contains("ready"), "{html}");
    }
    let html = tertial::html::form(&studio.form(&at("asn-2020/t2-2020/risker")).unwrap());
    assert!(html.contains("Flytta till</label>"), "{html}");
}

/// What is typed over a computed figure stands there; when it is cleared the computed one does again.
#[test]
fn a_cleared_figure_is_the_computed_one_again() {
    let mut kinds = BTreeSet::new();
    for name in ["asn-2020", "asn-2023", "asn-2025"] {
        let mut editor = editor(uncounted(name));
        let before = file::content(&editor.year);
        for (place, kind) in computed_cells(&editor) {
            if !kinds.insert((name, kind)) {
                continue;
            }
            let shown = |editor: &Editor| {
                let paper = Paper::of(editor, &place.report, true, false).unwrap();
                paper.pieces.concat()
            };
            let computed = shown(&editor);
            type_in(&mut editor, &place.to_string(), "17").unwrap();
            assert_eq!(editor.typing(&place).unwrap().value, "17", "{place}");
            assert_ne!(shown(&editor), computed, "{place}");
            type_in(&mut editor, &place.to_string(), "").unwrap();
            assert_eq!(shown(&editor), computed, "{place}");
            assert_eq!(file::content(&editor.year), before, "{place}");
        }
    }
    let of = |kind: &str| kinds.iter().any(|(_, known)| known.starts_with(kind));
    let all = ["Row", "Risk", "TallyClass", "BridgeEnd"];
    assert!(all.iter().all(|kind| of(kind)), "{kinds:?}");
}

/// The cells of tables that show a computed figure and can be written in.
fn computed_cells(editor: &Editor) -> Vec<(Address, String)> {
    let mut cells = Vec::new();
    each_table(editor, &mut |_, table, _| {
        for row in &table.rows {
            for cell in &row.cells {
                let is_computed = matches!(cell.contents.as_slice(),
                    [Content::Figure(figure)] if figure.computed);
                let at =
                    cell.place.clone().unwrap_or_else(|| row.address.field(cell.field.clone()));
                if is_computed && editor.typing(&at).is_some() {
                    cells.push((at.clone(), format!("{} {}", record(editor, &at), cell.field)));
                }
            }
        }
    });
    cells
}
