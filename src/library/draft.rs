//! What is being typed: kept once a second, `tertial.draft.<year>.<tab>.<slot>`, until it is a step
//! that is stored. Each place has a slot of its own.

use super::aside::{Aside, Why};
use super::mark::Mark;
use super::order;
use super::store::{Notes, StoreError, checksum, set_checked};

const DRAFT: &str = "tertial.draft.";

/// What is being typed and is not yet a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Where it lies; for [`forget`].
    pub key: String,
    /// The session that typed, and how many entries it came after.
    pub mark: Mark,
    /// The place that is typed in.
    pub at: String,
    /// What stands there.
    pub text: String,
}

impl Draft {
    /// What a session types in a place.
    pub fn new(id: &str, mark: Mark, at: &str, text: &str) -> Self {
        let key = slot(id, &mark.tab, at);
        Self { key, mark, at: at.to_owned(), text: text.to_owned() }
    }

    /// Writes it in place of the one before.
    ///
    /// # Errors
    /// What the browser says.
    pub fn write(&self, notes: &impl Notes) -> Result<(), StoreError> {
        let rest = format!("{} {} {}", self.mark, self.at, self.text);
        set_checked(notes, &self.key, &format!("{} {rest}", checksum(rest.as_bytes())))
    }

    /// All drafts of a year that are whole, the latest session's last.
    pub fn read(notes: &impl Notes, id: &str) -> Vec<Self> {
        let keys = notes.note_keys(&format!("{DRAFT}{id}.")).unwrap_or_default();
        let read = |key: String| Self::parse(&notes.note(&key).ok().flatten()?, key);
        let mut drafts: Vec<_> = keys.into_iter().filter_map(read).collect();
        order::sort(&mut drafts, |a, b| a.mark.cmp(&b.mark).then_with(|| a.key.cmp(&b.key)));
        drafts
    }

    fn parse(value: &str, key: String) -> Option<Self> {
        let (sum, rest) = value.split_once(' ')?;
        let (mark, text) = rest.split_once(' ')?;
        let (at, text) = text.split_once(' ')?;
        let draft = Self { key, mark: Mark::parse(mark)?, at: at.into(), text: text.into() };
        (sum == checksum(rest.as_bytes())).then_some(draft)
    }

    /// Whether it goes on from a year that stands at `tip`: nobody has written since its session did.
    fn follows(&self, tip: &Mark) -> bool {
        self.mark.epoch > tip.epoch || self.mark.is_of_session(tip)
    }
}

/// The drafts that go on from a year that stands at `tip`: those of the latest session. All others
/// are somebody's words and kept aside.
pub fn pick(drafts: Vec<Draft>, tip: Option<&Mark>, aside: &mut Vec<Aside>) -> Vec<Draft> {
    let last = drafts.last().map(|draft| draft.mark.clone()).unwrap_or_default();
    let is_live = |draft: &Draft| {
        draft.mark.is_of_session(&last) && tip.is_some_and(|tip| draft.follows(tip))
    };
    let (live, older): (Vec<_>, Vec<_>) = drafts.into_iter().partition(is_live);
    aside.extend(older.into_iter().map(|draft| Aside::text(Why::Draft, draft.key, draft.text)));
    live
}

/// The key of a place's slot.
pub fn slot(id: &str, tab: &str, at: &str) -> String {
    format!("{DRAFT}{id}.{tab}.{}", checksum(at.as_bytes()))
}

/// Removes a draft: it is a step that is stored, or was let go of.
pub fn forget(notes: &impl Notes, key: &str) {
    let _ = notes.remove_note(key);
    // What stayed would be typed over later words: emptied it is none.
    if matches!(notes.note(key), Ok(Some(_))) {
        let _ = notes.set_note(key, "");
    }
}

/// Removes a tab's drafts of a year.
pub fn remove_all(notes: &impl Notes, id: &str, tab: &str) {
    for key in notes.note_keys(&format!("{DRAFT}{id}.{tab}.")).unwrap_or_default() {
        forget(notes, &key);
    }
}

/// What was typed, of a draft's note.
pub fn typed(note: &str) -> &str {
    note.splitn(4, ' ').nth(3).unwrap_or_default()
}

/// The year that a draft's key names.
pub fn year_of(key: &str) -> Option<&str> {
    key.strip_prefix(DRAFT)?.split('.').next()
}
