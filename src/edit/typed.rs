//! From what a person types to what stands in the file.

use super::place::{Path, make, reach};
use crate::json::{Field, Member, Reader, Shape, Writer, json_string, text_of};
use crate::model::{Address, Bound, Cells, Date, Id, Month, Target};
use crate::number::{Figure, parse_decimal};

/// The JSON of what was typed in a place of a shape; no text for nothing. The error says, in Swedish,
/// what could stand there.
pub(super) fn json(shape: Shape, text: &str) -> Result<String, &'static str> {
    let typed = text.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    Ok(match shape {
        Shape::Text | Shape::Line => json_string(text),
        Shape::Figure => written(&Figure::from_typed(typed)),
        Shape::Decimal => written(&parse_decimal(typed).ok("ett tal")?),
        Shape::Whole => whole(typed).ok("ett heltal utan decimaler")?,
        Shape::Flag => flag(typed).ok("ja eller nej")?.to_owned(),
        Shape::Date => written(&parse_date(typed).ok("ett datum, till exempel 2025-08-31")?),
        Shape::Month => written(&month(typed).ok("en månad, till exempel maj eller 5")?),
        Shape::Bound => written(&Bound::from_typed(typed).ok("en målnivå, till exempel < 2 555")?),
        Shape::Id => written(&id(typed).ok("ett id av små bokstäver, siffror och bindestreck")?),
        Shape::Choice(name, words) => json_string(word(name, words, typed).ok("ett av valen")?),
        Shape::Record("Target") => target(typed),
        Shape::List(item) => list(*item, typed)?,
        Shape::Record(_) | Shape::Union(..) | Shape::Cells | Shape::Raw => {
            return Err("något som ändras del för del");
        }
    })
}

/// Whether values of a shape are typed as a whole.
pub(super) fn can_type(shape: Shape) -> bool {
    match shape {
        Shape::Record(name) => name == "Target",
        Shape::List(item) => !matches!(item, Shape::Record(_) | Shape::Union(..)),
        Shape::Union(..) | Shape::Cells | Shape::Raw | Shape::Id => false,
        _ => true,
    }
}

/// A missing value with the words for what it should be.
trait OrWords<T> {
    fn ok(self, words: &'static str) -> Result<T, &'static str>;
}

impl<T> OrWords<T> for Option<T> {
    fn ok(self, words: &'static str) -> Result<T, &'static str> {
        self.ok_or(words)
    }
}

fn written<T: Field>(value: &T) -> String {
    let mut out = Writer::default();
    value.write(&mut out);
    out.into_string()
}

/// An id, or the address of what has it.
fn id(text: &str) -> Option<Id> {
    let of_address = || Address::parse(text).ok().map(|at| at.element);
    Id::new(text).or_else(of_address).filter(|id| !id.is_missing())
}

fn whole(text: &str) -> Option<String> {
    let value = parse_decimal(text)?;
    (value.fract().is_zero() && !value.is_sign_negative())
        .then(|| value.trunc().normalize().to_string())
}

fn flag(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "ja" | "j" | "true" | "x" | "1" => Some("true"),
        "nej" | "n" | "false" | "0" => Some(""),
        _ => None,
    }
}

/// A month by its number or the beginning of its name.
fn month(text: &str) -> Option<Month> {
    let text = text.trim_end_matches('.').to_lowercase();
    let by_name = || {
        let is_it = |month: &Month| text.len() >= 3 && month.name().starts_with(&text);
        Month::all().find(is_it)
    };
    text.parse().ok().and_then(Month::new).or_else(by_name)
}

/// A day as people write it: `2025-08-31`, `20250831`, `31 augusti 2025`, `31/8 2025`, `31.8.2025`.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = Date::parse(text) {
        return Some(date);
    }
    let parts: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-')).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [whole] if whole.len() == 8 && whole.is_ascii() => {
            Date::parse(&format!("{}-{}-{}", &whole[..4], &whole[4..6], &whole[6..]))
        }
        [year, month_, day] if year.len() == 4 => {
            Date::new(year.parse().ok()?, month(month_)?.number(), day.parse().ok()?)
        }
        [day, month_, year] if year.len() == 4 => {
            Date::new(year.parse().ok()?, month(month_)?.number(), day.parse().ok()?)
        }
        _ => None,
    }
}

/// The word of a choice: by itself, its Swedish name, or for a status by its key or first letter.
fn word(name: &str, words: &'static [&'static str], typed: &str) -> Option<&'static str> {
    let typed = typed.to_lowercase();
    let is_it =
        |word: &&&str| **word == typed || super::choice_label(name, word).to_lowercase() == typed;
    let known = words.iter().find(is_it).copied();
    known.or_else(|| if name == "Status" { status(&typed) } else { None })
}

/// The keys of the field: 1 grön, 2 gul, 3 röd, 0 ej mätt.
fn status(typed: &str) -> Option<&'static str> {
    Some(match typed {
        "1" | "g" => "green",
        "2" | "a" => "yellow",
        "3" | "r" => "red",
        "0" | "-" | "–" => "not-measured",
        "✓" => "done",
        "▶" => "ongoing",
        _ => return None,
    })
}

/// A list on one line. Figures have commas in them and may be missing in between.
fn list(item: Shape, text: &str) -> Result<String, &'static str> {
    let is_break = |c: char| match item {
        Shape::Line => c == '\n',
        Shape::Figure => matches!(c, ';' | '\n' | '\t'),
        _ => matches!(c, ',' | ';' | '\n'),
    };
    let items = text.split(is_break).map(str::trim);
    let items = items.filter(|text| item == Shape::Figure || !text.is_empty());
    let blank = |json: String| if json.is_empty() { "\"\"".to_owned() } else { json };
    let items: Result<Vec<String>, _> = items.map(|text| json(item, text).map(blank)).collect();
    Ok(format!("[{}]", items?.join(", ")))
}

/// A target as it is typed: limits with `period` behind the one of the period, else words.
fn target(text: &str) -> String {
    let mut target = Target::default();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (limit, is_period) = match part.strip_suffix("period") {
            Some(limit) => (limit, true),
            None => (part.strip_suffix("år").unwrap_or(part), false),
        };
        match Bound::from_typed(limit) {
            Some(bound) if is_period => target.period = Some(bound),
            Some(bound) if target.year.is_none() => target.year = Some(bound),
            _ if target.text.is_empty() => part.clone_into(&mut target.text),
            _ => target.text = format!("{}; {part}", target.text),
        }
    }
    written(&target)
}

/// What typing in a place makes of the year: where the change is, and the JSON there afterwards.
/// The place itself may be absent; then the change is where the first absent part is.
pub(super) fn typed(
    root: &mut dyn Member,
    path: &[String],
    text: &str,
) -> Result<(Path, String, String), &'static str> {
    const GONE: &str = "något som finns kvar";
    if let Some(mut cells) = RowCells::around(root, path) {
        cells.type_in(path, text).ok_or(GONE)?;
        return Ok(cells.done());
    }
    let there = (0..path.len()).take_while(|&n| reach(root, &path[..=n]).is_some()).count();
    let anchor = &path[..there];
    let before = reach(root, anchor).map(text_of).ok_or(GONE)?;
    let place = make(root, path).ok_or(GONE)?;
    let json = match place.shape() {
        Shape::Record("Target") => typed_target(place, text)?,
        shape => json(shape, text)?,
    };
    if json.is_empty() && there < path.len() {
        // Nothing in a place that is absent leaves it absent.
        return Ok((anchor.to_vec(), before.clone(), before));
    }
    place.set(&json).map_err(|_| "något annat")?;
    let after = reach(root, anchor).map(text_of).ok_or(GONE)?;
    Ok((anchor.to_vec(), before, after))
}

/// Which way is better, and whether it is a flow, are no part of what is typed.
fn typed_target(place: &dyn Member, text: &str) -> Result<String, &'static str> {
    let json = json(Shape::Record("Target"), text)?;
    let read = |json: &str| Target::read(&mut Reader::new(json)).unwrap_or_default();
    let (old, new) = (read(&text_of(place)), read(if json.is_empty() { "{}" } else { &json }));
    let target = Target { better: old.better, flow: old.flow, kept: old.kept, ..new };
    Ok(text_of(&target))
}

/// The cells of a row in which one or several are typed: they are one value.
pub(super) struct RowCells {
    path: Path,
    before: String,
    cells: Cells,
}

impl RowCells {
    /// The cells of the row that a path leads to a cell of.
    pub(super) fn around(root: &dyn Member, path: &[String]) -> Option<Self> {
        let (_, path) = path.split_last()?;
        let cells = reach(root, path).filter(|cells| cells.shape() == Shape::Cells)?;
        let before = text_of(cells);
        let cells = match before.as_str() {
            "" => Cells::default(),
            json => Cells::read(&mut Reader::new(json)).ok()?,
        };
        Some(Self { path: path.to_vec(), before, cells })
    }

    /// Types in the cell at the end of a path; `None` when it is of another row.
    pub(super) fn type_in(&mut self, path: &[String], text: &str) -> Option<()> {
        let (column, _) = path.split_last().filter(|(_, row)| *row == self.path)?;
        let typed = text.trim();
        self.cells.set(&Id::new(column)?, (!typed.is_empty()).then(|| Figure::from_typed(typed)));
        Some(())
    }

    /// Where they are, and their JSON before and afterwards.
    pub(super) fn done(self) -> (Path, String, String) {
        let after = text_of(&self.cells);
        (self.path, self.before, after)
    }
}
