//! What can be written on a follow-up page: it stands in one place of one report, and what is typed there
//! already changes nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use tertial::document::View;
use tertial::edit::{Editor, History, Pen, Wish};
use tertial::follow::Desk;
use tertial::html::{Hook, Renderer};
use tertial::model::{Address, Stage, State, Status, Year};
use tertial::paper::hook_over;
use tertial::route::ViewPlace;

use super::example_desk;
use crate::common::examples;

/// A place on a painted page: its address and what is typed there.
type Place = (Address, String);

/// A page as it is painted for writing.
fn painted(desk: &Desk, editor: &Editor, view: View) -> String {
    let hooks = |at: &Address| -> Option<Hook> { hook_over(editor, at) };
    let document = desk.page(&ViewPlace::new(&editor.year.id, view), None).unwrap();
    let mut renderer = Renderer::new(&|_| None).writing_over(&hooks);
    document.panels().into_iter().map(|panel| renderer.panel(panel)).collect()
}

/// What an attribute says, unescaped.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    Some(plain.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to)))
}

/// The places of a page that can be edited.
fn places(html: &str) -> Vec<Place> {
    let tags = html.split('<').filter_map(|part| part.split('>').next());
    let place = |tag: &str| {
        attribute(tag, "data-k")?;
        let element = attribute(tag, "data-el").expect("a place names its element");
        let field = attribute(tag, "data-f").unwrap_or_default();
        let at = Address::parse(&element).expect("an address").field(field);
        Some((at, attribute(tag, "data-v").unwrap_or_default()))
    };
    tags.filter_map(place).collect()
}

fn editor(year: &Year) -> Editor {
    Editor::new(Arc::new(year.clone()), History::default())
}

/// The example as if no report were locked.
fn unlocked(year: &Year) -> Year {
    let mut year = year.clone();
    for report in &mut year.reports {
        Arc::make_mut(report).stages.clear();
    }
    year
}

#[test]
fn what_is_typed_on_a_page_stands_in_a_report_of_its_year() {
    let pen = Pen { by: "Eva Ek".into(), at: "2025-09-30 14.32".into(), seed: 1 };
    for example in examples() {
        let year = unlocked(&example.year);
        let mut desk = example_desk().clone();
        desk.put(Arc::new(year.clone()));
        let mut editor = editor(&year);
        let mut count = 0;
        for view in View::ALL {
            let places = places(&painted(&desk, &editor, view));
            println!("{} {view:?}: {} places", year.id, places.len());
            count += places.len();
            for (at, text) in places {
                assert_eq!(at.file, year.id, "{at}");
                assert!(!at.report.is_missing(), "{at}");
                let wish = Wish::Type { at: at.clone(), text: text.clone() };
                let step = editor.fulfil(wish, &pen);
                assert_eq!(step.map(|step| step.is_some()), Ok(false), "{view:?} {at} {text:?}");
            }
        }
        assert!(count > 100, "{} has {count} places", year.id);
        assert_eq!(*editor.year, year);
    }
}

#[test]
fn a_locked_report_cannot_be_written_in() {
    for example in examples() {
        let mut year = unlocked(&example.year);
        let locked = year.reports.last().unwrap().id.clone();
        let reports = |year: &Year| -> BTreeSet<String> {
            let mut desk = example_desk().clone();
            desk.put(Arc::new(year.clone()));
            let editor = editor(year);
            let all = View::ALL.into_iter().flat_map(|view| places(&painted(&desk, &editor, view)));
            all.map(|(at, _)| at.report.to_string()).collect()
        };
        assert!(reports(&year).contains(locked.as_str()));
        let report = Arc::make_mut(year.reports.last_mut().unwrap());
        report.stages.push(State { stage: Stage::Ready, ..State::default() });
        assert!(!reports(&year).contains(locked.as_str()));
    }
}

#[test]
fn a_status_typed_on_a_page_is_on_it() {
    let year = unlocked(&examples()[0].year);
    let mut editor = editor(&year);
    let desk = |editor: &Editor| {
        let mut desk = example_desk().clone();
        desk.put(editor.year.clone());
        desk
    };
    let statuses = |editor: &Editor| -> Vec<Place> {
        let all = places(&painted(&desk(editor), editor, View::Goals));
        all.into_iter().filter(|(at, _)| at.field == "status").collect()
    };
    let (at, before) = statuses(&editor).into_iter().next().unwrap();
    let other = if before == Status::Red.word() { Status::Green } else { Status::Red };
    let wish = Wish::Type { at: at.clone(), text: other.word().to_owned() };
    assert!(editor.fulfil(wish, &Pen::default()).unwrap().is_some());
    assert!(statuses(&editor).contains(&(at.clone(), other.word().to_owned())));
    editor.go_to(0).unwrap();
    assert!(statuses(&editor).contains(&(at, before)));
}
