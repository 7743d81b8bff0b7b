//! Ids for what is new.

use std::collections::HashSet;

use crate::document::words;
use crate::model::{Id, Report, Year, walk};

/// The ids a report has, so that a new one is nobody else's.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// The ids of a report.
    pub(super) fn of(report: &Report) -> Self {
        let mut known = HashSet::new();
        walk::elements(report, &mut |element| {
            known.insert(element.id.to_string());
        });
        Self(known)
    }

    /// Whether an element of this id is there.
    pub(super) fn has(&self, id: &Id) -> bool {
        self.0.contains(id.as_str())
    }

    /// The wanted id, with a number behind it where it is taken.
    pub(super) fn fresh(&mut self, wanted: &str) -> Id {
        (1..)
            .map(|number| numbered(wanted, number))
            .find_map(|id| self.take(id))
            .unwrap_or_default()
    }

    /// An id from a stem that is always numbered: `krav-1`, `krav-2`.
    pub(super) fn next(&mut self, stem: &str) -> Id {
        (1..).find_map(|n: u32| self.take(id_of(&format!("{stem}-{n}")))).unwrap_or_default()
    }

    fn take(&mut self, id: Id) -> Option<Id> {
        self.0.insert(id.to_string()).then_some(id)
    }
}

/// The wanted id for a report, with a number behind it where the year has one of that id.
pub(super) fn free(year: &Year, wanted: &Id) -> Id {
    Names(year.reports.iter().map(|report| report.id.to_string()).collect()).fresh(wanted.as_str())
}

fn numbered(wanted: &str, number: u32) -> Id {
    let stem: String = wanted.chars().take(Id::MAX_LENGTH - 8).collect();
    if number == 1 { id_of(wanted) } else { id_of(&format!("{stem}-{number}")) }
}

/// An id from words.
pub(super) fn id_of(text: &str) -> Id {
    let slug: String = words::slug(text).chars().take(Id::MAX_LENGTH).collect();
    Id::new(&slug).or_else(|| Id::new("ny")).unwrap_or_default()
}
