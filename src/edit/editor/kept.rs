//! What could not be read and is outdone by what is written in its place.

use std::collections::BTreeSet;

use super::{Editor, whole};
use crate::edit::lists;
use crate::edit::place::{Path, reach};
use crate::edit::references::within;
use crate::edit::step::{Change, Deed};
use crate::json::{KEPT, Member, Shape, is_text};
use crate::model::Address;

impl Editor {
    /// Lets go of what was kept under the names that these changes write: both would stand in the file.
    pub(super) fn outdone(&self, changes: &[Change]) -> Vec<Change> {
        let mut gone = BTreeSet::new();
        for change in changes.iter().filter(|change| change.deed != Deed::Remove) {
            let at = Address::parse(&change.at).ok().filter(|_| !change.after.is_empty());
            let target = at.as_ref().and_then(|at| self.locate(at));
            if let Some((at, target)) = at.zip(target) {
                let path = target.path();
                let is_whole = change.deed == Deed::Set && self.is_one_value(&path);
                self.outdone_at(&whole(&at), (&path, is_whole), &mut gone);
            }
        }
        // The last first: the others then stand where they stood.
        gone.into_iter()
            .rev()
            .map(|(list, index, json)| lists::remove(&list, index, json))
            .collect()
    }

    /// Whether what stands there is written as a whole: a list and the cells of a row are written a part
    /// at a time, and what was kept beside them has other parts.
    fn is_one_value(&self, path: &[String]) -> bool {
        let shape = reach(&*self.year, path).map(Member::shape);
        !matches!(shape, Some(Shape::List(_) | Shape::Cells))
    }

    fn outdone_at(
        &self,
        base: &Address,
        (path, is_whole): (&[String], bool),
        gone: &mut BTreeSet<(Address, usize, String)>,
    ) {
        for (depth, key) in path.iter().enumerate() {
            let kept = within(&path[..depth], KEPT);
            let also_second = is_whole && depth + 1 == path.len();
            for (index, json) in self.strays(&kept, key, also_second) {
                gone.insert((self.address_of(base, &kept), index, json));
            }
        }
    }

    /// What was kept under a name; second values only where the first is written itself.
    fn strays(&self, kept: &Path, name: &str, also_second: bool) -> Vec<(usize, String)> {
        let Some(kept) = reach(&*self.year, kept) else { return Vec::new() };
        let (mut found, mut index) = (Vec::new(), 0);
        kept.each_part(&mut |_, stray| {
            let is_it = stray.part("name").is_some_and(|own| is_text(own, name));
            let is_second = stray.part("again").is_some_and(|again| !again.is_left_out());
            if is_it && (also_second || !is_second) {
                found.push((index, lists::written(stray)));
            }
            index += 1;
        });
        found
    }
}
