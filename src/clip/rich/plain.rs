//! Plain text as running text.

use super::add_item;
use crate::document::markdown::paragraph;
use crate::document::{Span, TextNode};

/// Bullets as programs write them into plain text; the last is the Symbol font's.
const BULLETS: [char; 9] = ['•', '·', '-', '*', '–', '▪', '◦', '➤', '\u{f0b7}'];

/// Columns a tab stands for.
const TAB: usize = 4;

/// Where the next line goes.
enum Open {
    /// To a new paragraph.
    Nothing,
    /// To the paragraph that ends the text.
    Paragraph,
    /// To the last item, if it is set in deeper than this.
    Item(usize),
}

/// Reads plain text.
pub(super) fn nodes(text: &str) -> Vec<TextNode> {
    let mut nodes = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut open = Open::Nothing;
    for line in text.lines() {
        let (indent, rest) = indented(line);
        if rest.is_empty() {
            open = Open::Nothing;
        } else if let Some((ordered, item)) = list_item(rest) {
            indents.retain(|outer| *outer < indent);
            add_item(&mut nodes, indents.len(), ordered, paragraph(item));
            indents.push(indent);
            open = Open::Item(indent);
        } else {
            let joins = match open {
                Open::Nothing => false,
                Open::Paragraph => true,
                Open::Item(outer) => indent > outer,
            };
            match last_span(&mut nodes).filter(|_| joins) {
                Some(span) => {
                    span.text.push('\n');
                    span.text.push_str(rest);
                }
                None => {
                    nodes.extend(paragraph(rest));
                    indents.clear();
                    open = Open::Paragraph;
                }
            }
        }
    }
    nodes
}

fn indented(line: &str) -> (usize, &str) {
    let rest = line.trim_start();
    let before = &line[..line.len() - rest.len()];
    (before.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum(), rest.trim_end())
}

/// Whether a line is a numbered item, and what stands in it. A price or a year is none.
fn list_item(line: &str) -> Option<(bool, &str)> {
    let is_space = |c: char| c.is_whitespace();
    if let Some(rest) = line.strip_prefix(BULLETS).or_else(|| hollow(line)) {
        let item = rest.trim_start();
        return (rest.starts_with(is_space) && !item.is_empty()).then_some((false, item));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix(['.', ')'])?;
    let counts = (1..=3).contains(&digits) && rest.starts_with(is_space);
    counts.then(|| (true, rest.trim_start()))
}

/// Word's hollow bullet, told from a word by the tab after it.
fn hollow(line: &str) -> Option<&str> {
    line.strip_prefix('o').filter(|rest| rest.starts_with('\t'))
}

fn last_span(nodes: &mut [TextNode]) -> Option<&mut Span> {
    match nodes.last_mut()? {
        TextNode::Paragraph(spans) | TextNode::Heading(spans) => spans.last_mut(),
        TextNode::List { items, .. } => last_span(items.last_mut()?),
        TextNode::Elements(items) => last_span(&mut items.last_mut()?.1),
    }
}
