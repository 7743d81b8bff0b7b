//! Where else an element can stand: the other lists of its report that hold the same kind of item.

use std::collections::HashMap;

use super::Editor;
use super::labels::label;
use super::lists::split;
use super::place::{Path, REPORTS, holder, own_id, reach, title_of};
use crate::json::{Field, Member, Reader, Shape, text_of};
use crate::model::{Address, Cells};

/// A list that an element can be moved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// The list.
    pub list: Address,
    /// What it stands in, by name.
    pub name: String,
}

/// A list on the way through a report.
struct Found {
    path: Path,
    /// The names of what is around it, the outermost first.
    around: Vec<String>,
    /// Which of its owner's lists it is.
    label: &'static str,
}

impl Editor {
    /// The lists that an element can be moved to, in the order of the report.
    pub fn parents(&self, at: &Address) -> Vec<Parent> {
        let found = self.locate(at).map(|target| target.path()).and_then(|path| {
            let (list, _) = split(&path)?;
            let shape = reach(&*self.year, &list)?.shape();
            Some((self.lists_of(at, shape)?, path, list))
        });
        let Some((mut lists, path, own)) = found else { return Vec::new() };
        lists.retain(|list| list.path != own && !list.path.starts_with(&path));
        if let Some(item) = reach(&*self.year, &path) {
            lists.retain(|list| self.shows_figures(item, &list.path));
        }
        let names = names(&lists);
        let whole = Address { element: Default::default(), field: String::new(), ..at.clone() };
        let address = |list: &Found| self.address_of(&whole, &list.path);
        let parents = lists.iter().map(address).zip(names);
        parents.map(|(list, name)| Parent { list, name }).collect()
    }

    /// All lists of a shape in the report, or in the committee.
    fn lists_of(&self, at: &Address, shape: Shape) -> Option<Vec<Found>> {
        let root = holder(&self.year, &at.report)?;
        let whole = Address { element: Default::default(), field: String::new(), ..at.clone() };
        let mut path = self.locate(&whole)?.path();
        let mut found = Vec::new();
        enter(root, shape, &mut path, &mut vec![title_of(root)], &mut found);
        Some(found)
    }

    /// Whether the figures of a row would be seen in another table: its columns have them.
    fn shows_figures(&self, item: &dyn Member, list: &[String]) -> bool {
        let cells = item.part("cells").filter(|cells| cells.shape() == Shape::Cells);
        let cells = cells.and_then(|cells| Cells::read(&mut Reader::new(&text_of(cells))).ok());
        let Some(cells) = cells else { return true };
        let table = list.split_last().and_then(|(_, table)| reach(&*self.year, table));
        let Some(columns) = table.and_then(|table| table.part("columns")) else { return false };
        cells.iter().all(|(id, _)| columns.part(id.as_str()).is_some())
    }
}

fn enter(
    member: &dyn Member,
    shape: Shape,
    path: &mut Path,
    around: &mut Vec<String>,
    found: &mut Vec<Found>,
) {
    let record = match member.shape() {
        Shape::Record(name) | Shape::Union(name, _) => name,
        _ => "",
    };
    member.each_part(&mut |key, part| {
        if key == REPORTS {
            return;
        }
        path.push(key.to_owned());
        if part.shape() == shape {
            let (path, around) = (path.clone(), around.clone());
            found.push(Found { path, around, label: label(record, key) });
        }
        let title = own_id(part).map(|_| title_of(part)).filter(|title| !title.is_empty());
        around.extend(title.clone());
        if matches!(part.shape(), Shape::List(_) | Shape::Record(_) | Shape::Union(..)) {
            enter(part, shape, path, around, found);
        }
        if title.is_some() {
            around.pop();
        }
        path.pop();
    });
}

/// How a list may be named: how many names of what is around it, and whether with its own. The
/// shortest way that tells it from all others is taken.
const WAYS: [(usize, bool); 5] = [(1, false), (1, true), (2, false), (2, true), (usize::MAX, true)];

/// What each list is called; with a number where no way tells it from the others.
fn names(lists: &[Found]) -> Vec<String> {
    let of_way = |way: &(usize, bool)| lists.iter().map(|list| name(list, *way)).collect();
    let by_way: Vec<Vec<String>> = WAYS.iter().map(of_way).collect();
    let counts: Vec<HashMap<&str, usize>> = by_way.iter().map(|names| count(names)).collect();
    let mut named: Vec<String> = Vec::new();
    for index in 0..lists.len() {
        let mut ways = by_way.iter().zip(&counts).map(|(names, counts)| (&names[index], counts));
        let own = ways.find(|(name, counts)| counts.get(name.as_str()) == Some(&1));
        let base = own.map_or(&by_way[2][index], |(name, _)| name);
        let mut numbered = (2..).map(|number| format!("{base} ({number})"));
        let name = if named.contains(base) {
            numbered.find(|name| !named.contains(name)).unwrap_or_default()
        } else {
            base.clone()
        };
        named.push(name);
    }
    named
}

fn name(list: &Found, (depth, is_labelled): (usize, bool)) -> String {
    let start = list.around.len().saturating_sub(depth);
    let name = list.around[start..].join(" › ");
    if is_labelled { format!("{name}: {}", list.label) } else { name }
}

fn count(names: &[String]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    names.iter().for_each(|name| *counts.entry(name.as_str()).or_default() += 1);
    counts
}
