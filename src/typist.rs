//! The typist: keyboard, pointer and clipboard on the paper while one writes. A program of its own,
//! fetched when somebody chooses *Skriv*, so that who only reads never loads it.
//!
//! It knows nothing of the year. The page's markup tells what can be edited (see
//! [`crate::html`]), a handful of listeners hear what is done to it, and what is done becomes wishes
//! that it hands to the [`page`].

mod browser;
mod cells;
mod page;
mod place;
mod rich;
mod tools;
mod tree;

use place::Place;

/// Listens as long as the page lives; what is done while nobody writes is let pass.
pub fn start() {
    std::panic::set_hook(Box::new(|info| page::has_died(&info.to_string())));
    if !page::take() {
        return;
    }
    // Running text hears first.
    rich::listen();
    cells::listen();
    browser::listen("tertial-patched", |_: web_sys::Event| {
        cells::has_changed();
        cells::follow();
    });
    browser::listen("hashchange", |_: web_sys::Event| place::has_moved());
    browser::listen("tertial-writing", |_: web_sys::Event| tools::set_up());
    tools::set_up();
}
