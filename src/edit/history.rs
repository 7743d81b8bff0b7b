//! The steps that were done and can be taken back.

use super::place::Places;
use super::{Step, StepError};
use crate::json::{Field, Reader, Writer};
use crate::model::Year;
use crate::record;

record! {
    /// Steps in the order they were done, with how many of them hold.
    pub struct History {
        /// All steps; those after `done` were taken back and can be done again.
        pub steps: Vec<Step>,
        /// How many hold.
        pub done: u32,
    }
}

impl History {
    /// Reads a history as it was kept; one that cannot be read is empty.
    pub fn read_text(text: &str) -> Self {
        Self::read(&mut Reader::new(text)).unwrap_or_default()
    }

    /// As it is kept.
    pub fn text(&self) -> String {
        let mut out = Writer::default();
        self.write(&mut out);
        out.into_string()
    }

    /// Does a step and notes it. Steps that were taken back before are gone.
    ///
    /// # Errors
    /// When the step does not fit the year.
    pub(super) fn apply(
        &mut self,
        year: &mut Year,
        places: &mut Places,
        step: Step,
    ) -> Result<(), StepError> {
        step.apply(year, places)?;
        self.note(step);
        Ok(())
    }

    /// Notes a step that is done.
    pub fn note(&mut self, step: Step) {
        self.steps.truncate(self.done as usize);
        self.steps.push(step);
        self.done = self.steps.len() as u32;
    }

    /// Goes to where this many steps hold, one step after the other.
    ///
    /// # Errors
    /// When a step does not fit the year; it stays where that step could not be gone past.
    pub(super) fn go_to(
        &mut self,
        year: &mut Year,
        places: &mut Places,
        done: u32,
    ) -> Result<(), StepError> {
        let done = done.min(self.steps.len() as u32);
        while self.done > done {
            self.steps[self.done as usize - 1].revert(year, places)?;
            self.done -= 1;
        }
        while self.done < done {
            self.steps[self.done as usize].apply(year, places)?;
            self.done += 1;
        }
        Ok(())
    }

    /// The step that would be taken back next.
    pub fn last(&self) -> Option<&Step> {
        self.done.checked_sub(1).and_then(|at| self.steps.get(at as usize))
    }

    /// The step that would be done again next.
    pub fn next(&self) -> Option<&Step> {
        self.steps.get(self.done as usize)
    }
}
