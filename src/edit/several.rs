//! Places of the page that are more than one place of the year: a head over several columns, a cell that
//! shows a figure or words, a risk's value written with its factors.

use super::alias;
use super::place::{Path, Target, reach};
use crate::json::{Member, string_of};
use crate::model::Year;
use crate::number::{Figure, parse_risk_value};

/// What is typed where, in order.
pub(super) type Parts = Vec<(Path, String)>;

/// What typing in a place of the page types in the year; `None` where it is one place.
pub(super) fn parts(year: &Year, plain: &Target, text: &str) -> Option<Parts> {
    let element = reach(year, &plain.element)?;
    let keys: Vec<&str> = plain.within.iter().map(String::as_str).collect();
    let within = match (alias::kind(element)?, keys.as_slice()) {
        ("Risk", ["value"]) => risk_value(text),
        (_, keys) => match shared(element, keys) {
            Some(paths) => Some(paths.into_iter().map(|path| (path, text.to_owned())).collect()),
            None => {
                either(element, &alias::figure_or_words(year, &plain.element, element, keys)?, text)
            }
        },
    }?;
    let whole = |(path, text): (Path, String)| ([plain.element.as_slice(), &path].concat(), text);
    Some(within.into_iter().map(whole).collect())
}

/// The places that get one text together: the heads over several columns or rows.
pub(super) fn shared(element: &dyn Member, keys: &[&str]) -> Option<Vec<Path>> {
    match keys {
        ["column-group", first] => {
            let list = ["columns", "heads"].into_iter().find(|key| element.part(key).is_some())?;
            grouped(element, list, first.parse().ok()?)
        }
        ["measure-group", first] => grouped(element, "measures", first.parse().ok()?),
        ["column-title", column] => titled(element, column.parse().ok()?),
        _ => None,
    }
}

/// The group of an item and of those after it that have the same.
fn grouped(element: &dyn Member, list: &str, first: usize) -> Option<Vec<Path>> {
    let mut groups = Vec::new();
    element.part(list)?.each_part(&mut |_, item| {
        groups.push(item.part("group").map(string_of).unwrap_or_default());
    });
    let own = groups.get(first)?;
    let count = groups[first..].iter().take_while(|group| *group == own).count();
    let path = |index: usize| [list, &index.to_string(), "group"].map(str::to_owned).to_vec();
    Some((first..first + count).map(path).collect())
}

/// The titles of the values that stand in one column of a table of staff.
fn titled(block: &dyn Member, column: usize) -> Option<Vec<Path>> {
    let measures = block.part("measures")?;
    let title = alias::staff_titles(measures).into_iter().nth(column)?;
    let mut paths = Vec::new();
    measures.each_part(&mut |measure, item| {
        let Some(values) = item.part("values") else { return };
        values.each_part(&mut |value, item| {
            if item.part("label").map(string_of).as_ref() == Some(&title) {
                let path = ["measures", measure, "values", value, "label"];
                paths.push(path.map(str::to_owned).to_vec());
            }
        });
    });
    Some(paths).filter(|paths| !paths.is_empty())
}

/// A figure typed over words takes their place, and words that of a figure. Where both stand, each stays.
fn either(element: &dyn Member, members: &[Path], text: &str) -> Option<Parts> {
    let typed = text.trim();
    let is_set = |path: &&Path| reach(element, path).is_some_and(|part| !part.is_left_out());
    let set: Vec<&Path> = members.iter().filter(is_set).collect();
    let [figure, words, ..] = members else { return None };
    let to = match set.as_slice() {
        _ if typed.is_empty() => return None,
        [_, _, ..] => return None,
        _ if !is_words(typed) => figure,
        // Why there is no value is words of another kind.
        [own] if *own != figure => own,
        _ => words,
    };
    // A status says another thing of it.
    let is_said_anew = |own: &&Path| *own != to && own.last().is_none_or(|key| key != "status");
    let gone = set.into_iter().filter(is_said_anew).map(|own| (own.clone(), String::new()));
    Some(gone.chain([(to.clone(), text.to_owned())]).collect())
}

/// Whether what was typed is words: what can be read as a figure is none, nor is a figure with a slip or
/// a unit in it.
fn is_words(typed: &str) -> bool {
    let is_word = |word: &&str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    let words = typed.split_whitespace().filter(is_word).count();
    let is_number = typed.trim_start_matches(['+', '-', '−', '–']).starts_with(char::is_numeric);
    Figure::from_typed(typed).value().is_none()
        && (typed.starts_with(char::is_alphabetic) || words > usize::from(is_number))
}

/// A risk's value with its factors, as documents write it: `4x5 (20)`.
fn risk_value(text: &str) -> Option<Parts> {
    let written = parse_risk_value(text)?;
    let mut parts = vec![("value", written.value)];
    if let Some((likelihood, consequence)) = written.factors {
        parts.extend([("likelihood", Some(likelihood)), ("consequence", Some(consequence))]);
    }
    let part = |(key, value): (&str, Option<u8>)| {
        (vec![key.to_owned()], value.map(|value| value.to_string()).unwrap_or_default())
    };
    Some(parts.into_iter().map(part).collect())
}
