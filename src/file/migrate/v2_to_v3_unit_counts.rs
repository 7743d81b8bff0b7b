//! Version 2 held one count of units per goal. Reports state several: how many are green now, how
//! many are red, how many expect to reach the goal. From version 3 a goal has a list of them.

use crate::json::Tree;

pub(super) fn run(content: &mut Tree) {
    let Some(reports) = content.get("reports") else { return };
    for report in reports.items() {
        in_sections(report);
    }
}

fn in_sections(parent: &mut Tree) {
    let Some(sections) = parent.get("sections") else { return };
    for section in sections.items() {
        if let Some(blocks) = section.get("blocks") {
            blocks.items().iter_mut().for_each(in_goals);
        }
        in_sections(section);
    }
}

fn in_goals(parent: &mut Tree) {
    let Some(goals) = parent.get("goals") else { return };
    for goal in goals.items() {
        if let Some(count @ Tree::Object(_)) = goal.get("unit_count").cloned() {
            goal.replace("unit_count", Some(("unit_counts", Tree::Array(vec![count]))));
        }
        in_goals(goal);
    }
}

#[cfg(test)]
mod tests {
    use crate::json::{Reader, Tree};

    fn tree(text: &str) -> Tree {
        Tree::read(&mut Reader::new(text)).unwrap()
    }

    #[test]
    fn a_count_becomes_a_list_at_any_depth() {
        let year = |counts: &str| {
            tree(&format!(
                r#"{{"reports": [{{"sections": [{{"sections": [{{"blocks": [
                    {{"kind": "text"}},
                    {{"kind": "goals", "goals": [{{"id": "a", "goals": [{{"id": "b", {counts}}}]}}]}}
                ]}}]}}]}}]}}"#
            ))
        };
        let mut content = year(r#""unit_count": {"reached": "11"}"#);
        super::run(&mut content);
        assert_eq!(content, year(r#""unit_counts": [{"reached": "11"}]"#));
        let mut odd = year(r#""unit_count": "elva""#);
        super::run(&mut odd);
        assert_eq!(odd, year(r#""unit_count": "elva""#), "what is no count is left for reading");
    }
}
