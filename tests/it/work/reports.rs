//! New reports.

use tertial::model::{Block, ColumnRole, Date, MonthKind, Report, ReportKind, Status, Year, walk};
use tertial::work::{choice_of, new_report, preview_report, suggest};

use super::*;
use crate::common::{self, examples};

/// No figure in a column of outcomes or forecasts of the report's own period.
fn no_outcomes(report: &Report) {
    for block in blocks(report) {
        let Block::Figures(table) = block else { continue };
        for column in table.columns.iter().filter(|column| column.period.is_none()) {
            if matches!(column.role, ColumnRole::Actual | ColumnRole::Forecast) {
                let filled = table.rows.iter().filter(|row| row.cells.get(&column.id).is_some());
                assert_eq!(filled.count(), 0, "{} {}", table.id, column.id);
            }
        }
    }
}

fn is_new(year: &Year, report: &Report) {
    assert_eq!(statuses(report), [], "{}", report.id);
    no_outcomes(report);
    assert!(report.stages.is_empty() && report.frozen.is_empty() && report.notes.is_empty());
    for indicator in indicators(report) {
        assert!(indicator.outcome.value.is_none() && indicator.outcome.text.is_empty());
    }
    let after = with(year, report.clone());
    assert_eq!(new_problems(year, &after), Vec::<String>::new(), "{}", report.id);
}

#[test]
fn the_annual_report_of_2020() {
    let year = common::example();
    let choice = choice_of(2020, ReportKind::Annual, 12);
    let report = new_report(year, &choice);
    is_new(year, &report);
    assert_eq!(report.id.as_str(), "helar-2020");
    assert_eq!(report.title, "Verksamhetsberättelse 2020");
    let said = sentences(&preview_report(year, &choice));
    println!("{said}");
    assert!(said.starts_with("Utgår från ”Delårsrapport 2 2020”.\n"));
    // What was to come with the annual report is due; the target of eight months is none of twelve.
    assert!(indicator(&report, "hvb-helar").outcome.later.is_empty());
    let target = &indicator(&report, "hvb-dygn").target;
    assert!(target.period.is_none() && target.year.is_some());
    // What the plan has and T2 did not follow up.
    assert!(indicators(&report).iter().any(|own| own.id.as_str() == "u37495"), "{said}");
    for block in blocks(&report) {
        match block {
            Block::Volumes(block) => {
                for series in &block.series {
                    assert!(series.months.iter().all(|month| *month == MonthKind::Actual));
                    assert_eq!(series.measures[0].actual.len(), 12);
                    assert!(series.measures[0].actual[7].value().is_some());
                    assert!(series.measures[0].actual[8].value().is_none());
                }
            }
            Block::Figures(table) if table.id.as_str() == "nettokostnad-tabell" => {
                assert_eq!(table.columns[0].group, "Dec");
                let budget = id("budget-helar");
                assert!(table.rows.iter().any(|row| row.cells.get(&budget).is_some()));
            }
            _ => {}
        }
    }
    // Assignments that T2's legend calls done are not carried; the open ones are, and the one of
    // the plan that T2 does not have.
    let of = |report: &Report| {
        let mut all = Vec::new();
        walk::each_assignment(report, &mut |item| all.push((item.id.clone(), item.status.status)));
        all
    };
    let before = of(common::report("t2-2020"));
    let open = before.iter().filter(|(_, status)| *status != Status::Green).count();
    assert_eq!((of(&report).len(), open < before.len()), (open + 1, true));
}

#[test]
fn august_2023_after_july() {
    let year = &examples()[1].year;
    let report = next(year, ReportKind::Month, 8);
    is_new(year, &report);
    assert_eq!(
        (report.id.as_str(), &*report.title),
        ("augusti-2023", "Månadsrapport augusti 2023")
    );
    let mut strips = 0;
    for block in blocks(&report) {
        match block {
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
                if let Some(strip) = &goal.strip {
                    assert_eq!((strip.months.len(), strip.last.unwrap().number()), (7, 8));
                    strips += 1;
                }
                assert!(goal.units.is_empty() || goal.units.len() == 10);
            }),
            Block::Overview(block) => {
                let rows: Vec<_> = block.rows.iter().map(|row| row.id.as_str()).collect();
                assert_eq!(rows, ["oversyn-juli", "oversyn-augusti"]);
                assert_eq!(block.rows[1].title, "Augusti");
            }
            _ => {}
        }
    }
    assert_eq!(strips, 4);
}

#[test]
fn the_annual_report_of_2025() {
    let year = &examples()[2].year;
    let report = next(year, ReportKind::Annual, 12);
    is_new(year, &report);
    let risks = |report: &Report| {
        let mut count = 0;
        walk::each_risk(report, &mut |_| count += 1);
        count
    };
    assert_eq!(risks(&report), risks(&year.reports[0]), "a risk with a finished action remains");
}

#[test]
fn texts_go_or_come_as_chosen() {
    let year = common::example();
    let text_of = |carry_texts| {
        let choice =
            tertial::work::Choice { carry_texts, ..choice_of(2020, ReportKind::Annual, 12) };
        let report = new_report(year, &choice);
        blocks(&report)
            .iter()
            .filter_map(|block| match block {
                Block::Text(block) if block.id.as_str() == "handelser-text" => {
                    Some(block.text.0.clone())
                }
                _ => None,
            })
            .next()
            .unwrap()
    };
    assert!(text_of(false).is_empty());
    assert!(text_of(true).contains("Covid-19"));
}

#[test]
fn the_last_forecast_becomes_the_one_before() {
    let mut year = generated(3);
    let report = Report::clone(year.reports.last().unwrap());
    let mut first = None;
    let text = file::save(&Year { reports: vec![Arc::new(report)], ..year.clone() });
    let text = text.replace("\"forecast-change\"", "\"previous-forecast\"");
    let report = file::open(text.as_bytes()).unwrap().year.reports.remove(0);
    for block in blocks(&report) {
        if let Block::Figures(table) = block {
            first = table.rows[0].cells.get(&id("prognos")).cloned();
        }
    }
    *year.reports.last_mut().unwrap() = report;
    let report = next(&year, ReportKind::Annual, 12);
    for block in blocks(&report) {
        if let Block::Figures(table) = block {
            assert_eq!(table.rows[0].cells.get(&id("forandring")).cloned(), first);
            assert!(first.is_some());
        }
    }
}

#[test]
fn new_reports_of_generated_years_are_sound() {
    let frozen = ["kfn-2021", "kfn-2022"].map(common::newest_frozen);
    for year in (0..20).map(generated).chain(frozen) {
        for kind in [ReportKind::Month, ReportKind::T1, ReportKind::T2, ReportKind::Annual] {
            is_new(&year, &next(&year, kind, 12));
        }
    }
}

#[test]
fn a_report_made_from_itself_keeps_its_structure() {
    let years = (0..10).map(generated).chain(examples().iter().map(|own| own.year.clone()));
    for year in years {
        let first = next(&year, ReportKind::Annual, 12);
        let alone = with(&year, first.clone());
        let again = next(&alone, ReportKind::Annual, 12);
        assert!(again.id != first.id && problems(&with(&alone, again.clone())) == problems(&alone));
        let ids = |report: &Report| {
            let mut ids = Vec::new();
            walk::elements(report, &mut |element| ids.push(element.id.clone()));
            ids
        };
        let (before, after) = (ids(&first), ids(&again));
        let lost: Vec<_> = before.iter().filter(|id| !after.contains(id)).collect();
        assert_eq!(lost, Vec::<&Id>::new(), "{}", year.id);
    }
}

#[test]
fn what_is_next() {
    let day = |text: &str| Date::parse(text).unwrap();
    let of = |year: &Year, today: &str| suggest(year, day(today)).id.to_string();
    assert_eq!(of(common::example(), "2021-01-10"), "helar-2020");
    assert_eq!(of(&examples()[1].year, "2023-09-05"), "t2-2023");
    assert_eq!(of(&examples()[1].year, "2023-08-05"), "t2-2023");
    assert_eq!(of(&examples()[1].year, "2023-12-05"), "november-2023");
    assert_eq!(of(&Year { year: 2026, ..Year::default() }, "2025-10-01"), "plan-2026");
    let plan = Report { id: id("plan-2026"), ..Report::default() };
    let planned = with(&Year { year: 2026, ..Year::default() }, plan);
    assert_eq!(of(&planned, "2026-01-01"), "januari-2026");
    assert_eq!(of(&planned, "2026-05-02"), "t1-2026");
    // A form for August does not say that April is past.
    assert_eq!(of(common::example(), "2020-05-02"), "t1-2020");
}
