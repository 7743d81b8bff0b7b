//! What goes out comes back in: years, numbers, dates, addresses and routes.

mod extremes;
pub mod markup;
mod small;
mod years;
