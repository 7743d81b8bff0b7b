//! The file is the master: when the open year was last taken out as one, and a reminder after many
//! changes.

use leptos::prelude::*;

use crate::library::{Filed, Mark, reminders};
use crate::ui::platform;
use crate::ui::shell::Shell;

fn key(id: &str) -> String {
    format!("tertial.fil.{id}")
}

impl Shell {
    /// The last step of the open year, as it is on the page.
    pub(in crate::ui) fn stands_at(self) -> Mark {
        self.kept().map(|kept| kept.borrow().here()).unwrap_or_default()
    }

    /// Notes that a year was handed out as a file that contains this step.
    pub(in crate::ui) fn has_filed(self, id: &str, mark: Mark) {
        let filed = Filed { mark, when: platform::now() };
        if self.set_note(&key(id), &filed.note()).is_err() {
            self.error(NOT_NOTED.to_owned());
        }
        self.count_reminders();
        self.write.steps.update(|_| {});
    }

    /// Another year lies under this id, or none: no file is of it.
    pub(in crate::ui) fn forget_filed(self, id: &str) {
        let _ = self.remove_note(&key(id));
    }

    fn last_filed(self) -> Option<Filed> {
        Filed::parse(&self.note(&key(&self.open_year_id()?))?)
    }

    /// How many changes are in no file.
    fn unfiled(self) -> u32 {
        let steps = self.write.steps.with_untracked(|steps| steps.done);
        self.last_filed().map_or(steps, |filed| filed.since(&self.stands_at()))
    }

    /// When the open year was last handed out, and how much has changed since.
    pub(in crate::ui) fn filed(self) -> String {
        self.open.track();
        let Some(when) = self.last_filed().map(|filed| filed.when) else {
            let is_new = self.unfiled() == 0;
            return if is_new { String::new() } else { "Inte hämtad som fil än".to_owned() };
        };
        match self.unfiled() {
            0 => format!("Hämtad som fil {when}"),
            1 => format!("1 ändring sedan filen hämtades {when}"),
            count => format!("{count} ändringar sedan filen hämtades {when}"),
        }
    }

    /// A reminder, when there have been many changes since the last file, and after as many more.
    pub(super) fn remind(self) {
        let Some(before) = self.kept().map(|kept| kept.borrow().reminded) else { return };
        if self.count_reminders() > before {
            let text = format!(
                "{} ändringar finns bara i den här webbläsaren. Hämta gärna året som fil: filen är \
                 originalet.",
                self.unfiled()
            );
            self.notice(text, false, false);
        }
    }

    /// From now on so many reminders count as said.
    pub(in crate::ui) fn count_reminders(self) -> u32 {
        let due = reminders(self.unfiled());
        if let Some(kept) = self.kept() {
            kept.borrow_mut().reminded = due;
        }
        due
    }
}

const NOT_NOTED: &str = "Filen är hämtad, men webbläsaren kunde inte anteckna det. Verktygsraden visar \
                         därför en äldre fil.";
