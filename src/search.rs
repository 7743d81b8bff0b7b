//! Finding a place in all opened years by its name, forgiving of spelling.
//!
//! Every distinct word of all names stands once in a vocabulary, and an entry is a list of word
//! numbers: a query is held against each word once, and after that entries are only looked up.

mod closeness;
mod details;
mod gather;
mod kind;
mod vocabulary;
mod words;

use std::cmp::Reverse;
use std::ops::Range;

use closeness::{Asked, BEGINNING, OTHER, WHOLE};
use gather::{Draft, Target};
use kind::HitKind;
use vocabulary::Vocabulary;

use crate::model::{Id, Report, Year};

/// Most words of a query that count.
const MOST_WORDS: usize = 8;

/// Most characters of a query that count.
const LONGEST_QUERY: usize = 200;

/// What can be found in the opened years.
#[derive(Clone, Debug, Default)]
pub struct Index {
    vocabulary: Vocabulary,
    years: Vec<YearEntries>,
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is called.
    pub title: String,
    /// The Swedish word for what it is.
    pub kind: &'static str,
    /// The report and year it stands in.
    pub place: String,
    /// The hash that leads there.
    pub href: String,
}

/// What can be found in a year.
#[derive(Clone, Debug)]
struct YearEntries {
    id: Id,
    year: u16,
    name: String,
    committee: String,
    /// Ids and names of its reports.
    reports: Vec<(Id, String)>,
    entries: Vec<Entry>,
    /// The words of all entries, then those of the year's own name.
    words: Vec<u32>,
    own: Range<usize>,
}

#[derive(Clone, Debug)]
struct Entry {
    title: String,
    kind: HitKind,
    target: Target,
    others: usize,
    /// Its words among the year's.
    words: Range<usize>,
    /// The words for what it is.
    kind_words: Range<usize>,
}

/// How well an entry matches, the best first, and where it stands.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    distance: u16,
    group: u8,
    is_other_year: bool,
    year: Reverse<u16>,
    kind: HitKind,
    length: usize,
    at: (usize, usize),
}

impl Index {
    /// Enters a year, in place of the one with the same id.
    pub fn put(&mut self, year: &Year) {
        self.forget(year.id.as_str());
        if year.id.is_missing() {
            return;
        }
        let entries = YearEntries::new(year, &mut self.vocabulary);
        self.years.push(entries);
    }

    /// Takes out the year with this id.
    pub fn forget(&mut self, id: &str) {
        if let Some(at) = self.years.iter().position(|year| year.id.as_str() == id) {
            let year = self.years.remove(at);
            self.vocabulary.release(&year.words);
        }
    }

    /// The best matches of a query: entries in which every word of it is found. Of those that match
    /// equally well, those of the current year come first. Nothing asked for gives the pages and
    /// reports of the current year, or the years if there is none.
    pub fn find(&self, query: &str, current: Option<&str>, limit: usize) -> Vec<Hit> {
        let current = self.years.iter().position(|year| current == Some(year.id.as_str()));
        let best = match query.trim() {
            "" => self.places(current, limit),
            query => self.matches(query, current, limit),
        };
        best.into_iter().map(|Rank { at: (year, entry), .. }| self.years[year].hit(entry)).collect()
    }

    fn places(&self, current: Option<usize>, limit: usize) -> Vec<Rank> {
        let mut best = Vec::new();
        for (at, year) in self.years.iter().enumerate() {
            for (entry, Entry { kind, .. }) in year.entries.iter().enumerate() {
                let is_listed = match current {
                    Some(current) => current == at && kind.is_place(),
                    None => *kind == HitKind::Year,
                };
                if is_listed {
                    // Pages and reports stay in the order of menus.
                    let kind = HitKind::Year;
                    let rank = Rank { kind, length: 0, ..year.rank(at, entry, current) };
                    keep(&mut best, rank, limit);
                }
            }
        }
        best
    }

    fn matches(&self, query: &str, current: Option<usize>, limit: usize) -> Vec<Rank> {
        let distances = self.distances(query);
        let mut best = Vec::new();
        if distances.is_empty() {
            return best;
        }
        for (at, year) in self.years.iter().enumerate() {
            for (number, entry) in year.entries.iter().enumerate() {
                if let Some((distance, is_whole)) = year.distance(entry, &distances) {
                    let group = entry.kind.group(is_whole);
                    let rank = Rank { distance, group, ..year.rank(at, number, current) };
                    keep(&mut best, rank, limit);
                }
            }
        }
        best
    }

    /// For each word of the query, its distance to each word of the vocabulary.
    fn distances(&self, query: &str) -> Vec<Vec<u8>> {
        let end = query.char_indices().nth(LONGEST_QUERY).map_or(query.len(), |(at, _)| at);
        let mut asked = Vec::new();
        words::each_word(&query[..end], &mut |word| asked.push(Asked::new(word)));
        asked.truncate(MOST_WORDS);
        asked.iter().map(|asked| self.vocabulary.distances(asked)).collect()
    }
}

/// Keeps the best, in order. Fewer are shown than match, so sorting all would be wasted.
fn keep(best: &mut Vec<Rank>, rank: Rank, limit: usize) {
    let at = best.partition_point(|other| *other < rank);
    if at < limit {
        best.insert(at, rank);
        best.truncate(limit);
    }
}

impl YearEntries {
    fn new(year: &Year, vocabulary: &mut Vocabulary) -> Self {
        let reports = gather::latest_first(year);
        let mut words = Vec::new();
        let drafts = gather::gather(year, &reports);
        let entries =
            drafts.iter().map(|draft| Entry::new(draft, vocabulary, &mut words)).collect();
        let name = year.name();
        let own = enter(vocabulary, &[&name], &mut words);
        let named = |report: &Report| (report.id.clone(), gather::report_name(report).to_owned());
        Self {
            id: year.id.clone(),
            year: year.year,
            name,
            committee: year.committee.name.clone(),
            reports: reports.into_iter().map(named).collect(),
            entries,
            words,
            own,
        }
    }

    /// The distance of an entry to all words of a query, and whether it has them all whole. A word
    /// may also be the year's or for what the entry is, as in *risk 2020*, but one must be its own.
    fn distance(&self, entry: &Entry, distances: &[Vec<u8>]) -> Option<(u16, bool)> {
        let (mut sum, mut is_own, mut is_whole) = (0, false, true);
        for distances in distances {
            let least = |words: &Range<usize>| {
                let words = self.words[words.clone()].iter();
                words.map(|word| distances[*word as usize]).min().unwrap_or(OTHER)
            };
            let own = least(&entry.words);
            let around = least(&self.own).min(least(&entry.kind_words));
            is_own |= own < OTHER;
            is_whole &= own.min(around) == WHOLE;
            // What stands around an entry counts a little less than what stands in it.
            let around = if around <= BEGINNING { around + 1 } else { OTHER };
            match own.min(around) {
                OTHER => return None,
                least => sum += u16::from(least),
            }
        }
        is_own.then_some((sum, is_whole))
    }

    fn rank(&self, at: usize, entry: usize, current: Option<usize>) -> Rank {
        let Entry { kind, title, .. } = &self.entries[entry];
        Rank {
            distance: 0,
            group: 0,
            is_other_year: current != Some(at),
            year: Reverse(self.year),
            kind: *kind,
            length: title.len(),
            at: (at, entry),
        }
    }

    fn hit(&self, entry: usize) -> Hit {
        let Entry { title, kind, target, others, .. } = &self.entries[entry];
        let (file, name) = (&self.id, &self.name);
        let (place, href) = match target {
            Target::Year if *kind == HitKind::Year => (self.committee.clone(), format!("#/{file}")),
            Target::Year => (name.clone(), format!("#/{file}")),
            Target::Page(view) => (name.clone(), format!("#/{file}/sida.{}", view.word())),
            Target::Report(at) => (name.clone(), format!("#/{file}/{}", self.reports[*at].0)),
            Target::Element(at, id) => {
                let (report, title) = &self.reports[*at];
                let others = in_others(*others);
                (format!("{title} · {name}{others}"), format!("#/{file}/{report}/{id}"))
            }
        };
        Hit { title: title.clone(), kind: kind.word(), place, href }
    }
}

fn in_others(reports: usize) -> String {
    match reports {
        0 => String::new(),
        1 => ", och i 1 annan rapport".to_owned(),
        _ => format!(", och i {reports} andra rapporter"),
    }
}

impl Entry {
    fn new(draft: &Draft<'_>, vocabulary: &mut Vocabulary, words: &mut Vec<u32>) -> Self {
        let mut names: Vec<&str> = draft.names.iter().map(AsRef::as_ref).collect();
        names.push(draft.within);
        Self {
            title: draft.title(),
            kind: draft.kind,
            target: draft.target.clone(),
            others: draft.others,
            words: enter(vocabulary, &names, words),
            kind_words: enter(vocabulary, &[draft.kind.word()], words),
        }
    }
}

/// Enters texts that belong together; their words are appended once each.
fn enter(vocabulary: &mut Vocabulary, texts: &[&str], words: &mut Vec<u32>) -> Range<usize> {
    let start = words.len();
    vocabulary.next_entry();
    texts.iter().for_each(|text| vocabulary.enter(text, words));
    start..words.len()
}

#[cfg(test)]
mod tests;
