//! The few declarations of a style attribute that change what is read.

/// The value of a property, in lower case; the last one counts, as in the browser.
pub(super) fn value(style: &str, property: &str) -> Option<String> {
    let mut declarations = style.split(';').rev().filter_map(|part| part.split_once(':'));
    let found = declarations.find(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    found.map(|(_, value)| value.trim().trim_end_matches("!important").trim().to_lowercase())
}

/// Whether nothing of it is shown as text; Word's margin comments are none of it.
pub(super) fn is_hidden(style: &str) -> bool {
    let is = |property, word| value(style, property).is_some_and(|value| value == word);
    is("display", "none")
        || is("mso-hide", "all")
        || is("visibility", "hidden")
        || is("mso-element", "comment-list")
        || is("mso-special-character", "comment")
}

/// What the style says of boldness; `None` where it says nothing.
pub(super) fn bold(style: &str) -> Option<bool> {
    match value(style, "font-weight")?.as_str() {
        "normal" | "lighter" => Some(false),
        "bold" | "bolder" => Some(true),
        weight => weight.parse::<u16>().ok().map(|weight| weight >= 600),
    }
}

/// What the style says of italics; `None` where it says nothing.
pub(super) fn italic(style: &str) -> Option<bool> {
    match value(style, "font-style")?.as_str() {
        "normal" => Some(false),
        style if style.starts_with("italic") || style.starts_with("oblique") => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_declaration_counts() {
        assert_eq!(bold("font-weight:700;font-weight: normal"), Some(false));
        assert_eq!(bold("mso-bidi-font-weight:bold"), None);
        assert!(is_hidden("height:0;DISPLAY: none"));
        assert_eq!(italic("font-style:italic"), Some(true));
    }
}
