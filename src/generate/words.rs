//! Words, names and sentences.

use super::chance::Chance;
use rust_decimal::Decimal;

use crate::number::{Unit, format_with_unit};

const WHO: [&str; 12] = [
    "rekryteringen",
    "uppföljningen",
    "samverkan",
    "verksamheten",
    "personalen",
    "ledningen",
    "utbildningen",
    "planeringen",
    "metoden",
    "arbetssättet",
    "handledningen",
    "introduktionen",
];

const DOES: [&str; 10] = [
    "utvecklar",
    "stärker",
    "påverkar",
    "förbättrar",
    "bromsar",
    "kräver",
    "ger",
    "minskar",
    "ökar",
    "lyfter",
];

const WHAT: [&str; 14] = [
    "stödet",
    "behoven",
    "kvaliteten",
    "insatserna",
    "kostnaderna",
    "placeringarna",
    "tryggheten",
    "kontinuiteten",
    "delaktigheten",
    "budgeten",
    "arbetsmiljön",
    "tillgängligheten",
    "väntetiden",
    "kunskapen",
];

const WHERE: [&str; 10] = [
    "för barn",
    "för vuxna",
    "för familjer",
    "bland medarbetare",
    "hos enheterna",
    "kring rekrytering",
    "genom uppföljning",
    "utan fördröjning",
    "vid placeringar",
    "inom budget",
];

/// How many words a clause has.
const CLAUSE: usize = 5;

/// A sentence of about so many words.
pub(super) fn sentence(chance: &mut Chance, count: usize) -> String {
    let mut text = clause(chance);
    let first = text.chars().next().map(|first| first.to_uppercase().to_string());
    text.replace_range(..1, first.as_deref().unwrap_or_default());
    let mut left = count.saturating_sub(CLAUSE);
    while left > CLAUSE {
        let join = if left > 2 * CLAUSE { ", medan " } else { " och " };
        text.push_str(join);
        text.push_str(&clause(chance));
        left -= CLAUSE + 1;
    }
    text.push('.');
    text
}

fn clause(chance: &mut Chance) -> String {
    let words = [&WHO[..], &DOES, &WHAT, &WHERE].map(|list| chance.one_of(list));
    words.join(" ")
}

/// What a thing is called: the same in every year.
pub(super) fn name_of(kind: &str, number: usize, count: usize) -> String {
    sentence(&mut Chance::of(0, kind, &[number]), count)
}

/// A number as running text has it: `45,2 procent`, `−45 120 tkr`.
pub(super) fn written(number: Decimal, unit: Unit) -> String {
    match unit {
        Unit::Percent => format!("{} procent", crate::number::format_decimal(number)),
        Unit::Tkr => format!("{}\u{a0}tkr", format_with_unit(number, Unit::Number)),
        _ => format_with_unit(number, unit),
    }
}
