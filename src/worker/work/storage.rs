//! The storage as the page measured it.

use super::Shown;
use crate::html::work::{self as html, Kept, Storage};
use crate::worker::fields::Fields;

/// The meter; `snapshot` and `damaged` come once for each, in lines: key, name, when, size.
pub(super) fn shown(fields: &Fields) -> Shown {
    let number = |name: &str| fields.get(name).parse().unwrap_or_default();
    let storage = Storage {
        quota: fields.has("granted").then(|| (number("used"), number("granted"))),
        parts: ["years", "kept", "lost", "journal"].map(number),
    };
    let kept = |name: &str| -> Vec<Kept<'_>> { fields.all(name).filter_map(line).collect() };
    let html = html::storage(storage, &kept("snapshot"), &kept("damaged"));
    Shown { html, ..Shown::default() }
}

fn line(text: &str) -> Option<Kept<'_>> {
    let mut parts = text.split('\n');
    let mut next = || parts.next();
    Some((next()?, next()?, next()?, next()?.parse().ok()?))
}
