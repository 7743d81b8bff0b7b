//! Every link of a page leads to something, and every link to a page arrives.

use std::collections::{HashMap, HashSet};

use tertial::compose::compose;
use tertial::document::Document;
use tertial::follow::Desk;
use tertial::html::Renderer;
use tertial::model::{Id, Year};
use tertial::route::{Route, ViewPlace};

use super::{desks, pages};

/// A painted page or report.
struct Painted {
    ids: HashSet<String>,
    links: Vec<String>,
}

impl Painted {
    fn new(document: &Document) -> Self {
        let mut renderer = Renderer::new(&|_| None);
        let html: String = document.pieces.iter().map(|piece| renderer.piece(piece)).collect();
        let values = |name: &str| -> Vec<String> {
            let lead = format!(" {name}=\"");
            let parts = html.split(&lead).skip(1);
            let values = parts.filter_map(|rest| rest.split('"').next());
            values.map(|value| value.replace("&amp;", "&")).collect()
        };
        Self { ids: values("id").into_iter().collect(), links: values("href") }
    }
}

/// What has been painted, by its hash: many links lead to one place.
#[derive(Default)]
struct Seen(HashMap<String, Option<Painted>>);

impl Seen {
    fn page(&mut self, desk: &Desk, place: &ViewPlace) -> Option<&Painted> {
        let place = ViewPlace { element: Id::default(), ..place.clone() };
        let paint = || desk.page(&place, None).map(|document| Painted::new(&document));
        self.0.entry(place.to_hash()).or_insert_with(paint).as_ref()
    }

    fn report(&mut self, year: &Year, report: &Id) -> Option<&Painted> {
        let paint = || Some(Painted::new(&compose(year, year.report(report)?)));
        self.0.entry(format!("{}/{report}", year.id)).or_insert_with(paint).as_ref()
    }

    /// Why a link leads nowhere; `None` when it arrives.
    fn fault(&mut self, desk: &Desk, link: &str) -> Option<&'static str> {
        match Route::parse(link) {
            Route::View(place) => {
                let Some(page) = self.page(desk, &place) else { return Some("no such page") };
                let arrives =
                    place.element.is_missing() || page.ids.contains(place.element.as_str());
                (!arrives).then_some("not on that page")
            }
            Route::Report(at) => {
                let Some(year) = desk.year(&at.file) else { return Some("no such year") };
                let Some(report) = self.report(year, &at.report) else {
                    return Some("no such report");
                };
                (!report.ids.contains(at.element.as_str())).then_some("not in that report")
            }
            Route::Start | Route::Year(_) | Route::Work(_) | Route::Unknown(_) => Some("no place"),
        }
    }
}

#[test]
fn every_link_of_every_page_arrives() {
    for (desk, ids) in desks() {
        let mut seen = Seen::default();
        let mut faults = Vec::new();
        let mut count = 0;
        for id in &ids {
            for (view, document) in pages(&desk, id) {
                let page = Painted::new(&document);
                for entry in &document.contents {
                    let is_there = page.ids.contains(entry.address.element.as_str());
                    assert!(is_there, "{id} {view:?}: {} is listed and not there", entry.title);
                }
                let own = page.links.iter().filter(|link| link.starts_with('#'));
                for link in own {
                    count += 1;
                    let fault = seen.fault(&desk, link);
                    faults.extend(fault.map(|fault| format!("{id} {view:?}: {link} {fault}")));
                }
            }
        }
        println!("{ids:?}: {count} links");
        assert!(count > 200, "{count} links");
        faults.dedup();
        assert!(faults.is_empty(), "{} faults: {faults:#?}", faults.len());
    }
}

#[test]
fn every_link_from_a_report_arrives_on_its_page() {
    for (desk, ids) in desks() {
        let mut seen = Seen::default();
        let mut faults = Vec::new();
        for year in ids.iter().filter_map(|id| desk.year(id)) {
            for report in &year.reports {
                let links = Painted::new(&compose(year, report)).links;
                let is_page = |link: &&String| matches!(Route::parse(link), Route::View(_));
                let links: Vec<&String> = links.iter().filter(is_page).collect();
                println!("{}: {} links to pages", report.id, links.len());
                for link in links {
                    let fault = seen.fault(&desk, link);
                    faults.extend(fault.map(|fault| format!("{}: {link} {fault}", report.id)));
                }
            }
        }
        assert!(faults.is_empty(), "{} faults: {faults:#?}", faults.len());
    }
}
