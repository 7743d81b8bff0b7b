//! What the storage holds, what can be restored, and what could be let go of.

use super::super::Html;
use super::{alert, submit};

/// What the browser holds of Tertial, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Storage {
    /// Used and granted, where the browser tells.
    pub quota: Option<(u64, u64)>,
    /// The years with their generations, the snapshots, what is damaged, the journal.
    pub parts: [u64; 4],
}

/// Something kept aside: its key, its name, when, its size.
pub type Kept<'a> = (&'a str, &'a str, &'a str, u64);

/// The meter and its lists.
pub fn storage(all: Storage, snapshots: &[Kept<'_>], damaged: &[Kept<'_>]) -> String {
    let mut out = Html::default();
    out.element("h2", &[], "Lagring i webbläsaren");
    if let Some((used, granted)) = all.quota.filter(|(_, granted)| *granted > 0) {
        let (value, max) = (used.to_string(), granted.to_string());
        let gauge = [("aria-label", "Lagring i webbläsaren"), ("value", &*value), ("max", &max)];
        out.open("p", &[]);
        out.element("meter", &gauge, "");
        out.text(&format!(" {} av {} används", kilobytes(used), kilobytes(granted)));
        out.close("p");
    }
    let [years, kept, lost, journal] = all.parts.map(kilobytes);
    let text = format!(
        "Åren med sina tidigare versioner {years}, borttagna och ersatta år {kept}, skadade delar {lost}, \
         dagbok {journal}."
    );
    out.element("p", &[("class", "quiet small")], &text);
    out.open("form", &[]);
    list(&mut out, "Går att återställa i 30 dagar", snapshots, true);
    list(&mut out, "Skadade delar", damaged, false);
    alert(&mut out);
    out.close("form");
    out.html
}

fn list(out: &mut Html, title: &str, all: &[Kept<'_>], restores: bool) {
    if all.is_empty() {
        return;
    }
    out.element("h3", &[], title);
    out.open("ul", &[("class", "kept")]);
    for (key, name, when, bytes) in all {
        let text = format!("{name}, undanlagt {when} ({})", kilobytes(*bytes));
        out.open("li", &[("class", "acts")]);
        out.text(&text);
        out.html.push(' ');
        if restores {
            button(out, "restore", key, "Återställ", &text);
        }
        button(out, "clean", key, "Släng för gott", &text);
        out.close("li");
    }
    out.close("ul");
}

fn button(out: &mut Html, does: &str, key: &str, words: &str, of: &str) {
    let label = format!("{words}: {of}");
    let own = submit(does, "key", key);
    out.element("button", &[&own[..], &[("aria-label", &label)]].concat(), words);
}

/// A size: `1 234 kB`, with no-break spaces.
fn kilobytes(bytes: u64) -> String {
    let digits = bytes.div_ceil(1000).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    format!("{text}\u{a0}kB")
}
