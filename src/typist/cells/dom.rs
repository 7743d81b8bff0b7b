//! A few words for what is said often about elements.

use std::cell::OnceCell;

use crate::typist::browser::{document, window};
use js_sys::JsString;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, EventTarget, FocusOptions, HtmlDocument, HtmlElement, HtmlInputElement,
    HtmlTableCellElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// The element an event is about.
pub(in crate::typist) fn target(of: Option<EventTarget>) -> Option<Element> {
    of?.dyn_into().ok()
}

/// A new element; attributes without a value are left out.
pub(in crate::typist) fn element(
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = element.set_attribute(name, value);
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Some(element)
}

/// The first element that matches.
pub(in crate::typist) fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// All elements that match.
pub(super) fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = within.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect()
}

/// Gives the focus to an element and shows as much of it as must be.
pub(in crate::typist) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Gives the focus to an element that stands where the focus was: nothing needs to be scrolled, and so
/// nothing laid out.
pub(super) fn focus_in_view(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus_with_options(&options);
    }
}

/// Lets go of the caret before its field goes: the browser would seek another place for it, from cell to
/// cell.
pub(super) fn drop_caret() {
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.remove_all_ranges();
    }
}

/// A new element in which plain text is typed.
pub(super) fn editable(name: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    let field = element(name, attributes, "")?;
    make_editable(&field);
    Some(field)
}

/// Has plain text be typed in an element from now on.
pub(super) fn make_editable(element: &Element) {
    let set = |how: &str| js_sys::Reflect::set(element, &"contentEditable".into(), &how.into());
    // Older engines know only texts with marks, and what is read of those has none.
    if set("plaintext-only").is_err() {
        let _ = set("true");
    }
}

/// Takes a class away, and the attribute with the last.
pub(super) fn drop_class(element: &Element, name: &str) {
    let _ = element.class_list().remove_1(name);
    if element.class_name().is_empty() {
        let _ = element.remove_attribute("class");
    }
}

fn is_editable(field: &Element) -> bool {
    field.has_attribute("contenteditable")
}

/// Sets what a field holds.
pub(super) fn set_value(field: &Element, text: &str) {
    if is_editable(field) {
        return field.set_text_content(Some(text));
    }
    let _ = js_sys::Reflect::set(field, &"value".into(), &JsValue::from_str(text));
}

/// What a field holds.
pub(super) fn value(field: &Element) -> Option<String> {
    if is_editable(field) {
        return field.text_content();
    }
    js_sys::Reflect::get(field, &"value".into()).ok()?.as_string()
}

/// Puts the caret behind what a field holds.
pub(super) fn caret_to_end(field: &Element) {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        let end = input.value().encode_utf16().count() as u32;
        if input.selection_start().ok().flatten() != Some(end) {
            let _ = input.set_selection_range(end, end);
        }
    } else if is_editable(field)
        && let Ok(Some(selection)) = window().get_selection()
    {
        let _ = selection.select_all_children(field);
        let _ = selection.collapse_to_end();
    }
}

/// Puts a text where the caret is, as if it was typed.
pub(super) fn insert(text: &str) {
    if let Some(document) = document().dyn_ref::<HtmlDocument>() {
        let _ = document.exec_command_with_show_ui_and_value("insertText", false, text);
    }
}

/// Scrolls no further than it must to show an element.
pub(super) fn show_nearest(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The text of an element in one line.
pub(in crate::typist) fn text(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    let words: Vec<&str> = text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[wasm_bindgen]
extern "C" {
    /// An element that is asked for attributes.
    type Asked;

    #[wasm_bindgen(method, js_name = getAttribute)]
    fn attribute(this: &Asked, name: &JsString) -> Option<String>;

    #[wasm_bindgen(method, js_name = hasAttribute)]
    fn has(this: &Asked, name: &JsString) -> bool;
}

/// An attribute that thousands of cells are asked for: its name is handed to the browser once.
pub(super) struct Name(&'static str, OnceCell<JsString>);

impl Name {
    pub(super) const fn new(name: &'static str) -> Self {
        Self(name, OnceCell::new())
    }

    fn text(&self) -> &JsString {
        self.1.get_or_init(|| self.0.into())
    }

    /// The attribute of an element.
    pub(super) fn of(&self, element: &Element) -> Option<String> {
        element.unchecked_ref::<Asked>().attribute(self.text())
    }

    /// Whether an element has it.
    pub(super) fn is_on(&self, element: &Element) -> bool {
        element.unchecked_ref::<Asked>().has(self.text())
    }
}

thread_local! {
    /// How a place is typed.
    pub(super) static KIND: Name = const { Name::new("data-k") };
    /// The field it shows.
    pub(super) static FIELD: Name = const { Name::new("data-f") };
    /// What is typed there.
    pub(super) static VALUE: Name = const { Name::new("data-v") };
}

/// How many columns and rows a cell covers.
pub(super) fn spans(cell: &Element) -> (usize, usize) {
    let cell: &HtmlTableCellElement = cell.unchecked_ref();
    (cell.col_span().max(1) as usize, cell.row_span().max(1) as usize)
}
