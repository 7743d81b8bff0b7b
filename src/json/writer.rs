//! Canonical JSON: one way to write each value, so that the same content gives the same bytes.

/// Writes JSON with one space of indentation per level and one member per line.
#[derive(Default)]
pub struct Writer {
    out: String,
    level: usize,
    /// Whether something stands before the next member on this level.
    follows: bool,
}

impl Writer {
    /// An empty writer at a level of nesting, for a value that will stand inside another.
    pub fn at_level(level: usize) -> Self {
        Self { level, ..Self::default() }
    }

    /// The text written.
    pub fn into_string(self) -> String {
        self.out
    }

    /// Writes text that is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.out.push_str(json);
    }

    /// Writes a string with only the escapes JSON demands.
    pub fn string(&mut self, text: &str) {
        self.out.push('"');
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            if !matches!(byte, b'"' | b'\\' | 0..=0x1f) {
                continue;
            }
            self.out.push_str(&text[plain..at]);
            self.escape(byte);
            plain = at + 1;
        }
        self.out.push_str(&text[plain..]);
        self.out.push('"');
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.out.push_str("\\\""),
            b'\\' => self.out.push_str("\\\\"),
            b'\n' => self.out.push_str("\\n"),
            b'\r' => self.out.push_str("\\r"),
            b'\t' => self.out.push_str("\\t"),
            other => self.out.push_str(&format!("\\u{other:04x}")),
        }
    }

    /// Writes an object whose members `members` writes with [`Writer::key`].
    pub fn object(&mut self, members: &mut dyn FnMut(&mut Self)) {
        self.nest('{', '}', members);
    }

    /// Writes an array; `items` calls [`Writer::item`] before each.
    pub fn array(&mut self, items: &mut dyn FnMut(&mut Self)) {
        self.nest('[', ']', items);
    }

    fn nest(&mut self, open: char, close: char, inside: &mut dyn FnMut(&mut Self)) {
        let follows = std::mem::replace(&mut self.follows, false);
        self.out.push(open);
        self.level += 1;
        inside(self);
        self.level -= 1;
        if self.follows {
            self.new_line();
        }
        self.out.push(close);
        self.follows = follows;
    }

    /// Starts a member.
    pub fn key(&mut self, key: &str) {
        self.item();
        self.string(key);
        self.out.push_str(": ");
    }

    /// Starts an item of an array on a line of its own.
    pub fn item(&mut self) {
        if self.follows {
            self.out.push(',');
        }
        self.follows = true;
        self.new_line();
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', self.level));
    }

    /// Writes a list of short values on one line.
    pub fn inline<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.out.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            write(self, item);
        }
        self.out.push(']');
    }
}
