//! What is offered with a message.

use leptos::task::spawn_local;

use super::Shell;
use crate::ui::{places, platform};

/// Something a message offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Act {
    /// Goes to an address.
    Open(String),
    /// Takes back the step after which so many hold.
    TakeBack(u32),
    /// Removes the year that was made: its id.
    Unmake(String),
    /// Restores a snapshot: its key.
    Restore(String),
    /// Hands out the open year as a file.
    Take,
    /// Shows what the storage holds.
    Storage,
}

impl Act {
    /// What its button says.
    pub(in crate::ui) fn words(&self) -> &'static str {
        match self {
            Self::Open(_) => "Öppna",
            Self::TakeBack(_) | Self::Unmake(_) | Self::Restore(_) => "Ångra",
            Self::Take => "Hämta filen",
            Self::Storage => "Visa lagring",
        }
    }
}

impl Shell {
    /// Does what a message offers.
    pub(in crate::ui) fn act_on(self, act: Act) {
        self.clear_notices();
        spawn_local(async move {
            let done = match act {
                Act::Open(hash) => {
                    platform::go(&hash);
                    Ok(())
                }
                Act::TakeBack(steps) => {
                    let done = self.take_back(steps).await;
                    if done.is_ok() {
                        self.notice("Det är ångrat.".to_owned(), false, false);
                    }
                    done
                }
                Act::Unmake(id) => {
                    platform::go("#/");
                    self.remove_now(&id).await.map_err(|error| error.to_string())
                }
                Act::Restore(key) => self.restore_snapshot(key).await,
                Act::Take => {
                    self.open_year_id().into_iter().for_each(|id| self.export(id));
                    Ok(())
                }
                Act::Storage => {
                    platform::go("#/");
                    places::reveal_when_there("_lagring").await;
                    Ok(())
                }
            };
            if let Err(sentence) = done {
                self.error(sentence);
            }
        });
    }
}
