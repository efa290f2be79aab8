//! Deciding what to do next: which orders wait for what, and whose the goods at the door are. Nothing here changes a fact.

mod backorders;
mod codes;
mod delivery;
mod promises;
mod search;
mod shelves;

pub use backorders::backorders;
pub use delivery::sort_delivery;
