//! The reports of all years at hand, in order of time, and what lives across them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::compute::Context;
use crate::model::{Address, Block, Id, OverviewBlock, Report, ReportKind, Year, walk};

/// One plan or report on the line.
pub(super) struct Spot<'a> {
    pub(super) year: &'a Year,
    pub(super) report: &'a Report,
    pub(super) context: Context<'a>,
    /// Its overview of goals, looked up once: every goal asks for it.
    pub(super) overview: Option<&'a OverviewBlock>,
}

/// All reports of one committee, the earliest first; a year's plan before its reports.
pub(super) struct Timeline<'a> {
    /// The year the page is about.
    pub(super) year: &'a Year,
    pub(super) spots: Vec<Spot<'a>>,
}

/// What stands under one id over the reports: the spot's place on the line, and the thing.
pub(super) struct Track<'a, T> {
    pub(super) id: &'a Id,
    pub(super) stands: Vec<(usize, &'a T)>,
    /// How many of them are of the page's own year or before.
    known: usize,
}

impl<'a> Spot<'a> {
    /// The report's short name: `T2 2020`, `juli 2023`, `planen 2020`.
    pub(super) fn short(&self) -> String {
        let year = self.year.year;
        match self.report.kind {
            ReportKind::Plan => format!("planen {year}"),
            ReportKind::Annual => format!("helåret {year}"),
            ReportKind::Free if self.report.title.is_empty() => format!("en rapport {year}"),
            ReportKind::Free => walk::short_title(self.report),
            _ => format!("{} {year}", walk::short_title(self.report)),
        }
    }

    pub(super) fn is_plan(&self) -> bool {
        self.report.kind == ReportKind::Plan
    }

    pub(super) fn at(&self, element: &Id) -> Address {
        self.context.at(element)
    }
}

impl<'a> Timeline<'a> {
    /// The line of the years of `year`'s committee.
    pub(super) fn new(years: &'a [Arc<Year>], year: &'a Year) -> Self {
        // Of two files of one year, such as a copy that was kept, the other is another story.
        let mut known = vec![year.year];
        let mut same = |other: &&Arc<Year>| {
            let is_new = other.committee.id == year.committee.id
                && !year.committee.id.is_missing()
                && !known.contains(&other.year);
            if is_new {
                known.push(other.year);
            }
            is_new || other.id == year.id
        };
        let mut spots: Vec<Spot<'a>> = Vec::new();
        for other in years.iter().filter(|other| same(other)) {
            spots.extend(other.reports.iter().map(|report| {
                let context = Context::new(other, report);
                let overview = find_block(report, |block| match block {
                    Block::Overview(block) => Some(block),
                    _ => None,
                });
                Spot { year: other, report, context, overview }
            }));
        }
        spots.sort_by_key(|spot| {
            (spot.year.year, !spot.is_plan(), spot.report.period.to, spot.report.period.from)
        });
        Self { year, spots }
    }

    /// The plan and reports of the page's own year.
    pub(super) fn own(&self) -> impl DoubleEndedIterator<Item = (usize, &Spot<'a>)> {
        self.spots.iter().enumerate().filter(|(_, spot)| spot.year.id == self.year.id)
    }

    /// The latest report of the year; its plan when there is none.
    pub(super) fn latest(&self) -> Option<&Spot<'a>> {
        self.own().next_back().map(|(_, spot)| spot)
    }

    /// The latest report of the year that has what is asked for.
    pub(super) fn latest_with<T>(
        &self,
        find: impl Fn(&Spot<'a>) -> Option<T>,
    ) -> Option<(&Spot<'a>, T)> {
        self.own().rev().find_map(|(_, spot)| find(spot).map(|found| (spot, found)))
    }

    /// Whether there are reports of other years too.
    pub(super) fn is_over_years(&self) -> bool {
        self.spots.iter().any(|spot| spot.year.id != self.year.id)
    }

    /// Things gathered by id, in the order they are first met from the page's own latest report
    /// backwards, so that what is current comes first.
    pub(super) fn tracks<T>(
        &self,
        each: impl Fn(&'a Report, &mut dyn FnMut(&'a Id, &'a T)),
    ) -> Vec<Track<'a, T>> {
        let mut order: Vec<usize> = self.own().map(|(index, _)| index).rev().collect();
        let own = order.clone();
        order.extend((0..self.spots.len()).rev().filter(|index| !own.contains(index)));
        let mut tracks: Vec<Track<'a, T>> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for index in order {
            each(self.spots[index].report, &mut |id, thing| {
                let at = *known.entry(id.as_str()).or_insert(tracks.len());
                if at == tracks.len() {
                    tracks.push(Track { id, stands: Vec::new(), known: 0 });
                }
                // The first place in a report stands for it.
                if tracks[at].stands.iter().all(|(spot, _)| *spot != index) {
                    tracks[at].stands.push((index, thing));
                }
            });
        }
        for track in &mut tracks {
            track.stands.sort_by_key(|(index, _)| *index);
            let is_known = |index: usize| self.spots[index].year.year <= self.year.year;
            track.known = track.stands.iter().filter(|(index, _)| is_known(*index)).count();
        }
        tracks
    }
}

impl<'a, T> Track<'a, T> {
    /// The latest up to the page's own year: what came later is not its present. Things of later
    /// years only have their last.
    pub(super) fn last(&self) -> Option<(usize, &'a T)> {
        self.past().last().or(self.stands.last()).copied()
    }

    /// All up to the page's own year.
    pub(super) fn past(&self) -> &[(usize, &'a T)] {
        &self.stands[..self.known]
    }

    /// What stands at a spot.
    pub(super) fn at(&self, spot: usize) -> Option<&'a T> {
        self.stands.iter().find(|(index, _)| *index == spot).map(|(_, thing)| *thing)
    }

    /// Whether it stands in a report of this year.
    pub(super) fn is_in(&self, line: &Timeline<'a>, year: &Year) -> bool {
        self.stands.iter().any(|(index, _)| line.spots[*index].year.id == year.id)
    }
}

/// The first block of a report that is what is asked for.
pub(super) fn find_block<'a, T>(
    report: &'a Report,
    pick: impl Fn(&'a Block) -> Option<&'a T>,
) -> Option<&'a T> {
    let mut found = None;
    walk::each_block(report, &mut |block| {
        if found.is_none() {
            found = pick(block);
        }
    });
    found
}
