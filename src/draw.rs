//! Chart specifications drawn as SVG with plotters, the same on the command line, on the page and
//! in a worker. Only this module knows plotters, and only here are there floats.

mod bars;
mod font;
mod lines;
mod scale;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::document::ChartSpec;
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
const WORSE: RGBColor = RGBColor(0xb8, 0x23, 0x2f);

/// Draws a chart as an SVG element.
///
/// # Errors
/// When the drawing library refuses; the chart's table still shows its figures.
pub fn svg(chart: &ChartSpec) -> Result<String, DrawError> {
    let mut out = String::new();
    let size = if chart.bars { bars::size(chart) } else { lines::SIZE };
    {
        let backend = Measured::new(SVGBackend::with_string(&mut out, size));
        let area = backend.into_drawing_area();
        if chart.bars {
            bars::draw(&area, chart)?
        } else {
            lines::draw(&area, chart)?
        }
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
