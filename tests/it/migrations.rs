//! Old files open as they did: frozen files of every version, and every step proved on them.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use tertial::file::migrate::{CURRENT, STEPS};
use tertial::file::{self, Opened};
use tertial::json::{Reader, Tree};
use tertial::model::Year;

use crate::common::{self, opened};

/// A frozen file: its version, its name and its text.
struct Frozen {
    version: u32,
    name: String,
    text: String,
}

#[test]
fn steps_are_numbered_without_gaps() {
    let versions: Vec<u32> = STEPS.iter().map(|step| step.from).collect();
    assert_eq!(versions, (1..CURRENT).collect::<Vec<_>>());
    assert!(STEPS.iter().all(|step| !step.name.is_empty()));
    let names: BTreeSet<&str> = STEPS.iter().map(|step| step.name).collect();
    assert_eq!(names.len(), STEPS.len(), "two steps have one name");
}

#[test]
fn every_version_has_frozen_files() {
    for version in 1..=CURRENT {
        let count = frozen().iter().filter(|file| file.version == version).count();
        assert!(count > 0, "tests/fixtures/v{version} is missing or empty");
    }
}

#[test]
fn frozen_files_open_without_problems() {
    for file in frozen() {
        let Opened { year, problems, version, .. } = opened(&file.text);
        assert_eq!(problems, [], "{}", file.name);
        assert_eq!(version, file.version, "{}", file.name);
        assert_eq!(opened(&file::save(&year)).year, year, "{}", file.name);
    }
}

/// Older files are written anew when they are saved; today's are as we write them.
#[test]
fn the_newest_frozen_files_are_canonical() {
    for file in frozen().iter().filter(|file| file.version == CURRENT) {
        assert!(file::save(&opened(&file.text).year) == file.text, "{}", file.name);
    }
}

#[test]
fn every_step_changes_a_frozen_file() {
    for step in STEPS {
        let files = frozen().into_iter().filter(|file| file.version == step.from);
        let changes = |file: Frozen| {
            let mut content = content(&file.text);
            let before = content.clone();
            (step.run)(&mut content);
            content != before
        };
        let changed = files.map(changes).filter(|changed| *changed).count();
        assert!(changed > 0, "no file in tests/fixtures/v{} shows: {}", step.from, step.name);
    }
}

/// A file of one name is one year in all versions: what it says has not changed.
#[test]
fn the_same_year_comes_out_of_every_version() {
    let current: Vec<Frozen> = frozen().into_iter().filter(|f| f.version == CURRENT).collect();
    for old in frozen().iter().filter(|file| file.version < CURRENT) {
        let same = current.iter().find(|file| file.name == old.name);
        let year = |file: &Frozen| -> Year { opened(&file.text).year };
        if let Some(new) = same {
            assert!(year(old) == year(new), "v{} of {} is another year", old.version, old.name);
        }
    }
}

/// What today's files must show, so that the next step has something to change.
#[test]
fn the_newest_frozen_files_hold_every_kind_of_block() {
    let schema = file::schema();
    let kinds = schema["$defs"]["Block"]["oneOf"].as_array().unwrap();
    let newest: Vec<Frozen> = frozen().into_iter().filter(|f| f.version == CURRENT).collect();
    for kind in kinds {
        let kind = kind["properties"]["kind"]["const"].as_str().unwrap();
        let tag = format!("\"kind\": \"{kind}\"");
        assert!(newest.iter().any(|file| file.text.contains(&tag)), "no frozen file has {tag}");
    }
}

fn content(text: &str) -> Tree {
    let file: Value = serde_json::from_str(text).unwrap();
    Tree::read(&mut Reader::new(&file["content"].to_string())).unwrap()
}

fn frozen() -> Vec<Frozen> {
    let mut files = Vec::new();
    for folder in fs::read_dir(common::path("tests/fixtures")).unwrap().map(Result::unwrap) {
        let name = folder.file_name().into_string().unwrap();
        let version = name.strip_prefix('v').and_then(|number| number.parse().ok());
        let version = version.unwrap_or_else(|| panic!("tests/fixtures/{name} is no version"));
        assert!((1..=CURRENT).contains(&version), "tests/fixtures/{name} is no version yet");
        for file in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            let name = file.file_name().into_string().unwrap();
            files.push(Frozen { version, name, text: fs::read_to_string(file.path()).unwrap() });
        }
    }
    files.sort_by(|a, b| (a.version, &a.name).cmp(&(b.version, &b.name)));
    files
}
