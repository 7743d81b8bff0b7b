//! What is missing.

use tertial::model::{ReportKind, Status};
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
    assert_eq!((all.total.filled, all.total.wanted), (371, 389));
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
