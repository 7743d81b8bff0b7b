//! What is chosen to be shown.

use std::collections::HashMap;

use tertial::document::{Body, Document, FilterGroup};
use tertial::follow::Desk;
use tertial::generate::{Size, generate};

use super::{desk, example_desk, page, panel, says, tables, titles};

/// The questions of a page's filter.
fn groups(document: &Document) -> Vec<FilterGroup> {
    let filters = document.pieces.iter().filter_map(|piece| match &piece.body {
        Body::Filter(groups) => Some(groups.clone()),
        _ => None,
    });
    filters.flatten().collect()
}

/// How many rows the first table of a panel has; none without a table.
fn rows(document: &Document, title: &str) -> usize {
    tables(&panel(document, title)).next().map_or(0, |table| table.rows.len())
}

#[test]
fn choices_of_risks_combine() {
    let count = |query: &str| {
        let document = page(example_desk(), &format!("asn-2025/sida.risker{query}"));
        rows(&document, "Register")
    };
    assert_eq!(count(""), 8);
    assert_eq!(count("?typ=trygghet"), 3);
    assert_eq!(count("?status=yellow"), 1);
    assert_eq!(count("?typ=trygghet&status=green"), 2);
    assert_eq!(count("?status=green&typ=trygghet"), 2, "in any order");
    assert_eq!(count("?typ=ekonomi&status=yellow"), 0);
    assert_eq!(count("?varde=over"), 8);
    assert_eq!(count("?varde=under"), 0);
    assert_eq!(count("?typ=trygghet&status=yellow&varde=over"), 1);
}

#[test]
fn an_unknown_choice_shows_nothing_and_says_so() {
    for query in ["typ=okand", "status=lila", "typ=ekonomi&status=yellow", "typ=<b>"] {
        let document = page(example_desk(), &format!("asn-2025/sida.risker?{query}"));
        let register = panel(&document, "Register");
        assert!(says(&register).contains("0 av 8 risker visas."), "{query}: {}", says(&register));
        assert!(!titles(&document).contains(&"Läget i matrisen"), "no matrix of nothing");
    }
    let document = page(example_desk(), "asn-2020/sida.uppdrag?givare=okand");
    assert!(says(&document).contains("0 av 12 uppdrag visas."), "{}", says(&document));
    // What no page asks for changes nothing.
    let document = page(example_desk(), "asn-2025/sida.risker?farg=red");
    assert_eq!(rows(&document, "Register"), 8);
}

#[test]
fn choices_of_assignments_combine() {
    let count = |query: &str| {
        rows(&page(example_desk(), &format!("asn-2020/sida.uppdrag{query}")), "Uppdragen")
    };
    assert_eq!(count(""), 12);
    assert_eq!(count("?status=yellow"), 2);
    assert_eq!(count("?status=ingen"), 1);
    assert_eq!(count("?givare=integrationsstrategin"), 6);
    assert_eq!(count("?givare=namnduppdrag&status=yellow"), 2);
    assert_eq!(count("?givare=integrationsstrategin&status=yellow"), 0);
}

/// Every choice shows what it says, keeps the other choices, and is marked when it holds.
#[test]
fn each_choice_holds_where_it_leads() {
    let hash = "asn-2025/sida.risker?status=green";
    for group in groups(&page(example_desk(), hash)) {
        for (text, link, _) in &group.choices {
            let document = page(example_desk(), link);
            let now: HashMap<String, String> = groups(&document)
                .into_iter()
                .map(|group| {
                    let on: Vec<_> = group.choices.into_iter().filter(|choice| choice.2).collect();
                    let [(text, ..)] = on.as_slice() else { panic!("{}: {on:?}", group.title) };
                    (group.title, text.clone())
                })
                .collect();
            assert_eq!(now[&group.title], *text);
            if group.title != "Åtgärdernas status" {
                assert_eq!(now["Åtgärdernas status"], "grön", "{link}");
            }
        }
    }
}

/// The types of risk divide the register.
#[test]
fn every_risk_has_one_type() {
    let document = page(example_desk(), "asn-2025/sida.risker");
    let groups = groups(&document);
    let types = groups.iter().find(|group| group.title == "Typ").unwrap();
    let mut sum = 0;
    for (_, link, _) in &types.choices[1..] {
        sum += rows(&page(example_desk(), link), "Register");
    }
    assert_eq!(sum, 8);
}

#[test]
fn units_are_shown_of_the_report_chosen() {
    let desk: Desk = desk([generate(3, Size::SMALL)]);
    let grid = |query: &str| {
        let document = page(&desk, &format!("prov-3/sida.mal{query}"));
        says(&panel(&document, "Enheter och mål"))
    };
    assert!(grid("?rapport=rapport-1").contains("i januari 2026."));
    assert!(grid("").contains("i februari 2026."), "the latest");
    assert!(grid("?rapport=okand").contains("i februari 2026."));
}
