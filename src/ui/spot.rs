//! Where somebody is on a page, to be there again when the page is painted anew: as it is read, as it
//! is written in, and back from printing.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// How far down the window one reads, as a share of its height.
const READ_AT: f64 = 0.3;

/// So many pixels off is there.
const NEAR: f64 = 2.0;

/// A spot on a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    /// The id of what stands where one reads.
    id: String,
    /// How far down the window it begins.
    top: f64,
    /// What has the focus, as a selector.
    focus: Option<String>,
}

impl Spot {
    /// Where one is now; `None` where nothing on show has a name.
    pub(super) fn here() -> Option<Self> {
        let size = |side: Result<wasm_bindgen::JsValue, _>| side.ok()?.as_f64();
        let (width, height) = (size(window().inner_width())?, size(window().inner_height())?);
        let at = |y: f64| {
            let element = document().element_from_point((width / 2.0) as f32, (y * height) as f32);
            element?.closest("main [id]").ok()?
        };
        // Between two parts of the page there may be nothing.
        let read = [READ_AT, READ_AT + 0.1, READ_AT + 0.2].into_iter().find_map(at)?;
        Some(Self { id: read.id(), top: read.get_bounding_client_rect().top(), focus: focused() })
    }

    /// Goes there; `false` as long as too little is painted.
    pub(super) fn return_to(&mut self) -> bool {
        let Some(read) = document().get_element_by_id(&self.id) else { return false };
        if let Some(element) = self.focus.as_ref().and_then(|at| find(at)) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            if element.tab_index() < 0 {
                let _ = element.set_attribute("tabindex", "-1");
            }
            let _ = element.focus_with_options(&options);
            // Once: from then on it is the user's to move.
            self.focus = None;
        }
        // Twice: what is far away has its height only when it is near.
        let away = || read.get_bounding_client_rect().top() - self.top;
        for _ in 0..2 {
            window().scroll_by_with_x_and_y(0.0, away());
        }
        away().abs() < NEAR
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// What has the focus on the page: a field of an element, or what has an id.
fn focused() -> Option<String> {
    let active = document().active_element()?;
    active.closest("main").ok()??;
    field(&active).or_else(|| {
        let named = active.closest("main [id]").ok()??;
        Some(format!("main [id=\"{}\"]", named.id()))
    })
}

fn field(active: &Element) -> Option<String> {
    let place = active.closest("[data-f]").ok()??;
    let (field, row) = (place.get_attribute("data-f")?, place.closest("[id]").ok()??);
    Some(format!("main [id=\"{}\"] [data-f=\"{field}\"]", row.id()))
}
