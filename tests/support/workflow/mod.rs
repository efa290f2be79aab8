//! Walks through an inventory by commands: random ones that must keep every promise of the design, and scripted ones
//! that read like a day in the shop.

pub mod checks;
pub mod commands;
pub mod merges;
pub mod seen;
pub mod shelf;
pub mod shop;
pub mod taken_back;
pub mod tidy;
pub mod walk;
