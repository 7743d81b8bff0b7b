//! Everything in a year that can be found.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::details::{Detail, details};
use super::kind::HitKind;
use super::vocabulary::Numbers;
use crate::document::{View, markdown};
use crate::model::walk::{self, Element};
use crate::model::{Id, Report, ReportKind, Year};

/// Longest title of a hit in characters: a whole paragraph is no title.
const LONGEST_TITLE: usize = 160;

/// Where a hit leads.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// To the year.
    Year,
    /// To a page that follows it up.
    Page(View),
    /// To the report with this number.
    Report(usize),
    /// To an element of the report with this number.
    Element(usize, Id),
}

/// Something that can be found, before its words have numbers.
pub(super) struct Draft<'a> {
    pub kind: HitKind,
    pub target: Target,
    /// Its names, that of the latest report first.
    pub names: Vec<Cow<'a, str>>,
    /// The name of what it stands in, where its own says little.
    pub within: &'a str,
    /// What it stands under, which tells it from others of the same name.
    under: &'a str,
    /// How many more reports have it.
    pub others: usize,
    /// The report it was met in last.
    met: usize,
    is_hidden: bool,
}

impl<'a> Draft<'a> {
    fn new(kind: HitKind, target: Target, names: Vec<Cow<'a, str>>, met: usize) -> Self {
        Self { kind, target, names, within: "", under: "", others: 0, met, is_hidden: false }
    }

    /// Adds a name, unless it is empty or the one before.
    fn call(&mut self, name: Cow<'a, str>) {
        if !name.trim().is_empty() && self.names.last() != Some(&name) {
            self.names.push(name);
        }
    }

    /// The title to show.
    pub fn title(&self) -> String {
        let name = self.names.first().map(Cow::as_ref).unwrap_or_default();
        let plain;
        let name = if self.kind.is_prose() {
            plain = markdown::plain_text(&markdown::parse(name));
            &plain
        } else {
            name
        };
        let mut title = one_line(name);
        if !title.contains(self.within) {
            title.push_str(": ");
            title.push_str(&one_line(self.within));
        }
        shortened(title)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(mut title: String) -> String {
    if let Some((end, _)) = title.char_indices().nth(LONGEST_TITLE) {
        let end = title[..end].rfind(' ').unwrap_or(end);
        title.truncate(end);
        title.push('…');
    }
    title
}

/// The reports that can be linked to, the latest first and plans last.
pub(super) fn latest_first(year: &Year) -> Vec<&Report> {
    let key = |report: &Report| (report.kind == ReportKind::Plan, Reverse(report.period.to));
    let mut sorted: Vec<&Report> = Vec::new();
    for report in year.reports.iter().filter(|report| !report.id.is_missing()) {
        // Of those that end the same day, the last in the file comes first.
        let at = sorted.partition_point(|other| key(other) < key(report));
        sorted.insert(at, report);
    }
    sorted
}

/// The name of a report.
pub(super) fn report_name(report: &Report) -> &str {
    if report.title.is_empty() { report.kind.label() } else { &report.title }
}

/// Everything in the year that can be found: itself, its pages, its reports, their elements.
pub(super) fn gather<'a>(year: &'a Year, reports: &[&'a Report]) -> Vec<Draft<'a>> {
    let mut gathering = Gathering { drafts: places(year, reports), numbers: Numbers::default() };
    for unit in year.committee.units.iter().filter(|unit| !unit.name.is_empty()) {
        let draft = Draft::new(HitKind::Unit, Target::Year, vec![(&*unit.name).into()], 0);
        gathering.add(&unit_key(&unit.id), draft);
    }
    for (number, report) in reports.iter().enumerate() {
        walk::elements(report, &mut |element| gathering.meet(number, element));
        details(report, &mut |id, detail| gathering.learn(number, id, detail));
    }
    gathering.drafts.retain(|draft| !draft.is_hidden && !draft.names.is_empty());
    tell_apart(&mut gathering.drafts);
    gathering.drafts
}

/// Five goals may each have an indicator *Andelen enheter som når sina mål*.
fn tell_apart(drafts: &mut [Draft<'_>]) {
    let mut counts = Numbers::default();
    let is_under = |draft: &&mut Draft<'_>| !draft.under.is_empty();
    for draft in drafts.iter_mut().filter(is_under) {
        *counts.entry((&*draft.names[0]).into()).or_default() += 1;
    }
    for draft in drafts.iter_mut().filter(is_under) {
        if counts.get(&*draft.names[0]).is_some_and(|count| *count > 1) {
            draft.within = draft.under;
        }
    }
}

fn places<'a>(year: &'a Year, reports: &[&'a Report]) -> Vec<Draft<'a>> {
    let committee = &year.committee;
    let names =
        vec![year.name().into(), (&*committee.name).into(), (&*committee.administration).into()];
    let mut places = vec![Draft::new(HitKind::Year, Target::Year, names, 0)];
    places.extend(
        View::ALL.map(|view| {
            Draft::new(HitKind::Page, Target::Page(view), vec![view.title().into()], 0)
        }),
    );
    places.extend(reports.iter().enumerate().map(|(number, report)| {
        let names = vec![
            report_name(report).into(),
            report.kind.label().into(),
            walk::short_title(report).into(),
        ];
        Draft::new(report.kind.into(), Target::Report(number), names, number)
    }));
    places
}

/// The drafts with their numbers by id.
struct Gathering<'a> {
    drafts: Vec<Draft<'a>>,
    numbers: Numbers,
}

/// A unit of the committee may have the id of an element; no id has a slash.
fn unit_key(unit: &Id) -> String {
    format!("/{unit}")
}

impl<'a> Gathering<'a> {
    fn add(&mut self, key: &str, draft: Draft<'a>) {
        self.numbers.insert(key.into(), self.drafts.len() as u32);
        self.drafts.push(draft);
    }

    fn of(&mut self, key: &str) -> Option<&mut Draft<'a>> {
        self.numbers.get(key).map(|number| &mut self.drafts[*number as usize])
    }

    /// Reports come the latest first, so what is met first is what a hit shows.
    fn meet(&mut self, report: usize, element: Element<'a>) {
        let Element { id, kind, title } = element;
        if id.is_missing() {
            return;
        }
        if self.of(id.as_str()).is_none() {
            let target = Target::Element(report, id.clone());
            self.add(id.as_str(), Draft::new(kind.into(), target, Vec::new(), report));
        }
        if let Some(draft) = self.of(id.as_str()) {
            draft.others += usize::from(draft.met != report);
            draft.met = report;
            draft.call(title.into());
        }
    }

    fn learn(&mut self, report: usize, id: &'a Id, detail: Detail<'a>) {
        let Some(draft) = self.of(id.as_str()) else { return };
        let is_latest = draft.others == 0 && draft.met == report;
        match detail {
            Detail::Called(name) => draft.call(name.into()),
            Detail::Within(name) if is_latest => draft.within = name,
            Detail::Under(name) if is_latest => draft.under = name,
            Detail::Kind(kind) if is_latest => draft.kind = kind,
            Detail::Within(_) | Detail::Under(_) | Detail::Kind(_) => {}
            Detail::Hidden => draft.is_hidden = true,
            Detail::SecondPlaceOf(first) => self.join(id, first.as_str()),
            Detail::Unit(unit) => {
                // The unit itself has no page of its own: its results are what there is to see.
                let Some(unit) = self.of(&unit_key(unit)) else { return };
                unit.is_hidden = true;
                let name = unit.names.first().cloned().unwrap_or_default();
                if let Some(draft) = self.of(id.as_str()) {
                    draft.call(name);
                }
            }
        }
    }

    /// The second place of an element is found as the first, by the names of both.
    fn join(&mut self, second: &Id, first: &str) {
        let names = self.of(second.as_str()).map(|draft| draft.names.clone()).unwrap_or_default();
        let Some(draft) = self.of(first).filter(|_| first != second.as_str()) else { return };
        names.into_iter().for_each(|name| draft.call(name));
        if let Some(draft) = self.of(second.as_str()) {
            draft.is_hidden = true;
        }
    }
}
