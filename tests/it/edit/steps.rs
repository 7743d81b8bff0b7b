//! Names of steps, and steps that do not fit.

use tertial::edit::Wish;

use super::example;
use super::{at, editor, pen, type_in};

#[test]
fn steps_have_names_people_know() {
    let mut editor = editor(example("asn-2020"));
    let base = "asn-2020/t2-2020";
    let name = type_in(&mut editor, &format!("{base}//title"), "Delårsrapport 2, utkast").unwrap();
    assert_eq!(name, "Ändrade rubrik för Delårsrapport 2 2020");
    let wish = Wish::Remove { at: at(&format!("{base}/nk-ifo-netto")) };
    let step = editor.fulfil(wish, &pen(2)).unwrap().unwrap();
    assert!(step.name.starts_with("Tog bort raden "), "{}", step.name);
    assert_eq!((step.by.as_str(), step.at.as_str()), ("Eva Ek", "2020-09-10 08.15"));
}

#[test]
fn a_step_that_does_not_fit_changes_nothing() {
    let mut first = editor(example("asn-2020"));
    type_in(&mut first, "asn-2020/t2-2020//title", "En").unwrap();
    let step = first.history.steps[0].clone();
    let mut second = editor(example("asn-2020"));
    type_in(&mut second, "asn-2020/t2-2020//title", "Två").unwrap();
    let before = second.year.clone();
    let refused = second.take(step).unwrap_err();
    assert!(refused.to_string().contains("står något annat"), "{refused}");
    assert_eq!(second.year, before);
}
