//! What stands on the page: found by its address or name, shown, given the focus.

use std::time::Duration;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::platform;

/// Gives the focus to the first element that matches; `false` when there is none.
pub(super) fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    element.focus().is_ok()
}

/// Moves focus and view to an element by its id; `false` when it is not there.
pub(super) fn reveal(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    reveal_element(element);
    true
}

/// The same with what may come in a moment.
pub(super) async fn reveal_when_there(id: &str) {
    for _ in 0..60 {
        if reveal(id) {
            return;
        }
        platform::pause(Duration::from_millis(50)).await;
    }
}

/// The name of the choice of a filter that was clicked.
pub(super) fn choice_name(target: &EventTarget) -> Option<String> {
    let link = target.dyn_ref::<Element>()?.closest(".filter a").ok()??;
    link.get_attribute("aria-label")
}

/// Gives the focus to the choice with this name; `false` when there is none.
pub(super) fn focus_named(within: &Element, name: &str) -> bool {
    let mut links = platform::all(within, ".filter a").into_iter();
    let found = links.find(|link| link.get_attribute("aria-label").as_deref() == Some(name));
    let link = found.and_then(|link| link.dyn_into::<HtmlElement>().ok());
    link.is_some_and(|link| link.focus().is_ok())
}

/// Whether the focus is within an element.
pub(super) fn has_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// Scrolls no further than it must to show an element.
pub(super) fn show_nearest(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether an element is painted.
pub(super) fn has(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}

/// Whether a field of an element is painted.
pub(super) fn has_field(id: &str, field: &str) -> bool {
    find_field(id, field).is_some()
}

/// Moves focus and view to a field of an element.
pub(super) fn reveal_field(id: &str, field: &str) -> bool {
    find_field(id, field).map(reveal_element).is_some()
}

/// A field stands in its element, or in a row that is a part of it. Addresses have no characters that
/// mean anything in a selector.
fn find_field(id: &str, field: &str) -> Option<Element> {
    let within = format!("[data-f=\"{field}\"]");
    let own = document().get_element_by_id(id);
    let own = own.and_then(|own| own.query_selector(&within).ok().flatten());
    own.or_else(|| {
        let selector = format!("[id^=\"{id}/\"] {within}");
        document().query_selector(&selector).ok().flatten()
    })
}

/// Where an element, or a field of it, stands on the page.
pub(super) fn find_place(id: &str, field: &str) -> Option<Element> {
    let exact = document().get_element_by_id(&format!("{id}/{field}"));
    let found = exact.or_else(|| find_field(id, field));
    found.or_else(|| document().get_element_by_id(id))
}

fn reveal_element(element: Element) {
    if let Some(root) = document().document_element() {
        for old in platform::all(&root, ".here") {
            let _ = old.class_list().remove_1("here");
        }
    }
    let _ = element.class_list().add_1("here");
    if !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    let is_title = element.id() == "_titel";
    if !is_title {
        element.scroll_into_view();
    }
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let _ = element.focus();
    }
    // A page begins with what stands above its title.
    if is_title {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Takes the focus from the field that has it: what was typed there is kept.
pub(super) fn leave_field() {
    let active = document().active_element().and_then(|active| active.dyn_into().ok());
    let _ = active.map(|active: HtmlElement| active.blur());
}

/// Whether the page on show has places to write in.
pub(super) fn has_places() -> bool {
    document().query_selector("main [data-k]") != Ok(None)
}

/// Whether something typed on the page could not be kept.
pub(super) fn has_refused() -> bool {
    let refused = "main :is([aria-invalid=true], [data-refused]), .side [aria-invalid=true]";
    document().query_selector(refused) != Ok(None)
}
