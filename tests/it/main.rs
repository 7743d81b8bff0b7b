//! The tests that need no browser: one binary, so that the core is linked once.

// Tests may insist; the program may not.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod anchors;
mod arbitrary;
mod common;
mod figures;
mod golden;
mod hostile;
mod keeps;
mod migrations;
mod roundtrip;
mod schema;
mod tidy;
