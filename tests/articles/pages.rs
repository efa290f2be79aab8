//! The pages that the articles name, and what a person does there.

use crate::support::books::{Books, lines, number_of};
use crate::support::fields::{list, text};
use serde_json::{Value, json};

/// Reports > Negative inventory: a row as `sale 68, E1001: Road helmet, Main Street, QOH -2, purchase order 6, transfer 0`.
pub fn negative_inventory(books: &Books, filters: Value) -> Vec<String> {
    let row = |row: &Value| {
        let order = row["ecomOrder"]["number"].as_str().map(|number| format!(", {number}")).unwrap_or_default();
        format!(
            "{} {}{order}: {}, {}, QOH {}, purchase order {}, transfer {}",
            text(&row["source"], "type"),
            text(&row["source"], "number"),
            text(row, "description"),
            text(row, "shop"),
            number_of(row, "qoh"),
            number_of(row, "onPurchaseOrder"),
            number_of(row, "onTransfer"),
        )
    };
    list(&books.ask("report", filters), "rows").iter().map(row).collect()
}

/// The same, nothing but the sources: `68: Road helmet`.
pub fn sources(books: &Books, filters: Value) -> Vec<String> {
    let row = |row: &Value| format!("{}: {}", text(&row["source"], "number"), text(row, "description"));
    list(&books.ask("report", filters), "rows").iter().map(row).collect()
}

/// "Select the Show eCom orders checkbox."
pub fn show_ecom_orders() -> Value {
    json!({ "ecomOnly": true })
}

/// "Click the SOURCE column headers."
pub fn show_ecom_orders_by_source() -> Value {
    json!({ "ecomOnly": true, "sort": [{ "by": "source" }] })
}

/// "Click the PURCHASE ORDER or TRANSFER column headers."
pub fn show_ecom_orders_without_incoming_first() -> Value {
    json!({ "ecomOnly": true, "sort": [{ "by": "onPurchaseOrder" }, { "by": "onTransfer" }] })
}

/// "Click the Sale # of an item", then "the Online Order button": the order's id.
pub fn online_order_behind(books: &Books, row: &str) -> String {
    let source = books.row(row)["source"].clone();
    assert_eq!(text(&source, "type"), "sale");
    let sale = books.ask("sale", source["id"].clone());
    text(&sale["order"], "id").to_string()
}

/// "Click the in-transit quantity": the documents in the list, as `purchaseOrder 12: 5`.
pub fn in_transit(books: &Books, item: &str, shop: &str) -> Vec<String> {
    let incoming = books.ask("incoming", json!([item, shop]));
    let line =
        |line: &Value| format!("{} {}: {}", text(line, "type"), text(line, "number"), number_of(line, "outstanding"));
    incoming.as_array().unwrap().iter().map(line).collect()
}

/// "Receive the in-transit quantity on the purchase order."
pub fn receive_purchase_order(books: &mut Books, id: &str) -> Value {
    books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": id })).changes
}

/// "Receive the in-transit quantity on the transfer."
pub fn receive_transfer(books: &mut Books, id: &str) -> Value {
    books.apply("receiveTransfer", json!({ "transferId": id })).changes
}

/// The online orders of which everything can be handed over now.
pub fn ready_orders(books: &Books) -> Vec<String> {
    let ready = books.ask("backorders", json!({ "states": ["ready"], "sort": [{ "by": "number" }] }));
    list(&ready, "rows").iter().map(|order| text(order, "number").to_string()).collect()
}

/// "Check if the eCom order is fraudulent": it is not.
pub fn is_not_fraudulent(books: &mut Books, order: &str) {
    books.apply("clearFraud", json!({ "orderId": order }));
}

/// "Under Payment, click Mark as Paid."
pub fn mark_as_paid(books: &mut Books, order: &str) {
    books.apply("markOrderPaid", json!({ "orderId": order }));
}

/// "Package the items into shipping boxes or envelopes": all that is left of the order in one.
pub fn package(books: &mut Books, order: &str, shipment: &str) {
    books.apply("createShipment", json!({ "orderId": order, "shipment": { "id": shipment, "number": shipment } }));
}

/// "In the Tracking Number field, enter the tracking number and click Save."
pub fn save_tracking_number(books: &mut Books, order: &str, shipment: &str, number: &str) {
    let fields = json!({ "orderId": order, "shipmentId": shipment, "trackingNumber": number });
    books.apply("setTrackingNumber", fields);
}

/// "Click Mark as Shipped."
pub fn mark_as_shipped(books: &mut Books, order: &str, shipment: &str) {
    books.apply("markShipped", json!({ "orderId": order, "shipmentId": shipment }));
}

/// "Prepare the eCom order and call them to let them know that it's ready to be picked up."
pub fn ready_to_be_picked_up(books: &mut Books, order: &str, shipment: &str) {
    books.apply("markReadyForPickup", json!({ "orderId": order, "shipmentId": shipment }));
}

/// "Click Mark as Picked Up."
pub fn mark_as_picked_up(books: &mut Books, order: &str, shipment: &str) {
    books.apply("markPickedUp", json!({ "orderId": order, "shipmentId": shipment }));
}

/// Inventory > Shipments, "using the search bar and available filters": `SHIP1 of E1001, shipped`.
pub fn shipments(books: &Books, filters: Value) -> Vec<String> {
    let found = books.ask("shipments", filters);
    let row = |row: &Value| format!("{} of {}, {}", text(row, "number"), text(row, "orderNumber"), text(row, "status"));
    list(&found, "rows").iter().map(row).collect()
}

/// "Under SHIPPED, select its checkbox."
pub fn tick_shipped(books: &mut Books, order: &str, shipment: &str) {
    books.apply("tickShippedInPos", json!({ "orderId": order, "shipmentId": shipment, "shipped": true }));
}

/// "Create the purchase orders": one of these items, ordered at once.
pub fn create_purchase_order(books: &mut Books, number: &str, vendor: &str, shop: &str, units: &[(&str, i64)]) {
    let lines = crate::support::books::new_lines(units);
    let order = json!({ "id": number, "number": number, "vendorId": vendor, "shopId": shop, "lines": lines });
    books.apply("createPurchaseOrder", json!({ "purchaseOrder": order }));
    books.apply("orderPurchaseOrder", json!({ "purchaseOrderId": number }));
}

/// "Create the transfers": one of these items, not sent yet.
pub fn create_transfer(books: &mut Books, number: &str, from: &str, to: &str, units: &[(&str, i64)]) {
    let lines = crate::support::books::new_lines(units);
    let transfer = json!({ "id": number, "number": number, "fromShopId": from, "toShopId": to, "lines": lines });
    books.apply("createTransfer", json!({ "transfer": transfer }));
}

/// The other shop puts the units in a box.
pub fn send_transfer(books: &mut Books, number: &str, units: &[(&str, i64)]) {
    books.apply("sendTransfer", json!({ "transferId": number, "lines": lines(units) }));
}
