//! "Correcting negative inventory caused by online sales".
//!
//! Ada bought two helmets online (sale 8), Ben three pumps (sale 9): neither was in stock, "which is expected".

use super::pages::*;
use super::support::books::Books;
use super::support::start::Start;
use serde_json::json;

fn sold_online() -> Start {
    let named = |number: &str, customer: &str| json!({ "number": number, "customer": customer });
    Start::new()
        .stock("helmet", "main", -2)
        .stock("bell", "main", -3)
        .stock("bell", "harbour", 8)
        .online_order("o8", 100, &[("helmet", 2)])
        .online_order("o9", 200, &[("bell", 3)])
        .but("orders", "o8", named("E8", "Ada"))
        .but("orders", "o9", named("E9", "Ben"))
        .but("sales", "s-o8", json!({ "number": "8" }))
        .but("sales", "s-o9", json!({ "number": "9" }))
}

fn fulfil(books: &mut Books, order: &str) {
    package(books, order, "SHIP");
    mark_as_shipped(books, order, "SHIP");
    tick_shipped(books, order, "SHIP");
    assert_eq!(books.status("order", order), "completedShipped");
}

#[test]
fn the_item_was_sold_online_though_there_was_too_little_of_it() {
    // "It's likely because the item has the Allow backorders setting enabled or the Track the inventory setting disabled
    // in your eCom back office."
    let books = sold_online().open();
    books.shows(
        "rows",
        json!(["o8-helmet", "o9-bell"]),
        json!([
            { "qoh": -2, "uncovered": 2, "ecomOrder": { "number": "E8" }, "soldBecause": "backordersAllowed" },
            { "qoh": -3, "uncovered": 3, "ecomOrder": { "number": "E9" }, "soldBecause": "trackingDisabled" },
        ]),
    );
}

#[test]
fn with_an_incoming_purchase_order_it_is_received() {
    let mut books = sold_online().purchase_order("21", 50, &[("helmet", 2)]).open();
    // "We first recommend looking under the PURCHASE ORDER and TRANSFER columns."
    let helmet = || json!({ "search": "helmet" });
    let row = ["sale 8, E8: Road helmet, Main Street, QOH -2, purchase order 2, transfer 0"];
    assert_eq!(negative_inventory(&books, helmet()), row);
    // 1. "Click the in-transit quantity under the PURCHASE ORDER or TRANSFER column."
    assert_eq!(in_transit(&books, "helmet", "main"), ["purchaseOrder 21: 2"]);
    // 2. "Receive the in-transit quantity ... to correct the item's negative quantity on hand."
    receive_purchase_order(&mut books, "21");
    assert_eq!(books.qoh("helmet", "main"), 0.0);
    assert!(negative_inventory(&books, helmet()).is_empty());
    // 3. "Fulfill your customer's eCom order."
    fulfil(&mut books, "o8");
    assert_eq!(books.qoh("helmet", "main"), 0.0, "the sale took the units out, not the shipment");
}

#[test]
fn with_an_incoming_transfer_it_is_received() {
    let mut books = sold_online().sent_transfer("22", 50, &[("bell", 4)]).open();
    assert_eq!(in_transit(&books, "bell", "main"), ["transfer 22: 4"]);
    receive_transfer(&mut books, "22");
    assert_eq!((books.qoh("bell", "main"), books.qoh("bell", "harbour")), (1.0, 8.0));
    fulfil(&mut books, "o9");
}

#[test]
fn without_incoming_stock_it_is_ordered_or_transferred_first() {
    let mut books = sold_online().open();
    // 2. "Select the Show eCom orders checkbox to include all items with backorders in the results."
    // 3. "Click the PURCHASE ORDER or TRANSFER column headers to display items that don't have incoming purchase orders
    // or transfers at the top of the results."
    let first = show_ecom_orders_without_incoming_first;
    assert_eq!(sources(&books, first()), ["8: Road helmet", "9: Brass bell"]);
    // 4. "Analyze all your backorders." 7. "Filter the report by shop and/or default vendor", null being none.
    assert_eq!(
        sources(&books, json!({ "ecomOnly": true, "shopIds": ["main"], "vendorIds": ["alpine"] })),
        ["8: Road helmet"]
    );
    assert_eq!(sources(&books, json!({ "ecomOnly": true, "vendorIds": [null] })), ["9: Brass bell"]);
    assert!(sources(&books, json!({ "ecomOnly": true, "shopIds": ["harbour"] })).is_empty());
    // 5. "In another tab on your web browser, create the purchase orders and/or transfers." 6. "Enter the items and
    // quantities you need to fulfill your backorders."
    create_purchase_order(&mut books, "23", "alpine", "main", &[("helmet", 2)]);
    assert_eq!(sources(&books, first()), ["9: Brass bell", "8: Road helmet"], "the bell has nothing on its way yet");
    create_transfer(&mut books, "24", "harbour", "main", &[("bell", 3)]);
    send_transfer(&mut books, "24", &[("bell", 3)]);
    // 8. "Once your purchase orders and/or transfers arrive, receive the in-transit quantity to correct the negative
    // quantity on hand of your items."
    assert_eq!(receive_purchase_order(&mut books, "23")["rowsRemoved"], json!(["o8-helmet"]));
    assert_eq!(receive_transfer(&mut books, "24")["rowsRemoved"], json!(["o9-bell"]));
    assert!(negative_inventory(&books, json!({})).is_empty());
    // 9. "Fulfill your customers' eCom orders."
    assert_eq!(ready_orders(&books), ["E8", "E9"]);
    fulfil(&mut books, "o8");
    fulfil(&mut books, "o9");
    assert!(ready_orders(&books).is_empty());
}
