//! The browser: clock, files, focus, print. With [`super::browser_store`] the only code that talks
//! to it directly.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlElement, Url};

thread_local! {
    static PANICKED: Cell<bool> = const { Cell::new(false) };
}

/// Tells the rescue page when the program has died. Nothing may be written from then on.
pub(super) fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        PANICKED.set(true);
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&info.to_string()));
        if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("tertial-panic", &init) {
            let _ = window().dispatch_event(&event);
        }
    }));
}

/// Whether the program has died and only late events still reach it.
pub(super) fn has_panicked() -> bool {
    PANICKED.get()
}

/// Takes away the text that stands in the page before the program starts.
pub(super) fn remove_loading_text() {
    if let Some(text) = document().get_element_by_id("laddar") {
        text.remove();
    }
}

/// Says that a page is painted; tests wait for it.
pub(super) fn set_ready() {
    request_animation_frame(|| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-ready", "true");
        }
    });
}

/// The hash of the address.
pub(super) fn hash() -> String {
    let hash = window().location().hash().unwrap_or_default();
    js_sys::decode_uri_component(&hash).map(String::from).unwrap_or(hash)
}

/// Goes to another place.
pub(super) fn go(hash: &str) {
    let _ = window().location().set_hash(hash);
}

/// Now, in the user's own time: `2020-08-31 14.32`.
pub(super) fn now() -> String {
    let date = js_sys::Date::new_0();
    format!(
        "{:04}-{:02}-{:02} {:02}.{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

/// Sets the page's title.
pub(super) fn set_title(title: &str) {
    document().set_title(&format!("{title} – Tertial"));
}

/// The bytes of a file the user gave.
pub(super) async fn read_file(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    let failed = |_| "Filen gick inte att läsa från datorn. Försök igen.".to_owned();
    buffer.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec()).map_err(failed)
}

/// Fetches a file that was delivered with the app.
pub(super) async fn fetch(path: &str) -> Result<Vec<u8>, String> {
    const FAILED: &str = "Exemplet gick inte att hämta. Kontrollera nätet och försök igen.";
    let failed = |_| FAILED.to_owned();
    let response = JsFuture::from(window().fetch_with_str(path)).await.map_err(failed)?;
    let response: web_sys::Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(FAILED.to_owned());
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(failed)?).await.map_err(failed)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Gives the user a file.
pub(super) fn download(name: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    let Ok(url) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) else { return };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into().ok());
    if let Some(link) = link.map(|link: HtmlAnchorElement| link) {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser reads the address when it gets round to it.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
}

/// Moves focus and view to an element by its id; `false` when it is not there.
pub(super) fn reveal(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    reveal_element(element);
    true
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

fn find_field(id: &str, field: &str) -> Option<web_sys::Element> {
    let cells = document().get_element_by_id(id)?.query_selector_all("[data-f]").ok()?;
    let cells = (0..cells.length()).filter_map(|index| cells.get(index)?.dyn_into().ok());
    let mut cells = cells.map(|cell: web_sys::Element| cell);
    cells.find(|cell| cell.get_attribute("data-f").as_deref() == Some(field))
}

fn reveal_element(element: web_sys::Element) {
    if let Ok(old) = document().query_selector_all(".here") {
        for node in (0..old.length()).filter_map(|index| old.get(index)) {
            if let Some(element) = node.dyn_ref::<web_sys::Element>() {
                let _ = element.class_list().remove_1("here");
            }
        }
    }
    let _ = element.class_list().add_1("here");
    if !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    element.scroll_into_view();
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Sets the running head of printed pages, in engines that have page margins to write in.
pub(super) fn set_running_head(text: &str) {
    let quoted: String = text
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| matches!(c, '"' | '\\').then_some('\\').into_iter().chain([c]))
        .collect();
    let rule = format!("@page {{ @top-left {{ content: \"{quoted}\"; }} }}");
    let Ok(sheet) = web_sys::CssStyleSheet::new() else { return };
    // Older engines lack this: they print without a head.
    let sheet: JsValue = sheet.into();
    let replace = js_sys::Reflect::get(&sheet, &"replaceSync".into());
    if let Ok(Ok(replace)) = replace.map(|function| function.dyn_into::<js_sys::Function>()) {
        let _ = replace.call1(&sheet, &rule.into());
        let sheets = js_sys::Array::of1(&sheet);
        let _ = js_sys::Reflect::set(&document(), &"adoptedStyleSheets".into(), &sheets);
    }
}

/// Opens the browser's print dialog.
pub(super) fn print() {
    let _ = window().print();
}

/// Whether the window is wide enough for the contents beside the paper.
pub(super) fn is_wide() -> bool {
    matches_media("(min-width: 60rem)")
}

/// Whether the window is so narrow that most tables are wider.
pub(super) fn is_narrow() -> bool {
    matches_media("(max-width: 48rem)")
}

fn matches_media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// Marks a moment for measurements.
pub(super) fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        let _ = performance.mark(name);
    }
}
