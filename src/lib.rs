//! Tertial: how a municipal committee plans its year, follows it up and publishes it.
//!
//! The core (everything but `ui`, `typist` and `worker`) knows nothing of browsers and reads no clock: whoever calls it
//! passes in time, randomness and bytes. Modules stand in reading order.

// Tests may insist; the program may not.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod json;
pub mod number;

pub mod model;

pub mod clip;
pub mod compute;
pub mod document;
pub mod edit;

pub mod route;

pub mod review;

pub mod compose;
pub mod explain;
pub mod follow;
pub mod work;

pub mod file;

pub mod command;
#[cfg(feature = "charts")]
pub mod draw;
pub mod generate;
pub mod html;
pub mod library;
#[cfg(feature = "charts")]
pub mod paper;
pub mod search;
#[cfg(feature = "charts")]
pub mod studio;
#[cfg(feature = "typist")]
pub mod typist;
#[cfg(feature = "ui")]
pub mod ui;
#[cfg(feature = "worker")]
pub mod worker;
