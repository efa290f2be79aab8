//! A second reading of the rules, over plain JSON, to check what the generator promises: slow, short, and sharing nothing
//! with the generator or with the core.

mod rows;

use std::collections::HashMap;

use serde_json::Value;

pub use rows::rows;

/// Ten-thousandths; a quantity that has more decimals than four is an error in the data.
pub fn exact(value: &Value) -> i64 {
    let quantity = value.as_f64().unwrap_or(0.0);
    let scaled = quantity * 10_000.0;
    assert!((scaled - scaled.round()).abs() < 1e-6, "{value} has more than four decimals");
    scaled.round() as i64
}

pub fn table<'a>(snapshot: &'a Value, name: &str) -> &'a [Value] {
    list(snapshot, name)
}

pub fn list<'a>(record: &'a Value, name: &str) -> &'a [Value] {
    record[name].as_array().map_or(&[], Vec::as_slice)
}

pub fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    record[field].as_str().unwrap_or("")
}

pub fn holds(record: &Value, field: &str) -> bool {
    record[field].as_bool().unwrap_or(false)
}

pub fn by_id<'a>(snapshot: &'a Value, name: &str) -> HashMap<&'a str, &'a Value> {
    let records = table(snapshot, name);
    let map: HashMap<_, _> = records.iter().map(|record| (text(record, "id"), record)).collect();
    assert_eq!(map.len(), records.len(), "ids of {name} are unique");
    map
}

/// How often each text occurs.
pub fn tally<'a>(texts: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts
}

pub fn handed_over(order: &Value, line: &Value) -> i64 {
    let gone =
        list(order, "shipments").iter().filter(|shipment| matches!(text(shipment, "status"), "shipped" | "pickedUp"));
    gone.flat_map(|shipment| list(shipment, "lines"))
        .filter(|part| part["orderLineId"] == line["id"])
        .map(|part| exact(&part["quantity"]))
        .sum()
}

pub fn unshipped(order: &Value, line: &Value) -> i64 {
    let left = exact(&line["quantity"]) - exact(&line["refunded"]) - handed_over(order, line);
    if holds(order, "cancelled") { 0 } else { left.max(0) }
}

pub fn order_status(order: &Value) -> &'static str {
    let lines = list(order, "lines");
    let waits = lines.iter().any(|line| unshipped(order, line) > 0);
    let gone = lines.iter().any(|line| handed_over(order, line) > 0);
    let pickup = text(order, "delivery") == "pickup";
    let ready = list(order, "shipments").iter().any(|shipment| text(shipment, "status") == "readyForPickup");
    match () {
        () if holds(order, "cancelled") || (!waits && !gone) => "cancelled",
        () if text(order, "fraud") == "fraudulent" => "onHold",
        () if !waits && pickup => "completedPickedUp",
        () if !waits => "completedShipped",
        () if gone => "partiallyShipped",
        () if text(order, "payment") != "paid" => "awaitingPayment",
        () if ready => "readyForPickup",
        () if pickup => "awaitingPickup",
        () => "awaitingShipment",
    }
}

pub fn purchase_order_status(order: &Value) -> &'static str {
    match () {
        () if holds(order, "archived") => "archived",
        () if holds(order, "finished") => "finished",
        () if list(order, "lines").iter().any(|line| exact(&line["received"]) > 0) => "checkIn",
        () if order["orderedAt"].is_number() => "ordered",
        () => "open",
    }
}

pub fn in_transit(line: &Value) -> i64 {
    (exact(&line["sent"]) - exact(&line["received"]) - exact(&line["returned"])).max(0)
}

pub fn transfer_status(transfer: &Value) -> &'static str {
    match () {
        () if holds(transfer, "archived") => "archived",
        () if !transfer["sentAt"].is_number() => "open",
        () if list(transfer, "lines").iter().any(|line| in_transit(line) > 0) => "sent",
        () => "received",
    }
}

/// What must hold in a snapshot of any size: references resolve, nothing is handed over, received or sent beyond what there
/// is, nothing happens tomorrow.
pub fn assert_sound(snapshot: &Value) {
    let [items, shops, vendors, sales] = ["items", "shops", "vendors", "sales"].map(|name| by_id(snapshot, name));
    let [adjustments, purchases, transfers, returns, orders] =
        ["adjustments", "purchaseOrders", "transfers", "vendorReturns", "orders"].map(|name| by_id(snapshot, name));
    for item in items.values().filter(|item| !item["defaultVendorId"].is_null()) {
        assert!(vendors.contains_key(text(item, "defaultVendorId")), "{item}");
    }
    for level in table(snapshot, "levels") {
        exact(&level["qoh"]);
        assert!(items.contains_key(text(level, "itemId")) && shops.contains_key(text(level, "shopId")), "{level}");
        assert!(
            !items[text(level, "itemId")]["inventoried"].is_boolean()
                || holds(items[text(level, "itemId")], "inventoried")
        );
    }
    for sale in sales.values().filter(|sale| !sale["orderId"].is_null()) {
        assert!(orders.contains_key(text(sale, "orderId")), "{sale}");
    }
    for movement in adjustments.values() {
        assert!(exact(&movement["quantity"]) != 0, "{movement}");
        assert!(movement["at"].as_i64().is_some_and(|at| at <= retailer::NOW), "{movement}");
        assert!(
            items.contains_key(text(movement, "itemId")) && shops.contains_key(text(movement, "shopId")),
            "{movement}"
        );
        let source = text(movement, "sourceId");
        let known = match text(movement, "reason") {
            "sale" => sales.contains_key(source),
            "transfer" => transfers.contains_key(source),
            "vendorReturn" => returns.contains_key(source),
            "receiving" => purchases.contains_key(source),
            _ => source.is_empty(),
        };
        assert!(known, "{movement}");
        if let Some(reversed) = movement["reverses"].as_str() {
            let reversed = adjustments[reversed];
            assert!(reversed["itemId"] == movement["itemId"] && reversed["shopId"] == movement["shopId"], "{movement}");
        }
    }
    for order in orders.values() {
        for line in list(order, "lines") {
            let (quantity, gone) = (exact(&line["quantity"]), handed_over(order, line));
            assert!(gone + exact(&line["refunded"]) <= quantity && exact(&line["returned"]) <= gone, "{order}");
            if let Some(id) = line["adjustmentId"].as_str() {
                assert_eq!(exact(&adjustments[id]["quantity"]), -quantity, "{line}");
                assert_eq!(adjustments[id]["itemId"], line["itemId"]);
            }
        }
    }
    for line in transfers.values().flat_map(|transfer| list(transfer, "lines")) {
        assert!(exact(&line["sent"]) >= exact(&line["received"]) + exact(&line["returned"]), "{line}");
    }
}
