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
