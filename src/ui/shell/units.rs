//! Units' files into the open year.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Question, Shell};
use crate::model::Id;
use crate::route::Route;
use crate::ui::platform;
use crate::ui::work::Job;
use crate::ui::year::text;

type Files = Vec<(String, Vec<u8>)>;

impl Shell {
    /// Shows what units' files would fill, in the year they name; that is opened first.
    pub(super) async fn take_units(self, files: Files) {
        let job = Job { files, ..Job::new("units", &[]) };
        let Some(id) = self.year_of(&job).await.or_else(|| self.open_id()) else {
            return self.error(lacks("ett år"));
        };
        if self.open_id().as_ref() == Some(&id) {
            return self.ask(Question::Work(Arc::new(job)));
        }
        if self.library.with_untracked(|library| library.as_ref().is_some_and(|own| own.has(&id))) {
            self.waiting.set_value(job.files);
            return platform::go(&Route::Year(id).to_hash());
        }
        self.error(lacks(id.as_str()));
    }

    /// The year is open now that the files wait for.
    pub(super) fn take_waiting(self) {
        if self.open.with(Option::is_none) {
            return;
        }
        let files = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        if !files.is_empty() {
            self.ask(Question::Work(Arc::new(Job { files, ..Job::new("units", &[]) })));
        }
    }

    /// The year that the files name.
    async fn year_of(self, job: &Job) -> Option<Id> {
        let answer = self.desk.request("work", &job.message()).await?;
        let values = crate::ui::work::pairs(answer.get(4));
        let named = values.iter().find(|(name, _)| name == "year");
        named.filter(|_| text(&answer, 0) == "work").and_then(|(_, id)| Id::new(id))
    }

    fn open_id(self) -> Option<Id> {
        self.open.with_untracked(|open| open.as_ref().map(|open| open.summary.id.clone()))
    }
}

fn lacks(id: &str) -> String {
    format!(
        "Filerna är enheters månader och hör till {id}, som inte finns i webbläsaren. Öppna årets fil \
         först och släpp dem igen."
    )
}
