//! Steps: what a person did, as changes that can be taken back.

use std::fmt;

use super::place::{self, Places};
use crate::json::{Member, text_of};
use crate::model::Year;
use crate::{choice, record};

choice! {
    /// What a change does.
    pub enum Deed {
        /// Replaces the value of a place.
        Set = "",
        /// Puts an item into a list.
        Insert = "insert",
        /// Takes an item out of a list.
        Remove = "remove",
    }
}

record! {
    /// Something a person did: one entry of the list of steps, taken back as a whole.
    pub struct Step {
        /// What was done, for instance *Ändrade prognos för Socialpsykiatri*.
        pub name: String,
        /// Who did it.
        pub by: String,
        /// When, in the clock of who did it.
        pub at: String,
        /// Where: the address of the element.
        pub place: String,
        /// The changes in order.
        pub changes: Vec<Change>,
    }

    /// A change that can be taken back.
    pub struct Change {
        /// The address of the value or the list.
        pub at: String,
        /// What is done there.
        pub deed: Deed,
        /// The item's index, for changes of a list.
        pub index: u32,
        /// The JSON that stood there; empty when nothing did.
        pub before: String,
        /// The JSON that stands there now; empty when nothing does.
        pub after: String,
    }
}

/// Why a step does not fit the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepError {
    /// The place is gone.
    Gone(String),
    /// Something else stands there than the step knows.
    Differs(String),
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone(at) => write!(
                f,
                "Stället {at} finns inte längre i året, så ändringen gick inte att göra. Inget annat \
                 är ändrat."
            ),
            Self::Differs(at) => write!(
                f,
                "På stället {at} står något annat än när ändringen gjordes, så den gick inte att \
                 göra. Inget annat är ändrat."
            ),
        }
    }
}

impl Step {
    /// Makes the changes, all or none.
    ///
    /// # Errors
    /// When the year is not as it was when the step was made; then it is left as it is.
    pub(super) fn apply(&self, year: &mut Year, places: &mut Places) -> Result<(), StepError> {
        run(year, places, self.changes.iter().cloned())
    }

    /// Takes the changes back, all or none.
    ///
    /// # Errors
    /// As [`Step::apply`].
    pub(super) fn revert(&self, year: &mut Year, places: &mut Places) -> Result<(), StepError> {
        run(year, places, self.changes.iter().rev().map(Change::inverse))
    }
}

/// Parts of the year are shared, so a copy to fall back on costs next to nothing.
fn run(
    year: &mut Year,
    places: &mut Places,
    changes: impl Iterator<Item = Change>,
) -> Result<(), StepError> {
    let before = year.clone();
    for change in changes {
        if let Err(error) = change.apply(year, places) {
            *year = before;
            places.forget();
            return Err(error);
        }
    }
    Ok(())
}

impl Change {
    /// The change that takes this one back.
    pub fn inverse(&self) -> Self {
        let deed = match self.deed {
            Deed::Set => Deed::Set,
            Deed::Insert => Deed::Remove,
            Deed::Remove => Deed::Insert,
        };
        let (before, after) = (self.after.clone(), self.before.clone());
        Self { deed, before, after, ..self.clone() }
    }

    fn apply(&self, year: &mut Year, places: &mut Places) -> Result<(), StepError> {
        let gone = || StepError::Gone(self.at.clone());
        let differs = || StepError::Differs(self.at.clone());
        let path = places.path(year, &self.at).ok_or_else(gone)?;
        let place = place::reach_mut(year, &path).ok_or_else(gone)?;
        if place::has_parts(place.shape()) || path.last().is_some_and(|key| key == "id") {
            places.forget();
        }
        let index = self.index as usize;
        match self.deed {
            Deed::Set if text_of(place) != self.before => Err(differs()),
            Deed::Set => place.set(&self.after).map_err(|_| differs()),
            Deed::Insert => place.insert(index, &self.after).map_err(|_| differs()),
            Deed::Remove => take(place, index, &self.before).ok_or_else(differs),
        }
    }
}

/// Takes an item out if it is the one that is meant.
fn take(list: &mut dyn Member, index: usize, wanted: &str) -> Option<()> {
    let item = list.remove(index)?;
    if item == wanted {
        return Some(());
    }
    // Back where it was: it was read from there.
    list.insert(index, &item).ok()?;
    None
}
