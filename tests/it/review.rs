//! The checks as a whole: rules are told apart, what is found again after an edit is what a fresh look
//! finds, places exist, mends mend, and what is accepted stays accepted until its values change.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use tertial::edit::{Editor, History, Pen, Wish};
use tertial::model::{Accepted, Year};
use tertial::review::{Finding, Inspector, Review, rules};

use crate::common::examples;
use crate::edit::{pen, random_wish};

fn editor(year: &Year) -> Editor {
    Editor::new(Arc::new(year.clone()), History::default())
}

fn told(review: &Review) -> Vec<String> {
    let tell = |finding: &Finding| {
        format!("{} {} {} {}", finding.rule.code, finding.at, finding.values, finding.message)
    };
    review.findings.iter().map(tell).collect()
}

#[test]
fn rules_say_what_they_are() {
    let mut codes = BTreeSet::new();
    for rule in rules() {
        assert!(codes.insert(rule.code), "{} stands twice", rule.code);
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        assert!(rule.code.bytes().all(is_plain), "{}", rule.code);
        assert!(!rule.title.ends_with('.') && rule.why.ends_with('.'), "{}", rule.code);
    }
    assert!(codes.len() >= 40, "{}", codes.len());
}

#[test]
fn every_finding_has_a_place_and_says_what_to_do() {
    for example in examples() {
        let editor = editor(&example.year);
        for finding in Inspector::default().review(&example.year).findings {
            let Finding { rule, at, message, hint, .. } = &finding;
            let places = [at].into_iter().chain(&finding.also);
            for place in places {
                let element = place.field("");
                assert!(editor.locate(&element).is_some(), "{}: {place}", rule.code);
            }
            assert!(message.ends_with(['.', '?', '”']), "{}: {message}", rule.code);
            assert!(!hint.is_empty(), "{} {at}", rule.code);
        }
    }
}

#[test]
fn a_mend_mends() {
    for example in examples() {
        for finding in Inspector::default().review(&example.year).findings {
            let Some(mend) = finding.mend.clone() else { continue };
            let mut editor = editor(&unlocked(&example.year));
            let wish = Wish::TypeMany { name: mend.says, cells: mend.cells, rows: Vec::new() };
            let step = editor.fulfil(wish, &Pen::default());
            assert!(matches!(step, Ok(Some(_))), "{}: {step:?}", finding.at);
            let after = Inspector::default().review(&editor.year);
            let is_same = |other: &Finding| {
                other.rule.code == finding.rule.code
                    && other.at == finding.at
                    && other.values == finding.values
            };
            assert!(!after.findings.iter().any(is_same), "{} {}", finding.rule.code, finding.at);
        }
    }
}

/// A copy in which nothing is locked.
fn unlocked(year: &Year) -> Year {
    let mut year = year.clone();
    for report in &mut year.reports {
        let report = Arc::make_mut(report);
        report.stages.clear();
    }
    year
}

#[test]
fn what_is_accepted_comes_back_with_other_values() {
    let mut year = examples()[0].year.clone();
    let mut inspector = Inspector::default();
    let found = inspector.review(&year);
    let finding = found.findings.iter().find(|finding| finding.rule.code == "antal").unwrap();
    year.review.accepted.push(Accepted {
        rule: finding.rule.code.to_owned(),
        at: finding.at.to_string(),
        values: finding.values.clone(),
        reason: "Så står det i originalet.".into(),
        by: "Eva Ek".to_owned(),
        ..Accepted::default()
    });
    let again = inspector.review(&year);
    assert_eq!(again.open().count() + 1, found.open().count());
    // Another printed count is another finding.
    let mut editor = editor(&unlocked(&year));
    let wish = Wish::Type { at: finding.at.clone(), text: "7".to_owned() };
    editor.fulfil(wish, &Pen::default()).unwrap().unwrap();
    let changed = inspector.review(&editor.year);
    assert!(changed.open().any(|other| other.at == finding.at), "it is back");
}

#[test]
fn a_rule_that_is_off_finds_nothing_and_another_severity_holds() {
    use tertial::model::{RuleChoice, RuleSeverity};
    let mut year = examples()[0].year.clone();
    let choose = |year: &mut Year, severity| {
        let rule = "antal".to_owned();
        year.review.rules = vec![RuleChoice { rule, severity, ..RuleChoice::default() }];
    };
    let mut inspector = Inspector::default();
    let mut count = |year: &Year, word: Option<&str>| {
        let found = inspector.review(year).findings;
        let is_wanted = |finding: &&Finding| {
            finding.rule.code == "antal" && word.is_none_or(|word| finding.severity.word() == word)
        };
        found.iter().filter(is_wanted).count()
    };
    let usual = count(&year, Some("fel"));
    assert!(usual > 0);
    choose(&mut year, RuleSeverity::Question);
    assert_eq!(count(&year, Some("fraga")), usual);
    choose(&mut year, RuleSeverity::Off);
    assert_eq!(count(&year, None), 0);
}

#[test]
fn a_unit_that_goes_is_missed_where_it_is_named() {
    let mut year = examples()[1].year.clone();
    let mut inspector = Inspector::default();
    let before = told(&inspector.review(&year));
    year.committee.units.clear();
    let after = told(&inspector.review(&year));
    assert_eq!(after, told(&Inspector::default().review(&year)));
    assert!(after.len() > before.len(), "units are named in the reports");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// After any edits, undone and done again, a look at what changed finds what a look at all finds.
    #[test]
    fn looking_again_finds_what_a_fresh_look_finds(
        which in 0..3_usize,
        wishes in proptest::collection::vec(any::<[u8; 4]>(), 1..8),
    ) {
        let mut editor = editor(&unlocked(&examples()[which].year));
        let mut inspector = Inspector::default();
        inspector.review(&editor.year);
        for (index, bytes) in wishes.iter().enumerate() {
            let Some(wish) = random_wish(&mut editor, *bytes) else { continue };
            if editor.fulfil(wish, &pen(index as u64)).is_err() {
                continue;
            }
            let again = told(&inspector.review(&editor.year));
            prop_assert_eq!(again, told(&Inspector::default().review(&editor.year)));
        }
        editor.go_to(0).unwrap();
        let again = told(&inspector.review(&editor.year));
        prop_assert_eq!(again, told(&Inspector::default().review(&editor.year)));
    }
}
