//! Deciding what to do next: which orders wait for what, whose the goods at the door are, and who gets
//! scarce stock. Nothing here changes a fact.

mod allocate;
mod backorders;
mod codes;
mod delivery;
mod promises;
mod search;
mod shelves;

pub use allocate::allocate;
pub use backorders::backorders;
pub use delivery::sort_delivery;
