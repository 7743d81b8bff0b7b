//! Editing: steps that can be taken back, whatever they did.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use tertial::edit::{Editor, Form, FormPart, History, NewRow, Pen, Refused, Wish, changes_between};
use tertial::file;
use tertial::model::{Address, Id, Year, walk};

use crate::arbitrary;
use crate::common::{opened, read};

mod bonds;
mod copies;
mod forms;
mod items;
mod moves;
mod page;
mod papers;
mod places;
mod rows;
mod shown;
mod steps;
mod sums;
mod typing;
mod whole;

/// An example, to be changed.
fn example(name: &str) -> Year {
    opened(&read(&format!("public/exempel/{name}.tertial.json"))).year
}

fn editor(year: Year) -> Editor {
    Editor::new(Arc::new(year), History::default())
}

pub(crate) fn pen(seed: u64) -> Pen {
    Pen { by: "Eva Ek".to_owned(), at: "2020-09-10 08.15".to_owned(), seed }
}

fn at(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn type_in(editor: &mut Editor, place: &str, text: &str) -> Result<String, Refused> {
    let wish = Wish::Type { at: at(place), text: text.to_owned() };
    editor.fulfil(wish, &pen(1)).map(|step| step.map(|step| step.name).unwrap_or_default())
}

/// Every element of the year with its address: of its reports, of the committee, and the wholes.
fn elements(year: &Year) -> Vec<Address> {
    let mut all = vec![Address { file: year.id.clone(), ..Address::default() }];
    for report in &year.reports {
        all.push(Address::new(&year.id, &report.id, &Id::default()));
        let mut ids = BTreeSet::new();
        walk::elements(report, &mut |element| {
            if !element.id.is_missing() && ids.insert(element.id.clone()) {
                all.push(Address::new(&year.id, &report.id, element.id));
            }
        });
    }
    all
}

fn form_of(editor: &mut Editor, at: &Address) -> Option<Form> {
    editor.form(at)
}

fn each_field(parts: &[FormPart], visit: &mut dyn FnMut(&tertial::edit::FormField)) {
    for part in parts {
        match part {
            FormPart::Field(field) => visit(field),
            FormPart::Group { parts, .. } => each_field(parts, visit),
            FormPart::List { items, .. } | FormPart::Notes { notes: items, .. } => {
                items.iter().for_each(|item| each_field(&item.parts, visit));
            }
            FormPart::Links { .. } | FormPart::Past { .. } | FormPart::Kept(_) => {}
        }
    }
}

#[test]
fn typing_in_the_places_people_use() {
    let mut editor = editor(example("asn-2020"));
    let name = type_in(&mut editor, "asn-2020/t2-2020/nk-ifo-netto/prognos", "-201 500,5").unwrap();
    assert!(name.starts_with("Ändrade prognos"), "{name}");
    let json = file::content(&editor.year);
    assert!(json.contains("\"-201500.5\""));
    editor.go_to(0).unwrap();
    assert_eq!(file::content(&editor.year), file::content(&example("asn-2020")));
}

/// What is shown for editing, typed again, changes nothing: in every field of every element.
#[test]
fn typing_what_stands_there_changes_nothing() {
    for name in ["asn-2020", "asn-2023", "asn-2025"] {
        let year = example(name);
        let mut editor = editor(year.clone());
        let mut count = 0;
        for place in elements(&year) {
            let form =
                form_of(&mut editor, &place).unwrap_or_else(|| panic!("{place} has no form"));
            each_field(&form.parts, &mut |field| {
                count += 1;
                assert!(!field.label.is_empty(), "{} has no label", field.address);
                assert!(
                    field.choices.iter().all(|(_, name)| !name.is_empty()),
                    "{}",
                    field.address
                );
                let wish = Wish::Type { at: field.address.clone(), text: field.value.clone() };
                let step = editor.fulfil(wish, &pen(1));
                let is_same = matches!(step, Ok(None));
                assert!(is_same, "{}: {:?} gives {step:?}", field.address, field.value);
            });
        }
        assert!(count > 1000, "{name}: {count} fields");
    }
}

#[test]
fn a_locked_report_refuses_all_but_notes() {
    let mut year = example("asn-2020");
    let t2 = year.reports.iter_mut().find(|report| report.id.as_str() == "t2-2020").unwrap();
    let state = tertial::model::State { stage: tertial::model::Stage::Ready, ..Default::default() };
    Arc::make_mut(t2).stages.push(state);
    let mut editor = editor(year);
    let refused = type_in(&mut editor, "asn-2020/t2-2020/nk-ifo-netto/prognos", "1").unwrap_err();
    assert!(matches!(&refused, Refused::Locked(_)), "{refused}");
    let list = at("asn-2020/t2-2020//notes");
    assert!(
        editor
            .fulfil(Wish::Add { list, index: None, kind: String::new() }, &pen(3))
            .unwrap()
            .is_some()
    );
}

#[test]
fn what_cannot_be_read_is_refused_with_words_or_kept_as_a_figure() {
    let mut editor = editor(example("asn-2020"));
    let refused = type_in(&mut editor, "asn-2020/t2-2020//period.to", "snart").unwrap_err();
    assert!(refused.to_string().contains("snart") && refused.to_string().contains("ett datum"));
    type_in(&mut editor, "asn-2020/t2-2020/nk-ifo-netto/prognos", "kommer v. 40").unwrap();
    assert!(file::content(&editor.year).contains("kommer v. 40"));
}

/// The items of a list of a form that have no address of their own, and of an element's optional parts.
fn items(part: &FormPart) -> Vec<Address> {
    match part {
        FormPart::List { items, .. } => items.iter().map(|item| item.address.clone()).collect(),
        _ => Vec::new(),
    }
}

/// Wishes made of bytes: whatever they hit, all of it can be taken back.
pub(crate) fn random_wish(editor: &mut Editor, bytes: [u8; 4]) -> Option<Wish> {
    let year = editor.year.clone();
    let all = elements(&year);
    let place = all.get((usize::from(bytes[0]) * 251 + usize::from(bytes[1])) % all.len())?.clone();
    let form = form_of(editor, &place)?;
    let mut fields = Vec::new();
    each_field(&form.parts, &mut |field| fields.push(field.clone()));
    let lists: Vec<(Address, Vec<(&str, &str)>)> = form
        .parts
        .iter()
        .filter_map(|part| match part {
            FormPart::List { address, kinds, .. } => Some((address.clone(), kinds.clone())),
            _ => None,
        })
        .collect();
    let pick = usize::from(bytes[3]);
    let items: Vec<Address> = form.parts.iter().flat_map(items).collect();
    let item = |at: Address| items.get(pick % items.len().max(1)).cloned().unwrap_or(at);
    Some(match bytes[2] % 14 {
        0 | 1 => {
            let field = fields.get(pick % fields.len().max(1))?;
            let texts =
                ["", "12,5", "Ny text\n\n- en punkt", "grön", "2020-05-01", "ja", "< 5", "drygt 3"];
            Wish::Type { at: field.address.clone(), text: texts[pick % texts.len()].to_owned() }
        }
        2 | 3 => {
            let (list, kinds) = lists.get(pick % lists.len().max(1))?.clone();
            let kind = kinds[pick % kinds.len()].0.to_owned();
            Wish::Add { list, index: (pick % 3 != 0).then_some(pick % 4), kind }
        }
        4 => Wish::Remove { at: place },
        5 => Wish::Shift { at: place, by: i32::from(bytes[3] as i8) / 40 },
        6 => Wish::Duplicate { at: place },
        7 => Wish::AddBelow { at: item(place) },
        8 => {
            let parents = editor.parents(&place);
            let to = parents.get(pick % parents.len().max(1))?.list.clone();
            Wish::Move { at: place, to }
        }
        9 => {
            let new_row = |field: &&str| NewRow {
                below: item(place.clone()),
                cells: vec![((*field).to_owned(), "Ny".to_owned())],
            };
            let cells = fields.iter().skip(pick % 3).step_by(2).take(6);
            let cells =
                cells.map(|field| (field.address.clone(), ["", "12", "grön"][pick % 3].to_owned()));
            Wish::TypeMany {
                name: "Klistrade in".to_owned(),
                cells: cells.collect(),
                rows: ["title", "label"].iter().take(pick % 4 / 2 * 2).map(new_row).collect(),
            }
        }
        // What has no address of its own: columns, heads, measures.
        10 => Wish::Remove { at: item(place) },
        11 => Wish::Duplicate { at: item(place) },
        12 => Wish::Shift { at: item(place), by: if pick % 2 == 0 { 1 } else { -1 } },
        _ => Wish::Note { about: place },
    })
}

fn undone_is_as_before(year: Year, wishes: &[[u8; 4]]) {
    let before = file::content(&year);
    let mut editor = editor(year);
    for (index, bytes) in wishes.iter().enumerate() {
        if let Some(wish) = random_wish(&mut editor, *bytes) {
            let _ = editor.fulfil(wish, &pen(index as u64));
        }
    }
    let after = file::content(&editor.year);
    // What was done lives through the file: the same year, and the same file of it.
    let bytes = file::save(&editor.year);
    let saved = opened(&bytes);
    assert_eq!(file::content(&saved.year), after);
    assert_eq!(saved.year, *editor.year, "saved and opened");
    assert_eq!(file::save(&saved.year), bytes, "saved, opened and saved");
    let kept = History::read_text(&editor.history.text());
    assert_eq!(kept, editor.history);
    let count = editor.history.done;
    editor.go_to(0).unwrap();
    assert_eq!(file::content(&editor.year), before, "all undone");
    editor.go_to(count).unwrap();
    assert_eq!(file::content(&editor.year), after, "all done again");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_all_undone(wishes in proptest::collection::vec(any::<[u8; 4]>(), 1..40)) {
        undone_is_as_before(example("asn-2025"), &wishes);
    }

    #[test]
    fn any_edits_of_any_year_all_undone(
        content in arbitrary::content(),
        wishes in proptest::collection::vec(any::<[u8; 4]>(), 1..12),
    ) {
        let opened = opened(&crate::common::enveloped(file::migrate::CURRENT, &content.to_string()));
        if !opened.year.id.is_missing() {
            undone_is_as_before(opened.year, &wishes);
        }
    }
}

/// The difference between two states, done to the first, gives the second.
#[test]
fn a_difference_is_a_step() {
    let before = example("asn-2020");
    let mut editor = editor(before.clone());
    for seed in 0..40_u8 {
        let bytes = [seed.wrapping_mul(37), seed.wrapping_mul(91), seed, seed.wrapping_mul(53)];
        if let Some(wish) = random_wish(&mut editor, bytes) {
            let _ = editor.fulfil(wish, &pen(seed.into()));
        }
    }
    let after = editor.year.clone();
    assert!(editor.history.done > 10);
    assert!(!changes_between(&before, &after).is_empty());
    let mut other = self::editor(before.clone());
    let wish = Wish::Become {
        name: "Blev".to_owned(),
        year: Box::new(Year::clone(&after)),
        unlocks: false,
    };
    other.fulfil(wish, &pen(9)).unwrap();
    assert_eq!(file::content(&other.year), file::content(&after));
    other.go_to(0).unwrap();
    assert_eq!(file::content(&other.year), file::content(&before));
}

#[test]
fn a_new_id_is_free() {
    let mut editor = editor(example("asn-2020"));
    let list = at("asn-2020/t2-2020//sections");
    for seed in 0..20 {
        let wish = Wish::Add { list: list.clone(), index: None, kind: String::new() };
        editor.fulfil(wish, &pen(seed)).unwrap();
    }
    let opened = opened(&file::save(&editor.year));
    assert_eq!(opened.problems, []);
}
