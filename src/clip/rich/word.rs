//! Word's lists: paragraphs whose style says the level, with the marker as text in them.

use crate::clip::{Node, style};

/// The level of a paragraph that is a list item, 0 for the outermost.
pub(super) fn level(node: &Node) -> Option<usize> {
    let value = style::value(node.style(), "mso-list")?;
    let level = value.split_whitespace().find_map(|word| word.strip_prefix("level"))?;
    level.parse::<usize>().ok()?.checked_sub(1)
}

/// Whether it is a marker, which a list of ours has by itself.
pub(super) fn is_marker(node: &Node) -> bool {
    style::value(node.style(), "mso-list").is_some_and(|value| value == "ignore")
}

/// Whether the marker counts: a number or letter with a full stop or bracket after it. Word's
/// hollow bullet is the letter o alone.
pub(super) fn is_ordered(node: &Node) -> bool {
    let marker = marker(node).unwrap_or_default();
    let marker = marker.trim_matches(|c: char| c.is_whitespace() || c == '(');
    let label = marker.trim_end_matches(['.', ')']);
    let counts = |c: char| c.is_alphanumeric() || c == '.';
    label.len() < marker.len() && !label.is_empty() && label.chars().all(counts)
}

fn marker(node: &Node) -> Option<String> {
    if is_marker(node) {
        let mut text = String::new();
        collect(node, &mut text);
        return Some(text);
    }
    node.children().iter().find_map(marker)
}

fn collect(node: &Node, out: &mut String) {
    if let Node::Text(text) = node {
        out.push_str(text);
    }
    node.children().iter().for_each(|child| collect(child, out));
}
