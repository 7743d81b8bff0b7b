//! What comes from the clipboard.

use web_sys::{ClipboardEvent, DataTransfer};

use super::{Text, command};
use crate::clip::rich;
use crate::document::{TextNode, markdown};
use crate::html;
use crate::typist::tree;

impl Text {
    /// Puts in what the subset holds of the clipboard's text; files are left to the page.
    pub(super) fn paste(&self, event: &ClipboardEvent) {
        let Some(text) = event.clipboard_data().and_then(|data| pasted(&data)) else { return };
        event.prevent_default();
        event.stop_propagation();
        let nodes = markdown::parse(&text);
        let html = match nodes.as_slice() {
            // It goes on in the line where the caret is.
            [TextNode::Paragraph(_)] => html::inline_text(&nodes),
            _ => html::text(&nodes, self.level),
        };
        command::exec("insertHTML", &html);
        self.strip();
    }
}

/// The clipboard's text as Markdown; `None` where it has none.
pub(in crate::typist) fn pasted(data: &DataTransfer) -> Option<String> {
    let of = |kind| data.get_data(kind).ok().filter(|text| !text.is_empty());
    let rich = of("text/html").and_then(|html| tree::parsed(&html));
    let rich = rich.map(|node| rich::markdown(&node)).filter(|text| !text.is_empty());
    rich.or_else(|| of("text/plain").map(|text| rich::from_plain(&text)))
}
