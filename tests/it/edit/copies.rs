//! Copies of reports.

use std::sync::Arc;

use tertial::edit::Wish;
use tertial::file;
use tertial::model::{Address, Id, Report, walk};

use super::bonds::{done, of};
use super::editor;
use super::places::unlocked;

/// A copy of a report is a draft of the same elements.
#[test]
fn a_copied_report_is_a_draft_that_joins_the_others() {
    let mut year = unlocked("asn-2020");
    let ready = tertial::model::State {
        stage: tertial::model::Stage::Ready,
        ..tertial::model::State::default()
    };
    let signed = tertial::model::Signature { by: "Eva Ek".into(), ..Default::default() };
    let report = Arc::make_mut(&mut year.reports[1]);
    report.stages.push(ready);
    report.settings = Some(year.settings.clone());
    report.frozen.push(tertial::model::Frozen::default());
    Arc::make_mut(&mut report.sections[0]).ready = Some(signed);
    let mut editor = editor(year);
    let old = editor.year.reports[1].clone();
    let place = of(&editor.year, &old, &Id::default());
    done(&mut editor, Wish::Duplicate { at: place });
    let copy = &editor.year.reports[2];
    assert!(copy.id != old.id && copy.stages.is_empty() && copy.frozen.is_empty());
    assert_eq!(copy.settings, None, "they were kept when it became ready");
    let ids = |report: &Report| {
        let mut ids = Vec::new();
        walk::elements(report, &mut |element| ids.push(element.id.clone()));
        ids
    };
    assert_eq!(ids(copy), ids(&old));
    walk::each_section(&copy.sections, &mut |section| assert_eq!(section.ready, None));
    assert_eq!(crate::common::opened(&file::save(&editor.year)).problems, []);
}

/// Settings that a report has for itself are its copy's too, locked or not.
#[test]
fn a_copied_report_keeps_settings_of_its_own() {
    let own = tertial::model::State {
        stage: tertial::model::Stage::Ready,
        own_settings: true,
        ..tertial::model::State::default()
    };
    for stages in [vec![], vec![own]] {
        let mut year = unlocked("asn-2020");
        let settings = Some(tertial::model::Settings::default());
        let report = Arc::make_mut(&mut year.reports[1]);
        (report.stages, report.settings) = (stages, settings.clone());
        let place = Address::new(&year.id, &report.id, &Id::default());
        let mut editor = editor(year);
        done(&mut editor, Wish::Duplicate { at: place });
        assert_eq!(editor.year.reports[2].settings, settings);
    }
}
