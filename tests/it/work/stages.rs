//! Ready and decided.

use tertial::model::{Date, Signature, Stage, State};
use tertial::work::{StageError, advance, is_ready, mark_section, unlock};

use super::*;

fn state(stage: Stage) -> State {
    State { stage, by: "Anna Ek".into(), date: Date::parse("2026-05-04"), ..State::default() }
}

#[test]
fn a_report_goes_its_way_and_back() {
    let year = generated(1);
    let report = &year.reports[1];
    let ready = advance(&year, report, state(Stage::Ready)).unwrap();
    assert!(ready.is_locked() && !ready.frozen.is_empty() && ready.settings.is_some());
    assert_eq!(advance(&year, &ready, state(Stage::Decided)), Err(StageError::NoParagraph));
    let decision = State { paragraph: "§ 91".into(), ..state(Stage::Decided) };
    let undated = State { date: None, ..decision.clone() };
    assert_eq!(advance(&year, &ready, undated), Err(StageError::NoDate(Stage::Decided)));
    let decided = advance(&year, &ready, decision).unwrap();
    assert_eq!(advance(&year, &decided, state(Stage::Dispatched)), Err(StageError::NoRecipient));
    let sent = State { to: "Kommunstyrelsen".into(), ..state(Stage::Dispatched) };
    let sent = advance(&year, &decided, sent).unwrap();
    assert_eq!(sent.frozen, ready.frozen);
    let skip = advance(&year, report, state(Stage::Decided));
    let skipped = StageError::NotNext { from: Stage::Draft, to: Stage::Decided };
    assert_eq!(skip, Err(skipped.clone()));
    assert!(skipped.to_string().contains("Den blir klar först"));
    assert_eq!(unlock(&sent, "Bo", None, " "), Err(StageError::NoReason));
    let draft = unlock(&sent, "Bo", Date::parse("2026-06-01"), "Fel siffra").unwrap();
    assert!(!draft.is_locked() && draft.frozen.is_empty() && draft.settings.is_none());
    assert_eq!(draft.stages.len(), 4, "what it went through stays");
    assert_eq!(unlock(&draft, "Bo", None, "igen"), Err(StageError::NotLocked));
    assert!(advance(&year, &draft, state(Stage::Ready)).is_ok());
}

#[test]
fn a_section_is_ready_with_those_under_it() {
    let (year, report) = crate::common::report_in_year("t2-2020");
    let mark =
        Signature { by: "Eva".into(), date: Date::parse("2020-09-10"), ..Default::default() };
    let marked = mark_section(report, &id("ekonomi"), Some(mark.clone())).unwrap();
    assert_eq!(is_ready(&marked, &id("ekonomi-ifo")), Some(&mark));
    assert_eq!(is_ready(&marked, &id("risker")), None);
    let unsigned = Signature { by: String::new(), ..mark.clone() };
    assert_eq!(mark_section(report, &id("ekonomi"), Some(unsigned)), Err(StageError::NoName));
    let nowhere = mark_section(report, &id("ingenstans"), None);
    assert_eq!(nowhere, Err(StageError::NoSection(id("ingenstans"))));
    let back = mark_section(&marked, &id("ekonomi"), None).unwrap();
    assert!(back == *report);
    let ready = advance(year, &marked, state(Stage::Ready)).unwrap();
    let locked = mark_section(&ready, &id("ekonomi"), None);
    assert_eq!(locked, Err(StageError::Locked(Stage::Ready)));
}

#[test]
fn a_report_keeps_settings_of_its_own() {
    let mut year = generated(1);
    let own = tertial::model::Settings { yellow_limit: Some(3.into()), ..year.settings.clone() };
    Arc::make_mut(&mut year.reports[1]).settings = Some(own.clone());
    let around = |year: &Year, at: usize| {
        let ready = advance(year, &year.reports[at], state(Stage::Ready)).unwrap();
        let year = with(&Year::clone(year), ready.clone());
        assert_eq!(new_problems(&year, &year), Vec::<String>::new());
        unlock(&ready, "Bo", None, "Fel siffra").unwrap().settings
    };
    assert_eq!(around(&year, 1), Some(own));
    assert_eq!(around(&year, 2), None, "the year's settings hold again");
}

/// All stages by the editor. None is taken back in passing: the report is unlocked first.
#[test]
fn stages_are_gone_past_only_when_unlocked() {
    use tertial::edit::{Editor, History, Pen, Wish};
    let year = generated(1);
    let own = year.reports[1].id.clone();
    let mut editor = Editor::new(Arc::new(year.clone()), History::default());
    let decision = State { paragraph: "§ 91".into(), ..state(Stage::Decided) };
    let sent = State { to: "Kommunstyrelsen".into(), ..state(Stage::Dispatched) };
    let change_to = |editor: &mut Editor, report, seed| {
        let mut year = Year::clone(&editor.year);
        year.reports[1] = Arc::new(report);
        let pen = Pen { by: "Anna Ek".into(), at: "2026-05-04 10.00".into(), seed };
        let name = format!("Steg {seed}");
        editor.fulfil(Wish::Become { name, year: Box::new(year), unlocks: true }, &pen).unwrap();
    };
    let mut files = vec![file::save(&editor.year)];
    for (at, to) in [state(Stage::Ready), decision, sent].into_iter().enumerate() {
        let report = advance(&editor.year, editor.year.report(&own).unwrap(), to).unwrap();
        change_to(&mut editor, report, at as u64);
        files.push(file::save(&editor.year));
    }
    let stages = |editor: &Editor| editor.year.report(&own).unwrap().stages.len();
    assert_eq!(
        (editor.year.report(&own).unwrap().stage(), stages(&editor)),
        (Stage::Dispatched, 3)
    );
    for done in 0..3 {
        let refused = editor.go_to(done).unwrap_err().to_string();
        assert!(refused.contains("lås upp den under Läge"), "{refused}");
        assert_eq!(file::save(&editor.year), files[3]);
    }
    let open = unlock(editor.year.report(&own).unwrap(), "Bo", None, "Fel siffra").unwrap();
    change_to(&mut editor, open, 4);
    editor.go_to(0).unwrap();
    assert_eq!(file::save(&editor.year), files[0]);
    editor.go_to(3).unwrap();
    assert_eq!(file::save(&editor.year), files[3]);
}
