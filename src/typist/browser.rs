//! The browser: its document, its clock, its events.

use std::time::Duration;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
pub(super) use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Window};

/// The window.
pub(super) fn window() -> Window {
    js_sys::global().unchecked_into()
}

/// The document of the page.
pub(super) fn document() -> Document {
    window().document().unwrap_throw()
}

/// Does something after a while.
pub(super) fn set_timeout(then: impl FnOnce() + 'static, after: Duration) {
    let then = Closure::once_into_js(then);
    let millis = i32::try_from(after.as_millis()).unwrap_or(i32::MAX);
    let _ = window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(then.unchecked_ref(), millis);
}

/// Does something before the next frame is painted.
pub(super) fn request_animation_frame(then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    let _ = window().request_animation_frame(then.unchecked_ref());
}

/// Does something when what has been done until now is painted.
pub(super) fn after_paint(then: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// Hears what reaches the window, as long as the page lives.
pub(super) fn listen<E: FromWasmAbi + 'static>(name: &str, hear: impl Fn(E) + 'static) {
    let hear = Closure::<dyn Fn(E)>::new(hear).into_js_value();
    let _ = window().add_event_listener_with_callback(name, hear.unchecked_ref());
}
