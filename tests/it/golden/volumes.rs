//! Volumes and prices: what placements cost and why it is not what was budgeted.

use tertial::compute::{
    Context, Derivation, Formula, Input, SeriesFigures, Value, month_cost, series_figures,
};
use tertial::model::{Block, Month, VolumeSeries, walk};

use super::build::number;
use crate::common::{example, report};

fn series(name: &str) -> &'static VolumeSeries {
    let mut found = None;
    walk::each_block(report("t2-2020"), &mut |block| {
        let Block::Volumes(block) = block else { return };
        found = found.or(block.series.iter().find(|series| series.id.as_str() == name));
    });
    found.unwrap_or_else(|| panic!("no series {name}"))
}

fn figures(name: &str) -> SeriesFigures {
    let context = Context::new(example(), report("t2-2020"));
    series_figures(&context, series(name)).unwrap()
}

/// Homes for the ages 13 to 20, January to August 2020.
#[test]
fn homes_for_teenagers() {
    let figures = figures("hvb-13-20");
    let is = |derivation: &Derivation, value: &str| {
        assert_eq!(derivation.number(), Some(number(value)), "{derivation:?}");
    };
    is(&figures.cost, "10 278");
    is(&figures.budget, "7 701");
    is(&figures.price_effect, "-295");
    is(&figures.volume_effect, "2 872");
    is(&figures.deviation, "2 577");
    is(&figures.care_days, "2 345");
    is(&figures.budget_days, "1 708");
}

/// Price and volume explain the whole deviation, but for rounding.
#[test]
fn the_effects_explain_the_deviation() {
    let mut count = 0;
    walk::each_block(report("t2-2020"), &mut |block| {
        let Block::Volumes(block) = block else { return };
        for series in &block.series {
            let context = Context::new(example(), report("t2-2020"));
            let Some(figures) = series_figures(&context, series) else { continue };
            let [deviation, price, volume] =
                [&figures.deviation, &figures.price_effect, &figures.volume_effect]
                    .map(|derivation| derivation.number().unwrap());
            assert!((deviation - price - volume).abs() <= 1.into(), "{}", series.name);
            count += 1;
        }
    });
    assert!(count >= 4, "only {count} series have a price and a count");
}

/// February 2020 has 29 days.
#[test]
fn a_month_costs_price_times_placements_times_days() {
    let context = Context::new(example(), report("t2-2020"));
    let cost = month_cost(&context, series("hvb-13-20"), Month::new(2).unwrap()).unwrap();
    // 4 477 × 11 × 29 = 1 428 163 kronor.
    assert_eq!(cost.number(), Some(number("1 428")));
}

/// The plan's own targets: 2 555 days are 7 placements for a year, and 3 650 are 10.
#[test]
fn placement_years() {
    for (days, years) in [("2 555", "7"), ("3 650", "10")] {
        let inputs = [days, "365"].map(|text| Input::constant("dagar", number(text)));
        assert_eq!(Formula::Quotient(1).evaluate(&inputs), Some(Value::Number(number(years))));
    }
}

#[test]
fn a_period_has_its_share_of_the_years_target() {
    let inputs = ["2 555", "8"].map(|text| Input::constant("mål", number(text)));
    assert_eq!(Formula::PeriodShare.evaluate(&inputs), Some(Value::Number(number("1 703"))));
}

/// Shares have no cost.
#[test]
fn shares_have_no_cost() {
    let context = Context::new(example(), report("t2-2020"));
    assert_eq!(series_figures(&context, series("familjehem-barn")), None);
}
