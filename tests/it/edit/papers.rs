//! What is patched is what would be composed anew, and what the journal says gives the same year.

use std::sync::Arc;

use proptest::prelude::*;
use tertial::edit::Wish;
use tertial::file;
use tertial::model::{Address, Block, Id, Report, Year, walk};
use tertial::paper::Paper;
use tertial::studio::Studio;

use super::places::{EXAMPLES, uncounted, unlocked};
use super::{example, pen, random_wish};

fn studio() -> Studio {
    Studio::new(Arc::new(example("asn-2020")), Vec::new(), "")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn patches_and_the_journal_tell_all(
        wishes in proptest::collection::vec(any::<[u8; 4]>(), 1..12),
        back in 0..12_u32,
    ) {
        let mut studio = studio();
        let report = studio.editor.year.reports[1].id.clone();
        let mut parts = studio.show(&report, true, false).unwrap().pieces.clone();
        let mut journal = Vec::new();
        for (index, bytes) in wishes.iter().enumerate() {
            let Some(wish) = random_wish(&mut studio.editor, *bytes) else { continue };
            let Ok(entry) = studio.fulfil(wish, &pen(index as u64)) else { continue };
            journal.extend(entry);
            follow(&mut studio, &mut parts);
        }
        let done = studio.editor.history.done.saturating_sub(back);
        journal.extend(studio.go_to(done, &pen(1)).unwrap());
        follow(&mut studio, &mut parts);
        let mut other = self::studio();
        for entry in &journal {
            prop_assert!(!entry.contains('\n'));
            other.replay(entry).unwrap();
        }
        prop_assert_eq!(file::content(&other.editor.year), file::content(&studio.editor.year));
        prop_assert_eq!(other.log(), studio.log());
        prop_assert_eq!(&other.editor.history, &studio.editor.history);
    }
}

/// Puts the patch on what is on the page, and holds it against the report composed anew.
fn follow(studio: &mut Studio, parts: &mut Vec<String>) {
    let Some((patch, paper)) = studio.patch(false) else { return };
    let (report, document) = (paper.report.clone(), paper.document.clone());
    for (index, html) in patch.changed {
        parts[index] = html;
    }
    for (index, rows) in patch.rows {
        tertial::html::rows::put(&mut parts[index], &rows);
    }
    if let Some((from, count, new)) = patch.spliced {
        parts.splice(from..from + count, new);
    }
    let fresh = Paper::of(&studio.editor, &report, true, false).unwrap();
    let differ = parts.iter().zip(&fresh.pieces).find_map(|(old, new)| difference(old, new));
    assert_eq!(differ, None);
    assert_eq!(parts.len(), fresh.pieces.len());
    // What was taken over is what would be composed, also in what is explained.
    let differ = document.pieces.iter().zip(&fresh.document.pieces).find(|(old, new)| old != new);
    assert!(differ.is_none(), "{differ:#?}");
    let derived = document.derivations.iter().zip(&fresh.document.derivations);
    let differ = derived.into_iter().find(|(old, new)| old != new);
    assert!(differ.is_none(), "{differ:#?}");
    assert!(document == fresh.document);
}

/// Where two texts begin to differ.
fn difference<'t>(old: &'t str, new: &'t str) -> Option<(&'t str, &'t str)> {
    let at = old.char_indices().zip(new.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let at = at.unwrap_or(old.len().min(new.len()));
    let from = |text: &'t str| &text[text[..at].rfind('<').unwrap_or(0)..];
    (old != new).then(|| (from(old), from(new)))
}

/// A figure changes its row and the sums of its column, a label what is called by it.
#[test]
fn what_a_figure_does_not_reach_is_taken_over() {
    for name in EXAMPLES {
        for year in [unlocked(name), uncounted(name)] {
            let places = figures(&year);
            let mut studio = Studio::new(Arc::new(year), Vec::new(), "");
            for (report, places) in places {
                let Some(paper) = studio.show(&report, true, false) else { continue };
                let mut parts = paper.pieces.clone();
                for (seed, at) in (1..).zip(places) {
                    let text = format!("1{seed}7");
                    if studio.fulfil(Wish::Type { at, text }, &pen(seed)).is_ok() {
                        follow(&mut studio, &mut parts);
                    }
                }
                let done = studio.editor.history.done - 2;
                studio.go_to(done, &pen(0)).unwrap();
                follow(&mut studio, &mut parts);
            }
        }
    }
}

/// Of each report some places in its tables of figures: a cell in every third row, and now and then a label.
fn figures(year: &Year) -> Vec<(Id, Vec<Address>)> {
    let of_report = |report: &Arc<Report>| {
        let mut places = Vec::new();
        walk::each_block(report, &mut |block| {
            let Block::Figures(table) = block else { return };
            for (row, column) in table.rows.iter().zip(table.columns.iter().cycle()).step_by(3) {
                let field = if places.len() % 5 == 4 { "label" } else { column.id.as_str() };
                places.push(Address::new(&year.id, &report.id, &row.id).field(field));
            }
        });
        (report.id.clone(), places)
    };
    let all = year.reports.iter().map(of_report);
    all.filter(|(_, places)| places.len() > 2).collect()
}

/// Regions that scroll have names of their own, also after a step.
#[test]
fn names_of_regions_stay_unique() {
    let mut studio = studio();
    let report = studio.editor.year.reports[1].id.clone();
    let mut parts = studio.show(&report, true, false).unwrap().pieces.clone();
    let wish =
        Wish::Type { at: super::at("asn-2020/t2-2020/hvb-dygn/status"), text: "2".to_owned() };
    studio.fulfil(wish, &pen(1)).unwrap();
    follow(&mut studio, &mut parts);
    let mut names: Vec<&str> = Vec::new();
    for part in &parts {
        assert!(part.starts_with("<div class=\"bit\"") && part.ends_with("</div>"), "{part}");
        for region in part.split("role=\"region\"").skip(1) {
            let name = region.split("aria-label=\"").nth(1).unwrap().split('"').next().unwrap();
            assert!(!names.contains(&name), "{name}: {part}");
            names.push(name);
        }
    }
    assert!(names.len() > 10);
}
