//! A report against those before it: what lives through the year is called, measured and told alike.

use std::collections::HashMap;

use rust_decimal::Decimal;
use tertial::model::{
    Block, ColumnRole, FigureTable, Id, Indicator, MonthKind, Report, ReportKind, Row, walk,
};

use super::{Gather, exact, is_near};

/// What a report has under each id, as texts and figures that are to be kept.
#[derive(Default)]
struct Held<'a> {
    names: HashMap<&'a str, String>,
    indicators: HashMap<&'a str, &'a Indicator>,
    rows: HashMap<&'a str, (&'a FigureTable, &'a Row)>,
    /// Texts that do not change during a year: descriptions, units, targets, legends, dates.
    facts: HashMap<String, String>,
    /// Figures of what has been: closed months, last year.
    past: HashMap<String, Decimal>,
}

pub fn look(reports: &[&Report], index: usize, gather: &mut Gather<'_>) {
    let report = reports[index];
    let own = held(report);
    period(reports, index, gather);
    let earlier: Vec<Held<'_>> = reports[..index].iter().rev().map(|report| held(report)).collect();
    for (id, name) in &own.names {
        let before = earlier.iter().find_map(|held| held.names.get(id));
        gather.holds("it is called as before:", id, before.is_none_or(|before| before == name));
    }
    for (at, fact) in &own.facts {
        let before = earlier.iter().find_map(|held| held.facts.get(at));
        gather.holds("it is as before:", at, before.is_none_or(|before| before == fact));
    }
    for (at, number) in &own.past {
        let before = earlier.iter().find_map(|held| held.past.get(at));
        gather.holds(
            "what has been is as before:",
            at,
            before.is_none_or(|before| before == number),
        );
    }
    for (id, (table, row)) in &own.rows {
        forecasts(id, (table, row), &earlier, reports[..index].len(), reports, gather);
    }
    for (id, indicator) in &own.indicators {
        outcomes(id, indicator, &earlier, &reports[..index], gather);
    }
    vanished(reports, index, &own, &earlier, gather);
}

fn held(report: &Report) -> Held<'_> {
    let mut held = Held::default();
    walk::each_block(report, &mut |block| block_of(block, report, &mut held));
    held
}

fn block_of<'a>(block: &'a Block, report: &Report, held: &mut Held<'a>) {
    let name = |names: &mut HashMap<&'a str, String>, id: &'a Id, name: &str| {
        names.insert(id.as_str(), name.trim_end_matches('.').to_lowercase());
    };
    match block {
        Block::Goals(block) => {
            if let Some(legend) = &block.legend {
                held.facts.insert(
                    format!("{}/legend", block.id),
                    format!("{:?}{:?}", legend.rule, legend.limit),
                );
            }
            walk::each_goal(&block.goals, &mut |goal| {
                name(&mut held.names, &goal.id, &goal.title);
                if !goal.description.is_empty() {
                    held.facts
                        .insert(format!("{}/description", goal.id), goal.description.0.clone());
                }
                for own in goal.indicators.iter().filter(|own| own.same_as.is_none()) {
                    name(&mut held.names, &own.id, &own.name);
                    held.indicators.insert(own.id.as_str(), own);
                    held.facts.insert(format!("{}/unit", own.id), format!("{:?}", own.unit));
                    if let Some(target) = &own.target.year {
                        held.facts.insert(format!("{}/target", own.id), format!("{target:?}"));
                    }
                }
            });
        }
        Block::Risks(block) => {
            block.risks.iter().for_each(|own| name(&mut held.names, &own.id, &own.text.0));
        }
        Block::Assignments(block) => {
            for own in block.groups.iter().flat_map(|group| &group.assignments) {
                name(&mut held.names, &own.id, &own.text.0);
                if let Some(due) = own.due {
                    held.facts.insert(format!("{}/due", own.id), due.to_string());
                }
            }
        }
        Block::Controls(block) => {
            let controls = block.groups.iter().flat_map(|group| &group.controls);
            controls.for_each(|own| name(&mut held.names, &own.id, &own.text.0));
        }
        Block::Accounts(block) => {
            block.accounts.iter().for_each(|own| name(&mut held.names, &own.id, &own.title));
        }
        Block::Figures(table) => {
            for row in &table.rows {
                name(&mut held.names, &row.id, &row.label);
                held.rows.insert(row.id.as_str(), (table, row));
                for column in &table.columns {
                    let is_kept =
                        matches!(column.role, ColumnRole::YearBudget | ColumnRole::LastYear)
                            && report.kind != ReportKind::Plan;
                    if let Some(own) = exact(row.cells.get(&column.id)).filter(|_| is_kept) {
                        held.past.insert(format!("{}/{:?}", row.id, column.role), own.normalize());
                    }
                }
            }
        }
        Block::Bridge(block) => {
            if let Some(own) = exact(block.from.amount.as_ref()) {
                held.past.insert(format!("{}/amount", block.from.id), own.normalize());
            }
        }
        Block::Volumes(block) => {
            for series in &block.series {
                name(&mut held.names, &series.id, &series.name);
                for measure in &series.measures {
                    for (month, own) in measure.actual.iter().enumerate() {
                        let is_closed = series.months.get(month) == Some(&MonthKind::Actual);
                        if let Some(own) = exact(Some(own)).filter(|_| is_closed) {
                            held.past.insert(
                                format!("{}/{}.{month}", series.id, measure.id),
                                own.normalize(),
                            );
                        }
                    }
                    for (month, own) in measure.budget.iter().enumerate() {
                        if let Some(own) = exact(Some(own)) {
                            held.past.insert(
                                format!("{}/{}.budget.{month}", series.id, measure.id),
                                own.normalize(),
                            );
                        }
                    }
                }
            }
        }
        Block::Staff(block) => {
            for own in &block.measures {
                name(&mut held.names, &own.id, &own.label);
                for value in &own.values {
                    if let Some(figure) = exact(value.figure.as_ref()) {
                        held.past.insert(format!("{}/{}", own.id, value.label), figure.normalize());
                    }
                }
            }
        }
        _ => {}
    }
}

/// The previous forecast is that of the report before, and so is what the change is told from.
fn forecasts(
    id: &str,
    (table, row): (&FigureTable, &Row),
    earlier: &[Held<'_>],
    count: usize,
    reports: &[&Report],
    gather: &mut Gather<'_>,
) {
    let figure = |table: &FigureTable, row: &Row, role| {
        exact(row.cells.get(&table.columns.iter().find(|column| column.role == role)?.id))
    };
    let before = earlier.iter().zip(reports[..count].iter().rev()).find_map(|(held, report)| {
        let (table, row) = held.rows.get(id).filter(|_| report.kind != ReportKind::Plan)?;
        figure(table, row, ColumnRole::Forecast)
    });
    let Some(before) = before else { return };
    if let Some(stated) = figure(table, row, ColumnRole::PreviousForecast) {
        gather.holds("the previous forecast is that of then:", id, is_near(stated, before, 2));
    }
    let now = figure(table, row, ColumnRole::Forecast);
    if let Some((stated, now)) = figure(table, row, ColumnRole::ForecastChange).zip(now) {
        gather.holds(
            "the change is from the forecast of then:",
            id,
            is_near(stated, now - before, 2),
        );
    }
    let (Some(now), large) = (now, Decimal::from(1000)) else { return };
    let is_off =
        now.abs() > before.abs() * Decimal::from(5) || now.abs() * Decimal::from(5) < before.abs();
    gather.holds(
        "the forecast is of the size it was:",
        id,
        !is_off || now.abs().max(before.abs()) < large,
    );
}

/// Earlier outcomes as they were told then, and outcomes of the size they were.
fn outcomes(
    id: &str,
    own: &Indicator,
    earlier: &[Held<'_>],
    reports: &[&Report],
    gather: &mut Gather<'_>,
) {
    let then = |label: &str| {
        let at = reports.iter().rev().position(|report| walk::short_title(report) == label)?;
        exact(earlier[at].indicators.get(id)?.outcome.value.as_ref())
    };
    for value in &own.earlier {
        if let Some((stated, then)) = exact(value.value.as_ref()).zip(then(&value.label)) {
            gather.holds(
                "the earlier outcome is that of then:",
                format!("{id}/{}", value.label),
                is_near(stated, then, 0),
            );
        }
        let before = earlier.iter().find_map(|held| {
            let other = held.indicators.get(id)?;
            exact(other.earlier.iter().find(|other| other.label == value.label)?.value.as_ref())
        });
        if let Some((stated, before)) = exact(value.value.as_ref()).zip(before) {
            gather.holds(
                "the earlier outcome is told as before:",
                format!("{id}/{}", value.label),
                stated == before,
            );
        }
    }
    let Some(now) = exact(own.outcome.value.as_ref()).filter(|_| own.scale.is_empty()) else {
        return;
    };
    let before = earlier.iter().zip(reports.iter().rev()).find_map(|(held, report)| {
        let other = held.indicators.get(id).filter(|_| report.kind != ReportKind::Plan)?;
        exact(other.outcome.value.as_ref())
    });
    let Some(before) = before else { return };
    if own.target.flow {
        gather.holds("what grows has not become less:", id, now >= before);
    }
    let (now, before) = (now.abs(), before.abs());
    let is_off = now > before * Decimal::from(8) || now * Decimal::from(8) < before;
    let is_small = now.max(before) < Decimal::from(20) || own.target.flow;
    gather.holds("the outcome is of the size it was:", id, !is_off || is_small);
}

/// What is in the reports on both sides, or in the two before the last, or in the plan only.
fn vanished(
    reports: &[&Report],
    index: usize,
    own: &Held<'_>,
    earlier: &[Held<'_>],
    gather: &mut Gather<'_>,
) {
    let report = reports[index];
    if report.kind == ReportKind::Plan {
        return;
    }
    let is_last = index + 1 == reports.len();
    let has_block = |id: &str, held: &Held<'_>| {
        // Only where the report follows up others of the kind at all.
        held.names.keys().any(|other| other.split('-').next() == id.split('-').next())
    };
    // Months and other reports follow up different things.
    let is_month = |report: &Report| report.kind == ReportKind::Month;
    if index == 0 || is_month(reports[index - 1]) != is_month(report) {
        return;
    }
    let Some(before) = earlier.first() else { return };
    let next = reports.get(index + 1).map(|report| held(report));
    for id in before.names.keys().filter(|id| !own.names.contains_key(**id) && has_block(id, own)) {
        let was_before_that = earlier.get(1).is_some_and(|held| held.names.contains_key(id));
        let is_next = next.as_ref().is_some_and(|next| next.names.contains_key(id));
        let is_gone = is_next || is_last && was_before_that || reports.len() == 2;
        gather.holds("it has not vanished:", id, !is_gone);
    }
}

/// The period is that of the kind of report, and no two reports are of one.
fn period(reports: &[&Report], index: usize, gather: &mut Gather<'_>) {
    let report = reports[index];
    let end = match report.kind {
        ReportKind::T1 => Some((4, 30)),
        ReportKind::T2 => Some((8, 31)),
        ReportKind::Annual | ReportKind::Plan => Some((12, 31)),
        _ => None,
    };
    let to = report.period.to;
    let holds = end.is_none_or(|(month, day)| to.month().number() == month && to.day() == day);
    gather.holds("the period ends as such reports do:", "period.to", holds);
    gather.holds("the period ends after it begins:", "period", report.period.from <= to);
    let year = reports[0].period.to.year();
    gather.holds(
        "the period is of the year:",
        "period",
        to.year() == year && report.period.from.year() == year,
    );
    walk::each_block(report, &mut |block| {
        if let Block::Staff(block) = block {
            for own in &block.measures {
                for (at, value) in own.values.iter().enumerate() {
                    let label = value.period.as_ref().map(|period| period.in_text());
                    let is_said = |label: &String| value.label.contains(label.as_str());
                    gather.holds(
                        "a label says its period:",
                        format!("{}/{at}", own.id),
                        label.as_ref().is_none_or(is_said),
                    );
                }
            }
        }
    });
}
