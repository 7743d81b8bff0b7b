//! The clipboard: what programs put on it, read from files of the forms they write.

mod fits;
mod html;
mod tables;
mod texts;

use tertial::clip::{Grid, Node};

use crate::common;

/// A file of what a program put on the clipboard.
fn clipboard(name: &str) -> String {
    common::read(&format!("tests/clipboard/{name}"))
}

/// The tree a browser would make of it, sent the way it is sent.
fn tree(name: &str) -> Node {
    Node::read(&html::parse(&clipboard(name)).write()).unwrap()
}

fn grid(name: &str) -> Grid {
    Grid::from_html(&tree(name)).unwrap()
}
