//! A small line for a cell of a table: no axes and no words, a dot where it stands now.
//!
//! A page may hold a thousand of them, so they are written as text without plotters.

use rust_decimal::Decimal;

use super::scale::{bounds, float};
use super::write::{self, Hex, Point, Tenth};
use super::{ACCENT, DrawError, QUIET};
use crate::document::{ChartSpec, Series, Stroke};

const WIDTH: u32 = 120;
const HEIGHT: u32 = 30;
/// Room for the dot at the edges.
const EDGE: f64 = 4.0;
const DOT: f64 = 2.5;

/// From values to pixels.
struct Frame {
    low: f64,
    span: f64,
    /// The number of steps from the first to the last value.
    steps: usize,
}

impl Frame {
    fn over(chart: &ChartSpec) -> Option<Self> {
        let values = chart.series.iter().flat_map(|series| series.values.iter().flatten().copied());
        let (low, high) = bounds(values)?;
        let longest = chart.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
        let count = longest.max(chart.categories.len());
        Some(Self { low, span: high - low, steps: count.saturating_sub(1) })
    }

    fn point(&self, (index, value): (usize, Decimal)) -> Point {
        let width = f64::from(WIDTH) - 2.0 * EDGE;
        let height = f64::from(HEIGHT) - 2.0 * EDGE;
        // Values that are all the same run along the middle.
        let share = if self.span > 0.0 { (float(value) - self.low) / self.span } else { 0.5 };
        // A single value stands where the last one does in every other cell.
        let along = if self.steps > 0 { index as f64 / self.steps as f64 } else { 1.0 };
        Point(EDGE + width * along, EDGE + height * (1.0 - share))
    }
}

pub(super) fn draw(chart: &ChartSpec) -> Result<String, DrawError> {
    let frame = Frame::over(chart).ok_or_else(DrawError::out_of_reach)?;
    let mut out = write::open(WIDTH, HEIGHT);
    let level = chart.series.iter().skip(1).find(|series| series.stroke == Stroke::Budget);
    if let Some(level) = level {
        line(&mut out, level, &frame, &format!("stroke=\"{}\"", Hex(QUIET)));
    }
    if let Some(series) = chart.series.first() {
        let pen = format!("stroke=\"{}\" stroke-width=\"1.5\"", Hex(ACCENT));
        line(&mut out, series, &frame, &pen);
        let last = series.values.iter().enumerate().rev().find_map(|(at, v)| v.map(|v| (at, v)));
        if let Some(last) = last {
            let Point(x, y) = frame.point(last);
            let (x, y, color) = (Tenth(x), Tenth(y), Hex(ACCENT));
            out.push_str(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{DOT}\" fill=\"{color}\"/>"));
        }
    }
    out.push_str(write::CLOSE);
    Ok(out)
}

/// One path for the whole series; it breaks where there is no value.
fn line(out: &mut String, series: &Series, frame: &Frame, pen: &str) {
    let mut path = String::new();
    let mut is_down = false;
    for (index, value) in series.values.iter().enumerate() {
        if let Some(value) = value {
            let Point(x, y) = frame.point((index, *value));
            let is_alone = !is_down && !matches!(series.values.get(index + 1), Some(Some(_)));
            path.push_str(&match (is_down, is_alone) {
                (true, _) => format!("L{}", Point(x, y)),
                (false, false) => format!("M{}", Point(x, y)),
                // A value between gaps is a dash.
                (false, true) => format!("M{}L{}", Point(x - 2.0, y), Point(x + 2.0, y)),
            });
        }
        is_down = value.is_some();
    }
    if !path.is_empty() {
        let shape = "fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\"";
        out.push_str(&format!("<path {shape} {pen} d=\"{path}\"/>"));
    }
}
