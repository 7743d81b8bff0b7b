//! Typing in one place, and in many at once.

use super::{Editor, Made, NewRow, Pen, Refused, place_of, whole};
use crate::edit::besides;
use crate::edit::names;
use crate::edit::place::{Path, REPORTS, Target, reach, reach_mut};
use crate::edit::references::record_name;
use crate::edit::several::{self, Parts};
use crate::edit::step::Change;
use crate::edit::typed::{self, RowCells};
use crate::json::{Field, Member, Reader, Shape, json_string, text_of};
use crate::model::{Address, Date, Period, Year};

/// Where a change is, and the JSON there before and afterwards.
pub(super) type Typed = (Path, String, String);

impl Editor {
    pub(super) fn typed(&self, at: &Address, text: &str) -> Result<Made, Refused> {
        let target = self.target(at).ok_or(Refused::Gone)?;
        let path = target.path();
        // An id is for ever: addresses, links and other reports know the element by it.
        if path.last().is_some_and(|key| key == "id") {
            return Err(Refused::Gone);
        }
        let mut made = Changes::of(self);
        let plain = self.locate(at).ok_or(Refused::Gone)?;
        for (path, text) in parts(&self.year, &plain, path, text) {
            let done = self.type_in(&mut made.scratch, &path, &text)?;
            made.with(self.renaming(at, &path, &done.2));
            made.add(at, done);
        }
        let name = names::typed(&self.year, &target.element, &target.within);
        Ok((name, place_of(at), made.changes))
    }

    /// Each change is made on what the ones before it left; new rows come last.
    pub(super) fn typed_many(
        &self,
        name: &str,
        cells: Vec<(Address, String)>,
        rows: &[NewRow],
        pen: &Pen,
    ) -> Result<Made, Refused> {
        let first = cells.first().map(|(at, _)| at).or(rows.first().map(|row| &row.below));
        let place = first.map(place_of).unwrap_or_default();
        let mut made = Changes::of(self);
        let count = cells.len();
        let mut row: Option<(Address, RowCells)> = None;
        for (at, text) in cells {
            let path = self.target(&at).ok_or(Refused::Gone)?.path();
            // The cells of a row are one value: what is typed in several is one change.
            let is_in_row =
                |(_, row): &mut (Address, RowCells)| row.type_in(&path, &text).is_some();
            if row.as_mut().is_some_and(is_in_row) {
                continue;
            }
            if let Some((at, cells)) = row.take() {
                made.add(&at, cells.done());
            }
            if let Some(mut cells) = RowCells::around(&made.scratch, &path) {
                cells.type_in(&path, &text).ok_or(Refused::Gone)?;
                row = Some((at, cells));
                continue;
            }
            let plain = self.locate(&at).ok_or(Refused::Gone)?;
            for (path, text) in parts(&made.scratch, &plain, path, &text) {
                let done = self.type_in(&mut made.scratch, &path, &text);
                let done = done.map_err(Refused::among)?;
                made.with(self.renaming(&at, &path, &done.2));
                made.add(&at, done);
            }
        }
        if let Some((at, cells)) = row {
            made.add(&at, cells.done());
        }
        self.add_rows(&mut made, rows, pen)?;
        let counted = |count: usize, one: &str, many: &str| {
            (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
        };
        let counts = [counted(count, "cell", "celler"), counted(rows.len(), "ny rad", "nya rader")];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        Ok((format!("{name} ({})", counts.join(", ")), place, made.changes))
    }

    /// Types in a place of a year, with what that makes of the places beside it.
    pub(super) fn type_in(
        &self,
        year: &mut Year,
        path: &[String],
        text: &str,
    ) -> Result<Typed, Refused> {
        let unfit = |expected| Refused::Unfit { typed: text.trim().to_owned(), expected };
        let around = path.split_last().map(|(_, around)| around).unwrap_or_default();
        // Of what is made of two values that go together; a section would take long to write.
        let pair = reach(year, around);
        let pair = pair.filter(|pair| matches!(record_name(*pair), "Period" | "Assessment"));
        let record = pair.map(text_of).unwrap_or_default();
        let began = self.begin_settings(year, path);
        let typed = typed::typed(year, path, text).map_err(unfit)?;
        if typed.1 == typed.2 {
            let Some(settings) = began else { return Ok(typed) };
            let _ = reach_mut(year, &settings).map(|settings| settings.set(""));
            return Ok((settings, String::new(), String::new()));
        }
        if is_day_of_period(year, path) && text.trim().is_empty() {
            return Err(unfit("ett datum; hela perioden tas bort med sin knapp"));
        }
        if let Some(settings) = began {
            let after = reach(year, &settings).map(text_of).unwrap_or_default();
            return Ok((settings, String::new(), after));
        }
        if !self.complete(year, path) {
            return Ok(typed);
        }
        // What stands beside it changed too: the change is of both.
        let (anchor, before) = match typed.0.len() <= around.len() {
            true => (typed.0, typed.1),
            false => (around.to_vec(), record),
        };
        let after = reach(year, &anchor).map(text_of).unwrap_or_default();
        Ok((anchor, before, after))
    }

    /// A report's own settings begin as those that hold: the year's.
    pub(super) fn begin_settings(&self, year: &mut Year, path: &[String]) -> Option<Path> {
        let settings = path.get(..3).filter(|_| path.len() > 3)?;
        let is_settings = settings[0] == REPORTS && settings[2] == "settings";
        let is_absent = |year: &Year| reach(year, settings).is_some_and(Member::is_left_out);
        if !is_settings || !is_absent(year) {
            return None;
        }
        let json = text_of(&year.settings);
        let place = reach_mut(year, settings)?;
        place.set(if json.is_empty() { "{}" } else { &json }).ok()?;
        Some(settings.to_vec())
    }

    /// Sets what follows from what was typed in a place beside it; whether anything does.
    fn complete(&self, year: &mut Year, path: &[String]) -> bool {
        let Some((key, around)) = path.split_last() else { return false };
        let report = path.get(1).filter(|_| path[0] == REPORTS);
        let report = report.and_then(|index| self.year.reports.get(index.parse::<usize>().ok()?));
        let own = report.map(|report| report.period.clone()).unwrap_or_default();
        let Some(record) = reach_mut(year, around) else { return false };
        match (record_name(record), key.as_str()) {
            ("Period", "from" | "to") => other_day(record, &own),
            ("Assessment", "status") => unreason(record),
            _ => false,
        }
    }
}

/// The places that typing in a place of the page types in: itself, or several.
pub(super) fn parts(year: &Year, plain: &Target, path: Path, text: &str) -> Parts {
    let parts = several::parts(year, plain, text);
    let besides = besides::besides(year, &path, text);
    let mut parts = parts.unwrap_or_else(|| vec![(path, text.to_owned())]);
    parts.extend(besides);
    parts
}

/// A period that was begun with one day gets its other: that of the report, or the same day.
fn other_day(record: &mut dyn Member, report: &Period) -> bool {
    let Ok(period) = Period::read(&mut Reader::new(&text_of(record))) else { return false };
    let (key, day) = match (is_blank(period.from), is_blank(period.to)) {
        (false, true) => ("to", if report.to > period.from { report.to } else { period.from }),
        (true, false) => {
            let is_before = !is_blank(report.from) && report.from < period.to;
            ("from", if is_before { report.from } else { period.to })
        }
        _ => return false,
    };
    let day = json_string(&day.to_string());
    record.part_mut(key).is_some_and(|place| place.set(&day).is_ok())
}

fn is_blank(day: Date) -> bool {
    day == Date::default()
}

/// Where no status overrules any more, there is nothing to give a reason for.
fn unreason(assessment: &mut dyn Member) -> bool {
    let is_cleared = assessment.part("status").is_some_and(Member::is_left_out);
    let reason = assessment.part_mut("reason").filter(|reason| !reason.is_left_out());
    is_cleared && reason.is_some_and(|reason| reason.set("").is_ok())
}

fn is_day_of_period(year: &Year, path: &[String]) -> bool {
    let around = path.split_last().and_then(|(_, around)| reach(year, around));
    around.is_some_and(|around| around.shape() == Shape::Record("Period"))
}

/// Changes that are made one after another.
pub(super) struct Changes<'e> {
    editor: &'e Editor,
    /// The year with those so far.
    pub(super) scratch: Year,
    pub(super) changes: Vec<Change>,
}

impl<'e> Changes<'e> {
    fn of(editor: &'e Editor) -> Self {
        Self { editor, scratch: Year::clone(&editor.year), changes: Vec::new() }
    }

    /// What goes with what is typed.
    fn with(&mut self, changes: Vec<Change>) {
        for change in changes {
            let target = Address::parse(&change.at).ok().and_then(|at| self.editor.locate(&at));
            let path = target.map(|target| target.path()).unwrap_or_default();
            if let Some(place) = reach_mut(&mut self.scratch, &path) {
                let _ = place.set(&change.after);
            }
            self.changes.push(change);
        }
    }

    /// What was typed near an address made this of what stood at a path.
    fn add(&mut self, near: &Address, (path, before, after): Typed) {
        if let Some(place) = reach_mut(&mut self.scratch, &path) {
            let _ = place.set(&after);
        }
        let at = self.editor.address_of(&whole(near), &path).to_string();
        match self.changes.last_mut().filter(|last| last.at == at) {
            Some(last) => last.after = after,
            None => self.changes.push(Change { at, before, after, ..Change::default() }),
        }
    }
}
