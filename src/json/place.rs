//! Lines and columns.

/// Turns rising byte offsets into lines and columns in one pass over the text.
pub(super) struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
    line_start: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0, line: 1, line_start: 0 }
    }

    /// Line and column (in characters), both from 1. Offsets must not fall from call to call.
    pub(super) fn locate(&mut self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        for (index, byte) in self.text.as_bytes()[self.offset..offset].iter().enumerate() {
            if *byte == b'\n' {
                self.line += 1;
                self.line_start = self.offset + index + 1;
            }
        }
        self.offset = offset;
        (self.line, self.text[self.line_start..offset].chars().count() + 1)
    }
}

/// Line and column, from 1, of a byte offset.
pub fn locate(text: &str, offset: usize) -> (usize, usize) {
    Lines::new(text).locate(offset.min(text.len()))
}
