//! Seeded synthetic years for measurements and tests: the same seed and size give the same year.
//!
//! What they say is nonsense, but nothing in them is wrong: figures drift gently through the reports,
//! statuses follow their rule, and what is said twice is said alike. What a thing is at a time is a
//! function of the seed, the thing and the month, so that all reports know the same.

mod accounts;
mod assignments;
mod chance;
mod economy;
mod goals;
mod indicators;
mod overview;
mod risks;
mod schedule;
mod sheet;
mod staff;
mod volumes;
mod words;

use std::sync::Arc;

use crate::model::{
    Block, Committee, Date, Id, Markdown, OrgUnit, Period, Report, Section, TextBlock, Year,
};
use chance::{Chance, id};
use schedule::{Stop, schedule};

/// How large a year to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Units of the committee.
    pub units: usize,
    /// Indicators per report.
    pub indicators: usize,
    /// Economy rows per report.
    pub rows: usize,
    /// Volume series per report.
    pub series: usize,
    /// Risks per report.
    pub risks: usize,
    /// Reports besides the plan.
    pub reports: usize,
    /// Whether the documents state what follows from their figures, as real ones do: sums,
    /// deviations, trends, counts, overviews, and text that cites figures.
    pub stated: bool,
}

impl Size {
    /// A year as most committees have it: about 1.5 MB.
    pub const USUAL: Self = Self {
        units: 11,
        indicators: 120,
        rows: 60,
        series: 12,
        risks: 15,
        reports: 15,
        stated: false,
    };
    /// The largest year that must work well: about 10 MB.
    pub const LARGEST: Self = Self {
        units: 60,
        indicators: 1000,
        rows: 500,
        series: 40,
        risks: 60,
        reports: 15,
        stated: false,
    };
    /// A year for quick tests.
    pub const SMALL: Self =
        Self { units: 3, indicators: 6, rows: 8, series: 2, risks: 3, reports: 2, stated: false };
    /// A small year that states what real documents state.
    pub const STATED: Self =
        Self { units: 5, indicators: 24, rows: 14, series: 4, risks: 8, reports: 8, stated: true };
}

/// The year that all generated years are of.
const YEAR: u16 = 2026;

/// Makes a year.
pub fn generate(seed: u64, size: Size) -> Year {
    let maker = Maker { seed, size, stops: schedule(size) };
    let units = (1..=size.units).map(|n| OrgUnit {
        id: id("enhet", n),
        name: format!("Enhet {n}"),
        ..OrgUnit::default()
    });
    let committee = Committee {
        id: id("namnd", 1),
        name: "Provnämnden".into(),
        short: "PN".into(),
        municipality: "Provköpings kommun".into(),
        administration: "Provförvaltningen".into(),
        units: units.collect(),
        ..Committee::default()
    };
    let reports = (0..maker.stops.len()).map(|index| Arc::new(maker.report(index)));
    Year {
        id: id("prov", (seed % 10_000) as usize),
        year: YEAR,
        committee,
        reports: reports.collect(),
        ..Year::default()
    }
}

/// What makes a year.
struct Maker {
    seed: u64,
    size: Size,
    /// The plan, then the reports in order of time.
    stops: Vec<Stop>,
}

impl Maker {
    /// Chance for one thing at one time: the same whenever it is asked for.
    fn chance(&self, kind: &str, numbers: &[usize]) -> Chance {
        Chance::of(self.seed, kind, numbers)
    }

    /// Where a report stands in the year.
    fn stop(&self, report: usize) -> Stop {
        self.stops[report]
    }

    /// The report before one that is no plan.
    fn before(&self, report: usize) -> Option<Stop> {
        self.stops[..report].last().filter(|stop| !stop.is_plan()).copied()
    }

    fn report(&self, index: usize) -> Report {
        let stop = self.stop(index);
        let mut sections = vec![
            self.section(index, "handelser", "Viktiga händelser", &[], self.overview(index)),
            self.goals_section(index),
            self.economy_section(index),
            self.risks_section(index),
            self.volumes_section(index),
        ];
        if !stop.is_plan() {
            sections.push(self.staff_section(index));
        }
        if self.size.stated {
            sections.push(self.assignments_section(index));
        }
        if self.size.stated && !stop.is_plan() {
            sections.push(self.accounts_section(index));
        }
        Report {
            id: id("rapport", index),
            kind: stop.kind,
            title: stop.title(),
            period: period(YEAR, if stop.is_plan() { 12 } else { stop.month }),
            sections,
            ..Report::default()
        }
    }

    /// A section that begins with some text; what the text tells of figures goes first.
    fn section(
        &self,
        report: usize,
        name: &str,
        title: &str,
        told: &[String],
        blocks: Vec<Block>,
    ) -> Arc<Section> {
        let mut chance = self.chance(name, &[report]);
        let text = told.iter().cloned().chain((0..4).map(|_| words::sentence(&mut chance, 18)));
        let text = text.collect::<Vec<_>>().join("\n\n");
        let text = TextBlock { id: id(name, 0), text: Markdown(text), ..TextBlock::default() };
        let blocks = [Block::Text(text)].into_iter().chain(blocks).collect();
        Arc::new(Section {
            id: Id::new(name).unwrap_or_default(),
            title: title.to_owned(),
            blocks,
            ..Section::default()
        })
    }
}

/// From January to a month.
fn period(year: u16, month: u8) -> Period {
    let last = crate::model::Month::new(month).map_or(31, |month| month.days(year));
    Period {
        from: Date::new(year, 1, 1).unwrap_or_default(),
        to: Date::new(year, month, last).unwrap_or_default(),
        ..Period::default()
    }
}
