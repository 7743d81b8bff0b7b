//! Volumes and prices by month.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::chance::{exact, id, thousandths};
use super::indicators::{Measured, told, with_target};
use super::{Maker, YEAR};
use crate::model::{
    Assessment, Block, Bound, Comparison, Id, Indicator, Measure, MeasureRole, Month, MonthKind,
    Outcome, ReportKind, Section, Status, Target, VolumeSeries, VolumesBlock,
};
use crate::number::{Figure, Unit};

const NAMES: [&str; 6] = [
    "HVB unga",
    "Familjehem barn",
    "Boende vuxna",
    "Kontaktfamilj barn",
    "Jourhem barn",
    "Stödboende unga",
];

/// Days of a usual year.
const DAYS: i64 = 365;

impl Maker {
    pub(super) fn volumes_section(&self, report: usize) -> Arc<Section> {
        let mut series: Vec<VolumeSeries> =
            (1..=self.size.series).map(|number| self.series(number, report)).collect();
        if self.size.stated {
            series.push(self.shares(report));
        }
        let block = VolumesBlock { id: id("volymblock", 1), series, ..VolumesBlock::default() };
        self.section(report, "volymer", "Volymer", &[], vec![Block::Volumes(block)])
    }

    fn name_of_series(&self, number: usize) -> String {
        match NAMES.get(number - 1).filter(|_| self.size.stated) {
            Some(name) => (*name).to_owned(),
            None => format!("Serie {number}"),
        }
    }

    /// The budget of a series: its price and how many are placed.
    fn budgeted(&self, series: usize) -> (Decimal, Decimal) {
        let mut chance = self.chance("serie", &[series]);
        (Decimal::from(chance.between(1500, 6000)), Decimal::from(chance.between(4, 14)))
    }

    /// What a closed month came to.
    fn closed(&self, series: usize, month: u8) -> (Decimal, Decimal) {
        let (price, count) = self.budgeted(series);
        let mut chance = self.chance("manad", &[series, month.into()]);
        let price = thousandths(price, chance.between(960, 1040), 0);
        (price, count + Decimal::new(chance.between(-2, 2) * 5, 1).normalize())
    }

    fn series(&self, number: usize, report: usize) -> VolumeSeries {
        let month = self.stop(report).month;
        let (price, count) = self.budgeted(number);
        let pair = |own: u8| if own <= month { self.closed(number, own) } else { (price, count) };
        let figures = |pick: fn((Decimal, Decimal)) -> Decimal| {
            (1..=12).map(|own| Figure::Exact(pick(pair(own)))).collect()
        };
        let measure = |name: &str, label: &str, role, actual, budget: Decimal| Measure {
            id: Id::new(name).unwrap_or_default(),
            label: label.to_owned(),
            role,
            actual,
            budget: vec![Figure::Exact(budget); 12],
            ..Measure::default()
        };
        let price =
            measure("pris", "Pris per vårddygn", MeasureRole::Price, figures(|own| own.0), price);
        let count =
            measure("antal", "Antal placeringar", MeasureRole::Count, figures(|own| own.1), count);
        self.shell(id("serie", number), self.name_of_series(number), month, vec![price, count])
    }

    fn shell(&self, id: Id, name: String, month: u8, measures: Vec<Measure>) -> VolumeSeries {
        let kind = |own| if own <= month { MonthKind::Actual } else { MonthKind::Forecast };
        VolumeSeries {
            id,
            name,
            months: (1..=12).map(kind).collect(),
            actual_title: "Utfall".into(),
            budget_title: "Budget".into(),
            measures,
            ..VolumeSeries::default()
        }
    }

    /// Two shares that make the whole.
    fn shares(&self, report: usize) -> VolumeSeries {
        let month = self.stop(report).month;
        let own = |at: u8| {
            let closed = self.chance("andel", &[at.into()]).between(-3, 3);
            Decimal::from(70 + if at <= month { closed } else { 0 })
        };
        let measure = |name: &str, label: &str, pick: &dyn Fn(Decimal) -> Decimal| Measure {
            id: Id::new(name).unwrap_or_default(),
            label: label.to_owned(),
            role: MeasureRole::Share,
            unit: Unit::Percent,
            actual: (1..=12).map(|at| Figure::Exact(pick(own(at)))).collect(),
            budget: vec![Figure::Exact(pick(Decimal::from(70))); 12],
            ..Measure::default()
        };
        let measures = vec![
            measure("egna", "Egna familjehem", &|own| own),
            measure("kopta", "Köpta familjehem", &|own| Decimal::ONE_HUNDRED - own),
        ];
        self.shell(id("andelar", 1), "Egna och köpta familjehem".into(), month, measures)
    }

    /// The care days of a series to the end of a month.
    fn care_days(&self, series: usize, month: u8) -> Decimal {
        let days = |own: u8| Decimal::from(Month::new(own).map_or(30, |own| own.days(YEAR)));
        (1..=month).map(|own| self.closed(series, own).1 * days(own)).sum::<Decimal>().normalize()
    }

    /// Indicators of care days and placement-years that follow series.
    pub(super) fn volume_indicators(&self, report: usize) -> Vec<Indicator> {
        (1..=2)
            .flat_map(|series| [self.days_of(series, report), self.years_of(series, report)])
            .collect()
    }

    fn target_of_days(&self, series: usize) -> Decimal {
        let (_, count) = self.budgeted(series);
        let share = self.chance("dygnsmal", &[series]).between(980, 1060);
        thousandths(count * Decimal::from(DAYS), share, 0)
    }

    fn days_of(&self, series: usize, report: usize) -> Indicator {
        let stop = self.stop(report);
        let at = |month: u8| Measured {
            target: self.target_of_days(series),
            comparison: Comparison::AtMost,
            flow: true,
            outcome: self.care_days(series, month),
        };
        let own = Indicator {
            id: id("dygn", series),
            name: format!("Antal vårddygn på {}", self.name_of_series(series)),
            ..Indicator::default()
        };
        if stop.is_plan() {
            return Indicator { unit: Unit::CareDays, ..with_target(own, at(1)) };
        }
        let own = self.followed(own, Unit::CareDays, at(stop.month), report, at);
        Indicator { comment: told(self, "dygn", series, report), ..own }
    }

    fn years_of(&self, series: usize, report: usize) -> Indicator {
        let stop = self.stop(report);
        let years = |days: Decimal| (days / Decimal::from(DAYS)).round_dp(1);
        let target = years(self.target_of_days(series));
        let bound = Bound { comparison: Comparison::AtMost, value: target, upper: None };
        let own = Indicator {
            id: id("helar", series),
            name: format!("Antal helårsplaceringar på {}", self.name_of_series(series)),
            unit: Unit::Placements,
            target: Target { year: Some(bound), ..Target::default() },
            ..Indicator::default()
        };
        if stop.is_plan() {
            return own;
        }
        if stop.kind != ReportKind::Annual {
            let later = "Redovisas i verksamhetsberättelsen.".to_owned();
            let status = Assessment { status: Status::NotMeasured, ..Assessment::default() };
            return Indicator { outcome: Outcome { later, ..Outcome::default() }, status, ..own };
        }
        let outcome = years(self.care_days(series, 12));
        let measured = Measured { target, comparison: Comparison::AtMost, flow: false, outcome };
        Indicator {
            outcome: Outcome { value: exact(outcome), ..Outcome::default() },
            status: Assessment { status: measured.status(12), ..Assessment::default() },
            comment: told(self, "helar", series, report),
            ..own
        }
    }
}
