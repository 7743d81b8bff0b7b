//! Text widths from our own font. Left alone, plotters measures by putting elements into the page,
//! which our content policy refuses and a worker cannot do, and guesses on the host.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

/// The font of charts.
pub(super) const FAMILY: &str = "Source Sans 3, sans-serif";
/// Its size in pixels.
pub(super) const SIZE: f64 = 13.0;

/// Advance widths of Source Sans 3 at weight 400 for U+0020 to U+00FF, in thousandths of the size;
/// 0 where the font has no character.
#[rustfmt::skip]
const WIDTHS: [u16; 224] = [
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350,
    497, 497, 497, 497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425,
    847, 543, 588, 571, 615, 527, 494, 617, 652, 263, 479, 579, 486, 727, 647, 664,
    566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500,
    542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542,
    555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303, 241, 303, 497, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    200, 289, 497, 497, 497, 497, 241, 497, 542, 744, 345, 429, 497, 311, 423, 542,
    331, 497, 367, 367, 542, 562, 560, 249, 542, 367, 365, 429, 781, 808, 796, 425,
    544, 544, 544, 544, 544, 544, 822, 571, 527, 527, 527, 527, 263, 263, 263, 263,
    639, 647, 664, 664, 664, 664, 664, 497, 664, 645, 645, 645, 645, 476, 583, 576,
    504, 504, 504, 504, 504, 504, 778, 456, 496, 496, 496, 496, 246, 246, 246, 246,
    544, 547, 542, 542, 542, 542, 542, 497, 542, 544, 544, 544, 544, 467, 555, 467,
];

/// The width of a text in pixels at the charts' size.
pub(super) fn width(text: &str) -> i32 {
    let thousandths: u32 = text.chars().map(|c| u32::from(advance(c))).sum();
    (f64::from(thousandths) * SIZE / 1000.0).ceil() as i32
}

/// The text in at most `count` lines no wider than `most`; what does not fit ends in an ellipsis.
pub(super) fn lines(text: &str, most: i32, count: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // No-break spaces do not part words.
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let is_last = lines.len() == count;
        match lines.last_mut() {
            Some(line) if is_last || width(line) + width(" ") + width(word) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| shortened(line, most)).collect()
}

fn shortened(text: &str, most: i32) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut left = f64::from(most - width("…")) * 1000.0 / SIZE;
    let fits = |character: &char| {
        left -= f64::from(advance(*character));
        left >= 0.0
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

fn advance(character: char) -> u16 {
    const MINUS: u16 = 497;
    const OTHER: u16 = 560;
    match u32::from(character) {
        code @ 0x20..=0xff => match WIDTHS[code as usize - 0x20] {
            0 => OTHER,
            width => width,
        },
        0x2212 => MINUS,
        0x2013 => 480,
        0x2026 => 948,
        _ => OTHER,
    }
}

/// A back end that knows how wide its texts are.
pub(super) struct Measured<B>(B);

impl<B> Measured<B> {
    pub(super) fn new(backend: B) -> Self {
        Self(backend)
    }
}

impl<B: DrawingBackend> DrawingBackend for Measured<B> {
    type ErrorType = B::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.0.get_size()
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.0.present()
    }

    fn draw_pixel(
        &mut self,
        point: BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.0.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.0.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.0.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.0.draw_path(path, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        position: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.0.draw_text(text, style, position)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        _: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        Ok((width(text).unsigned_abs(), (SIZE * 1.25).ceil() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_are_one_letter_wide() {
        assert_eq!(width("å"), width("a"));
        assert_eq!(width("\u{2212}1"), width("00"));
    }
}
