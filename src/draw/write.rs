//! SVG as text: for what plotters is too slow for, or has no shapes for.

use std::fmt::{Display, Formatter, Result};

use plotters::style::RGBColor;

use super::font;

/// The opening tag of a picture.
pub(super) fn open(width: u32, height: u32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">"
    )
}

/// Its closing tag.
pub(super) const CLOSE: &str = "</svg>";

/// A text centred on a point; `more` is further attributes.
pub(super) fn text(at: Point, size: f64, color: RGBColor, more: &str, text: &str) -> String {
    let Point(x, y) = at;
    format!(
        "<text x=\"{}\" y=\"{}\" dy=\".35em\" text-anchor=\"middle\" font-family=\"{}\" \
         font-size=\"{}\" fill=\"{}\"{more}>{}</text>",
        Tenth(x),
        Tenth(y),
        font::FAMILY,
        Tenth(size),
        Hex(color),
        Escaped(text)
    )
}

/// A point of the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point(pub(super) f64, pub(super) f64);

impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{} {}", Tenth(self.0), Tenth(self.1))
    }
}

/// A number with at most one decimal, which is as fine as a screen shows.
pub(super) struct Tenth(pub(super) f64);

impl Display for Tenth {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        // Adding zero takes the sign from a negative zero.
        write!(f, "{}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}

/// A colour written as plotters writes it, because the style sheet looks for these very letters.
pub(super) struct Hex(pub(super) RGBColor);

impl Display for Hex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let RGBColor(red, green, blue) = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// Text, escaped for content and double-quoted attributes.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for part in self.0.split_inclusive(['&', '<', '>', '"', '\'']) {
            let entity = match part.bytes().next_back() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                Some(b'"') => "&quot;",
                Some(b'\'') => "&#39;",
                _ => "",
            };
            let plain = if entity.is_empty() { part.len() } else { part.len() - 1 };
            f.write_str(&part[..plain])?;
            f.write_str(entity)?;
        }
        Ok(())
    }
}
