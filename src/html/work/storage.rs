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

/// Something kept: its key, its name, when, its size.
pub type Kept<'a> = (&'a str, &'a str, &'a str, u64);

/// Something that lies aside for rescue.
#[derive(Clone, Debug)]
pub struct Aside<'a> {
    /// The year it is of, for its name.
    pub kept: Kept<'a>,
    /// What it is.
    pub what: String,
}

/// The meter and its lists.
pub fn storage(all: Storage, snapshots: &[Kept<'_>], asides: &[Aside<'_>]) -> String {
    let mut out = Html::default();
    out.element("h2", &[("id", "_lagring"), ("tabindex", "-1")], "Lagring i webbläsaren");
    if let Some((used, granted)) = all.quota.filter(|(_, granted)| *granted > 0) {
        let (value, max) = (used.to_string(), granted.to_string());
        let gauge = [("aria-label", "Lagring i webbläsaren"), ("value", &*value), ("max", &max)];
        out.open("p", &[]);
        out.element("meter", &gauge, "");
        out.text(&format!(" {} av {} används", size(used), size(granted)));
        out.close("p");
    }
    let [years, kept, lost, journal] = all.parts.map(size);
    let text = format!(
        "Åren med sina tidigare versioner {years}, borttagna och ersatta år {kept}, skadade delar {lost}, \
         dagbok {journal}."
    );
    out.element("p", &[("class", "quiet small")], &text);
    out.open("form", &[]);
    let restorable = snapshots.iter().map(|kept| (*kept, format!("{}, undanlagt", kept.1)));
    list(&mut out, "Går att återställa i 30 dagar", ("restore", "Återställ"), restorable);
    let aside =
        asides.iter().map(|aside| (aside.kept, format!("{}: {}", aside.kept.1, aside.what)));
    list(&mut out, "Undanlagt som inte är med i något år", ("rescue", "Hämta"), aside);
    alert(&mut out);
    out.close("form");
    out.html
}

/// A list of what can be had again, by what its button does, or thrown away.
fn list<'a>(
    out: &mut Html,
    title: &str,
    (does, words): (&str, &str),
    all: impl Iterator<Item = (Kept<'a>, String)>,
) {
    let mut all = all.peekable();
    if all.peek().is_none() {
        return;
    }
    out.element("h3", &[], title);
    out.open("ul", &[("class", "kept")]);
    for ((key, _, when, bytes), text) in all {
        let when = if when.is_empty() { String::new() } else { format!(" {when}") };
        let text = format!("{text}{when} ({})", size(bytes));
        out.open("li", &[("class", "acts")]);
        out.text(&text);
        out.html.push(' ');
        button(out, does, key, words, &text);
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

/// A size: `930 kB`, `10,7 MB`, `1,2 GB`, with no-break spaces.
fn size(bytes: u64) -> String {
    let (tenths, unit) = match bytes {
        0..1_000_000 => return format!("{}\u{a0}kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => (bytes / 100_000, "MB"),
        _ => (bytes / 100_000_000, "GB"),
    };
    format!("{},{}\u{a0}{unit}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_easily() {
        let sizes = [0, 1, 999_999, 1_000_000, 10_737_567, 999_999_999, 10_737_567_000].map(size);
        let wanted = ["0 kB", "1 kB", "1000 kB", "1,0 MB", "10,7 MB", "999,9 MB", "10,7 GB"];
        assert_eq!(sizes.map(|text| text.replace('\u{a0}', " ")), wanted);
    }
}
