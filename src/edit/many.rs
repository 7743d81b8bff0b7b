//! Places with what is typed there as one text, as they go from the page to the worker: thousands of
//! pairs would each be taken apart and put together again on the way.

/// Stands between a place and what is typed there. No keyboard has it, and no text of the model.
const BETWEEN: char = '\u{1f}';
/// Stands after each pair.
const AFTER: char = '\u{1e}';

/// Places and texts as one text.
pub fn joined<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = String::new();
    for (place, text) in pairs {
        out.push_str(place);
        out.push(BETWEEN);
        out.extend(text.chars().filter(|c| ![BETWEEN, AFTER].contains(c)));
        out.push(AFTER);
    }
    out
}

/// The places and texts of one text.
pub fn pairs(joined: &str) -> impl Iterator<Item = (&str, &str)> {
    joined.split(AFTER).filter_map(|pair| pair.split_once(BETWEEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_comes_apart() {
        let cells = [("å/t1/r", "1\n2\tä"), ("å/t1/s", ""), ("", "x")];
        assert_eq!(pairs(&joined(cells.into_iter())).collect::<Vec<_>>(), cells);
        assert_eq!(pairs("").count(), 0);
        let odd = joined([("a", "x\u{1e}y\u{1f}z")].into_iter());
        assert_eq!(pairs(&odd).collect::<Vec<_>>(), [("a", "xyz")]);
    }
}
