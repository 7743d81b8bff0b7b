//! Running text, edited where it stands.
//!
//! One text is open at a time. The browser does the typing; what it makes of it is read back as
//! Markdown when the text is left, and once a second for the draft.

mod bar;
mod command;
mod host;
mod keys;
mod paste;
mod start;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use crate::typist::browser::{document, set_timeout, spawn_local};
use crate::typist::page;
use web_sys::{Element, HtmlElement, Range};

use super::{Place, tree};
use crate::clip::rich;
pub(super) use keys::listen;
pub(super) use paste::pasted;

/// How long after the first unkept letter the draft is kept.
const DRAFT: Duration = Duration::from_secs(1);

/// Holds what was refused and could not stay open.
const REFUSED: &str = "data-refused";

thread_local! {
    static OPEN: RefCell<Option<Rc<Text>>> = const { RefCell::new(None) };
}

/// A text that is open.
struct Text {
    place: Place,
    /// What takes the letters: the place, or a box in a cell.
    host: HtmlElement,
    bar: Element,
    /// The level of its sub-headings.
    level: u8,
    /// The HTML that stood there.
    stood: String,
    /// The Markdown that was there, as it reads back.
    before: String,
    /// Whether a draft will be kept in a moment.
    is_drafting: Cell<bool>,
    /// Whether the toolbar will be looked over in a moment.
    is_looking: Cell<bool>,
    /// Whether the caret has moved since that was last asked.
    has_moved: Cell<bool>,
    /// Where the caret was when the focus went to the toolbar.
    range: RefCell<Option<Range>>,
}

/// Opens a text, the caret at its end. `replace_with` is what was typed over it, as plain text.
pub(in crate::typist) fn edit(place: Place, replace_with: Option<String>) {
    if leave_other(&place) {
        let refused = place.element.get_attribute(REFUSED);
        let content = replace_with.map(|text| rich::from_plain(&text)).or(refused);
        begin(place, content, None);
    }
}

/// Opens a text that was clicked: the caret stays where it was put.
fn open_at(place: Place) {
    if leave_other(&place) {
        let refused = place.element.get_attribute(REFUSED);
        begin(place, refused, command::range());
    }
}

/// Has another text that is open done; `false` when it is this one.
fn leave_other(place: &Place) -> bool {
    let Some(open) = current() else { return true };
    if open.place.element == place.element {
        let _ = open.host.focus();
        return false;
    }
    open.commit(false);
    true
}

/// Opens a text with other content than it has, if any is given.
fn begin(place: Place, content: Option<String>, caret: Option<Range>) {
    let stood = place.element.inner_html();
    let level = host::level(&place.element);
    let Some(host) = host::open(&place, content.as_deref(), level, caret) else { return };
    let before = match content {
        None => rich::markdown(&tree::node_with_lines(&host)),
        Some(_) => place.value.clone(),
    };
    let Some(bar) = bar::open(&place, &host) else { return };
    let text = Text {
        place,
        host,
        bar,
        level,
        stood,
        before,
        is_drafting: Cell::new(false),
        is_looking: Cell::new(false),
        has_moved: Cell::new(false),
        range: RefCell::new(None),
    };
    command::prepare();
    let text = Rc::new(text);
    OPEN.set(Some(text.clone()));
    text.look();
}

/// The text that is open.
fn current() -> Option<Rc<Text>> {
    OPEN.with_borrow(Clone::clone)
}

impl Text {
    /// What stands there now.
    fn markdown(&self) -> String {
        rich::markdown(&tree::node_with_lines(&self.host))
    }

    /// Whether a target of an event is in the text.
    fn has(&self, target: &web_sys::Node) -> bool {
        self.host.contains(Some(target))
    }

    /// Whether the focus is in the text or its toolbar. It stays there while the window has none.
    fn has_focus(&self) -> bool {
        let active = document().active_element();
        active.is_some_and(|active| self.has(&active) || self.bar.contains(Some(&active)))
    }

    /// Something was typed: a draft is kept soon.
    fn typed(self: Rc<Self>) {
        if !self.is_drafting.replace(true) {
            let draft = move || {
                self.is_drafting.set(false);
                self.draft();
            };
            set_timeout(draft, DRAFT);
        }
    }

    /// Keeps what stands there now, if it is open still.
    fn draft(&self) {
        if !current().is_some_and(|open| std::ptr::eq(&*open, self)) {
            return;
        }
        match self.host.is_connected() {
            true => page::draft(&self.place.at, &self.markdown()),
            // The page was painted anew beneath it.
            false => self.commit(false),
        }
    }

    /// Closes the text and has what stands there typed, if it is another.
    fn commit(&self, keeps_focus: bool) {
        let markdown = self.markdown();
        if markdown == self.before {
            page::drop_draft(&self.place.at);
            return self.close(&self.stood, keeps_focus);
        }
        self.close(&host::shown(&self.place, &markdown, self.level), keeps_focus);
        let _ = self.place.element.set_attribute("data-v", &markdown);
        let place = self.place.clone();
        spawn_local(async move {
            let done = page::wish("type", place.at.as_str().into(), markdown.clone()).await;
            if let Err(sentence) = done {
                page::error(sentence);
                refused(place, markdown);
            }
        });
    }

    /// Closes the text as it was.
    fn cancel(&self) {
        page::drop_draft(&self.place.at);
        self.close(&self.stood, true);
    }

    fn close(&self, html: &str, keeps_focus: bool) {
        OPEN.set(None);
        self.bar.remove();
        host::close(&self.place, &self.host, html);
        if keeps_focus {
            let _ = self.place.element.focus();
        }
    }
}

/// What was refused stays open, or where another text is open by now, is there when it is opened.
fn refused(place: Place, markdown: String) {
    page::draft(&place.at, &markdown);
    let element = &place.element;
    let _ = element.set_attribute("data-v", &place.value);
    if current().is_some() {
        let _ = element.set_attribute(REFUSED, &markdown);
    } else if element.is_connected() {
        begin(place, Some(markdown), None);
    }
}
