//! What the checks found, as the year's page counts it and reports show it in the margin.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::years::Years;
use super::{answer, list, text};
use crate::html::work::{counted, margin};
use crate::model::Address;
use crate::review::Review;

/// Most remarks in a margin; *Granskning* has them all.
const MOST: usize = 300;

/// `marks` serial report.
pub(super) fn marks(years: &mut Years, message: &Array) {
    let year = &years.studio.editor.year;
    let review = years.inspector.review(year);
    let of_reports = year.reports.iter().map(|report| {
        list(&[report.id.as_str(), &counted(counts(&review, |at| at.report == report.id))])
    });
    let total: usize = counts(&review, |_| true).iter().sum();
    let wanted = text(message, 2);
    let own = review.open().filter(|finding| finding.at.report.as_str() == wanted);
    let remarks = margin(own.take(MOST));
    let parts: [JsValue; 5] = [
        "marks".into(),
        message.get(1),
        (total as u32).into(),
        of_reports.collect::<Array>().into(),
        remarks.into(),
    ];
    answer(&parts);
}

fn counts(review: &Review, is_wanted: impl Fn(&Address) -> bool) -> [usize; 3] {
    let mut counts = [0; 3];
    for finding in review.open().filter(|finding| is_wanted(&finding.at)) {
        counts[finding.severity as usize] += 1;
    }
    counts
}
