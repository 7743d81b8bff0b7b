//! Fields of forms. Once somebody has typed in one, the browser no longer shows what its markup says: it
//! is told.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Whether a field is left as it is: somebody is in it, or what was typed could not be kept.
pub(super) fn is_left(element: &Element) -> bool {
    is_field(element)
        && (document().active_element().as_ref() == Some(element)
            || element.get_attribute("aria-invalid").as_deref() == Some("true"))
}

fn is_field(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// All fields within an element show what their markup says.
pub(super) fn show_all(within: &Element) {
    let Ok(fields) = within.query_selector_all("input, textarea, select") else { return };
    let fields = (0..fields.length()).filter_map(|index| fields.get(index)?.dyn_into().ok());
    fields.filter(|field| !is_left(field)).for_each(|field| show(&field));
}

fn show(field: &Element) {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            "checkbox" | "radio" => input.set_checked(input.default_checked()),
            _ => input.set_value(&input.default_value()),
        }
    } else if let Some(text) = field.dyn_ref::<HtmlTextAreaElement>() {
        text.set_value(&text.default_value().unwrap_or_default());
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        let chosen = select.query_selector("option[selected]").ok().flatten();
        let chosen = chosen.and_then(|option| option.get_attribute("value"));
        // Where nothing is marked the list stands as it was put up.
        if let Some(value) = chosen {
            select.set_value(&value);
        }
    }
}
