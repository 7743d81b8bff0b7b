//! Version 1 said `"unnumbered": true` of a report where a section says `"numbering": "none"`.
//! From version 2 both say it the same way.

use crate::json::Tree;

pub(super) fn run(content: &mut Tree) {
    let Some(reports) = content.get("reports") else { return };
    for report in reports.items() {
        let unnumbered = report.get("unnumbered").cloned();
        match unnumbered {
            Some(Tree::Leaf(word)) if word == "true" => {
                let none = Tree::Leaf("\"none\"".to_owned());
                report.replace("unnumbered", Some(("numbering", none)));
            }
            Some(Tree::Leaf(word)) if word == "false" => report.replace("unnumbered", None),
            // A value that was never valid is left for reading to report.
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::json::{Reader, Tree};

    fn tree(text: &str) -> Tree {
        Tree::read(&mut Reader::new(text)).unwrap()
    }

    #[test]
    fn unnumbered_becomes_numbering() {
        let mut content = tree(
            r#"{"reports": [
                {"id": "a", "unnumbered": true},
                {"id": "b", "unnumbered": false},
                {"id": "c", "unnumbered": "ja"}
            ]}"#,
        );
        super::run(&mut content);
        let after = r#"{"reports": [
            {"id": "a", "numbering": "none"},
            {"id": "b"},
            {"id": "c", "unnumbered": "ja"}
        ]}"#;
        assert_eq!(content, tree(after));
    }
}
