//! Changes that are no mistakes raise nothing.

use std::collections::HashSet;
use std::sync::Arc;

use tertial::generate::{Size, generate};
use tertial::model::{Block, Report, Year};
use tertial::review::Inspector;

use super::world::{World, new_ones};

/// Most findings in a year that is clean.
const MOST: usize = 1;

#[test]
fn generated_years_are_clean() {
    let mut years: Vec<(String, Year)> = Vec::new();
    for seed in [1, 2, 3, 7, 42] {
        for (name, size) in [("small", Size::SMALL), ("stated", Size::STATED)] {
            years.push((format!("{name} {seed}"), generate(seed, size)));
        }
    }
    years.push(("usual 1".into(), generate(1, Size::USUAL)));
    years.push(("largest 1".into(), generate(1, Size::LARGEST)));
    for (name, year) in years {
        let review = Inspector::default().review(&year);
        let told: Vec<String> = review
            .open()
            .take(20)
            .map(|own| format!("{} {}: {}", own.rule.code, own.at, own.message))
            .collect();
        assert!(told.len() <= MOST, "{name}:\n{}", told.join("\n"));
    }
}

/// A way to change a year that makes nothing wrong.
type Change = fn(&mut Report);

const CHANGES: [(&str, Change); 4] = [
    ("nothing", |_| {}),
    ("another name everywhere", |report| {
        each_block(report, |block| {
            if let Block::Goals(block) = block {
                for goal in &mut block.goals {
                    goal.indicators.iter_mut().for_each(|own| {
                        own.name = format!("{} i år", own.name.trim_end_matches('.'))
                    });
                }
            }
        });
    }),
    ("an innocent sentence", |report| {
        each_block(report, |block| {
            if let Block::Text(text) = block {
                text.text.0.push_str("\n\nArbetet fortsätter som vanligt.");
            }
        });
    }),
    ("a word more in comments", |report| {
        each_block(report, |block| {
            if let Block::Risks(block) = block {
                for risk in block.risks.iter_mut().filter(|risk| !risk.comment.is_empty()) {
                    risk.comment.0.push_str(" Arbetet fortsätter.");
                }
            }
        });
    }),
];

fn each_block(report: &mut Report, change: impl Fn(&mut Block)) {
    for section in &mut report.sections {
        Arc::make_mut(section).blocks.iter_mut().for_each(&change);
    }
}

#[test]
fn what_is_no_mistake_raises_nothing() {
    for world in &mut World::all(1..=2) {
        for (what, change) in CHANGES {
            let mut year = world.year.clone();
            year.reports.iter_mut().for_each(|report| change(Arc::make_mut(report)));
            let open = world.open(&year);
            let alarms = new_ones(&open, &HashSet::new());
            assert!(alarms.len() <= MOST, "{}, {what}: {alarms:#?}", world.name);
        }
    }
}
