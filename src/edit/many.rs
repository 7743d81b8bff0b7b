//! Places with what is typed there as one text, as they go from the page to the worker: thousands of
//! pairs would each be taken apart and put together again on the way.

/// Stands between a place and what is typed there. No keyboard has it, and no text of the model.
const BETWEEN: char = '\u{1f}';
/// Stands after each pair.
const AFTER: char = '\u{1e}';
/// Stands in a place that is in a new row, after the row it comes below and after its number.
const BELOW: char = '\u{1d}';

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

/// A place in a new row: the row it comes below, the number that tells the new rows apart, the field of it.
pub fn in_new_row(below: &str, number: usize, field: &str) -> String {
    format!("{below}{BELOW}{number}{BELOW}{field}")
}

/// The row, the number and the field of a place in a new row; `None` for a place that is there.
pub fn new_row(place: &str) -> Option<(&str, &str, &str)> {
    let (below, rest) = place.split_once(BELOW)?;
    let (number, field) = rest.split_once(BELOW)?;
    Some((below, number, field))
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
        let place = in_new_row("å/t1/r", 3, "label");
        assert_eq!(new_row(&place), Some(("å/t1/r", "3", "label")));
        assert_eq!(new_row("å/t1/r/label"), None);
    }
}
