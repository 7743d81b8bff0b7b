//! What the pages say of the three example years.

use std::sync::Arc;

use tertial::document::{Body, ChartSpec, Document, Piece, TextLook, text};
use tertial::follow::Desk;
use tertial::model::{Block, FigureTable, Row, Subject};

use super::{cells, desk, example_desk, page, panel, plain, row, says};
use crate::common::examples;
use crate::golden::build::number;

/// The sentence that begins an overview.
fn lead(document: &Document) -> String {
    let pieces = document.pieces.iter();
    let lead = pieces.filter(|piece| matches!(piece.body, Body::Text(TextLook::Lead, _)));
    let pieces: Vec<Piece> = lead.cloned().collect();
    assert_eq!(pieces.len(), 1);
    plain(text::render(&Document { pieces, ..Document::default() }).trim())
}

#[test]
fn the_overview_says_how_it_stands() {
    let said = ["asn-2020", "asn-2023", "asn-2025"]
        .map(|id| lead(&page(example_desk(), &format!("{id}/sida.oversikt"))));
    assert_eq!(
        said,
        [
            "Tre av sex mål är gröna, ett gult, ett rött och ett utan bedömning. Prognosen pekar på \
             ett underskott på 9,5 mnkr.",
            "Två av fyra mål är gröna, två gula. Prognosen pekar på ett överskott på 9,2 mnkr.",
            "Fyra av fem mål är gröna, ett rött. Prognosen pekar på ett underskott på 54,7 mnkr. \
             Åtta risker har värdet 15 eller mer.",
        ]
    );
}

/// A table of one unit beside it does not take the place of the committee's.
#[test]
fn the_forecast_is_that_of_the_table_with_a_total() {
    let of = |name: &str| page(example_desk(), &format!("{name}/sida.oversikt"));
    let years = examples().iter().map(|example| {
        let mut year = example.year.clone();
        for report in &mut year.reports {
            let table = FigureTable {
                subject: Subject::NetCost,
                rows: vec![Row::default()],
                ..FigureTable::default()
            };
            let first = &mut Arc::make_mut(report).sections[0];
            Arc::make_mut(first).blocks.insert(0, Block::Figures(table));
        }
        year
    });
    let more = desk(years);
    for name in ["asn-2020", "asn-2023", "asn-2025"] {
        assert_eq!(lead(&page(&more, &format!("{name}/sida.oversikt"))), lead(&of(name)));
    }
}

/// The one large figure of a page, and what it says.
fn figure(document: &Document) -> (String, String) {
    let mut figures = document.pieces.iter().filter_map(|piece| match &piece.body {
        Body::Figure { figure, says, .. } => Some((plain(&figure.text), plain(says))),
        _ => None,
    });
    let found = figures.next().expect("a figure");
    assert_eq!(figures.next(), None);
    found
}

#[test]
fn the_forecast_in_one_figure() {
    let cases = [
        ("asn-2020", "−9,5 mnkr", "3,8 %", "+116 tkr"),
        ("asn-2023", "+9,2 mnkr", "3,1 %", "+591 tkr"),
        ("asn-2025", "−54,7 mnkr", "18,0 %", "−33 669 tkr"),
    ];
    for (id, amount, share, change) in cases {
        for view in ["oversikt", "ekonomi"] {
            let (shown, says) = figure(&page(example_desk(), &format!("{id}/sida.{view}")));
            assert_eq!(shown, amount);
            assert!(says.contains(&format!("Det är {share} av budgeten.")), "{says}");
            assert!(says.contains(&format!("ändrats med {change} ")), "{says}");
        }
    }
}

/// Eleven units in ten rows are asked in July 2023: one row stands for two. Those that did not
/// answer are said to be missing.
#[test]
fn units_are_counted() {
    let document = page(example_desk(), "asn-2023/sida.oversikt");
    let units = |label| cells(row(&document, label))[3].clone();
    assert_eq!(units("1: Medarbetare"), "Grön 6, gul 5 av 11 enheter");
    assert_eq!(units("2: Kvalitet"), "Grön 4, gul 6, saknas 1 av 11 enheter");
    assert_eq!(units("3: Leverans"), "Grön 5, gul 3, röd 2, saknas 1 av 11 enheter");
    assert_eq!(units("4: Ekonomi"), "Grön 6, gul 4, saknas 1 av 11 enheter");
    let document = page(example_desk(), "asn-2025/sida.oversikt");
    let units = cells(row(&document, "Ekonomi"))[2].clone();
    assert!(
        units.starts_with("6 av 11 enheter har bedömningen grön, 5 har bedömningen röd"),
        "{units}"
    );
}

#[test]
fn every_unit_stands_in_the_grid_of_its_month() {
    let document = page(example_desk(), "asn-2023/sida.mal");
    let grid = panel(&document, "Enheter och mål");
    let units = |label| cells(row(&grid, label));
    assert_eq!(
        units("Hästskons stöd- och boendeenhet")[1..],
        ["Grön", "Gul", "Röd", "Grön"].map(str::to_owned)
    );
    assert_eq!(
        units("Mottagning och utredning barn och unga 1")[1..],
        ["Gul", "", "", ""].map(str::to_owned)
    );
    assert!(says(&grid).contains("i juli 2023"));
}

#[test]
fn goals_are_held_against_the_report_before() {
    let document = page(example_desk(), "asn-2023/sida.oversikt");
    let since = |label| cells(row(&document, label))[2].clone();
    assert_eq!(since("1: Medarbetare"), "↘ sämre", "green in T1");
    assert_eq!(since("2: Kvalitet"), "→ oförändrad");
}

/// Neither report prints last year's outcome: it is the forecast less the difference.
#[test]
fn last_years_outcome_is_derived_where_it_is_not_printed() {
    let cases = [
        ("asn-2023", 2022, "Resultat ASN", ["−273 644", "−291 379", "−17 735"]),
        ("asn-2025", 2024, "Avdelning vuxen", ["−159 604", "−171 865", "−12 261"]),
    ];
    for (id, before, label, figures) in cases {
        let document = page(example_desk(), &format!("{id}/sida.ekonomi"));
        let panel = panel(&document, &format!("Jämfört med {before}"));
        assert_eq!(cells(row(&panel, label))[1..], figures.map(str::to_owned));
        let note = format!("Utfallet {before} står inte i rapporten.");
        assert!(says(&panel).contains(&note), "{}", says(&panel));
    }
}

fn chart<'a>(document: &'a Document, id: &str) -> &'a ChartSpec {
    let is_it = |piece: &&Piece| piece.address.element.as_str() == id;
    match document.pieces.iter().find(is_it).map(|piece| &piece.body) {
        Some(Body::Chart(chart)) => chart,
        _ => panic!("no chart {id}"),
    }
}

/// Nothing is known of 2021: the line has a gap there, and no row is made up.
#[test]
fn the_net_cost_over_the_years() {
    let document = page(example_desk(), "asn-2025/sida.ekonomi");
    let chart = chart(&document, "nettokostnad-over-aren");
    assert_eq!(chart.categories, ["2020", "2021", "2022", "2023", "2024", "2025"]);
    let values = |text: [&str; 6]| text.map(|t| (!t.is_empty()).then(|| number(t))).to_vec();
    assert_eq!(chart.series[0].values, values(["", "", "-273 644", "", "-347 935", ""]));
    assert_eq!(
        chart.series[1].values,
        values(["-261 710", "", "", "-291 379", "", "-358 590"]),
        "forecasts"
    );
    let panel = panel(&document, "Nettokostnad 2020–2025");
    assert_eq!(cells(row(&panel, "2024"))[..3], ["2024", "−347 935", ""]);
    assert!(!says(&panel).contains("2021"), "{}", says(&panel));
    assert!(says(&panel).contains("”Resultat ASN” och ”Summa AoS”"), "the names differ");
}

#[test]
fn assignments_are_tallied_by_giver_and_status() {
    let document = page(example_desk(), "asn-2020/sida.uppdrag");
    let tally = panel(&document, "Uppdrag per uppdragsgivare och bedömning");
    assert_eq!(cells(row(&tally, "Totalt")), ["Totalt", "1", "9", "2", "12"]);
    assert_eq!(cells(row(&tally, "Integrationsstrategin"))[1..], ["0", "6", "0", "6"]);
    let overview = panel(&page(example_desk(), "asn-2020/sida.oversikt"), "Uppdrag");
    let counts = ["Grön", "Gul", "Utan bedömning"].map(|label| cells(row(&overview, label)));
    assert_eq!(counts.map(|cells| cells[1].clone()), ["9", "2", "1"]);
}

/// The cells of a risk in the register: all after number and text.
fn risk(id: &str, text: &str) -> Vec<String> {
    let document = page(example_desk(), &format!("{id}/sida.risker"));
    let register = panel(&document, "Register");
    let rows = super::tables(&register).flat_map(|table| &table.rows);
    let mut rows = rows.map(|row| cells(&row.cells)).filter(|row| row[1] == text);
    rows.next().unwrap_or_else(|| panic!("no risk {text:?}"))[2..].to_vec()
}

#[test]
fn risks_move_between_the_years() {
    let digital = "Långsam utveckling av digitala tjänster till medborgare och digitala hjälpmedel för \
         verksamheterna.";
    assert_eq!(
        risk("asn-2025", digital),
        ["Kvalité", "15", "16", "upp från 15 i T1 2023", "Grön"].map(str::to_owned)
    );
    assert_eq!(
        risk("asn-2023", "Bristande samverkan med Arbetsförmedlingen."),
        ["Kvalitet", "25", "16", "", "ner från 25 i planen 2020", "Grön"].map(str::to_owned)
    );
    // What other years lack is not new: nothing in 2020 or 2023 tells when it came.
    for id in ["asn-2020", "asn-2023", "asn-2025"] {
        let said = says(&page(example_desk(), &format!("{id}/sida.risker")));
        assert!(!said.contains("ny i"), "{said}");
    }
}

/// The examples up to 2023.
fn until_2023() -> Desk {
    desk(examples()[..2].iter().map(|example| example.year.clone()))
}

#[test]
fn a_year_does_not_take_its_present_from_a_later_one() {
    // Its own words and status, though 2025 has others for the same risk.
    assert_eq!(
        risk("asn-2023", "Låg digital utveckling"),
        ["Kvalitet", "", "15", "16", "", "Gul"].map(str::to_owned)
    );
    for view in ["oversikt", "arshjul", "styrdokument", "uppdrag"] {
        let hash = format!("asn-2023/sida.{view}");
        assert_eq!(page(example_desk(), &hash), page(&until_2023(), &hash), "{view}");
    }
}
