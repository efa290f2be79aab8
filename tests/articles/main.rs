//! The help articles on negative inventory, step by step: what they tell a person to do, the inventory lets them do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod correcting;
mod fulfilling;
mod pages;
#[path = "../support/mod.rs"]
mod support;
