//! The annual wheel as a ring of twelve months.

use crate::model::Month;

/// A ring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ring {
    /// What it shows.
    pub title: String,
    /// The ring in words.
    pub alt: String,
    /// What stands in the middle, for instance the year.
    pub middle: String,
    /// The slots, each over one or more months.
    pub slots: Vec<RingSlot>,
    /// Today's month and day, when today is in the year.
    pub today: Option<(Month, u8)>,
}

/// A slot of the ring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RingSlot {
    /// The months it covers.
    pub months: Vec<Month>,
    /// How many things are done then.
    pub count: usize,
    /// The slot's place on the page.
    pub link: String,
    /// Its title.
    pub title: String,
}
