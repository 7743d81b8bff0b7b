//! Bold, italic and links in one paragraph.

use crate::document::Span;

/// Which styles are open.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct State {
    bold: bool,
    italic: bool,
}

/// What in the texts of a paragraph must be escaped; what reads as itself stays as it is.
struct Escapes {
    stars: bool,
    brackets: bool,
}

/// The spans as Markdown.
pub(super) fn write(spans: &[Span]) -> String {
    let escapes = Escapes::of(spans);
    let mut out = String::new();
    let mut state = State::default();
    for span in spans {
        match &span.link {
            None => text(&mut out, &mut state, &escapes, span, &span.text),
            Some(target) => link(&mut out, &mut state, &escapes, span, target),
        }
    }
    state.close(&mut out, State::default());
    out
}

impl State {
    /// What a span asks for. Bold and italic cannot begin together in our subset.
    fn wanted(self, span: &Span) -> Self {
        let is_none = self == Self::default();
        Self { bold: span.bold, italic: span.italic && !(is_none && span.bold) }
    }

    fn close(&mut self, out: &mut String, wanted: Self) {
        if self.bold && !wanted.bold {
            out.push_str("**");
            self.bold = false;
        }
        if self.italic && !wanted.italic {
            out.push('*');
            self.italic = false;
        }
    }

    fn open(&mut self, out: &mut String, wanted: Self) {
        if wanted.bold && !self.bold {
            out.push_str("**");
        }
        if wanted.italic && !self.italic {
            out.push('*');
        }
        *self = wanted;
    }
}

/// Text in a style; white space in front stays outside, where the parser wants it.
fn text(out: &mut String, state: &mut State, escapes: &Escapes, span: &Span, text: &str) {
    let wanted = state.wanted(span);
    let opens = (wanted.bold && !state.bold) || (wanted.italic && !state.italic);
    let inner = if opens { text.trim_start_matches([' ', '\n']) } else { text };
    if inner.is_empty() {
        return out.push_str(text);
    }
    state.close(out, wanted);
    out.push_str(&text[..text.len() - inner.len()]);
    state.open(out, wanted);
    escapes.write(out, inner);
}

/// A link. A label cannot hold brackets or line breaks; they stand between two links instead.
fn link(out: &mut String, state: &mut State, escapes: &Escapes, span: &Span, target: &str) {
    for part in span.text.split_inclusive(['[', ']', '\n']) {
        let label = part.trim_end_matches(['[', ']', '\n']);
        // A link without words could not be seen, and is none.
        if label.trim().is_empty() {
            text(out, state, escapes, span, label);
        } else {
            let wanted = state.wanted(span);
            state.close(out, wanted);
            state.open(out, wanted);
            out.push_str(&format!("[{label}]({target})"));
        }
        if label.len() < part.len() {
            text(out, state, escapes, span, &part[label.len()..]);
        }
    }
}

impl Escapes {
    fn of(spans: &[Span]) -> Self {
        let plain: Vec<&str> = spans
            .iter()
            .map(|span| if span.link.is_some() { " " } else { span.text.as_str() })
            .collect();
        let plain = plain.concat();
        let stars = |span: &Span| {
            let target = span.link.as_deref().unwrap_or_default();
            span.text.matches('*').count() + target.matches('*').count()
        };
        let is_styled = spans.iter().any(|span| span.bold || span.italic);
        let begins = plain.split('\n').any(|line| line.trim_start().starts_with("* "));
        Self {
            stars: is_styled || begins || spans.iter().map(stars).sum::<usize>() > 1,
            brackets: plain.contains("]("),
        }
    }

    fn write(&self, out: &mut String, text: &str) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let is_markup = match c {
                '*' => self.stars,
                '[' => self.brackets,
                // A backslash means itself where nothing after it can be escaped.
                '\\' => !matches!(chars.peek(), Some(next) if !r"*[]\#-.".contains(*next)),
                _ => false,
            };
            if is_markup {
                out.push('\\');
            }
            out.push(c);
        }
    }
}
