//! "Fulfilling eCom (C-Series) backorders with negative inventory".
//!
//! Ada ordered a helmet and two pairs of gloves (E1001, sale 68) and has not paid yet; Ben ordered a helmet to pick up
//! (E1002, sale 70); Cleo four bells and a pump (E1003, sale 71); Dan two pumps from the harbour (E1004, sale 72). A
//! passer-by bought a bell at the till (sale 69). None of it was there. A helmet comes with purchase order 12 and five
//! with 13, three pairs of gloves with transfer 5.

use super::pages::*;
use super::support::books::Books;
use super::support::fields::text;
use serde_json::{Value, json};

fn books() -> Books {
    let sale = |number: &str, shop: &str, at: i64, order: Value| json!({ "id": number, "number": number, "shopId": shop, "completedAt": at, "orderId": order });
    let sold = |number: &str, item: &str, shop: &str, quantity: i64, at: i64| {
        json!({ "id": format!("{number}-{item}"), "itemId": item, "shopId": shop, "quantity": -quantity, "at": at,
            "reason": "sale", "sourceId": number })
    };
    let line = |sale: &str, item: &str, shop: &str, quantity: i64| json!({ "id": item, "itemId": item, "shopId": shop, "quantity": quantity, "adjustmentId": format!("{sale}-{item}") });
    Books::open(&json!({
        "format": "oversold/1",
        "shops": [{ "id": "main", "name": "Main Street" }, { "id": "harbour", "name": "Harbour" }],
        "vendors": [{ "id": "alpine", "name": "Alpine" }, { "id": "breeze", "name": "Breeze" }],
        "items": [
            { "id": "helmet", "description": "Road helmet", "defaultVendorId": "alpine", "stockTracking": "indicator" },
            { "id": "gloves", "description": "Winter gloves", "defaultVendorId": "breeze", "stockTracking": "indicator" },
            { "id": "bell", "description": "Brass bell", "defaultVendorId": "breeze", "stockTracking": "disabled" },
            { "id": "pump", "description": "Floor pump", "defaultVendorId": "alpine", "stockTracking": "disabled" },
        ],
        "levels": [
            { "itemId": "helmet", "shopId": "main", "qoh": -2 },
            { "itemId": "gloves", "shopId": "main", "qoh": -2 },
            { "itemId": "gloves", "shopId": "harbour", "qoh": 7 },
            { "itemId": "bell", "shopId": "main", "qoh": -5 },
            { "itemId": "bell", "shopId": "harbour", "qoh": 6 },
            { "itemId": "pump", "shopId": "main", "qoh": -1 },
            { "itemId": "pump", "shopId": "harbour", "qoh": -2 },
        ],
        "sales": [
            sale("68", "main", 100, json!("o1")), sale("69", "main", 200, json!(null)), sale("70", "main", 300, json!("o2")),
            sale("71", "main", 400, json!("o3")), sale("72", "harbour", 500, json!("o4")),
        ],
        "adjustments": [
            sold("68", "helmet", "main", 1, 100), sold("68", "gloves", "main", 2, 100), sold("69", "bell", "main", 1, 200),
            sold("70", "helmet", "main", 1, 300), sold("71", "bell", "main", 4, 400), sold("71", "pump", "main", 1, 400),
            sold("72", "pump", "harbour", 2, 500),
            { "id": "5-gloves", "itemId": "gloves", "shopId": "harbour", "quantity": -3, "at": 50, "reason": "transfer",
                "sourceId": "5" },
        ],
        "purchaseOrders": [
            { "id": "12", "number": "12", "vendorId": "alpine", "shopId": "main", "createdAt": 5, "orderedAt": 10,
                "expectedAt": 900, "lines": [{ "id": "helmet", "itemId": "helmet", "ordered": 1 }] },
            { "id": "13", "number": "13", "vendorId": "alpine", "shopId": "main", "createdAt": 6, "orderedAt": 11,
                "expectedAt": 950, "lines": [{ "id": "helmet", "itemId": "helmet", "ordered": 5 }] },
        ],
        "transfers": [
            { "id": "5", "number": "5", "fromShopId": "harbour", "toShopId": "main", "createdAt": 5, "sentAt": 50,
                "expectedAt": 800, "lines": [{ "id": "gloves", "itemId": "gloves", "requested": 3, "sent": 3 }] },
        ],
        "orders": [
            { "id": "o1", "number": "E1001", "placedAt": 90, "customer": "Ada", "payment": "notPaid", "fraud": "unchecked",
                "delivery": "ship", "lines": [line("68", "helmet", "main", 1), line("68", "gloves", "main", 2)] },
            { "id": "o2", "number": "E1002", "placedAt": 290, "customer": "Ben", "payment": "paid", "fraud": "cleared",
                "delivery": "pickup", "lines": [line("70", "helmet", "main", 1)] },
            { "id": "o3", "number": "E1003", "placedAt": 390, "customer": "Cleo", "payment": "paid", "fraud": "cleared",
                "delivery": "ship", "lines": [line("71", "bell", "main", 4), line("71", "pump", "main", 1)] },
            { "id": "o4", "number": "E1004", "placedAt": 490, "customer": "Dan", "payment": "paid", "fraud": "unchecked",
                "delivery": "ship", "lines": [line("72", "pump", "harbour", 2)] },
        ],
    }))
}

/// "Fulfill eCom backorders that have incoming stock": Retail POS tab, steps 1 to 11, for the order of sale 68.
fn replenish_the_oldest_order(books: &mut Books) {
    // 1. "Click Reports > Negative inventory."
    assert_eq!(
        negative_inventory(books, json!({})),
        [
            "sale 68, E1001: Winter gloves, Main Street, QOH -2, purchase order 0, transfer 3",
            "sale 68, E1001: Road helmet, Main Street, QOH -2, purchase order 6, transfer 0",
            "sale 69: Brass bell, Main Street, QOH -5, purchase order 0, transfer 0",
            "sale 70, E1002: Road helmet, Main Street, QOH -2, purchase order 6, transfer 0",
            "sale 71, E1003: Brass bell, Main Street, QOH -5, purchase order 0, transfer 0",
            "sale 71, E1003: Floor pump, Main Street, QOH -1, purchase order 0, transfer 0",
            "sale 72, E1004: Floor pump, Harbour, QOH -2, purchase order 0, transfer 0",
        ]
    );
    // 2. "Select the Show eCom orders checkbox and click Search to only include items with eCom backorders in the list."
    // 3. "Click the SOURCE column headers to group all items from the same eCom order together."
    let grouped = || show_ecom_orders_by_source();
    let all = [
        "68: Winter gloves",
        "68: Road helmet",
        "70: Road helmet",
        "71: Brass bell",
        "71: Floor pump",
        "72: Floor pump",
    ];
    assert_eq!(sources(books, grouped()), all);
    // 4. "Under SOURCE, click the Sale # of an item." 5. "Click the Online Order button to open the eCom order."
    let order = online_order_behind(books, "68-helmet");
    assert_eq!(order, "o1");
    // 7. "Under PURCHASE ORDER or TRANSFER, click the in-transit quantity."
    // 8. "From the list, click the PO# or Transfer ID to open the purchase order or transfer."
    assert_eq!(in_transit(books, "helmet", "main"), ["purchaseOrder 12: 1", "purchaseOrder 13: 5"]);
    // 9. "Receive the in-transit quantity on the purchase order or transfer to replenish the item's stock."
    let changes = receive_purchase_order(books, "12");
    // 10. "The QOH is now updated to reflect the stock you added to your inventory. The oldest source (e.g. sale #68)
    // that caused the item to have negative inventory is also removed from the report."
    assert_eq!(changes["rowsRemoved"], json!(["68-helmet"]));
    let helmets = json!({ "ecomOnly": true, "search": "helmet" });
    let left = ["sale 70, E1002: Road helmet, Main Street, QOH -1, purchase order 5, transfer 0"];
    assert_eq!(negative_inventory(books, helmets), left);
    assert_eq!(ready_orders(books), Vec::<String>::new(), "the gloves are still missing");
    // 11. "Repeat steps 7-10 until you've replenished the stock of all the items from the same eCom order."
    assert_eq!(in_transit(books, "gloves", "main"), ["transfer 5: 3"]);
    let changes = receive_transfer(books, "5");
    // "If no other sources are causing the item to have negative inventory, the item is no longer listed."
    assert_eq!(changes["rowsRemoved"], json!(["68-gloves"]));
    assert_eq!(changes["ordersReady"], json!(["o1"]));
    assert_eq!((books.qoh("gloves", "main"), books.qoh("gloves", "harbour")), (1.0, 7.0));
    assert_eq!(sources(books, grouped()), ["70: Road helmet", "71: Brass bell", "71: Floor pump", "72: Floor pump"]);
    assert_eq!(ready_orders(books), ["E1001"]);
}

#[test]
fn an_order_with_incoming_stock_is_received_and_shipped() {
    let mut books = books();
    // Retail POS tab, steps 1 to 11; 12. "Complete the steps in the eCom tab section of this article."
    replenish_the_oldest_order(&mut books);
    // eCom tab, 1. "Check if the eCom order is fraudulent."
    is_not_fraudulent(&mut books, "o1");
    // 2. "If the eCom order wasn't marked as paid automatically (e.g. your customer paid with a bank transfer), under
    // Payment, click Mark as Paid."
    assert_eq!(books.status("order", "o1"), "awaitingPayment");
    mark_as_paid(&mut books, "o1");
    assert_eq!(books.status("order", "o1"), "awaitingShipment");
    // 3. "If you're shipping the eCom order, package the items into shipping boxes or envelopes." 4. "Ship the items."
    package(&mut books, "o1", "SHIP1");
    // 5. "Once a tracking number is issued, under Shipment, click the shipment number."
    let units = json!([{ "orderLineId": "helmet", "quantity": 1 }, { "orderLineId": "gloves", "quantity": 2 }]);
    assert_eq!(books.shipment("o1", "SHIP1")["lines"], units);
    // 6. "In the Tracking Number field, enter the tracking number and click Save."
    save_tracking_number(&mut books, "o1", "SHIP1", "TRACK-7");
    // 7. "Once the items have been shipped ..., under Shipment, click Mark as Shipped."
    mark_as_shipped(&mut books, "o1", "SHIP1");
    assert_eq!(books.status("order", "o1"), "completedShipped");
    // 8. "To mark the order as shipped or picked up in Retail POS as well", 9. "click Inventory > Shipments."
    // 10. "Using the search bar and available filters, locate the eCom order."
    for search in ["E1001", "ada", "track-7", "ship1 ada"] {
        let filters = json!({ "search": search, "shippedInPos": false });
        assert_eq!(shipments(&books, filters), ["SHIP1 of E1001, shipped"], "{search}");
    }
    // 11. "Under SHIPPED, select its checkbox."
    tick_shipped(&mut books, "o1", "SHIP1");
    assert!(shipments(&books, json!({ "search": "E1001", "shippedInPos": false })).is_empty());
    assert_eq!(shipments(&books, json!({ "search": "E1001", "shippedInPos": true })), ["SHIP1 of E1001, shipped"]);
    // The sale had taken the units out; what is left on the shelf is the third pair of gloves.
    assert_eq!((books.qoh("helmet", "main"), books.qoh("gloves", "main")), (-1.0, 1.0));
    assert_eq!((books.shelf("helmet", "main"), books.shelf("gloves", "main")), (0.0, 1.0));
}

#[test]
fn the_next_order_with_incoming_stock_is_received_and_picked_up() {
    let mut books = books();
    replenish_the_oldest_order(&mut books);
    // 13. "Repeat steps 4-12 to fulfill the other eCom backorders that have stock on incoming purchase orders."
    assert_eq!(online_order_behind(&books, "70-helmet"), "o2");
    assert_eq!(in_transit(&books, "helmet", "main"), ["purchaseOrder 13: 5"]);
    let changes = receive_purchase_order(&mut books, "13");
    assert_eq!(changes["ordersReady"], json!(["o2"]));
    assert_eq!(books.qoh("helmet", "main"), 4.0);
    // eCom tab, 3. "If your customer is picking up the eCom order in-store, prepare the eCom order and call them to let
    // them know that it's ready to be picked up. Once they arrive in-store, skip to step 7."
    assert_eq!(books.status("order", "o2"), "awaitingPickup");
    package(&mut books, "o2", "SHIP2");
    ready_to_be_picked_up(&mut books, "o2", "SHIP2");
    assert_eq!(books.status("order", "o2"), "readyForPickup");
    // 7. "Once ... your customer has picked them up, under Shipment, click ... Mark as Picked Up."
    mark_as_picked_up(&mut books, "o2", "SHIP2");
    assert_eq!(books.status("order", "o2"), "completedPickedUp");
    // 8 to 11: Inventory > Shipments, SHIPPED.
    assert_eq!(
        shipments(&books, json!({ "statuses": ["pickedUp"], "shopIds": ["main"] })),
        ["SHIP2 of E1002, pickedUp"]
    );
    tick_shipped(&mut books, "o2", "SHIP2");
    // "Only the eCom backorders that don't have incoming stock will be left in the list."
    assert_eq!(
        negative_inventory(&books, show_ecom_orders_by_source()),
        [
            "sale 71, E1003: Brass bell, Main Street, QOH -5, purchase order 0, transfer 0",
            "sale 71, E1003: Floor pump, Main Street, QOH -1, purchase order 0, transfer 0",
            "sale 72, E1004: Floor pump, Harbour, QOH -2, purchase order 0, transfer 0",
        ]
    );
}

#[test]
fn a_fraudulent_order_is_refunded() {
    let mut books = books();
    // eCom tab, 1. "Check if the eCom order is fraudulent. If it is, refund the eCom order."
    books.apply("flagFraud", json!({ "orderId": "o4" }));
    assert_eq!(books.status("order", "o4"), "onHold");
    let refunded = books.apply("refundOrder", json!({ "orderId": "o4", "restock": true }));
    assert_eq!(refunded.changes["rowsRemoved"], json!(["72-pump"]));
    assert_eq!(books.qoh("pump", "harbour"), 0.0);
    assert_eq!(text(&books.ask("order", json!("o4")), "payment"), "refunded");
    assert_eq!(books.status("order", "o4"), "cancelled");
    // Nobody else's row is touched by it.
    assert_eq!(sources(&books, json!({ "search": "pump" })), ["71: Floor pump"]);
    assert_eq!(books.qoh("pump", "main"), -1.0);
}

#[test]
fn what_has_no_incoming_stock_is_purchased_or_transferred() {
    let mut books = books();
    // "Fulfilling eCom backorders that don't have incoming quantity", 1. "Click Reports > Negative inventory report."
    // 2. "Select the Show eCom orders checkbox to include all items with backorders in the results."
    // 3. "Click the PURCHASE ORDER or TRANSFER column headers to display items that don't have incoming purchase orders
    // or transfers at the top of the results."
    assert_eq!(
        negative_inventory(&books, show_ecom_orders_without_incoming_first()),
        [
            "sale 71, E1003: Brass bell, Main Street, QOH -5, purchase order 0, transfer 0",
            "sale 71, E1003: Floor pump, Main Street, QOH -1, purchase order 0, transfer 0",
            "sale 72, E1004: Floor pump, Harbour, QOH -2, purchase order 0, transfer 0",
            "sale 68, E1001: Winter gloves, Main Street, QOH -2, purchase order 0, transfer 3",
            "sale 68, E1001: Road helmet, Main Street, QOH -2, purchase order 6, transfer 0",
            "sale 70, E1002: Road helmet, Main Street, QOH -2, purchase order 6, transfer 0",
        ]
    );
    // 4. "Analyze all your backorders and decide which items you'll purchase and/or transfer together versus
    // individually." The harbour has six bells; nobody has a pump.
    books.shows(
        "rows",
        json!(["71-bell", "71-pump"]),
        json!([
            { "uncovered": 4, "elsewhere": 6, "coverage": "none", "diagnosis": "backorder" },
            { "uncovered": 1, "elsewhere": 0, "coverage": "none", "diagnosis": "backorder" },
        ]),
    );
    // 5. "Optionally, filter the report by shop and/or default vendor to help streamline your ordering process."
    let of_alpine = json!({ "ecomOnly": true, "vendorIds": ["alpine"], "coverage": ["none"] });
    assert_eq!(sources(&books, of_alpine), ["71: Floor pump", "72: Floor pump"]);
    let in_main = json!({ "ecomOnly": true, "shopIds": ["main"], "vendorIds": ["alpine"], "coverage": ["none"] });
    assert_eq!(sources(&books, in_main), ["71: Floor pump"]);
    // 7. "In the new tab, create the purchase orders and/or transfers you need to fulfill your backorders."
    // 8. "Compare between the report and purchase order and/or transfer tabs and enter the items and quantity you need."
    create_purchase_order(&mut books, "14", "alpine", "main", &[("pump", 1)]);
    create_purchase_order(&mut books, "15", "alpine", "harbour", &[("pump", 2)]);
    create_transfer(&mut books, "6", "harbour", "main", &[("bell", 5)]);
    send_transfer(&mut books, "6", &[("bell", 5)]);
    assert_eq!(
        negative_inventory(&books, show_ecom_orders()),
        [
            "sale 68, E1001: Winter gloves, Main Street, QOH -2, purchase order 0, transfer 3",
            "sale 68, E1001: Road helmet, Main Street, QOH -2, purchase order 6, transfer 0",
            "sale 70, E1002: Road helmet, Main Street, QOH -2, purchase order 6, transfer 0",
            "sale 71, E1003: Brass bell, Main Street, QOH -5, purchase order 0, transfer 5",
            "sale 71, E1003: Floor pump, Main Street, QOH -1, purchase order 1, transfer 0",
            "sale 72, E1004: Floor pump, Harbour, QOH -2, purchase order 2, transfer 0",
        ]
    );
    assert!(sources(&books, json!({ "coverage": ["none", "partial"] })).is_empty(), "everything is on its way");
    assert_eq!(books.qoh("bell", "harbour"), 1.0, "the bells have left the harbour");
    // 9. "Once your purchase orders and/or transfers arrive, follow the steps in the Fulfill eCom backorders that have
    // incoming stock section of this article."
    assert_eq!(online_order_behind(&books, "71-bell"), "o3");
    assert_eq!(in_transit(&books, "bell", "main"), ["transfer 6: 5"]);
    // The passer-by's bell was the oldest source: it leaves together with Cleo's four.
    assert_eq!(receive_transfer(&mut books, "6")["rowsRemoved"], json!(["69-bell", "71-bell"]));
    assert_eq!(receive_purchase_order(&mut books, "14")["ordersReady"], json!(["o3"]));
    package(&mut books, "o3", "SHIP3");
    save_tracking_number(&mut books, "o3", "SHIP3", "TRACK-8");
    mark_as_shipped(&mut books, "o3", "SHIP3");
    assert_eq!(shipments(&books, json!({ "search": "cleo" })), ["SHIP3 of E1003, shipped"]);
    tick_shipped(&mut books, "o3", "SHIP3");
    assert_eq!(books.status("order", "o3"), "completedShipped");
    assert_eq!(books.status("purchaseOrder", "14"), "checkIn");
    assert_eq!(books.status("transfer", "6"), "received");
}
