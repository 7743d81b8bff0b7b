//! Chart specifications drawn as SVG, the same on the command line, on the page and in a worker:
//! with plotters, or as text where that is too slow or has no arcs. Only this module knows
//! plotters, and only here are there floats.

mod bars;
mod bridge;
mod font;
mod lines;
mod ring;
mod scale;
mod spark;
#[cfg(test)]
mod tests;
mod write;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::document::{ChartSpec, Form, Ring};
use crate::html::Drawing;
use font::Measured;

/// Drawing area of a chart on the measuring back end.
type Area<'a> = DrawingArea<Measured<SVGBackend<'a>>, plotters::coord::Shift>;

/// Why a chart could not be drawn.
#[derive(Debug)]
pub struct DrawError(String);

impl std::fmt::Display for DrawError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Diagrammet gick inte att rita: {}", self.0)
    }
}

impl<E: std::error::Error + Send + Sync> From<DrawingAreaErrorKind<E>> for DrawError {
    fn from(error: DrawingAreaErrorKind<E>) -> Self {
        Self(error.to_string())
    }
}

impl DrawError {
    fn out_of_reach() -> Self {
        Self("värdena är för stora eller för lika".to_owned())
    }
}

const INK: RGBColor = RGBColor(0x14, 0x20, 0x2a);
const QUIET: RGBColor = RGBColor(0x55, 0x63, 0x6e);
const HAIR: RGBColor = RGBColor(0xd3, 0xda, 0xde);
const ACCENT: RGBColor = RGBColor(0x0a, 0x4d, 0x68);
/// What shows through a cut.
const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);
const WORSE: RGBColor = RGBColor(0xb8, 0x23, 0x2f);

/// Draws whatever a page shows as SVG.
pub fn drawing(drawing: Drawing<'_>) -> Option<String> {
    match drawing {
        Drawing::Chart(chart) => svg(chart).ok(),
        Drawing::Ring(wheel) => Some(ring(wheel)),
    }
}

/// Draws a chart as an SVG element.
///
/// # Errors
/// When the drawing library refuses; the chart's table still shows its figures.
pub fn svg(chart: &ChartSpec) -> Result<String, DrawError> {
    match chart.form {
        Form::Lines => plotted(lines::SIZE, |area| lines::draw(area, chart)),
        Form::Bars => plotted(bars::size(chart), |area| bars::draw(area, chart)),
        Form::Bridge => {
            let bridge = bridge::Bridge::new(chart)?;
            plotted(bridge.size(), |area| bridge.draw(area))
        }
        Form::Spark => spark::draw(chart),
    }
}

/// Draws the annual wheel as an SVG element.
pub fn ring(ring: &Ring) -> String {
    ring::draw(ring)
}

fn plotted(
    size: (u32, u32),
    draw: impl FnOnce(&Area<'_>) -> Result<(), DrawError>,
) -> Result<String, DrawError> {
    let mut out = String::new();
    {
        let area = Measured::new(SVGBackend::with_string(&mut out, size)).into_drawing_area();
        draw(&area)?;
        area.present()?;
    }
    Ok(out)
}

/// Small text in a colour, with the given side and edge at its point.
fn label(color: RGBColor, side: HPos, edge: VPos) -> TextStyle<'static> {
    // The back end writes this size divided by 1.24 as the font size in pixels.
    let mut style = TextStyle::from((font::FAMILY, font::SIZE * 1.24)).pos(Pos::new(side, edge));
    style.color = color.to_backend_color();
    style
}
