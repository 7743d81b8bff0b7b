//! The command `tertial page`.

use std::process::{Command, Output};

use tertial::document::View;

use super::{example_desk, page, says};
use crate::common::path;

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tertial")).args(words).output().unwrap()
}

fn files() -> [String; 3] {
    ["asn-2020", "asn-2025", "asn-2023"]
        .map(|id| path(&format!("public/exempel/{id}.tertial.json")).to_string_lossy().into_owned())
}

/// The last file's year, over all files' years.
#[test]
fn the_command_prints_each_page() {
    let [first, second, last] = files();
    for view in View::ALL {
        let output = run(&["page", view.word(), &first, &second, &last]);
        assert!(output.status.success(), "{}", view.word());
        let printed = String::from_utf8(output.stdout).unwrap().replace('\u{a0}', " ");
        assert!(printed.starts_with(view.title()), "{printed}");
        let expected = says(&page(example_desk(), &format!("asn-2023/sida.{}", view.word())));
        assert!(printed == expected, "{}", view.word());
    }
}

#[test]
fn a_page_that_is_not_is_refused() {
    let [first, ..] = files();
    for words in [["page", "okand", &first], ["page", "mal", "finns-inte.json"]] {
        let output = run(&words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{words:?}");
    }
}
