//! Line charts by month: outcome solid, forecast dashed, budget a thin line, named at their ends.

use plotters::element::{DashedPathElement, PathElement};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::scale::{Axis, float};
use super::{ACCENT, Area, DrawError, HAIR, INK, QUIET, font, label};
use crate::document::{ChartSpec, Series, Stroke};
use crate::number::format_decimal;

/// Width and height in pixels.
pub(super) const SIZE: (u32, u32) = (720, 270);

const TOP: i32 = 26;
const FOOT: i32 = 28;
/// Least distance between two labels at the right.
const APART: i32 = 17;

/// From values to pixels.
struct Frame {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
    count: usize,
    axis: Axis,
}

impl Frame {
    fn x(&self, index: usize) -> i32 {
        let steps = self.count.saturating_sub(1).max(1) as f64;
        self.left + (f64::from(self.right - self.left) * index as f64 / steps).round() as i32
    }

    fn y(&self, value: Decimal) -> i32 {
        let (low, high) = (self.axis.low(), self.axis.high());
        let share = (float(value) - low) / (high - low);
        self.bottom - (f64::from(self.bottom - self.top) * share).round() as i32
    }
}

pub(super) fn draw(area: &Area<'_>, chart: &ChartSpec) -> Result<(), DrawError> {
    let frame = frame(chart).ok_or_else(DrawError::out_of_reach)?;
    grid(area, chart, &frame)?;
    marker(area, chart, &frame)?;
    for series in &chart.series {
        line(area, series, &frame)?;
    }
    end_labels(area, chart, &frame)
}

fn frame(chart: &ChartSpec) -> Option<Frame> {
    let values = chart.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let axis = Axis::over(values, false)?;
    let widest = |texts: &mut dyn Iterator<Item = String>| {
        texts.map(|text| font::width(&text)).max().unwrap_or(0)
    };
    let left = widest(&mut axis.ticks.iter().map(|tick| format_decimal(*tick)));
    let right = widest(&mut chart.series.iter().filter_map(end_label));
    Some(Frame {
        left: left + 10,
        right: SIZE.0 as i32 - right - 14,
        top: TOP,
        bottom: SIZE.1 as i32 - FOOT,
        count: chart.categories.len(),
        axis,
    })
}

fn grid(area: &Area<'_>, chart: &ChartSpec, frame: &Frame) -> Result<(), DrawError> {
    let lowest = frame.axis.ticks.first().copied();
    for tick in &frame.axis.ticks {
        let y = frame.y(*tick);
        let is_base = tick.is_zero() || Some(*tick) == lowest;
        let color = if is_base { QUIET } else { HAIR };
        area.draw(&PathElement::new(
            vec![(frame.left, y), (frame.right, y)],
            color.stroke_width(1),
        ))?;
        let text = format_decimal(*tick);
        area.draw(&Text::new(text, (frame.left - 6, y), label(QUIET, HPos::Right, VPos::Center)))?;
    }
    let unit = chart.unit.clone();
    area.draw(&Text::new(unit, (0, 2), label(QUIET, HPos::Left, VPos::Top)))?;
    for (index, category) in chart.categories.iter().enumerate() {
        let at = (frame.x(index), frame.bottom + 8);
        area.draw(&Text::new(category.clone(), at, label(QUIET, HPos::Center, VPos::Top)))?;
    }
    Ok(())
}

fn marker(area: &Area<'_>, chart: &ChartSpec, frame: &Frame) -> Result<(), DrawError> {
    let Some(marker) = &chart.marker else { return Ok(()) };
    let x = frame.x(marker.after);
    let points = [(x, frame.top - 6), (x, frame.bottom)];
    area.draw(&DashedPathElement::new(points, 2, 3, QUIET.stroke_width(1)))?;
    let at = (x + 6, frame.top - 8);
    area.draw(&Text::new(marker.label.clone(), at, label(QUIET, HPos::Left, VPos::Center)))?;
    Ok(())
}

fn line(area: &Area<'_>, series: &Series, frame: &Frame) -> Result<(), DrawError> {
    let points = series.values.iter().enumerate();
    let points: Vec<Option<(i32, i32)>> =
        points.map(|(index, value)| value.map(|v| (frame.x(index), frame.y(v)))).collect();
    for run in points.split(Option::is_none) {
        let run: Vec<(i32, i32)> = run.iter().flatten().copied().collect();
        match (series.stroke, run.as_slice()) {
            (_, []) => {}
            (_, [point]) => area.draw(&Circle::new(*point, 3, ACCENT.filled()))?,
            (Stroke::Budget, _) => area.draw(&PathElement::new(run, INK.stroke_width(1)))?,
            (Stroke::Actual, _) => area.draw(&PathElement::new(run, ACCENT.stroke_width(3)))?,
            (Stroke::Forecast, _) => {
                area.draw(&DashedPathElement::new(run, 6, 4, ACCENT.stroke_width(3)))?;
            }
        }
    }
    Ok(())
}

/// The series' name with its last value.
fn end_label(series: &Series) -> Option<String> {
    let last = series.values.iter().flatten().next_back()?;
    Some(format!("{} {}", series.name, format_decimal(*last)))
}

fn end_labels(area: &Area<'_>, chart: &ChartSpec, frame: &Frame) -> Result<(), DrawError> {
    let mut at_right = Vec::new();
    for series in &chart.series {
        let last = series.values.iter().rposition(Option::is_some);
        let Some((index, text)) = last.zip(end_label(series)) else { continue };
        let value = series.values[index].unwrap_or_default();
        let color = if series.stroke == Stroke::Budget { INK } else { ACCENT };
        if index + 1 == frame.count {
            at_right.push((frame.y(value), text, color));
        } else {
            inner_label(area, chart, frame, (index, value), (text, color))?;
        }
    }
    spread(&mut at_right);
    for (y, text, color) in at_right {
        area.draw(&Text::new(text, (frame.right + 8, y), label(color, HPos::Left, VPos::Center)))?;
    }
    Ok(())
}

/// The label of a line that ends inside the chart stands on the side away from the budget.
fn inner_label(
    area: &Area<'_>,
    chart: &ChartSpec,
    frame: &Frame,
    (index, value): (usize, Decimal),
    (text, color): (String, RGBColor),
) -> Result<(), DrawError> {
    let budget = chart.series.iter().find(|series| series.stroke == Stroke::Budget);
    let budget = budget.and_then(|series| *series.values.get(index)?);
    let below = budget.is_some_and(|budget| value < budget) && frame.y(value) + 20 < frame.bottom;
    let (y, anchor) =
        if below { (frame.y(value) + 6, VPos::Top) } else { (frame.y(value) - 6, VPos::Bottom) };
    area.draw(&Text::new(text, (frame.x(index) - 5, y), label(color, HPos::Right, anchor)))?;
    Ok(())
}

/// Moves labels apart that would stand on each other.
fn spread<T>(labels: &mut [(i32, String, T)]) {
    labels.sort_unstable_by_key(|(y, ..)| *y);
    for index in 1..labels.len() {
        let least = labels[index - 1].0 + APART;
        if labels[index].0 < least {
            let overlap = least - labels[index].0;
            labels[index - 1].0 -= overlap / 2;
            labels[index].0 = labels[index - 1].0 + APART;
        }
    }
}
