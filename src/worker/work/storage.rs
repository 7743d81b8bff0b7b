//! The storage as the page measured it.

use super::Shown;
use crate::html::work::{self as html, Aside, Kept, Storage};
use crate::json::{Field, Reader};
use crate::studio::Noted;
use crate::worker::fields::Fields;

/// Characters of a text that was kept aside, in the list.
const SHOWN: usize = 80;

/// The meter; `snapshot`, `damaged`, `conflict`, `unfit` and `draft` come once for each, in lines: key,
/// name, when, size, and of steps and drafts the text.
pub(super) fn shown(fields: &Fields) -> Shown {
    let number = |name: &str| fields.get(name).parse().unwrap_or_default();
    let storage = Storage {
        quota: fields.has("granted").then(|| (number("used"), number("granted"))),
        parts: ["years", "kept", "lost", "journal"].map(number),
    };
    let snapshots: Vec<Kept<'_>> = fields.all("snapshot").filter_map(line).collect();
    let kinds = ["damaged", "conflict", "unfit", "draft"];
    let asides = kinds.into_iter().flat_map(|kind| {
        fields
            .all(kind)
            .filter_map(move |text| Some(Aside { kept: line(text)?, what: what(kind, text) }))
    });
    let html = html::storage(storage, &snapshots, &asides.collect::<Vec<_>>());
    Shown { html, ..Shown::default() }
}

fn line(text: &str) -> Option<Kept<'_>> {
    let mut parts = text.split('\n');
    let mut next = || parts.next();
    Some((next()?, next()?, next()?, next()?.parse().ok()?))
}

/// What it is that lies aside.
fn what(kind: &str, line: &str) -> String {
    let text = line.splitn(5, '\n').nth(4).unwrap_or_default();
    let short: String = text.chars().take(SHOWN).collect();
    match kind {
        "draft" => format!("skrivet och inte insatt: ”{short}”"),
        "unfit" => format!("ändring som inte passar året: {}", named(text)),
        "conflict" if text.is_empty() => "version från en annan flik".to_owned(),
        "conflict" => format!("ändring från en annan flik: {}", named(text)),
        _ if text.is_empty() => "skadad version".to_owned(),
        _ => "skadad ändring".to_owned(),
    }
}

/// A step by its name.
fn named(entry: &str) -> String {
    let noted = Noted::read(&mut Reader::new(entry)).unwrap_or_default();
    match (noted.did, noted.go) {
        (Some(step), _) => step.name,
        (None, Some(_)) => "Ångrade eller gjorde om".to_owned(),
        (None, None) => "okänd ändring".to_owned(),
    }
}
