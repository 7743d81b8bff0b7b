//! Where a report can be changed: its numbers, statuses, dates, references, names, texts, items of
//! lists, and tables.

use serde_json::Value;

/// What stands in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A figure, also one that is typed as text in the file.
    Figure,
    /// A target with its sign.
    Bound,
    /// A likelihood, a consequence or a risk's value.
    Factor,
    Status,
    Date,
    /// The id of something else.
    Reference,
    /// A name, a title or a label of something that has an id.
    Name,
    /// A text, a comment, or a short one such as a responsible.
    Text,
    /// An item of a list.
    Item,
    /// A row of a table of figures.
    Row,
    /// A table of figures, or a series.
    Table,
}

/// A step on the way to a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Key(String),
    Index(usize),
}

/// A place.
#[derive(Clone, Debug)]
pub struct Site {
    pub kind: Kind,
    pub path: Vec<Step>,
    /// The nearest element's id and the field, for people.
    pub at: String,
}

/// Lists whose items are somebody's: a person adds and removes them.
const LISTS: [&str; 16] = [
    "rows",
    "indicators",
    "risks",
    "assignments",
    "series",
    "steps",
    "effects",
    "parts",
    "units",
    "goals",
    "controls",
    "accounts",
    "classes",
    "actions",
    "measures",
    "documents",
];
const NAMES: [&str; 4] = ["name", "title", "label", "caption"];
const TEXTS: [&str; 12] = [
    "text",
    "comment",
    "description",
    "measures",
    "later",
    "aim",
    "responsible",
    "giver",
    "reason",
    "note",
    "law",
    "rider",
];
const FIGURES: [&str; 9] =
    ["value", "figure", "amount", "change", "count", "reached", "of", "total", "earlier"];
const STATUSES: [&str; 7] =
    ["green", "yellow", "red", "not-measured", "done", "ongoing", "not-started"];

/// All places of a report.
pub fn of(report: &Value) -> Vec<Site> {
    let mut walk = Walk { sites: Vec::new(), path: Vec::new() };
    for key in ["title", "period", "sections"] {
        if let Some(value) = report.get(key) {
            walk.path.push(Step::Key(key.to_owned()));
            walk.value(value, "");
            walk.path.pop();
        }
    }
    walk.sites
}

/// The value at a place.
pub fn at<'v>(value: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

struct Walk {
    sites: Vec<Site>,
    path: Vec<Step>,
}

impl Walk {
    fn value(&mut self, value: &Value, element: &str) {
        match value {
            Value::Object(object) => {
                let own = object.get("id").and_then(Value::as_str).unwrap_or(element);
                if object.contains_key("cells") && self.parent() == Some("rows") {
                    self.add(Kind::Row, own, "cells");
                }
                let is_table = object.get("columns").is_some() && object.get("rows").is_some();
                if is_table || object.get("months").is_some() && object.get("measures").is_some() {
                    self.add(Kind::Table, own, "");
                }
                for (key, value) in object {
                    self.path.push(Step::Key(key.clone()));
                    self.leaf(key, value, own);
                    self.value(value, own);
                    self.path.pop();
                }
            }
            Value::Array(array) => {
                for (index, value) in array.iter().enumerate() {
                    let list = self.key(0).to_owned();
                    self.path.push(Step::Index(index));
                    if value.is_object() && LISTS.contains(&list.as_str()) {
                        let own = value.get("id").and_then(Value::as_str).unwrap_or(element);
                        self.add(Kind::Item, own, &list);
                    }
                    self.item(&list, value, element);
                    self.value(value, element);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    /// A bare value in a list.
    fn item(&mut self, list: &str, value: &Value, element: &str) {
        let Some(text) = value.as_str() else { return };
        let field = format!("{list}.{}", self.index());
        match list {
            "sum" | "units" => self.add(Kind::Reference, element, &field),
            "actual" | "budget" if is_number(text) => self.add(Kind::Figure, element, &field),
            "months" if STATUSES.contains(&text) => self.add(Kind::Status, element, &field),
            _ => {}
        }
    }

    fn leaf(&mut self, key: &str, value: &Value, element: &str) {
        let parent = self.key(1).to_owned();
        if value.is_number() && ["likelihood", "consequence", "value"].contains(&key) {
            return self.add(Kind::Factor, element, key);
        }
        let Some(text) = value.as_str() else { return };
        let is_cell = parent == "cells";
        let kind = if is_number(text) && (is_cell || FIGURES.contains(&key)) {
            Kind::Figure
        } else if parent == "target" && matches!(key, "year" | "period") {
            Kind::Bound
        } else if key == "status" && STATUSES.contains(&text) {
            Kind::Status
        } else if is_date(text) {
            Kind::Date
        } else if matches!(key, "goal" | "risk" | "same_as" | "of") {
            Kind::Reference
        } else if NAMES.contains(&key) && !text.is_empty() {
            Kind::Name
        } else if TEXTS.contains(&key) && !text.is_empty() {
            Kind::Text
        } else {
            return;
        };
        let field = if is_cell { key.to_owned() } else { self.field(key) };
        self.add(kind, element, &field);
    }

    fn field(&self, key: &str) -> String {
        match self.key(1) {
            "" => key.to_owned(),
            parent if LISTS.contains(&parent) => key.to_owned(),
            parent => format!("{parent}.{key}"),
        }
    }

    fn add(&mut self, kind: Kind, element: &str, field: &str) {
        let at = if field.is_empty() { element.to_owned() } else { format!("{element}/{field}") };
        self.sites.push(Site { kind, path: self.path.clone(), at });
    }

    /// The key so many steps up.
    fn key(&self, up: usize) -> &str {
        let at = self.path.len().checked_sub(up + 1);
        match at.map(|at| &self.path[at]) {
            Some(Step::Key(key)) => key,
            _ => "",
        }
    }

    /// The list that holds the object the walk stands in.
    fn parent(&self) -> Option<&str> {
        Some(self.key(1)).filter(|key| !key.is_empty())
    }

    fn index(&self) -> usize {
        match self.path.last() {
            Some(Step::Index(index)) => *index,
            _ => 0,
        }
    }
}

pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}
