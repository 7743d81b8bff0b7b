//! The Markdown subset of running text: paragraphs, lists, bold, italic, links, sub-headings.
//!
//! Everything else is text. A full Markdown library would pass raw HTML and `javascript:` links
//! through and cost more than the rest of the core together, so the subset is read here.

/// A part of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextNode {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A sub-heading.
    Heading(Vec<Span>),
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// Its items, each with what stands in it.
        items: Vec<Vec<TextNode>>,
    },
    /// A list of elements of the report: each item's anchor and what stands in it.
    Elements(Vec<(String, Vec<TextNode>)>),
}

/// A run of text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Where it links to: http, https, mailto or an address of our own.
    pub link: Option<String>,
}

/// Longest target of a link, in bytes.
pub const MAX_TARGET: usize = 2048;

/// Deepest nesting of lists.
pub const MAX_DEPTH: usize = 6;

/// Reads running text. Never fails: what is no markup is text.
pub fn parse(text: &str) -> Vec<TextNode> {
    if !text.contains(['\n', '-', '*', '[', '#', '.']) {
        return match text.trim() {
            "" => Vec::new(),
            text => vec![TextNode::Paragraph(vec![plain(text)])],
        };
    }
    let lines: Vec<&str> = text.lines().collect();
    blocks(&lines, 0)
}

/// One paragraph of plain text.
pub fn paragraph(text: impl Into<String>) -> Vec<TextNode> {
    vec![TextNode::Paragraph(vec![Span { text: text.into(), ..Span::default() }])]
}

/// The text without its markup, blocks separated by spaces.
pub fn plain_text(nodes: &[TextNode]) -> String {
    let mut parts = Vec::new();
    collect_text(nodes, &mut parts);
    parts.join(" ")
}

/// Whether the text has links.
pub fn has_link(nodes: &[TextNode]) -> bool {
    nodes.iter().any(|node| match node {
        TextNode::Paragraph(spans) | TextNode::Heading(spans) => {
            spans.iter().any(|span| span.link.is_some())
        }
        TextNode::List { items, .. } => items.iter().any(|item| has_link(item)),
        TextNode::Elements(items) => items.iter().any(|(_, item)| has_link(item)),
    })
}

fn collect_text(nodes: &[TextNode], parts: &mut Vec<String>) {
    for node in nodes {
        match node {
            TextNode::Paragraph(spans) | TextNode::Heading(spans) => {
                parts.push(spans.iter().map(|span| span.text.as_str()).collect());
            }
            TextNode::List { items, .. } => {
                items.iter().for_each(|item| collect_text(item, parts));
            }
            TextNode::Elements(items) => {
                items.iter().for_each(|(_, item)| collect_text(item, parts));
            }
        }
    }
}

/// A line that begins a list item: indentation, whether numbered, the rest.
fn list_item(line: &str) -> Option<(usize, bool, &str)> {
    let rest = line.trim_start_matches(' ');
    let indent = line.len() - rest.len();
    if let Some(item) = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("* ")) {
        return Some((indent, false, item));
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let item = rest.get(digits..)?.strip_prefix(". ")?;
    (1..=3).contains(&digits).then_some((indent, true, item))
}

fn blocks(lines: &[&str], depth: usize) -> Vec<TextNode> {
    let mut nodes = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.trim().is_empty() {
            at += 1;
        } else if let Some(heading) = heading(line) {
            nodes.push(TextNode::Heading(spans(heading)));
            at += 1;
        } else if let Some((indent, ordered, _)) = list_item(line).filter(|_| depth < MAX_DEPTH) {
            let end = list_end(lines, at, indent, ordered);
            nodes.push(list(&lines[at..end], indent, ordered, depth));
            at = end;
        } else {
            let end = paragraph_end(lines, at);
            nodes.push(TextNode::Paragraph(spans(&joined(&lines[at..end]))));
            at = end;
        }
    }
    nodes
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let hashes = line.len() - rest.len();
    (1..=6).contains(&hashes).then(|| rest.strip_prefix(' ')).flatten()
}

/// A list goes on over items of its own kind and indentation and over deeper lines.
fn list_end(lines: &[&str], from: usize, indent: usize, ordered: bool) -> usize {
    let belongs = |line: &&str| match list_item(line) {
        Some((i, o, _)) => i > indent || (i == indent && o == ordered),
        None => line.starts_with(&" ".repeat(indent + 2)) && !line.trim().is_empty(),
    };
    from + 1 + lines[from + 1..].iter().take_while(|line| belongs(line)).count()
}

fn list(lines: &[&str], indent: usize, ordered: bool, depth: usize) -> TextNode {
    let starts: Vec<usize> = (0..lines.len())
        .filter(|at| list_item(lines[*at]).is_some_and(|(i, _, _)| i <= indent))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let items = starts.iter().zip(ends).map(|(start, end)| {
        let (_, _, first) = list_item(lines[*start]).unwrap_or_default();
        let mut inner = vec![first];
        inner.extend(lines[start + 1..end].iter().map(|line| {
            let strip = line.len() - line.trim_start_matches(' ').len();
            &line[strip.min(indent + 2)..]
        }));
        blocks(&inner, depth + 1)
    });
    TextNode::List { ordered, items: items.collect() }
}

fn paragraph_end(lines: &[&str], from: usize) -> usize {
    let ends = |line: &&str| {
        line.trim().is_empty() || heading(line).is_some() || list_item(line).is_some()
    };
    from + 1 + lines[from + 1..].iter().take_while(|line| !ends(line)).count()
}

/// Lines of one paragraph; a line break stays, because people press Enter for a reason.
fn joined(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n")
}

fn plain(text: &str) -> Span {
    Span { text: text.to_owned(), ..Span::default() }
}

/// Reads bold, italic and links in one paragraph.
fn spans(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut style = Span::default();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(after) = escaped(rest) {
            push(&mut out, &style, &rest[1..rest.len() - after.len()]);
            rest = after;
        } else if let Some(after) = toggle(rest, "**", style.bold) {
            style.bold = !style.bold;
            rest = after;
        } else if let Some(after) = toggle(rest, "*", style.italic) {
            style.italic = !style.italic;
            rest = after;
        } else if let Some((label, link, after)) = link(rest) {
            let span =
                Span { text: label.to_owned(), link: Some(link.to_owned()), ..style.clone() };
            out.push(span);
            rest = after;
        } else {
            let length = rest.chars().next().map_or(0, char::len_utf8);
            let more = rest[length..].find(['*', '[', '\\']).unwrap_or(rest.len() - length);
            push(&mut out, &style, &rest[..length + more]);
            rest = &rest[length + more..];
        }
    }
    out
}

fn push(out: &mut Vec<Span>, style: &Span, text: &str) {
    match out.last_mut() {
        Some(last)
            if last.link.is_none() && last.bold == style.bold && last.italic == style.italic =>
        {
            last.text.push_str(text);
        }
        _ => out.push(Span { text: text.to_owned(), ..style.clone() }),
    }
}

/// A backslash takes the meaning from the markup after it.
fn escaped(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('\\')?;
    rest.starts_with(['*', '[', ']', '\\', '#', '-', '.']).then(|| &rest[1..])
}

/// Opens a style where its end is ahead and a word follows, closes an open one.
fn toggle<'a>(text: &'a str, mark: &str, open: bool) -> Option<&'a str> {
    let rest = text.strip_prefix(mark)?;
    let opens = !rest.starts_with([' ', '\n', '*']) && rest.contains(mark);
    (open || opens).then_some(rest)
}

/// `[label](target)` with a target we allow.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let inner = text.strip_prefix('[')?;
    // The search stops at what cannot be in a label or target, or a page of brackets takes for ever.
    let (label, rest) = inner.split_at(inner.find(['[', ']', '\n'])?);
    let rest = rest.strip_prefix("](").filter(|rest| is_allowed(rest))?;
    let near = &rest[..rest.floor_char_boundary(MAX_TARGET)];
    let (target, after) = rest.split_at(near.find([')', ' ', '\n', '"', '<', '>'])?);
    let after = after.strip_prefix(')')?;
    // A link without words could not be seen.
    (!label.trim().is_empty()).then_some((label, target, after))
}

/// Only http, https, mailto and our own addresses; never `javascript:` or `data:`.
pub fn is_allowed(target: &str) -> bool {
    ["http://", "https://", "mailto:", "#/"].iter().any(|scheme| {
        target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        format!("{:?}", parse(source))
    }

    #[test]
    fn paragraphs_and_nested_lists() {
        let nodes = parse("Först.\n\n- a\n  - b\n  - c\n- d\n\n1. ett\n2. två");
        let TextNode::List { ordered: false, items } = &nodes[1] else { panic!("{nodes:?}") };
        assert_eq!(items.len(), 2);
        assert!(matches!(&items[0][1], TextNode::List { items, .. } if items.len() == 2));
        assert!(matches!(&nodes[2], TextNode::List { ordered: true, items } if items.len() == 2));
    }

    #[test]
    fn styles_and_links() {
        let nodes = parse("En **fet** och *kursiv* [länk](https://exempel.se).");
        let TextNode::Paragraph(spans) = &nodes[0] else { panic!("{nodes:?}") };
        assert!(spans.iter().any(|s| s.bold && s.text == "fet"));
        assert!(spans.iter().any(|s| s.italic && s.text == "kursiv"));
        assert!(spans.iter().any(|s| s.link.as_deref() == Some("https://exempel.se")));
    }

    #[test]
    fn hostile_text_is_text() {
        for source in [
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html,y)",
            "<script>alert(1)</script>",
            "[](https://exempel.se)",
        ] {
            assert!(!text(source).contains("link: Some"), "{source}");
        }
    }

    #[test]
    fn stars_that_mean_nothing_stay() {
        assert_eq!(plain_text(&parse("5 * 3 = 15 och a*b")), "5 * 3 = 15 och a*b");
        assert_eq!(plain_text(&parse("* Not med stjärna")), "Not med stjärna");
        assert_eq!(plain_text(&parse(r"\*\*inte fet")), "**inte fet");
    }

    #[test]
    fn years_are_not_lists() {
        assert!(matches!(&parse("2017. Sedan dess")[0], TextNode::Paragraph(_)));
    }
}
