//! *Skriv ut*: what is printed is the page as it is read.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::platform;
use crate::ui::shell::Shell;

impl Shell {
    /// Prints the page on show. One that is written in is asked for as it is read, and printed when it
    /// has come.
    pub(in crate::ui) fn print(self) {
        let is_written = self.route.with_untracked(|route| !matches!(route, Route::Work(_)));
        if !is_written || !self.write.is_on.get_untracked() {
            return platform::print();
        }
        // What is being typed is kept first.
        platform::leave_field();
        self.write.prints.set_value(true);
        self.write.is_on.set(false);
        self.desk.ask_again();
    }

    /// Whether the page that has come now is the one to print.
    pub(in crate::ui) fn is_to_print(self) -> bool {
        !self.write.is_on.get_untracked()
            && self.write.prints.try_update_value(std::mem::take) == Some(true)
    }

    /// Prints it, all of it being on show, and goes on writing.
    pub(in crate::ui) fn print_and_go_on(self) {
        platform::print();
        self.write.is_on.set(true);
        self.desk.ask_again();
    }
}
