//! What one writes with, beside the page.

fn main() {
    tertial::typist::start();
}
