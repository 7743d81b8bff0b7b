//! Bridges: an amount, the steps away from it and the amount they lead to, each on its own row.

use plotters::element::PathElement;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::scale::{bounds, float};
use super::{ACCENT, Area, DrawError, INK, PAPER, QUIET, WORSE, font, label};
use crate::document::ChartSpec;
use crate::number::{format_decimal, format_signed};

const WIDTH: i32 = 720;
const TOP: i32 = 26;
/// Height of a row whose name is one line, and what a second line adds.
const ROW: i32 = 25;
const SECOND_LINE: i32 = 15;
/// Half the height of a bar.
const HALF: i32 = 8;
/// Between a bar and its label.
const GAP: i32 = 6;
/// Names wider than this are broken.
const WIDEST_NAME: i32 = 310;
/// The bars get at least this.
const LEAST_PLOT: i32 = 160;

/// A bridge laid out.
pub(super) struct Bridge<'a> {
    chart: &'a ChartSpec,
    rows: Vec<Row>,
    scale: Scale,
    row_height: i32,
}

/// One bar.
struct Row {
    /// The name, broken.
    name: Vec<String>,
    /// Whether it is an amount and no step.
    is_end: bool,
    value: Option<Decimal>,
    /// The running total before and after.
    before: Decimal,
    after: Decimal,
}

/// From amounts to pixels.
struct Scale {
    low: f64,
    high: f64,
    left: i32,
    right: i32,
    /// Zero lies so far away that the axis does not reach it.
    is_broken: bool,
}

impl Row {
    fn label(&self) -> String {
        let format = if self.is_end { format_decimal } else { format_signed };
        self.value.map(format).unwrap_or_default()
    }

    /// Whether the label stands to the left: always away from zero, so that it never meets the line
    /// there.
    fn is_left(&self) -> bool {
        let low = self.before.min(self.after);
        low.is_sign_negative() && low.abs() > self.before.max(self.after)
    }
}

impl Scale {
    fn x(&self, value: Decimal) -> i32 {
        let share = (float(value) - self.low) / (self.high - self.low);
        self.left + (f64::from(self.right - self.left) * share).round() as i32
    }

    /// Where the bars of amounts start.
    fn start(&self) -> i32 {
        match (self.is_broken, self.high > 0.0) {
            (false, _) => self.x(Decimal::ZERO),
            (true, true) => self.left,
            (true, false) => self.right,
        }
    }
}

impl<'a> Bridge<'a> {
    pub(super) fn new(chart: &'a ChartSpec) -> Result<Self, DrawError> {
        let mut rows = rows(chart).ok_or_else(DrawError::out_of_reach)?;
        let scale = scale(&mut rows).ok_or_else(DrawError::out_of_reach)?;
        let is_tall = rows.iter().any(|row| row.name.len() > 1);
        let row_height = if is_tall { ROW + SECOND_LINE } else { ROW };
        Ok(Self { chart, rows, scale, row_height })
    }

    /// Width and height in pixels.
    pub(super) fn size(&self) -> (u32, u32) {
        let rows = i32::try_from(self.rows.len()).unwrap_or(i32::MAX / ROW);
        let height = rows.saturating_mul(self.row_height).saturating_add(TOP + 6);
        (WIDTH as u32, height.unsigned_abs())
    }

    pub(super) fn draw(&self, area: &Area<'_>) -> Result<(), DrawError> {
        let unit = self.chart.unit.clone();
        area.draw(&Text::new(unit, (0, 4), label(QUIET, HPos::Left, VPos::Top)))?;
        for (index, row) in self.rows.iter().enumerate() {
            let middle = self.middle(index);
            name(area, row, middle)?;
            if row.value.is_some() {
                self.bar(area, row, middle)?;
            }
            if index + 1 < self.rows.len() {
                self.connector(area, row, index)?;
            }
        }
        if self.scale.is_broken { Ok(()) } else { self.zero_line(area) }
    }

    fn zero_line(&self, area: &Area<'_>) -> Result<(), DrawError> {
        let zero = self.scale.start();
        let line = vec![(zero, TOP - 2), (zero, self.size().1 as i32 - 4)];
        area.draw(&PathElement::new(line, INK.stroke_width(1)))?;
        if font::width(&self.chart.unit) + 2 * GAP < zero {
            area.draw(&Text::new("0", (zero, 4), label(QUIET, HPos::Center, VPos::Top)))?;
        }
        Ok(())
    }

    fn middle(&self, index: usize) -> i32 {
        let above = i32::try_from(index).unwrap_or_default().saturating_mul(self.row_height);
        above.saturating_add(TOP + self.row_height / 2)
    }

    fn bar(&self, area: &Area<'_>, row: &Row, middle: i32) -> Result<(), DrawError> {
        let from = if row.is_end { self.scale.start() } else { self.scale.x(row.before) };
        let to = self.scale.x(row.after);
        // A step of nothing still shows where it stands.
        let (left, right) = (from.min(to), from.max(to).max(from.min(to) + 1));
        let corners = [(left, middle - HALF), (right, middle + HALF)];
        area.draw(&Rectangle::new(corners, self.color(row).filled()))?;
        if row.is_end && self.scale.is_broken {
            self.break_mark(area, middle)?;
        }
        let (at, side) =
            if row.is_left() { (left - GAP, HPos::Right) } else { (right + GAP, HPos::Left) };
        area.draw(&Text::new(row.label(), (at, middle), label(INK, side, VPos::Center)))?;
        Ok(())
    }

    fn color(&self, row: &Row) -> RGBColor {
        let is_less = row.after < row.before;
        match (row.is_end, is_less != self.chart.more_is_worse) {
            (true, _) => QUIET,
            (false, true) if row.after != row.before => WORSE,
            (false, _) => ACCENT,
        }
    }

    /// Two cuts near the start of a bar whose true start lies far outside.
    fn break_mark(&self, area: &Area<'_>, middle: i32) -> Result<(), DrawError> {
        let start = self.scale.start();
        let inwards = if self.scale.high > 0.0 { 1 } else { -1 };
        for distance in [11, 16] {
            let x = start + inwards * distance;
            let cut = vec![(x - 3, middle + HALF + 2), (x + 3, middle - HALF - 2)];
            area.draw(&PathElement::new(cut, PAPER.stroke_width(2)))?;
        }
        Ok(())
    }

    /// A thin line from one row's total to the next row.
    fn connector(&self, area: &Area<'_>, row: &Row, index: usize) -> Result<(), DrawError> {
        let x = self.scale.x(row.after);
        let reach = if row.value.is_some() { HALF } else { -HALF };
        let line = vec![(x, self.middle(index) + reach), (x, self.middle(index + 1) - HALF)];
        area.draw(&PathElement::new(line, QUIET.stroke_width(1)))?;
        Ok(())
    }
}

fn name(area: &Area<'_>, row: &Row, middle: i32) -> Result<(), DrawError> {
    let tone = if row.is_end { INK } else { QUIET };
    let second = i32::try_from(row.name.len().saturating_sub(1)).unwrap_or_default();
    for (line, text) in (0..).zip(&row.name) {
        let y = middle + line * SECOND_LINE - second * SECOND_LINE / 2;
        area.draw(&Text::new(text.clone(), (0, y), label(tone, HPos::Left, VPos::Center)))?;
    }
    Ok(())
}

/// The rows with their running totals; `None` when these cannot be counted. Names are not broken
/// yet.
fn rows(chart: &ChartSpec) -> Option<Vec<Row>> {
    let values = chart.series.first().map(|series| series.values.as_slice()).unwrap_or_default();
    let mut total = Decimal::ZERO;
    let mut rows = Vec::with_capacity(chart.categories.len());
    for (index, name) in chart.categories.iter().enumerate() {
        let value = values.get(index).copied().flatten();
        let is_end = index == 0 || index + 1 == chart.categories.len();
        let before = total;
        if let Some(value) = value {
            total = if is_end { value } else { total.checked_add(value)? };
        }
        let before = if is_end { total } else { before };
        rows.push(Row { name: vec![name.clone()], is_end, value, before, after: total });
    }
    Some(rows)
}

/// Breaks the names and lays the axis out in the room they and the labels leave.
fn scale(rows: &mut [Row]) -> Option<Scale> {
    let totals = rows.iter().flat_map(|row| [row.before, row.after]);
    let (low, high, is_broken) = reach(bounds(totals)?);
    let widest = |is_left| {
        let side = rows.iter().filter(|row| row.is_left() == is_left);
        side.map(|row| font::width(&row.label())).max().map_or(0, |width| width + GAP)
    };
    let (before, after) = (widest(true), widest(false));
    let room = WIDTH - LEAST_PLOT - before - after - 3 * GAP;
    if room < LEAST_PLOT / 2 {
        return None;
    }
    for row in rows.iter_mut() {
        let name = row.name.concat();
        row.name = font::lines(&name, room.min(WIDEST_NAME), 2);
    }
    let names = rows.iter().flat_map(|row| &row.name).map(|line| font::width(line)).max();
    let left = names.unwrap_or(0) + 2 * GAP + before;
    Some(Scale { low, high, left, right: WIDTH - after - GAP, is_broken })
}

/// The ends of the axis for totals between these, and whether it stops before zero: small steps
/// between large amounts would not show otherwise.
fn reach((low, high): (f64, f64)) -> (f64, f64, bool) {
    let span = high - low;
    let nearest = if low > 0.0 { low } else { -high };
    let far = nearest > 2.0 * span && span > nearest * 1e-9;
    // A third more leaves the shortest bar long enough for its break mark.
    match (far, low > 0.0) {
        (true, true) => (low - span / 3.0, high, true),
        (true, false) => (low, high + span / 3.0, true),
        (false, _) if low == 0.0 && high == 0.0 => (0.0, 1.0, false),
        (false, _) => (low.min(0.0), high.max(0.0), false),
    }
}
