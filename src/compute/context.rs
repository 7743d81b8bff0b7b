//! Where a computation takes place.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Derivation, Formula, Value};
use crate::model::{
    Address, Block, FigureTable, Id, Indicator, Meaning, Report, ReportKind, Risk, Row, Settings,
    Status, Year, walk,
};
use crate::number::parse_canonical;

/// A report in its year, with what the computations look up in other reports.
#[derive(Debug)]
pub struct Context<'a> {
    /// The year.
    pub year: &'a Year,
    /// The report.
    pub report: &'a Report,
    /// The settings the report used.
    pub settings: &'a Settings,
    frozen: HashMap<&'a str, &'a str>,
    before: OnceCell<Before<'a>>,
}

/// What stands in earlier reports of the year, by id, the latest report first. Gathered once per
/// report, because every indicator and row asks.
type Before<'a> = HashMap<&'a str, Vec<(&'a Report, Earlier<'a>)>>;

/// Something that lives across reports, as an earlier one has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Earlier<'a> {
    Indicator(&'a Indicator),
    Row(&'a FigureTable, &'a Row),
    Risk(&'a Risk),
}

impl<'a> Context<'a> {
    /// A report in its year.
    pub fn new(year: &'a Year, report: &'a Report) -> Self {
        let frozen = report.frozen.iter().filter(|_| report.is_locked());
        let frozen = frozen.map(|f| (f.at.as_str(), f.value.as_str())).collect();
        let before = OnceCell::new();
        Self { year, report, settings: year.settings_of(report), frozen, before }
    }

    /// The address of an element of this report.
    pub fn at(&self, element: &Id) -> Address {
        Address::new(&self.year.id, &self.report.id, element)
    }

    /// Reports of the same year that end before this one, the latest first; plans last. Before a
    /// plan there is nothing.
    pub fn earlier(&self) -> Vec<&'a Report> {
        if self.report.kind == ReportKind::Plan {
            return Vec::new();
        }
        let is_earlier = |report: &Report| {
            report.id != self.report.id
                && (report.kind == ReportKind::Plan || report.period.to < self.report.period.to)
        };
        let reports = self.year.reports.iter().map(|report| &**report).enumerate();
        let mut earlier: Vec<(usize, &Report)> =
            reports.filter(|(_, report)| is_earlier(report)).collect();
        earlier.sort_unstable_by_key(|(index, report)| {
            (report.kind == ReportKind::Plan, Reverse(report.period.to), Reverse(*index))
        });
        earlier.into_iter().map(|(_, report)| report).collect()
    }

    /// What earlier reports have under an id, the latest report first.
    pub(super) fn before(&self, id: &Id) -> &[(&'a Report, Earlier<'a>)] {
        let before = self.before.get_or_init(|| {
            let mut before = Before::new();
            for report in self.earlier() {
                let mut add = |id: &'a Id, earlier| {
                    before.entry(id.as_str()).or_default().push((report, earlier));
                };
                walk::each_indicator(report, &mut |i| add(&i.id, Earlier::Indicator(i)));
                walk::each_block(report, &mut |block| match block {
                    Block::Figures(table) => {
                        table.rows.iter().for_each(|row| add(&row.id, Earlier::Row(table, row)));
                    }
                    Block::Risks(block) => {
                        block.risks.iter().for_each(|risk| add(&risk.id, Earlier::Risk(risk)));
                    }
                    _ => {}
                });
            }
            before
        });
        before.get(id.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The derivation, with the value kept when the report was made ready instead of today's.
    pub fn settle(&self, at: &Address, derivation: Option<Derivation>) -> Option<Derivation> {
        self.settle_at(|| at.clone(), derivation)
    }

    /// The same at an address that is made when it is needed: tables have thousands.
    pub(super) fn settle_at(
        &self,
        at: impl FnOnce() -> Address,
        derivation: Option<Derivation>,
    ) -> Option<Derivation> {
        let kept = if self.frozen.is_empty() {
            None
        } else {
            self.frozen.get(at().anchor().as_str()).and_then(|text| thaw(text))
        };
        let Some(value) = kept else { return derivation };
        // What it was computed from may be gone, for instance with an earlier report.
        let nothing =
            Derivation { value, formula: Formula::Kept, inputs: Vec::new(), frozen: true };
        let mut derivation = derivation.unwrap_or(nothing);
        derivation.frozen |= derivation.value != value;
        derivation.value = value;
        Some(derivation)
    }
}

/// A derived value as [`crate::model::Frozen`] keeps it.
pub fn freeze_text(value: Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Status(status) => status.word().to_owned(),
        Value::Trend(meaning) => meaning.word().to_owned(),
    }
}

fn thaw(text: &str) -> Option<Value> {
    let status = || Status::ALL.iter().find(|status| status.word() == text).copied();
    let meaning = || Meaning::ALL.iter().find(|meaning| meaning.word() == text).copied();
    parse_canonical(text)
        .map(Value::Number)
        .or_else(|| status().map(Value::Status))
        .or_else(|| meaning().map(Value::Trend))
}
