//! Snapshots for `oversold` from what a back office has already: the bodies that Lightspeed's APIs answer with, or
//! spreadsheets. And the way back: what an event of `oversold`'s means for Lightspeed.
//!
//! A crate of its own, since most hosts need none of it: nothing of it can get into the engine's WebAssembly, and it
//! needs nothing of the engine but numbers, instants and the shapes of the contract.

pub mod differences;
pub mod lightspeed;
pub mod snapshot;
pub mod spreadsheet;
pub mod warnings;

#[cfg(target_arch = "wasm32")]
mod wasm;
