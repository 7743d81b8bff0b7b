//! The worker beside the page: the model, and all that is made of it.

fn main() {
    tertial::worker::start();
}
