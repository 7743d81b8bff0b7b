//! *Skriv ut*: what is printed is the page as it is read.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::shell::Shell;
use crate::ui::spot::Spot;
use crate::ui::{places, platform};

/// A page that is on its way to the printer.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Printing {
    /// Its hash.
    hash: String,
    /// Whether this tab had the right to write; without storage it has not, and writes all the same.
    has_pen: bool,
    /// Where one was.
    spot: Option<Spot>,
}

const REFUSED: &str =
    "Något på sidan gick inte att spara och är markerat. Rätta det och skriv ut sedan.";

impl Shell {
    /// Prints the page on show. One that is written in is asked for as it is read, and printed when it
    /// has come.
    pub(in crate::ui) fn print(self) {
        if self.write.prints.with_value(Option::is_some) {
            return;
        }
        let page = self.desk.page.get_untracked().filter(|_| places::has_places());
        let Some(page) = page.filter(|_| self.write.is_on.get_untracked()) else {
            return platform::print();
        };
        let spot = Spot::here();
        // What is being typed is kept first; what cannot be kept would go with the page.
        places::leave_field();
        let route = self.route.get_untracked();
        spawn_local(async move {
            let _ = self.desk.request("steps", &[]).await;
            platform::pause(Duration::ZERO).await;
            // Somebody has gone on to another page meanwhile.
            if self.route.get_untracked() != route {
                return;
            }
            if places::has_refused() {
                return self.error(REFUSED.to_owned());
            }
            let has_pen = self.writer().is_some();
            let printing = Printing { hash: page.hash.clone(), has_pen, spot };
            self.write.prints.set_value(Some(printing));
            self.write.turn(false);
            self.desk.ask_again();
        });
    }

    /// Whether the page at this hash is to be printed when it has come.
    pub(in crate::ui) fn prints(self, hash: &str) -> bool {
        let is_it = |own: &Option<Printing>| own.as_ref().is_some_and(|own| own.hash == hash);
        self.write.prints.try_with_value(is_it) == Some(true)
    }

    /// Prints the page, all of it being on show, and goes on writing.
    pub(in crate::ui) fn print_and_go_on(self) {
        platform::print();
        self.leave_print();
    }

    /// Nothing is to be printed any more: one writes on where one is.
    pub(in crate::ui) fn leave_print(self) {
        let printing = self.write.prints.try_update_value(Option::take).flatten();
        // Another tab may have taken over meanwhile.
        let has_pen = self.writer().is_some();
        if let Some(printing) = printing.filter(|own| own.has_pen == has_pen) {
            self.write.turn(true);
            self.write.spot.set_value(printing.spot);
            self.desk.ask_again();
        }
    }
}
