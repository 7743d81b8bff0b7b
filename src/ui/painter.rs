//! Paints reports and follow-up pages as they come from the worker: what one sees first, the rest
//! while one reads.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::Element;

use super::desk::{Desk, PageHtml};
use super::shell::{Shell, shell};
use super::spot::Spot;
use super::write::{self, PagePatch};
use super::{places, platform};
use crate::document::View;
use crate::route::{Route, ViewPlace};
use crate::ui::parts::effect;

/// Bytes of HTML painted in each go after the first.
const GO: usize = 400_000;
/// Parts of a large report that stand together: the browser lays out the runs near the view, and a key
/// in one of them costs nothing in the others.
const RUN: usize = 24;

/// What is painted now.
type Current = StoredValue<Option<Rc<Painting>>, LocalStorage>;

/// The page whatever element of it is gone to.
pub(super) fn page_hash(route: &Route) -> Option<String> {
    match route {
        Route::View(place) => {
            Some(ViewPlace { element: Default::default(), ..place.clone() }.to_hash())
        }
        Route::Report(at) => Some(format!("#/{}/{}", at.file, at.report)),
        _ => None,
    }
}

impl Desk {
    /// The page at a hash, if that is the one that has come.
    pub(super) fn page_at(self, hash: Option<String>) -> Option<Rc<PageHtml>> {
        self.page.get().filter(|page| Some(&page.hash) == hash.as_ref())
    }

    /// Whether all of the page at a hash has come.
    fn has_whole(self, hash: &str) -> bool {
        let page = self.page.get_untracked();
        page.is_some_and(|page| page.hash == hash && page.is_whole.get())
    }
}

/// Shows a report or follow-up page and goes to an element of it.
#[component]
pub(super) fn Painter(
    /// The page, and the element to go to.
    place: Signal<Option<Route>>,
    /// The page's hash.
    wanted: Memo<Option<String>>,
    /// Whether the focus goes to what the address names when it is painted.
    takes_focus: bool,
) -> impl IntoView {
    let shell = shell();
    let desk = shell.desk;
    let holder = NodeRef::<Div>::new();
    let current: Current = StoredValue::new_local(None);
    Effect::new(move |before: Option<u32>| {
        shell.library.track();
        let again = desk.again.get();
        desk.renew.track();
        let hash = wanted.get();
        let open = shell.open.get();
        let route = place.get_untracked();
        let file = route.as_ref().and_then(Route::file);
        let open = open.filter(|open| file == Some(&open.summary.id));
        // An address may name a report that the year has not: there is nothing to ask for.
        let is_there = open.is_some_and(|open| match &route {
            Some(Route::Report(at)) => open.summary.report(&at.report).is_some(),
            _ => true,
        });
        // What a worker before this one has sent whole stays on show.
        let is_again = before.is_some_and(|before| before != again);
        let is_wanted = |hash: &String| {
            let stays = is_again && desk.has_whole(hash) && !shell.prints(hash);
            is_there && !stays
        };
        if let Some(hash) = hash.filter(is_wanted) {
            desk.ask_page(shell, hash, matches!(route, Some(Route::Report(_))));
        }
        again
    });
    // Another page begins empty: nothing of the last one stands under its title.
    Effect::new(move |before: Option<Option<String>>| {
        let now = wanted.get();
        if before.is_some_and(|before| before != now) {
            put_away(current);
            shell.leave_print();
        }
        now
    });
    effect(move || {
        let Some((page, holder)) = desk.page_at(wanted.get()).zip(holder.get()) else { return };
        // The same page in a newer state leaves the focus alone unless it was on what goes.
        let (is_same, keeps_focus) = current.with_value(|old| {
            let old = old.as_ref().filter(|old| old.page.hash == page.hash);
            (old.is_some(), old.is_some_and(|old| !places::has_focus(&old.sheet)))
        });
        let spot = shell.write.take_spot().filter(|_| is_same && takes_focus);
        put_away(current);
        let seeks = takes_focus && !keeps_focus && spot.is_none();
        let painting = Painting::new(page, &holder, &place.get_untracked(), seeks, spot);
        if let Some(painting) = painting.map(Rc::new) {
            painting
                .prints
                .set(!shell.write.is_on.get_untracked() && shell.prints(&painting.page.hash));
            current.set_value(Some(painting.clone()));
            painting.begin(&place.get_untracked());
            go_on(shell, painting, current, place);
        }
    });
    effect(move || {
        desk.more.track();
        if let Some(painting) = current.get_value() {
            go_on(shell, painting, current, place);
        }
    });
    // What writing changed.
    Effect::new(move |before: Option<()>| {
        // What was patched before this was on show is in it.
        let Some((patch, ())) = shell.write.patch.get().zip(before) else { return };
        if let Some(painting) = current.get_value().filter(|now| now.is_for(&patch)) {
            painting.patch(&patch);
            let is_other = |new: &Vec<_>| *new != *painting.page.contents.borrow();
            if let Some(contents) = patch.contents.as_ref().filter(|new| is_other(new)) {
                painting.page.contents.replace(contents.clone());
                desk.contents.update(|count| *count += 1);
            }
        }
        platform::mark("tertial-patched");
    });
    // A link within the page.
    effect(move || {
        let target = place.get();
        let hash = target.as_ref().and_then(page_hash);
        let painting = current.get_value().filter(|now| Some(&now.page.hash) == hash.as_ref());
        if let Some(painting) = painting.filter(|_| takes_focus) {
            painting.seeks.set(true);
            painting.seek(&target);
            if painting.is_done() {
                platform::set_ready();
            }
        }
    });
    let choose = move |event: ev::MouseEvent| {
        let name = event.target().and_then(|target| places::choice_name(&target));
        CHOSEN.set(name.unwrap_or_default());
    };
    // A folded chart is drawn when it is opened.
    let unfold = move |event: ev::Event| {
        if let Some(anchor) = event.target().and_then(|target| platform::chart_within(&target)) {
            desk.ask_chart(shell, anchor);
        }
    };
    let before_print =
        window_event_listener(ev::Custom::<web_sys::Event>::new("beforeprint"), move |_| {
            if let Some(painting) = current.get_value() {
                painting.paint(usize::MAX);
            }
        });
    // Who moves while the rest is painted stays where that leads.
    let moved = move |_: web_sys::Event| {
        if let Some(painting) = current.get_value() {
            painting.spot.set(None);
        }
    };
    let moves = ["wheel", "pointerdown", "keydown"]
        .map(|name| window_event_listener(ev::Custom::<web_sys::Event>::new(name), moved));
    on_cleanup(move || {
        before_print.remove();
        moves.into_iter().for_each(|listener| listener.remove());
        shell.leave_print();
    });
    view! { <div node_ref=holder on:click=choose on:toggle:capture=unfold></div> }
}

thread_local! {
    /// The choice that was made last, by its name: several lead to the same address.
    static CHOSEN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// A page on its way to the screen.
struct Painting {
    page: Rc<PageHtml>,
    sheet: Element,
    is_large: bool,
    is_report: bool,
    /// How many parts are painted before anything else: a report's are small, a panel can fill the
    /// screen.
    first: usize,
    next: Cell<usize>,
    /// Whether the place the address names is still to be gone to.
    seeks: Cell<bool>,
    /// Where one was when the page was painted before.
    spot: Cell<Option<Spot>>,
    /// Whether it goes on by itself in a moment.
    goes_on: Cell<bool>,
    /// Whether it is to be printed when all of it is painted.
    prints: Cell<bool>,
}

impl Painting {
    fn new(
        page: Rc<PageHtml>,
        holder: &Element,
        route: &Option<Route>,
        seeks: bool,
        spot: Option<Spot>,
    ) -> Option<Self> {
        let is_report = matches!(route, Some(Route::Report(_)));
        let is_large = page.is_large(is_report);
        let kind = match route {
            Some(Route::View(place)) if place.view == View::Overview => "panels two doc",
            Some(Route::View(place)) if place.view == View::Wheel => "panels side doc",
            Some(Route::View(_)) => "panels doc",
            _ => "",
        };
        let class = format!("{kind}{}", if is_large { " large" } else { "" });
        let sheet = platform::prepend_sheet(holder, class.trim())?;
        let (next, goes_on) = (Cell::new(0), Cell::new(false));
        let first = if is_report { page.first } else { 1 };
        Some(Self {
            page,
            sheet,
            is_large,
            is_report,
            first,
            next,
            seeks: Cell::new(seeks),
            spot: Cell::new(spot),
            goes_on,
            prints: Cell::new(false),
        })
    }

    /// The first screenful.
    fn begin(&self, target: &Option<Route>) {
        self.paint_while(|painted, _| painted < self.first);
        self.seek(target);
        self.return_to_spot();
        platform::mark("tertial-first");
    }

    /// Paints parts that have come until about this many bytes are painted.
    fn paint(&self, bytes: usize) {
        self.paint_while(|_, html| html.len() < bytes);
    }

    /// Paints parts that have come while what is painted now is too little.
    fn paint_while(&self, is_too_little: impl Fn(usize, &str) -> bool) {
        let parts = self.page.parts.borrow();
        let in_runs = self.is_large && self.is_report;
        let (mut html, mut run) = (String::new(), 0);
        let mut next = self.next.get();
        while let Some(part) = parts.get(next).filter(|_| is_too_little(next, &html)) {
            if in_runs && run % RUN == 0 {
                html.push_str(if run > 0 {
                    "</div><div class=\"run\">"
                } else {
                    "<div class=\"run\">"
                });
            }
            html.push_str(part);
            (next, run) = (next + 1, run + 1);
        }
        self.next.set(next);
        if in_runs && run > 0 {
            html.push_str("</div>");
        }
        if !html.is_empty() {
            let _ = self.sheet.insert_adjacent_html("beforeend", &html);
        }
    }

    /// Whether a patch is of such a page.
    fn is_for(&self, patch: &PagePatch) -> bool {
        self.is_report == patch.panels.is_none()
    }

    /// What writing changed, put in its places.
    fn patch(&self, patch: &PagePatch) {
        let mut parts = self.page.parts.borrow_mut();
        if let Some(panels) = &patch.panels {
            parts.clone_from(panels);
            self.next.set(parts.len());
            let class = self.sheet.class_name();
            let html = format!("<div class=\"{class}\">{}</div>", parts.concat());
            write::morph(&self.sheet, &html);
        } else {
            self.next.set(write::apply(patch, &self.sheet, &mut parts, self.next.get()));
        }
        write::has_patched();
    }

    /// Whether all that has come is painted.
    fn is_level(&self) -> bool {
        self.next.get() >= self.page.parts.borrow().len()
    }

    fn is_done(&self) -> bool {
        self.is_level() && self.page.is_whole.get()
    }

    /// Goes to where one was, once as much is painted as that takes.
    fn return_to_spot(&self) {
        let Some(mut spot) = self.spot.take() else { return };
        if !spot.return_to() && !self.is_done() {
            self.spot.set(Some(spot));
        }
    }

    /// Goes to what the address names, once: the element as soon as it is painted, else the choice just
    /// made, else the title.
    fn seek(&self, target: &Option<Route>) {
        let Some(target) = target.as_ref().filter(|_| self.seeks.get()) else { return };
        let (element, field) = match target {
            Route::View(place) => (place.element.as_str(), ""),
            Route::Report(at) => (at.element.as_str(), at.field.as_str()),
            _ => return,
        };
        let anchor =
            if field.is_empty() { element.to_owned() } else { format!("{element}/{field}") };
        let is_there =
            || places::has(&anchor) || (!field.is_empty() && places::has_field(element, field));
        if !element.is_empty() && !self.is_done() && !is_there() {
            return;
        }
        self.seeks.set(false);
        let is_found = !element.is_empty()
            && (places::reveal(&anchor)
                || places::reveal_field(element, field)
                || places::reveal(element));
        let chosen = CHOSEN.take();
        if !is_found && !places::focus_named(&self.sheet, &chosen) {
            places::reveal("_titel");
        }
    }
}

/// Takes down the page that was shown. A large one takes a while: it is hidden until there is time.
fn put_away(current: Current) {
    let Some(old) = current.try_update_value(Option::take).flatten() else { return };
    if !old.is_large {
        return old.sheet.remove();
    }
    let _ = old.sheet.set_attribute("hidden", "");
    set_timeout(move || old.sheet.remove(), Duration::from_millis(200));
}

/// Paints the rest while the user reads, unless another page has taken the place.
fn go_on(shell: Shell, painting: Rc<Painting>, current: Current, place: Signal<Option<Route>>) {
    if painting.is_done() {
        painting.seek(&place.get_untracked());
        painting.return_to_spot();
        platform::mark("tertial-done");
        platform::set_ready();
        if painting.prints.take() && shell.prints(&painting.page.hash) {
            shell.print_and_go_on();
        }
        return;
    }
    // The worker is still at it, or the next go is on its way.
    if painting.is_level() || painting.goes_on.replace(true) {
        return;
    }
    set_timeout(
        move || {
            painting.goes_on.set(false);
            let now = current.try_get_value().flatten();
            if !now.is_some_and(|now| Rc::ptr_eq(&now, &painting)) {
                return;
            }
            painting.paint(GO);
            painting.seek(&place.get_untracked());
            painting.return_to_spot();
            go_on(shell, painting, current, place);
        },
        Duration::ZERO,
    );
}
