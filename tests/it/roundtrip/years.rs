//! Any year the format allows is saved and opened without loss, and composed without a panic.

use proptest::prelude::*;
use serde_json::Value;
use tertial::compose::compose;
use tertial::document::{Document, text};
use tertial::file::{self, Opened, migrate};
use tertial::html::Renderer;
use tertial::json::{Problem, ProblemKind};
use tertial::model::Year;

use super::markup;
use crate::arbitrary;
use crate::common::{enveloped, examples, opened, reports};

/// Seeds are not kept: they mean another year as soon as the model changes.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 384,
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_saved_opens_as_the_same_year(content in arbitrary::content()) {
        let first = open_content(&content);
        let saved = file::save(&first.year);
        let second = opened(&saved);
        prop_assert_eq!(&first.year, &second.year);
        prop_assert!(second.problems.iter().all(is_about_meaning), "{:?}", second.problems);
        prop_assert_eq!(saved, file::save(&second.year));
    }

    #[test]
    fn any_year_is_composed_and_shown(content in arbitrary::content()) {
        let year = open_content(&content).year;
        for report in &year.reports {
            let document = compose(&year, report);
            check_derivations(&document);
            text::render(&document);
            let html = html(&document);
            markup::check(&html);
            prop_assert!(!html.contains("<script"), "{}", html);
            prop_assert!(!html.contains("href=\"javascript:"), "{}", html);
        }
    }
}

#[test]
fn the_examples_open_without_problems_and_are_saved_as_they_are() {
    for example in examples() {
        let Opened { year, problems, version, .. } = opened(&example.text);
        assert_eq!((problems, version), (Vec::new(), migrate::CURRENT), "{}", year.id);
        assert!(file::save(&year) == example.text, "{} is not in canonical form", year.id);
    }
}

#[test]
fn every_value_of_the_examples_follows_from_its_inputs() {
    for (year, report) in reports() {
        let document = compose(year, report);
        check_derivations(&document);
        markup::check(&html(&document));
    }
}

/// Opens what the schema allows: only what the content means may be wrong with it.
fn open_content(content: &Value) -> Opened {
    let opened = opened(&enveloped(migrate::CURRENT, &content.to_string()));
    let strange: Vec<&Problem> = opened.problems.iter().filter(|p| !is_about_meaning(p)).collect();
    assert!(strange.is_empty(), "{strange:?}");
    opened
}

fn is_about_meaning(problem: &Problem) -> bool {
    use ProblemKind::{Circle, Dangling, DuplicateId, Impossible, MissingId, NoChecksum};
    match problem.kind {
        Circle(_) | Dangling(_) | DuplicateId(_) | MissingId | NoChecksum => true,
        // Found in the model, not in the text: a period that runs backwards, say.
        Impossible(..) => problem.place.line == 0,
        _ => false,
    }
}

/// A value that was frozen is kept as it was; every other follows from its inputs.
pub fn check_derivations(document: &Document) {
    for (at, derivation) in document.derivations.iter().filter(|(_, d)| !d.frozen) {
        let again = derivation.formula.evaluate(&derivation.inputs);
        assert_eq!(again, Some(derivation.value), "{at}");
    }
}

pub fn html(document: &Document) -> String {
    let mut renderer = Renderer::new(&draw);
    let front = renderer.front(document);
    let pieces = document.pieces.iter().map(|piece| renderer.piece(piece));
    [front].into_iter().chain(pieces).collect()
}

#[cfg(feature = "charts")]
fn draw(drawing: tertial::html::Drawing<'_>) -> Option<String> {
    tertial::draw::drawing(drawing)
}

#[cfg(not(feature = "charts"))]
fn draw(_: tertial::html::Drawing<'_>) -> Option<String> {
    None
}

/// A year that holds something at least; else the properties would say little.
#[test]
fn arbitrary_years_are_not_empty() {
    use proptest::strategy::{Strategy, ValueTree};
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut blocks = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let content = arbitrary::content().new_tree(&mut runner).unwrap().current();
        let year: Year = open_content(&content).year;
        for report in &year.reports {
            tertial::model::walk::each_block(report, &mut |block| {
                let text = format!("{block:?}");
                blocks.insert(text.split('(').next().unwrap_or_default().to_owned());
            });
        }
    }
    assert!(blocks.len() >= 18, "only {blocks:?}");
}
