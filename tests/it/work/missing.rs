//! What is missing.

use tertial::model::{Bridge, BridgeEnd, BridgeStep, ReportKind, Status, TextBlock};
use tertial::number::Figure;
use tertial::work::{What, missing};

use super::*;
use crate::common::{self, examples};

#[test]
fn shares_add_up_and_links_lead_somewhere() {
    let years = (0..5).map(generated).chain(examples().iter().map(|own| own.year.clone()));
    for year in years {
        for report in &year.reports {
            let missing = missing(&year, report);
            let wanted: usize = missing.sections.iter().map(|own| own.share.wanted).sum();
            assert_eq!(wanted, missing.total.wanted);
            let lacking = missing.total.wanted - missing.total.filled;
            assert_eq!(lacking, missing.items().count(), "{}", report.id);
            let of_units = missing.items().filter(|item| item.what == What::UnitStatus).count();
            assert_eq!(of_units, missing.units.iter().map(|own| own.items.len()).sum::<usize>());
            let mut known = HashSet::new();
            walk::elements(report, &mut |element| {
                known.insert(element.id.clone());
            });
            assert!(missing.items().all(|item| known.contains(&item.address.element)));
        }
    }
}

#[test]
fn what_comes_later_is_not_missing() {
    let (year, report) = common::report_in_year("t2-2020");
    let all = missing(year, report);
    let lacks = |id: &str| all.items().any(|item| item.address.element.as_str() == id);
    assert!(!lacks("hvb-helar"), "declared to be measured later");
    assert_eq!((all.total.filled, all.total.wanted), (383, 401));
}

#[test]
fn a_new_month_lacks_every_unit() {
    let year = &examples()[1].year;
    let year = with(year, next(year, ReportKind::Month, 8));
    let all = missing(&year, year.reports.last().unwrap());
    assert_eq!(all.units.len(), 10, "two units share a row");
    assert!(all.units.iter().all(|unit| unit.share.wanted == 4 && unit.share.filled == 0));
    assert_eq!(all.units[0].name, "Mottagning och utredning barn och unga 1");
    let july = missing(&year, year.report(&id("juli-2023")).unwrap());
    let blank: usize = july.units.iter().map(|unit| unit.items.len()).sum();
    assert_eq!(blank, 3, "three rows are blank in the document itself");
}

#[test]
fn red_without_a_word_is_missing_one() {
    let mut year = generated(2);
    let report = Arc::make_mut(year.reports.last_mut().unwrap());
    for section in &mut report.sections {
        for block in &mut Arc::make_mut(section).blocks {
            if let Block::Goals(block) = block {
                block.goals[0].status.status = Status::Red;
            }
        }
    }
    let all = missing(&year, year.reports.last().unwrap());
    assert!(all.items().any(|item| item.what == What::GoalReason));
}

/// What the published documents lack is blank in them: a few places each, and what their form leaves
/// blank on purpose is not asked for.
#[test]
fn published_reports_lack_little() {
    let share = |id: &str| {
        let (year, report) = common::report_in_year(id);
        let all = missing(year, report);
        (all.total.filled, all.total.wanted)
    };
    assert_eq!(share("plan-2020"), (90, 90));
    assert_eq!(share("t2-2020"), (383, 401));
    assert_eq!(share("t1-2023"), (106, 118), "no assignment was judged in the first of the year");
    assert_eq!(share("juli-2023"), (47, 51));
    assert_eq!(share("t2-2025"), (152, 170), "indicators of three goals are not judged");
    let (year, report) = common::report_in_year("t2-2025");
    let texts = missing(year, report);
    let texts = texts.items().filter(|item| item.what == What::Text);
    let blank: Vec<_> = texts.map(|item| item.address.element.to_string()).collect();
    assert_eq!(blank, ["klimat-atgarder"], "a title with nothing under it");
}

#[test]
fn what_a_new_report_empties_is_asked_for() {
    let lacking = |example: usize, kind, what| {
        let year = &examples()[example].year;
        let year = with(year, next(year, kind, 12));
        let all = missing(&year, year.reports.last().unwrap());
        let items = all.items().filter(|item| item.what == what);
        items.map(|item| item.address.element.to_string()).collect::<Vec<_>>()
    };
    // The effects of covid-19, but for the sums of others; July's list has words without amounts.
    let amounts = lacking(0, ReportKind::Annual, What::Amount);
    assert!(amounts.iter().all(|id| id.starts_with("covid-")) && amounts.len() == 6, "{amounts:?}");
    let amounts = lacking(1, ReportKind::T2, What::Amount);
    assert!(amounts.contains(&"eff-prognos".to_owned()), "{amounts:?}");
    assert!(!amounts.contains(&"eff-prognos-forsorjningsstod".to_owned()), "{amounts:?}");
    let counts = lacking(1, ReportKind::T2, What::Count);
    assert!(counts.contains(&"lex-sarah".to_owned()), "{counts:?}");
    let accounts = lacking(1, ReportKind::T2, What::Account);
    assert!(accounts.contains(&"synpunkter".to_owned()), "{accounts:?}");
    // Texts beside tables, and those under titles of goals.
    let texts = lacking(2, ReportKind::Annual, What::Text);
    assert!(texts.contains(&"klimat-atgarder".to_owned()) && texts.len() > 20, "{texts:?}");
}

/// Steps without an amount and texts that the last report left blank may be so again, and an account that
/// is told in words is told.
#[test]
fn what_was_left_blank_is_not_asked_for() {
    let mut year = examples()[1].year.clone();
    let (mut blank, mut told) = (HashSet::new(), HashSet::new());
    let step = BridgeStep { id: id("steg"), label: "Inga medel".into(), ..BridgeStep::default() };
    let from = BridgeEnd { id: id("fran"), ..BridgeEnd::default() };
    let to =
        BridgeEnd { id: id("till"), amount: Some(Figure::Exact(1.into())), ..BridgeEnd::default() };
    let text = TextBlock { id: id("text"), ..TextBlock::default() };
    let bridge = Bridge { id: id("brygga"), from, steps: vec![step], to, ..Bridge::default() };
    let at = year.reports.iter().position(|own| own.kind == ReportKind::T1).unwrap();
    let t1 = Arc::make_mut(&mut year.reports[at]);
    let blocks = &mut Arc::make_mut(&mut t1.sections[0]).blocks;
    blocks.extend([Block::Bridge(bridge), Block::Text(text)]);
    blank.extend(["steg", "fran", "text"].map(id));
    let first = missing(&year, &year.reports[at]);
    assert_eq!(first.items().filter(|item| blank.contains(&item.address.element)).count(), 3);
    let mut report = next(&year, ReportKind::T2, 8);
    change(&mut report, &mut |block| {
        if let Block::Accounts(block) = block {
            for account in &mut block.accounts {
                account.text = tertial::model::Markdown("Inga har kommit in.".into());
                told.insert(account.id.clone());
                told.extend(account.parts.iter().map(|part| part.id.clone()));
            }
        }
    });
    assert!(!told.is_empty());
    let year = with(&year, report);
    let all = missing(&year, year.reports.last().unwrap());
    let asked: HashSet<Id> = all.items().map(|item| item.address.element.clone()).collect();
    assert!(asked.iter().all(|id| !blank.contains(id) && !told.contains(id)), "{asked:?}");
}

#[test]
fn a_goal_that_was_judged_is_asked_for_again() {
    let mut year = common::example().clone();
    let mut judged = HashSet::new();
    fn bare(goals: &mut [tertial::model::Goal], judged: &mut HashSet<Id>) {
        for goal in goals {
            goal.indicators.clear();
            if goal.goals.is_empty() && goal.status.status != Status::Unset {
                judged.insert(goal.id.clone());
            }
            bare(&mut goal.goals, judged);
        }
    }
    change(Arc::make_mut(year.reports.last_mut().unwrap()), &mut |block| {
        if let Block::Goals(block) = block {
            bare(&mut block.goals, &mut judged);
        }
    });
    let year = with(&year, next(&year, ReportKind::Month, 9));
    let all = missing(&year, year.reports.last().unwrap());
    let asked = all.items().filter(|item| item.what == What::GoalStatus);
    let asked: HashSet<Id> = asked.map(|item| item.address.element.clone()).collect();
    assert!(!judged.is_empty() && judged.is_subset(&asked), "{judged:?} {asked:?}");
}

#[test]
fn a_goal_for_later_is_not_missing_in_the_overview() {
    let mut year = examples()[1].year.clone();
    let mut report = next(&year, ReportKind::Month, 8);
    let goal = id("ma-kvalitet");
    let asks = |year: &Year| {
        let all = missing(year, year.reports.last().unwrap());
        let items = all.items().filter(|item| item.what == What::OverviewStatus);
        items.map(|item| item.address.field.clone()).collect::<Vec<_>>().contains(&goal.to_string())
    };
    assert!(asks(&with(&year, report.clone())));
    for section in &mut report.sections {
        for block in &mut Arc::make_mut(section).blocks {
            if let Block::Goals(block) = block {
                let own = block.goals.iter_mut().find(|own| own.id == goal);
                own.into_iter().for_each(|own| own.later = "Redovisas i december".into());
            }
        }
    }
    year.reports.push(Arc::new(report));
    assert!(!asks(&year));
}

#[test]
fn a_section_is_not_whole_while_one_under_it_lacks() {
    let (year, report) = common::report_in_year("t2-2020");
    let all = missing(year, report);
    for (at, section) in all.sections.iter().enumerate() {
        let below = all.sections[at + 1..].iter().take_while(|own| own.depth > section.depth);
        let lacking: usize = below.map(|own| own.items.len()).sum();
        let total = section.total.wanted - section.total.filled;
        assert_eq!(total, lacking + section.items.len(), "{}", section.title);
    }
    let whole: usize =
        all.sections.iter().filter(|own| own.depth == 0).map(|own| own.total.wanted).sum();
    assert_eq!(whole, all.total.wanted);
}
