//! The boundary to JavaScript: the only folder that knows it. Thin: arguments in, answers out, no business rule.

mod allocation;
mod columns;
mod convert;
mod core;
pub mod number;
mod tables;
mod window;

pub use core::Core;
