//! The browser: clock, files, events, print. With [`super::browser_store`] the only code that talks
//! to it directly.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

thread_local! {
    static PANICKED: Cell<bool> = const { Cell::new(false) };
    /// Counts the addresses one has been at.
    static ADDRESS: Cell<u32> = const { Cell::new(0) };
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

/// Says that the page of the address is painted; tests wait for it.
pub(super) fn set_ready() {
    let address = ADDRESS.get();
    request_animation_frame(move || {
        if address == ADDRESS.get() {
            set_root_ready("true");
        }
    });
}

/// The address is another: what was painted is not its page, nor is what was just being painted.
pub(super) fn unset_ready() {
    ADDRESS.set(ADDRESS.get() + 1);
    set_root_ready("false");
}

fn set_root_ready(value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-ready", value);
    }
}

/// Gives the root of the page an attribute, or takes it away.
pub(super) fn set_root(name: &str, is_set: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force(name, is_set);
    }
}

/// Tells the window that something has happened.
pub(super) fn dispatch(name: &str) {
    if let Ok(event) = web_sys::Event::new(name) {
        let _ = window().dispatch_event(&event);
    }
}

/// What tells this build of the program from others: its file's name holds a hash of it.
pub(super) fn version() -> String {
    let script = document().query_selector("script[data-wasm]").ok().flatten();
    let name = script.and_then(|script| script.get_attribute("data-wasm")).unwrap_or_default();
    name.chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}

/// The worker that boot.js started, with the events it has had so far; once.
pub(super) fn first_worker() -> Option<(web_sys::Worker, js_sys::Array)> {
    let key = JsValue::from_str("tertialWorker");
    let worker = js_sys::Reflect::get(&window(), &key).ok()?.dyn_into::<web_sys::Worker>().ok()?;
    let _ = js_sys::Reflect::delete_property(&window(), &key);
    let heard = js_sys::Reflect::get(&worker, &"heard".into()).ok()?.dyn_into().ok()?;
    Some((worker, heard))
}

/// Enters something that went wrong in the list of errors that boot.js keeps.
pub(super) fn report(text: &str) {
    let list = js_sys::Reflect::get(&window(), &"tertialErrors".into());
    if let Some(list) = list.ok().and_then(|list| list.dyn_into::<js_sys::Array>().ok()) {
        list.push(&format!("worker: {text}").into());
    }
}

/// The element that an event came from.
pub(super) fn target(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}

/// All elements within one that match.
pub(super) fn all(within: &web_sys::Element, selector: &str) -> Vec<web_sys::Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The anchor of the chart that a details element holds and that is not drawn yet.
pub(super) fn chart_within(target: &web_sys::EventTarget) -> Option<String> {
    let details = target.dyn_ref::<web_sys::Element>()?;
    details.query_selector("[data-draw]:empty").ok()??.get_attribute("data-draw")
}

/// Puts a drawing in its place, if that is painted.
pub(super) fn put_drawing(anchor: &str, svg: &str) {
    let place = document().query_selector(&format!("[data-draw=\"{anchor}\"]:empty"));
    if let Some(place) = place.ok().flatten() {
        place.set_inner_html(svg);
        if let Ok(Some(figure)) = place.closest("figure") {
            let _ = figure.class_list().add_1("drawn");
        }
    }
}

/// Where nothing can draw, the tables of charts stand open.
pub(super) fn open_chart_tables() {
    let Some(root) = document().document_element() else { return };
    for details in all(&root, ".chart:not(.drawn) > details") {
        let _ = details.set_attribute("open", "");
    }
}

/// Whether the focus is in something that takes letters, and has an undo of its own.
pub(super) fn is_typing() -> bool {
    let Some(active) = document().active_element() else { return false };
    active
        .matches("input, textarea, select, [contenteditable], [contenteditable] *")
        .unwrap_or(false)
}

/// Folds the menu that is open; `false` when none is.
pub(super) fn fold_menu() -> bool {
    let menu = document().query_selector(".menu[open]").ok().flatten();
    menu.is_some_and(|menu| menu.remove_attribute("open").is_ok())
}

/// Folds the menu and leaves the focus on its name.
pub(super) fn close_menu() -> bool {
    let has_focus = super::places::focus(".menu[open] > summary");
    fold_menu() && has_focus
}

/// Whether something is in the menu that is open.
pub(super) fn is_in_menu(target: &web_sys::EventTarget) -> bool {
    let element = target.dyn_ref::<web_sys::Element>();
    element.is_some_and(|element| element.closest(".menu[open]").ok().flatten().is_some())
}

/// Waits a while.
pub(super) async fn pause(length: std::time::Duration) {
    let wait = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(move || drop(resolve.call0(&JsValue::NULL)), length);
    });
    let _ = JsFuture::from(wait).await;
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

/// The browser's clock, in milliseconds.
pub(super) fn millis() -> u64 {
    js_sys::Date::now() as u64
}

/// A note of this browser; `None` where it keeps none.
pub(super) fn note(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
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
    const FAILED: &str = "Filen gick inte att hämta. Kontrollera nätet och försök igen.";
    let failed = |_| FAILED.to_owned();
    let response = JsFuture::from(window().fetch_with_str(path)).await.map_err(failed)?;
    let response: web_sys::Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(FAILED.to_owned());
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(failed)?).await.map_err(failed)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Gives the user a file; whether the browser was asked to fetch it.
pub(super) fn download(name: &str, bytes: &[u8]) -> bool {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    let Ok(url) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) else {
        return false;
    };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into().ok());
    let is_asked = link.map(|link: HtmlAnchorElement| {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    });
    // The browser reads the address when it gets round to it.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
    is_asked.is_some()
}

/// A new sheet before the others in a place: the last one may still be there, hidden.
pub(super) fn prepend_sheet(place: &web_sys::Element, class: &str) -> Option<web_sys::Element> {
    let sheet = document().create_element("div").ok()?;
    sheet.set_class_name(class);
    place.prepend_with_node_1(&sheet).ok()?;
    Some(sheet)
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
