//! The places of a page, as its markup tells of them.

use tertial::model::Address;

/// A place that can be written in.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// Its address.
    pub(super) at: Option<Address>,
    /// How it is typed.
    pub(super) kind: String,
    /// What is typed there now.
    pub(super) value: String,
    /// What it shows.
    pub(super) text: String,
}

/// The places of a page's markup, and what items it tells of; `page` is the address of its report.
pub(super) fn places(html: &str, page: &Address) -> (Vec<Place>, Vec<Address>) {
    let (mut places, mut items) = (Vec::new(), Vec::new());
    // The elements that are open: name, element of the report, place.
    let mut open: Vec<(&str, String, Option<usize>)> = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        if let Some(name) = tag.strip_prefix('/') {
            let at = open.iter().rposition(|(open, ..)| *open == name).expect(name);
            open.truncate(at);
        } else if !tag.ends_with('/') && !matches!(name(tag), "br" | "img" | "wbr") {
            let around = open.last().map(|(_, element, _)| element.clone()).unwrap_or_default();
            let element = attribute(tag, "data-el").unwrap_or(around);
            let of =
                |element: &str| page.element(&tertial::model::Id::new(element).unwrap_or_default());
            if let Some(item) = attribute(tag, "data-item") {
                let (element, field) = item.split_once('/').unwrap_or((&item, ""));
                items.push(of(element).field(field));
            }
            let place = attribute(tag, "data-k").map(|kind| {
                let field = attribute(tag, "data-f").unwrap_or_default();
                let value = attribute(tag, "data-v").unwrap_or_default();
                let at = Some(of(&element).field(field));
                places.push(Place { at, kind, value, text: String::new() });
                places.len() - 1
            });
            open.push((name(tag), element, place));
        }
        for (.., place) in &open {
            if let Some(place) = place {
                places[*place].text.push_str(&unescaped(text));
            }
        }
    }
    (places, items)
}

fn name(tag: &str) -> &str {
    tag.split([' ', '/']).next().unwrap_or_default()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(rest.split_once('"')?.0))
}

fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}
