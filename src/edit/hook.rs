//! What can be typed in a place of the page.

use super::alias::{show, word_of};
use super::form;
use super::labels::place_label;
use super::place::reach;
use super::{Editor, blanks, typed};
use crate::json::{Member, Shape};
use crate::model::Address;

/// A place that can be typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typing {
    /// How: `text`, `line`, `figure`, `status` …
    pub kind: &'static str,
    /// What stands there now, as it is typed.
    pub value: String,
    /// What it is.
    pub label: &'static str,
}

impl Editor {
    /// What can be typed in a place; `None` for what is computed, locked or no place.
    pub fn typing(&self, at: &Address) -> Option<Typing> {
        if self.year.report(&at.report).is_some_and(|report| report.is_locked()) {
            return None;
        }
        let target = self.target(at)?;
        let element = reach(&*self.year, &target.element)?;
        let shape = shape_in(element, &target.within)?;
        if !typed::can_type(shape) {
            return None;
        }
        let place = reach(element, &target.within);
        let value = match (shape, place) {
            (Shape::Choice(_, words), Some(place)) => word_of(place, words).to_owned(),
            (_, Some(place)) => show(place),
            (_, None) => String::new(),
        };
        let record = match element.shape() {
            Shape::Record(name) | Shape::Union(name, _) => name,
            _ => "",
        };
        // What a cell of a table is, its heads say.
        let is_cell = target.within.first().is_some_and(|key| key == "cells")
            && matches!(record, "Row" | "TableRow");
        let label = if is_cell { "" } else { place_label(record, &target.within) };
        Some(Typing { kind: form::kind(shape), value, label })
    }
}

/// What kind of value a path leads to; where it leads past what is there, through parts as they begin.
fn shape_in(member: &dyn Member, path: &[String]) -> Option<Shape> {
    let Some((key, rest)) = path.split_first() else { return Some(member.shape()) };
    if let Some(part) = member.part(key) {
        return shape_in(part, rest);
    }
    match member.shape() {
        Shape::List(Shape::Record(name)) => shape_in(&*blanks::record(name)?, rest),
        Shape::Record(name) => {
            let blank = blanks::record(name)?;
            shape_in(blank.part(key)?, rest)
        }
        Shape::List(item) if rest.is_empty() => Some(*item),
        Shape::Cells if rest.is_empty() => Some(Shape::Figure),
        _ => None,
    }
}
