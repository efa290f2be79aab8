//! Every code of a refusal and of an error: reached, with its path and details, and nothing happened.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod cases;
mod errors;
mod order;
mod refusals;
#[path = "../support/mod.rs"]
mod support;
