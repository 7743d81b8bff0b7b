//! The tests that need no browser: one binary, so that the core is linked once.

// Tests may insist; the program may not.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod anchors;
mod arbitrary;
mod clip;
mod common;
mod edit;
mod explain;
mod figures;
mod follow;
mod golden;
mod hostile;
mod keeps;
mod migrations;
mod mutants;
mod review;
mod roundtrip;
mod schema;
mod storage;
mod tidy;
mod version3;
mod work;
