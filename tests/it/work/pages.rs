//! What the forms and pages of the year's work say.

use tertial::file::LogEntry;
use tertial::html::work as html;
use tertial::work::{Choice, choice_of, missing, preview_report};

use super::*;
use crate::common;

#[test]
fn the_log_shows_older_entries_when_asked() {
    let entry = |number| LogEntry { did: format!("Steg {number}."), ..LogEntry::default() };
    let entries: Vec<LogEntry> = (1..=250).map(entry).collect();
    let first = html::log(&entries, None);
    assert!(
        first.contains("Steg 250.") && first.contains("Steg 151.") && !first.contains("Steg 150.")
    );
    assert!(first.contains("Visa äldre") && first.contains("De senaste 100 av 250"));
    let all = html::log(&entries, Some(300));
    assert!(all.contains(">Steg 1.<") && !all.contains("Visa äldre"));
}

#[test]
fn a_section_says_what_lacks_below_it() {
    let (year, report) = common::report_in_year("t2-2025");
    let page = html::missing(year, report, &missing(year, report), "Eva");
    assert!(!page.contains("0 av 0"), "{page}");
    let parent = missing(year, report);
    let parent = parent
        .sections
        .iter()
        .find(|own| own.depth == 0 && own.items.is_empty() && own.total.filled < own.total.wanted);
    assert_eq!(page.contains("se avsnitten under"), parent.is_some());
}

#[test]
fn the_form_of_a_report_warns_and_remembers() {
    let year = common::example();
    let choice = Choice { add_previous: false, ..choice_of(2020, ReportKind::T2, 8) };
    let live = html::said("", &preview_report(year, &choice));
    assert!(live.starts_with("<ul><li class=\"refused\">Obs! "), "{live}");
    let boxes = |choice: &Choice| html::report(choice, "Eva", "").matches(" checked").count();
    assert_eq!(boxes(&choice), 0);
    assert_eq!(boxes(&Choice { add_previous: true, ..choice }), 1);
}
