//! HTML whose styles say something and do nothing.

/// The attribute that holds what stood in `style`.
pub const STYLE: &str = "data-style";

/// HTML with its style sheets and comments left out and its style attributes under another name: the page's
/// policy forbids styles, also in what is only parsed.
pub fn inert(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        rest = if let Some(comment) = tag.strip_prefix("!--") {
            comment.split_once("-->").map_or("", |(_, after)| after)
        } else if is_named(tag, "style") {
            after_sheet(tag)
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            out.push('<');
            element(&mut out, tag)
        } else {
            out.push('<');
            tag
        };
    }
    out.push_str(rest);
    out
}

fn is_named(tag: &str, name: &str) -> bool {
    let is_name = tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    is_name && tag[name.len()..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
}

/// What follows a style sheet; its end tag, which closes nothing, stays.
fn after_sheet(tag: &str) -> &str {
    let ends = tag.match_indices("</").map(|(at, _)| &tag[at..]);
    let mut ends = ends.filter(|end| is_named(&end[2..], "style"));
    ends.next().and_then(|end| end.split_once('>')).map_or("", |(_, after)| after)
}

/// Writes the rest of a tag; gives what follows it.
fn element<'t>(out: &mut String, tag: &'t str) -> &'t str {
    let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
    let mut rest = take(out, tag, |c| !ends(c));
    loop {
        rest = take(out, rest, |c| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return rest;
        }
        if let Some(after) = rest.strip_prefix('>') {
            out.push('>');
            return after;
        }
        rest = attribute(out, rest);
    }
}

fn attribute<'t>(out: &mut String, text: &'t str) -> &'t str {
    // A name may begin with the sign that else parts it from its value.
    let mut is_first = true;
    let end = text.find(|c: char| {
        let ends = c.is_whitespace() || matches!(c, '>' | '/') || (c == '=' && !is_first);
        is_first = false;
        ends
    });
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    out.push_str(if name.eq_ignore_ascii_case("style") { STYLE } else { name });
    let rest = take(out, rest, char::is_whitespace);
    let Some(value) = rest.strip_prefix('=') else { return rest };
    out.push('=');
    let value = take(out, value, char::is_whitespace);
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            out.push(quote);
            let rest = take(out, &value[1..], |c| c != quote);
            let Some(after) = rest.strip_prefix(quote) else { return rest };
            out.push(quote);
            after
        }
        _ => take(out, value, |c| !c.is_whitespace() && c != '>'),
    }
}

/// Writes the characters that belong; gives the rest.
fn take<'t>(out: &mut String, text: &'t str, belongs: impl Fn(char) -> bool) -> &'t str {
    let (taken, rest) = text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()));
    out.push_str(taken);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_told_and_not_set() {
        let html = "<!--x <p style=a>--><STYLE>p{}</style><p class='style=a' STYLE = \"x:'>'\">style=1 < 2<br/></p>";
        let expected = "<p class='style=a' data-style = \"x:'>'\">style=1 < 2<br/></p>";
        assert_eq!(inert(html), expected);
        assert_eq!(inert("<p style=a:b>x<p =style=c y"), "<p data-style=a:b>x<p =style=c y");
        assert_eq!(inert("<style>p"), "");
        assert_eq!(inert("<p style='ö"), "<p data-style='ö");
    }
}
