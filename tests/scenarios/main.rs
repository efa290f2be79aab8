//! Stories of receiving and fulfilling, a file for each kind of document: what the transitions promise, in numbers
//! worked out by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod purchase_order;
mod receipt;
#[path = "../support/mod.rs"]
mod support;
mod table;
mod transfer;
mod vendor_return;
