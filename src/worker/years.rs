//! The years: opened, handed out, put side by side.

use std::sync::Arc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::WorkerGlobalScope;

use super::edit::replayed;
use super::pages::Written;
use super::{answer, bytes, hand_over, list, scope};
use crate::compose::report_name;
use crate::file::{self, LogEntry, Opened};
use crate::follow::Desk;
use crate::library;
use crate::model::{Id, Report, Year};
use crate::review::Inspector;
use crate::search::Index;
use crate::studio::Studio;

/// Most problems that are told of; the rest are counted.
const TOLD: usize = 200;

const NO_ID: &str = "Året i filen saknar id och kan inte sparas. Be avsändaren skicka filen igen. \
                     Inget i webbläsaren är ändrat.";
const BAD_COPY: &str = "Året kunde inte få ett eget id. Inget i webbläsaren är ändrat.";

/// What the worker knows.
#[derive(Default)]
pub(super) struct Years {
    /// The years of the browser, the open one among them.
    pub(super) desk: Desk,
    pub(super) index: Index,
    /// The open year while it is written in.
    pub(super) studio: Studio,
    /// What looks the open year through.
    pub(super) inspector: Inspector,
    /// The follow-up page that is written in.
    pub(super) written: Option<Written>,
    /// Whether the open year has changed since it was put on the desk.
    pub(super) is_changed: bool,
    /// Years that were opened and not taken yet, by serial: the user may still be asked about them.
    waiting: Vec<(JsValue, Opened)>,
}

impl Years {
    /// Opens a file and tells what is in it; `take` or `leave` decides what comes of it. One that is
    /// stored is not written anew.
    pub(super) fn open(&mut self, serial: JsValue, bytes: &[u8], is_stored: bool) {
        mark("tertial-read");
        let opened = file::open(bytes);
        mark("tertial-read-done");
        let opened = match opened {
            Ok(opened) if opened.year.id.is_missing() => return refuse(serial, NO_ID),
            Ok(opened) => opened,
            Err(error) => return refuse(serial, &error.to_string()),
        };
        let kept = (!is_stored).then(|| library::bytes_to_store(&opened, bytes));
        let kept = kept.filter(|kept| kept != bytes);
        let newer = opened.newer();
        self.answer(serial, opened, newer, kept);
    }

    /// A year that was made here.
    pub(super) fn made(&mut self, serial: JsValue, year: &Year, log: &[LogEntry]) {
        let kept = file::save_logged(year, log).into_bytes();
        match file::open(&kept) {
            Ok(opened) => self.answer(serial, opened, None, Some(kept)),
            Err(error) => refuse(serial, &error.to_string()),
        }
    }

    /// The same under another id. What was wrong with the file is wrong with its copy.
    pub(super) fn copy(&mut self, serial: JsValue, bytes: &[u8], id: &str) {
        let (Ok(mut opened), Some(id)) = (file::open(bytes), Id::new(id)) else {
            return refuse(serial, BAD_COPY);
        };
        opened.year.id = id;
        let kept = file::save_logged(&opened.year, &opened.log).into_bytes();
        self.answer(serial, opened, None, Some(kept));
    }

    fn answer(
        &mut self,
        serial: JsValue,
        opened: Opened,
        newer: Option<String>,
        kept: Option<Vec<u8>>,
    ) {
        let parts = ["opened".into(), serial.clone(), summary(&opened, newer)];
        match kept {
            Some(bytes) => hand_over(&parts, &Uint8Array::from(bytes.as_slice())),
            None => answer(&[&parts[..], &[JsValue::NULL]].concat()),
        }
        self.waiting.push((serial, opened));
    }

    /// The year opened under this serial is what the browser has now.
    pub(super) fn take(&mut self, serial: &JsValue) {
        let at = self.waiting.iter().position(|(own, _)| own == serial);
        if let Some(at) = at {
            let (_, opened) = self.waiting.swap_remove(at);
            let year = Arc::new(opened.year);
            self.studio = Studio::new(year.clone(), opened.log, "");
            self.enter(year);
        }
    }

    /// Nothing comes of what was opened under this serial.
    pub(super) fn leave(&mut self, serial: &JsValue) {
        self.waiting.retain(|(own, _)| own != serial);
    }

    /// `put` bytes history entries: another year of the browser, with the steps that its bytes have
    /// not. One that cannot be opened is none: the page says why when it is opened there.
    pub(super) fn put(&mut self, message: &Array) {
        if let Ok(opened) = file::open(&bytes(message, 1)) {
            self.enter(replayed(opened, message, 2).0.editor.year);
        }
    }

    /// `hold` bytes history entries: the open year, which a worker before this one had.
    pub(super) fn hold(&mut self, message: &Array) {
        if let Ok(opened) = file::open(&bytes(message, 1)) {
            self.studio = replayed(opened, message, 2).0;
            self.enter(self.studio.editor.year.clone());
        }
    }

    /// A year the browser no longer has.
    pub(super) fn forget(&mut self, id: &str) {
        self.desk.forget(id);
        self.index.forget(id);
    }

    fn enter(&mut self, year: Arc<Year>) {
        self.index.put(&year);
        self.desk.put(year);
    }

    /// Puts the open year on the desk as it is now.
    pub(super) fn bring_up_to_date(&mut self) {
        if std::mem::take(&mut self.is_changed) {
            self.enter(self.studio.editor.year.clone());
        }
    }
}

pub(super) fn refuse(serial: JsValue, sentence: &str) {
    answer(&["refused".into(), serial, sentence.into()]);
}

/// What the page shows of a year without knowing the model: id, name, title, municipality, what to
/// know of a newer format, problems and their count, reports.
fn summary(opened: &Opened, newer: Option<String>) -> JsValue {
    let problems = opened.problems.iter().take(TOLD);
    let problems: Array = problems.map(|problem| JsValue::from(problem.to_string())).collect();
    let count = opened.problems.len() as u32;
    summary_with(&opened.year, newer, &problems, count)
}

/// The same of a year that is open and has changed.
pub(super) fn told_of(year: &Year) -> JsValue {
    summary_with(year, None, &Array::new(), 0)
}

fn summary_with(year: &Year, newer: Option<String>, problems: &Array, count: u32) -> JsValue {
    let reports: Array = year.reports.iter().map(|report| told(report)).collect();
    let parts: [JsValue; 8] = [
        year.id.as_str().into(),
        year.name().into(),
        format!("{} {}", year.committee.name, year.year).into(),
        year.committee.municipality.as_str().into(),
        newer.map_or(JsValue::NULL, JsValue::from),
        problems.into(),
        count.into(),
        reports.into(),
    ];
    parts.iter().collect::<Array>().into()
}

fn told(report: &Report) -> JsValue {
    let (name, period) = (report_name(report), report.period.in_text());
    list(&[report.id.as_str(), &name, &period, report.stage().label()])
}

/// Marks a moment for measurements.
fn mark(name: &str) {
    let scope: WorkerGlobalScope = scope().unchecked_into();
    if let Some(performance) = scope.performance() {
        let _ = performance.mark(name);
    }
}
