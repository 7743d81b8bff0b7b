//! What is patched is what would be composed anew, and what the journal says gives the same year.

use std::sync::Arc;

use proptest::prelude::*;
use tertial::file;
use tertial::paper::Paper;
use tertial::studio::Studio;

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
    let report = paper.report.clone();
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
    let differ = parts.iter().zip(&fresh.pieces).find(|(old, new)| old != new);
    assert!(differ.is_none(), "{differ:#?}");
    assert_eq!(parts.len(), fresh.pieces.len());
}

/// Regions that scroll have names of their own, also after a step.
#[test]
fn names_of_regions_stay_unique() {
    let mut studio = studio();
    let report = studio.editor.year.reports[1].id.clone();
    let mut parts = studio.show(&report, true, false).unwrap().pieces.clone();
    let wish = tertial::edit::Wish::Type {
        at: super::at("asn-2020/t2-2020/hvb-dygn/status"),
        text: "2".to_owned(),
    };
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
