//! What the checks found, in the margin beside the paper and as counts. It is asked for when the
//! page has been quiet for a while, so that it holds nobody's typing up.

use std::collections::HashMap;
use std::time::Duration;

use js_sys::Array;
use leptos::html::Aside;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ResizeObserver};

use super::platform;
use super::shell::{Shell, shell};
use super::year::{number, text, texts};
use crate::model::Id;
use crate::route::Route;

/// How long nothing is to happen before the worker is asked.
const QUIET: Duration = Duration::from_millis(700);
/// Pixels from one remark to the next at least, where they have no text.
const APART: f64 = 26.0;

/// What the checks found; a handle that can be copied.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    /// How many findings the open year has.
    pub(super) total: RwSignal<Option<u32>>,
    /// In words, by report.
    pub(super) reports: RwSignal<HashMap<String, String>>,
    remarks: RwSignal<Vec<Remark>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// One finding in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Remark {
    element: String,
    field: String,
    severity: String,
    label: String,
    title: String,
    message: String,
    href: String,
}

impl Marks {
    pub(super) fn new() -> Self {
        Self {
            total: RwSignal::new(None),
            reports: RwSignal::new(HashMap::new()),
            remarks: RwSignal::new(Vec::new()),
            timer: StoredValue::new(None),
        }
    }

    /// Whether there is anything in the margin.
    pub(super) fn has_remarks(self) -> bool {
        self.remarks.with(|remarks| !remarks.is_empty())
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
                self.marks.remarks.set(Vec::new());
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
        self.marks.total.set(Some(number(&answer, 2)));
        let pairs = answer.get(3).unchecked_into::<Array>();
        let pairs = pairs.iter().map(|pair| {
            let pair = texts(pair);
            (pair.first().cloned().unwrap_or_default(), pair.get(1).cloned().unwrap_or_default())
        });
        self.marks.reports.set(pairs.collect());
        let is_here = |route: &Route| match route {
            Route::Report(at) => at.report == report,
            _ => report.is_missing(),
        };
        if !self.route.with_untracked(is_here) {
            return;
        }
        let remarks: Array = answer.get(4).unchecked_into();
        let remarks: Vec<Remark> =
            remarks.iter().map(|own| Remark::read(&own.unchecked_into())).collect();
        if self.marks.remarks.with_untracked(|old| *old != remarks) {
            self.marks.remarks.set(remarks);
        }
    }
}

impl Remark {
    fn read(of: &Array) -> Self {
        Self {
            element: text(of, 0),
            field: text(of, 1),
            severity: text(of, 2),
            label: text(of, 3),
            title: text(of, 4),
            message: text(of, 5),
            href: text(of, 6),
        }
    }
}

/// The margin of a report.
#[component]
pub(super) fn Margin() -> impl IntoView {
    let shell = shell();
    let margin = NodeRef::<Aside>::new();
    let remarks = shell.marks.remarks;
    remarks.set(Vec::new());
    let place = move || {
        if let Some(margin) = margin.get_untracked() {
            put_in_place(&margin);
        }
    };
    Effect::new(move |_| {
        remarks.track();
        request_animation_frame(place);
    });
    // Parts that are painted later, and all that is typed, move what stands below.
    let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move |_| {
        let Some(parent) = margin.get().and_then(|margin| margin.parent_element()) else { return };
        let moved = Closure::<dyn FnMut()>::new(place);
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
    let remark = |own: Remark| {
        let class = format!("remark {}", own.severity);
        let label = format!("{}: {}. {}", own.label, own.title, own.message);
        let words = own.message.clone();
        view! {
            <a class=class href=own.href data-about=own.element data-at=own.field aria-label=label title=words>
                <strong>{own.title}</strong>
                <span>{own.message}</span>
            </a>
        }
    };
    view! {
        <aside class="margin" aria-label="Anmärkningar från granskningen" node_ref=margin
            hidden=move || remarks.with(Vec::is_empty)>
            {move || remarks.get().into_iter().map(remark).collect_view()}
        </aside>
    }
}

/// Puts each remark beside what it is about; those that would lie on another go below it. All places
/// are read before any is set.
fn put_in_place(margin: &HtmlElement) {
    let top = margin.get_bounding_client_rect().top();
    let children = margin.children();
    let remarks = (0..children.length()).filter_map(|at| children.item(at));
    let remarks = remarks.filter_map(|own| own.dyn_into::<HtmlElement>().ok());
    let mut placed: Vec<(Option<f64>, f64, HtmlElement)> = remarks
        .map(|own| {
            let name = |name: &str| own.get_attribute(name).unwrap_or_default();
            let about = platform::top_of(&name("data-about"), &name("data-at"));
            (about.map(|about| about - top), own.get_bounding_client_rect().height(), own)
        })
        .collect();
    placed.sort_by(|(a, ..), (b, ..)| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    let mut free = 0.0_f64;
    for (about, height, own) in placed {
        // What is not painted yet has no place.
        let _ = match about {
            Some(_) => own.remove_attribute("hidden"),
            None => own.set_attribute("hidden", ""),
        };
        let Some(about) = about else { continue };
        let at = about.max(free);
        let _ = own.style().set_property("top", &format!("{at}px"));
        free = at + height.max(APART) + 6.0;
    }
}
