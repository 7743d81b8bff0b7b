//! What goes out comes back in: years, numbers, dates, addresses and routes.

mod small;
mod years;
