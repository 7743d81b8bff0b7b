//! JSON strings.

use std::borrow::Cow;

use super::{Reader, Stop};

impl<'a> Reader<'a> {
    /// Reads a JSON string. A lone surrogate is [`Stop::Impossible`].
    pub fn string(&mut self) -> Result<Cow<'a, str>, Stop> {
        if self.peek() != Some(b'"') {
            return self.mismatch("en text");
        }
        let start = self.position + 1;
        let end = self.plain_run(start);
        match self.bytes.get(end) {
            Some(b'"') => {
                self.position = end + 1;
                Ok(Cow::Borrowed(&self.text[start..end]))
            }
            Some(b'\\') => self.escaped_string(start, end).map(Cow::Owned),
            Some(_) => Err(Stop::Syntax(end, "inget styrtecken inne i en text")),
            None => Err(Stop::Syntax(self.bytes.len(), "slutet på en text (”)")),
        }
    }

    /// The offset of the first byte from `from` that ends a run of plain string characters.
    fn plain_run(&self, from: usize) -> usize {
        let rest = &self.bytes[from..];
        from + rest
            .iter()
            .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))
            .unwrap_or(rest.len())
    }

    fn escaped_string(&mut self, start: usize, first: usize) -> Result<String, Stop> {
        let mut out = String::from(&self.text[start..first]);
        let mut at = first;
        let mut lone_surrogate = false;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => at = self.escape(at, &mut out, &mut lone_surrogate)?,
                Some(0..=0x1f) => return Err(Stop::Syntax(at, "inget styrtecken inne i en text")),
                Some(_) => {
                    let end = self.plain_run(at);
                    out.push_str(&self.text[at..end]);
                    at = end;
                }
                None => return Err(Stop::Syntax(at, "slutet på en text (”)")),
            }
        }
        self.position = at + 1;
        if lone_surrogate { Err(Stop::Impossible("en hel text (halvt tecken)")) } else { Ok(out) }
    }

    /// Reads the escape at `at` (a backslash) into `out` and gives the offset after it.
    fn escape(&self, at: usize, out: &mut String, lone: &mut bool) -> Result<usize, Stop> {
        let plain = match self.bytes.get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(at, out, lone),
            _ => return Err(Stop::Syntax(at, "ett tecken som får stå efter \\")),
        };
        out.push(plain);
        Ok(at + 2)
    }

    fn unicode_escape(&self, at: usize, out: &mut String, lone: &mut bool) -> Result<usize, Stop> {
        let unit = self.hex4(at + 2)?;
        if let Some(character) = char::from_u32(unit) {
            out.push(character);
            return Ok(at + 6);
        }
        let is_high = (0xd800..0xdc00).contains(&unit);
        if is_high && self.bytes.get(at + 6..at + 8) == Some(b"\\u") {
            let low = self.hex4(at + 8)?;
            if (0xdc00..0xe000).contains(&low) {
                let code = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                out.extend(char::from_u32(code));
                return Ok(at + 12);
            }
        }
        *lone = true;
        Ok(at + 6)
    }

    fn hex4(&self, at: usize) -> Result<u32, Stop> {
        let digits = self.text.get(at..at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        digits
            .and_then(|d| u32::from_str_radix(d, 16).ok())
            .ok_or(Stop::Syntax(at, "fyra hexadecimala siffror"))
    }
}
