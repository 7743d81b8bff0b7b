//! What comes along into a new report, whichever report its form is from.

use tertial::model::{
    Assignment, Block, ColumnRole, FigureTable, Markdown, MonthKind, ReportKind, Risk, Year, walk,
};
use tertial::number::Figure;
use tertial::review::Inspector;
use tertial::work::{Choice, Fate, Thing, choice_of, new_report, preview_report};

use super::*;
use crate::common::{self, examples};

fn table<'a>(report: &'a Report, wanted: &str) -> &'a FigureTable {
    let all = blocks(report).into_iter().filter_map(|block| match block {
        Block::Figures(table) => Some(table),
        _ => None,
    });
    all.into_iter().find(|table| table.id.as_str() == wanted).unwrap()
}

fn texts_of(report: &Report) -> Vec<String> {
    let mut all = Vec::new();
    walk::each_risk(report, &mut |risk| all.push(risk.text.0.clone()));
    walk::each_assignment(report, &mut |item| all.push(item.text.0.clone()));
    all
}

/// The previous forecasts that a report states, by row.
fn previous(report: &Report) -> Vec<(String, Figure)> {
    let mut all = Vec::new();
    for block in blocks(report) {
        let Block::Figures(table) = block else { continue };
        let is_previous = |own: &&tertial::model::Column| own.role == ColumnRole::PreviousForecast;
        for column in table.columns.iter().filter(is_previous) {
            let cells = table.rows.iter().filter_map(|row| Some((row, row.cells.get(&column.id)?)));
            all.extend(cells.map(|(row, figure)| (row.id.to_string(), figure.clone())));
        }
    }
    all
}

#[test]
fn an_earlier_report_knows_nothing_of_a_later_one() {
    let year = common::example();
    let choice = choice_of(2020, ReportKind::T1, 4);
    let said = sentences(&preview_report(year, &choice));
    assert!(said.starts_with("Utgår från ”Nämndplan 2020”."), "{said}");
    assert_eq!(previous(&new_report(year, &choice)), []);
    // Without a plan the later one lends its form, and only that.
    let mut alone = year.clone();
    alone.reports.remove(0);
    let report = new_report(&alone, &choice);
    assert!(sentences(&preview_report(&alone, &choice)).contains("Delårsrapport 2 2020"));
    assert_eq!(previous(&report), []);
    let mut series = 0;
    walk::each_block(&report, &mut |block| {
        let Block::Volumes(block) = block else { return };
        for own in &block.series {
            let closed = own.months.iter().filter(|kind| **kind == MonthKind::Actual).count();
            assert_eq!(closed, 4);
            assert!(own.measures.iter().all(|measure| measure.actual.is_empty()));
            assert!(own.measures.iter().any(|measure| !measure.budget.is_empty()));
            series += 1;
        }
    });
    assert!(series > 0);
    let year = &examples()[1].year;
    let march = next(year, ReportKind::Month, 3);
    walk::each_block(&march, &mut |block| match block {
        Block::Overview(block) => assert_eq!(block.rows.len(), 1, "July is not over"),
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            assert!(goal.strip.as_ref().is_none_or(|strip| strip.months.is_empty()));
        }),
        _ => {}
    });
}

#[test]
fn a_form_for_later_stands_before_another_sort() {
    let form = common::opened(&common::read("public/mallar/namndplan.tertial.json")).year;
    let source = tertial::work::Source::Template { template: &form, committee: Default::default() };
    let year = tertial::work::new_year(&source, 2027, id("kfn-2027"));
    let said = sentences(&preview_report(&year, &choice_of(2027, ReportKind::T1, 4)));
    assert!(said.starts_with("Utgår från ”Delårsrapport 2 2027”."), "{said}");
}

#[test]
fn the_newest_forecast_is_the_one_before() {
    let year = &examples()[1].year;
    let report = next(year, ReportKind::T2, 8);
    let all = previous(&report);
    let of = |row: &str| {
        all.iter().find(|(id, _)| id == row).and_then(|(_, own)| Some(own.value()?.to_string()))
    };
    // The form is T1's, and so is its net cost; July's forecast of what is paid is newer.
    assert_eq!(of("nk-gemensamt").as_deref(), Some("-91258"));
    assert_eq!(of("utbet-ifo").as_deref(), Some("26.1"));
    let columns = &table(&report, "nettokostnad-tabell").columns;
    let at = columns.iter().position(|own| own.role == ColumnRole::Forecast).unwrap();
    assert_eq!(columns[at + 1].title, "Föregående prognos");
    let usual = choice_of(2023, ReportKind::T2, 8);
    let said = sentences(&preview_report(year, &usual));
    assert!(said.contains("2 tabeller får kolumnen Föregående prognos"), "{said}");
    let without = new_report(year, &Choice { add_previous: false, ..usual });
    assert_eq!(previous(&without), []);
    // Where the table compares already, nothing is added.
    let annual = next(common::example(), ReportKind::Annual, 12);
    assert_eq!(previous(&annual), []);
}

/// What the program itself makes is not what its own checks find fault with.
#[test]
fn no_new_report_is_said_to_have_another_forecast() {
    let years = [generated(0)].into_iter().chain(examples().iter().map(|own| own.year.clone()));
    let mut stated = 0;
    for year in years {
        for (kind, month) in [
            (ReportKind::Month, 9),
            (ReportKind::T1, 4),
            (ReportKind::T2, 8),
            (ReportKind::Annual, 12),
        ] {
            let report = next(&year, kind, month);
            stated += previous(&report).len();
            let own = report.id.clone();
            let year = with(&year, report);
            let review = Inspector::default().review(&year);
            let found = review.findings.iter().filter(|finding| {
                finding.rule.code == "foregaende-prognos" && finding.at.report == own
            });
            assert_eq!(found.count(), 0, "{own}");
        }
    }
    assert!(stated > 20, "{stated}");
}

/// The year 2020 with a September in which a month is closed, a risk came up and one was done with.
fn september() -> Year {
    let year = common::example();
    let mut report = next(year, ReportKind::Month, 9);
    let mut is_first = true;
    change(&mut report, &mut |block| match block {
        Block::Volumes(block) => {
            for measure in block.series.iter_mut().flat_map(|own| &mut own.measures) {
                measure.actual[8] = Figure::Exact(7.into());
                measure.actual[11] = Figure::Exact(9.into());
            }
        }
        Block::Risks(block) if std::mem::take(&mut is_first) => {
            block.risks[0].status.status = Status::Done;
            let (id, text) = (id("risk-ny"), Markdown("Risk för en ny pandemi".into()));
            block.risks.push(Risk { id, text, value: Some(16), ..Risk::default() });
        }
        Block::Assignments(block) => {
            let (id, text) = (id("uppdrag-nytt"), Markdown("Utred e-legitimation".into()));
            let mut item = Assignment { id, text, ..Assignment::default() };
            item.status.status = Status::Yellow;
            block.groups[0].assignments.push(item);
        }
        _ => {}
    });
    with(year, report)
}

#[test]
fn what_is_newer_elsewhere_comes_along() {
    let year = september();
    let choice = choice_of(2020, ReportKind::Annual, 12);
    let said = preview_report(&year, &choice);
    assert!(sentences(&said).starts_with("Utgår från ”Delårsrapport 2 2020”."));
    let report = new_report(&year, &choice);
    walk::each_block(&report, &mut |block| {
        let Block::Volumes(block) = block else { return };
        for measure in block.series.iter().flat_map(|own| &own.measures) {
            assert_eq!(measure.actual[8], Figure::Exact(7.into()), "closed in September");
            assert!(measure.actual[11].value().is_none(), "a forecast is not what happened");
        }
    });
    let texts = texts_of(&report);
    let has = |text: &str| texts.iter().any(|own| own == text);
    assert!(has("Risk för en ny pandemi") && has("Utred e-legitimation"), "{texts:?}");
    let mut done = String::new();
    walk::each_risk(common::report("t2-2020"), &mut |risk| {
        if done.is_empty() {
            done = risk.text.0.clone();
        }
    });
    assert!(!has(&done), "done in September");
    let added = said.iter().filter(|line| line.fate == Fate::Added);
    let added: Vec<&str> = added.flat_map(|line| &line.titles).map(String::as_str).collect();
    assert!(added.contains(&"Risk för en ny pandemi"), "{added:?}");
    assert_eq!(statuses(&report), []);
    assert_eq!(new_problems(&year, &with(&year, report)), Vec::<String>::new());
}

/// What somebody took out of the report that a new one starts from stays out of it, whatever the plan and
/// months since say; what came after that report comes along.
#[test]
fn what_was_taken_out_does_not_come_back() {
    let year = &examples()[1].year;
    let mut term = next(year, ReportKind::T2, 8);
    // A month that started before something was taken out, and in which something came up.
    let mut month = new_report(&with(year, term.clone()), &choice_of(2023, ReportKind::Free, 9));
    let mut gone = Vec::new();
    change(&mut term, &mut |block| match block {
        Block::Risks(block) => gone.push(block.risks.remove(0).text.0),
        Block::Assignments(block) => gone.push(block.groups[0].assignments.remove(0).text.0),
        Block::Text(block) => block.text = Markdown("Skrivet.".into()),
        _ => {}
    });
    let year = with(year, term);
    let earlier: Vec<String> = year.reports.iter().flat_map(|report| texts_of(report)).collect();
    assert!(gone.len() == 2 && gone.iter().all(|text| earlier.contains(text)));
    let texts = texts_of(&next(&year, ReportKind::Annual, 12));
    assert!(gone.iter().all(|text| !texts.contains(text)), "{gone:?}");
    assert_eq!(texts.len(), 7 + 11 - 2);
    assert!(texts_of(&month).iter().any(|text| gone.contains(text)));
    (month.period, month.kind) = (choice_of(2023, ReportKind::Month, 9).period, ReportKind::Month);
    change(&mut month, &mut |block| {
        if let Block::Risks(block) = block {
            let (id, text) = (id("risk-ny"), Markdown("Risk för en ny pandemi".into()));
            block.risks.push(Risk { id, text, value: Some(16), ..Risk::default() });
        }
    });
    let texts = texts_of(&next(&with(&year, month), ReportKind::Annual, 12));
    assert!(gone.iter().all(|text| !texts.contains(text)), "{gone:?}");
    assert!(texts.iter().any(|text| text == "Risk för en ny pandemi"));
}

#[test]
fn what_has_no_place_is_told() {
    let year = &examples()[1].year;
    let said = preview_report(year, &choice_of(2023, ReportKind::Month, 8));
    let left = |thing| {
        let line = said.iter().find(|line| (line.fate, line.thing) == (Fate::Left, thing));
        line.map_or(0, |line| line.count)
    };
    // July has no place for them, and T1 has them still.
    assert_eq!((left(Thing::Risk), left(Thing::Assignment)), (7, 11));
}

#[test]
fn amounts_and_footnotes_are_the_last_reports() {
    for (example, kind) in [(0, ReportKind::Annual), (1, ReportKind::T2)] {
        let year = &examples()[example].year;
        let choice = choice_of(year.year, kind, 12);
        let report = new_report(year, &choice);
        let carried = new_report(year, &Choice { carry_texts: true, ..choice.clone() });
        let mut effects = 0;
        for block in blocks(&report) {
            match block {
                Block::Effects(block) => {
                    effects += block.effects.len();
                    let mut own = block.effects.iter();
                    assert!(own.all(|own| own.amount.is_none() && own.change.is_none()));
                }
                Block::Figures(table) => {
                    assert!(table.notes.is_empty());
                    assert!(table.rows.iter().all(|row| row.mark.is_empty()));
                }
                _ => {}
            }
        }
        let notes = |report: &Report| {
            let all = blocks(report).into_iter().map(|block| match block {
                Block::Figures(table) => table.notes.len(),
                _ => 0,
            });
            all.sum::<usize>()
        };
        let base = if example == 0 { "t2-2020" } else { "t1-2023" };
        assert_eq!(notes(&carried), notes(common::report(base)));
        let said = sentences(&preview_report(year, &choice));
        assert!(effects > 0 && said.contains("belopp i effekter och bryggor töms"), "{said}");
    }
}

#[test]
fn later_is_when_the_year_is_over() {
    let mut year = common::example().clone();
    let t2 = year.reports.iter_mut().find(|own| own.id.as_str() == "t2-2020").unwrap();
    let mut number = 0;
    change(Arc::make_mut(t2), &mut |block| {
        let Block::Goals(block) = block else { return };
        for indicator in block.goals.iter_mut().flat_map(|goal| &mut goal.indicators) {
            number += 1;
            let text = ["Mäts i oktober 2020", "Mäts nästa gång 2021"][number % 2];
            indicator.outcome.later = text.into();
        }
    });
    let later = |kind| {
        let report = next(&year, kind, 12);
        let all = indicators(&report).into_iter().map(|own| own.outcome.later.clone());
        all.filter(|text| !text.is_empty()).collect::<HashSet<String>>()
    };
    let annual = later(ReportKind::Annual);
    assert!(annual.iter().all(|text| text == "Mäts nästa gång 2021"), "{annual:?}");
    assert!(later(ReportKind::Free).len() > annual.len(), "the year goes on");
}

#[test]
fn a_free_report_covers_what_it_says() {
    let year = common::example();
    let report = next(year, ReportKind::Free, 12);
    assert_eq!((report.id.as_str(), report.kind), ("rapport-2020", ReportKind::Free));
    let said = sentences(&preview_report(year, &choice_of(2020, ReportKind::Free, 12)));
    assert!(said.starts_with("Utgår från ”Delårsrapport 2 2020”."), "{said}");
    assert_eq!(statuses(&report), []);
    let count = |report: &Report| indicators(report).len();
    assert_eq!(count(&report), count(common::report("t2-2020")), "the plan adds none");
    assert_eq!(new_problems(year, &with(year, report)), Vec::<String>::new());
}

#[test]
fn carried_texts_are_last_times_word_for_word() {
    let year = common::example();
    let choice = Choice { carry_texts: true, ..choice_of(2020, ReportKind::Annual, 12) };
    let report = new_report(year, &choice);
    let told = |report: &Report| {
        let mut all = Vec::new();
        walk::each_block(report, &mut |block| match block {
            Block::Text(block) => all.push(block.text.0.clone()),
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
                all.push(goal.comment.0.clone());
                all.extend(goal.indicators.iter().map(|own| own.comment.0.clone()));
            }),
            Block::Figures(table) => {
                all.extend(table.rows.iter().map(|row| row.comment.0.clone()));
            }
            _ => {}
        });
        all.retain(|text| !text.is_empty());
        all
    };
    assert_eq!(told(&report), told(common::report("t2-2020")));
    assert_eq!(statuses(&report), [], "a text is carried, a judgement is not");
    let emptied = new_report(year, &Choice { carry_texts: false, ..choice });
    assert!(told(&emptied).iter().all(|text| text.starts_with("### ")));
}

#[test]
fn one_of_the_same_kind_and_period_is_told_of() {
    let year = common::example();
    let again = choice_of(2020, ReportKind::T2, 8);
    let said = preview_report(year, &again);
    assert_eq!(said[0].fate, Fate::There);
    assert!(said[0].to_string().contains("finns redan ”Delårsrapport 2 2020”"), "{}", said[0]);
    assert_eq!(new_report(year, &again).id.as_str(), "t2-2020-2", "it is not refused");
    assert!(preview_report(year, &choice_of(2020, ReportKind::T1, 4))[0].fate != Fate::There);
}

#[test]
fn a_series_without_months_gets_twelve() {
    let mut year = common::example().clone();
    let t2 = year.reports.iter_mut().find(|own| own.id.as_str() == "t2-2020").unwrap();
    change(Arc::make_mut(t2), &mut |block| {
        if let Block::Volumes(block) = block {
            block.series.iter_mut().for_each(|own| own.months.clear());
        }
    });
    let report = next(&year, ReportKind::Month, 9);
    walk::each_block(&report, &mut |block| {
        let Block::Volumes(block) = block else { return };
        for own in &block.series {
            let kinds: Vec<bool> =
                own.months.iter().map(|kind| *kind == MonthKind::Actual).collect();
            assert_eq!(kinds, [[true; 9].as_slice(), &[false; 3]].concat());
            let actual = &own.measures[0].actual;
            assert!(actual[7].value().is_some() && actual[8].value().is_none());
        }
    });
}
