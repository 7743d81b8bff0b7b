//! Desks and years with nothing, little, much or anything on them.

use std::time::Instant;

use proptest::prelude::*;
use tertial::document::{Document, View, text};
use tertial::file;
use tertial::generate::{Size, generate};
use tertial::html::Renderer;
use tertial::model::{
    Assessment, Block, Goal, GoalsBlock, Id, Markdown, Report, Risk, RisksBlock, Status,
    UnitResult, Year,
};
use tertial::route::ViewPlace;

use super::build::{id, indicator, outcome, risks, t2, year};
use super::{cells, desk, example_desk, page, page_on, pages, row, says};
use crate::arbitrary;
use crate::common::{enveloped, examples, opened};
use crate::roundtrip::markup;

fn html(document: &Document) -> String {
    let mut renderer = Renderer::new(&|_| None);
    document.pieces.iter().map(|piece| renderer.piece(piece)).collect()
}

#[test]
fn committees_are_not_mixed() {
    let own = |name: &str| {
        let mut year = year(2026, vec![t2(2026, risks(&[(name, 3, 4)]))]);
        year.id = id(name);
        year.committee.id = id(name);
        year
    };
    let both = desk([own("skola"), own("vard")]);
    for view in View::ALL {
        let hash = format!("skola/sida.{}", view.word());
        assert_eq!(page(&both, &hash), page(&desk([own("skola")]), &hash), "{hash}");
    }
    // Committees without an id are nobody's.
    let nameless = |name: &str| {
        let mut year = own(name);
        year.committee.id = Id::default();
        year
    };
    let both = desk([nameless("skola"), nameless("vard")]);
    assert!(!says(&page(&both, "skola/sida.risker")).contains("vard"));
}

#[test]
fn a_year_that_is_not_on_the_desk_has_no_pages() {
    let mut desk = example_desk().clone();
    assert_eq!(page_on(&desk, "asn-2024/sida.mal", None), None);
    desk.forget("asn-2023");
    assert_eq!(page_on(&desk, "asn-2023/sida.mal", None), None);
    assert!(page_on(&desk, "asn-2020/sida.mal", None).is_some());
    assert!(!says(&page(&desk, "asn-2025/sida.risker")).contains("2023"));
}

#[test]
fn a_year_put_again_takes_the_place_of_the_old() {
    let risk = |name| year(2026, vec![t2(2026, risks(&[(name, 3, 4)]))]);
    let said = says(&page(&desk([risk("gammal"), risk("ny")]), "ar-2026/sida.risker"));
    assert!(said.contains("Risken ny") && !said.contains("gammal"), "{said}");
}

const NOTHING: [(View, &str); 9] = [
    (View::Overview, "Året har inga dokument än."),
    (View::Goals, "Året har inga mål än."),
    (View::Risks, "Året har inga risker än."),
    (View::Economy, "Årets rapporter har ingen prognos över nettokostnaden än."),
    (View::Volumes, "Inget av åren har volymer och priser."),
    (View::Staff, "Inga nyckeltal om personal finns i åren här."),
    (View::Assignments, "Året har inga uppdrag än."),
    (View::Wheel, "Inget av åren har ett årshjul."),
    (View::Governing, "Inget av åren har en lista över styrdokument."),
];

#[test]
fn an_empty_year_says_what_it_lacks() {
    let desk = desk([year(2026, Vec::new())]);
    for (view, sentence) in NOTHING {
        let said = says(&page(&desk, &format!("ar-2026/sida.{}", view.word())));
        assert!(said.contains(sentence), "{said}");
    }
    let reported = super::desk([year(2026, vec![t2(2026, risks(&[]))])]);
    let said = says(&page(&reported, "ar-2026/sida.oversikt"));
    assert!(said.contains("inga bedömningar, ingen prognos och inga risker än"), "{said}");
}

#[test]
fn a_year_with_only_a_plan_is_planned() {
    let mut year = examples()[0].year.clone();
    year.reports.truncate(1);
    let desk = desk([year]);
    let said = |view: View| says(&page(&desk, &format!("asn-2020/sida.{}", view.word())));
    assert!(said(View::Overview).contains("Året är planerat men inte uppföljt än."));
    assert!(said(View::Goals).contains("Stödet till personer som står långt från arbete"));
    assert!(said(View::Risks).contains("5×5"));
    assert!(said(View::Economy).contains("Driftbudget, planen 2020"));
    assert!(said(View::Volumes).contains("Inget av åren har volymer"));
    assert!(said(View::Staff).contains("Inga nyckeltal om personal"));
    assert!(said(View::Assignments).contains("En kommungemensam kompetensförsörjningsplan"));
    assert!(said(View::Wheel).contains("Årshjul 2020"));
    assert!(said(View::Governing).contains("Anhörigpolicy"));
}

/// Goals with these statuses.
fn goals(statuses: &[Status]) -> Report {
    let goal = |(index, status): (usize, &Status)| Goal {
        id: id(&format!("mal-{index}")),
        title: format!("Mål {index}"),
        status: Assessment { status: *status, ..Assessment::default() },
        ..Goal::default()
    };
    let goals = statuses.iter().enumerate().map(goal).collect();
    t2(2026, Block::Goals(GoalsBlock { id: id("malen"), goals, ..GoalsBlock::default() }))
}

#[test]
fn one_and_many_goals_are_said_in_swedish() {
    use Status::{Green, Marked, NotMeasured, Red, Unset, Yellow};
    let cases: [(&[Status], &str); 7] = [
        (&[Green], "Målet är grönt."),
        (&[Red], "Målet är rött."),
        (&[Green, Green], "Alla två mål är gröna."),
        (&[Green, Yellow], "Ett av två mål är grönt, ett gult."),
        (&[Red, Red, Yellow], "Inget av tre mål är grönt, ett gult och två röda."),
        (
            &[Green, NotMeasured, Unset],
            "Ett av tre mål är grönt, ett inte mätt och ett utan bedömning.",
        ),
        (&[Green, Marked], "Ett av två mål är grönt, ett med okänd färg."),
    ];
    for (statuses, sentence) in cases {
        let said = says(&page(&desk([year(2026, vec![goals(statuses)])]), "ar-2026/sida.oversikt"));
        assert!(said.contains(sentence), "{statuses:?}: {said}");
    }
}

#[test]
fn one_risk_and_one_unit_are_said_in_swedish() {
    let Block::Risks(block) = risks(&[("a", 4, 4), ("b", 1, 1)]) else { panic!() };
    let block = Block::Risks(RisksBlock { threshold: Some(15), ..block });
    let said = says(&page(&desk([year(2026, vec![t2(2026, block)])]), "ar-2026/sida.oversikt"));
    assert!(said.contains("En risk har värdet 15 eller mer."), "{said}");
    let unit = |(index, status): (usize, Status)| UnitResult {
        id: id(&format!("svar-{index}")),
        label: format!("Enhet {index}"),
        status: Assessment { status, ..Assessment::default() },
        ..UnitResult::default()
    };
    let units = [Status::Green, Status::Yellow, Status::Red, Status::Red];
    let units = units.into_iter().enumerate().map(unit).collect();
    let goal = Goal { id: id("mal"), title: "Målet".into(), units, ..Goal::default() };
    let block = GoalsBlock { id: id("malen"), goals: vec![goal], ..GoalsBlock::default() };
    let document =
        page(&desk([year(2026, vec![t2(2026, Block::Goals(block))])]), "ar-2026/sida.mal");
    let said = says(&document);
    assert!(said.contains("Grön 1, gul 1, röd 2 av 4 enheter"), "{said}");
}

#[test]
fn one_indicator_makes_a_page() {
    let year = year(2026, vec![t2(2026, indicator(outcome("Nöjda", "70")))]);
    let document = page(&desk([year]), "ar-2026/sida.mal");
    assert_eq!(
        cells(row(&document, "Nöjda")),
        ["Nöjda", "70"],
        "no trend and no line of one value"
    );
}

/// A link in a text would stand within the link to its place.
#[test]
fn no_link_stands_within_another() {
    let linked = Markdown("Se [planen](https://exempel.se)".into());
    let risk = Risk { id: id("risk"), text: linked, ..Risk::default() };
    let block = RisksBlock { id: id("risker"), risks: vec![risk], ..RisksBlock::default() };
    let year = year(2026, vec![t2(2026, Block::Risks(block))]);
    let html = html(&page(&desk([year]), "ar-2026/sida.risker"));
    assert!(html.contains("Se planen"), "{html}");
    check_links(&html);
}

fn check_links(html: &str) {
    for link in html.split("<a ").skip(1) {
        assert!(link.contains("</a>"), "a link within a link: <a {link}");
    }
}

/// As large as a year may be; it is timed where the page is measured.
#[test]
fn the_largest_year_makes_all_pages() {
    let year = generate(1, Size::LARGEST);
    let file = year.id.clone();
    let desk = desk([year]);
    for view in View::ALL {
        let start = Instant::now();
        let document = desk.page(&ViewPlace::new(&file, view), None).unwrap();
        println!("{}: {:?}, {} pieces", view.title(), start.elapsed(), document.pieces.len());
        assert!(!document.pieces.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        max_shrink_iters: 500,
        ..ProptestConfig::default()
    })]

    /// Any two years of one committee, whatever they hold.
    #[test]
    fn any_years_make_all_pages(first in arbitrary::content(), second in arbitrary::content()) {
        let years = [(first, 2025), (second, 2026)].map(|(content, number)| {
            let content = opened(&enveloped(file::migrate::CURRENT, &content.to_string())).year;
            let mut year = Year { id: id(&format!("ar-{number}")), year: number, ..content };
            year.committee.id = id("namnd");
            year
        });
        let desk = desk(years);
        for number in [2025, 2026] {
            for (_, document) in pages(&desk, &id(&format!("ar-{number}"))) {
                text::render(&document);
                let html = html(&document);
                markup::check(&html);
                check_links(&html);
                prop_assert!(!html.contains("<script"), "{}", html);
                prop_assert!(!html.contains("href=\"javascript:"), "{}", html);
            }
        }
    }
}
