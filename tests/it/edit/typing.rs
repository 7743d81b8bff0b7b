//! What follows from what is typed: in the places beside it, and in what could not be read before.

use std::sync::Arc;

use tertial::edit::{Refused, Wish, show};
use tertial::file;
use tertial::file::migrate::CURRENT;
use tertial::model::{Address, Block, Date, Stage, State, Year, walk};
use tertial::number::Unit;
use tertial::studio::Studio;

use super::places::unlocked;
use super::{at, editor, example, pen, type_in};
use crate::common::{enveloped, opened};

#[test]
fn a_period_that_is_begun_has_both_days() {
    let mut editor = editor(unlocked("asn-2020"));
    let before = file::content(&editor.year);
    let own = |editor: &tertial::edit::Editor| {
        let report = editor.year.reports.iter().find(|r| r.id.as_str() == "t2-2020").unwrap();
        let section = report.sections.iter().find(|s| s.id.as_str() == "risker").unwrap();
        section.period.clone().map(|period| (period.from.to_string(), period.to.to_string()))
    };
    let days = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
    let place = "asn-2020/t2-2020/risker/period";
    type_in(&mut editor, &format!("{place}.from"), "1 juli 2020").unwrap();
    assert_eq!(own(&editor), days("2020-07-01", "2020-08-31"), "to the end of the report");
    type_in(&mut editor, &format!("{place}.to"), "2020-07-31").unwrap();
    assert_eq!(own(&editor), days("2020-07-01", "2020-07-31"));
    let refused = type_in(&mut editor, &format!("{place}.to"), "").unwrap_err();
    assert!(matches!(&refused, Refused::Unfit { .. }), "no period ends in the year 0: {refused}");
    let step = editor.fulfil(Wish::Remove { at: at(place) }, &pen(3)).unwrap().unwrap();
    assert_eq!(step.name, "Tog bort period för Uppföljning Riskhantering");
    assert_eq!(own(&editor), None);
    type_in(&mut editor, &format!("{place}.from"), "2021-02-03").unwrap();
    assert_eq!(own(&editor), days("2021-02-03", "2021-02-03"), "after the report, a day");
    editor.go_to(0).unwrap();
    assert_eq!(file::content(&editor.year), before);
}

#[test]
fn a_reports_own_settings_begin_as_the_years() {
    let mut year = unlocked("asn-2020");
    year.settings.yellow_limit = Some(12.into());
    year.settings.risk_threshold = Some(9);
    let mut editor = editor(year);
    let place = "asn-2020/t2-2020//settings";
    let is_same = type_in(&mut editor, &format!("{place}.yellow_limit"), "12").unwrap();
    assert_eq!((is_same.as_str(), editor.history.done), ("", 0));
    type_in(&mut editor, &format!("{place}.yellow_limit"), "5").unwrap();
    let report = |editor: &tertial::edit::Editor| {
        let id = at(place).report;
        editor.year.report(&id).unwrap().settings.clone()
    };
    let own = report(&editor).unwrap();
    assert_eq!((own.yellow_limit, own.risk_threshold), (Some(5.into()), Some(9)));
    editor.fulfil(Wish::Remove { at: at(place) }, &pen(2)).unwrap().unwrap();
    assert_eq!(report(&editor), None);
}

#[test]
fn a_status_that_is_cleared_takes_its_reason_along() {
    let mut editor = editor(unlocked("asn-2020"));
    let place = "asn-2020/t2-2020/hvb-dygn";
    type_in(&mut editor, &format!("{place}/status"), "grön").unwrap();
    type_in(&mut editor, &format!("{place}/status.reason"), "Ett beslut i juni.").unwrap();
    let before = file::content(&editor.year);
    assert!(before.contains("Ett beslut i juni."));
    type_in(&mut editor, &format!("{place}/status"), "").unwrap();
    assert!(!file::content(&editor.year).contains("Ett beslut i juni."));
    editor.go_to(2).unwrap();
    assert_eq!(file::content(&editor.year), before);
    let cells = vec![(at(&format!("{place}/status")), String::new())];
    let wish = Wish::TypeMany { name: "Rensade".to_owned(), cells, rows: Vec::new() };
    editor.fulfil(wish, &pen(4)).unwrap().unwrap();
    assert!(!file::content(&editor.year).contains("Ett beslut i juni."), "in many at once too");
}

/// A year in which some values could not be read.
const DAMAGED: &str = r#"{"id": "asn-2020", "year": 2020, "reports": [{"id": "t1", "kind": "t1",
    "title": {"sv": "Delår"}, "sections": [{"id": "mal", "title": "Mål", "page": "sideways",
    "blocks": [{"id": "nytt", "kind": "hologram", "x": 1}, {"id": "m", "kind": "goals", "goals": [
        {"id": "g", "kind": "committee", "indicators": [{"id": "i", "outcome": 5}]}]}]}]}]}"#;

#[test]
fn what_could_not_be_read_goes_when_it_is_written() {
    let bytes = enveloped(file::migrate::CURRENT, DAMAGED);
    let mut editor = editor(opened(&bytes).year);
    let before = file::content(&editor.year);
    type_in(&mut editor, "asn-2020/t1//title", "Delårsrapport 1").unwrap();
    type_in(&mut editor, "asn-2020/t1/mal/page", "new").unwrap();
    type_in(&mut editor, "asn-2020/t1/i/outcome", "7").unwrap();
    let saved = file::save(&editor.year);
    let problems = opened(&saved).problems;
    assert!(
        problems.iter().all(|one| !format!("{one:?}").contains("DuplicateKey")),
        "{problems:?}"
    );
    let content = file::content(&editor.year);
    assert!(
        !content.contains("sideways")
            && !content.contains("\"sv\"")
            && content.contains("hologram")
    );
    editor.go_to(0).unwrap();
    assert_eq!(file::content(&editor.year), before);
}

/// A list that stands twice in the file: the second holds other items, and stays when one is added to the
/// first or a cell is typed.
#[test]
fn a_second_list_stays_beside_the_first() {
    let twice = r#"{"id": "asn-2020", "year": 2020, "reports": [{"id": "t1", "kind": "t1",
        "sections": [{"id": "s", "title": "Ekonomi", "title": "Pengar", "blocks": [{"id": "tabell",
        "kind": "figures", "columns": [{"id": "utfall", "title": "Utfall"}],
        "rows": [{"id": "en", "label": "En", "cells": {"utfall": "1"}, "cells": {"utfall": "8"}}],
        "rows": [{"id": "annan", "label": "Annan"}]}]}]}]}"#;
    let mut editor = editor(opened(&enveloped(file::migrate::CURRENT, twice)).year);
    assert!(file::content(&editor.year).contains("\"Annan\""));
    let wish = Wish::AddBelow { at: at("asn-2020/t1/en") };
    editor.fulfil(wish, &pen(1)).unwrap().unwrap();
    type_in(&mut editor, "asn-2020/t1/en/cells.utfall", "2").unwrap();
    let content = file::content(&editor.year);
    assert!(content.contains("\"Annan\"") && content.contains("\"8\""), "{content}");
    type_in(&mut editor, "asn-2020/t1/s/title", "Budget").unwrap();
    assert!(!file::content(&editor.year).contains("Pengar"), "a value is written as a whole");
}

#[test]
fn what_could_not_be_read_can_be_taken_away() {
    let bytes = enveloped(file::migrate::CURRENT, DAMAGED);
    let mut editor = editor(opened(&bytes).year);
    let before = file::content(&editor.year);
    let step = editor.fulfil(Wish::Remove { at: at("asn-2020/t1/mal/_kept.0") }, &pen(1));
    assert_eq!(step.unwrap().unwrap().name, "Tog bort det otolkade page");
    assert!(!file::content(&editor.year).contains("sideways"));
    let block = at("asn-2020/t1/mal/blocks.0");
    editor.fulfil(Wish::Shift { at: block.clone(), by: 1 }, &pen(2)).unwrap().unwrap();
    let moved = at("asn-2020/t1/mal/blocks.1");
    editor.fulfil(Wish::Remove { at: moved }, &pen(3)).unwrap().unwrap();
    assert!(!file::content(&editor.year).contains("hologram"));
    editor.go_to(0).unwrap();
    assert_eq!(file::content(&editor.year), before);
}

fn staged(year: &Year, stage: Stage) -> Wish {
    let mut year = year.clone();
    let report = year.reports.iter_mut().find(|report| report.id.as_str() == "t2-2020").unwrap();
    let date = Date::new(2020, 9, 10);
    Arc::make_mut(report).stages.push(State { stage, date, ..State::default() });
    Wish::Become { name: "Läge".to_owned(), year: Box::new(year), unlocks: true }
}

/// Nothing that is locked now is changed by going to another step.
#[test]
fn undoing_stops_at_what_is_locked() {
    let mut editor = editor(unlocked("asn-2020"));
    type_in(&mut editor, "asn-2020/t2-2020//title", "Delår två").unwrap();
    editor.fulfil(staged(&editor.year.clone(), Stage::Ready), &pen(2)).unwrap().unwrap();
    type_in(&mut editor, "asn-2020/plan-2020//title", "Planen").unwrap();
    let note = Wish::Note { about: at("asn-2020/t2-2020/hvb-dygn") };
    editor.fulfil(note, &pen(3)).unwrap().unwrap();
    let year = editor.year.clone();
    for done in [0, 1] {
        let refused = editor.go_to(done).unwrap_err();
        assert!(matches!(&refused, Refused::Passed(title) if title == "Delår två"), "{refused}");
        assert!(refused.to_string().contains("är låst: lås upp den under Läge"));
        assert_eq!((&editor.year, editor.history.done), (&year, 4));
    }
    // Other reports and internal notes are free.
    editor.go_to(2).unwrap();
    editor.go_to(4).unwrap();
    assert_eq!(editor.year, year);
    // From an unlocked state one may go back past both.
    editor.fulfil(staged(&year, Stage::Draft), &pen(5)).unwrap().unwrap();
    editor.go_to(0).unwrap();
    editor.go_to(2).unwrap();
    let refused = editor.go_to(5).unwrap_err();
    assert!(matches!(refused, Refused::Passed(_)), "what unlocks it is not done again either");
    // What was gone to before, here or in another tab, is gone to again.
    editor.follow_to(1).unwrap();
    assert_eq!(editor.history.done, 1);
}

#[test]
fn a_note_is_signed_and_can_be_written_while_the_report_is_locked() {
    let mut year = example("asn-2020");
    let report = year.reports.iter_mut().find(|report| report.id.as_str() == "t2-2020").unwrap();
    let ready = State { stage: Stage::Ready, ..State::default() };
    Arc::make_mut(report).stages.push(ready);
    let mut editor = editor(year);
    let about = at("asn-2020/t2-2020/hvb-dygn");
    let step = editor.fulfil(Wish::Note { about: about.clone() }, &pen(3)).unwrap().unwrap();
    assert!(step.name.starts_with("Lade till en anteckning om indikatorn "), "{}", step.name);
    let note = editor.year.report(&about.report).unwrap().notes.last().cloned().unwrap();
    let signature = note.signature.unwrap();
    assert_eq!((signature.by.as_str(), signature.date), ("Eva Ek", Date::new(2020, 9, 10)));
    assert_eq!(note.about.as_ref(), Some(&about.element));
    let place = Address { field: "text".to_owned(), ..about.element(&note.id) };
    type_in(&mut editor, &place.to_string(), "Fråga Ulla.").unwrap();
    assert!(file::content(&editor.year).contains("Fråga Ulla."));
}

/// What the journal says somebody did is done again, also where it would be refused today.
#[test]
fn the_journal_is_followed_past_locks() {
    let mut studio = Studio::new(Arc::new(unlocked("asn-2020")), Vec::new(), "");
    let wish = Wish::Type { at: at("asn-2020/t2-2020//title"), text: "Två".to_owned() };
    let typed = studio.fulfil(wish, &pen(1)).unwrap().unwrap();
    let year = Year::clone(&studio.editor.year);
    let ready = studio.fulfil(staged(&year, Stage::Ready), &pen(2)).unwrap().unwrap();
    assert!(matches!(studio.go_to(0, &pen(3)), Err(Refused::Passed(_))));
    let mut other = Studio::new(Arc::new(unlocked("asn-2020")), Vec::new(), "");
    for entry in [typed.as_str(), &ready, "{\"go\": 0}", "{\"go\": 1}"] {
        other.replay(entry).unwrap();
    }
    assert_eq!(other.editor.history.done, 1);
}

#[test]
fn a_units_row_has_its_name_and_a_name_its_unit() {
    let mut editor = editor(unlocked("asn-2020"));
    let before = file::content(&editor.year);
    let goal = editor.year.reports.iter().find_map(|report| {
        let mut found = None;
        walk::each_block(report, &mut |block| {
            let Block::Goals(block) = block else { return };
            walk::each_goal(&block.goals, &mut |goal| {
                found = found.take().or(Some(goal.id.clone()))
            });
        });
        Some(format!("{}/{}/{}", editor.year.id, report.id, found?))
    });
    let list = at(&format!("{}/units", goal.unwrap()));
    let unit = editor.year.committee.units[1].clone();
    for (typed, text) in [("units", unit.id.as_str()), ("label", unit.name.as_str())] {
        let wish = Wish::Add { list: list.clone(), index: Some(0), kind: String::new() };
        editor.fulfil(wish, &pen(4)).unwrap().unwrap();
        let row = format!("{}.0", list);
        type_in(&mut editor, &format!("{row}.{typed}"), text).unwrap();
        let value = |key: &str| {
            show(editor.value(&editor.target(&at(&format!("{row}.{key}"))).unwrap()).unwrap())
        };
        assert_eq!((value("label"), value("units")), (unit.name.clone(), unit.id.to_string()));
        editor.go_to(0).unwrap();
        assert_eq!(file::content(&editor.year), before);
    }
}

fn unit_of_first(year: &Year) -> Unit {
    let Block::Goals(block) = &year.reports[0].sections[0].blocks[0] else { panic!("no goals") };
    block.goals[0].indicators[0].unit
}

#[test]
fn a_unit_that_is_typed_after_a_figure_is_the_indicators() {
    for (place, text, unit) in [
        ("target", "> 90 %", Unit::Percent),
        ("target", "≤ 98 000 kr", Unit::Kr),
        ("outcome", "82,5 %", Unit::Percent),
        ("outcome", "2,4 mnkr", Unit::Mnkr),
        ("outcome", "2,4 mkr", Unit::Mnkr),
        ("outcome", "17", Unit::Number),
        ("outcome", "hälften av alla kr", Unit::Number),
    ] {
        let goals =
            r#"{"kind": "goals", "id": "g", "goals": [{"id": "m", "indicators": [{"id": "i"}]}]}"#;
        let section = format!(r#"{{"id": "s", "blocks": [{goals}]}}"#);
        let year = format!(r#"{{"id": "a", "reports": [{{"id": "r", "sections": [{section}]}}]}}"#);
        let mut editor = editor(opened(&enveloped(CURRENT, &year)).year);
        let before = file::content(&editor.year);
        type_in(&mut editor, &format!("a/r/i/{place}"), text).unwrap();
        assert_eq!(unit_of_first(&editor.year), unit, "{text}");
        // Another figure leaves it.
        type_in(&mut editor, &format!("a/r/i/{place}"), "5 tkr").unwrap();
        let unit = if unit == Unit::Number { Unit::Tkr } else { unit };
        assert_eq!(unit_of_first(&editor.year), unit, "{text}");
        editor.go_to(0).unwrap();
        assert_eq!(file::content(&editor.year), before);
    }
}

#[test]
fn a_key_figure_of_a_kind_is_named_by_it() {
    let staff = r#"{"kind": "staff", "id": "p", "measures": [{"id": "m"}]}"#;
    let section = format!(r#"{{"id": "s", "blocks": [{staff}]}}"#);
    let year = format!(r#"{{"id": "a", "reports": [{{"id": "r", "sections": [{section}]}}]}}"#);
    let mut editor = editor(opened(&enveloped(CURRENT, &year)).year);
    let label = |editor: &tertial::edit::Editor| editor.typing(&at("a/r/m/label")).unwrap().value;
    type_in(&mut editor, "a/r/m/staff", "sick-leave").unwrap();
    assert_eq!(label(&editor), "Sjukfrånvaro");
    // A name that stands stays.
    type_in(&mut editor, "a/r/m/staff", "turnover").unwrap();
    assert_eq!(label(&editor), "Sjukfrånvaro");
}
