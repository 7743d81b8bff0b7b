//! What units' files would fill.

use super::super::Html;
use super::{alert, cancel, check, name_field, submit};
use crate::document::markdown;
use crate::work::month::{Fill, MergedFile, Value};

/// A file as it was given: what it would do, or why nothing.
#[derive(Clone, Copy, Debug)]
pub struct GivenFile<'a> {
    /// The file's name.
    pub name: &'a str,
    /// What it would do.
    pub does: Result<&'a MergedFile, &'a str>,
}

/// The preview: file by file, with a box for each cell in which something else stands.
pub fn units(files: &[GivenFile<'_>], by: &str) -> String {
    let mut out = Html::default();
    out.open("form", &[]);
    let title = match files.len() {
        1 => "En enhets månad".to_owned(),
        count => format!("{count} enheters månad"),
    };
    out.element("h2", &[("id", "_fraga")], &title);
    let merged = || files.iter().filter_map(|file| file.does.ok());
    let fills: usize = merged().map(|file| file.fills.len()).sum();
    let conflicts: usize = merged().map(|file| file.conflicts.len()).sum();
    let text = match conflicts {
        0 => format!("{fills} rutor fylls. Inget annat ändras."),
        _ => format!(
            "{fills} tomma rutor fylls. I {conflicts} står redan något annat: bocka för dem som ska \
             ta det filen säger."
        ),
    };
    out.element("p", &[], &text);
    files.iter().for_each(|own| file(&mut out, own));
    name_field(&mut out, by);
    alert(&mut out);
    out.open("div", &[("class", "buttons")]);
    if fills + conflicts > 0 {
        out.element("button", &submit("do", "", ""), "Fyll i");
    }
    cancel(&mut out, "Avbryt");
    out.close("div");
    out.close("form");
    out.html
}

fn file(out: &mut Html, given: &GivenFile<'_>) {
    let file = match given.does {
        Ok(file) => file,
        Err(sentence) => {
            out.element("h3", &[], given.name);
            return out.element("p", &[("class", "refused")], sentence);
        }
    };
    let by = if file.by.is_empty() { String::new() } else { format!(", från {}", file.by) };
    out.element("h3", &[], &format!("{}{by}", file.name));
    for refusal in &file.refused {
        out.element("p", &[("class", "refused")], &refusal.to_string());
    }
    if !file.fills.is_empty() {
        out.open("details", &[]);
        out.element("summary", &[], &format!("{} rutor fylls", file.fills.len()));
        out.open("ul", &[]);
        for cell in &file.fills {
            let text = format!("{}, {}: {}", cell.title, cell.place.label(), value(&cell.after));
            out.element("li", &[], &text);
        }
        out.close("ul");
        out.close("details");
    }
    if file.same > 0 {
        let text = format!("{} rutor har redan samma innehåll.", file.same);
        out.element("p", &[("class", "quiet")], &text);
    }
    for conflict in &file.conflicts {
        let with = conflict.with.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
        let text = says(&conflict.cell, &with);
        check(out, &text, "take", &conflict.cell.at.to_string(), false);
    }
}

fn says(cell: &Fill, with: &str) -> String {
    let (title, place, before) = (&cell.title, cell.place.label(), value(&cell.before));
    match cell.after.is_empty() {
        true => format!("{title}, {place}: nu {before}{with}, enheten har tagit bort det"),
        false => format!("{title}, {place}: nu {before}{with}, filen {}", value(&cell.after)),
    }
}

fn value(of: &Value) -> String {
    match of {
        _ if of.is_empty() => "tomt".to_owned(),
        Value::Status(status) => status.label().to_owned(),
        Value::Text(text) => format!("”{}”", markdown::plain_text(&markdown::parse(&text.0))),
    }
}
