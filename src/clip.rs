//! What the clipboard holds, in and out: tables from Excel and its like, running text from Word.
//!
//! The browser parses the clipboard's HTML and hands over a small tree, [`Node`]; nothing here
//! knows a browser. Every program writes its own dialect, so this reads what a reader would see
//! (text, lists, bold, cells) and leaves the rest.

pub mod fit;
mod inert;
mod node;
pub mod rich;
mod style;
pub mod table;

pub use fit::{Destination, Fit, Placements, Row, Target, is_same_name};
pub use inert::{STYLE, inert};
pub use node::Node;
pub use table::{Grid, escaped};
