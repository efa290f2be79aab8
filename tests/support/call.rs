//! The only file of the tests that knows the core's own types: a method's name and its argument as JSON in,
//! its answer as JSON out.

use oversold::contract::from_tree::FromTree;
use oversold::contract::input;
use oversold::{
    AllocationOptions, DeliveryOptions, DocumentQuery, Inventory, InventoryError, LoadOptions, ReportQuery,
    ShipmentQuery,
};
use serde::Serialize;
use serde_json::{Value, json};

/// The methods of the contract's `Inventory` that `call` knows.
pub const METHODS: [&str; 23] = [
    "report",
    "rows",
    "totals",
    "facets",
    "csv",
    "incoming",
    "explain",
    "item",
    "sale",
    "order",
    "purchaseOrder",
    "transfer",
    "vendorReturn",
    "orders",
    "purchaseOrders",
    "transfers",
    "vendorReturns",
    "shipments",
    "backorders",
    "sortDelivery",
    "allocate",
    "replenish",
    "check",
];

/// The methods that may change the inventory, which `change` knows.
pub const TRANSITIONS: [&str; 5] = ["decide", "apply", "replay", "history", "toSnapshot"];

/// Calls one of the transitions.
pub fn change(inventory: &mut Inventory, method: &str, with: &Value) -> Result<Value, Value> {
    let commands = || -> Result<Vec<oversold::Command>, Value> {
        let tree: oversold::Tree = from_json(with)?;
        oversold::read_commands(&tree).map_err(|error| error_json(&error))
    };
    match method {
        "decide" => answer(inventory.decide(&commands()?)),
        "apply" => answer(inventory.apply(&commands()?)),
        "replay" => {
            let events: Vec<oversold::Event> = from_json(with)?;
            answer(inventory.replay(&events))
        }
        "history" => Ok(to_json(&inventory.history(&or_empty::<oversold::HistoryQuery>(with)?))),
        "toSnapshot" => Ok(serde_json::from_slice(&snapshot_json(inventory)).expect("a snapshot is JSON")),
        other => call(inventory, other, with),
    }
}

/// Loads a snapshot. An error is the contract's `InventoryError` as JSON: code, message, path, details.
pub fn load(bytes: &[u8], options: &Value) -> Result<Inventory, Value> {
    let options: LoadOptions = from_json(options)?;
    Inventory::from_json(bytes, &options).map_err(|error| error_json(&error))
}

/// From an image and the events stored since.
pub fn from_image(image: &[u8], events: &Value) -> Result<Inventory, Value> {
    let events: Vec<oversold::Event> = from_json(events)?;
    Inventory::from_bytes(image, &events, &LoadOptions::default()).map_err(|error| error_json(&error))
}

pub fn snapshot_json(inventory: &Inventory) -> Vec<u8> {
    inventory.to_json().expect("a snapshot can be written")
}

/// Calls a method with its one argument; `incoming` and `explain` take `[itemId, shopId]`.
pub fn call(inventory: &Inventory, method: &str, with: &Value) -> Result<Value, Value> {
    match method {
        "report" => answer(inventory.report(&query(with)?)),
        "totals" => Ok(to_json(&inventory.totals(&query(with)?))),
        "facets" => Ok(to_json(&inventory.facets(&query(with)?))),
        "csv" => answer(inventory.csv(&query(with)?)),
        "rows" => {
            let ids: Vec<String> = from_json(with)?;
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            Ok(to_json(&inventory.rows(&ids)))
        }
        "incoming" => {
            let (item, shop): (String, String) = serde_json::from_value(with.clone()).expect("an item and a shop");
            Ok(to_json(&inventory.incoming(&item, &shop)))
        }
        "explain" => {
            let (item, shop): (String, String) = serde_json::from_value(with.clone()).expect("an item and a shop");
            Ok(to_json(&inventory.explain(&item, &shop)))
        }
        "item" => Ok(to_json(&inventory.item(&id(with)?))),
        "sale" => Ok(to_json(&inventory.sale(&id(with)?))),
        "order" => Ok(to_json(&inventory.order(&id(with)?))),
        "purchaseOrder" => Ok(to_json(&inventory.purchase_order(&id(with)?))),
        "transfer" => Ok(to_json(&inventory.transfer(&id(with)?))),
        "vendorReturn" => Ok(to_json(&inventory.vendor_return(&id(with)?))),
        "orders" => answer(inventory.orders(&documents(with)?)),
        "purchaseOrders" => answer(inventory.purchase_orders(&documents(with)?)),
        "transfers" => answer(inventory.transfers(&documents(with)?)),
        "vendorReturns" => answer(inventory.vendor_returns(&documents(with)?)),
        "shipments" => Ok(to_json(&inventory.shipments(&or_empty::<ShipmentQuery>(with)?))),
        "backorders" => answer(inventory.backorders(&or_empty(with)?)),
        "sortDelivery" => {
            let tree: oversold::Tree = from_json(with)?;
            answer(DeliveryOptions::read(&tree).and_then(|options| inventory.sort_delivery(&options)))
        }
        "allocate" => {
            let tree: oversold::Tree = from_json(with)?;
            answer(AllocationOptions::read(&tree).and_then(|options| inventory.allocate(&options)))
        }
        "replenish" => answer(inventory.replenish(&from_json(with)?)),
        "check" => Ok(to_json(&inventory.check())),
        other => panic!("call.rs does not know the method {other}: add it there and to METHODS"),
    }
}

fn query(with: &Value) -> Result<ReportQuery, Value> {
    or_empty(with)
}

fn documents(with: &Value) -> Result<DocumentQuery, Value> {
    or_empty(with)
}

fn id(with: &Value) -> Result<String, Value> {
    from_json(with)
}

fn or_empty<T: FromTree>(with: &Value) -> Result<T, Value> {
    if with.is_null() { from_json(&json!({})) } else { from_json(with) }
}

fn from_json<T: FromTree>(with: &Value) -> Result<T, Value> {
    input::read(with.clone()).map_err(|error| error_json(&error))
}

fn answer<T: Serialize>(result: Result<T, InventoryError>) -> Result<Value, Value> {
    result.map(|answer| to_json(&answer)).map_err(|error| error_json(&error))
}

fn error_json(error: &InventoryError) -> Value {
    to_json(error)
}

fn to_json<T: Serialize>(answer: &T) -> Value {
    serde_json::to_value(answer).expect("answers are plain JSON")
}
