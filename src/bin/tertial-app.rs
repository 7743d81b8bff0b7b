//! Tertial in the browser.

fn main() {
    tertial::ui::start();
}
