//! Stories of receiving and fulfilling, a file for each kind of document: what the transitions promise, in numbers
//! worked out by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod anything;
mod conflict;
mod excess;
mod idempotency;
mod kept_list;
mod late_document;
mod lists;
mod merge;
mod order;
mod order_line;
mod order_lines_without_names;
mod purchase_order;
mod receipt;
mod refund;
mod sale;
mod same_item_twice;
mod service;
mod shipment;
mod stock;
#[path = "../support/mod.rs"]
mod support;
mod table;
mod transfer;
mod undo;
mod vendor_return;
