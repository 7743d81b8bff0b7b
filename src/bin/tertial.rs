//! Tertial on the command line: the same core without a browser.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    tertial::command::run(&arguments)
}
