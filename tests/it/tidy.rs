//! What the compiler does not see: which part may name which library, and how long files get.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common;

/// Lines of program in one file; its tests come on top.
const LONGEST: usize = 450;

/// A source file: its path from `src`, and its lines without the tests at its end.
struct Source {
    path: String,
    lines: Vec<String>,
}

#[test]
fn only_the_page_knows_the_browser() {
    let browser = ["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen", "idb"];
    let pages = ["ui", "typist", "worker", "bin/tertial-app.rs"];
    let is_page = |source: &Source| pages.iter().any(|page| source.path.starts_with(page));
    refuse(&browser, |source| !is_page(source));
}

#[test]
fn only_drawing_knows_floats() {
    let drawing = ["plotters", "plotters_backend", "f32", "f64"];
    // The browser measures in nothing else.
    let places = ["draw", "ui", "typist"];
    let may = |source: &Source| places.iter().any(|place| source.path.starts_with(place));
    refuse(&drawing, |source| !may(source));
}

#[test]
fn the_program_does_not_insist() {
    let sources = sources();
    for (source, number, line) in lines(&sources) {
        let insists = line.contains(".unwrap()")
            || (line.contains(".expect(") && !line.contains("self.expect(b"));
        assert!(!insists, "src/{}:{number}: {line}", source.path);
    }
}

#[test]
fn nothing_is_left_lying_about() {
    assert_eq!(strays(&common::path("src")), Vec::<PathBuf>::new());
    let sources = sources();
    for (source, number, line) in lines(&sources) {
        for word in ["TODO", "FIXME", "XXX", "dbg!", "todo!", "unimplemented!"] {
            assert!(!line.contains(word), "src/{}:{number}: {line}", source.path);
        }
        let prints = line.contains("print!(") || line.contains("println!(");
        assert!(!prints || source.path == "command.rs", "src/{}:{number}: {line}", source.path);
    }
}

#[test]
fn files_stay_short() {
    for Source { path, lines } in sources() {
        assert!(lines.len() <= LONGEST, "src/{path} has {} lines without its tests", lines.len());
    }
}

/// No file among these names one of the words.
fn refuse(words: &[&str], among: impl Fn(&Source) -> bool) {
    let sources = sources();
    for (source, number, line) in lines(&sources).filter(|(source, ..)| among(source)) {
        let code = line.split("//").next().unwrap_or_default();
        let mut names = code.split(|c: char| !c.is_alphanumeric() && c != '_');
        let found = names.find(|name| words.contains(name) || name.starts_with("gloo_"));
        assert_eq!(found, None, "src/{}:{number}: {line}", source.path);
    }
}

fn lines(sources: &[Source]) -> impl Iterator<Item = (&Source, usize, &str)> {
    sources.iter().flat_map(|source| {
        source.lines.iter().enumerate().map(move |(at, line)| (source, at + 1, line.as_str()))
    })
}

fn sources() -> Vec<Source> {
    let top = common::path("src");
    let mut files = Vec::new();
    collect(&top, &mut files);
    assert!(files.len() > 50, "only {} files in src", files.len());
    files.sort();
    files.iter().filter(|file| !file.ends_with("tests.rs")).map(|file| source(&top, file)).collect()
}

fn source(top: &Path, file: &Path) -> Source {
    let path = file.strip_prefix(top).unwrap().to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().take_while(|line| *line != "#[cfg(test)]").map(str::to_owned);
    Source { path, lines: lines.collect() }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// What is no source file.
fn strays(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let is_source = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let own = files.into_iter().filter(|path| !is_source(path));
    folders.iter().flat_map(|folder| strays(folder)).chain(own).collect()
}
