//! Reading and writing the file's JSON.
//!
//! One declaration of a record (see [`record!`](crate::record)) gives its reading, its canonical
//! writing and its part of the JSON Schema. Reading goes straight from the bytes to the model in
//! one pass and collects problems instead of stopping: `serde_json` stops at the first, forgets
//! where a value stood and drops what it does not know, and all three cost a user words.

mod choice;
mod field;
mod kept;
mod member;
mod place;
mod problem;
mod reader;
mod record;
mod schema;
mod string;
mod tree;
mod values;
mod writer;

pub use field::{Field, Raw, Record};
pub use kept::{KEPT, Kept};
pub use member::{Member, Shape, is_text, json_string, string_of, text_of};
pub use place::locate;
pub use problem::{Place, Problem, ProblemKind};
pub use reader::{MAX_DEPTH, OnMember, Reader, Stop};
pub use schema::Schemas;
pub use tree::Tree;
pub use writer::Writer;

// What the declarations expand to; not for use by hand.
#[doc(hidden)]
pub use field::{is_empty_record, read_into, read_members, tag_of, unknown_kind, write_record};
#[doc(hidden)]
pub use schema::{object_schema, tagged_schema};
