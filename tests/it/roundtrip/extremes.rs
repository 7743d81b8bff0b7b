//! Numbers at the edge of what fits: the examples with their figures replaced by the largest, smallest
//! and finest decimals is composed, drawn and checked without a panic.

use std::sync::Arc;

use serde_json::Value;
use tertial::compose::compose;
use tertial::file::{self, migrate};
use tertial::number::parse_canonical;
use tertial::review::Inspector;

use super::years::{check_derivations, html};
use crate::common::{enveloped, examples, opened};

const EXTREMES: [&str; 6] = [
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "-7922816251426433759354395033.5",
    "0",
    "1",
];

#[test]
fn extreme_figures_do_not_overflow() {
    let texts = examples().iter().map(|example| &example.text);
    // Each stride pairs other neighbours: largest with smallest, smallest with finest …
    for (text, stride) in texts.flat_map(|text| (1..=EXTREMES.len()).map(move |s| (text, s))) {
        let mut file: Value = serde_json::from_str(text).unwrap();
        let mut count = 0;
        replace(&mut file["content"], &mut || {
            count += 1;
            EXTREMES[(count / stride + count) % EXTREMES.len()]
        });
        let year = opened(&enveloped(migrate::CURRENT, &file["content"].to_string())).year;
        for report in &year.reports {
            let document = compose(&year, Arc::as_ref(report));
            check_derivations(&document);
            tertial::document::text::render(&document);
            html(&document);
        }
        Inspector::default().review(&year);
        assert_eq!(opened(&file::save(&year)).year, year);
    }
}

/// Replaces every string that is a decimal.
fn replace(value: &mut Value, next: &mut dyn FnMut() -> &'static str) {
    match value {
        Value::String(text) if parse_canonical(text).is_some() => *text = next().to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, next)),
        Value::Object(members) => members.values_mut().for_each(|value| replace(value, next)),
        _ => {}
    }
}
