//! Old formats are brought up to date one numbered, named step at a time.
//!
//! A step works on JSON, not on the model, because the model is always the newest. Steps are never
//! changed or renumbered once released; `tests/fixtures/v<N>` holds frozen files of each version.

mod v1_to_v2_numbering;
mod v2_to_v3_unit_counts;
mod v3_to_v4_stages;

use crate::json::{Reader, Tree, Writer};

/// A step from one format version to the next.
pub struct Step {
    /// The version it starts from.
    pub from: u32,
    /// What it does, in a few words.
    pub name: &'static str,
    /// Changes the content.
    pub run: fn(&mut Tree),
}

/// All steps, the first from version 1.
pub const STEPS: &[Step] = &[
    Step {
        from: 1,
        name: "a report numbers its headings as a section does",
        run: v1_to_v2_numbering::run,
    },
    Step { from: 2, name: "a goal has several counts of units", run: v2_to_v3_unit_counts::run },
    Step { from: 3, name: "a report has the stages it went through", run: v3_to_v4_stages::run },
];

/// The version written today.
pub const CURRENT: u32 = STEPS.len() as u32 + 1;

/// Brings content of an older version up to date; `None` when it is not JSON.
pub fn migrate(content: &str, version: u32) -> Option<String> {
    let mut tree = Tree::read(&mut Reader::new(content)).ok()?;
    for step in STEPS.iter().filter(|step| step.from >= version) {
        (step.run)(&mut tree);
    }
    let mut out = Writer::default();
    tree.write(&mut out);
    Some(out.into_string())
}
