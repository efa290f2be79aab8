//! Waiting orders and deliveries at the door: what the shop sees, scene by scene.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use oversold::contract::input;
use oversold::{BackorderQuery, DeliveryOptions, Inventory, Tree};
use serde_json::{Value, json};
use support::call::load;
use support::compare::missing;
use support::fields::{list, text};

/// An order of helmets in the main shop, paid and cleared, whose sale is recorded.
fn order(id: &str, placed_at: i64, quantity: i64) -> Value {
    json!({
        "id": id, "number": id.to_uppercase(), "placedAt": placed_at, "payment": "paid", "fraud": "cleared", "delivery": "ship",
        "lines": [{ "id": "1", "itemId": "helmet", "shopId": "main", "quantity": quantity, "adjustmentId": format!("sold {id}") }],
    })
}

/// A purchase order of helmets for the main shop.
fn purchase_order(id: &str, expected_at: Value, ordered: i64) -> Value {
    json!({
        "id": id, "number": id.to_uppercase(), "shopId": "main", "createdAt": 1, "orderedAt": 2, "expectedAt": expected_at,
        "lines": [{ "id": "1", "itemId": "helmet", "ordered": ordered }],
    })
}

fn snapshot(qoh: i64, orders: &[Value], purchase_orders: &[Value]) -> Value {
    json!({
        "format": "oversold/1",
        "shops": [{ "id": "main", "name": "Main Street" }, { "id": "harbour", "name": "Harbour" }],
        "items": [
            { "id": "helmet", "description": "Road helmet", "upc": "0012345", "customSku": "H-1" },
            { "id": "bell", "description": "Brass bell", "ean": "12345", "systemSku": "bell" },
            { "id": "fitting", "description": "Fitting", "inventoried": false, "customSku": "FIT" },
        ],
        "levels": [{ "itemId": "helmet", "shopId": "main", "qoh": qoh }],
        "orders": orders, "purchaseOrders": purchase_orders,
    })
}

fn loaded(snapshot: &Value) -> Inventory {
    load(snapshot.to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("refused: {error}"))
}

fn backorders(inventory: &Inventory, query: Value) -> Value {
    let query: BackorderQuery = input::read(query).unwrap_or_else(|error| panic!("{error}"));
    serde_json::to_value(inventory.backorders(&query).unwrap()).unwrap()
}

fn ids(inventory: &Inventory, query: Value) -> Vec<String> {
    let page = backorders(inventory, query);
    list(&page, "rows").iter().map(|row| text(row, "orderId").to_string()).collect()
}

fn sorted(inventory: &Inventory, options: &Value) -> Result<Value, Value> {
    let tree: Tree = serde_json::from_value(options.clone()).unwrap();
    let delivery = DeliveryOptions::read(&tree)
        .and_then(|options| inventory.sort_delivery(&options).map(|delivery| json!(delivery)));
    delivery.map_err(|error| serde_json::to_value(error).unwrap())
}

fn delivery(inventory: &Inventory, scanned: &[(&str, f64)]) -> Value {
    let scanned: Value = scanned.iter().map(|(code, quantity)| json!({ "code": code, "quantity": quantity })).collect();
    sorted(inventory, &json!({ "shopId": "main", "scanned": scanned })).unwrap_or_else(|error| panic!("{error}"))
}

fn assert_has(expected: &Value, answer: &Value) {
    let found = missing(expected, answer);
    assert!(found.is_empty(), "{}\nthe answer:\n{answer}", found.join("\n"));
}

#[test]
fn a_till_shortage_is_filled_before_anybody_is_served() {
    // Three are owed to orders and two more were sold at the till that were never there: the shelf is two below zero.
    let orders = [order("o1", 10, 1), order("o2", 20, 2)];
    let inventory =
        loaded(&snapshot(-5, &orders, &[purchase_order("p1", json!(100), 3), purchase_order("p2", json!(200), 1)]));
    let page = backorders(&inventory, json!({}));
    assert_has(
        &json!({ "total": 2, "offset": 0, "rows": [
            { "orderId": "o1", "state": "incoming", "promisedAt": 100, "blockedBy": ["notOnShelf"], "lines": [
                { "unshipped": 1, "onShelf": 0, "missing": 0, "coveredBy": [{ "type": "purchaseOrder", "id": "p1", "number": "P1", "quantity": 1, "expectedAt": 100 }] },
            ] },
            { "orderId": "o2", "state": "short", "promisedAt": null, "lines": [
                { "unshipped": 2, "onShelf": 0, "missing": 1, "coveredBy": [{ "id": "p2", "quantity": 1, "expectedAt": 200 }] },
            ] },
        ] }),
        &page,
    );
    // Of three at the door two fill the hole.
    assert_has(
        &json!({
            "setAside": [{ "orderId": "o1", "completes": true, "lines": [{ "orderLineId": "1", "itemId": "helmet", "quantity": 1 }] }],
            "toShelf": [{ "itemId": "helmet", "quantity": 2 }], "notExpected": [],
        }),
        &delivery(&inventory, &[("H-1", 3.0)]),
    );
}

#[test]
fn an_order_of_higher_priority_is_served_first() {
    let mut urgent = order("o2", 20, 1);
    urgent["priority"] = json!(1);
    let inventory = loaded(&snapshot(-2, &[order("o1", 10, 1), urgent], &[purchase_order("p1", json!(100), 1)]));
    let page = backorders(&inventory, json!({}));
    assert_has(
        &json!({ "rows": [{ "orderId": "o1", "state": "short" }, { "orderId": "o2", "state": "incoming" }] }),
        &page,
    );
    assert_has(&json!({ "setAside": [{ "orderId": "o2" }], "toShelf": [] }), &delivery(&inventory, &[("H-1", 1.0)]));
}

#[test]
fn an_order_whose_sale_is_not_recorded_is_all_missing() {
    let mut unrecorded = order("o1", 10, 2);
    unrecorded["lines"][0].as_object_mut().unwrap().remove("adjustmentId");
    let inventory = loaded(&snapshot(5, &[unrecorded], &[purchase_order("p1", json!(100), 5)]));
    let line = json!({ "unshipped": 2, "onShelf": 0, "missing": 2, "coveredBy": [] });
    assert_has(&json!({ "rows": [{ "state": "short", "lines": [line] }] }), &backorders(&inventory, json!({})));
    assert_has(
        &json!({ "setAside": [], "toShelf": [{ "itemId": "helmet", "quantity": 1 }] }),
        &delivery(&inventory, &[("H-1", 1.0)]),
    );
}

#[test]
fn services_never_block_an_order() {
    let mut with_fitting = order("o1", 10, 1);
    let fitting = json!({ "id": "2", "itemId": "fitting", "shopId": "main", "quantity": 1 });
    with_fitting["lines"].as_array_mut().unwrap().push(fitting);
    let ready = loaded(&snapshot(0, std::slice::from_ref(&with_fitting), &[]));
    assert_has(
        &json!({ "rows": [{ "state": "ready", "blockedBy": [], "lines": [{}, { "onShelf": 1, "missing": 0 }] }] }),
        &backorders(&ready, json!({})),
    );
    let waiting = loaded(&snapshot(-1, &[with_fitting], &[purchase_order("p1", json!(100), 1)]));
    assert_has(&json!({ "setAside": [{ "completes": true }] }), &delivery(&waiting, &[("H-1", 1.0)]));
}

#[test]
fn only_lines_that_wait_are_listed_and_only_orders_that_have_some() {
    let mut partly = order("o1", 10, 1);
    partly["lines"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": "2", "itemId": "bell", "shopId": "main", "quantity": 1, "refunded": 1 }));
    let mut cancelled = order("o2", 20, 1);
    cancelled["cancelled"] = json!(true);
    let mut shipped = order("o3", 30, 1);
    shipped["shipments"] =
        json!([{ "id": "s", "number": "S", "status": "shipped", "lines": [{ "orderLineId": "1", "quantity": 1 }] }]);
    let inventory = loaded(&snapshot(0, &[shipped, cancelled, partly], &[]));
    assert_has(
        &json!({ "total": 1, "rows": [{ "orderId": "o1", "lines": [{ "orderLineId": "1" }] }] }),
        &backorders(&inventory, json!({})),
    );
}

#[test]
fn two_lines_of_one_document_are_one_piece() {
    let mut twice = purchase_order("p1", json!(100), 1);
    twice["lines"].as_array_mut().unwrap().push(json!({ "id": "2", "itemId": "helmet", "ordered": 1 }));
    let inventory = loaded(&snapshot(-2, &[order("o1", 10, 2)], &[twice]));
    let line = json!({ "coveredBy": [{ "id": "p1", "quantity": 2 }] });
    assert_has(&json!({ "rows": [{ "lines": [line] }] }), &backorders(&inventory, json!({})));
    let lines = json!([{ "lineId": "1", "quantity": 1 }, { "lineId": "2", "quantity": 0.5 }]);
    assert_has(&json!({ "receive": [{ "lines": lines }] }), &delivery(&inventory, &[("H-1", 1.5)]));
}

#[test]
fn late_and_overdue_need_a_now() {
    let mut due = order("o1", 10, 1);
    due["dueAt"] = json!(150);
    let of = |expected_at: Value, query: Value| {
        let inventory = loaded(&snapshot(-1, std::slice::from_ref(&due), &[purchase_order("p1", expected_at, 1)]));
        let row = backorders(&inventory, query)["rows"][0].clone();
        json!([row["promisedAt"], row["late"], row["overdue"]])
    };
    assert_eq!(of(json!(100), json!({})), json!([100, null, null]));
    assert_eq!(of(json!(100), json!({ "at": 100 })), json!([100, false, false]), "expected now is not overdue");
    assert_eq!(
        of(json!(100), json!({ "at": 101 })),
        json!([null, false, true]),
        "a date that has passed is no promise"
    );
    assert_eq!(of(json!(150), json!({ "at": 100 })), json!([150, false, false]), "promised for the due date itself");
    assert_eq!(of(json!(151), json!({ "at": 100 })), json!([151, true, false]));
    assert_eq!(of(json!(100), json!({ "at": 151 })), json!([null, true, true]));
    assert_eq!(of(Value::Null, json!({ "at": 100 })), json!([null, false, false]), "no date, no promise");
}

#[test]
fn filters_and_sorts_of_waiting_orders() {
    let mut unpaid = order("o10", 10, 1);
    unpaid["payment"] = json!("notPaid");
    unpaid["customer"] = json!("Zoë Ångström");
    let mut unchecked = order("o9", 20, 1);
    unchecked["fraud"] = json!("unchecked");
    unchecked["lines"][0]["shopId"] = json!("harbour");
    let missing = order("x", 20, 5);
    let inventory = loaded(&snapshot(-3, &[missing, unchecked, unpaid], &[purchase_order("p1", json!(100), 1)]));
    let ids = |query: Value| ids(&inventory, query);
    assert_eq!(ids(json!({})), ["o10", "o9", "x"], "by placedAt, then id");
    assert_eq!(ids(json!({ "sort": [{ "by": "number" }] })), ["o9", "o10", "x"], "9 before 10");
    assert_eq!(ids(json!({ "sort": [{ "by": "number", "descending": true }], "limit": 1, "offset": 1 })), ["o10"]);
    assert_eq!(ids(json!({ "sort": [{ "by": "placedAt", "descending": true }] })), ["o9", "x", "o10"]);
    assert_eq!(ids(json!({ "blockedBy": ["notPaid", "fraudNotCleared"] })), ["o10", "o9"], "any of those given");
    assert_eq!(ids(json!({ "states": ["ready"] })), ["o10", "o9"]);
    assert_eq!(ids(json!({ "states": [] })), [""; 0]);
    assert_eq!(ids(json!({ "shopIds": ["harbour", "no such shop"] })), ["o9"]);
    assert_eq!(ids(json!({ "search": "zoe angstrom" })), ["o10"]);
    assert_eq!(ids(json!({ "search": "helmet o9" })), ["o9"], "one word in the item, one in the number");
    assert_eq!(ids(json!({ "search": "h-1" })), ["o10", "o9", "x"], "a code's beginning");
    assert_eq!(ids(json!({ "search": "-1" })), [""; 0], "not its middle");
    let error = input::read::<BackorderQuery, _>(json!({ "sort": [{ "by": "colour" }] })).unwrap_err();
    assert_eq!(error.path.as_deref(), Some("sort[0].by"));
}

#[test]
fn promises_sort_with_nulls_last_both_ways() {
    let orders = [order("o1", 40, 1), order("o2", 30, 1), order("o3", 20, 1), order("o4", 10, 9)];
    let arrivals = [
        purchase_order("p1", json!(100), 1),
        purchase_order("p2", json!(200), 1),
        purchase_order("p3", Value::Null, 1),
    ];
    let mut snapshot = snapshot(-12, &orders, &arrivals);
    for (index, order) in snapshot["orders"].as_array_mut().unwrap().iter_mut().enumerate() {
        order["priority"] = json!(9 - index);
    }
    let inventory = loaded(&snapshot);
    let by = |descending: bool| ids(&inventory, json!({ "sort": [{ "by": "promisedAt", "descending": descending }] }));
    assert_eq!(by(false), ["o1", "o2", "o4", "o3"]);
    assert_eq!(by(true), ["o2", "o1", "o4", "o3"]);
}

#[test]
fn codes_are_compared_exactly_then_without_leading_zeros() {
    let inventory = loaded(&snapshot(0, &[], &[purchase_order("p1", json!(100), 9)]));
    let scanned = [
        ("12345", 1.0),
        (" 0012345\r\n", 1.0),
        ("0000012345", 2.0),
        ("12345", 1.0),
        ("h-1", 1.0),
        ("FIT", 1.0),
        ("", 3.0),
        ("H-1", 0.0),
    ];
    let answer = delivery(&inventory, &scanned);
    assert_has(
        &json!({
            "receive": [{ "type": "purchaseOrder", "id": "p1", "number": "P1", "lines": [{ "lineId": "1", "quantity": 1 }] }],
            "setAside": [], "toShelf": [{ "itemId": "helmet", "quantity": 1 }],
            "notExpected": [{ "itemId": "bell", "quantity": 2 }, { "itemId": "fitting", "quantity": 1 }],
            "unknown": [
                { "code": "0000012345", "quantity": 2, "candidates": ["bell", "helmet"] },
                { "code": "h-1", "quantity": 1, "candidates": [] }, { "code": "", "quantity": 3, "candidates": [] },
            ],
        }),
        &answer,
    );
}

#[test]
fn receipts_stand_in_the_order_in_which_the_documents_were_expected() {
    let mut open = purchase_order("a", json!(1), 5);
    open["orderedAt"] = Value::Null;
    let mut finished = purchase_order("b", json!(2), 5);
    finished["finished"] = json!(true);
    let mut snapshot = snapshot(0, &[], &[open, finished, purchase_order("c", json!(300), 1)]);
    let transfer = json!({
        "id": "t", "number": "T", "fromShopId": "harbour", "toShopId": "main", "sentAt": 5, "expectedAt": 200,
        "lines": [{ "id": "1", "itemId": "helmet", "requested": 2, "sent": 2 }],
    });
    snapshot["transfers"] = json!([transfer]);
    let answer = delivery(&loaded(&snapshot), &[("H-1", 6.0)]);
    let of = |kind: &str, id: &str, quantity: i64| json!({ "type": kind, "id": id, "lines": [{ "lineId": "1", "quantity": quantity }] });
    let receive = [of("transfer", "t", 2), of("purchaseOrder", "c", 1), of("purchaseOrder", "a", 3)];
    assert_has(&json!({ "receive": receive, "notExpected": [] }), &answer);
    let ordered_only = load(snapshot.to_string().as_bytes(), &json!({ "openPurchaseOrders": false })).unwrap();
    let not_expected = json!([{ "itemId": "helmet", "quantity": 3 }]);
    assert_has(
        &json!({ "receive": [{ "id": "t" }, { "id": "c" }], "notExpected": not_expected }),
        &delivery(&ordered_only, &[("H-1", 6.0)]),
    );
}

#[test]
fn an_order_that_waits_in_another_shop_too_is_not_complete() {
    let mut both = order("o1", 10, 1);
    let other =
        json!({ "id": "2", "itemId": "helmet", "shopId": "harbour", "quantity": 1, "adjustmentId": "sold there" });
    both["lines"].as_array_mut().unwrap().push(other);
    let mut snapshot = snapshot(-1, &[both], &[purchase_order("p1", json!(100), 1)]);
    snapshot["levels"].as_array_mut().unwrap().push(json!({ "itemId": "helmet", "shopId": "harbour", "qoh": -1 }));
    assert_has(&json!({ "setAside": [{ "completes": false }] }), &delivery(&loaded(&snapshot), &[("H-1", 1.0)]));
    snapshot["levels"][1]["qoh"] = json!(0);
    assert_has(&json!({ "setAside": [{ "completes": true }] }), &delivery(&loaded(&snapshot), &[("H-1", 1.0)]));
}

#[test]
fn a_malformed_delivery_is_thrown_with_its_path() {
    let inventory = loaded(&snapshot(0, &[], &[]));
    for (options, path) in [
        (json!({ "shopId": "nowhere", "scanned": [] }), "shopId"),
        (json!({ "scanned": [] }), "shopId"),
        (json!({ "shopId": "main" }), "scanned"),
        (
            json!({ "shopId": "main", "scanned": [{ "code": "H-1", "quantity": 1 }, { "code": "H-1", "quantity": -1 }] }),
            "scanned[1].quantity",
        ),
        (json!({ "shopId": "main", "scanned": [{ "code": 12345, "quantity": 1 }] }), "scanned[0].code"),
        (json!({ "shopId": "main", "scanned": [{ "code": "H-1" }] }), "scanned[0].quantity"),
        (
            json!({ "shopId": "main", "scanned": [{ "code": "H-1", "quantity": 9e8 }, { "code": "H-1", "quantity": "0.0001" }] }),
            "scanned[1].quantity",
        ),
    ] {
        let error = sorted(&inventory, &options).expect_err("a malformed delivery is refused");
        assert_has(&json!({ "code": "invalidInput", "path": path }), &error);
    }
    let empty = sorted(&inventory, &json!({ "shopId": "main", "scanned": [] })).unwrap();
    assert_eq!(empty, json!({ "receive": [], "setAside": [], "toShelf": [], "notExpected": [], "unknown": [] }));
}
