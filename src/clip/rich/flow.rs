//! From a tree of HTML to running text: one walk that keeps the paragraph it is in.

use super::word;
use crate::clip::{Node, style};
use crate::document::markdown::is_allowed;
use crate::document::{Span, TextNode};

/// What the elements around a text say of it.
#[derive(Clone, Default)]
pub(super) struct Style {
    bold: bool,
    italic: bool,
    link: Option<String>,
}

/// Running text under construction.
#[derive(Default)]
pub(super) struct Flow {
    nodes: Vec<TextNode>,
    /// The paragraph that is open.
    spans: Vec<Span>,
    /// Whether the next text must not join the last span: another link begins.
    is_apart: bool,
}

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "table",
    "tbody",
    "thead",
    "tr",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "pre",
    "hr",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "address",
    "body",
    "html",
];

impl Flow {
    /// Reads a node and what stands in it.
    pub(super) fn read(&mut self, node: &Node, style: Style) {
        let Node::Element { name, href, class, .. } = node else {
            let Node::Text(text) = node else { return };
            return self.text(text, &style);
        };
        if node.is_unseen() {
            return;
        }
        match name.as_str() {
            "br" => self.line_break(&style),
            "ul" | "ol" => self.list(node, name == "ol", &style),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, style),
            "p" if class.eq_ignore_ascii_case("MsoTitle") => self.heading(node, style),
            "p" | "div" if word::level(node).is_some() => self.word_item(node, style),
            "a" => self.link(node, href, style),
            name if BLOCKS.contains(&name) => {
                self.flush();
                self.children(node, &style);
                self.flush();
            }
            "td" | "th" => {
                self.children(node, &style);
                self.text(" ", &style);
            }
            _ => self.children(node, &style),
        }
    }

    /// The running text, without what says nothing.
    pub(super) fn finish(mut self) -> Vec<TextNode> {
        self.flush();
        self.nodes
    }

    fn children(&mut self, node: &Node, style: &Style) {
        let style = style.within(node);
        for child in node.children().iter().filter(|child| !word::is_marker(child)) {
            self.read(child, style.clone());
        }
    }

    fn heading(&mut self, node: &Node, style: Style) {
        self.flush();
        self.children(node, &style);
        if let Some(spans) = self.take() {
            self.nodes.push(TextNode::Heading(spans));
        }
    }

    fn word_item(&mut self, node: &Node, style: Style) {
        self.flush();
        self.children(node, &style);
        let (Some(spans), Some(level)) = (self.take(), word::level(node)) else { return };
        let item = vec![TextNode::Paragraph(spans)];
        super::add_item(&mut self.nodes, level, word::is_ordered(node), item);
    }

    fn link(&mut self, node: &Node, href: &str, style: Style) {
        let target = super::write::target(href).filter(|target| is_allowed(target));
        self.is_apart |= target.is_some();
        let link = target.or(style.link.clone());
        self.children(node, &Style { link, ..style });
        self.is_apart = true;
    }

    /// A list; one that stands beside its item instead of in it, as Google writes, goes into it.
    fn list(&mut self, node: &Node, ordered: bool, style: &Style) {
        self.flush();
        let style = style.within(node);
        let mut items: Vec<Vec<TextNode>> = Vec::new();
        for child in node.children() {
            let mut inner = Self::default();
            match child.name() {
                "li" if !child.is_unseen() => inner.children(child, &style),
                _ => inner.read(child, style.clone()),
            }
            let content = inner.finish();
            match items.last_mut() {
                _ if content.is_empty() => {}
                Some(last) if matches!(child.name(), "ul" | "ol") => last.extend(content),
                _ => items.push(content),
            }
        }
        if !items.is_empty() {
            self.nodes.push(TextNode::List { ordered, items });
        }
    }

    /// Adds text as a browser shows it: white space once, none where a line begins.
    fn text(&mut self, text: &str, style: &Style) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !matches!(self.last(), None | Some(' ' | '\n')) {
                        self.push(' ', style);
                    }
                }
                // Where a word may be divided, and marks without width that programs leave behind.
                '\u{ad}' | '\u{feff}' | '\u{200b}' => {}
                other => self.push(other, style),
            }
        }
    }

    /// A second line break in a row begins a paragraph.
    fn line_break(&mut self, style: &Style) {
        match self.last() {
            None => {}
            Some('\n') => self.flush(),
            Some(_) => self.push('\n', style),
        }
    }

    fn last(&self) -> Option<char> {
        self.spans.last().and_then(|span| span.text.chars().last())
    }

    fn push(&mut self, c: char, style: &Style) {
        let fits = |span: &&mut Span| {
            span.bold == style.bold && span.italic == style.italic && span.link == style.link
        };
        // Whoever has no link joins any text without one.
        let may_join = !self.is_apart || style.link.is_none();
        match self.spans.last_mut().filter(|_| may_join).filter(fits) {
            Some(span) => span.text.push(c),
            None => self.spans.push(Span {
                text: c.to_string(),
                bold: style.bold,
                italic: style.italic,
                link: style.link.clone(),
            }),
        }
        self.is_apart = false;
    }

    fn flush(&mut self) {
        if let Some(spans) = self.take() {
            self.nodes.push(TextNode::Paragraph(spans));
        }
    }

    /// The open paragraph without white space at its end; `None` when it says nothing.
    fn take(&mut self) -> Option<Vec<Span>> {
        let mut spans = std::mem::take(&mut self.spans);
        while let Some(last) = spans.last_mut() {
            let length = last.text.trim_end().len();
            last.text.truncate(length);
            if length > 0 {
                break;
            }
            spans.pop();
        }
        (!spans.is_empty()).then_some(spans)
    }
}

impl Style {
    /// The style of what stands in an element. Google wraps all in a `b` that is not bold.
    fn within(&self, node: &Node) -> Self {
        let (bold, italic) = match node.name() {
            "b" | "strong" => (true, self.italic),
            "i" | "em" => (self.bold, true),
            _ => (self.bold, self.italic),
        };
        Self {
            bold: style::bold(node.style()).unwrap_or(bold),
            italic: style::italic(node.style()).unwrap_or(italic),
            link: self.link.clone(),
        }
    }
}
