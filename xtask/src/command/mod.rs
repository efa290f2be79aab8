pub mod bench;
pub mod build;
pub mod conformance;
pub mod demo;
pub mod docs;
pub mod generate;
pub mod reproduce;
pub mod simulate;
pub mod size;
pub mod supply_chain;
pub mod test;
pub mod warehouse;
pub mod wasm_test_runner;

mod arrange;
mod page;
mod parts;
mod serve;
