//! The raw engine as JavaScript calls it, in Node: what the package's facade relies on, and what it can never send
//! itself but must not bring the engine down.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod columns;
mod errors;
mod script;
mod window;
