//! The plan and the second interim report of 2020, as they stand in the example.

use tertial::compose::compose;
use tertial::compute::{
    self, Agreement, Context, agreement, bridge_end, count_of, effect_sum, risk_value, total_of,
};
use tertial::model::{Address, Block, Column, ColumnRole, FigureTable, Status, walk};
use tertial::number::Figure;

use super::build::number;
use crate::common::{example, report};

/// Both economy tables of the interim report: every printed deviation and sum is computed.
#[test]
fn both_economy_tables_are_computed() {
    let context = Context::new(example(), report("t2-2020"));
    for (name, deviations, sums) in [("resultatrakning", 16, 35), ("nettokostnad-tabell", 28, 21)] {
        let table = figure_table("t2-2020", name);
        let (mut deviation_count, mut sum_count) = (0, 0);
        for row in &table.rows {
            for column in table.columns.iter().filter(|column| row.cells.get(&column.id).is_some())
            {
                let is_sum = !row.sum.is_empty();
                if !is_sum && !is_deviation(column) {
                    continue;
                }
                let cell = compute::Sheet::new(&context, table).cell(row, column);
                assert!(cell.agreement.is_some(), "{}, {}", row.label, column.title);
                *(if is_sum { &mut sum_count } else { &mut deviation_count }) += 1;
            }
        }
        assert_eq!((deviation_count, sum_count), (deviations, sums), "{name}");
    }
}

fn is_deviation(column: &Column) -> bool {
    matches!(column.role, ColumnRole::Deviation | ColumnRole::YearDeviation)
}

fn figure_table(report_id: &str, name: &str) -> &'static FigureTable {
    let mut found = None;
    walk::each_block(report(report_id), &mut |block| {
        let Block::Figures(table) = block else { return };
        found = found.or(Some(table).filter(|table| table.id.as_str() == name));
    });
    found.unwrap_or_else(|| panic!("no table {name}"))
}

#[test]
fn bridges_end_where_they_are_printed_to_end() {
    let mut ends = Vec::new();
    let report = report("plan-2020");
    let context = Context::new(example(), report);
    walk::each_block(report, &mut |block| {
        let Block::Bridge(bridge) = block else { return };
        let end = bridge_end(&context, bridge).unwrap();
        let stated = bridge.to.amount.as_ref().and_then(Figure::value).unwrap();
        ends.push((stated, end.number().unwrap(), agreement(stated, &end)));
    });
    let rounding = Some(Agreement::Rounding);
    assert_eq!(
        ends,
        [
            (number("234 133"), number("234 132"), rounding),
            (number("11 522"), number("11 521"), rounding),
        ]
    );
}

/// The summary counts 8 green, 3 yellow, 0 red; its own list has 9, 2 and 0.
#[test]
fn the_tally_contradicts_its_list() {
    let report = report("t2-2020");
    let context = Context::new(example(), report);
    let mut found = Vec::new();
    walk::each_block(report, &mut |block| {
        let Block::Tally(tally) = block else { return };
        for class in &tally.classes {
            let stated = class.count.as_ref().and_then(Figure::value).unwrap();
            let count = count_of(&context, tally, class.status).unwrap();
            found.push((class.status, stated, count.number().unwrap(), agreement(stated, &count)));
        }
        let total = total_of(&context, tally).unwrap();
        assert_eq!(total.number(), Some(number("11")));
    });
    let expected = [
        (Status::Green, number("8"), number("9"), Some(Agreement::Differs)),
        (Status::Yellow, number("3"), number("2"), Some(Agreement::Differs)),
        (Status::Red, number("0"), number("0"), Some(Agreement::Equal)),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_effects_of_the_pandemic_add_up() {
    let report = report("t2-2020");
    let context = Context::new(example(), report);
    let mut sums = Vec::new();
    walk::each_block(report, &mut |block| {
        let Block::Effects(block) = block else { return };
        let effects = block.effects.iter().filter(|effect| !effect.sum.is_empty());
        sums.extend(effects.map(|e| effect_sum(&context, block, e).unwrap().number()));
    });
    assert_eq!(sums, [Some(number("8,0"))]);
}

#[test]
fn risk_values_of_the_plan() {
    let report = report("plan-2020");
    let context = Context::new(example(), report);
    let mut values = Vec::new();
    walk::each_block(report, &mut |block| {
        let Block::Risks(block) = block else { return };
        values.extend(block.risks.iter().map(|risk| {
            let value = risk_value(&context, risk).and_then(|derivation| derivation.number());
            value.unwrap_or_default().to_string()
        }));
    });
    assert_eq!(values, ["15", "15", "20", "25", "12", "9"]);
}

/// 2 017 care days are 18,4 % over the 1 703 of the period: red, as printed.
#[test]
fn the_rule_gives_what_is_printed() {
    let document = compose(example(), report("t2-2020"));
    let computed = |name: &str| {
        let is_status = |at: &Address| at.element.as_str() == name && at.field == "status";
        let found = document.derivations.iter().find(|(at, _)| is_status(at));
        found.and_then(|(_, derivation)| derivation.status())
    };
    assert_eq!(computed("hvb-dygn"), Some(Status::Red));
    assert_eq!(computed("budgetram-andel"), Some(Status::Red), "60 % of 100 %");
    assert_eq!(computed("sjuk-kort"), None, "its table is printed without a legend");
}
