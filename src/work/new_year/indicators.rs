//! Last year's outcomes become earlier ones, and targets are blank.

use std::collections::HashMap;

use crate::compute::direction;
use crate::document::markdown;
use crate::model::{
    AreaResult, Block, Earlier, Id, Indicator, IndicatorColumn, IndicatorField, Month, Report,
    ReportKind, Target, walk,
};
use crate::work::each;
use crate::work::said::{Fate, Journal, Thing};
use crate::work::shift::Shift;

/// Earlier outcomes a plan shows: they share one cell of the table, and a fourth would not be read.
const MOST: usize = 3;

/// The latest outcome of each indicator.
type Latest<'a> = HashMap<&'a Id, (&'a Report, &'a Indicator)>;

pub(super) fn turn(report: &mut Report, earlier: &[&Report], shift: Shift, journal: &mut Journal) {
    let latest = latest(earlier);
    heads(report, shift);
    each::block(report, &mut |block| {
        let Block::Goals(block) = block else { return };
        each::goal(&mut block.goals, &mut |goal| {
            for indicator in &mut goal.indicators {
                let found = latest.get(indicator.identity()).copied();
                one(indicator, found, shift, journal);
            }
        });
    });
    left_behind(report, earlier, journal);
}

/// Columns that name a year name the next.
pub(super) fn heads(report: &mut Report, shift: Shift) {
    let move_on = |columns: &mut Vec<IndicatorColumn>| {
        for column in columns {
            column.title = title(column.field, &column.title, shift);
        }
    };
    each::block(report, &mut |block| {
        if let Block::Goals(block) = block {
            move_on(&mut block.columns);
            each::goal(&mut block.goals, &mut |goal| move_on(&mut goal.columns));
        }
    });
}

/// What was followed up for the first time during the year is not in the plan.
fn left_behind(report: &Report, earlier: &[&Report], journal: &mut Journal) {
    let mut known = std::collections::HashSet::new();
    walk::each_indicator(report, &mut |indicator| {
        known.insert(indicator.id.clone());
    });
    for before in earlier {
        walk::each_indicator(before, &mut |indicator| {
            if indicator.same_as.is_none() && known.insert(indicator.id.clone()) {
                journal.note(Fate::Left, Thing::Indicator, &indicator.name);
            }
        });
    }
}

fn title(field: IndicatorField, title: &str, shift: Shift) -> String {
    match field {
        // A column of earlier outcomes names one of the years before.
        IndicatorField::Earlier => {
            let years: Vec<u16> = (0..=4).map(|back| shift.old.saturating_sub(back)).collect();
            shift.years(title, &years)
        }
        _ => shift.title(title),
    }
}

fn latest<'a>(earlier: &[&'a Report]) -> Latest<'a> {
    let mut latest = Latest::new();
    for report in earlier.iter().filter(|report| report.kind != ReportKind::Plan) {
        walk::each_indicator(report, &mut |indicator| {
            let outcome = &indicator.outcome;
            let has_areas = indicator.areas.iter().any(|area| area.value.is_some());
            if outcome.value.is_some() || !outcome.text.is_empty() || has_areas {
                // A second place in the same report does not speak for the first.
                let known = latest.entry(indicator.identity()).or_insert((report, indicator));
                if known.0.id != report.id {
                    *known = (report, indicator);
                }
            }
        });
    }
    latest
}

fn one(
    indicator: &mut Indicator,
    latest: Option<(&Report, &Indicator)>,
    shift: Shift,
    journal: &mut Journal,
) {
    for earlier in indicator.earlier.iter_mut().filter(|earlier| earlier.label.is_empty()) {
        // Without a label it was of the year before, which is another now.
        earlier.label = shift.old.saturating_sub(1).to_string();
    }
    if let Some((report, before)) = latest {
        let outcome = &before.outcome;
        if outcome.value.is_some() || !outcome.text.is_empty() {
            // A sentence that there is none is over once there is one.
            indicator.earlier.retain(|earlier| earlier.value.is_some());
            indicator.earlier.push(as_earlier(report, before));
            journal.note(Fate::Became, Thing::Outcome, &indicator.name);
        }
        indicator.areas.iter_mut().for_each(|area| area_of(area, before, report));
    }
    let many = indicator.earlier.len().saturating_sub(MOST);
    indicator.earlier.drain(..many);
    let better = direction(indicator);
    let target = &indicator.target;
    let is_set = target.year.is_some() || target.period.is_some() || !target.text.is_empty();
    journal.count(Fate::Blanked, Thing::Target, usize::from(is_set));
    indicator.target = Target { better, flow: target.flow, ..Target::default() };
}

/// An outcome as the next year sees it. It was measured then, be it in August.
fn as_earlier(report: &Report, before: &Indicator) -> Earlier {
    let text = markdown::plain_text(&markdown::parse(&before.outcome.text.0));
    Earlier {
        label: label(report),
        value: before.outcome.value.clone(),
        text,
        ..Earlier::default()
    }
}

fn area_of(area: &mut AreaResult, before: &Indicator, report: &Report) {
    let found = before.areas.iter().find(|other| other.id == area.id);
    if let Some(value) = found.and_then(|other| other.value.clone()) {
        area.earlier = Some(value);
        area.earlier_label = label(report);
    }
}

/// `2025`, or `aug 2025` where the year was not over.
fn label(report: &Report) -> String {
    let (month, year) = (report.period.to.month(), report.period.to.year());
    match Month::new(12) == Some(month) {
        true => year.to_string(),
        false => format!("{} {year}", month.short()),
    }
}
