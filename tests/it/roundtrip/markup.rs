//! Whether a document's HTML holds together.

use std::collections::HashSet;

/// Elements that are never closed.
const VOID: [&str; 5] = ["br", "hr", "img", "col", "wbr"];

/// Asserts that elements nest and that no id stands twice.
pub fn check(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = HashSet::new();
    for tag in tags(html) {
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "<{tag}> closes something else in {html}");
        } else if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
        }
        if let Some((_, rest)) = tag.split_once(" id=\"") {
            let id = rest.split('"').next().unwrap_or_default();
            assert!(ids.insert(id), "the id {id:?} stands twice");
        }
    }
    assert!(open.is_empty(), "{open:?} are never closed in {html}");
}

/// What stands between `<` and `>`: in escaped text there are no others.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|part| {
        let (tag, text) = part.split_once('>').unwrap_or_else(|| panic!("<{part} has no end"));
        assert!(!text.contains('>'), "{text:?} is not escaped");
        tag
    })
}

#[test]
#[should_panic(expected = "closes something else")]
fn a_crossing_is_found() {
    check("<b><i></b></i>");
}
