//! Adding, removing, moving and duplicating what stands in lists.

use std::collections::{HashMap, HashSet};

use super::place::{Map, Path, REPORTS, make, own_id, reach, reach_mut};
use super::step::{Change, Deed};
use crate::json::{Field, Member, Reader, Shape, Tree, Writer, json_string};
use crate::model::{Address, Id, Report, Year};

/// New ids: short, and different for whoever makes one at the same time elsewhere.
pub(super) struct Ids<'m> {
    map: &'m Map,
    given: HashSet<String>,
    seed: u64,
}

impl<'m> Ids<'m> {
    pub(super) fn new(map: &'m Map, seed: u64) -> Self {
        Self { map, given: HashSet::new(), seed }
    }

    /// An id that nothing in the report has, nor anything new: `rad-4k2p9`.
    pub(super) fn next(&mut self, prefix: &str) -> String {
        loop {
            self.seed = self
                .seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let id = format!("{prefix}-{}", base36(self.seed >> 33));
            if !self.map.has(&id) && self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}

fn base36(mut number: u64) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut text = String::new();
    for _ in 0..5 {
        text.push(DIGITS[(number % 36) as usize] as char);
        number /= 36;
    }
    text
}

/// What new elements' ids begin with.
fn prefix(item: &dyn Member) -> &'static str {
    match item.shape() {
        Shape::Record("Goal") => "mal",
        Shape::Record("Indicator") => "indikator",
        Shape::Record("Action") => "atgard",
        Shape::Record("Risk") => "risk",
        Shape::Record("Assignment") => "uppdrag",
        Shape::Record("Row" | "TableRow" | "OverviewRow") => "rad",
        Shape::Record("Column" | "TableHead") => "kolumn",
        Shape::Record("VolumeSeries") => "serie",
        Shape::Record("Measure") => "matt",
        Shape::Record("Section") => "avsnitt",
        Shape::Record("OrgUnit") => "enhet",
        Shape::Record("UnitResult") => "resultat",
        Shape::Union(..) => "del",
        _ => "post",
    }
}

/// The JSON of a new item of a list, with an id where such items have one.
pub(super) fn blank(
    root: &mut dyn Member,
    list: &[String],
    kind: &str,
    ids: &mut Ids<'_>,
) -> Option<String> {
    let target = make(root, list)?;
    let Shape::List(item) = target.shape() else { return None };
    let start = match item {
        Shape::Union(_, kinds) if kinds.contains(&kind) => super::presets::block(kind),
        Shape::Union(..) => return None,
        Shape::Record(_) => "{}".to_owned(),
        Shape::Choice(..) | Shape::Line | Shape::Text | Shape::Figure => {
            return Some("\"\"".to_owned());
        }
        _ => return None,
    };
    target.insert(0, &start).ok()?;
    renew(target.part_mut("0")?, &HashMap::new(), ids);
    target.remove(0)
}

/// The JSON of a copy: the same content, with ids of its own. In a copy of a report it is only the
/// report's: elements are the same in every report, and what it was decided as it is not yet.
pub(super) fn copy(
    root: &mut dyn Member,
    list: &[String],
    item: &str,
    ids: &mut Ids<'_>,
) -> Option<String> {
    let target = reach_mut(root, list)?;
    target.insert(0, item).ok()?;
    let copied = target.part_mut("0")?;
    if copied.shape() == Shape::Record("Report") {
        let id = json_string(&ids.next("rapport"));
        copied.part_mut("id")?.set(&id).ok()?;
        as_draft(copied);
        if Report::read(&mut Reader::new(item)).is_ok_and(|report| !report.has_own_settings()) {
            copied.part_mut("settings")?.set("").ok()?;
        }
        return target.remove(0);
    }
    // What has an id within its table only would be the same column twice, and so would that of a goal.
    let key = if copied.shape() == Shape::Record("OverviewGoal") { "goal" } else { "id" };
    if own_id(copied).is_none()
        && let Some(id) = copied.part_mut(key)
    {
        id.set("").ok()?;
    }
    let mut old = HashMap::new();
    name_all(copied, ids, &mut old);
    renew(copied, &old, ids);
    let copied = refer_to(&target.remove(0)?, &old);
    // Once more through the model: written as it would be there.
    target.insert(0, &copied).ok()?;
    target.remove(0)
}

/// Takes away what a report and its sections were when they were ready.
fn as_draft(part: &mut dyn Member) {
    for key in ["stages", "frozen", "ready"] {
        let _ = part.part_mut(key).map(|mark| mark.set(""));
    }
    for index in 0.. {
        let section = part.part_mut("sections").and_then(|all| all.part_mut(&index.to_string()));
        let Some(section) = section else { break };
        as_draft(section);
    }
}

/// New ids for all elements that have one.
fn name_all(item: &dyn Member, ids: &mut Ids<'_>, names: &mut HashMap<String, String>) {
    if let Some(id) = own_id(item).filter(|id| !id.is_empty()) {
        names.insert(id, ids.next(prefix(item)));
    }
    item.each_part(&mut |_, part| name_all(part, ids, names));
}

/// Sets the ids of an item and of what stands in it.
fn renew(item: &mut dyn Member, names: &HashMap<String, String>, ids: &mut Ids<'_>) {
    let is_local = own_id(item).is_none() && matches!(item.shape(), Shape::Record(_));
    let old = own_id(item).unwrap_or_default();
    let prefix = prefix(item);
    if let Some(id) = item.part_mut("id").filter(|id| id.shape() == Shape::Id) {
        let is_blank = id.is_left_out();
        // What counts within its table only keeps its id there.
        if !is_local || is_blank {
            let new = names.get(&old).cloned().unwrap_or_else(|| ids.next(prefix));
            let _ = id.set(&json_string(&new));
        }
    }
    let mut keys = Vec::new();
    item.each_part(&mut |key, part| {
        if matches!(part.shape(), Shape::Record(_) | Shape::Union(..) | Shape::List(_)) {
            keys.push(key.to_owned());
        }
    });
    // What is absent stays absent; an item of a list is there however little it says.
    let is_list = matches!(item.shape(), Shape::List(_));
    for key in keys {
        if let Some(part) = item.part_mut(&key).filter(|part| is_list || !part.is_left_out()) {
            renew(part, names, ids);
        }
    }
}

/// The copy refers to its own parts: a sum to its own rows.
fn refer_to(json: &str, names: &HashMap<String, String>) -> String {
    let Ok(mut tree) = Tree::read(&mut Reader::new(json)) else { return json.to_owned() };
    refer(&mut tree, names);
    let mut out = Writer::default();
    tree.write(&mut out);
    out.into_string()
}

fn refer(tree: &mut Tree, names: &HashMap<String, String>) {
    match tree {
        Tree::Object(members) => {
            let refers = |key: &str| matches!(key, "sum" | "risk" | "same_as" | "of" | "goal");
            for (key, value) in members {
                match value {
                    Tree::Leaf(leaf) if refers(key) => rename(leaf, names),
                    Tree::Array(items) if refers(key) => items.iter_mut().for_each(|item| {
                        if let Tree::Leaf(leaf) = item {
                            rename(leaf, names);
                        }
                    }),
                    other => refer(other, names),
                }
            }
        }
        Tree::Array(items) => items.iter_mut().for_each(|item| refer(item, names)),
        Tree::Leaf(_) => {}
    }
}

fn rename(leaf: &mut String, names: &HashMap<String, String>) {
    if let Some(new) = names.get(leaf.trim_matches('"')) {
        *leaf = json_string(new);
    }
}

/// Parts the path of an item into its list and its index.
pub(super) fn split(path: &[String]) -> Option<(Path, usize)> {
    let (last, list) = path.split_last()?;
    Some((list.to_vec(), last.parse().ok()?))
}

/// The address of what stands at a path: the innermost element around it that its id leads to, and the
/// rest. In a damaged file several elements may have one id, which leads to the first of them, as the
/// map of the report or committee has it.
pub(super) fn address_of(year: &Year, map: &Map, base: &Address, path: &[String]) -> Address {
    let is_in_report = path.len() > 1 && path[0] == REPORTS;
    let holder = if is_in_report { 2 } else { 0 };
    let year_itself = Address { file: base.file.clone(), ..Address::default() };
    let base = if is_in_report { base } else { &year_itself };
    let from = path.get(..holder).and_then(|path| reach(year, path));
    for end in (holder + 1..=path.len()).rev() {
        let inner = &path[holder..end];
        let id = from.and_then(|from| reach(from, inner)).and_then(own_id);
        let Some(id) = id.as_deref().and_then(Id::new) else { continue };
        if map.path(&id) == Some(inner) {
            return Address { element: id, field: path[end..].join("."), ..base.clone() };
        }
    }
    let field = path.get(holder..).unwrap_or_default().join(".");
    Address { element: Id::default(), field, ..base.clone() }
}

/// The change that puts an item in.
pub(super) fn insert(list: &Address, index: usize, json: String) -> Change {
    Change {
        at: list.to_string(),
        deed: Deed::Insert,
        index: index as u32,
        after: json,
        ..Change::default()
    }
}

/// The change that takes an item out.
pub(super) fn remove(list: &Address, index: usize, json: String) -> Change {
    Change {
        at: list.to_string(),
        deed: Deed::Remove,
        index: index as u32,
        before: json,
        ..Change::default()
    }
}

/// How many items a list has.
pub(super) fn length(root: &dyn Member, list: &[String]) -> usize {
    let mut count = 0;
    if let Some(list) = reach(root, list) {
        list.each_part(&mut |_, _| count += 1);
    }
    count
}

/// The JSON of an item as it stands, also of an empty one.
pub(super) fn written(item: &dyn Member) -> String {
    let mut out = Writer::default();
    item.write_value(&mut out);
    out.into_string()
}
