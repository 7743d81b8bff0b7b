//! Goals with their indicators and units.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Maker;
use super::chance::{exact, id};
use super::words::{name_of, sentence};
use crate::model::{
    Assessment, Block, Goal, GoalsBlock, Indicator, IndicatorColumn, IndicatorField, Legend,
    LegendEntry, Markdown, Month, Rule, Section, Status, Strip, UnitCount, UnitQuestion,
    UnitResult,
};

const PER_GOAL: usize = 10;
/// So many goals have results per unit.
const WITH_UNITS: usize = 4;

impl Maker {
    /// How many goals there are.
    pub(super) fn goal_count(&self) -> usize {
        self.size.indicators.div_ceil(PER_GOAL)
    }

    fn indicators_of(&self, goal: usize) -> std::ops::Range<usize> {
        let from = goal * PER_GOAL;
        from + 1..self.size.indicators.min(from + PER_GOAL) + 1
    }

    /// A goal's status at a month: green, unless most of its units or all its indicators are worse.
    pub(super) fn goal_status(&self, goal: usize, month: u8) -> Status {
        let units: Vec<Status> = self.unit_statuses(goal, month).collect();
        let own = self.indicators_of(goal).map(|n| self.measured(n, month).status(month));
        let indicators: Vec<Status> = own.collect();
        let is_greener = |own: Status| {
            let worse = |list: &[Status]| list.iter().filter(|other| **other > own).count();
            worse(&units) * 2 > units.len() || worse(&indicators) == indicators.len()
        };
        let statuses = [Status::Green, Status::Yellow];
        statuses.into_iter().find(|own| !is_greener(*own)).unwrap_or(Status::Red)
    }

    fn unit_statuses(&self, goal: usize, month: u8) -> impl Iterator<Item = Status> {
        let count = if goal < WITH_UNITS { self.size.units } else { 0 };
        let quarter = usize::from(month / 4);
        (1..=count).map(move |unit| {
            match self.chance("resultat", &[goal, unit, quarter]).below(10) {
                0..7 => Status::Green,
                7..9 => Status::Yellow,
                _ => Status::Red,
            }
        })
    }

    pub(super) fn goals_section(&self, report: usize) -> Arc<Section> {
        let columns = [
            (IndicatorField::Outcome, "Utfall"),
            (IndicatorField::Target, "Målnivå"),
            (IndicatorField::Status, "Bedömning"),
            (IndicatorField::Trend, "Förändring"),
            (IndicatorField::Comment, "Kommentar"),
        ];
        let columns = columns.map(|(field, title)| IndicatorColumn {
            field,
            title: title.to_owned(),
            ..IndicatorColumn::default()
        });
        let block = GoalsBlock {
            id: id("malblock", 1),
            legend: Some(self.legend()),
            columns: columns.to_vec(),
            goals: (0..self.goal_count()).map(|goal| self.goal(goal, report)).collect(),
            ..GoalsBlock::default()
        };
        self.section(report, "mal", "Nämndmål", &[], vec![Block::Goals(block)])
    }

    fn legend(&self) -> Legend {
        let entries = [
            (Status::Green, "Målet är nått."),
            (Status::Yellow, "Utfallet är högst tio procent från målet."),
            (Status::Red, "Utfallet är längre från målet."),
        ];
        let entries = entries.map(|(status, text)| LegendEntry {
            status,
            text: text.into(),
            ..LegendEntry::default()
        });
        let entries = if self.size.stated { entries.to_vec() } else { Vec::new() };
        Legend { rule: Rule::Deviation, entries, ..Legend::default() }
    }

    fn goal(&self, goal: usize, report: usize) -> Goal {
        let stop = self.stop(report);
        let own = self.indicators_of(goal).map(|number| self.indicator(number, report));
        let mut indicators: Vec<Indicator> = own.collect();
        if goal == 0 && self.size.stated {
            indicators.extend(self.volume_indicators(report));
            indicators.push(self.budget_indicator(report));
        }
        let description = Markdown(name_of("beskrivning", goal, 20));
        let title = name_of("mal", goal, 8);
        let made =
            Goal { id: id("mal", goal + 1), title, description, indicators, ..Goal::default() };
        if stop.is_plan() {
            return made;
        }
        let status = self.goal_status(goal, stop.month);
        let units: Vec<UnitResult> = self.units(goal, report);
        let comment = (status != Status::Green)
            .then(|| sentence(&mut self.chance("malkommentar", &[goal, report]), 12));
        Goal {
            unit_counts: self.unit_counts(&units),
            units,
            status: Assessment { status, ..Assessment::default() },
            comment: Markdown(comment.unwrap_or_default()),
            strip: self.size.stated.then(|| self.strip(goal, stop.month)),
            ..made
        }
    }

    fn strip(&self, goal: usize, month: u8) -> Strip {
        Strip {
            title: "Måluppfyllelse".into(),
            months: (1..=month).map(|month| self.goal_status(goal, month)).collect(),
            last: Month::new(month),
            ..Strip::default()
        }
    }

    fn units(&self, goal: usize, report: usize) -> Vec<UnitResult> {
        let statuses = self.unit_statuses(goal, self.stop(report).month);
        let result = |(index, status): (usize, Status)| {
            let unit = index + 1;
            let comment = (status != Status::Green)
                .then(|| sentence(&mut self.chance("enhetskommentar", &[goal, unit, report]), 7));
            UnitResult {
                id: id(&format!("resultat-{goal}"), unit),
                units: vec![id("enhet", unit)],
                label: format!("Enhet {unit}"),
                status: Assessment { status, ..Assessment::default() },
                comment: Markdown(comment.unwrap_or_default()),
                ..UnitResult::default()
            }
        };
        statuses.enumerate().map(result).collect()
    }

    /// How many units are green and red, as their results say.
    fn unit_counts(&self, units: &[UnitResult]) -> Vec<UnitCount> {
        let count = |status: Status| {
            let reached = units.iter().filter(|unit| unit.status.status == status).count();
            let text = match self.size.stated {
                true if status == Status::Green => {
                    format!("{reached} av {} enheter är gröna.", units.len())
                }
                _ => String::new(),
            };
            UnitCount {
                question: UnitQuestion::Now,
                status,
                reached: exact(Decimal::from(reached)),
                of: exact(Decimal::from(units.len())),
                text: Markdown(text),
                ..UnitCount::default()
            }
        };
        let statuses = [Status::Green, Status::Red].into_iter().filter(|_| !units.is_empty());
        statuses.map(count).collect()
    }
}
