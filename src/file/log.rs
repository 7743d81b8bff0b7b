//! Who changed what and when: beside the content, so that the same content gives the same bytes
//! whoever wrote it, and so that a file can be handed out without it.

use crate::record;

record! {
    /// One thing that somebody did.
    pub struct LogEntry {
        /// When, in the clock of who did it: `2020-08-31 14.32`.
        pub at: String,
        /// Who.
        pub by: String,
        /// What, in the words of the list of steps.
        pub did: String,
        /// Where: the address within the file; empty when it is not one place.
        pub place: String,
    }
}
