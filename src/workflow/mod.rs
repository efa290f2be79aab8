//! Receive and fulfil: commands become events, and events become state.
//!
//! `decide` (one file for each kind of document) reads the state and says what a command would do; `evolve` is the one
//! function that takes an event in. A list of commands is decided and taken in one by one, and taken back whole when one
//! is refused, or when only the answer was wanted.

pub mod before;
pub mod changes;
pub mod conflict;
pub mod decide;
pub mod engine;
pub mod evolve;
pub mod history;
pub mod merge;
pub mod order;
pub mod order_lines;
pub mod parts;
pub mod purchase_order;
pub mod put_back;
pub mod receipt;
pub mod records;
pub mod refund;
pub mod sale;
pub mod shipment;
pub mod stock;
pub mod transfer;
pub mod undo;
pub mod vendor_return;
