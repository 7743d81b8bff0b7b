//! The front of a document. While one writes, all it says of the report is typed where it stands.

use super::{Html, Renderer, href, pieces};
use crate::document::{ContentsEntry, Document};
use crate::model::Address;

impl Renderer<'_> {
    /// The front of the document: kicker, title, subtitle, motto.
    pub fn front(&mut self, document: &Document) -> String {
        let mut out = Html::default();
        let whole = &document.address;
        out.open("header", &[("class", "front"), ("data-el", self.element(whole))]);
        self.kicker(&mut out, document);
        let title = [("id", "_titel"), ("tabindex", "-1")];
        self.hooked(&mut out, "h1", &title, &whole.field("title"), &document.title);
        let front = &document.front;
        if !front.subtitle.is_empty() || self.hooks.is_some() {
            let at = whole.field("front.subtitle");
            self.hooked(&mut out, "p", &[("class", "subtitle")], &at, &front.subtitle);
        }
        self.facts(&mut out, document);
        let motto = whole.field("front.motto");
        let hook = self.hook(&motto);
        if !front.motto.is_empty() || hook.is_some() {
            let hook = hook.as_ref().map(|hook| hook.attributes(&motto.field));
            let hook = hook.as_ref().map(<[_; 6]>::as_slice).unwrap_or_default();
            out.open("div", &[&[("class", "motto")], hook].concat());
            out.nodes(&front.motto, 3);
            out.close("div");
        }
        if !front.picture.is_empty() {
            let at = whole.field("front.picture");
            match self.hook(&at) {
                Some(_) => self.hooked(&mut out, "p", &[("class", "picture")], &at, &front.picture),
                None => pieces::picture(&mut out, &front.picture, ""),
            }
        }
        print_contents(&mut out, &document.contents);
        // Where nothing stands yet, one begins here.
        if document.pieces.is_empty() && self.hook(&whole.field("title")).is_some() {
            let list = whole.field("sections").to_string();
            out.open("p", &[("class", "begin")]);
            let button = [("type", "button"), ("data-begin", list.as_str())];
            out.element("button", &button, "Lägg till det första avsnittet");
            out.close("p");
        }
        out.close("header");
        out.html
    }

    /// Sender, period and stage; while one writes the sender and the ends of the period have places.
    fn kicker(&self, out: &mut Html, document: &Document) {
        let at = |field: &str| document.address.field(field);
        let (sender, from, to) = (at("front.sender"), at("period.from"), at("period.to"));
        let ends = self.hook(&from).zip(self.hook(&to));
        let (Some((begins, ends)), [own, _, stage]) = (ends, document.kicker.as_slice()) else {
            return out.element("p", &[("class", "kicker")], &document.kicker.join(" · "));
        };
        out.open("p", &[("class", "kicker")]);
        self.hooked(out, "span", &[], &sender, own);
        out.text(" · ");
        out.element("span", &begins.attributes(&from.field), &begins.value);
        out.text("–");
        out.element("span", &ends.attributes(&to.field), &ends.value);
        out.text(&format!(" · {stage}"));
        out.close("p");
    }

    /// Date and diarienummer.
    fn facts(&self, out: &mut Html, document: &Document) {
        let front = &document.front;
        let class = [("class", "quiet small")];
        let at = |field: &str| document.address.field(field);
        let (date, number) = (at("front.date"), at("front.record_number"));
        if self.hook(&date).is_none() {
            let facts = front.facts();
            if !facts.is_empty() {
                out.element("p", &class, &facts.join(" · "));
            }
            return;
        }
        out.open("p", &[("class", "quiet small facts")]);
        let day = front.date.map(|date| date.in_text()).unwrap_or_default();
        out.text("Datum ");
        self.hooked(out, "span", &[], &date, &day);
        out.text(" · Diarienummer ");
        self.hooked(out, "span", &[], &number, &front.record_number);
        out.close("p");
    }

    /// What of a heading's kicker has a place, one after another.
    pub(super) fn kicker_places(&self, out: &mut Html, places: &[(Address, String)]) {
        out.open("span", &[("class", "kind")]);
        for (index, (at, text)) in places.iter().enumerate() {
            if index > 0 {
                out.text(if at.field == "period.to" { "–" } else { " · " });
            }
            self.hooked(out, "span", &[], at, text);
        }
        out.close("span");
        out.text(" ");
    }
}

/// The list of contents for print; on the screen it stands beside the paper.
fn print_contents(out: &mut Html, contents: &[ContentsEntry]) {
    out.open("div", &[("class", "contents")]);
    out.element("p", &[], "Innehåll");
    out.open("ul", &[]);
    for entry in contents {
        out.open("li", &[("class", if entry.level > 1 { "second" } else { "" })]);
        out.element(
            "a",
            &[("href", &href(&entry.address))],
            format!("{} {}", entry.number, entry.title).trim(),
        );
        out.close("li");
    }
    out.close("ul");
    out.close("div");
}
