//! The pages.

mod follow;
mod missing;
mod report;
mod start;
mod storage;
mod stuck;
mod work;
mod year;

pub(super) use follow::FollowPage;
pub(super) use missing::MissingPage;
pub(super) use report::ReportPage;
pub(super) use start::StartPage;
pub(super) use stuck::StuckPage;
pub(super) use work::WorkPage;
pub(super) use year::YearPage;
