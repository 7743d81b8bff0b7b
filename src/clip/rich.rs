//! Running text from the clipboard, and from our own editor, as our Markdown subset.
//!
//! What the subset cannot hold is dropped and its text kept.

mod flow;
mod plain;
mod word;
mod write;

use super::Node;
use crate::document::TextNode;

pub use write::{target, write};

/// The Markdown of a tree: of the clipboard's HTML or of an element that is edited. For what
/// [`crate::html`] renders this is the way back.
pub fn markdown(node: &Node) -> String {
    write(&nodes(node))
}

/// The Markdown of plain text: an empty line parts paragraphs, a single line break stays one, and
/// lines that begin as lists do become lists.
pub fn from_plain(text: &str) -> String {
    write(&plain::nodes(text))
}

/// The running text of a tree.
pub fn nodes(node: &Node) -> Vec<TextNode> {
    let mut flow = flow::Flow::default();
    flow.read(node, flow::Style::default());
    flow.finish()
}

/// Adds an item at a level of the list that ends `nodes`, 0 for the outermost. A level that skips
/// one goes as deep as there is an item to stand under.
fn add_item(nodes: &mut Vec<TextNode>, level: usize, ordered: bool, item: Vec<TextNode>) {
    if let Some(TextNode::List { ordered: of_last, items }) = nodes.last_mut() {
        match items.last_mut() {
            Some(parent) if level > 0 => return add_item(parent, level - 1, ordered, item),
            _ if *of_last == ordered => return items.push(item),
            _ => {}
        }
    }
    nodes.push(TextNode::List { ordered, items: vec![item] });
}
