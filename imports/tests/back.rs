//! The way back: every event the engine makes, and what it means for Lightspeed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use oversold::{Inventory, read_commands};
use oversold_imports::lightspeed::back::{BackOptions, to_lightspeed};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::tree;

/// An inventory with Lightspeed's ids.
fn books() -> Inventory {
    let snapshot = json!({ "format": "oversold/1",
        "shops": [{ "id": "1", "name": "Main" }, { "id": "2", "name": "Harbour" }],
        "items": [{ "id": "7", "description": "Helmet" }, { "id": "8", "description": "Gloves" }],
        "levels": [{ "itemId": "7", "shopId": "1", "qoh": 5 }, { "itemId": "7", "shopId": "2", "qoh": 9 }],
        "sales": [{ "id": "68", "number": "68", "shopId": "1", "completedAt": 1, "orderId": "555" }],
        "adjustments": [{ "id": "SaleLine/680", "itemId": "7", "shopId": "1", "quantity": -2, "at": 1, "reason": "sale", "sourceId": "68" }],
        "purchaseOrders": [{ "id": "12", "number": "12", "shopId": "1", "orderedAt": 1, "lines": [{ "id": "120", "itemId": "7", "ordered": 4 }] },
            { "id": "13", "number": "13", "shopId": "1", "lines": [{ "id": "130", "itemId": "7", "ordered": 4 }] }],
        "transfers": [{ "id": "5", "number": "5", "fromShopId": "2", "toShopId": "1", "lines": [{ "id": "50", "itemId": "7", "requested": 3 }] }],
        "vendorReturns": [{ "id": "4", "number": "4", "shopId": "1", "lines": [{ "id": "40", "itemId": "7", "quantity": 1 }] }],
        "orders": [{ "id": "555", "number": "ORD1", "placedAt": 1, "payment": "notPaid", "fraud": "unchecked", "delivery": "ship",
            "lines": [{ "id": "5550", "itemId": "7", "shopId": "1", "quantity": 2, "adjustmentId": "SaleLine/680" }],
            "shipments": [{ "id": "9", "number": "SHIP9", "status": "notShipped", "lines": [{ "orderLineId": "5550", "quantity": 1 }] }] }] });
    support::load(snapshot.to_string().as_bytes())
}

/// Applies a command; the event as JSON, and the outcome.
fn event(inventory: &mut Inventory, command: &Value) -> (Value, Value) {
    let outcome = serde_json::to_value(inventory.apply(&read_commands(&tree(command)).unwrap()).unwrap()).unwrap();
    assert_eq!(outcome["ok"], true, "{command}: {outcome}");
    (outcome["events"][0].clone(), outcome)
}

fn back(event: &Value, options: &Value) -> Value {
    let options = BackOptions::read(&tree(options)).unwrap();
    serde_json::to_value(to_lightspeed(&tree(event), &options).unwrap()).unwrap()
}

fn steps(commands: &[Value], options: &Value) -> Value {
    let mut inventory = books();
    let mut last = Value::Null;
    for (at, command) in commands.iter().enumerate() {
        let mut command = command.clone();
        command["id"] = json!(format!("c{at}"));
        command["at"] = json!(1_772_443_800_000_i64);
        last = event(&mut inventory, &command).0;
    }
    back(&last, options)
}

fn paths(steps: &Value) -> Vec<String> {
    steps["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|request| format!("{} {}", request["method"].as_str().unwrap(), request["path"].as_str().unwrap()))
        .collect()
}

const ACCOUNT: &str = "/API/V3/Account/{accountID}";

#[test]
fn a_new_purchase_order_is_one_request_and_one_for_each_line() {
    let create = json!({ "type": "createPurchaseOrder", "purchaseOrder": { "id": "new", "number": "PO-1", "vendorId": "3", "shopId": "1", "expectedAt": "2026-03-09T08:00:00Z",
        "lines": [{ "id": "a", "itemId": "7", "quantity": 2, "unitCost": 1.5 }, { "id": "b", "itemId": "8", "quantity": 1 }] } });
    let steps = steps(&[create], &json!({}));
    assert_eq!(
        paths(&steps),
        [
            format!("POST {ACCOUNT}/Order.json"),
            format!("POST {ACCOUNT}/OrderLine.json"),
            format!("POST {ACCOUNT}/OrderLine.json")
        ]
    );
    let requests = &steps["requests"];
    assert_eq!(
        requests[0]["body"],
        json!({ "shopID": "1", "vendorID": "3", "arrivalDate": "2026-03-09T08:00:00.000Z", "refNum": "PO-1" })
    );
    assert_eq!(requests[0]["gives"], json!({ "name": "orderID", "at": "Order.orderID" }));
    assert_eq!(requests[1]["body"], json!({ "orderID": "{orderID}", "itemID": "7", "quantity": 2, "price": 1.5 }));
    assert_eq!((steps["manual"].as_array().unwrap().len(), &steps["note"]), (0, &Value::Null));
}

#[test]
fn ordering_sets_the_date_and_archiving_deletes() {
    let ordered = steps(&[json!({ "type": "orderPurchaseOrder", "purchaseOrderId": "13" })], &json!({}));
    assert_eq!(paths(&ordered), [format!("PUT {ACCOUNT}/Order/13.json")]);
    assert_eq!(ordered["requests"][0]["body"], json!({ "orderedDate": "2026-03-02T09:30:00.000Z" }));
    let archived = steps(&[json!({ "type": "archivePurchaseOrder", "purchaseOrderId": "13" })], &json!({}));
    assert_eq!(paths(&archived), [format!("DELETE {ACCOUNT}/Order/13.json")]);
}

#[test]
fn checking_in_is_counted_by_the_api_and_clicked_in_the_till() {
    let received = steps(&[json!({ "type": "receivePurchaseOrder", "purchaseOrderId": "12" })], &json!({}));
    assert_eq!(paths(&received), [format!("PUT {ACCOUNT}/OrderLine/120.json"), format!("PUT {ACCOUNT}/Order/12.json")]);
    assert_eq!(received["requests"][0]["body"], json!({ "orderID": "12", "numReceived": 4 }));
    assert_eq!(
        [&received["manual"][0]["place"], &received["manual"][0]["path"]],
        ["retailPos", "Inventory > Purchase Orders > 12"]
    );
    assert!(received["manual"][0]["step"].as_str().unwrap().contains("Check In"));
    let finished = steps(
        &[
            json!({ "type": "receivePurchaseOrder", "purchaseOrderId": "12" }),
            json!({ "type": "finishPurchaseOrder", "purchaseOrderId": "12" }),
        ],
        &json!({}),
    );
    assert_eq!((paths(&finished).len(), &finished["manual"][0]["step"]), (0, &json!("Click Finish.")));
}

#[test]
fn transfers_are_made_and_sent_by_the_api_and_received_in_the_till() {
    let lines: Vec<Value> = (0..120)
        .map(|at| json!({ "id": format!("l{at}"), "itemId": if at == 119 { "7" } else { "8" }, "quantity": 1 }))
        .collect();
    let create = json!({ "type": "createTransfer", "transfer": { "id": "new", "number": "T-1", "fromShopId": "2", "toShopId": "1", "lines": lines } });
    let created = steps(&[create], &json!({}));
    assert_eq!(
        paths(&created),
        [
            format!("POST {ACCOUNT}/Inventory/Transfer.json"),
            format!("POST {ACCOUNT}/Inventory/Transfer/{{transferID}}/AddItems.json")
        ]
    );
    // A given item can only appear once.
    assert_eq!(
        created["requests"][1]["body"],
        json!({ "TransferItems": [{ "itemID": "8", "toSend": 119 }, { "itemID": "7", "toSend": 1 }] })
    );
    let send = json!({ "type": "sendTransfer", "transferId": "5", "lines": [{ "lineId": "50", "quantity": 2 }] });
    let sent = steps(std::slice::from_ref(&send), &json!({}));
    assert_eq!(
        paths(&sent),
        [
            format!("POST {ACCOUNT}/Inventory/Transfer/5/UpdateItems.json"),
            format!("POST {ACCOUNT}/Inventory/Transfer/5/Send.json")
        ]
    );
    assert_eq!(sent["requests"][0]["body"], json!({ "TransferItems": [{ "itemID": "7", "toSend": 2 }] }));
    let received = steps(&[send, json!({ "type": "receiveTransfer", "transferId": "5" })], &json!({}));
    assert_eq!(paths(&received).len(), 0);
    assert_eq!(
        [&received["manual"][0]["path"], &received["manual"][0]["step"]],
        ["Inventory > Transfers > 5", "Receive 2 of 7: transfers are received in the till only."]
    );
}

#[test]
fn a_hundred_items_go_in_one_request() {
    let snapshot = json!({ "format": "oversold/1", "shops": [{ "id": "1", "name": "A" }, { "id": "2", "name": "B" }],
        "items": (1..=250).map(|id| json!({ "id": id.to_string(), "description": "x" })).collect::<Vec<_>>(), "levels": [] });
    let mut inventory = support::load(snapshot.to_string().as_bytes());
    let lines: Vec<Value> =
        (1..=250).map(|id| json!({ "id": format!("l{id}"), "itemId": id.to_string(), "quantity": 1 })).collect();
    let create = json!({ "id": "c", "at": 1, "type": "createTransfer", "transfer": { "id": "t", "number": "T", "fromShopId": "2", "toShopId": "1", "lines": lines } });
    let steps = back(&event(&mut inventory, &create).0, &json!({}));
    let sizes: Vec<usize> = steps["requests"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|request| request["body"]["TransferItems"].as_array())
        .map(Vec::len)
        .collect();
    assert_eq!(sizes, [100, 100, 50]);
}

#[test]
fn records_made_here_need_lightspeeds_id() {
    let create = json!({ "type": "createPurchaseOrder", "purchaseOrder": { "id": "new", "number": "PO-1", "shopId": "1", "lines": [{ "id": "a", "itemId": "7", "quantity": 2 }] } });
    let order = json!({ "type": "orderPurchaseOrder", "purchaseOrderId": "new" });
    let unknown = steps(&[create.clone(), order.clone()], &json!({}));
    assert_eq!(paths(&unknown).len(), 0);
    assert!(unknown["manual"][0]["step"].as_str().unwrap().contains("options.ids"));
    let known = steps(&[create, order], &json!({ "ids": { "new": "99" } }));
    assert_eq!(paths(&known), [format!("PUT {ACCOUNT}/Order/99.json")]);
}

#[test]
fn stock_is_set_to_what_it_is_after_the_event() {
    let mut inventory = books();
    let count = json!({ "id": "c", "at": 1, "type": "countStock", "itemId": "7", "shopId": "2", "counted": 6 });
    let (event, outcome) = event(&mut inventory, &count);
    let steps = back(&event, &json!({ "levels": outcome["changes"]["levels"] }));
    assert_eq!(paths(&steps), [format!("PUT {ACCOUNT}/Item/7.json")]);
    assert_eq!(steps["requests"][0]["body"], json!({ "ItemShops": { "ItemShop": { "shopID": "2", "qoh": 6 } } }));
    // Without it nothing can be set: the API cannot move stock.
    let unknown = back(&event, &json!({}));
    assert_eq!((paths(&unknown).len(), unknown["manual"].as_array().unwrap().len()), (0, 1));
}

#[test]
fn orders_and_shipments_of_the_web_shop() {
    let (clear, paid) =
        (json!({ "type": "clearFraud", "orderId": "555" }), json!({ "type": "markOrderPaid", "orderId": "555" }));
    let cleared = steps(std::slice::from_ref(&clear), &json!({}));
    assert_eq!(
        (paths(&cleared).len(), cleared["manual"].as_array().unwrap().len(), cleared["note"].is_string()),
        (0, 0, true)
    );
    let mark = steps(std::slice::from_ref(&paid), &json!({}));
    assert_eq!((paths(&mark), &mark["requests"][0]["api"]), (vec!["PUT orders/555.json".to_owned()], &json!("ecom")));
    assert_eq!(mark["requests"][0]["body"], json!({ "order": { "paymentStatus": "paid" } }));
    let ship = json!({ "type": "markShipped", "orderId": "555", "shipmentId": "9" });
    let shipped = steps(&[clear.clone(), paid.clone(), ship.clone()], &json!({}));
    assert_eq!(
        (paths(&shipped), shipped["requests"][0]["body"].clone()),
        (vec!["PUT shipments/9.json".to_owned()], json!({ "shipment": { "status": "shipped" } }))
    );
    let track = steps(
        &[json!({ "type": "setTrackingNumber", "orderId": "555", "shipmentId": "9", "trackingNumber": "1Z" })],
        &json!({}),
    );
    assert_eq!(track["requests"][0]["body"], json!({ "shipment": { "trackingCode": "1Z" } }));
    let tick = json!({ "type": "tickShippedInPos", "orderId": "555", "shipmentId": "9", "shipped": true });
    let ticked = steps(&[clear, paid, ship, tick], &json!({}));
    assert_eq!(paths(&ticked).len(), 0);
    assert_eq!(ticked["manual"][0]["path"], "Inventory > Shipments");
    assert!(ticked["manual"][0]["step"].as_str().unwrap().contains("SHIPPED"));
    let cancelled = steps(&[json!({ "type": "cancelOrder", "orderId": "555", "restock": true })], &json!({}));
    assert_eq!(paths(&cancelled), ["PUT orders/555.json"]);
    assert_eq!(cancelled["manual"][0]["path"], "Sales > 68");
}

#[test]
fn a_sale_is_rung_up_by_the_api_where_it_knows_by_whom() {
    let sale = json!({ "type": "recordSale", "sale": { "id": "s", "number": "70", "shopId": "1", "completedAt": 1 }, "lines": [{ "adjustmentId": "a", "itemId": "7", "quantity": 2 }] });
    let by_hand = steps(std::slice::from_ref(&sale), &json!({}));
    assert_eq!(by_hand["manual"][0]["step"], "Ring up 2 of 7.");
    let sent = steps(&[sale], &json!({ "registerId": "1", "employeeId": "3" }));
    assert_eq!(sent["requests"][0]["body"]["SaleLines"], json!({ "SaleLine": [{ "itemID": "7", "unitQuantity": 2 }] }));
}

#[test]
fn every_event_says_something() {
    let commands = [
        json!({ "type": "createPurchaseOrder", "purchaseOrder": { "id": "20", "number": "20", "shopId": "1", "lines": [{ "id": "200", "itemId": "7", "quantity": 2 }] } }),
        json!({ "type": "editPurchaseOrder", "purchaseOrderId": "20", "lines": [{ "id": "200", "itemId": "7", "quantity": 3 }] }),
        json!({ "type": "orderPurchaseOrder", "purchaseOrderId": "20" }),
        json!({ "type": "receivePurchaseOrder", "purchaseOrderId": "20" }),
        json!({ "type": "reverseReceipt", "commandId": "c3" }),
        json!({ "type": "finishPurchaseOrder", "purchaseOrderId": "20" }),
        json!({ "type": "archivePurchaseOrder", "purchaseOrderId": "20" }),
        json!({ "type": "createTransfer", "transfer": { "id": "30", "number": "30", "fromShopId": "2", "toShopId": "1", "lines": [{ "id": "300", "itemId": "7", "quantity": 3 }] } }),
        json!({ "type": "editTransfer", "transferId": "30", "expectedAt": 5, "lines": [{ "id": "300", "itemId": "7", "quantity": 4 }] }),
        json!({ "type": "sendTransfer", "transferId": "30" }),
        json!({ "type": "receiveTransfer", "transferId": "30", "lines": [{ "lineId": "300", "quantity": 1 }] }),
        json!({ "type": "returnTransferExcess", "transferId": "30", "lines": [{ "lineId": "300", "quantity": 1 }] }),
        json!({ "type": "archiveTransfer", "transferId": "30" }),
        json!({ "type": "sendTransfer", "transferId": "5" }),
        json!({ "type": "undo", "commandId": "c13" }),
        json!({ "type": "createVendorReturn", "vendorReturn": { "id": "6", "number": "6", "shopId": "1", "lines": [{ "id": "60", "itemId": "7", "quantity": 1 }] } }),
        json!({ "type": "sendVendorReturn", "vendorReturnId": "4" }),
        json!({ "type": "unsendVendorReturn", "vendorReturnId": "4" }),
        json!({ "type": "recordSale", "sale": { "id": "70", "number": "70", "shopId": "1", "completedAt": 1 }, "lines": [{ "adjustmentId": "a", "itemId": "7", "quantity": 2 }] }),
        json!({ "type": "refundSale", "saleId": "70", "lines": [{ "adjustmentId": "a", "quantity": 1 }], "restock": false }),
        json!({ "type": "restock", "adjustmentId": "a" }),
        json!({ "type": "countStock", "itemId": "7", "shopId": "2", "counted": 1 }),
        json!({ "type": "adjustStock", "itemId": "7", "shopId": "2", "quantity": 1 }),
        json!({ "type": "clearFraud", "orderId": "555" }),
        json!({ "type": "markOrderPaid", "orderId": "555" }),
        json!({ "type": "prioritiseOrder", "orderId": "555", "priority": 2 }),
        json!({ "type": "moveOrderLine", "orderId": "555", "lineId": "5550", "shopId": "2" }),
        json!({ "type": "createShipment", "orderId": "555", "shipment": { "id": "10", "number": "SHIP10" } }),
        json!({ "type": "setTrackingNumber", "orderId": "555", "shipmentId": "9", "trackingNumber": null }),
        json!({ "type": "markShipped", "orderId": "555", "shipmentId": "9", "force": { "reason": "the customer called" } }),
        json!({ "type": "tickShippedInPos", "orderId": "555", "shipmentId": "9", "shipped": true }),
        json!({ "type": "cancelOrder", "orderId": "555", "restock": true }),
        json!({ "type": "merge", "upsert": { "shops": [{ "id": "3", "name": "Third" }] } }),
    ];
    let mut inventory = books();
    let mut seen = BTreeSet::new();
    for (at, command) in commands.iter().enumerate() {
        let mut command = command.clone();
        command["id"] = json!(format!("c{at}"));
        command["at"] = json!(at);
        let set = match command["type"].as_str() {
            Some("setTrackingNumber") => {
                event(
                    &mut inventory,
                    &json!({ "id": "set", "at": 1, "type": "setTrackingNumber", "orderId": "555", "shipmentId": "9", "trackingNumber": "1Z" }),
                );
                event(&mut inventory, &command)
            }
            _ => event(&mut inventory, &command),
        };
        let (event, outcome) = set;
        let steps = back(&event, &json!({ "levels": outcome["changes"]["levels"] }));
        let said = !steps["requests"].as_array().unwrap().is_empty()
            || !steps["manual"].as_array().unwrap().is_empty()
            || steps["note"].is_string();
        assert!(said, "{event}");
        seen.insert(event["type"].as_str().unwrap().to_owned());
    }
    println!("{} kinds of events", seen.len());
    assert!(seen.len() >= 30, "{seen:?}");
}
