//! Where a year stands: which entries of the journal a state contains.

use std::fmt;

/// The place of one journal entry in a year's history. No two entries ever have the same: every
/// session that writes has an epoch above all it has seen, and a tab of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Rises by one each time a tab begins to write a year; 0 is before the first.
    pub epoch: u32,
    /// The tab that wrote: letters and digits only.
    pub tab: String,
    /// Rises by one from entry to entry, on over generations and sessions.
    pub serial: u32,
}

impl Mark {
    /// Reads `epoch.tab.serial`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (epoch, tab, serial) = (parts.next()?, parts.next()?, parts.next()?);
        let is_whole = parts.next().is_none() && tab.bytes().all(|b| b.is_ascii_alphanumeric());
        let mark =
            Self { epoch: epoch.parse().ok()?, tab: tab.into(), serial: serial.parse().ok()? };
        is_whole.then_some(mark)
    }

    /// The place after this one, for whoever writes now.
    pub fn next(&self, epoch: u32, tab: &str) -> Self {
        Self { epoch, tab: tab.to_owned(), serial: self.serial.saturating_add(1) }
    }

    /// Whether both are of the same session.
    pub fn is_of_session(&self, other: &Self) -> bool {
        self.epoch == other.epoch && self.tab == other.tab
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.epoch, self.tab, self.serial)
    }
}

/// The last entry of each session that a state contains. One session's entries follow on each
/// other, so whoever contains one contains those before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(Vec<Mark>);

impl Seen {
    /// Reads marks; what is none is left out.
    pub fn from_texts(texts: &[String]) -> Self {
        let mut seen = Self::default();
        for mark in texts.iter().filter_map(|text| Mark::parse(text)) {
            seen.add(&mark);
        }
        seen
    }

    /// The marks as texts.
    pub fn texts(&self) -> Vec<String> {
        self.0.iter().map(ToString::to_string).collect()
    }

    /// Enters an entry, and with it those before it in its session.
    pub fn add(&mut self, mark: &Mark) {
        match self.0.iter_mut().find(|known| known.is_of_session(mark)) {
            Some(known) => known.serial = known.serial.max(mark.serial),
            None => self.0.push(mark.clone()),
        }
    }

    /// Whether a state contains this entry. Everything contains the state before all entries.
    pub fn contains(&self, mark: &Mark) -> bool {
        let has = |known: &Mark| known.is_of_session(mark) && known.serial >= mark.serial;
        *mark == Mark::default() || self.0.iter().any(has)
    }

    /// Forgets the sessions nobody will ask for: those without an entry or generation left.
    pub fn keep_only(&mut self, asked: &[Mark]) {
        self.0.retain(|known| asked.iter().any(|mark| known.is_of_session(mark)));
    }
}
