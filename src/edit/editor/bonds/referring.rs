//! What refers to an element that goes.

use std::collections::HashSet;

use super::{Bonds, list_of};
use crate::edit::place::{REPORTS, reach};
use crate::edit::references::{Among, Found, Walk, ids_within};
use crate::model::{Address, Id};

impl Bonds<'_> {
    /// What refers to an element, or to what stands in it.
    pub(super) fn element_goes(&mut self, path: &[String]) {
        let year = self.editor.year.clone();
        let Some(item) = reach(&*year, path) else { return };
        let mut wanted = HashSet::new();
        ids_within(item, &mut wanted);
        if wanted.is_empty() {
            return;
        }
        let report = path.get(..2).filter(|_| path.len() > 2 && path[0] == REPORTS);
        if let Some(report) = report {
            self.references_go(Among::Report, report, path, wanted);
        } else if path[0] == "committee" {
            self.references_go(Among::Committee, &path[..1], path, wanted.clone());
            // What is locked stays as it is.
            for (index, report) in year.reports.iter().enumerate().filter(|(_, r)| !r.is_locked()) {
                self.base = Address::new(&year.id, &report.id, &Id::default());
                let report = [REPORTS.to_owned(), index.to_string()];
                self.references_go(Among::Committee, &report, path, wanted.clone());
            }
        }
    }

    fn references_go(
        &mut self,
        among: Among,
        root: &[String],
        skip: &[String],
        wanted: HashSet<String>,
    ) {
        let mut walk = Walk { among, skip, wanted, found: Vec::new() };
        let year = self.editor.year.clone();
        if let Some(member) = reach(&*year, root) {
            walk.enter(member, &mut root.to_vec());
        }
        let Walk { found, wanted, .. } = walk;
        let is_gone = |id: &String| wanted.contains(id);
        let found: Vec<Found> =
            found.into_iter().filter(|found| found.ids.iter().any(is_gone)).collect();
        // The columns of an overview are references with a name: they go as a whole.
        let (whole, parts): (Vec<Found>, Vec<Found>) = found
            .into_iter()
            .partition(|found| matches!(found.record, "OverviewGoal" | "OverviewCell"));
        for Found { path, record, ids, is_list } in parts {
            // The year joins these by id: they hold as long as any of its reports has the element.
            let is_of_year = matches!(record, "Indicator" | "Action");
            if is_of_year && ids.iter().all(|id| self.is_elsewhere(id, root)) {
                continue;
            }
            let left: Vec<String> = ids.into_iter().filter(|id| !is_gone(id)).collect();
            self.set(&path, &if is_list { list_of(&left) } else { String::new() });
        }
        for found in whole.iter().rev() {
            self.take(&found.path[..found.path.len() - 1]);
        }
    }

    /// Whether another report of the year has an element.
    fn is_elsewhere(&self, id: &str, report: &[String]) -> bool {
        let year = &self.editor.year;
        let others = year
            .reports
            .iter()
            .enumerate()
            .filter(|(index, _)| report.get(1).is_some_and(|own| *own != index.to_string()));
        others
            .into_iter()
            .any(|(_, other)| self.editor.map(&other.id).is_some_and(|map| map.has(id)))
    }
}
