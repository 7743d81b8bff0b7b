//! Typing in a place: a field where its text stood, until what was typed is a step.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use crate::typist::browser::{document, set_timeout, spawn_local};
use crate::typist::page;
use web_sys::{ClipboardEvent, Element};

use super::layout::{Direction, Layout, move_from};
use super::{Place, dom, tools};

/// The class of what is typed in.
const FIELD: &str = "typing";
/// The class of what was typed and is not yet a step.
const PENDING: &str = "pending";

thread_local! {
    /// The fields that stand open: more than one while some cannot be kept as they are.
    static OPEN: RefCell<Vec<Typing>> = const { RefCell::new(Vec::new()) };
    /// Whether a draft is on its way.
    static DRAFTS: Cell<bool> = const { Cell::new(false) };
}

/// A place with a field in it.
#[derive(Clone)]
struct Typing {
    place: Place,
    /// What stands in the place while one types; nothing where the cell itself is the field.
    shown: Option<Element>,
    field: Element,
    /// What stood there, to be put back; the field of a remark stands below it.
    old: Option<Element>,
    /// What was refused.
    refused: Option<String>,
}

/// Opens a field in a place.
pub(super) fn open(place: Place, typed: Option<String>) {
    if let Some(there) = opened(|typing| typing.place.element == place.element) {
        dom::focus(&there.field);
        return dom::caret_to_end(&there.field);
    }
    let text = match typed {
        Some(text) if place.kind == "figure" && place.is_cell() => return type_over(place, &text),
        Some(text) => text,
        None => place.value.clone(),
    };
    let name = full_name(&place);
    let Some(typing) = Typing::new(place, &name, &text) else { return };
    let Some(old) = take_children(&typing.place.element) else { return };
    begin(Typing { old: Some(old), ..typing });
}

/// Types over what stands in a cell. It has the focus already and becomes the field itself: to put one
/// in and go there would cost more than a key may.
fn type_over(place: Place, text: &str) {
    let cell = Element::from(place.element.clone());
    let Some(old) = take_children(&cell) else { return };
    let _ = cell.set_attribute("data-typing", "");
    let _ = cell.class_list().add_1(FIELD);
    dom::make_editable(&cell);
    dom::set_value(&cell, text);
    let field = cell.clone();
    let typing = Typing { place, shown: None, field, old: Some(old), refused: None };
    OPEN.with_borrow_mut(|open| open.push(typing));
    dom::caret_to_end(&cell);
}

/// Opens a field below what stands in a cell, for something that belongs to it.
pub(super) fn open_below(place: Place) {
    let Some(label) =
        dom::element("span", &[("class", "ask"), ("aria-hidden", "true")], &place.label)
    else {
        return;
    };
    let name = place.label.clone();
    if let Some(typing) = Typing::new(place, &name, "") {
        let _ = typing.shown.as_ref().map(|shown| shown.prepend_with_node_1(&label));
        begin(typing);
    }
}

impl Typing {
    fn new(place: Place, name: &str, text: &str) -> Option<Self> {
        let common = [("class", FIELD), ("aria-label", name)];
        let rest: &[(&str, &str)] = match place.kind.as_str() {
            "figure" => &[("role", "textbox"), ("inputmode", "decimal"), ("spellcheck", "false")],
            _ => &[("autocomplete", "off")],
        };
        let about = [&common[..], rest].concat();
        // A field of a form makes browsers search the whole page for others to fill in, each time one
        // comes to it: in a sheet one comes to one with every figure.
        let field = match place.kind.as_str() {
            "figure" => dom::editable("span", &about)?,
            "lines" => dom::element("textarea", &about, "")?,
            _ => dom::element("input", &about, "")?,
        };
        dom::set_value(&field, text);
        let shown = dom::element("span", &[("class", "typed-in")], "")?;
        shown.append_child(&field).ok()?;
        Some(Self { place, shown: Some(shown), field, old: None, refused: None })
    }

    /// The cell is again what it was; the next patch tells more.
    fn close(&self) {
        self.take_field_away();
        self.put_back(&self.place.element);
    }

    /// Nothing is typed here any more. Nothing stands in its stead.
    fn take_field_away(&self) {
        dom::drop_caret();
        match &self.shown {
            Some(shown) => shown.remove(),
            None => {
                self.field.set_text_content(None);
                let _ = self.field.remove_attribute("contenteditable");
                dom::drop_class(&self.field, FIELD);
            }
        }
        let _ = self.place.element.remove_attribute("data-typing");
    }

    fn show(&self) {
        let _ = self.place.element.set_attribute("data-typing", "");
        let _ = self.shown.as_ref().map(|shown| self.place.element.append_child(shown));
    }

    fn put_back(&self, into: &Element) {
        while let Some(child) = self.old.as_ref().and_then(|old| old.first_child()) {
            let _ = into.append_child(&child);
        }
    }
}

/// Puts the field in its place and goes there.
fn begin(typing: Typing) {
    typing.show();
    let field = typing.field.clone();
    OPEN.with_borrow_mut(|open| open.push(typing));
    dom::focus_in_view(&field);
    dom::caret_to_end(&field);
}

fn take_children(cell: &Element) -> Option<Element> {
    let holder = dom::element("div", &[], "")?;
    while let Some(child) = cell.first_child() {
        holder.append_child(&child).ok()?;
    }
    Some(holder)
}

fn opened(is_it: impl Fn(&Typing) -> bool) -> Option<Typing> {
    OPEN.with_borrow(|open| open.iter().find(|typing| is_it(typing)).cloned())
}

fn of_field(field: &Element) -> Option<Typing> {
    opened(|typing| typing.field == *field)
}

/// No longer among those that stand open.
fn take(typing: &Typing) {
    OPEN.with_borrow_mut(|open| open.retain(|other| other.field != typing.field));
}

/// What a place is, with its row and column.
pub(super) fn full_name(place: &Place) -> String {
    let mut parts = vec![place.label.clone()];
    if let Some(layout) = Layout::around(&place.element)
        && let Some((row, column)) = layout.find(&place.element)
    {
        parts.insert(0, layout.row_name(row));
        parts.push(layout.head(column).map(dom::text).unwrap_or_default());
    }
    parts.retain(|part| !part.is_empty());
    parts.dedup();
    match parts.is_empty() {
        true => "Text".to_owned(),
        false => parts.join(", "),
    }
}

/// A key in a field; `true` when it was for the field's place and not for its text.
pub(super) fn key(field: &Element, key: &str, is_shift: bool) -> bool {
    let Some(typing) = of_field(field) else { return false };
    let direction = match (key, is_shift) {
        ("Escape", _) => {
            take(&typing);
            page::drop_draft(&typing.place.at);
            typing.close();
            dom::focus(&typing.place.element);
            return true;
        }
        ("Enter", true) if typing.place.kind == "lines" => return false,
        ("Enter", false) => Direction::Down,
        ("Enter", true) => Direction::Up,
        ("Tab", false) => Direction::Next,
        ("Tab", true) => Direction::Back,
        _ => return false,
    };
    let cell = typing.place.element.clone();
    commit(typing);
    move_from(&cell, direction);
    true
}

/// The focus has left a field.
pub(super) fn left(field: &Element) {
    let Some(typing) = of_field(field) else { return };
    if typing.refused.is_none() || typing.refused != dom::value(field) {
        commit(typing);
    }
}

/// Sends what was typed. It stands in its place at once, marked, until the page shows what came of it.
fn commit(typing: Typing) {
    take(&typing);
    let text = dom::value(&typing.field).unwrap_or_default();
    if text == typing.place.value {
        page::drop_draft(&typing.place.at);
        return typing.close();
    }
    let Some(pending) = dom::element("span", &[("class", PENDING)], &text) else { return };
    typing.take_field_away();
    let _ = typing.place.element.append_child(&pending);
    let done = page::wish("type", typing.place.at.clone().into(), text.clone());
    spawn_local(async move {
        let done = done.await;
        // The page may have put something else there, perhaps into this very element; or something is
        // being typed over it.
        let is_pending = pending.class_name() == PENDING;
        let is_there = is_pending && pending.is_connected();
        if is_there || (is_pending && done.is_err()) {
            pending.remove();
        }
        match done {
            Ok(()) => {
                if is_there {
                    typing.put_back(&typing.place.element);
                } else {
                    // It stands so by now.
                    dom::drop_class(&pending, PENDING);
                }
                tools::say_of(&typing.place.label, &text);
            }
            Err(sentence) => refuse(typing, text, sentence),
        }
    });
}

/// What cannot be kept stays in its field, marked.
fn refuse(mut typing: Typing, text: String, sentence: String) {
    let other = opened(|open| open.place.element == typing.place.element);
    // Its slot for drafts is that of what is typed over it.
    if other.as_ref().is_none_or(|other| other.place.at != typing.place.at) {
        page::draft(&typing.place.at, &text);
    }
    if let Some(other) = &other {
        typing.put_back(other.old.as_ref().unwrap_or(&typing.place.element));
    }
    // Nor is there a place for it where the page was painted anew.
    if other.is_some() || !typing.place.element.is_connected() {
        return page::error(sentence);
    }
    if typing.shown.is_none() {
        let name = full_name(&typing.place);
        let Some(own) = Typing::new(typing.place.clone(), &name, &text) else { return };
        typing = Typing { old: typing.old, ..own };
    }
    let _ = typing.field.set_attribute("aria-invalid", "true");
    let _ = typing.field.set_attribute("title", &sentence);
    dom::set_value(&typing.field, &text);
    typing.refused = Some(text);
    let is_busy = OPEN.with_borrow(|open| !open.is_empty());
    let element = &typing.place.element;
    if typing.old.is_some() && element.has_child_nodes() {
        typing.old = take_children(element);
    }
    typing.show();
    let field = typing.field.clone();
    OPEN.with_borrow_mut(|open| open.push(typing));
    if !is_busy {
        dom::focus(&field);
        dom::caret_to_end(&field);
    }
    page::error(sentence);
}

/// What is pasted in a figure's field is one line of plain text.
pub(super) fn paste(event: &ClipboardEvent, field: &Element) -> bool {
    let is_plain = field.has_attribute("contenteditable") && of_field(field).is_some();
    let Some(data) = event.clipboard_data().filter(|_| is_plain) else { return false };
    let text = data.get_data("text/plain").unwrap_or_default();
    event.prevent_default();
    dom::insert(&text.trim_end().replace(['\r', '\n'], " "));
    true
}

/// Something was typed: it is noted once a second.
pub(super) fn changed(field: &Element) {
    if of_field(field).is_none() || DRAFTS.replace(true) {
        return;
    }
    set_timeout(
        move || {
            DRAFTS.set(false);
            // Whichever field one is in by now.
            let typing = document().active_element().and_then(|field| of_field(&field));
            let Some((typing, text)) =
                typing.and_then(|typing| dom::value(&typing.field).map(|text| (typing, text)))
            else {
                return;
            };
            if text != typing.place.value {
                page::draft(&typing.place.at, &text);
            }
        },
        Duration::from_secs(1),
    );
}
