//! The pages.

mod missing;
mod report;
mod start;
mod year;

pub(super) use missing::MissingPage;
pub(super) use report::ReportPage;
pub(super) use start::StartPage;
pub(super) use year::YearPage;
