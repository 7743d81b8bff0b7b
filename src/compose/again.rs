//! Composing a report anew after a step: chapters that no change has reached are taken over from the
//! last time.

use std::ops::Range;
use std::sync::Arc;

use super::{Composer, rows};
use crate::compute::{Context, Derivation};
use crate::document::{Body, Document, PagePlace, Piece, TextLook, View};
use crate::model::{Address, Block, Report, Section, Year, walk};

/// What a document was composed from.
#[derive(Clone, Debug, Default)]
pub struct Source {
    year: Arc<Year>,
    chapters: Vec<Chapter>,
}

/// A chapter, and what came of it.
#[derive(Clone, Debug)]
struct Chapter {
    section: Arc<Section>,
    before: State,
    after: State,
    contents: Range<usize>,
    pieces: Range<usize>,
    derivations: Range<usize>,
}

/// What a chapter hands on to the next one.
#[derive(Clone, Debug, PartialEq)]
struct State {
    counters: Vec<u32>,
    page: PagePlace,
    also: Vec<Address>,
    follow: Option<View>,
}

/// Composes a report that was composed before, from `source` as `last`. What is the same is moved out of
/// `last`; for each piece the answer says whether it stood at this very place.
pub fn compose_again(
    year: &Arc<Year>,
    report: &Report,
    writing: bool,
    (source, last): (&mut Source, &mut Document),
) -> (Document, Vec<bool>) {
    let context = Context::new(year, report);
    let mut composer = Composer::new(&context);
    composer.writing = writing;
    composer.front();
    let is_same = is_same_around(&source.year, year, report);
    let mut old = if is_same { std::mem::take(&mut source.chapters) } else { Vec::new() };
    let derivations = std::mem::take(&mut last.derivations);
    let mut derivations: Vec<Option<_>> = derivations.into_iter().map(Some).collect();
    let (mut chapters, mut kept) = (Vec::new(), Vec::new());
    for section in &report.sections {
        let before = composer.state();
        let start = composer.lengths();
        match old.iter().position(|chapter| chapter.is_of(section, &before)) {
            Some(at) => {
                let chapter = old.swap_remove(at);
                kept.extend(chapter.pieces.clone().zip(start.1..).map(|(old, new)| old == new));
                composer.take_over(chapter, last, &mut derivations);
            }
            None => {
                let before = old.iter().find(|chapter| chapter.section.id == section.id);
                composer.known = before
                    .map(|chapter| chapter.known_rows(section, last, &mut derivations))
                    .unwrap_or_default();
                composer.section(section, 1);
            }
        }
        let end = composer.lengths();
        kept.resize(end.1, false);
        chapters.push(Chapter {
            section: section.clone(),
            before,
            after: composer.state(),
            contents: start.0..end.0,
            pieces: start.1..end.1,
            derivations: start.2..end.2,
        });
    }
    *source = Source { year: year.clone(), chapters };
    (composer.document, kept)
}

/// Whether everything that a chapter's look depends on is the same, but for the report's chapters.
fn is_same_around(old: &Year, new: &Year, report: &Report) -> bool {
    let Some(before) = old.report(&report.id) else { return false };
    let bare = |year: &Year| Year { reports: Vec::new(), ..year.clone() };
    let head = |report: &Report| Report { sections: Vec::new(), ..report.clone() };
    let others = |(old, new): (&Arc<Report>, &Arc<Report>)| {
        Arc::ptr_eq(old, new) || (old.id == report.id && new.id == report.id)
    };
    old.reports.len() == new.reports.len()
        && old.reports.iter().zip(&new.reports).all(others)
        && head(before) == head(report)
        && bare(old) == bare(new)
}

impl Chapter {
    fn is_of(&self, section: &Arc<Section>, before: &State) -> bool {
        Arc::ptr_eq(&self.section, section) && self.before == *before && stands_alone(section)
    }

    /// The rows of its tables of figures that are the same in what it has become.
    fn known_rows(
        &self,
        now: &Section,
        last: &Document,
        derivations: &mut [Option<(Address, Derivation)>],
    ) -> rows::Known {
        let derivations = &mut derivations[self.derivations.clone()];
        rows::known((&self.section, now), &last.pieces[self.pieces.clone()], derivations)
    }
}

/// Whether a chapter shows nothing that stands in another: a count of assignments can.
fn stands_alone(section: &Section) -> bool {
    let mut is_alone = true;
    walk::each_block_within(section, &mut |block| is_alone &= !matches!(block, Block::Tally(_)));
    is_alone
}

/// What is left where a piece was taken.
fn hole() -> Piece {
    let body = Body::Text(TextLook::Small, Vec::new());
    let (address, also) = (Address::default(), Vec::new());
    Piece { address, also, place: None, page: PagePlace::Flow, body }
}

impl Composer<'_> {
    fn state(&self) -> State {
        let Self { counters, page, also, follow, .. } = self;
        State { counters: counters.clone(), page: *page, also: also.clone(), follow: *follow }
    }

    /// How many entries, pieces and derivations there are.
    fn lengths(&self) -> (usize, usize, usize) {
        let Document { contents, pieces, derivations, .. } = &self.document;
        (contents.len(), pieces.len(), derivations.len())
    }

    fn take_over(
        &mut self,
        chapter: Chapter,
        last: &mut Document,
        derivations: &mut [Option<(Address, Derivation)>],
    ) {
        self.document.contents.extend_from_slice(&last.contents[chapter.contents]);
        let pieces = last.pieces[chapter.pieces].iter_mut();
        self.document.pieces.extend(pieces.map(|piece| std::mem::replace(piece, hole())));
        let derivations = derivations[chapter.derivations].iter_mut();
        self.document.derivations.extend(derivations.filter_map(Option::take));
        let State { counters, page, also, follow } = chapter.after;
        (self.counters, self.page, self.also, self.follow) = (counters, page, also, follow);
    }
}
