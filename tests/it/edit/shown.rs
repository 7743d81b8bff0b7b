//! What is typed in a place of the page stands in that place afterwards, and writing shows what reading does.

use std::collections::BTreeMap;
use std::sync::Arc;

use tertial::document::text;
use tertial::edit::{Editor, choice_label};
use tertial::json::Raw;
use tertial::model::{
    Address, Block, Date, GoalsLayout, Id, IndicatorColumn, IndicatorField, Outcome, ReportKind,
    Year,
};
use tertial::paper::Paper;

use super::page::{self, Place};
use super::places::{EXAMPLES, each_block, each_table, unlocked};
use super::{at, editor, type_in};

pub(super) fn page(editor: &Editor, report: &Id) -> (Vec<Place>, Vec<Address>) {
    let paper = Paper::of(editor, report, true, false).unwrap();
    let html = format!("{}{}", paper.front, paper.pieces.concat());
    page::places(&html, &paper.document.address)
}

/// Something else than stands in a place, and how that is shown.
fn other(place: &Place, index: usize) -> Option<(String, String)> {
    let number = (index * 7 % 800 + 100).to_string();
    let same = |text: String| Some((text.clone(), text));
    let field = place.at.as_ref().map_or("", |at| at.field.as_str());
    match (place.kind.as_str(), field) {
        ("figure", "likelihood" | "consequence" | "value") => return same("4".to_owned()),
        ("figure", "adopted") => return same("2007".to_owned()),
        _ => {}
    }
    match place.kind.as_str() {
        "text" | "line" | "lines" => same(format!("Ord {index}")),
        "figure" => same(number),
        "date" => Some(("2021-03-07".to_owned(), "2021-03-07|7 mars 2021".to_owned())),
        "status" => {
            let word = if place.value == "green" { "red" } else { "green" };
            Some((word.to_owned(), choice_label("Status", word).to_owned()))
        }
        "choice" => {
            let pairs = [
                ("actual", "forecast", "prognos"),
                ("forecast", "actual", "utfall"),
                ("tkr", "mnkr", "mnkr"),
                ("mnkr", "tkr", "tkr"),
                ("better", "worse", "sämre"),
                ("", "worse", "sämre"),
                ("same", "worse", "sämre"),
                ("worse", "better", "bättre"),
            ];
            let pair = pairs.iter().find(|(now, ..)| *now == place.value);
            let (typed, shown) =
                pair.map_or(("quality", "Kvalitetsmål"), |(_, typed, shown)| (typed, shown));
            Some((typed.to_owned(), shown.to_owned()))
        }
        _ => None,
    }
}

fn says(text: &str, shown: &str) -> bool {
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}', ' '], "");
    shown.split('|').any(|shown| plain(text).contains(&plain(shown)))
}

/// Types in these places one after another; those that then do not show it.
fn silent(year: &Year, report: &Id, all: &[(usize, Place)]) -> Vec<(usize, Place)> {
    let mut editor = editor(year.clone());
    let mut typed = BTreeMap::new();
    for (index, place) in all {
        let (text, shown) = other(place, *index).unwrap_or_else(|| panic!("{place:?}"));
        let at = place.at.clone().unwrap();
        let done = type_in(&mut editor, &at.to_string(), &text);
        assert!(done.is_ok(), "{at} ({}) {text}: {done:?}", place.kind);
        typed.insert(at.to_string(), shown);
    }
    let shown: BTreeMap<String, String> = page(&editor, report)
        .0
        .into_iter()
        .map(|place| (place.at.unwrap().to_string(), place.text))
        .collect();
    let is_silent = |(_, place): &&(usize, Place)| {
        let at = place.at.as_ref().unwrap().to_string();
        !shown.get(&at).is_some_and(|text| says(text, &typed[&at]))
    };
    all.iter().filter(is_silent).cloned().collect()
}

/// In every place of every page of the examples what is typed is shown there: never somewhere else, never
/// nowhere.
#[test]
fn a_place_shows_what_is_typed_in_it() {
    for name in EXAMPLES {
        let year = unlocked(name);
        let all = editor(year.clone());
        let mut count = 0;
        for report in &year.reports {
            let places: Vec<_> = page(&all, &report.id).0.into_iter().enumerate().collect();
            count += places.len();
            // Many at once, since each look at a page takes its time. What meets another is tried alone.
            for part in 0..4 {
                let some: Vec<_> =
                    places.iter().filter(|(index, _)| index % 4 == part).cloned().collect();
                for place in silent(&year, &report.id, &some) {
                    let alone = silent(&year, &report.id, std::slice::from_ref(&place));
                    assert!(alone.is_empty(), "{name} {:?}", place.1);
                }
            }
        }
        assert!(count > 400, "{name}: {count}");
    }
}

/// The words of a text, counted; a date is typed in one way, and read in another.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let dates = text.split(['\t', '\n', ' ']).filter_map(Date::parse);
    let dates: String = dates.map(|date| format!(" {}", date.in_text())).collect();
    let text = format!("{text}{dates}");
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// What the words around figures of a list are while one reads; in the table while one writes the heads say it.
const OF_LISTS: [&str; 5] = ["antal", "förändring", "beräknat", "i", "kraft"];

/// All that is read stands there while one writes as well.
#[test]
fn writing_shows_what_reading_shows() {
    for name in EXAMPLES {
        let editor = editor(unlocked(name));
        for report in &editor.year.reports {
            let text = |writing| {
                let paper = Paper::of(&editor, &report.id, writing, false).unwrap();
                words(&text::render(&paper.document))
            };
            let (read, written) = (text(false), text(true));
            let mut missing = Vec::new();
            for (word, count) in read {
                let there = written.get(&word).copied().unwrap_or_default();
                let is_head = OF_LISTS.contains(&word.as_str()) || word == "tkr" || word == "mnkr";
                if there < count && !is_head {
                    missing.push((word, there, count));
                }
            }
            assert!(missing.is_empty(), "{name} {}: {missing:?}", report.id);
        }
    }
}

/// A head of a column leads to the title it shows, whosever columns a table has.
#[test]
fn a_head_leads_to_the_title_it_shows() {
    let mut year = unlocked("asn-2023");
    each_block(&mut year, &mut |block| {
        let Block::Goals(block) = block else { return };
        block.layout = GoalsLayout::ChildTable;
        let (field, title) = (IndicatorField::Outcome, "Egen rubrik".to_owned());
        let own = IndicatorColumn { field, title, ..IndicatorColumn::default() };
        block.goals.iter_mut().for_each(|goal| goal.columns = vec![own.clone()]);
    });
    let editor = editor(year);
    let (mut own, mut all) = (0, 0);
    each_table(&editor, &mut |_, table, _| {
        for head in table.heads.iter().flatten() {
            let Some(at) = head.at.as_ref().filter(|at| at.field.ends_with(".title")) else {
                continue;
            };
            assert_eq!(editor.typing(at).unwrap().value, head.text, "{at}");
            own += usize::from(head.text == "Egen rubrik");
            all += 1;
        }
    });
    assert!(own > 5 && all > own, "{own} of {all}");
}

/// A figure typed over words is a figure, and words over a figure are words; a slip stays as typed.
#[test]
fn a_figure_takes_the_place_of_words() {
    let mut year = unlocked("asn-2025");
    let indicator = first_indicator(&mut year);
    let report = &year.reports[indicator.0].id;
    let place = format!("{}/{report}/{}/outcome", year.id, indicator.1);
    let mut editor = editor(year.clone());
    let part = |editor: &mut Editor, part: &str| {
        editor.typing(&at(&format!("{place}.{part}"))).unwrap().value
    };
    let steps = [
        ("Mäts i T2", "", "Mäts i T2"),
        ("45 %", "45", ""),
        ("kommer v. 40", "", "kommer v. 40"),
        ("12", "12", ""),
        ("12,x5", "12,x5", ""),
        ("85 procent", "85", ""),
        ("1 234 tkr", "1\u{a0}234", ""),
        ("12 barn", "12 barn", ""),
        ("−3,4 poäng", "−3,4 poäng", ""),
        ("5 av 8 enheter", "", "5 av 8 enheter"),
        ("", "", ""),
    ];
    for (typed, value, words) in steps {
        type_in(&mut editor, &place, typed).unwrap();
        assert_eq!(part(&mut editor, "value"), value, "{typed}");
        assert_eq!(part(&mut editor, "text"), words, "{typed}");
    }
    // Why there is none stands there too, and goes when there is one.
    type_in(&mut editor, &format!("{place}.later"), "Mäts i T2").unwrap();
    assert_eq!(editor.typing(&at(&place)).unwrap().value, "Mäts i T2");
    type_in(&mut editor, &place, "7").unwrap();
    assert_eq!(
        (part(&mut editor, "value"), part(&mut editor, "later")),
        ("7".to_owned(), String::new())
    );
    editor.go_to(0).unwrap();
    assert_eq!(*editor.year, year);
}

/// The place of a report with an indicator, whose outcome is emptied.
fn first_indicator(year: &mut Year) -> (usize, Id) {
    for (index, report) in year.reports.iter_mut().enumerate() {
        for section in &mut Arc::make_mut(report).sections {
            for block in &mut Arc::make_mut(section).blocks {
                let Block::Goals(block) = block else { continue };
                let goals = block.goals.iter_mut();
                if let Some(indicator) = goals.flat_map(|goal| &mut goal.indicators).next() {
                    indicator.outcome = Outcome::default();
                    return (index, indicator.id.clone());
                }
            }
        }
    }
    panic!("no indicator");
}

#[test]
fn a_risk_value_is_typed_as_it_is_written() {
    let mut editor = editor(unlocked("asn-2025"));
    let report = editor.year.reports[0].id.clone();
    let risk = format!("asn-2025/{report}/risk-omvarld");
    for (typed, parts) in
        [("4x5 (20)", ["4", "5", "20"]), ("3×2", ["3", "2", ""]), ("(16)", ["3", "2", "16"])]
    {
        type_in(&mut editor, &format!("{risk}/value"), typed).unwrap();
        let now = ["likelihood", "consequence", "value"]
            .map(|part| editor.typing(&at(&format!("{risk}/{part}"))).unwrap().value);
        assert_eq!(now, parts, "{typed}");
    }
    assert!(type_in(&mut editor, &format!("{risk}/value"), "hög").is_err());
    assert_eq!(editor.history.done, 3, "each is one step");
}

/// What is no column of a table cannot be typed in as one.
#[test]
fn a_row_has_cells_in_the_columns_of_its_table() {
    let mut editor = editor(unlocked("asn-2020"));
    assert!(editor.typing(&at("asn-2020/t2-2020/nk-ifo-netto/prognos")).is_some());
    assert!(editor.typing(&at("asn-2020/t2-2020/nk-ifo-netto/heading")).is_none());
    assert!(type_in(&mut editor, "asn-2020/t2-2020/nk-ifo-netto/heading", "Ord").is_err());
}

/// The notice of what this version does not know is nobody's text.
#[test]
fn the_notice_of_an_unknown_part_is_no_place() {
    let mut year = unlocked("asn-2020");
    let plan = year.reports.iter_mut().find(|report| report.kind == ReportKind::Plan).unwrap();
    let section = Arc::make_mut(&mut Arc::make_mut(plan).sections[0]);
    section.blocks.insert(0, Block::Unknown(Raw("{\"kind\": \"hologram\"}".into())));
    let id = plan.id.clone();
    let (places, _) = page(&editor(year), &id);
    assert!(places.iter().all(|place| !place.text.contains("inte känner")));
}
