//! From an address to a place in the model.

use std::collections::HashMap;
use std::rc::Rc;

use super::words::choice_label;
use crate::json::{Member, Reader, Shape, is_text, json_string, string_of, text_of};
use crate::model::{Address, Id, Year};

/// A way through the model: names of members and indexes of lists.
pub(super) type Path = Vec<String>;

/// Records whose ids hold within their table or series only.
const LOCAL: [&str; 3] = ["Column", "Measure", "TableHead"];

/// The elements of a report are its own, not the year's.
pub(super) const REPORTS: &str = "reports";

/// Where the elements of a report stand.
#[derive(Clone, Debug, Default)]
pub struct Map(HashMap<String, Path>);

impl Map {
    /// Of a report, or of a committee.
    pub fn of(root: &dyn Member) -> Self {
        let mut map = Self::default();
        map.enter(root, &mut Vec::new());
        map
    }

    /// The path of an element within what the map is of.
    pub fn path(&self, element: &Id) -> Option<&[String]> {
        self.0.get(element.as_str()).map(Vec::as_slice)
    }

    /// Whether an element has this id.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// All ids, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn enter(&mut self, member: &dyn Member, path: &mut Path) {
        if let Some(id) = own_id(member).filter(|id| !id.is_empty()) {
            self.0.entry(id).or_insert_with(|| path.clone());
        }
        member.each_part(&mut |key, part| {
            if key != REPORTS && has_parts(part.shape()) {
                path.push(key.to_owned());
                self.enter(part, path);
                path.pop();
            }
        });
    }
}

/// The id of an element; `None` for what is none.
pub(super) fn own_id(member: &dyn Member) -> Option<String> {
    match member.shape() {
        Shape::Record(name) if LOCAL.contains(&name) => None,
        Shape::Record(_) | Shape::Union(..) => Some(string_of(member.part("id")?)),
        _ => None,
    }
}

/// Whether elements may stand in it.
pub(super) fn has_parts(shape: Shape) -> bool {
    match shape {
        Shape::Record(_) | Shape::Union(..) => true,
        Shape::List(item) => has_parts(*item),
        _ => false,
    }
}

/// A place: the report's path, the element's path and the path within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// From the year to the element.
    pub element: Vec<String>,
    /// From the element to the place.
    pub within: Vec<String>,
}

impl Target {
    /// From the year to the place.
    pub(super) fn path(&self) -> Path {
        [self.element.as_slice(), &self.within].concat()
    }
}

/// Finds the place of an address. Without an element it is the report itself, without a report the year
/// itself or an element of its committee.
pub fn locate(year: &Year, map: &Map, at: &Address) -> Option<Target> {
    let within = at.field.split('.').filter(|key| !key.is_empty()).map(str::to_owned).collect();
    let inner = if at.element.is_missing() { &[] } else { map.path(&at.element)? };
    let mut element = Path::with_capacity(inner.len() + 2);
    if !at.report.is_missing() {
        let index = year.reports.iter().position(|report| report.id == at.report)?;
        element.extend([REPORTS.to_owned(), index.to_string()]);
    }
    element.extend_from_slice(inner);
    Some(Target { element, within })
}

/// What holds the elements of an address: a report, or the year's committee.
pub(super) fn holder<'a>(year: &'a Year, report: &Id) -> Option<&'a dyn Member> {
    if report.is_missing() {
        return Some(year);
    }
    year.report(report).map(|report| report as &dyn Member)
}

/// Where elements stand, by report, as long as none of them moves: finding it out is a walk through
/// all of a report, and most of what is typed moves nothing.
#[derive(Debug, Default)]
pub(super) struct Places(HashMap<Id, Rc<Map>>);

impl Places {
    /// Where the elements of a report stand; without a report, those of the committee.
    pub(super) fn map(&mut self, year: &Year, report: &Id) -> Option<Rc<Map>> {
        if !self.0.contains_key(report) {
            self.0.insert(report.clone(), Rc::new(Map::of(holder(year, report)?)));
        }
        self.0.get(report).cloned()
    }

    /// The path of an address written as text.
    pub(super) fn path(&mut self, year: &Year, at: &str) -> Option<Path> {
        let at = Address::parse(at).ok()?;
        let map = self.map(year, &at.report)?;
        locate(year, &map, &at).map(|target| target.path())
    }

    /// Something was changed in which elements may stand.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

/// The value at the end of a path.
pub(super) fn reach<'a>(root: &'a dyn Member, path: &[String]) -> Option<&'a dyn Member> {
    path.iter().try_fold(root, |at, key| at.part(key))
}

/// The same value, to be changed.
pub(super) fn reach_mut<'a>(
    root: &'a mut dyn Member,
    path: &[String],
) -> Option<&'a mut dyn Member> {
    let mut at = root;
    for key in path {
        at = at.part_mut(key)?;
    }
    Some(at)
}

/// The same value, made on the way where it is absent: what is optional begins, and a list grows.
pub(super) fn make<'a>(root: &'a mut dyn Member, path: &[String]) -> Option<&'a mut dyn Member> {
    let mut at = root;
    for key in path {
        let key = begun(at, key)?;
        at = at.part_mut(&key)?;
    }
    Some(at)
}

/// Begins a part where it is absent, and gives its key.
fn begun(around: &mut dyn Member, key: &str) -> Option<String> {
    match (around.shape(), key.strip_prefix(OF)) {
        (Shape::List(Shape::Record(record)), Some(of)) => return item_of(around, record, of),
        _ if around.part(key).is_some() => {}
        (Shape::List(item), _) => grow(around, key.parse().ok()?, *item)?,
        _ => around.start(),
    }
    Some(key.to_owned())
}

/// What begins the key of an item that is told by what it is of, as no id and no index does. It is
/// put in when something is typed there.
pub(super) const OF: &str = "=";

/// The member that says what an item without an id is of.
fn of_member(record: &str) -> Option<&'static str> {
    match record {
        "OverviewCell" => Some("goal"),
        "StaffValue" => Some("label"),
        _ => None,
    }
}

/// The index of the item that is of something; the list's next where there is none.
pub(super) fn index_of(list: &dyn Member, record: &str, of: &str) -> (usize, bool) {
    let (mut found, mut length) = (None, 0);
    list.each_part(&mut |_, item| {
        let own = of_member(record).and_then(|member| item.part(member));
        if own.is_some_and(|own| is_text(own, of)) {
            found.get_or_insert(length);
        }
        length += 1;
    });
    (found.unwrap_or(length), found.is_some())
}

fn item_of(list: &mut dyn Member, record: &str, of: &str) -> Option<String> {
    let (index, is_there) = index_of(list, record, of);
    if !is_there {
        let member = json_string(of_member(record)?);
        list.insert(index, &format!("{{{member}: {}}}", json_string(of))).ok()?;
    }
    Some(index.to_string())
}

/// Longest list that grows by naming an index beyond its end: twelve months are the longest needed.
const MOST: usize = 100;

fn grow(list: &mut dyn Member, index: usize, item: Shape) -> Option<()> {
    let blank = match item {
        Shape::Record(_) => "{}",
        Shape::Whole | Shape::Month | Shape::Flag | Shape::Union(..) => return None,
        _ => "\"\"",
    };
    let mut length = 0;
    list.each_part(&mut |_, _| length += 1);
    if index >= MOST {
        return None;
    }
    for at in length..=index {
        list.insert(at, blank).ok()?;
    }
    Some(())
}

/// What an element is called: the first of its texts that says so, a part of a section else by its sort.
pub fn title_of(element: &dyn Member) -> String {
    const NAMES: [&str; 8] =
        ["title", "name", "label", "text", "caption", "short", "number", "alt"];
    let text = |key: &&str| element.part(key).map(string_of).filter(|text| !text.trim().is_empty());
    let title = one_line(&NAMES.iter().find_map(text).unwrap_or_default());
    match element.shape() {
        Shape::Union(name, _) if title.is_empty() => {
            let json = text_of(element);
            let sort = Reader::new(&json).peek_member("kind").ok().flatten();
            sort.map(|sort| choice_label(name, &sort).to_owned()).unwrap_or_default()
        }
        _ => title,
    }
}

/// The first line of a text, shortened to a name.
pub(super) fn one_line(text: &str) -> String {
    shortened(text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default())
}

/// Most characters of a name in a list of steps.
const LONGEST: usize = 60;

fn shortened(line: &str) -> String {
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let start: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}
