//! The annual wheel: today in its own year, what comes next, whose wheel it is.

use tertial::document::{Body, Document, Ring};
use tertial::model::{
    Block, Markdown, Month, Report, ReportKind, WheelBlock, WheelItem, WheelSlot,
};

use super::build::{id, period, risks, t1, year};
use super::{desk, example_desk, page, page_on, panel, says};
use crate::golden::build::report;

fn on(hash: &str, today: &str) -> Document {
    page_on(example_desk(), hash, Some(today)).unwrap()
}

fn ring(document: &Document) -> &Ring {
    let mut rings = document.pieces.iter().filter_map(|piece| match &piece.body {
        Body::Ring(ring) => Some(ring),
        _ => None,
    });
    rings.next().expect("a ring")
}

/// The slots that are marked as now.
fn now(document: &Document) -> Vec<&str> {
    let heads = document.pieces.iter().filter_map(|piece| match &piece.body {
        Body::Heading { text, kicker, .. } if kicker == "Nu" => Some(text.as_str()),
        _ => None,
    });
    heads.collect()
}

#[test]
fn today_is_marked_in_its_own_year() {
    let document = on("asn-2020/sida.arshjul", "2020-05-17");
    assert_eq!(ring(&document).today, Some((Month::new(5).unwrap(), 17)));
    assert_eq!(now(&document), ["Maj/juni"]);
    for day in ["2019-05-17", "2023-05-17"] {
        let document = on("asn-2020/sida.arshjul", day);
        assert_eq!((ring(&document).today, now(&document)), (None, Vec::new()), "{day}");
    }
    let document = on("asn-2020/sida.arshjul", "2020-07-17");
    assert!(ring(&document).today.is_some());
    assert_eq!(now(&document), Vec::<&str>::new(), "nothing is done in July");
}

#[test]
fn a_year_without_a_wheel_borrows_one_and_says_so() {
    let document = on("asn-2023/sida.arshjul", "2023-05-17");
    assert!(says(&document).contains("Året har inget eget årshjul. Det här är från planen 2020."));
    assert_eq!(ring(&document).middle, "2023");
    assert_eq!(now(&document), ["Maj/juni"], "this year's today");
    let own = on("asn-2020/sida.arshjul", "2020-05-17");
    assert!(!says(&own).contains("inget eget"), "{}", says(&own));
}

/// A plan whose wheel has one slot, named after the year.
fn plan(number: u16) -> Report {
    let item =
        WheelItem { id: id("sak"), text: Markdown("Något görs".into()), ..Default::default() };
    let slot = WheelSlot {
        id: id("mars"),
        title: format!("Mars som i {number}"),
        months: vec![Month::new(3).unwrap()],
        items: vec![item],
        ..WheelSlot::default()
    };
    let block = WheelBlock { id: id("hjul"), slots: vec![slot], ..WheelBlock::default() };
    let period = period(&format!("{number}-01-01"), &format!("{number}-12-31"));
    report(&format!("plan-{number}"), ReportKind::Plan, period, Block::Wheel(block))
}

#[test]
fn the_wheel_borrowed_is_the_latest_before() {
    let years = [2023, 2024, 2027].map(|number| year(number, vec![plan(number)]));
    let own = year(2025, vec![t1(2025, risks(&[]))]);
    let document = page(&desk(years.into_iter().chain([own.clone()])), "ar-2025/sida.arshjul");
    assert!(says(&document).contains("Mars som i 2024"), "{}", says(&document));
    let later = desk([year(2027, vec![plan(2027)]), own.clone()]);
    assert!(says(&page(&later, "ar-2025/sida.arshjul")).contains("Mars som i 2027"));
    let alone = desk([own]);
    assert!(says(&page(&alone, "ar-2025/sida.arshjul")).contains("Inget av åren har ett årshjul."));
}

/// What the overview says comes next.
fn next(file: &str, today: Option<&str>) -> String {
    let document = page_on(example_desk(), &format!("{file}/sida.oversikt"), today).unwrap();
    let said = says(&panel(&document, "Härnäst i årshjulet"));
    let mut below = said.lines().skip_while(|line| !line.starts_with('='));
    below.nth(2).unwrap().to_owned()
}

#[test]
fn next_is_what_today_falls_in_or_what_follows() {
    assert_eq!(next("asn-2020", Some("2020-10-03")), "Oktober");
    assert_eq!(next("asn-2020", Some("2020-07-05")), "Augusti/september", "July has nothing");
    assert_eq!(next("asn-2020", Some("2020-12-31")), "November/december");
    assert_eq!(next("asn-2020", None), "Augusti/september", "after the report to August");
    assert_eq!(next("asn-2020", Some("2026-03-01")), "Augusti/september", "another year's today");
    assert_eq!(next("asn-2023", None), "Augusti/september (årshjulet i planen 2020)");
}
