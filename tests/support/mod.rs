//! What the integration tests share. `call` is the only file that knows the core's own types; everything
//! else speaks the contract's JSON, so the tests read as a host would write them.
#![allow(dead_code)]

pub mod adventureworks;
pub mod books;
pub mod call;
pub mod compare;
pub mod documents;
pub mod fields;
pub mod full;
pub mod inventories;
pub mod model;
pub mod northwind;
pub mod picture;
pub mod places;
pub mod queries;
pub mod raw;
pub mod refusals;
pub mod run;
pub mod shapes;
pub mod simulation;
pub mod start;
pub mod tables;
pub mod till;
pub mod unbroken;
pub mod values;
pub mod workflow;
pub mod working_set;
