//! Sick leave and turnover, in the same months of this year and the last.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::chance::{exact, id};
use super::words::written;
use super::{Maker, YEAR, period};
use crate::model::{Block, Section, StaffBlock, StaffKind, StaffMeasure, StaffValue};
use crate::number::Unit;

const KINDS: [StaffKind; 4] = [
    StaffKind::SickLeave,
    StaffKind::ShortSickLeave,
    StaffKind::LongSickLeave,
    StaffKind::Turnover,
];

impl Maker {
    /// The kinds' percent from January to a month.
    fn percent(&self, year: u16, month: u8) -> [Decimal; 4] {
        let mut own = self.chance("personal", &[year.into()]);
        let (short, long) = (own.between(250, 330), own.between(330, 430));
        let turnover = own.between(700, 1000);
        let mut chance = self.chance("personal", &[year.into(), month.into()]);
        let (short, long) = (short + chance.between(-20, 20), long + chance.between(-20, 20));
        let percent = [short + long, short, long, turnover + chance.between(-40, 40)];
        percent.map(|hundredths| Decimal::new(hundredths, 2))
    }

    pub(super) fn staff_section(&self, report: usize) -> Arc<Section> {
        let month = self.stop(report).month;
        let mut measures = KINDS.map(|staff| StaffMeasure {
            id: id("personal", staff as usize),
            staff,
            label: staff.label().to_owned(),
            of_which: matches!(staff, StaffKind::ShortSickLeave | StaffKind::LongSickLeave),
            unit: Unit::Percent,
            ..StaffMeasure::default()
        });
        for year in [YEAR - 1, YEAR] {
            let period = period(year, month);
            for (measure, percent) in measures.iter_mut().zip(self.percent(year, month)) {
                measure.values.push(StaffValue {
                    label: period.in_text(),
                    period: Some(period.clone()),
                    figure: exact(percent),
                    ..StaffValue::default()
                });
            }
        }
        let block = StaffBlock {
            id: id("personaltabell", 1),
            caption: "Personalnyckeltal".into(),
            head: "Nyckeltal".into(),
            measures: measures.to_vec(),
            ..StaffBlock::default()
        };
        let [all, .., turnover] = self.percent(YEAR, month).map(|own| written(own, Unit::Percent));
        let told = match self.size.stated {
            true => vec![
                format!("Sjukfrånvaron är {all}."),
                format!("Personalomsättningen är {turnover}."),
            ],
            false => Vec::new(),
        };
        self.section(report, "personal", "Personal", &told, vec![Block::Staff(block)])
    }
}
