//! Any element can be linked to: its id stands in the page of its report.

use std::collections::HashSet;

use tertial::compose::compose;
use tertial::html::Renderer;
use tertial::model::{Report, Year, walk};

use crate::common::{examples, newest_frozen};

fn page(year: &Year, report: &Report) -> String {
    let document = compose(year, report);
    let mut renderer = Renderer::new(&|_| None);
    document.pieces.iter().map(|piece| renderer.piece(piece)).collect()
}

#[test]
fn every_element_has_an_anchor() {
    examples().iter().for_each(|example| every_element_of(&example.year));
}

#[test]
fn every_element_of_the_frozen_years_has_an_anchor() {
    for id in ["kfn-2021", "kfn-2022"] {
        every_element_of(&newest_frozen(id));
    }
}

fn every_element_of(year: &Year) {
    for report in &year.reports {
        let page = page(year, report);
        let ids: HashSet<&str> =
            page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut missing = Vec::new();
        walk::elements(report, &mut |element| {
            if !ids.contains(element.id.as_str()) {
                missing.push(element.id.to_string());
            }
        });
        assert!(missing.is_empty(), "{}: {missing:?}", report.id);
    }
}
