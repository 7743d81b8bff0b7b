//! Bar charts of deviations: a bar per row from a common zero, worse to the left.

use plotters::element::PathElement;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::scale::{Axis, float};
use super::{ACCENT, Area, DrawError, INK, QUIET, WORSE, font, label};
use crate::document::ChartSpec;
use crate::number::format_signed;

const WIDTH: i32 = 720;
const ROW: i32 = 25;
const TOP: i32 = 26;

/// Width and height in pixels.
pub(super) fn size(chart: &ChartSpec) -> (u32, u32) {
    let rows = i32::try_from(chart.categories.len()).unwrap_or(i32::MAX / ROW);
    (WIDTH as u32, (TOP + rows.saturating_mul(ROW) + 6).unsigned_abs())
}

pub(super) fn draw(area: &Area<'_>, chart: &ChartSpec) -> Result<(), DrawError> {
    let values: Vec<Decimal> = chart
        .series
        .iter()
        .flat_map(|series| series.values.iter().copied().map(Option::unwrap_or_default))
        .collect();
    let axis = Axis::over(values.iter().copied(), true).ok_or_else(DrawError::out_of_reach)?;
    let names = chart.categories.iter().map(|name| font::width(name)).max().unwrap_or(0);
    let figures = values.iter().map(|value| font::width(&format_signed(*value))).max().unwrap_or(0);
    let left = names.min(WIDTH / 2) + figures + 18;
    let right = WIDTH - figures - 10;
    let x = |value: Decimal| {
        let share = (float(value) - axis.low()) / (axis.high() - axis.low());
        left + (f64::from(right - left) * share).round() as i32
    };
    let zero = x(Decimal::ZERO);
    for (index, (name, value)) in chart.categories.iter().zip(&values).enumerate() {
        let top = TOP + ROW * i32::try_from(index).unwrap_or_default();
        let middle = top + ROW / 2;
        let is_left = value.is_sign_negative() && !value.is_zero();
        let worse = !value.is_zero() && is_left != chart.more_is_worse;
        let end = x(*value);
        let color = if worse { WORSE } else { ACCENT };
        let bar = [(zero.min(end), top + 4), (zero.max(end), top + ROW - 4)];
        area.draw(&Rectangle::new(bar, color.filled()))?;
        let (at, anchor) = if is_left { (end - 6, HPos::Right) } else { (end + 6, HPos::Left) };
        area.draw(&Text::new(
            format_signed(*value),
            (at, middle),
            label(INK, anchor, VPos::Center),
        ))?;
        let tone = if chart.emphasis == Some(index) { INK } else { QUIET };
        area.draw(&Text::new(name.clone(), (0, middle), label(tone, HPos::Left, VPos::Center)))?;
    }
    let bottom = size(chart).1 as i32 - 4;
    area.draw(&PathElement::new(vec![(zero, TOP - 2), (zero, bottom)], INK.stroke_width(1)))?;
    let (left_says, right_says) = match chart.more_is_worse {
        true => ("bättre än budget", "sämre än budget"),
        false => ("sämre än budget", "bättre än budget"),
    };
    // Each stands on its side of zero where there is room for it.
    let room = [
        (left_says, zero - 8, zero - left, HPos::Right),
        (right_says, zero + 8, WIDTH - zero, HPos::Left),
    ];
    for (text, x, room, side) in room {
        if font::width(text) + 8 <= room {
            area.draw(&Text::new(text, (x, 4), label(QUIET, side, VPos::Top)))?;
        }
    }
    let unit = chart.unit.clone();
    area.draw(&Text::new(unit, (0, 4), label(QUIET, HPos::Left, VPos::Top)))?;
    Ok(())
}
