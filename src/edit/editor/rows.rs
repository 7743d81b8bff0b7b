//! Rows that come with what is typed in many places: a pasted block that is longer than its table.

use std::collections::BTreeMap;

use super::items::kind_of;
use super::typing::{Changes, parts};
use super::{Editor, NewRow, Pen, Refused, whole};
use crate::edit::alias;
use crate::edit::lists::{self, Ids};
use crate::edit::place::{Path, Target, reach, reach_mut};
use crate::edit::references::within;
use crate::model::{Address, Year};

/// The new rows of one list.
struct Rows {
    /// An address of the report that the list is in.
    at: Address,
    /// Each row with the index of the one above it as the year is, and its JSON.
    rows: Vec<(usize, String)>,
}

impl Editor {
    /// Adds rows below others, each as one change with all that is typed in it.
    pub(super) fn add_rows(
        &self,
        made: &mut Changes<'_>,
        rows: &[NewRow],
        pen: &Pen,
    ) -> Result<(), Refused> {
        let Some(first) = rows.first() else { return Ok(()) };
        let map = self.map(&first.below.report).ok_or(Refused::Gone)?;
        let mut ids = Ids::new(&map, pen.seed);
        let mut lists: BTreeMap<Path, Rows> = BTreeMap::new();
        for row in rows {
            let (list, above, item) = self.item(&row.below)?;
            let json = lists::blank(&mut made.scratch, &list, &kind_of(&item), &mut ids);
            let new = lists
                .entry(list.clone())
                .or_insert_with(|| Rows { at: row.below.clone(), rows: Vec::new() });
            // Those that came before stand above it too.
            let index = above + 1 + new.rows.iter().filter(|(other, _)| *other <= above).count();
            let json = json.ok_or(Refused::Gone)?;
            let json = self.filled(&mut made.scratch, &list, index, &json, &row.cells)?;
            let to = self.address_of(&whole(&row.below), &list);
            made.changes.push(lists::insert(&to, index, json.clone()));
            new.rows.push((above, json));
        }
        for (list, Rows { at, rows }) in lists {
            let beside = |(above, json): (usize, String)| (self.whose_part(&list, above), json);
            let rows: Vec<(usize, String)> = rows.into_iter().map(beside).collect();
            made.changes.splice(..0, self.joining(&at, &list, &rows));
        }
        Ok(())
    }

    /// The JSON of a new item with what is typed in it; it stands in the year then.
    fn filled(
        &self,
        year: &mut Year,
        list: &[String],
        index: usize,
        item: &str,
        cells: &[(String, String)],
    ) -> Result<String, Refused> {
        let element = within(list, &index.to_string());
        let put = reach_mut(year, list).and_then(|list| list.insert(index, item).ok());
        put.ok_or(Refused::Gone)?;
        for (field, text) in cells {
            let keys = field.split('.').filter(|key| !key.is_empty()).map(str::to_owned).collect();
            let plain = Target { element: element.clone(), within: keys };
            let place = alias::path(&*year, &element, &plain.within).ok_or(Refused::Gone)?;
            let path = [element.as_slice(), &place].concat();
            for (path, text) in parts(year, &plain, path, text) {
                let (path, _, after) = self.type_in(year, &path, &text).map_err(Refused::among)?;
                let place = reach_mut(year, &path).ok_or(Refused::Gone)?;
                place.set(&after).map_err(|_| Refused::Gone)?;
            }
        }
        reach(year, &element).map(lists::written).ok_or(Refused::Gone)
    }
}
