//! What the fuzzer shares with the other tests.
#![allow(dead_code)]

#[path = "../../support/call.rs"]
pub mod call;
#[path = "../../support/fields.rs"]
pub mod fields;
#[path = "../../support/full.rs"]
pub mod full;
#[path = "../../support/values.rs"]
pub mod values;
pub mod workflow;
