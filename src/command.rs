//! The host program's commands.

use std::fs;
use std::io::Write;
use std::process::ExitCode;

use crate::compose::compose;
use crate::{document, file};

const USAGE: &str = "\
Usage:
  tertial text FILE [REPORT]   print a plan or report as plain text
  tertial check FILE           is it a valid year? lists all problems with their places
  tertial fmt FILE             print the file in canonical form
  tertial schema               print the JSON Schema of the format
  tertial generate [KIND]      print a seeded synthetic year
";

/// Runs a command. Exit code 0: done; 1: the file has problems; 2: it could not be done.
pub fn run(arguments: &[String]) -> ExitCode {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["text", path] => text(path, None),
        ["text", path, report] => text(path, Some(report)),
        ["check", path] => check(path),
        ["fmt", path] => open(path).map(|opened| print(&file::save(&opened.year))),
        ["schema"] => Ok(print(&format!("{:#}\n", file::schema()))),
        _ => Err(USAGE.to_owned()),
    };
    result.unwrap_or_else(|message| {
        eprintln!("{message}");
        ExitCode::from(2)
    })
}

fn open(path: &str) -> Result<file::Opened, String> {
    let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    file::open(&bytes).map_err(|error| format!("{path}: {error}"))
}

fn text(path: &str, wanted: Option<&str>) -> Result<ExitCode, String> {
    let year = open(path)?.year;
    let is_wanted = |id: &str| wanted.is_none_or(|wanted| wanted == id);
    let chosen: Vec<_> = year.reports.iter().filter(|r| is_wanted(r.id.as_str())).collect();
    if chosen.is_empty() {
        let known: Vec<&str> = year.reports.iter().map(|report| report.id.as_str()).collect();
        return Err(format!("{path}: no such report. The file has: {}", known.join(", ")));
    }
    for report in chosen {
        print(&document::text::render(&compose(&year, report)));
    }
    Ok(ExitCode::SUCCESS)
}

fn check(path: &str) -> Result<ExitCode, String> {
    let opened = open(path)?;
    for problem in &opened.problems {
        println!("{problem}");
    }
    let year = &opened.year;
    println!("{path}: {} ({}), {} problem", year.name(), year.id, opened.problems.len());
    Ok(if opened.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Prints to standard output. A reader that has gone away, as `head` does, is no error.
fn print(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
