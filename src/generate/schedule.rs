//! Which reports a year has, and when.

use super::{Size, YEAR};
use crate::model::{Month, ReportKind};

/// A plan or report in its year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    /// What it is.
    pub(super) kind: ReportKind,
    /// The last month it tells of; 0 for a plan.
    pub(super) month: u8,
}

impl Stop {
    /// Whether it is the plan.
    pub(super) fn is_plan(self) -> bool {
        self.kind == ReportKind::Plan
    }

    /// The report's title.
    pub(super) fn title(self) -> String {
        match self.kind {
            ReportKind::Month => format!("{} {} {YEAR}", self.kind.label(), self.name()),
            _ => format!("{} {YEAR}", self.kind.label()),
        }
    }

    /// What other reports call it.
    pub(super) fn short(self) -> String {
        match self.kind {
            ReportKind::T1 => "T1".to_owned(),
            ReportKind::T2 => "T2".to_owned(),
            ReportKind::Annual => "Helår".to_owned(),
            _ => self.name().to_owned(),
        }
    }

    fn name(self) -> &'static str {
        Month::new(self.month).map_or("", Month::name)
    }
}

/// The plan, then month by month with T1, T2 and the annual report. A year of few reports has them
/// instead of their months' own; one that states everything leaves some months out.
pub(super) fn schedule(size: Size) -> Vec<Stop> {
    let months: Vec<u8> =
        if size.stated { vec![2, 3, 4, 6, 7, 8, 10, 12] } else { (1..=12).collect() };
    let own = size.reports.saturating_sub(months.len());
    let mut stops = vec![Stop { kind: ReportKind::Plan, month: 0 }];
    let mut ends = 0;
    for month in months {
        let kind = match month {
            4 => Some(ReportKind::T1),
            8 => Some(ReportKind::T2),
            12 => Some(ReportKind::Annual),
            _ => None,
        };
        if kind.is_none() || ends < own {
            stops.push(Stop { kind: ReportKind::Month, month });
        }
        if let Some(kind) = kind {
            ends += 1;
            stops.push(Stop { kind, month });
        }
    }
    stops.truncate(size.reports + 1);
    stops
}
