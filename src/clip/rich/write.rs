//! Writing running text as our Markdown subset, so that it reads back as the same.

use crate::document::markdown::{MAX_DEPTH, MAX_TARGET};
use crate::document::{Span, TextNode};

mod inline;

/// Characters without which the parser takes the whole text as it is, backslashes and all.
const MARKUP: [char; 6] = ['\n', '-', '*', '[', '#', '.'];

/// The Markdown of running text. Two things the subset cannot say are said more plainly: lists
/// deeper than it reads, and words that begin bold and italic at once, which become bold.
pub fn write(nodes: &[TextNode]) -> String {
    let blocks = nodes.iter().map(|node| lines(node, 0).join("\n"));
    let blocks: Vec<String> = blocks.filter(|block| !block.is_empty()).collect();
    let text = blocks.join("\n\n");
    match text.contains(MARKUP) {
        true => text,
        false => text.replace("\\\\", "\\"),
    }
}

/// A link's target with what may not stand in one percent-encoded; `None` when it is too long.
pub fn target(href: &str) -> Option<String> {
    let mut out = String::new();
    for c in href.trim().chars().filter(|c| !c.is_control()) {
        match c {
            ')' => out.push_str("%29"),
            ' ' => out.push_str("%20"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            other => out.push(other),
        }
    }
    (out.len() < MAX_TARGET).then_some(out)
}

/// The lines of one block; `depth` is that of a list it would begin.
fn lines(node: &TextNode, depth: usize) -> Vec<String> {
    match node {
        TextNode::Paragraph(spans) => paragraph(spans),
        TextNode::Heading(spans) => heading(spans),
        TextNode::List { ordered, items } => {
            let mut number = 0;
            let items = items.iter().map(Vec::as_slice);
            items.flat_map(|item| list_item(item, *ordered, &mut number, depth)).collect()
        }
        TextNode::Elements(items) => {
            let items = items.iter().map(|(_, item)| item.as_slice());
            items.flat_map(|item| list_item(item, false, &mut 0, depth)).collect()
        }
    }
}

/// An item's lines: its blocks without empty lines between, which would end the list.
fn list_item(item: &[TextNode], ordered: bool, number: &mut u16, depth: usize) -> Vec<String> {
    let mut inner: Vec<String> =
        joined(item).iter().flat_map(|node| lines(node, depth + 1)).collect();
    let Some(first) = inner.first_mut().filter(|_| depth < MAX_DEPTH) else { return inner };
    // Four digits are a year to the parser, and it counts by itself.
    *number = (*number + 1).min(999);
    let marker = if ordered { format!("{number}. ") } else { "- ".to_owned() };
    first.insert_str(0, &marker);
    inner.iter_mut().skip(1).for_each(|line| line.insert_str(0, "  "));
    inner
}

/// An item's paragraphs in a row as one with line breaks, and its lists of one kind in a row as
/// one, which is how they will be read.
fn joined(item: &[TextNode]) -> Vec<TextNode> {
    let mut out: Vec<TextNode> = Vec::new();
    for node in item {
        match (out.last_mut(), node) {
            (Some(TextNode::Paragraph(before)), TextNode::Paragraph(spans)) => {
                break_line(before);
                before.extend_from_slice(spans);
            }
            (
                Some(TextNode::List { ordered: of_last, items: last }),
                TextNode::List { ordered, items },
            ) if of_last == ordered => last.extend_from_slice(items),
            _ => out.push(node.clone()),
        }
    }
    out
}

/// Ends the line of a paragraph. A plain span takes the break in, as it will when it is read again.
fn break_line(spans: &mut Vec<Span>) {
    match spans.last_mut() {
        Some(Span { text, bold: false, italic: false, link: None }) => text.push('\n'),
        _ => spans.push(Span { text: "\n".to_owned(), ..Span::default() }),
    }
}

fn heading(spans: &[Span]) -> Vec<String> {
    let text = inline::write(spans).replace('\n', " ");
    let text = text.trim();
    if text.is_empty() { Vec::new() } else { vec![format!("# {text}")] }
}

fn paragraph(spans: &[Span]) -> Vec<String> {
    let text = inline::write(spans);
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.map(guarded).collect()
}

/// A line of a paragraph that would begin a heading or list is kept from it. A mark of style cannot
/// be escaped, but the parser drops the tab in front of a line after it has looked.
fn guarded(line: &str) -> String {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = |count: usize, most: usize, mark: &str| {
        (1..=most).contains(&count) && line[count..].starts_with(mark)
    };
    if line.starts_with("- ") || after(hashes, 6, " ") {
        format!("\\{line}")
    } else if after(digits, 3, ". ") {
        format!("{}\\{}", &line[..digits], &line[digits..])
    } else if line.starts_with("* ") {
        format!("\t{line}")
    } else {
        line.to_owned()
    }
}
