//! Computed values against the figures of all five source documents.

pub mod build;
mod document_2020;
mod examples;
mod month_2023;
mod report_2023;
mod report_2025;
mod statuses;
mod volumes;
