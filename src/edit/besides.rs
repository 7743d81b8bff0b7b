//! What follows from what is typed, in a place beside it.

use super::alias;
use super::place::{Path, reach};
use crate::model::{StaffKind, Year};
use crate::number::Unit;

/// What is known of an element from what is typed in a place of it, and nobody has said yet: the unit of an
/// indicator's figures, the name of a key figure of a kind and of an organisation's units, the unit that goes by
/// a name.
pub(super) fn besides(year: &Year, path: &[String], text: &str) -> Option<(Path, String)> {
    // An outcome is a part of its own.
    let ends = [path.len().checked_sub(2)?, path.len() - 1];
    ends.iter().find_map(|end| beside(year, &path[..*end], &path[*end], text))
}

fn beside(year: &Year, around: &[String], key: &str, text: &str) -> Option<(Path, String)> {
    let element = reach(year, around)?;
    let units = &year.committee.units;
    let (key, value) = match (alias::kind(element)?, key) {
        ("Indicator", "target" | "outcome") => ("unit", unit_after(text)?.word().to_owned()),
        ("StaffMeasure", "staff") => ("label", staff_kind(text)?.label().to_owned()),
        ("UnitResult", "units") => {
            let named =
                text.split(", ").filter_map(|id| units.iter().find(|unit| unit.id.as_str() == id));
            let names: Vec<&str> = named.map(|unit| unit.name.as_str()).collect();
            ("label", names.join(" och "))
        }
        ("UnitResult", "label") => {
            ("units", units.iter().find(|unit| unit.name == text.trim())?.id.to_string())
        }
        _ => return None,
    };
    let is_unsaid = element.part(key)?.is_left_out() && !value.is_empty();
    let path = around.iter().cloned().chain([key.to_owned()]).collect();
    is_unsaid.then_some((path, value))
}

/// The unit after a number, as in `> 90 %`.
fn unit_after(text: &str) -> Option<Unit> {
    const UNITS: [Unit; 5] = [Unit::Percent, Unit::Tkr, Unit::Mnkr, Unit::KrPerHour, Unit::Kr];
    let text = text.trim_end().to_lowercase();
    let is_after_number = |name: &str| {
        let number = text.strip_suffix(name).map(str::trim_end);
        number.is_some_and(|number| number.ends_with(|last: char| last.is_ascii_digit()))
    };
    let named = UNITS.into_iter().map(|unit| (unit.label(), unit)).chain([("mkr", Unit::Mnkr)]);
    named.into_iter().find(|(name, _)| is_after_number(name)).map(|(_, unit)| unit)
}

/// A kind of key figure by its word or name; one of none of them has a name of its own.
fn staff_kind(text: &str) -> Option<StaffKind> {
    let is_it = |kind: &StaffKind| text == kind.word() || text == kind.label();
    StaffKind::ALL.iter().copied().find(is_it).filter(|kind| *kind != StaffKind::Other)
}
