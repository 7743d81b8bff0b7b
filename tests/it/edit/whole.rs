//! Whole years written from an empty one: whatever the format holds can be typed.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};
use tertial::edit::{Editor, FormPart, Refused, Wish, show};
use tertial::file;
use tertial::json::{Member, Shape, string_of, text_of};
use tertial::model::{Address, Committee, Id, Stage, State, Year};
use tertial::number::Figure;
use tertial::studio::Studio;
use tertial::work::{Source, new_year};

use super::{editor, example, pen};

/// Writes another year's content into an empty year, wish by wish, as somebody with the printed
/// document would.
struct Scribe {
    editor: Editor,
    seed: u64,
    /// What elements are called here, by what they are called there.
    ids: HashMap<String, String>,
    /// The same for the columns of the table in hand: their ids hold there only.
    columns: HashMap<String, String>,
    /// References, written when all they refer to is there: the place, and the ids there.
    later: Vec<(Address, Vec<String>)>,
}

/// What is reached by steps of its own: a stage locks the report, and freezes what is derived.
const STEPS: [&str; 3] = ["stages", "frozen", "changed"];

impl Scribe {
    fn of(year: &Year) -> Self {
        let committee = Committee {
            id: year.committee.id.clone(),
            name: year.committee.name.clone(),
            short: year.committee.short.clone(),
            ..Committee::default()
        };
        let empty = new_year(&Source::Empty { committee }, year.year, year.id.clone());
        let editor = editor(empty);
        Self { editor, seed: 0, ids: HashMap::new(), columns: HashMap::new(), later: Vec::new() }
    }

    fn wish(&mut self, wish: Wish) {
        self.seed += 1;
        let told = format!("{wish:?}");
        if let Err(refused) = self.editor.fulfil(wish, &pen(self.seed)) {
            panic!("{told}: {refused}");
        }
    }

    fn type_in(&mut self, at: &Address, text: String) {
        self.wish(Wish::Type { at: at.clone(), text });
    }

    fn write(&mut self, year: &Year) {
        let whole = Address { file: year.id.clone(), ..Address::default() };
        self.parts(&year.committee, &whole.field("committee"));
        self.parts(&year.settings, &whole.field("settings"));
        self.list(&year.notes, &whole.field("notes"));
        for (index, report) in year.reports.iter().enumerate() {
            if index > 0 {
                let list = whole.field("reports");
                self.wish(Wish::Add { list, index: None, kind: String::new() });
            }
            let own = self.editor.year.reports[index].id.clone();
            self.parts(&**report, &Address::new(&year.id, &own, &Id::default()));
            // The same element has the same id in another report there, and another one here.
            let ids = self.ids.clone();
            self.refer(0, &ids);
        }
    }

    /// Writes the references that were put off since, by the names of what they refer to.
    fn refer(&mut self, since: usize, names: &HashMap<String, String>) {
        for (at, ids) in self.later.split_off(since) {
            let own = |id: &String| names.get(id).unwrap_or(id).clone();
            let ids: Vec<String> = ids.iter().map(own).collect();
            self.type_in(&at, ids.join("; "));
        }
    }

    /// What a record holds, part by part.
    fn parts(&mut self, record: &dyn Member, at: &Address) {
        record.each_part(&mut |key, part| {
            if key != "id" && !STEPS.contains(&key) {
                let field = if at.field.is_empty() {
                    key.to_owned()
                } else {
                    format!("{}.{key}", at.field)
                };
                self.part(part, &at.field(field));
            }
        });
    }

    fn part(&mut self, part: &dyn Member, at: &Address) {
        match part.shape() {
            Shape::Id if part.is_left_out() => {}
            Shape::Id => self.later.push((at.clone(), vec![string_of(part)])),
            Shape::List(Shape::Id) => {
                let mut ids = Vec::new();
                part.each_part(&mut |_, id| ids.push(string_of(id)));
                self.later.push((at.clone(), ids));
            }
            Shape::List(Shape::Record(_) | Shape::Union(..) | Shape::Text) => self.list(part, at),
            Shape::Record(_) => self.parts(part, at),
            Shape::Cells => self.cells(&text_of(part), at),
            _ if part.is_left_out() => self.type_in(at, String::new()),
            _ => self.type_in(at, show(part)),
        }
    }

    /// The figures of a row, column by column.
    fn cells(&mut self, json: &str, at: &Address) {
        let cells: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
        for (column, figure) in cells {
            let figure = Figure::from_canonical(figure.as_str().unwrap());
            let column = &self.columns[&column];
            self.type_in(&at.field(format!("{}.{column}", at.field)), show(&figure));
        }
    }

    /// The items of a list, in place of those that such lists begin with.
    fn list(&mut self, list: &dyn Member, at: &Address) {
        while self.length(at) > 0 {
            self.wish(Wish::Remove { at: at.field(format!("{}.0", at.field)) });
        }
        let since = self.later.len();
        if is_list_of_columns(list.shape()) {
            self.columns.clear();
        }
        list.each_part(&mut |key, item| self.item(item, at, key));
        if is_list_of_columns(list.shape()) {
            let columns = self.columns.clone();
            self.refer(since, &columns);
        }
    }

    fn item(&mut self, item: &dyn Member, list: &Address, index: &str) {
        let kind = match item.shape() {
            Shape::Union(..) => kind_of(item),
            _ => String::new(),
        };
        self.wish(Wish::Add { list: list.clone(), index: None, kind });
        let place = list.field(format!("{}.{index}", list.field));
        let own = self.own_id(&place).and_then(|id| Id::new(&id));
        let names = if is_column(item.shape()) { &mut self.columns } else { &mut self.ids };
        if let Some((there, here)) = item.part("id").map(string_of).zip(own.as_ref()) {
            names.insert(there, here.to_string());
        }
        match own.filter(|_| !is_column(item.shape())) {
            Some(id) => self.parts(item, &list.element(&id)),
            None if item.shape() == Shape::Text => self.type_in(&place, show(item)),
            None => self.parts(item, &place),
        }
    }

    fn length(&self, list: &Address) -> usize {
        let mut count = 0;
        let target = self.editor.locate(list).unwrap();
        let place = self.editor.value(&target);
        place.into_iter().for_each(|list| list.each_part(&mut |_, _| count += 1));
        count
    }

    fn own_id(&self, at: &Address) -> Option<String> {
        let target = self.editor.locate(at)?;
        self.editor.value(&target)?.part("id").map(string_of)
    }
}

/// Columns are told by their place: their ids hold within their table only.
fn is_column(item: Shape) -> bool {
    matches!(item, Shape::Record("Column" | "Measure" | "TableHead"))
}

fn is_list_of_columns(list: Shape) -> bool {
    matches!(list, Shape::List(item) if is_column(*item))
}

fn kind_of(item: &dyn Member) -> String {
    let item: Value = serde_json::from_str(&text_of(item)).unwrap();
    item["kind"].as_str().unwrap_or_default().to_owned()
}

/// The content with ids told by their order, so that two years that differ in them alone are equal.
fn by_order(year: &Year) -> Value {
    let mut content: Value = serde_json::from_str(&file::content(year)).unwrap();
    let mut units = HashMap::new();
    number(&mut content["committee"], &mut units);
    rename(&mut content["committee"], &units);
    for report in content["reports"].as_array_mut().unwrap() {
        STEPS.iter().for_each(|step| drop(report.as_object_mut().unwrap().remove(*step)));
        let mut ids = units.clone();
        number(report, &mut ids);
        rename(report, &ids);
    }
    content
}

const COLUMNS: [&str; 3] = ["columns", "heads", "measures"];

/// Numbers the ids of elements, and renames columns within their tables.
fn number(value: &mut Value, ids: &mut HashMap<String, String>) {
    if let Value::Object(members) = value {
        if let Some(Value::String(id)) = members.get("id") {
            let next = format!("#{}", ids.len());
            ids.entry(id.clone()).or_insert(next);
        }
        let mut columns = HashMap::new();
        for list in COLUMNS.iter().filter_map(|key| members.get(*key)?.as_array()) {
            for id in list.iter().filter_map(|column| column["id"].as_str()) {
                columns.insert(id.to_owned(), format!("|{}", columns.len()));
            }
        }
        if !columns.is_empty() {
            name_columns(members, &columns);
        }
    }
    each(value, &mut |inner| number(inner, ids));
}

fn name_columns(table: &mut Map<String, Value>, columns: &HashMap<String, String>) {
    for key in COLUMNS {
        table.get_mut(key).into_iter().for_each(|list| rename(list, columns));
    }
    for row in table.get_mut("rows").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(Value::Object(cells)) = row.get_mut("cells") else { continue };
        let named = std::mem::take(cells).into_iter();
        *cells =
            named.map(|(key, cell)| (columns.get(&key).unwrap_or(&key).clone(), cell)).collect();
    }
}

/// Renames what is an id, or refers to one.
fn rename(value: &mut Value, names: &HashMap<String, String>) {
    const IDS: [&str; 9] =
        ["id", "risk", "of", "sum", "goal", "units", "same_as", "about", "parent"];
    if let Value::Object(members) = value {
        for (_, value) in members.iter_mut().filter(|(key, _)| IDS.contains(&key.as_str())) {
            let own = std::slice::from_mut(value);
            let all = if own[0].is_array() { own[0].as_array_mut().unwrap() } else { own };
            for text in all {
                if let Some(name) = text.as_str().and_then(|id| names.get(id)) {
                    *text = Value::String(name.clone());
                }
            }
        }
    }
    each(value, &mut |inner| rename(inner, names));
}

fn each(value: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Object(members) => members.iter_mut().for_each(|(_, inner)| visit(inner)),
        Value::Array(items) => items.iter_mut().for_each(visit),
        _ => {}
    }
}

/// Where two contents differ first.
fn difference(one: &Value, other: &Value, at: &str) -> Option<String> {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys());
            keys.into_iter().find_map(|key| {
                let missing = Value::Null;
                let inner =
                    |of: &Map<String, Value>| of.get(key).cloned().unwrap_or(missing.clone());
                difference(&inner(a), &inner(b), &format!("{at}.{key}"))
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs.into_iter().find_map(|(n, (a, b))| difference(a, b, &format!("{at}.{n}")))
        }
        _ => (one != other).then(|| format!("{at}: {one} is not {other}")),
    }
}

fn is_written_whole(name: &str) {
    let year = example(name);
    let mut scribe = Scribe::of(&year);
    scribe.write(&year);
    let (written, wanted) = (by_order(&scribe.editor.year), by_order(&year));
    assert_eq!(difference(&written, &wanted, ""), None, "{name}");
    // And it is a sound year, which takes back to where it began.
    let opened = crate::common::opened(&file::save(&scribe.editor.year));
    assert_eq!(opened.problems, []);
    scribe.editor.go_to(0).unwrap();
    assert_eq!(scribe.editor.year.reports[0].sections.len(), 0);
}

#[test]
fn the_year_2020_is_written_from_an_empty_one() {
    is_written_whole("asn-2020");
}

#[test]
fn the_year_2023_is_written_from_an_empty_one() {
    is_written_whole("asn-2023");
}

#[test]
fn the_year_2025_is_written_from_an_empty_one() {
    is_written_whole("asn-2025");
}

/// Reports are added, moved and taken away like rows; one that is locked stays.
#[test]
fn reports_of_the_year_are_a_list_too() {
    let mut year = example("asn-2020");
    let ready = State { stage: Stage::Ready, ..State::default() };
    Arc::make_mut(&mut year.reports[0]).stages.push(ready);
    let mut editor = editor(year);
    let before: Vec<Id> = editor.year.reports.iter().map(|report| report.id.clone()).collect();
    let of = |id: &Id| Address::new(&editor.year.id, id, &Id::default());
    let (locked, open) = (of(&before[0]), of(&before[1]));
    let refused = editor.fulfil(Wish::Remove { at: locked.clone() }, &pen(1)).unwrap_err();
    assert!(matches!(&refused, Refused::Locked(_)), "{refused}");
    editor.fulfil(Wish::Shift { at: locked, by: 1 }, &pen(2)).unwrap().unwrap();
    editor.fulfil(Wish::Duplicate { at: open.clone() }, &pen(3)).unwrap().unwrap();
    editor.fulfil(Wish::Remove { at: open }, &pen(4)).unwrap().unwrap();
    assert_eq!(crate::common::opened(&file::save(&editor.year)).problems, []);
    editor.go_to(0).unwrap();
    assert_eq!(editor.year.reports.iter().map(|r| r.id.clone()).collect::<Vec<_>>(), before);
}

/// Each item of the year's form leads to its own form, and that back to what it stands in.
#[test]
fn forms_lead_to_one_another() {
    let year = example("asn-2020");
    let studio = Studio::new(Arc::new(year.clone()), Vec::new(), "");
    let form = studio.form(&Address::parse("asn-2020").unwrap()).unwrap();
    assert_eq!(form.around, []);
    let lists = form.parts.iter().filter_map(|part| match part {
        FormPart::List { items, .. } => Some(items),
        _ => None,
    });
    let items: Vec<_> = lists.flatten().collect();
    assert_eq!(items.len(), year.reports.len());
    let report = studio.form(&items[0].address).unwrap();
    assert_eq!((&*report.title, report.around.len()), ("Nämndplan 2020", 1));
    let place = Address::parse("asn-2020/plan-2020/hvb-dygn").unwrap();
    let around = studio.form(&place).unwrap().around;
    assert!(around.len() > 4, "{around:?}");
    assert!(around.iter().all(|(at, title)| studio.form(at).is_some() && !title.is_empty()));
}

/// A reference is typed as an id, or as the address that the panel shows.
#[test]
fn a_reference_may_be_an_address() {
    let mut editor = editor(example("asn-2020"));
    let place = "asn-2020/t2-2020/nk-missbruk/sum";
    super::type_in(&mut editor, place, "asn-2020/t2-2020/nk-gemensamt; nk-barn-unga").unwrap();
    let content = file::content(&editor.year);
    assert!(content.contains(r#""sum": ["nk-gemensamt", "nk-barn-unga"]"#));
}
