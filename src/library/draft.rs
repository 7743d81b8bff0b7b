//! What is being typed: kept once a second, `tertial.draft.<year>.<tab>`, until it is a step.

use super::mark::Mark;
use super::store::{Notes, StoreError, checksum, set_checked};

const DRAFT: &str = "tertial.draft.";

/// What is being typed and is not yet a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The session that typed, and the entry it came after.
    pub mark: Mark,
    /// What the editor wrote: the place and the text.
    pub text: String,
}

impl Draft {
    /// Writes the draft of a session, in place of the one before.
    ///
    /// # Errors
    /// What the browser says.
    pub fn write(&self, notes: &impl Notes, id: &str) -> Result<(), StoreError> {
        let rest = format!("{} {}", self.mark, self.text);
        let value = format!("{} {rest}", checksum(rest.as_bytes()));
        set_checked(notes, &Self::key(id, &self.mark.tab), &value)
    }

    /// All drafts of a year that are whole, the latest session's last.
    pub fn read(notes: &impl Notes, id: &str) -> Vec<Self> {
        let keys = notes.note_keys(&format!("{DRAFT}{id}.")).unwrap_or_default();
        let values = keys.iter().filter_map(|key| notes.note(key).ok().flatten());
        let mut drafts: Vec<_> = values.filter_map(|value| Self::parse(&value)).collect();
        drafts.sort_by(|a, b| a.mark.cmp(&b.mark));
        drafts
    }

    /// Removes a tab's draft.
    pub fn remove(notes: &impl Notes, id: &str, tab: &str) {
        let _ = notes.remove_note(&Self::key(id, tab));
    }

    fn key(id: &str, tab: &str) -> String {
        format!("{DRAFT}{id}.{tab}")
    }

    fn parse(value: &str) -> Option<Self> {
        let (sum, rest) = value.split_once(' ')?;
        let (mark, text) = rest.split_once(' ')?;
        let draft = Self { mark: Mark::parse(mark)?, text: text.to_owned() };
        (sum == checksum(rest.as_bytes())).then_some(draft)
    }
}

/// Removes the draft that says this: it has become a step.
pub fn forget(notes: &impl Notes, id: &str, text: &str) {
    for draft in Draft::read(notes, id).iter().filter(|draft| draft.text == text) {
        Draft::remove(notes, id, &draft.mark.tab);
    }
}

/// Removes all drafts of a year.
pub fn remove_all(notes: &impl Notes, id: &str) {
    for key in notes.note_keys(&format!("{DRAFT}{id}.")).unwrap_or_default() {
        let _ = notes.remove_note(&key);
    }
}
