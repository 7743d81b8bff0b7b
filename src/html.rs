//! The document as HTML: one string per piece, escaped in one place.
//!
//! The page sets these strings instead of building each cell through the framework: a report has
//! thousands of cells, and parsing markup is what browsers are fastest at. Nothing in it can run:
//! every text goes through [`Html::text`], links come from a closed list, and there is no style.

mod explain;
mod form;
mod front;
mod hook;
mod matrix;
mod pieces;
pub mod rows;
mod table;
mod taken;
mod view;
pub mod work;

use crate::document::{ChartSpec, Piece, Ring, Span, TextNode, View};
use crate::model::Address;

/// What is drawn as SVG.
#[derive(Clone, Copy, Debug)]
pub enum Drawing<'a> {
    /// A chart.
    Chart(&'a ChartSpec),
    /// The annual wheel.
    Ring(&'a Ring),
}

/// Draws as SVG; `None` leaves the table or text beside it to show the same.
pub type Draw<'a> = &'a dyn Fn(Drawing<'_>) -> Option<String>;

pub use explain::{explain_buttons, explanation};
pub use form::form;
pub use hook::{Hook, Hooks};
pub use taken::{Own, Taken};

/// Renders the pieces of one document in order. Ids are given to the first piece that asks.
pub struct Renderer<'a> {
    draw: Draw<'a>,
    /// Whether folded charts get an empty place, and are drawn when they are unfolded.
    leaves_folded: bool,
    /// Ids and names of regions that are taken.
    taken: Taken,
    /// Whether all that may be wider than the view gets the focus, so that it can be scrolled.
    is_narrow: bool,
    /// The last heading and its level.
    heading: (u8, String),
    /// What is edited where it stands; `None` for reading.
    hooks: Option<Hooks<'a>>,
    /// Whether what is edited belongs to many reports.
    is_over_reports: bool,
    /// What is computed, and can be pressed to see how.
    computed: explain::Computed,
    /// Whether the piece under way has a mark in the order of tabs.
    has_stop: bool,
}

impl<'a> Renderer<'a> {
    /// A renderer that draws charts with `draw`.
    pub fn new(draw: Draw<'a>) -> Self {
        let (taken, heading) = (Taken::default(), (1, String::new()));
        Self {
            draw,
            leaves_folded: false,
            taken,
            is_narrow: false,
            heading,
            hooks: None,
            is_over_reports: false,
            computed: explain::Computed::new(),
            has_stop: false,
        }
    }

    /// The same, but for folded charts an empty place is left, `data-draw` with the anchor.
    pub fn folded_later(self) -> Self {
        Self { leaves_folded: true, ..self }
    }

    /// The same for a narrow screen.
    pub fn narrow(self, is_narrow: bool) -> Self {
        Self { is_narrow, ..self }
    }

    /// The same for writing: places say what is typed in them.
    pub fn writing(self, hooks: Option<Hooks<'a>>) -> Self {
        Self { hooks, ..self }
    }

    /// The same for writing on a page over many reports.
    pub fn writing_over(self, hooks: Hooks<'a>) -> Self {
        Self { hooks: Some(hooks), is_over_reports: true, ..self }
    }

    /// Opens what may scroll sideways. Where it will, it can be reached by keyboard, and then it
    /// needs a name of its own.
    fn open_scroll(&mut self, out: &mut Html, is_wide: bool, name: &str) {
        if !is_wide && !self.is_narrow {
            return out.open("div", &[("class", "scroll")]);
        }
        let base =
            if name.is_empty() { format!("Tabell: {}", self.heading.1) } else { name.to_owned() };
        let numbered = (2..).map(|number| format!("{base} ({number})"));
        let mut names = [base.clone()].into_iter().chain(numbered);
        let name = names.find(|name| out.taken.insert(format!("name {name}"))).unwrap_or(base);
        let region =
            [("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", &name)];
        out.open("div", &region.map(|(key, value)| (key, value as &str)));
    }

    /// A panel of a follow-up page; what stands before the first panel is none.
    pub fn panel(&mut self, pieces: &[Piece]) -> String {
        let html: String = pieces.iter().map(|piece| self.piece(piece)).collect();
        match pieces.first().is_some_and(Piece::begins_panel) {
            true => format!("<section class=\"panel\">{html}</section>"),
            false => html,
        }
    }

    /// One piece.
    pub fn piece(&mut self, piece: &Piece) -> String {
        let mut out = Html { html: String::new(), taken: std::mem::take(&mut self.taken) };
        let id = out.id_for(&piece.address);
        self.has_stop = false;
        let is_boxed = self.hooks.is_some() && !self.is_over_reports;
        if is_boxed {
            hook::open_box(self, &mut out, piece);
        }
        for address in &piece.also {
            if let Some(id) = out.id_for(address) {
                out.element("span", &[("id", &id), ("class", "anchor")], "");
            }
        }
        pieces::piece(self, &mut out, piece, id);
        if is_boxed {
            out.close("div");
        }
        self.taken = out.taken;
        out.html
    }
}

/// A link to an address, as the hash writes it.
pub fn href(address: &Address) -> String {
    format!("#/{address}")
}

/// A link to an element on the page that follows it over the reports.
fn follow_href(view: View, address: &Address) -> String {
    format!("#/{}/sida.{}/{}", address.file, view.word(), address.element)
}

/// Running text for whoever edits it; sub-headings get this heading level.
pub fn text(nodes: &[TextNode], level: u8) -> String {
    let mut out = Html::default();
    out.nodes(nodes, level);
    out.html
}

/// Running text as it stands in a cell: a single paragraph needs no element.
pub fn inline_text(nodes: &[TextNode]) -> String {
    let mut out = Html::default();
    out.inline_nodes(nodes);
    out.html
}

/// HTML under construction.
#[derive(Default)]
struct Html {
    html: String,
    /// Ids and names of regions that are taken in the whole document.
    taken: Taken,
}

impl Html {
    /// The DOM id of an address, once.
    fn id_for(&mut self, address: &Address) -> Option<String> {
        let anchor = address.anchor();
        (!anchor.is_empty() && self.taken.insert(anchor.clone())).then_some(anchor)
    }

    /// Text, escaped for content and double-quoted attributes.
    fn text(&mut self, text: &str) {
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            let entity = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                _ => continue,
            };
            self.html.push_str(&text[plain..at]);
            self.html.push_str(entity);
            plain = at + 1;
        }
        self.html.push_str(&text[plain..]);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.html.push('<');
        self.html.push_str(name);
        for (attribute, value) in attributes {
            if value.is_empty() {
                continue;
            }
            self.html.push(' ');
            self.html.push_str(attribute);
            self.html.push_str("=\"");
            self.text(value);
            self.html.push('"');
        }
        self.html.push('>');
    }

    fn close(&mut self, name: &str) {
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Running text; sub-headings get this heading level.
    fn nodes(&mut self, nodes: &[TextNode], level: u8) {
        for node in nodes {
            match node {
                TextNode::Paragraph(spans) => {
                    self.open("p", &[]);
                    self.spans(spans);
                    self.close("p");
                }
                TextNode::Heading(spans) => {
                    let name = format!("h{}", level.clamp(2, 6));
                    self.open(&name, &[("class", "sub")]);
                    self.spans(spans);
                    self.close(&name);
                }
                TextNode::List { ordered, items } => {
                    self.list(*ordered, items.iter().map(|item| ("", item)), level);
                }
                TextNode::Elements(items) => {
                    self.list(false, items.iter().map(|(id, item)| (id.as_str(), item)), level);
                }
            }
        }
    }

    fn list<'i>(
        &mut self,
        ordered: bool,
        items: impl Iterator<Item = (&'i str, &'i Vec<TextNode>)>,
        level: u8,
    ) {
        let name = if ordered { "ol" } else { "ul" };
        self.open(name, &[]);
        for (id, item) in items {
            let is_new = !id.is_empty() && self.taken.insert(id.to_owned());
            self.open("li", &[("id", if is_new { id } else { "" })]);
            match item.split_first() {
                // A short item needs no paragraph.
                Some((TextNode::Paragraph(spans), rest)) => {
                    self.spans(spans);
                    self.nodes(rest, level);
                }
                _ => self.nodes(item, level),
            }
            self.close("li");
        }
        self.close(name);
    }

    /// Text in a cell: a single paragraph needs no element.
    fn inline_nodes(&mut self, nodes: &[TextNode]) {
        match nodes {
            [TextNode::Paragraph(spans)] => self.spans(spans),
            _ => self.nodes(nodes, 6),
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            let tags = [
                span.link.as_ref().map(|_| "a"),
                span.bold.then_some("strong"),
                span.italic.then_some("em"),
            ];
            for tag in tags.into_iter().flatten() {
                let link = span.link.as_deref().filter(|_| tag == "a").unwrap_or("");
                let rel = if link.starts_with('#') || link.is_empty() { "" } else { "noreferrer" };
                self.open(tag, &[("href", link), ("rel", rel)]);
            }
            for (index, line) in span.text.split('\n').enumerate() {
                if index > 0 {
                    self.html.push_str("<br>");
                }
                self.text(line);
            }
            for tag in tags.into_iter().flatten().rev() {
                self.close(tag);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown;

    fn html(source: &str) -> String {
        let mut out = Html::default();
        out.nodes(&markdown::parse(source), 3);
        out.html
    }

    #[test]
    fn hostile_text_cannot_become_markup() {
        assert_eq!(
            html("<script>alert('x')</script>"),
            "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</p>"
        );
        assert!(!html("[x](https://a.se/\"onclick=\"alert(1))").contains("onclick=\"alert"));
        assert!(!html("[x](javascript:alert(1))").contains("href"));
    }

    #[test]
    fn styles_nest_and_close() {
        assert_eq!(html("**a *b***c"), "<p><strong>a </strong><strong><em>b</em></strong>c</p>");
        assert_eq!(html("- a\n  - b"), "<ul><li>a<ul><li>b</li></ul></li></ul>");
    }
}
