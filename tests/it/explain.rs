//! Every computed figure can explain itself, and what it says is how it was computed.

use std::collections::HashSet;

use tertial::compose::{compose, make_ready};
use tertial::compute::{Agreement, Formula, Value};
use tertial::edit::{Editor, History, Pen, Wish};
use tertial::explain::{Explainer, Explanation, Source, explain, text};
use tertial::generate::{Size, generate};
use tertial::model::{Address, State, Status, Year};

use crate::common::{example, examples, report};

fn at(address: &str) -> Address {
    Address::parse(address).unwrap()
}

fn explained(year: &Year, address: &str) -> Explanation {
    explain(year, &at(address)).unwrap_or_else(|| panic!("nothing is computed at {address}"))
}

/// As people read it, with plain spaces.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// Explains all that the reports of a year show, and holds each explanation against itself.
fn check(year: &Year) -> usize {
    let explainer = Explainer::new(year);
    let editor = Editor::new(std::sync::Arc::new(year.clone()), History::default());
    let mut count = 0;
    for report in &year.reports {
        let mut seen = HashSet::new();
        for (address, derivation) in compose(year, report).derivations {
            assert!(seen.insert(address.clone()), "{address} is computed twice");
            let told = explainer.explain(&address).unwrap_or_else(|| panic!("{address}"));
            assert_eq!(told.derivation, derivation, "{address}");
            check_inputs(&told, &editor);
            check_text(&told);
            count += 1;
        }
    }
    count
}

fn check_inputs(told: &Explanation, editor: &Editor) {
    let Explanation { at, derivation, .. } = told;
    if !derivation.frozen {
        let again = derivation.formula.evaluate(&derivation.inputs);
        assert_eq!(again, Some(derivation.value), "{at}");
    }
    let terms: Vec<_> = told.parts.iter().flat_map(|part| &part.terms).collect();
    assert_eq!(terms.len(), derivation.inputs.len(), "{at} shows all inputs");
    for (term, input) in terms.iter().zip(&derivation.inputs) {
        assert_eq!((term.value, &term.at), (input.value, &input.at), "{at}");
        if let Some(place) = &term.at {
            let is_there = editor.locate(&Address { field: String::new(), ..place.clone() });
            assert!(is_there.is_some(), "{at}: {place} is no place");
        }
    }
}

fn check_text(told: &Explanation) {
    let text = text::render(told);
    assert!(text.contains(&told.result), "{text}");
    assert!(!told.title.is_empty() && !told.title.contains('/'), "{text}");
    for term in told.parts.iter().flat_map(|part| &part.terms) {
        assert!(text.contains(&term.shown), "{text}");
        assert!(term.at.as_ref().is_none_or(|at| text.contains(&at.to_string())), "{text}");
    }
}

#[test]
fn all_of_the_examples_explain_themselves() {
    for example in examples() {
        let count = check(&example.year);
        assert!(count > 30, "{}: {count}", example.year.id);
    }
}

#[test]
fn generated_years_explain_themselves() {
    for seed in 1..=6 {
        let mut year = generate(seed, Size::SMALL);
        assert!(check(&year) > 20);
        // And so they do when a report is locked and what it was computed from is gone.
        let last = year.reports.len() - 1;
        year.reports[last] =
            std::sync::Arc::new(make_ready(&year, &year.reports[last], State::default()));
        year.reports.remove(0);
        check(&year);
    }
}

/// An input that says that it is computed can be explained, and has the value it went in with.
#[test]
fn one_can_go_on_to_what_an_input_is_computed_from() {
    let mut count = 0;
    for example in examples() {
        let explainer = Explainer::new(&example.year);
        for report in &example.year.reports {
            for (address, _) in compose(&example.year, report).derivations {
                let told = explainer.explain(&address).unwrap();
                let terms = told.parts.iter().flat_map(|part| &part.terms);
                for term in terms.filter(|term| term.is_computed) {
                    let below = explainer.explain(term.at.as_ref().unwrap()).unwrap();
                    let is_same = below.derivation.value == term.value;
                    // What is stated goes before what is computed.
                    assert!(is_same || below.stated.is_some(), "{address}: {}", term.label);
                    count += 1;
                }
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn homes_for_teenagers_cost_more_by_volume_and_less_by_price() {
    let told = |field: &str| explained(example(), &format!("asn-2020/t2-2020/hvb-13-20/{field}"));
    let result = |field: &str| plain(&told(field).result);
    assert_eq!(result("cost"), "10 278 tkr");
    assert_eq!(result("budget"), "7 701 tkr");
    assert_eq!(result("price-effect"), "−295 tkr");
    assert_eq!(result("volume-effect"), "2 872 tkr");
    let deviation = told("deviation");
    let worked = deviation.worked.as_deref().map(plain);
    assert_eq!(worked.as_deref(), Some("10 278 − 7 701 = 2 577 tkr"));
    assert!(deviation.parts.iter().all(|part| part.terms[0].is_computed));
    // January to August, each of price, placements and days; February of a leap year.
    let cost = told("cost");
    assert_eq!(cost.parts.len(), 8);
    assert_eq!(cost.parts[1].label, "februari");
    let shown: Vec<String> = cost.parts[1].terms.iter().map(|term| plain(&term.shown)).collect();
    assert_eq!(shown, ["4 477 kr", "11 placeringar", "29"]);
    assert_eq!(cost.parts[1].result.as_deref().map(plain).as_deref(), Some("1 428 163"));
    let days = &told("placement-years").limits[0];
    assert_eq!((days.shown.as_str(), days.source), ("365", Source::Usual));
}

/// 2 017 care days against fewer than 1 703 for eight months: 18,4 % over.
#[test]
fn care_days_over_the_target_are_red_by_the_rule_of_2020() {
    let told = explained(example(), "asn-2020/t2-2020/hvb-dygn/status");
    assert_eq!(told.derivation.value, Value::Status(Status::Red));
    let worked = told.worked.as_deref().map(plain);
    assert_eq!(worked.as_deref(), Some("Utfallet ligger 18,4 % på fel sida om målet: Röd"));
    let limit = told.limits.iter().find(|limit| limit.what == "Gul till och med").unwrap();
    assert_eq!(plain(&limit.shown), "10 % på fel sida");
    assert!(told.limits.iter().any(|limit| limit.source == Source::Legend && limit.at.is_some()));
}

/// 2 555 a year are 1 703 for eight months.
#[test]
fn a_years_target_has_a_share_for_the_period() {
    let dygn = "asn-2020/t2-2020/hvb-dygn";
    let year = typed(
        example(),
        &[(&format!("{dygn}/target.period"), ""), (&format!("{dygn}/target.flow"), "ja")],
    );
    let status = explained(&year, "asn-2020/t2-2020/hvb-dygn/status");
    let target = &status.parts[1].terms[0];
    assert!(target.is_computed, "{target:?}");
    let share = explain(&year, target.at.as_ref().unwrap()).unwrap();
    assert!(plain(share.worked.as_deref().unwrap()).starts_with("2 555 × 8 / 12 = 1 703"));
}

/// 9 234 / 300 613.
#[test]
fn a_deviation_in_percent_of_the_budget() {
    let year = &examples()[1].year;
    let told = explained(year, "asn-2023/t1-2023/nk-asn/share");
    let worked = told.worked.map(|worked| plain(&worked));
    assert_eq!(worked.as_deref(), Some("9 234 / 300 613 × 100 = 3,1 %"));
}

#[test]
fn an_overruled_status_has_its_reason_or_says_that_it_has_none() {
    let address = "asn-2020/t2-2020/hvb-dygn/status";
    let year = typed(example(), &[(address, "Gul")]);
    let told = text::render(&explained(&year, address));
    let says = "En människa har satt Gul i stället för Röd. Ingen orsak är angiven.";
    assert!(told.contains(says), "{told}");
    let reason = "Två placeringar avslutades i augusti.";
    let year = typed(&year, &[("asn-2020/t2-2020/hvb-dygn/status.reason", reason)]);
    let told = text::render(&explained(&year, address));
    assert!(told.contains(&format!("Orsak: {reason}")), "{told}");
}

#[test]
fn a_ready_report_says_that_it_kept_its_values() {
    let ready = make_ready(example(), report("t2-2020"), State::default());
    let mut year = typed(example(), &[("asn-2020/t2-2020/hvb-dygn/outcome", "1 500")]);
    let own = year.reports.iter_mut().find(|report| report.id == ready.id).unwrap();
    let own = std::sync::Arc::make_mut(own);
    (own.stages, own.frozen, own.settings) = (ready.stages, ready.frozen, ready.settings);
    let told = explained(&year, "asn-2020/t2-2020/hvb-dygn/status");
    let kept = told.kept.as_ref().unwrap();
    assert_eq!((told.result.as_str(), kept.today.as_deref()), ("Röd", Some("Grön")));
}

/// Beside a goal's status stands what speaks for another, and it says how: most of the examples' own
/// judgements are the ones proposed.
#[test]
fn a_goals_proposal_says_what_it_is_put_together_from() {
    let (mut equal, mut all) = (0, 0);
    for example in examples() {
        let explainer = Explainer::new(&example.year);
        for report in &example.year.reports {
            let shown = compose(&example.year, report).derivations;
            for (address, _) in shown.iter().filter(|(_, d)| d.formula == Formula::RollUp) {
                let stated = explainer.explain(address).unwrap().stated.unwrap();
                assert!(stated.is_judgement, "{address}");
                equal += usize::from(stated.agreement == Agreement::Equal);
                all += 1;
            }
        }
    }
    assert!(all >= 15 && equal * 4 >= all * 3, "{equal} of {all}");
    let july = explained(&examples()[1].year, "asn-2023/juli-2023/nm-stod/status");
    assert_eq!(july.worked.as_deref(), Some("Saknas 1, Grön 5, Gul 3, Röd 2: Gul"));
    let units = explained(&examples()[1].year, "asn-2023/juli-2023/nm-stod/units.yellow");
    assert_eq!(units.result, "3");
}

#[test]
fn where_nothing_is_computed_nothing_is_explained() {
    for address in [
        "asn-2020/t2-2020/hvb-dygn/outcome",
        "asn-2020/t2-2020/hvb-dygn",
        "asn-2020/t2-2020/finns-inte/status",
        "asn-2020/finns-inte/hvb-dygn/status",
        "asn-2020/t2-2020",
        "asn-2020",
        "asn-1999/t2-2020/hvb-dygn/status",
    ] {
        assert_eq!(explain(example(), &at(address)), None, "{address}");
    }
}

/// The year after this was typed in these places.
fn typed(year: &Year, cells: &[(&str, &str)]) -> Year {
    let mut editor = Editor::new(std::sync::Arc::new(year.clone()), History::default());
    for (place, text) in cells {
        let wish = Wish::Type { at: at(place), text: (*text).to_owned() };
        let pen = Pen { by: "Eva Ek".into(), at: "2020-09-01T10:00".into(), seed: 1 };
        editor.fulfil(wish, &pen).unwrap_or_else(|error| panic!("{place}: {error}"));
    }
    Year::clone(&editor.year)
}
