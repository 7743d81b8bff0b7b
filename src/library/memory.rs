//! The store's twin in memory: for browsers that give no storage, and for tests.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Entry, Store, StoreError, Stored};

/// Years in memory. They are gone with the page.
#[derive(Debug, Default)]
pub struct Memory {
    years: RefCell<BTreeMap<String, Stored>>,
    index: RefCell<Vec<Entry>>,
    /// Steps until one fails, and how; for tests.
    fault: RefCell<Option<(usize, StoreError)>>,
}

impl Memory {
    /// Lets the n-th step from now, counted from 0, and all after it fail.
    pub fn fail_after(&self, steps: usize, error: StoreError) {
        *self.fault.borrow_mut() = Some((steps, error));
    }

    fn step(&self) -> Result<(), StoreError> {
        match &mut *self.fault.borrow_mut() {
            Some((0, error)) => Err(error.clone()),
            Some((steps, _)) => {
                *steps -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Store for Memory {
    async fn ids(&self) -> Result<Vec<String>, StoreError> {
        self.step()?;
        Ok(self.years.borrow().keys().cloned().collect())
    }

    async fn load(&self, id: &str) -> Result<Option<Stored>, StoreError> {
        self.step()?;
        Ok(self.years.borrow().get(id).cloned())
    }

    async fn save(&self, stored: &Stored) -> Result<(), StoreError> {
        self.step()?;
        self.years.borrow_mut().insert(stored.id.clone(), stored.clone());
        Ok(())
    }

    async fn remove(&self, id: &str) -> Result<(), StoreError> {
        self.step()?;
        self.years.borrow_mut().remove(id);
        Ok(())
    }

    async fn index(&self) -> Result<Vec<Entry>, StoreError> {
        self.step()?;
        Ok(self.index.borrow().clone())
    }

    async fn set_index(&self, entries: &[Entry]) -> Result<(), StoreError> {
        self.step()?;
        *self.index.borrow_mut() = entries.to_vec();
        Ok(())
    }
}
