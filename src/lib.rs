//! What a shop has sold but does not have: the negative inventory report, the sale behind every missing unit, and what
//! is on its way to cover it.
//!
//! The host owns storage and rendering; this crate owns the rules. Everything below is a function of the facts that the
//! host hands over as a snapshot ([`Inventory::from_json`]). Comments name a rule by its number in `pkg/RULES.md`.

pub mod contract;
mod image;
mod inventory;
mod json_load;
mod lists;
mod state;
mod text;

// Numbers and time, and what stands in their order.
mod bytes;
pub mod instant;
mod keyed;
mod named;
mod order;
mod quantity;

// The rules: pure functions.
mod attribution;
mod coverage;
mod diagnosis;
mod netting;
mod readiness;
mod status;
mod truncation;

mod planning;
mod report;
mod workflow;

#[cfg(all(target_arch = "wasm32", feature = "engine"))]
pub mod wasm;

pub use contract::allocation::AllocationOptions;
pub use contract::command::{Command, read_commands};
pub use contract::error::{ErrorCode, InventoryError};
pub use contract::event::Event;
pub use contract::options::{LoadOptions, OnUnknown};
pub use contract::outcome::{Changes, Outcome};
pub use contract::planning::{BackorderQuery, DeliveryOptions, ReplenishmentOptions};
pub use contract::query::{DocumentQuery, ReportQuery, ShipmentQuery};
pub use contract::tree::Tree;
pub use instant::Instant;
pub use inventory::Inventory;
pub use json_load::JsonLoad;
pub use quantity::{Quantity, QuantityError};
pub use report::columns::Columns;
pub use workflow::history::{HistoryQuery, HistoryRow};
