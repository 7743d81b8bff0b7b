//! Pieces that only follow-up pages have.

use super::{Drawing, Html, Renderer, href, pieces::status_class};
use crate::document::{Body, Cell, Content, FigureView, FilterGroup, Piece, Ring};
use crate::model::{Address, Month, Status};

/// A piece that no document has.
pub(super) fn piece(renderer: &mut Renderer<'_>, out: &mut Html, piece: &Piece, id: &str) {
    match &piece.body {
        Body::Figure { figure, says, link } => self::figure(out, figure, says, link, id),
        Body::Filter(groups) => filter(out, groups),
        Body::Ring(ring) => self::ring(renderer, out, ring, id),
        _ => {}
    }
}

/// One figure, large.
fn figure(out: &mut Html, figure: &FigureView, says: &str, link: &Address, id: &str) {
    out.open("p", &[("id", id), ("class", "big")]);
    out.open("a", &[("href", &href(link)), ("class", "from")]);
    out.text(&figure.text);
    out.close("a");
    out.close("p");
    if figure.computed {
        let at = link.to_string();
        let own = [("type", "button"), ("class", "explains"), ("data-x", at.as_str())];
        out.element("button", &own, "Så räknas talet");
    }
    out.element("p", &[("class", "quiet")], says);
}

/// Choices as links.
fn filter(out: &mut Html, groups: &[FilterGroup]) {
    out.open("nav", &[("class", "filter"), ("aria-label", "Urval")]);
    for group in groups {
        out.open("p", &[]);
        out.element("span", &[("class", "quiet")], &group.title);
        for (text, link, is_on) in &group.choices {
            let current = if *is_on { "true" } else { "" };
            let label = format!("{}: {text}", group.title);
            out.html.push(' ');
            let about =
                [("href", link.as_str()), ("aria-label", &label), ("aria-current", current)];
            out.element("a", &about, text);
        }
        out.close("p");
    }
    out.close("nav");
}

/// The annual wheel; what is done when stands in the list beside it.
fn ring(renderer: &mut Renderer<'_>, out: &mut Html, ring: &Ring, id: &str) {
    let Some(svg) = (renderer.draw)(Drawing::Ring(ring)) else { return };
    out.open("figure", &[("class", "ring"), ("id", id)]);
    out.open("div", &[("role", "group"), ("aria-label", &ring.alt)]);
    out.html.push_str(&svg);
    out.close("div");
    out.close("figure");
}

/// Whether the months in a cell are typed where they stand.
pub(super) fn is_typed(renderer: &Renderer<'_>, cell: &Cell) -> bool {
    let is_strip = matches!(cell.contents.as_slice(), [Content::Strip(_)]);
    let at = cell.place.as_ref().filter(|_| is_strip);
    at.is_some_and(|at| renderer.hook(&of_month(at, 0)).is_some())
}

fn of_month(strip: &Address, index: usize) -> Address {
    strip.field(format!("{}.months.{index}", strip.field))
}

/// Twelve months in a cell.
pub(super) fn strip(
    renderer: &Renderer<'_>,
    out: &mut Html,
    months: &[Status],
    place: Option<&Address>,
) {
    out.open("span", &[("class", "months")]);
    for month in Month::all() {
        let status = months.get(month.index()).copied().unwrap_or_default();
        let at = place.map(|at| of_month(at, month.index()));
        let hook = at.as_ref().and_then(|at| Some((renderer.hook(at)?, &at.field)));
        let own = hook.as_ref().map(|(hook, field)| hook.attributes(field));
        let own = own.as_ref().map(<[_; 6]>::as_slice).unwrap_or_default();
        out.open("span", &[&[("class", status_class(status))], own].concat());
        out.text(month.short());
        let word = if status == Status::Unset { "ej satt" } else { status.label() };
        out.element("span", &[("class", "hidden")], &format!(" {word}, "));
        out.close("span");
    }
    out.close("span");
}
