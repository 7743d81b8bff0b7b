//! The open year while it is written in: its editor, its log, and the paper it is shown on.

mod panel;

use std::collections::HashSet;
use std::sync::Arc;

use crate::edit::{Editor, Form, History, Pen, Refused, Step, Wish};
use crate::file::{self, LogEntry};
use crate::json::{Field, Reader, Writer};
use crate::model::{Address, Id, Year};
use crate::paper::{Paper, Patch};
use crate::record;

record! {
    /// An entry of the journal: a step that was done, or how many steps hold since somebody went back
    /// or forth.
    pub struct Noted {
        /// The step.
        pub did: Option<Step>,
        /// How many steps hold.
        pub go: Option<u32>,
        /// Who went.
        pub by: String,
        /// When.
        pub at: String,
        /// What others did that the step takes in, such as units that sent their month.
        pub others: Vec<LogEntry>,
    }
}

/// The open year.
#[derive(Debug, Default)]
pub struct Studio {
    /// The year and its steps.
    pub editor: Editor,
    log: Vec<LogEntry>,
    paper: Option<Paper>,
    /// Elements that were changed since the paper was shown or patched last.
    touched: HashSet<Id>,
}

impl Studio {
    /// Opens a year with the log of its file and the history it was kept with.
    pub fn new(year: Arc<Year>, log: Vec<LogEntry>, history: &str) -> Self {
        let history = History::read_text(history);
        Self { editor: Editor::new(year, history), log, ..Self::default() }
    }

    /// The steps that the year was kept with.
    pub fn remember(&mut self, history: &str) {
        self.editor.history = History::read_text(history);
    }

    /// Does what a person wants; the journal's entry of it, if anything changed.
    ///
    /// # Errors
    /// When it cannot be done; the year is as it was.
    pub fn fulfil(&mut self, wish: Wish, pen: &Pen) -> Result<Option<String>, Refused> {
        self.fulfil_with(wish, pen, Vec::new())
    }

    /// The same with what others did that it takes in, which stands in the log before it.
    ///
    /// # Errors
    /// When it cannot be done; the year is as it was.
    pub fn fulfil_with(
        &mut self,
        wish: Wish,
        pen: &Pen,
        others: Vec<LogEntry>,
    ) -> Result<Option<String>, Refused> {
        let Some(step) = self.editor.fulfil(wish, pen)? else { return Ok(None) };
        self.log.extend(others.iter().cloned());
        self.enter(&step);
        let noted = Noted { did: Some(step), others, ..Noted::default() };
        Ok(Some(line(&noted)))
    }

    /// Goes to where this many steps hold; the journal's entry of it, if that is another place.
    ///
    /// # Errors
    /// When a step cannot be gone past.
    pub fn go_to(&mut self, done: u32, pen: &Pen) -> Result<Option<String>, Refused> {
        if done == self.editor.history.done {
            return Ok(None);
        }
        let before = self.editor.history.done;
        self.editor.go_to(done)?;
        self.went(before, &pen.by, &pen.at);
        let (by, at) = (pen.by.clone(), pen.at.clone());
        Ok(Some(line(&Noted { go: Some(done), by, at, ..Noted::default() })))
    }

    /// Does again what the journal says.
    ///
    /// # Errors
    /// When the entry does not fit the year, or is none.
    pub fn replay(&mut self, entry: &str) -> Result<(), Refused> {
        let noted = Noted::read(&mut Reader::new(entry)).map_err(|_| Refused::Gone)?;
        if let Some(step) = noted.did {
            self.log.extend(noted.others);
            self.enter(&step);
            self.editor.take(step)?;
        }
        match noted.go {
            Some(done) => {
                let before = self.editor.history.done;
                self.editor.follow_to(done)?;
                self.went(before, &noted.by, &noted.at);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Notes that somebody went from where this many steps hold to where they hold now.
    fn went(&mut self, before: u32, by: &str, at: &str) {
        let done = self.editor.history.done;
        let steps = &self.editor.history.steps;
        let gone =
            steps.iter().skip(before.min(done) as usize).take(before.abs_diff(done) as usize);
        let word = if done < before { "Ångrade" } else { "Gjorde om" };
        let entries = gone.map(|step| LogEntry {
            at: at.to_owned(),
            by: by.to_owned(),
            did: format!("{word}: {}", step.name),
            place: step.place.clone(),
            ..LogEntry::default()
        });
        self.log.extend(entries);
        let gone = steps.iter().skip(before.min(done) as usize);
        let gone = gone.take(before.abs_diff(done) as usize);
        self.touched.extend(gone.flat_map(elements));
    }

    fn enter(&mut self, step: &Step) {
        self.touched.extend(elements(step));
        self.log.push(LogEntry {
            at: step.at.clone(),
            by: step.by.clone(),
            did: step.name.clone(),
            place: step.place.clone(),
            ..LogEntry::default()
        });
    }

    /// The year's file as it is now, with the log or without.
    pub fn file(&self, with_log: bool) -> String {
        let log: &[LogEntry] = if with_log { &self.log } else { &[] };
        file::save_logged(&self.editor.year, log)
    }

    /// Who changed what, the latest last.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// A report on its paper, as it is now. What changes from now on can be told as a patch.
    pub fn show(&mut self, report: &Id, writing: bool, is_narrow: bool) -> Option<&Paper> {
        self.paper = Paper::of(&self.editor, report, writing, is_narrow);
        self.paper.as_ref()
    }

    /// The report on show for writing, as it was composed last.
    pub fn shown(&self) -> Option<&Paper> {
        self.paper.as_ref()
    }

    /// No report is on show for writing.
    pub fn put_away(&mut self) {
        self.paper = None;
    }

    /// What has changed on the paper since it was shown or patched last, and the paper as it is now.
    pub fn patch(&mut self, is_narrow: bool) -> Option<(Patch, &Paper)> {
        let touched = std::mem::take(&mut self.touched);
        let paper = self.paper.as_mut()?;
        let patch = paper.renew(&self.editor, &touched, is_narrow)?;
        Some((patch, paper))
    }

    /// Lets go of what the last patch has made obsolete.
    pub fn tidy(&mut self) {
        self.paper.iter_mut().for_each(Paper::tidy);
    }

    /// The form of an element, with what of it is elsewhere.
    pub fn form(&self, at: &Address) -> Option<Form> {
        let mut form = self.editor.form(at)?;
        panel::add_to(&mut form, &self.editor.year);
        Some(form)
    }
}

/// The elements that a step changes.
fn elements(step: &Step) -> impl Iterator<Item = Id> + '_ {
    step.changes.iter().filter_map(|change| Address::parse(&change.at).ok()).map(|at| at.element)
}

/// On one line, as the journal keeps it.
fn line(noted: &Noted) -> String {
    let mut out = Writer::default();
    noted.write(&mut out);
    out.into_string().replace('\n', " ")
}
