//! What the page knows of the open year: what the worker said of it, and its file.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::library::Stored;
use crate::model::Id;
use crate::ui::platform;

/// What the worker says of a year that it opened.
#[derive(Clone, Debug, Default)]
pub(super) struct YearSummary {
    pub(super) id: Id,
    /// In lists: `ASN 2020`.
    pub(super) name: String,
    /// On its page.
    pub(super) title: String,
    pub(super) municipality: String,
    /// What to know of a file that a newer Tertial wrote; it is read-only.
    pub(super) newer: Option<String>,
    /// What could not be read as it stood; of very many the first.
    pub(super) problems: Vec<String>,
    /// How many there are in all.
    pub(super) problem_count: usize,
    pub(super) reports: Vec<ReportSummary>,
}

/// A plan or report as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReportSummary {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) period: String,
    pub(super) stage: String,
}

/// The open year.
#[derive(Debug)]
pub(super) struct OpenYear {
    pub(super) summary: YearSummary,
    /// The file as it is stored and handed out.
    pub(super) bytes: Vec<u8>,
    /// What the worker was asked to open it with.
    pub(super) serial: u32,
}

impl YearSummary {
    /// Reads what the worker said.
    pub(super) fn read(of: &Array) -> Self {
        let reports: Array = of.get(7).unchecked_into();
        Self {
            id: Id::new(&text(of, 0)).unwrap_or_default(),
            name: text(of, 1),
            title: text(of, 2),
            municipality: text(of, 3),
            newer: of.get(4).as_string(),
            problems: texts(of.get(5)),
            problem_count: number(of, 6) as usize,
            reports: reports
                .iter()
                .map(|report| report_summary(&report.unchecked_into()))
                .collect(),
        }
    }

    /// Whether lists show both alike.
    pub(super) fn is_shown_as(&self, other: &Self) -> bool {
        (&self.name, &self.title, &self.reports) == (&other.name, &other.title, &other.reports)
    }

    /// The report with this id.
    pub(super) fn report(&self, id: &Id) -> Option<&ReportSummary> {
        self.reports.iter().find(|report| report.id == id.as_str())
    }
}

impl OpenYear {
    /// The same with what lists show of it after the steps that its bytes have not.
    pub(super) fn with(self, now: Option<YearSummary>) -> Self {
        let Some(now) = now else { return self };
        let YearSummary { newer, problems, problem_count, .. } = self.summary;
        Self { summary: YearSummary { newer, problems, problem_count, ..now }, ..self }
    }

    /// Ready to be stored.
    pub(super) fn stored(&self) -> Stored {
        Stored {
            id: self.summary.id.to_string(),
            name: self.summary.name.clone(),
            changed: platform::now(),
            bytes: self.bytes.clone(),
        }
    }
}

fn report_summary(of: &Array) -> ReportSummary {
    ReportSummary { id: text(of, 0), name: text(of, 1), period: text(of, 2), stage: text(of, 3) }
}

/// A text in a message; empty when there is none.
pub(super) fn text(message: &Array, at: u32) -> String {
    message.get(at).as_string().unwrap_or_default()
}

/// A list of texts in a message.
pub(super) fn texts(list: JsValue) -> Vec<String> {
    let list: Array = list.unchecked_into();
    list.iter().map(|item| item.as_string().unwrap_or_default()).collect()
}

/// A count in a message.
pub(super) fn number(message: &Array, at: u32) -> u32 {
    message.get(at).as_f64().unwrap_or_default() as u32
}
