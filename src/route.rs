//! Places in the app, as the hash of its address writes them.

use crate::document::View;
use crate::model::{Address, Id};

/// A place in the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The years in this browser.
    #[default]
    Start,
    /// A year: the two-minute picture and its documents.
    Year(Id),
    /// A follow-up page of a year.
    View(ViewPlace),
    /// A report, or an element of it.
    Report(Address),
    /// A page of the year's work.
    Work(WorkPlace),
    /// An address that leads nowhere, as typed.
    Unknown(String),
}

/// A place on a follow-up page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewPlace {
    /// The year.
    pub file: Id,
    /// The page.
    pub view: View,
    /// The element gone to; missing for the page itself.
    pub element: Id,
    /// What is chosen to be shown: key and value, for instance `status` and `red`.
    pub filter: Vec<(String, String)>,
}

impl ViewPlace {
    /// A page as it first opens.
    pub fn new(file: &Id, view: View) -> Self {
        Self { file: file.clone(), view, element: Id::default(), filter: Vec::new() }
    }

    /// What is chosen under a key; empty when nothing is.
    pub fn choice(&self, key: &str) -> &str {
        self.filter.iter().find(|(own, _)| own == key).map_or("", |(_, value)| value)
    }

    /// The same page with another choice; an empty one takes it away.
    pub fn choose(&self, key: &str, value: &str) -> Self {
        let mut filter = self.filter.clone();
        filter.retain(|(own, _)| own != key);
        if !value.is_empty() {
            filter.push((key.to_owned(), value.to_owned()));
        }
        Self { element: Id::default(), filter, ..self.clone() }
    }

    /// Reads `asn-2020/sida.risker/risk-af?status=red&typ=ekonomi`.
    fn parse(path: &str) -> Option<Self> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut parts = path.split('/');
        let file = Id::new(parts.next()?)?;
        let view = View::from_word(parts.next()?.strip_prefix("sida.")?)?;
        let element = parts.next().and_then(Id::new).unwrap_or_default();
        let filter = query.split('&').filter_map(|pair| pair.split_once('='));
        let filter = filter.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        Some(Self { file, view, element, filter })
    }

    /// The hash.
    pub fn to_hash(&self) -> String {
        let mut hash = format!("#/{}/sida.{}", self.file, self.view.word());
        if !self.element.is_missing() {
            hash.push_str(&format!("/{}", self.element));
        }
        for (index, (key, value)) in self.filter.iter().enumerate() {
            let lead = if index == 0 { '?' } else { '&' };
            hash.push_str(&format!("{lead}{key}={value}"));
        }
        hash
    }
}

/// A page of the year's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// What a report lacks.
    Missing,
    /// A unit's month.
    Month,
    /// What the checks found; in one report, or at one element, where these are given.
    Review,
}

/// A page of the year's work, about a report. No id has a dot, so no report's address is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkPlace {
    /// The year.
    pub file: Id,
    /// The page.
    pub task: Task,
    /// The report; missing for the latest that fits.
    pub report: Id,
    /// The unit, or the element that was looked at; missing where none is chosen.
    pub unit: Id,
}

impl Task {
    /// The word in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "saknas",
            Self::Month => "manad",
            Self::Review => "granskning",
        }
    }
}

impl WorkPlace {
    /// Reads `asn-2023/manad.juli-2023/e-cai`.
    fn parse(path: &str) -> Option<Self> {
        let mut parts = path.split('/');
        let file = Id::new(parts.next()?)?;
        let (word, report) = parts.next()?.split_once('.')?;
        let task = [Task::Missing, Task::Month, Task::Review]
            .into_iter()
            .find(|task| task.word() == word)?;
        let report = if report.is_empty() { Id::default() } else { Id::new(report)? };
        let unit = parts.next().and_then(Id::new).unwrap_or_default();
        Some(Self { file, task, report, unit })
    }

    fn to_hash(&self) -> String {
        let hash = format!("#/{}/{}.{}", self.file, self.task.word(), self.report);
        if self.unit.is_missing() { hash } else { format!("{hash}/{}", self.unit) }
    }
}

impl Route {
    /// Reads a hash: `#/`, `#/asn-2020`, `#/asn-2020/sida.mal`, `#/asn-2020/t2-2020/hvb-dygn/outcome`.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        if path.is_empty() {
            return Self::Start;
        }
        if let Some(place) = ViewPlace::parse(path) {
            return Self::View(place);
        }
        if let Some(place) = WorkPlace::parse(path) {
            return Self::Work(place);
        }
        match Address::parse(path) {
            Ok(address) if address.report.is_missing() => Self::Year(address.file),
            Ok(address) => Self::Report(address),
            Err(_) => Self::Unknown(path.to_owned()),
        }
    }

    /// The hash.
    pub fn to_hash(&self) -> String {
        match self {
            Self::Start => "#/".to_owned(),
            Self::Year(id) => format!("#/{id}"),
            Self::View(place) => place.to_hash(),
            Self::Work(place) => place.to_hash(),
            Self::Report(address) => format!("#/{address}"),
            Self::Unknown(path) => format!("#/{path}"),
        }
    }

    /// The year the place is in.
    pub fn file(&self) -> Option<&Id> {
        match self {
            Self::Year(id) => Some(id),
            Self::View(place) => Some(&place.file),
            Self::Work(place) => Some(&place.file),
            Self::Report(address) => Some(&address.file),
            Self::Start | Self::Unknown(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_read_what_they_write() {
        let hashes = [
            "#/",
            "#/asn-2020",
            "#/asn-2020/t2",
            "#/asn-2020/t2/hvb/price.3",
            "#/asn-2020/sida.mal",
            "#/asn-2020/sida.risker/risk-af?status=red&typ=ekonomi",
            "#/asn-2023/manad.juli-2023/e-cai",
            "#/asn-2023/manad.",
            "#/asn-2023/saknas.t1-2023",
            "#/asn-2023/granskning.",
            "#/asn-2023/granskning.t1-2023/sjuk",
            "#/Å ä",
        ];
        for hash in hashes {
            assert_eq!(Route::parse(hash).to_hash(), hash);
        }
        assert_eq!(Route::parse(""), Route::Start);
        assert!(matches!(Route::parse("#/<script>"), Route::Unknown(_)));
        assert!(matches!(Route::parse("#/asn-2023/saknas.t1-2023"), Route::Work(_)));
        assert!(matches!(Route::parse("#/asn-2023/saknas.<b>"), Route::Unknown(_)));
        assert!(matches!(Route::parse("#/asn-2020/sida.okand"), Route::Unknown(_)));
    }

    #[test]
    fn a_choice_replaces_the_one_before() {
        let Some(file) = Id::new("asn-2020") else { panic!() };
        let place = ViewPlace::new(&file, View::Risks).choose("status", "red");
        assert_eq!(place.choose("status", "green").choice("status"), "green");
        assert_eq!(place.choose("status", "").to_hash(), "#/asn-2020/sida.risker");
    }
}
