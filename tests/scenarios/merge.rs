//! Facts that changed elsewhere, while commands go on here.

use super::support::books::Books;
use super::support::start::Start;
use serde_json::{Value, json};

/// An order waits for two helmets; three are on their way.
fn start() -> Start {
    Start::new().stock("helmet", "main", -2).online_order("o1", 100, &[("helmet", 2)]).purchase_order(
        "p1",
        200,
        &[("helmet", 3)],
    )
}

fn upsert(records: Value) -> Value {
    json!({ "upsert": records })
}

fn remove(records: Value) -> Value {
    json!({ "remove": records })
}

fn level(item: &str, shop: &str, qoh: i64) -> Value {
    json!({ "itemId": item, "shopId": shop, "qoh": qoh })
}

fn thrown_at(books: &mut Books, fields: Value) -> String {
    let (code, path) = books.throws("merge", fields);
    assert_eq!(code, "invalidInput");
    path
}

#[test]
fn a_level_is_what_the_till_says_and_commands_go_on_from_there() {
    let mut books = start().open();
    let done =
        books.apply("merge", upsert(json!({ "levels": [level("helmet", "main", -1), level("bell", "harbour", 4)] })));
    assert_eq!(done.changes["rowsChanged"], json!(["o1-helmet"]));
    assert_eq!(done.changes["levels"], json!([level("bell", "harbour", 4), level("helmet", "main", -1)]));
    assert_eq!(books.rows(), ["o1-helmet 1"]);
    let done = books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    assert_eq!(done.changes["ordersReady"], json!(["o1"]));
    assert_eq!(books.qoh("helmet", "main"), 2.0);
}

#[test]
fn a_sale_of_the_till_with_its_level_makes_a_row() {
    let mut books = start().open();
    let sale = json!({ "id": "s9", "number": "9", "shopId": "main", "completedAt": 50 });
    let sold = json!({ "id": "a9", "itemId": "helmet", "shopId": "main", "quantity": -4, "at": 50, "reason": "sale", "sourceId": "s9" });
    let records = json!({ "sales": [sale], "adjustments": [sold], "levels": [level("helmet", "main", -6)] });
    let done = books.apply("merge", upsert(records));
    assert_eq!(done.changes["rowsAdded"], json!(["a9"]));
    assert_eq!(books.rows(), ["a9 4", "o1-helmet 2"]);
    // And it is refunded here as if it had been recorded here.
    let refund = json!({ "saleId": "s9", "lines": [{ "adjustmentId": "a9", "quantity": 4 }], "restock": true });
    books.apply("refundSale", refund);
    assert_eq!(books.rows(), ["o1-helmet 2"]);
}

#[test]
fn a_record_is_replaced_whole() {
    let mut books = start().but("orders", "o1", json!({ "customer": "Ada", "priority": 3 })).open();
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } }));
    let order = json!({ "id": "o1", "number": "E9", "placedAt": 90, "payment": "notPaid", "fraud": "unchecked", "delivery": "pickup",
        "lines": [{ "id": "helmet", "itemId": "helmet", "shopId": "main", "quantity": 1, "adjustmentId": "o1-helmet" }] });
    let done = books.apply("merge", upsert(json!({ "orders": [order] })));
    assert_eq!(done.changes["documents"], json!([{ "type": "order", "id": "o1" }]));
    books.shows(
        "order",
        json!("o1"),
        json!({ "number": "E9", "customer": null, "priority": 0, "payment": "notPaid",
        "lines": [{ "quantity": 1 }], "shipments": [], "status": "awaitingPayment" }),
    );
    books.refuse("markShipped", json!({ "orderId": "o1", "shipmentId": "sh1" }), "notFound");
    // The order lost a unit that its sale still holds.
    assert_eq!(books.rows(), ["o1-helmet 2"]);
    books.shows(
        "rows",
        json!(["o1-helmet"]),
        json!([{ "ecomOrder": { "number": "E9" }, "diagnosis": "shippedUncovered" }]),
    );
}

#[test]
fn a_purchase_order_edited_elsewhere_is_received_as_it_is_now() {
    let mut books = start().open();
    books.apply(
        "receivePurchaseOrder",
        json!({ "purchaseOrderId": "p1", "lines": [{ "lineId": "helmet", "quantity": 1 }] }),
    );
    let order = json!({ "id": "p1", "number": "p1", "shopId": "main", "orderedAt": 200, "expectedAt": 900,
        "lines": [{ "id": "helmet", "itemId": "helmet", "ordered": 9, "received": 4 }] });
    books.apply("merge", upsert(json!({ "purchaseOrders": [order] })));
    assert_eq!(books.incoming("helmet", "main"), ["p1 5"]);
    assert_eq!(books.rows(), ["o1-helmet 1"], "a document alone moves no stock");
    books.refuse(
        "receivePurchaseOrder",
        json!({ "purchaseOrderId": "p1", "lines": [{ "lineId": "helmet", "quantity": 6 }] }),
        "overReceipt",
    );
    books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    assert_eq!(books.qoh("helmet", "main"), 4.0);
}

#[test]
fn a_source_that_was_taken_away_leaves_its_units_unexplained() {
    let mut books = start().open();
    let done = books.apply("merge", remove(json!({ "adjustments": ["o1-helmet"] })));
    assert_eq!(done.changes["rowsRemoved"], json!(["o1-helmet"]));
    assert_eq!(done.changes["rowsAdded"], json!(["unattributed:helmet:main"]));
    assert_eq!(books.rows(), ["unattributed:helmet:main 2"]);
    books.apply("merge", remove(json!({ "purchaseOrders": ["p1"], "orders": ["o1"] })));
    assert!(books.incoming("helmet", "main").is_empty() && books.waiting().is_empty());
    books.refuse("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }), "notFound");
    books.apply("merge", remove(json!({ "levels": [{ "itemId": "helmet", "shopId": "main" }] })));
    assert!(books.rows().is_empty());
}

#[test]
fn a_movement_that_was_taken_away_alone_leaves_its_units_unexplained() {
    let moved = json!({ "id": "m1", "itemId": "bell", "shopId": "main", "quantity": -2, "at": 50, "reason": "other" });
    let mut books = start().stock("bell", "main", -2).with("adjustments", moved).open();
    let done = books.apply("merge", remove(json!({ "adjustments": ["m1"] })));
    assert_eq!(done.changes["rowsRemoved"], json!(["m1"]));
    assert_eq!(done.changes["rowsAdded"], json!(["unattributed:bell:main"]));
}

#[test]
fn a_vendors_lead_time_dates_what_was_ordered_of_it() {
    let mut books = start().but("purchaseOrders", "p1", json!({ "vendorId": "breeze" })).open();
    assert_eq!(books.row("o1-helmet")["expectedAt"], Value::Null);
    let quick = json!({ "id": "breeze", "name": "Breeze", "leadTimeDays": 1 });
    let done = books.apply("merge", upsert(json!({ "vendors": [quick] })));
    assert_eq!(done.changes["rowsChanged"], json!(["o1-helmet"]));
    assert_eq!(books.row("o1-helmet")["expectedAt"], json!(200 + 86_400_000));
}

#[test]
fn a_renamed_item_vendor_and_shop_show_in_the_rows() {
    let mut books = start().open();
    let records = json!({
        "items": [{ "id": "helmet", "description": "Town helmet", "upc": "111", "defaultVendorId": "breeze" }],
        "shops": [{ "id": "main", "name": "High Street" }], "vendors": [{ "id": "breeze", "name": "Breeze Ltd" }],
    });
    let done = books.apply("merge", upsert(records));
    assert_eq!(done.changes["rowsChanged"], json!(["o1-helmet"]));
    books.shows("report", json!({ "search": "town", "vendorIds": ["breeze"] }), json!({ "rows": [
        { "description": "Town helmet", "code": "111", "shop": "High Street", "vendor": "Breeze Ltd", "soldBecause": null },
    ] }));
}

#[test]
fn a_shop_or_a_vendor_renamed_alone_shows_in_the_rows_too() {
    for (records, shown) in [
        (json!({ "shops": [{ "id": "main", "name": "High Street" }] }), json!({ "shop": "High Street" })),
        (json!({ "vendors": [{ "id": "alpine", "name": "Alpine Ltd" }] }), json!({ "vendor": "Alpine Ltd" })),
    ] {
        let mut books = start().open();
        let done = books.apply("merge", upsert(records));
        assert_eq!(done.changes["rowsChanged"], json!(["o1-helmet"]));
        books.shows("report", json!({}), json!({ "rows": [shown] }));
    }
}

#[test]
fn an_item_that_has_no_stock_any_more_leaves_the_report() {
    let mut books = start().open();
    let service = json!({ "id": "helmet", "description": "Road helmet", "inventoried": false });
    let error = books.ask("report", json!({}));
    assert_eq!(error["total"], json!(1));
    // Its level must go with it, or the books would hold stock of something that has none.
    let records =
        json!({ "upsert": { "items": [service] }, "remove": { "levels": [{ "itemId": "helmet", "shopId": "main" }] } });
    let done = books.apply("merge", records);
    assert_eq!(done.changes["rowsRemoved"], json!(["o1-helmet"]));
    books.refuse("adjustStock", json!({ "itemId": "helmet", "shopId": "main", "quantity": 1 }), "notInventoried");
}

#[test]
fn a_sale_that_comes_serves_its_order() {
    let nameless = json!({ "lines": [{ "id": "helmet", "itemId": "helmet", "shopId": "main", "quantity": 2 }] });
    let start = Start::new().stock("helmet", "main", 0).online_order("o1", 100, &[("helmet", 2)]);
    let mut books = start.but("orders", "o1", nameless).open();
    let records = json!({ "sales": books.snapshot()["sales"], "adjustments": books.snapshot()["adjustments"] });
    let done = books.apply("merge", remove(json!({ "sales": ["s-o1"], "adjustments": ["o1-helmet"] })));
    assert_eq!(done.changes["ordersNoLongerReady"], json!(["o1"]));
    let done = books.apply("merge", upsert(records));
    assert_eq!(done.changes["ordersReady"], json!(["o1"]));
}

#[test]
fn an_order_that_now_waits_elsewhere_goes_before_the_one_that_waited_there() {
    let start = Start::new().stock("helmet", "main", 0).stock("helmet", "harbour", 0);
    let start = start.online_order("o1", 100, &[("helmet", 1)]).online_order("o2", 200, &[("helmet", 1)]);
    let at_the_harbour = json!({ "lines": [{ "id": "helmet", "itemId": "helmet", "shopId": "harbour", "quantity": 1, "adjustmentId": "o2-helmet" }] });
    let start = start.but("adjustments", "o2-helmet", json!({ "shopId": "harbour" }));
    let mut books = start.but("orders", "o2", at_the_harbour).open();
    assert_eq!(books.waiting(), ["o1 ready", "o2 ready"]);
    let mut order = books.snapshot()["orders"][0].clone();
    order["lines"][0]["shopId"] = json!("harbour");
    let moved = json!({ "id": "o1-helmet", "itemId": "helmet", "shopId": "harbour", "quantity": -1, "at": 100, "reason": "sale", "sourceId": "s-o1" });
    let levels = [level("helmet", "main", 1), level("helmet", "harbour", -1)];
    let done = books.apply("merge", upsert(json!({ "orders": [order], "adjustments": [moved], "levels": levels })));
    assert_eq!(done.changes["ordersNoLongerReady"], json!(["o2"]));
    assert_eq!(books.waiting(), ["o1 ready", "o2 short"]);
}

#[test]
fn an_order_renumbered_is_no_other_sale() {
    let mut books = start().open();
    let mut order = books.snapshot()["orders"][0].clone();
    order["number"] = json!("E-77");
    let sale = books.snapshot()["sales"][0].clone();
    let done = books.apply("merge", upsert(json!({ "orders": [order], "sales": [sale] })));
    assert_eq!(done.changes["documents"], json!([{ "type": "order", "id": "o1" }]));
}

#[test]
fn nobody_waits_for_an_item_that_became_a_service() {
    let mut books = start().online_order("o2", 200, &[("bell", 1)]).stock("bell", "main", -1).open();
    assert_eq!(books.waiting(), ["o1 incoming", "o2 short"]);
    let service = json!({ "id": "bell", "description": "Bell", "inventoried": false });
    let records =
        json!({ "upsert": { "items": [service] }, "remove": { "levels": [{ "itemId": "bell", "shopId": "main" }] } });
    let done = books.apply("merge", records);
    assert_eq!(done.changes["ordersReady"], json!(["o2"]));
}

#[test]
fn what_would_not_load_is_not_merged() {
    let mut books = start().open();
    let at = |books: &mut Books, records: Value| thrown_at(books, upsert(records));
    assert_eq!(at(&mut books, json!({ "levels": [level("lamp", "main", 1)] })), "upsert.levels[0].itemId");
    assert_eq!(at(&mut books, json!({ "levels": [level("helmet", "no", 1)] })), "upsert.levels[0].shopId");
    let many = json!({ "itemId": "helmet", "shopId": "main", "qoh": "many" });
    assert_eq!(at(&mut books, json!({ "levels": [level("bell", "main", 1), many] })), "upsert.levels[1].qoh");
    let shop = json!({ "id": "new", "name": "New" });
    assert_eq!(at(&mut books, json!({ "shops": [shop.clone(), shop] })), "upsert.shops[1].id");
    let sale = json!({ "id": "s9", "number": "9", "shopId": "main" });
    assert_eq!(at(&mut books, json!({ "sales": [sale] })), "upsert.sales[0].completedAt");
    assert_eq!(thrown_at(&mut books, remove(json!({ "items": ["helmet"] }))), "remove.items[0]");
    assert_eq!(thrown_at(&mut books, remove(json!({ "shops": ["harbour", "main"] }))), "remove.shops[1]");
}

#[test]
fn what_is_given_together_may_name_each_other() {
    let mut books = start().open();
    let records = json!({
        "items": [{ "id": "lamp", "description": "Lamp" }], "shops": [{ "id": "hill", "name": "Hill" }],
        "levels": [level("lamp", "hill", -1)],
    });
    books.apply("merge", upsert(records));
    assert_eq!(books.rows(), ["o1-helmet 2", "unattributed:lamp:hill 1"]);
    books.apply("adjustStock", json!({ "itemId": "lamp", "shopId": "hill", "quantity": 1 }));
    let gone = json!({ "items": ["lamp"], "shops": ["hill"], "levels": [{ "itemId": "lamp", "shopId": "hill" }], "adjustments": ["c2:1"] });
    books.apply("merge", remove(gone));
    assert_eq!(books.ask("item", json!("lamp")), json!(null));
}

#[test]
fn a_command_made_before_a_merge_conflicts_only_with_what_it_brought() {
    let mut books = start().stock("bell", "main", 1).open();
    books.apply("merge", upsert(json!({ "levels": [level("helmet", "main", -1)] })));
    let adjust = |item: &str| json!({ "itemId": item, "shopId": "main", "quantity": 1, "expectedRevision": 0 });
    books.refuse("adjustStock", adjust("helmet"), "conflict");
    books.apply("adjustStock", adjust("bell"));
    let order = books.ask("order", json!("o1"));
    books.apply(
        "merge",
        upsert(json!({ "orders": [{ "id": "o1", "number": "E2", "placedAt": 100, "payment": "paid",
        "fraud": "cleared", "delivery": "ship", "lines": order["lines"] }] })),
    );
    books.refuse("prioritiseOrder", json!({ "orderId": "o1", "priority": 1, "expectedRevision": 2 }), "conflict");
    books.apply("prioritiseOrder", json!({ "orderId": "o1", "priority": 1, "expectedRevision": 3 }));
}

#[test]
fn a_name_taken_elsewhere_is_not_given_again() {
    let mut books = start().open();
    let other =
        json!({ "id": "k1:1", "itemId": "bell", "shopId": "main", "quantity": 1, "at": 300, "reason": "other" });
    books.apply("merge", upsert(json!({ "adjustments": [other] })));
    let receive = json!({ "id": "k1", "at": 500, "type": "receivePurchaseOrder", "purchaseOrderId": "p1" });
    let outcome = books.refuse_all(&receive);
    assert_eq!(outcome["refusal"]["code"], json!("alreadyExists"));
    assert_eq!(outcome["refusal"]["details"]["id"], json!("k1:1"));
}

#[test]
fn nothing_given_is_nothing_to_do_and_nothing_takes_a_merge_back() {
    let mut books = start().open();
    books.refuse("merge", json!({}), "nothingToDo");
    books.refuse("merge", json!({ "upsert": { "levels": [] }, "remove": {} }), "nothingToDo");
    let done = books.apply("merge", upsert(json!({ "levels": [level("helmet", "main", -1)] })));
    books.cannot_undo(&done);
}

#[test]
fn a_record_does_not_come_with_an_item_or_shop_that_goes() {
    let moved =
        json!({ "id": "n1", "itemId": "gloves", "shopId": "harbour", "quantity": 1, "at": 100, "reason": "other" });
    let mut books = Start::new().open();
    for (table, gone, field) in [("items", "gloves", "itemId"), ("shops", "harbour", "shopId")] {
        let merge = json!({ "upsert": { "adjustments": [moved] }, "remove": { table: [gone] } });
        let (code, path) = books.throws("merge", merge);
        assert_eq!((code, path), ("invalidInput".to_owned(), format!("upsert.adjustments[0].{field}")));
    }
}
