//! *Så räknas talet* as HTML: the mark on a computed value, and what opens when it is pressed.

use std::collections::HashMap;

use super::{Html, Renderer, href};
use crate::document::{Cell, Content, Document};
use crate::explain::{Explanation, Limit, Part, Term, text};
use crate::model::{Address, Id};

impl Renderer<'_> {
    /// The same, with marks on what is computed: pressed, each shows how. A table has one of them in the
    /// order of tabs, and the arrows lead to the others, so that thousands of cells are no thousand stops.
    pub fn explaining(mut self, document: &Document) -> Self {
        for (at, _) in &document.derivations {
            self.computed.entry(at.element.clone()).or_default().push(at.field.clone());
        }
        self
    }

    /// The address of the computed value that a place shows; empty for none, and while one writes: what is
    /// pressed then is typed in.
    pub(super) fn computed_at(&self, at: &Address) -> String {
        if self.is_computed(&at.element, &at.field) { at.to_string() } else { String::new() }
    }

    /// The same of a cell of a row.
    pub(super) fn computed_in(&self, row: &Address, cell: &Cell) -> String {
        if cell.link.is_some() {
            return String::new();
        }
        // A count and an end of a bridge are known by their element alone.
        let place = cell.place.as_ref().filter(|place| self.is_computed(&place.element, ""));
        match cell.field.as_str() {
            field if self.is_computed(&row.element, field) => row.field(field).to_string(),
            "amount" if self.is_computed(&row.element, "") => row.field("").to_string(),
            _ => place.map(|place| place.field("").to_string()).unwrap_or_default(),
        }
    }

    fn is_computed(&self, element: &Id, field: &str) -> bool {
        let fields = self.computed.get(element).filter(|_| self.hooks.is_none());
        fields.is_some_and(|fields| fields.iter().any(|own| own == field))
    }

    /// The attributes of a mark.
    pub(super) fn mark<'s>(&mut self, at: &'s str) -> [(&'static str, &'s str); 3] {
        if at.is_empty() {
            return [("data-x", ""), ("role", ""), ("tabindex", "")];
        }
        let stop = if self.has_stop { "-1" } else { "0" };
        self.has_stop = true;
        [("data-x", at), ("role", "button"), ("tabindex", stop)]
    }
}

/// The fields that a document computes, by element.
pub(super) type Computed = HashMap<Id, Vec<String>>;

/// Whether a cell that leads somewhere shows what is computed there.
pub(super) fn is_computed(cell: &Cell) -> bool {
    match cell.contents.first() {
        Some(Content::Figure(view)) => view.computed,
        Some(Content::Status(view)) => view.computed,
        _ => false,
    }
}

/// Whether a content can be pressed.
pub(super) fn can_mark(content: &Content) -> bool {
    match content {
        Content::Figure(view) => !view.unreadable,
        Content::Status(_) | Content::Trend(_) => true,
        _ => false,
    }
}

/// An explanation: name, value, formula, what goes into it with links, and notes.
pub fn explanation(told: &Explanation) -> String {
    let mut out = Html::default();
    out.element("p", &[("class", "kicker")], "Så räknas talet");
    out.element("h2", &[("id", "_raknas"), ("tabindex", "-1")], &told.title);
    out.element("p", &[("class", "result")], &told.result);
    out.element("p", &[], &told.sentence);
    if let Some(worked) = &told.worked {
        out.element("p", &[("class", "worked")], worked);
    }
    if !told.parts.is_empty() {
        table(&mut out, told);
    }
    notes(&mut out, told);
    out.open("p", &[("class", "small")]);
    out.element("a", &[("href", &href(&told.at))], "Gå till talet");
    out.text(&format!(" i {}", told.place));
    out.close("p");
    out.html
}

fn table(out: &mut Html, told: &Explanation) {
    // Parts of several terms are wider than a telephone.
    let is_wide = !told.heads.is_empty();
    let region = [("role", "region"), ("tabindex", "0"), ("aria-label", "Det som räknas")];
    let region = if is_wide { &region[..] } else { &[] };
    out.open("div", &[&[("class", "scroll")], region].concat());
    out.open("table", &[]);
    out.html.push_str("<thead><tr>");
    let end = [("scope", "col"), ("class", "f")];
    out.element("th", &[("scope", "col")], if is_wide { "Månad" } else { "Det som räknas" });
    told.heads.iter().for_each(|head| out.element("th", &end, head));
    out.element("th", &end, if is_wide { "Blir" } else { "Värde" });
    out.html.push_str("</tr></thead><tbody>");
    for part in &told.parts {
        row(out, part);
    }
    out.html.push_str("</tbody></table></div>");
}

fn row(out: &mut Html, part: &Part) {
    out.open("tr", &[]);
    out.open("th", &[("scope", "row")]);
    match (part.terms.as_slice(), &part.result) {
        ([term], None) => {
            linked(out, term, &part.label);
            out.close("th");
            out.open("td", &[("class", "f")]);
            value(out, term);
            out.close("td");
        }
        (terms, result) => {
            out.text(&part.label);
            out.close("th");
            for term in terms {
                out.open("td", &[("class", "f")]);
                linked(out, term, &term.shown);
                out.close("td");
            }
            out.element("td", &[("class", "f")], result.as_deref().unwrap_or_default());
        }
    }
    out.close("tr");
}

/// A text that leads to where a term stands.
fn linked(out: &mut Html, term: &Term, text: &str) {
    match &term.at {
        Some(at) => out.element("a", &[("href", &href(at))], text),
        None => out.text(text),
    }
}

/// A value; one that is computed can be pressed in its turn.
fn value(out: &mut Html, term: &Term) {
    let at = term.at.as_ref().filter(|_| term.is_computed).map(ToString::to_string);
    match at {
        Some(at) => {
            let name = format!("Så räknas {}: {}", term.label, term.shown);
            let own = [("type", "button"), ("data-x", at.as_str()), ("aria-label", name.as_str())];
            out.element("button", &own, &term.shown);
        }
        None => out.text(&term.shown),
    }
}

fn notes(out: &mut Html, told: &Explanation) {
    let own = told.decimals.map(text::rounding).into_iter();
    let own = own.chain(told.stated.as_ref().map(|stated| text::stated(stated, told)));
    let own: Vec<String> = own.chain(told.kept.as_ref().map(text::kept)).collect();
    if told.limits.is_empty() && own.is_empty() {
        return;
    }
    out.open("ul", &[]);
    for limit in &told.limits {
        self::limit(out, limit);
    }
    own.iter().for_each(|note| out.element("li", &[], note));
    out.close("ul");
}

fn limit(out: &mut Html, limit: &Limit) {
    out.open("li", &[]);
    out.text(&format!("{}: {} (", limit.what, limit.shown));
    match limit.at.as_ref().filter(|at| !at.element.is_missing()) {
        Some(at) => out.element("a", &[("href", &href(at))], limit.source.label()),
        None => out.text(limit.source.label()),
    }
    out.text(").");
    out.close("li");
}

/// What opens the explanations of what an element shows, for the panel beside the paper.
pub fn explain_buttons(computed: &[(Address, String)]) -> String {
    let mut out = Html::default();
    if computed.is_empty() {
        return out.html;
    }
    out.open("p", &[("class", "explains")]);
    for (at, name) in computed {
        let at = at.to_string();
        let own = [("type", "button"), ("data-x", at.as_str())];
        out.element("button", &own, &format!("Så räknas talet: {name}"));
        out.html.push(' ');
    }
    out.close("p");
    out.html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::explain::explain;
    use crate::generate::{Size, generate};
    use crate::html::Drawing;

    fn nothing(_: Drawing<'_>) -> Option<String> {
        None
    }

    #[test]
    fn what_is_computed_can_be_pressed_and_a_table_is_one_stop() {
        let year = generate(7, Size::SMALL);
        let mut stops = 0;
        for report in &year.reports {
            let document = compose(&year, report);
            let mut renderer = Renderer::new(&nothing).explaining(&document);
            for piece in &document.pieces {
                let html = renderer.piece(piece);
                let marks = html.matches("data-x=\"").count();
                let stop = html.matches("role=\"button\" tabindex=\"0\"").count();
                assert_eq!(stop, usize::from(marks > 0), "{html}");
                stops += stop;
            }
        }
        assert!(stops > 3, "{stops}");
    }

    #[test]
    fn while_one_writes_nothing_is_pressed() {
        let year = generate(7, Size::SMALL);
        let document = compose(&year, &year.reports[1]);
        let hooks = |_: &Address| None;
        let mut renderer = Renderer::new(&nothing).explaining(&document).writing(Some(&hooks));
        let html: String = document.pieces.iter().map(|piece| renderer.piece(piece)).collect();
        assert!(!html.contains("data-x"));
    }

    #[test]
    fn names_cannot_become_markup() {
        let mut year = generate(7, Size::SMALL);
        let report = year.reports[1].clone();
        let (at, _) = compose(&year, &report).derivations.into_iter().next().unwrap();
        year.committee.short = "<b>".into();
        let html = explanation(&explain(&year, &at).unwrap());
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"), "{html}");
    }
}
