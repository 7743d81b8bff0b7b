//! The file is the master: when the open year was last taken out as one, and a reminder after many
//! changes.

use leptos::prelude::*;

use crate::ui::platform;
use crate::ui::shell::Shell;

/// After so many changes since the last file the user is reminded, once.
const MANY: u32 = 60;

fn key(id: &str) -> String {
    format!("tertial.fil.{id}")
}

impl Shell {
    /// Notes that a year was handed out as a file.
    pub(in crate::ui) fn has_filed(self, id: &str) {
        let done = self.write.steps.with_untracked(|steps| steps.done);
        platform::set_note(&key(id), &format!("{done} {}", platform::now()));
        self.write.steps.update(|_| {});
    }

    /// When the open year was last handed out, and how much has changed since.
    pub(in crate::ui) fn filed(self) -> String {
        let Some(open) = self.open.get_untracked() else { return String::new() };
        let note = platform::note(&key(open.summary.id.as_str())).unwrap_or_default();
        let done = self.write.steps.with_untracked(|steps| steps.done);
        let Some((at, when)) = note.split_once(' ') else {
            return if done == 0 { String::new() } else { "Inte hämtad som fil än".to_owned() };
        };
        match done.abs_diff(at.parse().unwrap_or_default()) {
            0 => format!("Hämtad som fil {when}"),
            1 => format!("1 ändring sedan filen hämtades {when}"),
            count => format!("{count} ändringar sedan filen hämtades {when}"),
        }
    }

    /// A reminder, when there have been many changes since the last file.
    pub(super) fn remind(self) {
        let Some(open) = self.open.get_untracked() else { return };
        let note = platform::note(&key(open.summary.id.as_str())).unwrap_or_default();
        let at: u32 = note.split(' ').next().and_then(|at| at.parse().ok()).unwrap_or_default();
        let since = self.write.steps.with_untracked(|steps| steps.done).saturating_sub(at);
        if since == MANY {
            let text = format!(
                "{MANY} ändringar finns bara i den här webbläsaren. Hämta gärna året som fil: filen är \
                 originalet."
            );
            self.notice(text, false, false);
        }
    }
}
