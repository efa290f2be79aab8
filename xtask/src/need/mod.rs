//! What must be on the machine before a step can run. Each is installed where that can be done without asking, and else
//! named with what to do.

pub mod browser;
pub mod engines;
pub mod node;
pub mod postgres;
pub mod rust;
pub mod tools;

mod debian;
