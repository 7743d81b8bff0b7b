//! Places on the page that can be edited, as their elements tell of them.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::browser::window;
use crate::model::Address;
use crate::route::Route;

/// A place that can be edited.
#[derive(Clone, Debug)]
pub(in crate::typist) struct Place {
    /// What shows it.
    pub(in crate::typist) element: HtmlElement,
    /// Its address.
    pub(in crate::typist) at: String,
    /// How it is typed: `text`, `line`, `figure`, `status`, `choice`, `date` …
    pub(in crate::typist) kind: String,
    /// What is typed there now.
    pub(in crate::typist) value: String,
    /// What it is, for instance *Kommentar*.
    pub(in crate::typist) label: String,
}

impl Place {
    /// The place that an element shows or stands in.
    pub(in crate::typist) fn around(element: &Element) -> Option<Self> {
        Self::of(element.closest("[data-k]").ok()??)
    }

    /// The place that this very element shows.
    pub(in crate::typist) fn of(element: Element) -> Option<Self> {
        let kind = element.get_attribute("data-k")?;
        let field = element.get_attribute("data-f").unwrap_or_default();
        let at = address(&element, &field)?;
        Some(Self {
            at,
            kind,
            value: element.get_attribute("data-v").unwrap_or_default(),
            label: element.get_attribute("data-label").unwrap_or_default(),
            element: element.dyn_into().ok()?,
        })
    }

    /// Whether it stands in a table.
    pub(in crate::typist) fn is_cell(&self) -> bool {
        matches!(self.element.tag_name().as_str(), "TD" | "TH")
    }
}

/// The address of the element around something on the page; with a field, of that. On a report it says
/// where in the report, on a page over many reports all of it.
pub(in crate::typist) fn address(element: &Element, field: &str) -> Option<String> {
    let around = element.closest("[data-el]").ok()??.get_attribute("data-el")?;
    address_in(&around, field)
}

/// The same where it is known what the element around it is.
pub(in crate::typist) fn address_in(around: &str, field: &str) -> Option<String> {
    if around.contains('/') {
        return Some(Address::parse(around).ok()?.field(field).to_string());
    }
    let report = report()?;
    let element = if around == "." { "" } else { around };
    Some(match (element, field) {
        ("", "") => report,
        (element, "") => format!("{report}/{element}"),
        (element, field) => format!("{report}/{element}/{field}"),
    })
}

/// What the tools act on at a place: the row it stands in, the column it is the head of, else what the piece
/// around it is. A table's cells lead to nothing beyond their row.
pub(in crate::typist) fn holder(element: &Element) -> Option<Element> {
    element.closest(".part, thead th, thead td, tr, .bit").ok()?
}

/// The address of what the tools act on; `None` where that is nothing.
pub(in crate::typist) fn item(element: &Element) -> Option<String> {
    let item = holder(element)?.get_attribute("data-item")?;
    Some(format!("{}/{item}", report()?))
}

thread_local! {
    /// The report on show, by the address of the page: blocks of cells ask for it once per cell.
    static REPORT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The page shows something else.
pub(in crate::typist) fn has_moved() {
    REPORT.take();
}

/// The report on show: `asn-2020/t2-2020`.
fn report() -> Option<String> {
    REPORT.with_borrow_mut(|known| {
        if known.is_none() {
            let hash = window().location().hash().unwrap_or_default();
            *known = match Route::parse(&hash) {
                Route::Report(at) => Some(format!("{}/{}", at.file, at.report)),
                _ => None,
            };
        }
        known.clone()
    })
}
