//! New years.

use tertial::model::{Block, Committee, ReportKind, RuleChoice, RuleSeverity, Target, walk};
use tertial::work::{Source, new_year, preview_year, units_of};

use super::*;
use crate::common::{self, examples};

#[test]
fn the_plan_of_2021_from_2020() {
    let last = common::example();
    let source = Source::LastYear(last);
    let year = new_year(&source, 2021, id("asn-2021"));
    let said = sentences(&preview_year(&source, 2021, id("asn-2021")));
    println!("{said}");
    assert_eq!(problems(&year), Vec::<String>::new());
    assert_eq!((year.committee.clone(), year.year), (last.committee.clone(), 2021));
    let plan = &year.reports[0];
    assert_eq!((plan.id.as_str(), &*plan.title), ("plan-2021", "Nämndplan 2021"));
    assert_eq!(statuses(plan), []);
    let hvb = indicator(plan, "hvb-dygn");
    let earlier: Vec<_> = hvb.earlier.iter().map(|own| own.label.as_str()).collect();
    assert_eq!(earlier, ["2019", "aug 2020"]);
    assert_eq!(hvb.target, Target { better: hvb.target.better, flow: true, ..Target::default() });
    assert!(hvb.target.better != tertial::model::Better::Unsaid, "the sign said which way");
    for block in blocks(plan) {
        match block {
            Block::Figures(table) => {
                let titles: Vec<_> = table.columns.iter().map(|own| own.title.as_str()).collect();
                let grant = ["Budget 2021", "Plan 2022", "Plan 2023", "Plan 2024"];
                let budget = ["Prognos 2020", "Budget 2021", "Förändring"];
                assert!(titles == grant || titles == budget, "{titles:?}");
                assert!(table.rows.iter().all(|row| row.cells.iter().next().is_none()));
            }
            Block::Bridge(bridge) => {
                assert!(bridge.from.label.ends_with("2020") && bridge.to.label.ends_with("2021"));
            }
            _ => {}
        }
    }
    // Texts of the plan, its wheel and its documents are there to be revised.
    let kinds = |report: &Report| blocks(report).len();
    assert_eq!(kinds(plan), kinds(common::report("plan-2020")));
    assert!(said.contains("blir tidigare utfall") && said.contains("målnivåer töms"), "{said}");
}

#[test]
fn a_year_without_a_plan_lends_its_latest_form() {
    for example in &examples()[1..] {
        let next = example.year.year + 1;
        let year = new_year(&Source::LastYear(&example.year), next, id("asn-ny"));
        assert_eq!(problems(&year), Vec::<String>::new());
        assert_eq!(year.reports[0].kind, ReportKind::Plan);
        assert_eq!(year.reports[0].title, format!("Nämndplan {next}"));
        assert_eq!(statuses(&year.reports[0]), []);
    }
}

#[test]
fn years_after_generated_years_are_sound() {
    for seed in 0..20 {
        let last = generated(seed);
        let year = new_year(&Source::LastYear(&last), 2027, id("prov-2027"));
        assert_eq!(problems(&year), Vec::<String>::new());
        let plan = &year.reports[0];
        for own in indicators(plan) {
            assert_eq!(own.earlier.len(), 1, "{}", own.id);
            assert!(own.target.year.is_none());
        }
        // The year after has one more, and never more than three.
        let second = new_year(
            &Source::LastYear(&with(&year, next(&year, ReportKind::T1, 4))),
            2028,
            id("b"),
        );
        assert!(indicators(&second.reports[0]).iter().all(|own| own.earlier.len() == 1));
    }
}

#[test]
fn an_empty_year_has_an_empty_plan() {
    let committee = Committee { name: "Provnämnden".into(), ..Committee::default() };
    let year = new_year(&Source::Empty { committee }, 2026, id("pn-2026"));
    assert_eq!(problems(&year), Vec::<String>::new());
    assert_eq!((year.reports[0].id.as_str(), year.reports[0].sections.len()), ("plan-2026", 0));
}

#[test]
fn last_years_forecast_stands_in_last_years_column() {
    let last = generated(5);
    let text = file::save(&last).replace("\"role\": \"budget\"", "\"role\": \"last-year\"");
    let last = file::open(text.as_bytes()).unwrap().year;
    let report = Report { kind: ReportKind::Plan, ..Report::clone(last.reports.last().unwrap()) };
    let mut with_plan = last.clone();
    with_plan.reports[0] = Arc::new(Report { id: id("plan"), ..report });
    let year = new_year(&Source::LastYear(&with_plan), 2027, id("b"));
    let mut filled = 0;
    walk::each_block(&year.reports[0], &mut |block| {
        if let Block::Figures(table) = block {
            filled +=
                table.rows.iter().filter(|row| row.cells.get(&id("budget")).is_some()).count();
            assert!(table.rows.iter().all(|row| row.cells.get(&id("prognos")).is_none()));
        }
    });
    assert!(filled > 0);
}

#[test]
fn columns_of_earlier_outcomes_move_on() {
    let year = new_year(&Source::LastYear(common::example()), 2021, id("asn-2021"));
    let mut titles = Vec::new();
    walk::each_block(&year.reports[0], &mut |block| {
        if let Block::Goals(block) = block {
            walk::each_goal(&block.goals, &mut |goal| {
                titles.extend(goal.columns.iter().map(|column| column.title.clone()));
            });
        }
    });
    let has = |title: &str| titles.iter().any(|own| own == title);
    assert!(has("Mål 2021") && has("Utfall 2020") && has("Prog. utfall 2020"), "{titles:?}");
    assert!(!has("Mål 2020") && !has("Utfall 2018"), "{titles:?}");
}

/// Every outcome of last year stands as an earlier one, with its value.
#[test]
fn outcomes_become_earlier_ones() {
    let last = common::example();
    let year = new_year(&Source::LastYear(last), 2021, id("asn-2021"));
    let t2 = common::report("t2-2020");
    let mut compared = 0;
    for own in indicators(&year.reports[0]) {
        let is_own = |other: &&&Indicator| other.identity() == own.identity();
        let found = indicators(t2);
        let Some(value) = found.iter().find(is_own).and_then(|own| own.outcome.value.clone())
        else {
            continue;
        };
        assert_eq!(own.earlier.last().unwrap().value, Some(value), "{}", own.id);
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn what_is_unfinished_goes_on() {
    let last = common::example();
    let plan = &new_year(&Source::LastYear(last), 2021, id("asn-2021")).reports[0];
    let assignments = |report: &Report| {
        let mut all = Vec::new();
        walk::each_assignment(report, &mut |item| all.push((item.id.clone(), item.status.status)));
        all
    };
    let carried: HashSet<Id> = assignments(plan).into_iter().map(|(id, _)| id).collect();
    for (id, status) in assignments(common::report("t2-2020")) {
        // Green is *genomfört* in the legend of 2020.
        assert_eq!(carried.contains(&id), status != Status::Green, "{id}");
    }
    let risks = |report: &Report| {
        let mut all = HashSet::new();
        walk::each_risk(report, &mut |risk| {
            all.insert(risk.id.clone());
        });
        all
    };
    assert!(risks(common::report("t2-2020")).is_subset(&risks(plan)), "no risk was done with");
}

#[test]
fn actions_go_on_until_they_are_done() {
    let last = &examples()[2].year;
    let actions = |report: &Report| {
        let mut all = Vec::new();
        let mut add = |own: &Action| all.push((own.id.clone(), own.status.status));
        walk::each_block(report, &mut |block| match block {
            Block::Actions(block) => block.actions.iter().for_each(&mut add),
            Block::Risks(block) => {
                block.risks.iter().flat_map(|risk| &risk.actions).for_each(&mut add);
            }
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
                goal.actions.iter().for_each(&mut add);
            }),
            _ => {}
        });
        all
    };
    let before = actions(&last.reports[0]);
    let plan = &new_year(&Source::LastYear(last), 2026, id("asn-2026")).reports[0];
    let after: HashSet<Id> = actions(plan).into_iter().map(|(id, _)| id).collect();
    let (done, open): (Vec<_>, Vec<_>) =
        before.iter().partition(|(_, status)| *status == Status::Done);
    assert!(!done.is_empty() && !open.is_empty());
    assert!(done.iter().all(|(id, _)| !after.contains(id)));
    assert!(open.iter().all(|(id, _)| after.contains(id)));
}

#[test]
fn how_a_year_is_checked_goes_on() {
    let mut last = common::example().clone();
    let rule = RuleChoice {
        rule: "summa".into(),
        severity: RuleSeverity::Question,
        ..RuleChoice::default()
    };
    last.review.rules.push(rule.clone());
    last.review.accepted.push(tertial::model::Accepted::default());
    change(Arc::make_mut(&mut last.reports[0]), &mut |block| {
        if let Block::Goals(block) = block {
            block.adopted = tertial::model::Date::parse("2019-12-10");
        }
    });
    let year = new_year(&Source::LastYear(&last), 2021, id("asn-2021"));
    assert_eq!((year.review.rules, year.review.accepted.len()), (vec![rule], 0));
    for block in blocks(&year.reports[0]) {
        if let Block::Goals(block) = block {
            assert_eq!(block.adopted, None, "the new plan is not adopted yet");
        }
    }
}

#[test]
fn units_are_typed_one_a_line() {
    let units = units_of("Norr\n\n  Söder  \nNorr\n");
    let told: Vec<_> = units.iter().map(|unit| (unit.id.as_str(), &*unit.name)).collect();
    assert_eq!(told, [("e-norr", "Norr"), ("e-soder", "Söder"), ("e-norr-2", "Norr")]);
    let form = common::opened(&common::read("public/mallar/manad-och-delar.tertial.json")).year;
    let committee = Committee { name: "Kulturnämnden".into(), units, ..Committee::default() };
    let source = Source::Template { template: &form, committee };
    let year = new_year(&source, 2027, id("kn-2027"));
    assert_eq!(problems(&year), Vec::<String>::new());
    let month = year.report(&id("januari-2027")).unwrap();
    assert_eq!(tertial::work::missing(&year, month).units.len(), 3, "a row for each");
}
