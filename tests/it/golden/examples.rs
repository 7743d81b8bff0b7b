//! Whatever the example years print of what can be computed agrees with what is computed.

use tertial::compute::{self, Agreement, Context, agreement, risk_value};
use tertial::model::{Block, walk};

use crate::common::reports;

/// Cells where a document's own figures contradict each other: report, row, column and why.
const CONTRADICTIONS: &[(&str, &str, &str, &str)] = &[];

#[test]
fn every_table_agrees_with_what_it_prints() {
    let (mut found, mut counts) = (Vec::new(), Vec::new());
    for (year, report) in reports() {
        let context = Context::new(year, report);
        let (mut equal, mut rounded) = (0, 0);
        walk::each_block(report, &mut |block| {
            let Block::Figures(table) = block else { return };
            for row in &table.rows {
                for column in &table.columns {
                    match compute::Sheet::new(&context, table).cell(row, column).agreement {
                        Some(Agreement::Equal) => equal += 1,
                        Some(Agreement::Rounding) => rounded += 1,
                        Some(Agreement::Differs) => {
                            found.push((report.id.as_str(), row.id.as_str(), column.id.as_str()));
                        }
                        None => {}
                    }
                }
            }
        });
        println!("{}: {equal} cells equal, {rounded} within rounding", report.id);
        counts.push((report.id.as_str(), equal + rounded > 3));
    }
    let known: Vec<_> =
        CONTRADICTIONS.iter().map(|(report, row, column, _)| (*report, *row, *column)).collect();
    assert_eq!(found, known);
    // The month's one table is two amounts that nothing adds up.
    let expected = ["plan-2020", "t2-2020", "t1-2023", "juli-2023", "t2-2025"];
    assert_eq!(counts, expected.map(|report| (report, report != "juli-2023")));
}

#[test]
fn risk_values_follow_from_their_factors() {
    let mut counts = Vec::new();
    for (year, report) in reports() {
        let context = Context::new(year, report);
        let mut count = 0;
        walk::each_block(report, &mut |block| {
            let Block::Risks(block) = block else { return };
            for risk in &block.risks {
                let stated = risk.value.map(Into::into);
                let Some(computed) = risk_value(&context, risk) else { continue };
                let stated = stated.unwrap_or_else(|| computed.number().unwrap_or_default());
                assert_eq!(agreement(stated, &computed), Some(Agreement::Equal), "{}", risk.id);
                count += 1;
            }
        });
        counts.push((report.id.as_str(), count));
    }
    // 2023 prints the values alone, and 2020 follows its plan's risks by their controls.
    let expected =
        [("plan-2020", 6), ("t2-2020", 0), ("t1-2023", 0), ("juli-2023", 0), ("t2-2025", 8)];
    assert_eq!(counts, expected);
}
