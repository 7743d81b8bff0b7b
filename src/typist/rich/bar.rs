//! The toolbar above an open text.

use crate::typist::browser::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::{Text, command};
use crate::clip::rich;
use crate::document::markdown::is_allowed;
use crate::typist::Place;

/// The buttons: what they do, their words, what a hint says, the keys.
const BUTTONS: [(&str, &str, &str, &str); 8] = [
    ("bold", "Fet", "Ctrl+B", "Control+B"),
    ("italic", "Kursiv", "Ctrl+I", "Control+I"),
    (
        "insertUnorderedList",
        "Punktlista",
        "Ctrl+Skift+8, eller - först på raden",
        "Control+Shift+8",
    ),
    (
        "insertOrderedList",
        "Numrerad lista",
        "Ctrl+Skift+7, eller 1. först på raden",
        "Control+Shift+7",
    ),
    ("heading", "Underrubrik", "Ctrl+Alt+3", "Control+Alt+3"),
    ("link", "Länk", "Ctrl+Skift+K", "Control+Shift+K"),
    ("done", "Klart", "Esc eller Ctrl+Enter", "Escape Control+Enter"),
    ("cancel", "Ångra ändringen", "som det var innan", ""),
];

/// The field for a link's address.
const LINK: &str = "<p hidden><label for=\"_lank\">Adress</label> <input id=\"_lank\" type=\"text\" \
     inputmode=\"url\" autocomplete=\"off\" spellcheck=\"false\" placeholder=\"https://\" \
     aria-describedby=\"_lankfel\"> <button type=\"button\" data-do=\"set-link\">Länka</button> \
     <span id=\"_lankfel\" role=\"status\"></span></p>";

/// Puts the toolbar on the page.
pub(super) fn open(place: &Place, host: &HtmlElement) -> Option<Element> {
    let bar = document().create_element("div").ok()?;
    bar.set_class_name("textbar");
    let buttons = BUTTONS.iter().enumerate().map(|(index, (what, word, hint, keys))| {
        let tab = if index == 0 { "0" } else { "-1" };
        format!(
            "<button type=\"button\" data-do=\"{what}\" tabindex=\"{tab}\" title=\"{word} ({hint})\" \
             aria-keyshortcuts=\"{keys}\">{word}</button>"
        )
    });
    let buttons: String = buttons.collect();
    bar.set_inner_html(&format!("<div role=\"toolbar\">{buttons}</div>{LINK}"));
    if let Some(toolbar) = bar.first_element_child() {
        let label = if place.label.is_empty() { "cellen" } else { &place.label };
        let label = format!("Textverktyg: {label}. Hit med Alt+F10.");
        let _ = toolbar.set_attribute("aria-label", &label);
    }
    // In the landmark that the text is in.
    let main = place.element.closest("main").ok().flatten();
    let main = main.or_else(|| document().body().map(Element::from))?;
    main.append_child(&bar).ok()?;
    put(&bar, host);
    Some(bar)
}

/// Places the toolbar above the text, and within the view while the text is.
fn put(bar: &Element, host: &HtmlElement) {
    let Some(bar) = bar.dyn_ref::<HtmlElement>() else { return };
    // As wide as it is with all of the view to the right of it.
    let _ = bar.style().set_property("left", "8px");
    let (text, own) = (host.get_bounding_client_rect(), bar.get_bounding_client_rect());
    let width = document().document_element().map_or(0, |root| root.client_width());
    let top = (text.top() - own.height() - 8.0).max(4.0).min(text.bottom() + 8.0);
    let left = text.left().min(f64::from(width) - own.width() - 8.0).max(8.0);
    // Through the object model, which the page's policy allows.
    for (name, value) in [("top", top), ("left", left)] {
        let _ = bar.style().set_property(name, &format!("{value:.0}px"));
    }
}

impl Text {
    /// The view has moved.
    pub(super) fn put_bar(&self) {
        put(&self.bar, &self.host);
    }

    /// Shows on the buttons what is at the caret.
    pub(super) fn look(&self) {
        let set = |what: &str, is_on: bool| {
            let pressed = if is_on { "true" } else { "false" };
            let other =
                |button: &Element| button.get_attribute("aria-pressed").as_deref() != Some(pressed);
            let button = self.button(what).filter(other);
            drop(button.map(|button| button.set_attribute("aria-pressed", pressed)));
        };
        let is_heading = self.around("h3, h4, h5, h6").is_some();
        set("bold", !is_heading && command::state("bold"));
        set("italic", command::state("italic"));
        let list = self.around("ul, ol").map(|list| list.tag_name());
        set("insertUnorderedList", list.as_deref() == Some("UL"));
        set("insertOrderedList", list.as_deref() == Some("OL"));
        set("heading", is_heading);
    }

    fn button(&self, what: &str) -> Option<Element> {
        self.bar.query_selector(&format!("[data-do={what}]")).ok().flatten()
    }

    /// The focus goes to the toolbar, to where it was there last.
    pub(super) fn to_bar(&self) {
        self.remember();
        let button = self.bar.query_selector("[role=toolbar] [tabindex=\"0\"]").ok().flatten();
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            let _ = button.focus();
        }
    }

    /// A key in the toolbar; whether it meant something.
    pub(super) fn bar_key(&self, key: &str) -> bool {
        let is_field = document().active_element().is_some_and(|active| active.id() == "_lank");
        match (key, is_field) {
            ("Escape", _) => {
                self.show_field(false);
                self.come_back();
            }
            ("Enter", true) => self.set_link(),
            ("ArrowRight", false) => self.walk(1),
            ("ArrowLeft", false) => self.walk(BUTTONS.len() - 1),
            _ => return false,
        }
        true
    }

    /// Moves the focus between the buttons, around.
    fn walk(&self, by: usize) {
        let Some(toolbar) = self.bar.first_element_child() else { return };
        let (buttons, active) = (toolbar.children(), document().active_element());
        let buttons: Vec<_> = (0..buttons.length()).filter_map(|at| buttons.item(at)).collect();
        let now = buttons.iter().position(|button| Some(button) == active.as_ref()).unwrap_or(0);
        let next = (now + by) % BUTTONS.len();
        for (index, button) in buttons.iter().enumerate() {
            let _ = button.set_attribute("tabindex", if index == next { "0" } else { "-1" });
        }
        if let Some(button) = buttons.get(next).and_then(|button| button.dyn_ref::<HtmlElement>()) {
            let _ = button.focus();
        }
    }

    fn show_field(&self, is_shown: bool) {
        if let Some(field) = self.bar.last_element_child() {
            let _ = field.toggle_attribute_with_force("hidden", !is_shown);
            self.put_bar();
        }
    }

    fn field(&self) -> Option<HtmlInputElement> {
        self.bar.query_selector("input").ok()??.dyn_into().ok()
    }

    /// Asks for the address of a link, beginning with the one at the caret.
    pub(super) fn ask_link(&self) {
        let Some(field) = self.field() else { return };
        let link = self.around("a");
        if let Some(link) = &link
            && let Ok(range) = document().create_range()
        {
            let _ = range.select_node_contents(link);
            command::select(&range);
        }
        self.remember();
        let href = link.and_then(|link| link.get_attribute("href")).unwrap_or_default();
        field.set_value(&href);
        self.complain("");
        self.show_field(true);
        let _ = field.focus();
        field.select();
    }

    /// Makes the selected text a link; an empty address takes the link away.
    pub(super) fn set_link(&self) {
        const REFUSED: &str = "Skriv en adress som börjar med https://, http://, mailto: eller #/.";
        let typed = self.field().map(|field| field.value()).unwrap_or_default();
        let target = completed(typed.trim());
        let target = rich::target(&target).filter(|target| target.is_empty() || is_allowed(target));
        let Some(target) = target else { return self.complain(REFUSED) };
        self.show_field(false);
        self.come_back();
        match command::range().is_none_or(|range| range.collapsed()) {
            _ if target.is_empty() => command::exec("unlink", ""),
            false => command::exec("createLink", &target),
            true => {
                let node = crate::document::Span {
                    text: target.clone(),
                    link: Some(target),
                    ..Default::default()
                };
                let nodes = [crate::document::TextNode::Paragraph(vec![node])];
                command::exec("insertHTML", &crate::html::inline_text(&nodes));
            }
        }
    }

    fn complain(&self, sentence: &str) {
        if let Ok(Some(place)) = self.bar.query_selector("#_lankfel") {
            place.set_text_content(Some(sentence));
        }
        if let Some(field) = self.field() {
            let is_wrong = if sentence.is_empty() { "false" } else { "true" };
            let _ = field.set_attribute("aria-invalid", is_wrong);
        }
    }
}

/// An address as somebody types it.
fn completed(typed: &str) -> String {
    let is_whole = typed.is_empty() || typed.contains(':') || typed.starts_with('#');
    match (is_whole, typed.contains('@')) {
        (true, _) => typed.to_owned(),
        (_, true) => format!("mailto:{typed}"),
        _ if typed.contains('.') => format!("https://{typed}"),
        _ => typed.to_owned(),
    }
}
