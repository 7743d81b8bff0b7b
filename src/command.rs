//! The host program's commands.

mod check;

use std::fs;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use crate::compose::compose;
use crate::document::View;
use crate::follow::Desk;
use crate::generate::Size;
use crate::model::{Address, Id};
use crate::route::ViewPlace;
use crate::{document, explain, file, generate, html};

const USAGE: &str = "\
Usage:
  tertial text FILE [REPORT]   print a plan or report as plain text
  tertial check FILE... [--json]
                               what is wrong with files and their years: problems and findings with their places
  tertial explain FILE ADDRESS explain a computed value: formula, inputs with their addresses, rule, limits
  tertial fmt FILE             print the file in canonical form
  tertial schema               print the JSON Schema of the format
  tertial generate SIZE [SEED] print a seeded synthetic year: small, usual, largest or stated
  tertial page PAGE FILE...    print a follow-up page of the last file's year over all files' years:
                               oversikt mal risker ekonomi volymer personal uppdrag arshjul styrdokument
  tertial html FILE REPORT     print a plan or report as the page shows it
";

/// Runs a command. Exit code 0: done; 1: the file has problems; 2: it could not be done.
pub fn run(arguments: &[String]) -> ExitCode {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["text", path] => text(path, None),
        ["text", path, report] => text(path, Some(report)),
        ["check", arguments @ ..] if arguments.iter().any(|word| *word != "--json") => {
            check::check(arguments)
        }
        ["explain", path, at] => explain(path, at),
        ["fmt", path] => format_file(path),
        ["page", page, paths @ ..] if !paths.is_empty() => follow(page, paths),
        ["html", path, report] => html(path, report),
        ["generate", size] => generate(size, "1"),
        ["generate", size, seed] => generate(size, seed),
        ["schema"] => Ok(print(&format!("{:#}\n", file::schema()))),
        _ => Err(USAGE.to_owned()),
    };
    result.unwrap_or_else(|message| {
        eprintln!("{message}");
        ExitCode::from(2)
    })
}

/// A newer file is not rewritten: what this version does not know would be lost.
fn format_file(path: &str) -> Result<ExitCode, String> {
    let opened = open(path)?;
    match opened.newer() {
        Some(newer) => Err(format!("{path}: {newer}")),
        None => Ok(print(&file::save(&opened.year))),
    }
}

fn open(path: &str) -> Result<file::Opened, String> {
    let size = fs::metadata(path).map_err(|error| format!("{path}: {error}"))?.len();
    if size > file::MAX_BYTES as u64 {
        let error = file::OpenError::TooLarge { bytes: size as usize };
        return Err(format!("{path}: {error}"));
    }
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

/// A follow-up page as text. Nothing is marked as today: the same files give the same page.
fn follow(page: &str, paths: &[&str]) -> Result<ExitCode, String> {
    let view = View::from_word(page).ok_or_else(|| format!("{page}: no such page"))?;
    let mut desk = Desk::default();
    let mut file = Id::default();
    for path in paths {
        let year = open(path)?.year;
        file = year.id.clone();
        desk.put(Arc::new(year));
    }
    let document = desk.page(&ViewPlace::new(&file, view), None);
    let document = document.ok_or_else(|| format!("{file}: no such year"))?;
    Ok(print(&document::text::render(&document)))
}

fn html(path: &str, wanted: &str) -> Result<ExitCode, String> {
    let year = open(path)?.year;
    let report = year.reports.iter().find(|report| report.id.as_str() == wanted);
    let report = report.ok_or_else(|| format!("{path}: no report {wanted}"))?;
    let document = compose(&year, report);
    let mut renderer = html::Renderer::new(&draw_chart).explaining(&document);
    print(&renderer.front(&document));
    for piece in &document.pieces {
        print(&renderer.piece(piece));
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "charts")]
fn draw_chart(drawing: html::Drawing<'_>) -> Option<String> {
    crate::draw::drawing(drawing)
}

/// Without the drawing code each chart's table stands open.
#[cfg(not(feature = "charts"))]
fn draw_chart(_: html::Drawing<'_>) -> Option<String> {
    None
}

fn generate(size: &str, seed: &str) -> Result<ExitCode, String> {
    let size = match size {
        "small" => Size::SMALL,
        "usual" => Size::USUAL,
        "largest" => Size::LARGEST,
        "stated" => Size::STATED,
        _ => return Err(format!("{size}: small, usual, largest or stated")),
    };
    let seed = seed.parse().map_err(|_| format!("{seed}: the seed is a whole number"))?;
    Ok(print(&file::save(&generate::generate(seed, size))))
}

/// How a value came about. Nothing computed at the address is exit code 1.
fn explain(path: &str, at: &str) -> Result<ExitCode, String> {
    let year = open(path)?.year;
    let at = Address::parse(at).map_err(|error| error.to_string())?;
    match explain::explain(&year, &at) {
        Some(explanation) => Ok(print(&explain::text::render(&explanation))),
        None => {
            eprintln!("{at}: här räknas inget i {path}.");
            Ok(ExitCode::from(1))
        }
    }
}

/// Prints to standard output. A reader that has gone away, as `head` does, is no error.
fn print(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
