//! Years handed out as files, as they are now. What a file lacks is said with it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Shell;
use super::years::Kept;
use crate::library;
use crate::ui::platform;

const NO_LOG: &str = "Programmet bakom sidan svarar inte, så ändringsloggen gick inte att ta bort. Ladda om \
                      sidan och hämta filen igen.";
const NOT_TAKEN: &str = "Filen gick inte att hämta. Försök igen, eller ladda om sidan.";
const NOT_PUT_IN: &str = "Texten som höll på att skrivas är inte med i filen, för året redigeras i en annan \
                          flik. Välj Skriv och hämta filen igen, så är den med.";

impl Shell {
    /// Hands out a year of the list as a file.
    pub(in crate::ui) fn export(self, id: String) {
        if self.is_open_id(&id) {
            return self.export_now(true);
        }
        spawn_local(async move {
            match self.stored_file(&id, true).await {
                Ok(Some(Kept { bytes, tip, left })) => {
                    let is_whole = left == 0;
                    if self.hand_out(&id, &bytes) && is_whole {
                        self.has_filed(&id, tip);
                    }
                    if !is_whole {
                        self.error(lacks_stored(left));
                    }
                }
                Ok(None) => {
                    self.error(format!("{id} finns inte kvar i webbläsaren. Ladda om sidan."))
                }
                Err(sentence) => self.error(sentence),
            }
        });
    }

    /// Hands out the open year as it is now, with the log of its changes or without.
    pub(in crate::ui) fn export_now(self, with_log: bool) {
        spawn_local(async move {
            if !self.has_taken_drafts().await {
                self.error(NOT_PUT_IN.to_owned());
            }
            let Some(open) = self.open.get_untracked() else { return };
            let id = open.summary.id.to_string();
            let (stands_at, steps) = (self.stands_at(), self.steps_since());
            // As it is now, also what no pause has kept whole yet. What nobody has written in is handed
            // out as it came.
            let now = if steps > 0 || !with_log { self.file(with_log).await } else { None };
            match now {
                None if !with_log => self.error(NO_LOG.to_owned()),
                None if steps > 0 => {
                    self.hand_out(&id, &open.bytes);
                    self.error(lacks(steps));
                }
                now => {
                    let bytes = now.map_or_else(|| open.bytes.clone(), |(bytes, _)| bytes);
                    if self.hand_out(&id, &bytes) {
                        self.has_filed(&id, stands_at);
                    }
                }
            }
        });
    }

    fn hand_out(self, id: &str, bytes: &[u8]) -> bool {
        let is_handed = platform::download(&format!("{id}.tertial.json"), bytes);
        if !is_handed {
            self.error(NOT_TAKEN.to_owned());
        }
        is_handed
    }

    /// Hands out something that was kept aside.
    pub(in crate::ui) async fn rescue(self, key: String) -> Result<(), String> {
        let store = self.store().ok_or(NOT_TAKEN)?;
        let rescued = library::rescue(&*store, &key).await;
        let bytes = rescued.map_err(|error| error.to_string())?;
        let ending = if library::is_year(&key) { "tertial.json" } else { "txt" };
        let name = format!("{}-undanlagt.{ending}", library::year_of(&key));
        if platform::download(&name, &bytes) { Ok(()) } else { Err(NOT_TAKEN.to_owned()) }
    }
}

fn lacks(steps: usize) -> String {
    format!(
        "Filen är året som det var före de senaste ändringarna ({steps}): programmet bakom sidan svarar \
         inte. Ladda om sidan och hämta filen igen, så är de med."
    )
}

fn lacks_stored(steps: usize) -> String {
    format!(
        "Filen är hämtad, men de senaste sparade ändringarna ({steps}) gick inte att lägga in i den. Öppna \
         året och hämta filen därifrån."
    )
}
