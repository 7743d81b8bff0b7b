//! Version 1 said `"unnumbered": true` of a report where a section says `"numbering": "none"`.
//! From version 2 both say it the same way.

use serde_json::{Value, json};

pub(super) fn run(content: &mut Value) {
    let reports = content.get_mut("reports").and_then(Value::as_array_mut);
    for report in reports.into_iter().flatten().filter_map(Value::as_object_mut) {
        // A value that was never valid is left for reading to report.
        if report.get("unnumbered").is_some_and(Value::is_boolean)
            && report.shift_remove("unnumbered") == Some(Value::Bool(true))
        {
            report.insert("numbering".to_owned(), json!("none"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unnumbered_becomes_numbering() {
        let mut content = json!({ "reports": [
            { "id": "a", "unnumbered": true },
            { "id": "b", "unnumbered": false },
            { "id": "c", "unnumbered": "ja" },
        ] });
        run(&mut content);
        assert_eq!(
            content,
            json!({ "reports": [
            { "id": "a", "numbering": "none" },
            { "id": "b" },
            { "id": "c", "unnumbered": "ja" },
        ] })
        );
    }
}
