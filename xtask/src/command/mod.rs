pub mod bench;
pub mod build;
pub mod conformance;
pub mod demo;
pub mod docs;
pub mod fuzz;
pub mod generate;
pub mod growth;
pub mod simulate;
pub mod size;
pub mod test;
pub mod warehouse;
pub mod wasm_test_runner;

mod arrange;
mod instrumented;
mod page;
mod parts;
mod serve;
