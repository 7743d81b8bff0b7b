//! Between a form and the worker.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::Job;
use super::form::{fill, gather, refusal, say};
use crate::ui::desk::DEATHS;
use crate::ui::shell::{Act, Shell};
use crate::ui::year::text;
use crate::ui::{places, platform};

const DEAD: &str =
    "Programmet bakom sidan svarar inte. Ladda om sidan: det som är sparat finns kvar.";
/// The note with the unit whose month is filled in here.
pub(in crate::ui) const UNIT: &str = "tertial.enhet";

/// Says in the note of a month when it was sent.
const SENT: &str = "skickat";
const NOT_TAKEN: &str = "Filen gick inte att hämta, så inget är skickat. Försök igen.";

/// Fields that say what of a page is shown.
const CHOICES: [&str; 5] = ["report", "severity", "group", "rule", "shown"];

type Stored = StoredValue<Job>;
type Fields = Vec<(String, String)>;

impl Shell {
    /// Shows a form as it first is.
    pub(super) async fn show_job(self, job: Stored, root: Element, is_asked: bool) {
        let start = known(job, |job| job.fields.clone());
        self.fetch_source(job, &start).await;
        let answer = match self.ask_first(job, is_asked).await {
            Ok(answer) => answer,
            Err(sentence) => {
                if is_asked {
                    self.answered();
                } else if self.desk.failed.get_untracked() {
                    // The page it is a part of says so.
                    return;
                }
                return self.error(sentence);
            }
        };
        root.set_inner_html(&text(&answer, 2));
        let values = pairs(answer.get(4));
        // What the worker chose is known from now on.
        job.update_value(|job| {
            let has_field =
                |name: &str| root.query_selector(&format!("[name=\"{name}\"]")) != Ok(None);
            let known = values.iter().filter(|(name, _)| !has_field(name)).cloned();
            job.know(&known.collect::<Fields>());
        });
        let noted = known(job, |job| job.noted(self));
        fill(&root, &noted);
        if let Some((_, when)) = noted.iter().find(|(name, _)| name == SENT) {
            self.notice(format!("Det som står här skickades {when}."), false, false);
        }
        if known(job, |job| job.what == "month") {
            // Only a convenience: without it the unit is chosen again.
            let _ = known(job, |job| self.set_note(UNIT, job.field("unit")).ok());
        }
        if is_asked {
            focus_first(&root);
        }
        // Parts of other pages come when they come.
        let is_page = known(job, |job| matches!(job.what, "missing" | "month" | "review"));
        if is_page {
            places::reveal("_titel");
        }
        if is_asked || is_page {
            platform::set_ready();
        }
    }

    /// Something else is chosen: what follows from it is shown.
    pub(super) async fn follow_job(self, job: Stored, root: Element) {
        if root.query_selector(".live") == Ok(None) {
            return;
        }
        self.fetch_source(job, &gather(&root)).await;
        let fields = gather(&root);
        let Ok(answer) = self.ask_job(job, &fields).await else { return };
        fill(&root, &pairs(answer.get(4)));
        let known = pairs(answer.get(4)).into_iter().filter(|(name, _)| name == "seen");
        let known: Fields = known.collect();
        job.update_value(|job| job.know(&known));
        if let Ok(Some(live)) = root.query_selector(".live") {
            live.set_inner_html(&text(&answer, 3));
        }
    }

    async fn ask_job(self, job: Stored, fields: &[(String, String)]) -> Result<Array, String> {
        let by = [("by".to_owned(), self.write.name.get_untracked())];
        let message = known(job, |job| {
            let all: Fields = by.into_iter().chain(fields.iter().cloned()).collect();
            let today = platform::now()[..10].into();
            [job.what.into(), job.with(&all), job.given(), today]
        });
        let answer = self.desk.request("work", &message).await.ok_or(DEAD)?;
        refusal(&answer).map_or(Ok(answer), Err)
    }

    /// Asks for a form as it first is. What is a part of a page is asked of the next worker where one died:
    /// it is tried again a few times by itself, and until then nothing is amiss.
    async fn ask_first(self, job: Stored, is_asked: bool) -> Result<Array, String> {
        let mut answer = self.ask_job(job, &[]).await;
        for _ in 0..DEATHS {
            let is_tried_again = !is_asked && !self.desk.failed.get_untracked();
            match &answer {
                Err(sentence) if is_tried_again && sentence == DEAD => {
                    answer = self.ask_job(job, &[]).await;
                }
                _ => break,
            }
        }
        answer
    }

    /// Does what a button says.
    pub(super) async fn do_job(self, job: Stored, root: Element, button: Element, is_asked: bool) {
        let mut fields = gather(&root);
        if let Some(name) = button.get_attribute("name") {
            fields.push((name, button.get_attribute("value").unwrap_or_default()));
        }
        if button.get_attribute("data-do").as_deref() == Some("send") {
            // What is typed stays on the page: it may also be saved in the year.
            let sent = self.send_month(job, &fields).await;
            say(&root, &sent.err().unwrap_or_default());
            return;
        }
        if button.get_attribute("data-do").as_deref() == Some("show") {
            return self.show_chosen(job, root, fields).await;
        }
        let key = || button.get_attribute("value").unwrap_or_default();
        let does = button.get_attribute("data-do").unwrap_or_default();
        let done = match (does.as_str(), known(job, |job| job.what)) {
            // The storage is measured anew, and shown as it is then.
            ("restore", _) => return self.or_say(self.restore_snapshot(key()).await),
            ("clean", _) => return self.or_say(self.clean(key()).await),
            ("rescue", _) => return self.or_say(self.rescue(key()).await),
            (_, "year") => self.make_year(job, &fields).await,
            (_, _) => self.write_job(job, &fields).await,
        };
        match done {
            Err(sentence) if !say(&root, &sentence) => self.error(sentence),
            Err(_) => {}
            Ok(()) if is_asked => self.answered(),
            Ok(()) => self.show_chosen(job, root, fields).await,
        }
    }

    /// Shows a page anew. What is chosen to be shown stays chosen.
    async fn show_chosen(self, job: Stored, root: Element, fields: Fields) {
        let chosen = fields.into_iter().filter(|(name, _)| CHOICES.contains(&name.as_str()));
        job.update_value(|job| job.know(&chosen.collect::<Fields>()));
        self.show_job(job, root.clone(), false).await;
        focus_count(&root);
    }

    fn or_say(self, done: Result<(), String>) {
        done.err().into_iter().for_each(|sentence| self.error(sentence));
    }

    /// Who does it: what the form says, else what is known.
    fn name_of(self, fields: &[(String, String)]) -> Result<String, String> {
        if let Some((_, name)) = fields.iter().find(|(own, _)| own == "by") {
            self.set_name(name);
        }
        let name = self.write.name.get_untracked();
        let lacks = || "Skriv ditt namn. Det står vid det du gör.".to_owned();
        if name.is_empty() { Err(lacks()) } else { Ok(name) }
    }

    async fn write_job(self, job: Stored, fields: &[(String, String)]) -> Result<(), String> {
        let job = known(job, Job::clone);
        self.write_now(&job, fields).await
    }

    /// Does in the open year what a job and its fields say, and tells what was done.
    pub(in crate::ui) async fn write_now(
        self,
        job: &Job,
        fields: &[(String, String)],
    ) -> Result<(), String> {
        let by = self.name_of(fields)?;
        self.ready_to_write().await?;
        let seed = js_sys::Math::random() * 9e15;
        let message: [JsValue; 7] = [
            job.what.into(),
            job.with(fields),
            job.given(),
            by.into(),
            platform::now().into(),
            seed.into(),
            platform::is_narrow().into(),
        ];
        let done = self.change("do", &message).await;
        self.has_written().await;
        let answer = done?;
        // What could not be stored stays noted.
        if !self.is_unkept() {
            job.forget_note(self);
        }
        if answer.get(2).is_null() {
            self.notice("Inget behövde ändras.".to_owned(), false, false);
            return Ok(());
        }
        let steps = self.write.steps.with_untracked(|steps| steps.done);
        let href = text(&answer, 7);
        let open = (!href.is_empty()).then_some(Act::Open(href));
        self.clear_notices();
        self.offer(text(&answer, 6), open.into_iter().chain([Act::TakeBack(steps)]).collect());
        Ok(())
    }

    async fn send_month(self, job: Stored, fields: &[(String, String)]) -> Result<(), String> {
        let by = self.name_of(fields)?;
        let message = known(job, |job| [job.with(fields), by.into(), platform::now().into()]);
        let answer = self.desk.request("send", &message).await.ok_or(DEAD)?;
        if let Some(sentence) = refusal(&answer) {
            return Err(sentence);
        }
        let bytes = answer.get(2).dyn_into::<Uint8Array>().map_err(|_| DEAD)?;
        let name = text(&answer, 3);
        if !platform::download(&name, &bytes.to_vec()) {
            return Err(NOT_TAKEN.to_owned());
        }
        // It stays as it was sent, until it is changed or is in the year.
        let sent = [fields, &[(SENT.to_owned(), platform::now())]].concat();
        let noted = known(job, |job| job.note(self, &sent).err());
        if let Some(error) = noted {
            self.error(format!(
                "{name} är hämtad. Det som står här är bara kvar så länge sidan är öppen. {error}"
            ));
        }
        self.clear_notices();
        let says = format!("{name} är hämtad. Mejla den till controllern.");
        self.notice(says, false, false);
        Ok(())
    }

    async fn make_year(self, job: Stored, fields: &[(String, String)]) -> Result<(), String> {
        self.fetch_source(job, fields).await;
        // Who makes a year need not have said so yet: the first who writes in it is asked.
        let by = self.name_of(fields).unwrap_or_default();
        let more = [("by".to_owned(), by), ("now".to_owned(), platform::now())];
        let all: Fields = fields.iter().cloned().chain(more).collect();
        let (bytes, how) = known(job, |job| {
            let bytes = job.files.first().map(|(_, bytes)| bytes.clone()).unwrap_or_default();
            (bytes, job.with(&all))
        });
        self.begin_year(bytes, how).await
    }

    /// The file that a new year starts from, when that is another one than before.
    async fn fetch_source(self, job: Stored, fields: &[(String, String)]) {
        if known(job, |job| job.what != "year") {
            return;
        }
        let source = fields.iter().find(|(name, _)| name == "source").map(|(_, value)| &**value);
        let source = source.unwrap_or("");
        if known(job, |job| job.files.first().is_some_and(|(name, _)| name == source)) {
            return;
        }
        let bytes = self.source(source).await;
        job.update_value(|job| job.files = vec![(source.to_owned(), bytes)]);
    }
}

impl Job {
    fn know(&mut self, values: &[(String, String)]) {
        self.fields.retain(|(own, _)| values.iter().all(|(name, _)| name != own));
        self.fields.extend(values.iter().cloned());
    }
}

/// What is known of a form. It may have been closed while the worker was asked: then nothing is.
fn known<T: Default>(job: Stored, of: impl FnOnce(&Job) -> T) -> T {
    job.try_with_value(of).unwrap_or_default()
}

/// Pairs of names and values in a message.
pub(in crate::ui) fn pairs(of: JsValue) -> Fields {
    let Ok(list) = of.dyn_into::<Array>() else { return Vec::new() };
    let pair = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        (text(&pair, 0), text(&pair, 1))
    };
    list.iter().map(pair).collect()
}

/// What was pressed is gone with the page as it was: the focus goes to what says how much is left.
fn focus_count(root: &Element) {
    let count = root.query_selector("#_antal").ok().flatten();
    if let Some(count) = count.and_then(|count| count.dyn_into::<HtmlElement>().ok()) {
        let _ = count.focus();
    }
}

fn focus_first(root: &Element) {
    let first = root.query_selector("select, input:not([type=hidden]), button").ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}
