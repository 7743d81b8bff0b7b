//! Version 3 held the stage that a report was in. A report goes through several, and may be unlocked
//! again: from version 4 it has a list of them.

use crate::json::Tree;

pub(super) fn run(content: &mut Tree) {
    let Some(reports) = content.get("reports") else { return };
    for report in reports.items() {
        if let Some(state @ Tree::Object(_)) = report.get("state").cloned() {
            report.replace("state", Some(("stages", Tree::Array(vec![state]))));
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
    fn the_stage_becomes_a_list() {
        let mut content = tree(r#"{"reports": [{"state": {"stage": "ready"}}, {"state": 1}]}"#);
        super::run(&mut content);
        let wanted = tree(r#"{"reports": [{"stages": [{"stage": "ready"}]}, {"state": 1}]}"#);
        assert_eq!(content, wanted, "what is no stage is left for reading");
    }
}
