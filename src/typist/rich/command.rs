//! What one can do with the text: the browser's own commands, so that its undo knows them.

use crate::typist::browser::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDocument, HtmlElement, Range};

use super::Text;
use crate::document::markdown::MAX_DEPTH;

/// Asks the browsers for elements instead of styles, and for paragraphs.
pub(super) fn prepare() {
    exec("styleWithCSS", "false");
    exec("defaultParagraphSeparator", "p");
}

/// Has the browser do something at the caret.
pub(super) fn exec(command: &str, value: &str) {
    if let Ok(document) = document().dyn_into::<HtmlDocument>() {
        let _ = document.exec_command_with_show_ui_and_value(command, false, value);
    }
}

/// Whether what is at the caret is so.
pub(super) fn state(command: &str) -> bool {
    let document = document().dyn_into::<HtmlDocument>().ok();
    document.is_some_and(|document| document.query_command_state(command).unwrap_or(false))
}

/// Where the caret is.
pub(super) fn range() -> Option<Range> {
    let selection = window().get_selection().ok()??;
    (selection.range_count() > 0).then(|| selection.get_range_at(0).ok()).flatten()
}

/// Puts the caret somewhere.
pub(super) fn select(range: &Range) {
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.remove_all_ranges();
        let _ = selection.add_range(range);
    }
}

impl Text {
    /// Does what a button or shortcut says.
    pub(super) fn act(&self, what: &str) {
        match what {
            "done" => return self.commit(true),
            "cancel" => return self.cancel(),
            "link" => return self.ask_link(),
            "set-link" => return self.set_link(),
            _ => self.come_back(),
        }
        match what {
            // All of a heading is bold.
            "bold" | "italic" if self.around("h3, h4, h5, h6").is_none() => exec(what, ""),
            "insertUnorderedList" | "insertOrderedList" => exec(what, ""),
            "heading" => {
                let is_heading = self.around("h3, h4, h5, h6").is_some();
                let level = self.level;
                let name = if is_heading { "<p>".to_owned() } else { format!("<h{level}>") };
                exec("formatBlock", &name);
            }
            _ => {}
        }
        self.look();
    }

    /// The focus and the caret are in the text again.
    pub(super) fn come_back(&self) {
        let active = document().active_element();
        if active.is_some_and(|active| self.bar.contains(Some(&active))) {
            let _ = self.host.focus();
            if let Some(range) = self.range.take() {
                select(&range);
            }
        }
    }

    /// The caret is remembered: the focus goes to the toolbar.
    pub(super) fn remember(&self) {
        let range = range().filter(|range| {
            range.common_ancestor_container().is_ok_and(|node| self.host.contains(Some(&node)))
        });
        if let Some(range) = range {
            self.range.replace(Some(range.clone_range()));
        }
    }

    /// The nearest element around the caret that matches, within the text.
    pub(super) fn around(&self, selector: &str) -> Option<Element> {
        let node = range()?.start_container().ok()?;
        let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        let found = element.closest(selector).ok()??;
        let is_inside = self.host.contains(Some(&found)) && !found.is_same_node(Some(&self.host));
        is_inside.then_some(found)
    }

    /// Sets an item deeper or less deep; `false` outside of lists.
    pub(super) fn indent(&self, is_less: bool) -> bool {
        let Some(item) = self.around("li") else { return false };
        let mut depth = 0;
        let mut list = item.parent_element();
        while let Some(one) = list.filter(|one| self.host.contains(Some(one))) {
            depth += usize::from(matches!(one.tag_name().as_str(), "UL" | "OL"));
            list = one.parent_element();
        }
        if is_less {
            exec("outdent", "");
        } else if item.previous_element_sibling().is_some() && depth < MAX_DEPTH {
            exec("indent", "");
        }
        true
    }

    /// A space after a mark at the start of a paragraph begins a list; whether it did.
    pub(super) fn begins_list(&self) -> bool {
        if self.around("li, h3, h4, h5, h6").is_some() {
            return false;
        }
        let Some(range) = range().filter(Range::collapsed).map(|range| range.clone_range()) else {
            return false;
        };
        let host: &HtmlElement = &self.host;
        let block = self.around("p, div").unwrap_or_else(|| host.clone().into());
        if range.set_start(&block, 0).is_err() {
            return false;
        }
        let command = match range.to_string().as_string().as_deref() {
            Some("-" | "*") => "insertUnorderedList",
            Some("1." | "1)") => "insertOrderedList",
            _ => return false,
        };
        select(&range);
        exec("delete", "");
        exec(command, "");
        self.look();
        true
    }

    /// Style attributes that an engine wrote are taken away: the page's policy forbids them.
    pub(super) fn strip(&self) {
        while let Ok(Some(styled)) = self.host.query_selector("[style]") {
            let _ = styled.remove_attribute("style");
        }
    }
}
