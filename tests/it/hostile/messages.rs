//! Every refusal says in Swedish what is wrong, where, and what to do.

use tertial::file::migrate::CURRENT;
use tertial::file::{self, MAX_BYTES, OpenError};

/// What a message may tell its reader to do.
const ADVICE: [&str; 6] = ["Be ", "Kontrollera ", "Välj ", "Packa upp ", "Öppna ", "Uppdatera "];

pub fn check(error: &OpenError) {
    let message = error.to_string();
    assert!(message.contains("ilen") || message.contains("Det här är"), "what? {message}");
    assert!(ADVICE.iter().any(|advice| message.contains(advice)), "what to do? {message}");
    assert!(message.ends_with("Inget i webbläsaren är ändrat."), "what is left? {message}");
    if let OpenError::Syntax { line, column, expected } = error {
        assert!(message.contains(&format!("rad {line}, tecken {column}")), "where? {message}");
        assert!(*line > 0 && *column > 0 && message.contains(expected), "{message}");
    }
}

fn refused(bytes: &[u8]) -> OpenError {
    let error = file::open(bytes).unwrap_err();
    check(&error);
    error
}

#[test]
fn nothing() {
    assert_eq!(refused(b""), OpenError::Empty);
}

#[test]
fn other_files() {
    assert_eq!(refused(b"PK\x03\x04\x14\0\x06\0\x08\0"), OpenError::Zip);
    assert_eq!(refused(b"PK\x05\x06"), OpenError::Zip);
    assert_eq!(refused(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"), OpenError::Pdf);
    assert_eq!(refused(br#"{"name": "package", "version": 3}"#), OpenError::NotOurs);
    assert_eq!(refused(br#"{"format": "tertial", "version": 0}"#), OpenError::NotOurs);
    assert_eq!(refused(b"[1, 2]"), OpenError::NotOurs);
    assert_eq!(refused(b"\"tertial\""), OpenError::NotOurs);
    for text in ["hej", " ", "\n\n", "{", "<html>", "\0\0\0\0", "{\"format\": \"tertial\""] {
        assert!(matches!(refused(text.as_bytes()), OpenError::Syntax { .. }), "{text:?}");
    }
}

#[test]
fn an_empty_envelope() {
    for content in ["", r#", "content": null"#, r#", "content": []"#, r#", "content": "x""#] {
        let text = format!(r#"{{"format": "tertial", "version": {CURRENT}{content}}}"#);
        assert_eq!(refused(text.as_bytes()), OpenError::NoContent, "{text}");
    }
}

#[test]
fn a_newer_format() {
    let text = r#"{"format": "tertial", "version": 999, "content": 1}"#;
    let error = refused(text.as_bytes());
    assert_eq!(error, OpenError::TooNew { found: 999 });
    let message = error.to_string();
    let ours = format!("format {}", file::migrate::CURRENT);
    assert!(message.contains("format 999") && message.contains(&ours), "{message}");
}

/// The content can be read although the version is newer: then the file opens, read-only.
#[test]
fn a_newer_format_that_can_be_read() {
    let text = r#"{"format": "tertial", "version": 999, "content": {"id": "a", "new": 1}}"#;
    let opened = file::open(text.as_bytes()).unwrap();
    assert!(opened.is_read_only());
    assert_eq!(opened.version, 999);
}

#[test]
fn a_file_above_the_limit_is_not_read() {
    // Zeroed memory costs nothing until it is read.
    let bytes = vec![0; MAX_BYTES + 1];
    let error = refused(&bytes);
    assert_eq!(error, OpenError::TooLarge { bytes: MAX_BYTES + 1 });
    assert!(error.to_string().contains("65 MB") && error.to_string().contains("64 MB"));
}

#[test]
fn a_cut_file_says_where_it_ends() {
    let text = "{\n \"format\": \"tertial\",\n \"version\": 2,\n \"content\": {\"id\": \"å";
    let OpenError::Syntax { line, column, .. } = refused(text.as_bytes()) else { panic!() };
    assert_eq!((line, column), (4, 22));
}
