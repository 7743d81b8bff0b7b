//! The year: one file.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Committee, Id, Note, Report, ReviewSettings, Signature};
use crate::{choice, record};

choice! {
    /// How far from a target in percent is counted.
    pub enum Reading {
        /// Relative to the target's size.
        Relative = "",
        /// In percentage points for shares, else relative.
        Points = "points",
    }
}

record! {
    /// A committee's year: its plan and all its reports.
    pub struct Year {
        /// The file's id, for instance asn-2020.
        pub id: Id,
        /// The calendar year.
        pub year: u16,
        /// The committee.
        pub committee: Committee,
        /// Limits and readings of rules.
        pub settings: Settings,
        /// The plan and the reports, in order of time.
        pub reports: Vec<Arc<Report>>,
        /// How the year is checked, and what was accepted.
        pub review: ReviewSettings,
        /// Internal notes on the year as a whole, never printed.
        pub notes: Vec<Note>,
        /// Who changed it last, and when.
        pub changed: Option<Signature>,
    }

    /// Limits and readings of rules.
    pub struct Settings {
        /// Percent on the wrong side of a target that still is yellow; 10 when not given.
        pub yellow_limit: Option<Decimal>,
        /// How the percent are counted.
        pub reading: Reading,
        /// Days of a placement-year; 365 when not given.
        pub year_days: Option<u16>,
        /// Risks from this value are reported; all when not given.
        pub risk_threshold: Option<u8>,
    }
}

impl Settings {
    /// Percent on the wrong side of a target that still is yellow.
    pub fn yellow_limit(&self) -> Decimal {
        self.yellow_limit.unwrap_or(Decimal::TEN)
    }

    /// Days of a placement-year. The 2020 plan's own targets use 365 in a leap year.
    pub fn year_days(&self) -> u16 {
        self.year_days.unwrap_or(365)
    }
}

impl Year {
    /// The report with this id.
    pub fn report(&self, id: &Id) -> Option<&Arc<Report>> {
        self.reports.iter().find(|report| report.id == *id)
    }

    /// The settings a report used: its own copy, else the year's.
    pub fn settings_of<'a>(&'a self, report: &'a Report) -> &'a Settings {
        report.settings.as_ref().unwrap_or(&self.settings)
    }

    /// The name shown in lists: `ASN 2020`.
    pub fn name(&self) -> String {
        let committee = match self.committee.short.as_str() {
            "" => &self.committee.name,
            short => short,
        };
        format!("{committee} {}", self.year)
    }
}
