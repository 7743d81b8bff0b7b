//! The file is the master: at which step a year was last taken out as one.

use super::mark::Mark;

/// After so many changes since the last file the user is reminded, and again after as many more.
pub const MANY: u32 = 60;

/// A year that was taken out as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The last step that the file contains.
    pub mark: Mark,
    /// When, as the clock's owner writes it.
    pub when: String,
}

impl Filed {
    /// Reads the note.
    pub fn parse(note: &str) -> Option<Self> {
        let (mark, when) = note.split_once(' ')?;
        Some(Self { mark: Mark::parse(mark)?, when: when.to_owned() })
    }

    /// The note.
    pub fn note(&self) -> String {
        format!("{} {}", self.mark, self.when)
    }

    /// How many changes a year that stands at `tip` has more than the file. A step that was undone
    /// and another one done are two more.
    pub fn since(&self, tip: &Mark) -> u32 {
        if self.mark == *tip { 0 } else { tip.serial.saturating_sub(self.mark.serial).max(1) }
    }
}

/// How often a reminder has been due after so many changes.
pub fn reminders(since: u32) -> u32 {
    since / MANY
}
