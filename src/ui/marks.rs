//! What the checks found, in the margin beside the paper and as counts. It is asked for when the
//! page has been quiet for a while, so that it holds nobody's typing up.

use std::time::Duration;

use js_sys::Array;
use leptos::html::Aside;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::places;
use super::shell::{Shell, shell};
use super::year::{number, text};
use crate::model::Id;
use crate::route::Route;
use crate::ui::parts::effect;

/// How long nothing is to happen before the worker is asked.
const QUIET: Duration = Duration::from_millis(700);
/// Pixels between two remarks at least.
const APART: f64 = 6.0;

/// What the checks found; a handle that can be copied.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    /// How many findings the open year has.
    pub(super) total: RwSignal<Option<u32>>,
    /// Pairs of a report and its findings in words.
    reports: StoredValue<Array, LocalStorage>,
    /// The remarks on the report on show, as the worker made them.
    remarks: RwSignal<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Marks {
    pub(super) fn new() -> Self {
        Self {
            total: RwSignal::new(None),
            reports: StoredValue::new_local(Array::new()),
            remarks: RwSignal::new(String::new()),
            timer: StoredValue::new(None),
        }
    }

    /// Whether there is anything in the margin.
    pub(super) fn has_remarks(self) -> bool {
        self.remarks.with(|remarks| !remarks.is_empty())
    }

    /// A report's findings in words, once they are known.
    pub(super) fn of_report(self, report: &str) -> Option<String> {
        self.total.track();
        let pairs = self.reports.get_value();
        let pairs = pairs.iter().map(|pair| pair.unchecked_into::<Array>());
        let own = pairs.into_iter().find(|pair| text(pair, 0) == report);
        own.map(|pair| text(&pair, 1))
    }
}

impl Shell {
    /// Asks anew, a while after the last change, whenever the year or the page on show changes.
    pub(super) fn keep_marked(self) {
        Effect::new(move |before: Option<Id>| {
            let place = self.route.get();
            self.write.patch.track();
            self.desk.renew.track();
            let is_open =
                self.open.get().is_some_and(|open| place.file() == Some(&open.summary.id));
            let report = match place {
                Route::Report(at) => at.report,
                _ => Id::default(),
            };
            if before.is_some_and(|before| before != report) {
                self.marks.remarks.set(String::new());
            }
            let wanted = report.clone();
            self.marks.timer.update_value(|timer| {
                timer.take().into_iter().for_each(|timer| timer.clear());
                if is_open {
                    let ask = move || spawn_local(self.ask_marks(wanted.clone()));
                    *timer = set_timeout_with_handle(ask, QUIET).ok();
                }
            });
            report
        });
    }

    async fn ask_marks(self, report: Id) {
        let rest = [JsValue::from_str(report.as_str())];
        let Some(answer) = self.desk.request("marks", &rest).await else { return };
        self.marks.reports.set_value(answer.get(3).unchecked_into());
        self.marks.total.set(Some(number(&answer, 2)));
        let is_here = self.route.with_untracked(|route| match route {
            Route::Report(at) => at.report == report,
            _ => report.is_missing(),
        });
        let remarks = text(&answer, 4);
        if is_here && self.marks.remarks.with_untracked(|old| *old != remarks) {
            self.marks.remarks.set(remarks);
        }
    }
}

/// The margin of a report.
#[component]
pub(super) fn Margin() -> impl IntoView {
    let shell = shell();
    let margin = NodeRef::<Aside>::new();
    let remarks = shell.marks.remarks;
    remarks.set(String::new());
    let beside = StoredValue::new_local(Vec::<Remark>::new());
    let place = move || {
        // The page may have gone since the frame was asked for.
        if let Some(margin) = margin.try_get_untracked().flatten() {
            beside.try_update_value(|beside| put_in_place(&margin, beside));
        }
    };
    effect(move || {
        remarks.track();
        request_animation_frame(move || {
            if let Some(margin) = margin.try_get_untracked().flatten() {
                beside.try_update_value(|beside| *beside = Remark::all(&margin));
            }
            place();
        });
    });
    // Rows become other rows in place, and more of the page is painted.
    effect(move || {
        shell.write.patch.track();
        shell.desk.page.track();
        shell.desk.more.track();
        let again = move || {
            beside.try_update_value(|beside| beside.iter_mut().for_each(|own| own.about = None));
            place();
        };
        // Where they stand is found out when what has changed is painted.
        request_animation_frame(move || set_timeout(again, Duration::ZERO));
    });
    // Parts that are painted later, and all that is typed, move what stands below.
    let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    effect(move || {
        let Some(parent) = margin.get().and_then(|margin| margin.parent_element()) else { return };
        // In the next frame: what is set while sizes are told would make them be told again.
        let moved = Closure::<dyn FnMut()>::new(move || request_animation_frame(place));
        if let Ok(watching) = ResizeObserver::new(moved.as_ref().unchecked_ref()) {
            watching.observe(&parent);
            observer.set_value(Some((watching, moved)));
        }
    });
    on_cleanup(move || {
        if let Some(Some((watching, _))) = observer.try_update_value(Option::take) {
            watching.disconnect();
        }
    });
    view! {
        <aside class="margin" aria-label="Anmärkningar från granskningen" node_ref=margin
            hidden=move || remarks.with(String::is_empty) inner_html=move || remarks.get()></aside>
    }
}

/// A remark in the margin.
struct Remark {
    own: HtmlElement,
    /// What it is about, once that is painted. To look for it takes longer than all else here.
    about: Option<Element>,
    /// How far down it stands, in pixels; hidden as long as it has no place.
    top: Option<i32>,
}

impl Remark {
    fn all(margin: &HtmlElement) -> Vec<Self> {
        let children = margin.children();
        let own = (0..children.length()).filter_map(|at| children.item(at)?.dyn_into().ok());
        own.map(|own| Self { own, about: None, top: None }).collect()
    }

    /// What it is about as it is painted now.
    fn about(&mut self) -> Option<&Element> {
        if self.about.as_ref().is_none_or(|about| !about.is_connected()) {
            let name = |name: &str| self.own.get_attribute(name).unwrap_or_default();
            self.about = places::find_place(&name("data-about"), &name("data-at"));
        }
        self.about.as_ref()
    }

    fn stand(&mut self, top: Option<i32>) {
        if top == self.top {
            return;
        }
        let _ = self.own.toggle_attribute_with_force("hidden", top.is_none());
        if let Some(top) = top {
            // Whole pixels: how fractions are written weighs kilobytes.
            let _ = self.own.style().set_property("top", &format!("{top}px"));
        }
        self.top = top;
    }
}

/// Puts each remark beside what it is about; those that would lie on another go below it. They come in
/// the order of the page. All places are read before any is set.
fn put_in_place(margin: &HtmlElement, remarks: &mut [Remark]) {
    let top = margin.get_bounding_client_rect().top();
    let tops = remarks.iter_mut().map(|remark| {
        let about = remark.about()?;
        Some(about.get_bounding_client_rect().top() - top)
    });
    let tops: Vec<Option<f64>> = tops.collect();
    // What is hidden has no height: all are shown first.
    for (remark, top) in remarks.iter_mut().zip(&tops) {
        if top.is_some() != remark.top.is_some() {
            remark.stand(top.map(|_| 0));
        }
    }
    let heights: Vec<i32> = remarks.iter().map(|remark| remark.own.offset_height()).collect();
    let mut free = 0.0_f64;
    for ((remark, top), height) in remarks.iter_mut().zip(tops).zip(heights) {
        let at = top.map(|top| top.max(free));
        remark.stand(at.map(|at| at as i32));
        if let Some(at) = at {
            free = at + f64::from(height) + APART;
        }
    }
}
