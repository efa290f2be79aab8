//! Deciding what to do next: which orders wait for what, whose the goods at the door are, who gets scarce stock,
//! what to buy and move, and what in the data cannot be so. Nothing here changes a fact.

mod allocate;
mod backorders;
mod check;
mod codes;
mod delivery;
mod promises;
mod replenish;
mod shelves;

pub use allocate::allocate;
pub use backorders::backorders;
pub use check::check;
pub use delivery::sort_delivery;
pub use replenish::replenish;
