//! What recorded bodies of Retail (R-Series) teach, a test for each.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use serde_json::{Value, json};
use support::{read, read_with, reader, taken};

fn item(id: &str) -> Value {
    json!({ "itemID": id, "description": format!("Item number {id}"), "itemType": "default", "defaultVendorID": "0" })
}

fn item_shop(id: &str, item: &str, shop: &str, qoh: &str) -> Value {
    json!({ "itemShopID": id, "itemID": item, "shopID": shop, "qoh": qoh })
}

fn shop(id: &str) -> Value {
    json!({ "shopID": id, "name": format!("Shop number {id}") })
}

/// One item in one shop, so many on hand.
fn stock(qoh: &str) -> Value {
    json!({ "Shop": shop("1"), "Item": item("7"), "ItemShop": item_shop("70", "7", "1", qoh) })
}

fn sale(id: &str, time: &str, lines: Value) -> Value {
    json!({ "saleID": id, "shopID": "1", "completed": "true", "voided": "false", "completeTime": time, "SaleLines": { "SaleLine": lines } })
}

fn line(id: &str, quantity: &str) -> Value {
    json!({ "saleLineID": id, "itemID": "7", "shopID": "1", "unitQuantity": quantity, "parentSaleLineID": "0" })
}

const MONDAY: &str = "2026-03-02T08:00:00+00:00";
const TUESDAY: &str = "2026-03-03T08:00:00+00:00";

#[test]
fn every_scalar_may_be_a_text_or_bare() {
    let dressed = json!({ "Order": { "orderID": "3", "shopID": "1", "archived": "false", "complete": "true",
        "OrderLines": { "OrderLine": { "orderLineID": "4", "itemID": "7", "quantity": "-0", "checkedIn": "2", "price": "1.25" } } } });
    let bare = json!({ "Order": { "orderID": 3, "shopID": 1, "archived": false, "complete": true,
        "OrderLines": { "OrderLine": { "orderLineID": 4, "itemID": 7, "quantity": 0, "checkedIn": 2, "price": 1.25 } } } });
    let level = json!({ "ItemShop": { "itemShopID": 70, "itemID": 7, "shopID": 1, "qoh": -2 } });
    let texts = read(&[stock("-2"), dressed]);
    let numbers = read(&[json!({ "Shop": shop("1"), "Item": item("7") }), level, bare]);
    assert_eq!(texts.snapshot, numbers.snapshot);
    assert_eq!(texts.qoh("7", "1"), Some(-2.0));
    assert_eq!(texts.only("purchaseOrders")["finished"], true);
}

#[test]
fn one_result_is_an_object_many_an_array_none_an_absent_key_or_an_empty_text() {
    let one = read(&[json!({ "@attributes": { "count": "1" }, "Vendor": { "vendorID": "1", "name": "Alpine" } })]);
    assert_eq!(one.only("vendors")["name"], "Alpine");
    let vendors = json!([{ "vendorID": "1", "name": "Alpine" }, { "vendorID": "2", "name": "Breeze" }]);
    assert_eq!(read(&[json!({ "Vendor": vendors })]).table("vendors").len(), 2);
    for none in [
        json!({ "@attributes": { "count": "0" } }),
        json!({ "Vendor": "" }),
        json!({ "Vendor": null }),
        json!({ "Vendor": {} }),
    ] {
        let none = read(&[none]);
        assert_eq!((none.table("vendors").len(), none.warnings.len()), (0, 0));
    }
    // The same of a relation.
    for lines in [json!(""), json!({}), json!({ "SaleLine": "" }), json!([])] {
        let mut empty = sale("1", MONDAY, json!(""));
        empty["SaleLines"] = lines;
        assert_eq!(read(&[stock("1"), json!({ "Sale": empty })]).table("adjustments").len(), 0);
    }
    let two = sale("1", MONDAY, json!([line("10", "1"), line("11", "2")]));
    assert_eq!(read(&[stock("1"), json!({ "Sale": two })]).table("adjustments").len(), 2);
}

#[test]
fn dates_that_are_not_set_are_absent_or_empty_and_references_are_0() {
    for ordered in [None, Some(json!("")), Some(json!(null)), Some(json!("0000-00-00T00:00:00+00:00"))] {
        let mut order = json!({ "orderID": "3", "shopID": "1", "vendorID": "0", "arrivalDate": "" });
        if let Some(date) = ordered {
            order["orderedDate"] = date;
        }
        let read = read(&[stock("0"), json!({ "Order": order })]);
        let order = read.only("purchaseOrders");
        assert_eq!([&order["orderedAt"], &order["expectedAt"], &order["vendorId"]], [&Value::Null; 3]);
        assert!(!read.warned("unreadable"), "{:?}", read.warnings);
    }
}

#[test]
fn shop_0_is_the_sum_of_all_shops_and_never_a_level() {
    let levels = json!([item_shop("1", "7", "0", "5"), item_shop("2", "7", "1", "2"), item_shop("3", "7", "2", "3")]);
    let read = read(&[json!({ "Shop": [shop("0"), shop("1"), shop("2")], "Item": item("7"), "ItemShop": levels })]);
    assert_eq!(read.table("levels").len(), 2);
    assert_eq!([read.qoh("7", "0"), read.qoh("7", "1"), read.qoh("7", "2")], [None, Some(2.0), Some(3.0)]);
    assert_eq!(read.table("shops").len(), 2);
}

#[test]
fn lots_in_stock_embed_whole_items_and_repeat_them_and_are_not_added_up() {
    let lot = |id: &str| {
        let mut embedded = item("7");
        embedded["ItemShops"] = json!({ "ItemShop": [item_shop("70", "7", "1", "5"), item_shop("71", "7", "0", "5")] });
        json!({ "inventoryID": id, "itemID": "7", "qoh": "5", "Item": embedded })
    };
    let read = read(&[json!({ "Inventory": [lot("1"), lot("2"), lot("3")] })]);
    assert_eq!(read.table("items").len(), 1);
    assert_eq!(read.qoh("7", "1"), Some(5.0));
}

#[test]
fn backorder_of_an_item_shop_means_incoming() {
    let level = |backorder: &str| {
        let mut level = item_shop("70", "7", "1", "-2");
        level["backorder"] = json!(backorder);
        json!({ "Shop": shop("1"), "Item": item("7"), "ItemShop": level })
    };
    let order = json!({ "Order": { "orderID": "3", "shopID": "1", "orderedDate": MONDAY,
        "OrderLines": { "OrderLine": { "orderLineID": "4", "itemID": "7", "quantity": "5", "checkedIn": "2" } } } });
    let agreed = read(&[level("3"), order.clone()]);
    assert_eq!(agreed.incoming("7", "1"), 3.0);
    assert!(!agreed.warned("incomingDisagrees") && !agreed.warned("incomingWithoutOrders"), "{:?}", agreed.warnings);
    assert_eq!(read(&[level("4"), order]).warning("incomingDisagrees")["count"], 1);
    assert_eq!(read(&[level("4")]).warning("incomingWithoutOrders")["count"], 1);
}

#[test]
fn sellable_is_0_when_negative_so_it_is_not_read() {
    let mut level = item_shop("70", "7", "1", "-4");
    level["sellable"] = json!("0");
    assert_eq!(read(&[json!({ "Item": item("7"), "ItemShop": level })]).qoh("7", "1"), Some(-4.0));
    let alone = read(&[
        json!({ "Item": item("7"), "ItemShop": { "itemShopID": "70", "itemID": "7", "shopID": "1", "sellable": "0" } }),
    ]);
    assert_eq!(alone.qoh("7", "1"), None);
    assert_eq!(alone.warning("withoutQoh")["count"], 1);
}

#[test]
fn on_work_order_is_written_in_two_ways() {
    let level = |name: &str| {
        let mut level = item_shop("70", "7", "1", "-4");
        level[name] = json!("1");
        read(&[json!({ "Item": item("7"), "ItemShop": level })])
    };
    let (one, other) = (level("onWorkOrder"), level("onWorkorder"));
    assert_eq!(one.snapshot, other.snapshot);
    assert_eq!(one.warnings, other.warnings);
}

#[test]
fn an_order_has_no_status_but_archived_complete_received_date_and_ordered_date_in_that_order() {
    let status = |fields: Value| {
        let mut order = json!({ "orderID": "3", "shopID": "1",
            "OrderLines": { "OrderLine": { "orderLineID": "4", "itemID": "7", "quantity": "5", "checkedIn": "0" } } });
        order.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let read = read(&[stock("-9"), json!({ "Order": order })]);
        let order = serde_json::to_value(read.inventory().purchase_order("3")).unwrap();
        (order["status"].as_str().unwrap().to_owned(), read.incoming("7", "1"))
    };
    let all = json!({ "archived": "true", "complete": "true", "receivedDate": TUESDAY, "orderedDate": MONDAY });
    assert_eq!(status(all), ("archived".into(), 0.0));
    assert_eq!(
        status(json!({ "complete": "true", "receivedDate": TUESDAY, "orderedDate": MONDAY })),
        ("finished".into(), 0.0)
    );
    // A receivedDate does not mean that anything was received.
    assert_eq!(status(json!({ "receivedDate": TUESDAY, "orderedDate": MONDAY })), ("ordered".into(), 5.0));
    assert_eq!(status(json!({ "receivedDate": TUESDAY })), ("ordered".into(), 5.0));
    assert_eq!(status(json!({ "orderedDate": MONDAY })), ("ordered".into(), 5.0));
    assert_eq!(status(json!({})), ("open".into(), 5.0));
}

#[test]
fn num_received_is_counted_and_checked_in_is_in_stock() {
    let order = json!({ "Order": { "orderID": "3", "shopID": "1", "orderedDate": MONDAY, "OrderLines": { "OrderLine":
        { "orderLineID": "4", "itemID": "7", "quantity": "10", "checkedIn": "4", "numReceived": "3" } } } });
    let read = read(&[stock("-9"), order]);
    let line = &read.only("purchaseOrders")["lines"][0];
    assert_eq!([&line["ordered"], &line["received"], &line["counted"]], [10, 4, 3]);
    assert_eq!(read.incoming("7", "1"), 6.0);
}

#[test]
fn a_shipment_is_a_receipt_of_a_purchase_order_and_ship_to_the_customers_with_the_shipped_box() {
    let order = json!({ "Order": { "orderID": "3", "shopID": "1", "orderedDate": MONDAY, "OrderLines": { "OrderLine":
        { "orderLineID": "4", "itemID": "7", "quantity": "10", "checkedIn": "4" } } } });
    let receipt = json!({ "OrderShipment": { "orderShipmentID": "101", "orderID": "3", "receptionDate": TUESDAY, "status": "received" } });
    let item = json!({ "OrderShipmentItem": [{ "orderShipmentItemID": "1011", "orderShipmentID": "101", "qtyReceived": "4", "itemID": "7" }] });
    let sold = json!({ "Sale": sale("68", MONDAY, line("10", "2")) });
    let ship_to = json!({ "ShipTo": { "shipToID": "5", "shipped": "true", "saleID": "68", "firstName": "Ada", "lastName": "Byron" } });
    let read =
        read_with(&[stock("-2"), order, receipt, item, sold, ship_to], &json!({ "ordersBySale": { "68": "E1" } }));
    let receipt = &read.only("purchaseOrders")["receipts"][0];
    assert_eq!(receipt["lines"], json!([{ "lineId": "4", "quantity": 4 }]));
    let order = read.only("orders");
    assert_eq!([&order["number"], &order["customer"]], ["E1", "Ada Byron"]);
    let shipment = &order["shipments"][0];
    assert_eq!([&shipment["shippedInPos"], &shipment["status"]], [&json!(true), &json!("shipped")]);
    assert_eq!(order["shipments"].as_array().unwrap().len(), 1);
}

/// A transfer of item 7 from shop 2 to shop 1.
fn transfer(id: &str, status: &str, items: Value) -> Value {
    json!({ "Shop": shop("2"), "Transfer": { "transferID": id, "status": status, "sentOn": MONDAY, "archived": "false", "sendingShopID": "2",
        "receivingShopID": "1", "TransferItems": { "TransferItem": items } } })
}

fn transfer_item(id: &str, [to_send, sent, received]: [i32; 3]) -> Value {
    json!({ "transferItemID": id, "itemID": "7", "toSend": to_send, "sent": sent.to_string(), "received": received.to_string() })
}

fn on_transfer_in(units: i32) -> Value {
    let mut level = item_shop("70", "7", "1", "-9");
    level["onTransferIn"] = json!(units.to_string());
    json!({ "Shop": shop("1"), "Item": item("7"), "ItemShop": level })
}

#[test]
fn lines_of_a_transfer_may_move_their_quantities_or_keep_sent() {
    let in_transit = |sum: Option<i32>, quantities| {
        let level = sum.map_or_else(|| stock("-9"), on_transfer_in);
        let read = read(&[level, transfer("3", "sent", transfer_item("30", quantities))]);
        (read.incoming("7", "1"), read.warned("transferDisagrees"))
    };
    // Kept: 5 sent, 2 of them received. Moved: 3 still sent, 2 received.
    assert_eq!(in_transit(Some(3), [0, 5, 2]), (3.0, false));
    assert_eq!(in_transit(Some(3), [0, 3, 2]), (3.0, false));
    assert_eq!(in_transit(None, [0, 5, 2]), (3.0, false));
    // Moved to the end, as the documented example is: clamped at 0.
    assert_eq!(in_transit(None, [0, 0, 10]), (0.0, false));
    assert_eq!(in_transit(Some(0), [0, 0, 10]), (0.0, false));
    // Neither reading adds up: the sum counts, as far as the lines go, and a warning says so.
    assert_eq!(in_transit(Some(4), [0, 5, 2]), (4.0, true));
    assert_eq!(in_transit(Some(99), [0, 5, 2]), (5.0, true));
    assert_eq!(in_transit(Some(1), [0, 5, 2]), (1.0, true));
}

#[test]
fn on_transfer_in_is_the_sum_of_several_transfers() {
    let bodies = [
        on_transfer_in(7),
        transfer("3", "sent", transfer_item("30", [0, 5, 2])),
        transfer("4", "sent", transfer_item("40", [0, 4, 0])),
    ];
    let kept = read(&bodies);
    assert_eq!((kept.incoming("7", "1"), kept.warned("transferDisagrees")), (7.0, false));
}

#[test]
fn a_transfer_that_is_open_received_or_archived_has_nothing_in_transit() {
    for (status, archived) in [("open", "false"), ("received", "false"), ("sent", "true")] {
        let mut body = transfer("3", status, transfer_item("30", [5, 5, 1]));
        body["Transfer"]["archived"] = json!(archived);
        let read = read(&[stock("-9"), body]);
        assert_eq!(read.incoming("7", "1"), 0.0, "{status}");
        // An open one may carry a date all the same.
        assert_eq!(read.only("transfers")["sentAt"].is_null(), status == "open");
    }
}

#[test]
fn both_generations_of_the_transfer_endpoint_are_read() {
    let old = json!({ "Shop": shop("2"), "Transfer": { "transferID": "3", "sent": "true", "received": "false", "archived": "false",
        "TransferFrom": { "transferFromID": "1", "shopID": "2", "sentOn": MONDAY }, "TransferTo": { "transferToID": "1", "shopID": "1", "needBy": TUESDAY } } });
    // The items of the newer one come by themselves.
    let items = json!({ "TransferItem": { "transferItemID": "30", "transferID": "3", "itemID": "7", "toSend": "0", "sent": "5", "received": "1" } });
    let mut new = transfer("3", "sent", json!(""));
    new["Transfer"]["needBy"] = json!(TUESDAY);
    new["Transfer"].as_object_mut().unwrap().remove("TransferItems");
    let (old, new) = (read(&[stock("-9"), items.clone(), old]), read(&[stock("-9"), new, items]));
    assert_eq!(old.snapshot, new.snapshot);
    assert_eq!(old.incoming("7", "1"), 4.0);
    assert!(old.only("transfers")["expectedAt"].is_number());
}

fn log(id: &str, change: i32, reason: &str, time: &str, document: Value) -> Value {
    let mut log = json!({ "inventoryLogID": id, "itemID": "7", "shopID": "1", "qohChange": change.to_string(), "reason": reason, "createTime": time,
        "saleID": "0", "orderID": "0", "transferID": "0", "vendorReturnID": "0" });
    log.as_object_mut().unwrap().extend(document.as_object().unwrap().clone());
    log
}

#[test]
fn reasons_of_logs_are_open_ended() {
    let logs = json!([
        log("1", -1, "RemoveForTransaction", MONDAY, json!({ "saleID": "68" })),
        log("2", -1, "AdjustmentForSale", MONDAY, json!({ "saleID": "69" })),
        log("3", -1, "RemoveForVendorReturn", MONDAY, json!({ "vendorReturnID": "4" })),
        log("4", -1, "RemoveForTransfer", MONDAY, json!({ "transferID": "5" })),
        log("5", -1, "ManualQuantityAdjustment", MONDAY, json!({})),
        log("6", -1, "BeamedUpByAliens", MONDAY, json!({ "saleID": "70" })),
        log("7", -1, "", MONDAY, json!({})),
        log("8", 0, "ManualCostAdjustment", MONDAY, json!({})),
    ]);
    let read = read(&[stock("-7"), json!({ "InventoryLog": logs })]);
    let reasons: Vec<&str> =
        read.table("adjustments").iter().map(|movement| movement["reason"].as_str().unwrap()).collect();
    assert_eq!(
        reasons,
        ["sale", "sale", "vendorReturn", "transfer", "ManualQuantityAdjustment", "BeamedUpByAliens", "other"]
    );
    let sources: Vec<&Value> = read.table("adjustments").iter().map(|movement| &movement["sourceId"]).collect();
    assert_eq!(
        sources,
        [&json!("68"), &json!("69"), &json!("4"), &json!("5"), &Value::Null, &Value::Null, &Value::Null]
    );
    // The engine counts what it does not know as `other`, and gives the word back (which `read` has checked).
    assert_eq!(read.rows().len(), 7);
}

#[test]
fn caused_negative_may_be_there() {
    let with = |more: Value| {
        let mut log = log("1", -1, "RemoveForTransaction", MONDAY, json!({ "saleID": "68" }));
        log.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        read(&[stock("-1"), json!({ "InventoryLog": log })]).snapshot
    };
    assert_eq!(with(json!({})), with(json!({ "causedNegative": "true" })));
}

#[test]
fn the_log_is_the_truth_where_it_is_there_and_the_sales_lines_where_it_is_not() {
    let sold = json!({ "Sale": [sale("68", MONDAY, line("10", "1")), sale("69", TUESDAY, line("11", "1"))] });
    let logs = json!({ "InventoryLog": log("1", -1, "RemoveForTransaction", MONDAY, json!({ "saleID": "68" })) });
    let read = read(&[stock("-2"), sold, logs]);
    let ids: Vec<&Value> = read.table("adjustments").iter().map(|movement| &movement["id"]).collect();
    assert_eq!(ids, ["InventoryLog/1", "SaleLine/11"]);
}

#[test]
fn lines_with_item_0_are_not_stock() {
    let mut remark = line("11", "3");
    remark["itemID"] = json!("0");
    let read = read(&[stock("-1"), json!({ "Sale": sale("68", MONDAY, json!([line("10", "1"), remark])) })]);
    assert_eq!(read.only("adjustments")["id"], "SaleLine/10");
    assert!(!read.warned("unknownItem"));
}

#[test]
fn refund_lines_have_a_negative_quantity_and_their_parent() {
    let mut back = line("20", "-1");
    back["parentSaleLineID"] = json!("10");
    let bodies = [stock("-1"), json!({ "Sale": [sale("68", MONDAY, line("10", "2")), sale("70", TUESDAY, back)] })];
    let by_lines = read(&bodies);
    let refund = by_lines.record("adjustments", "SaleLine/20");
    assert_eq!([&refund["quantity"], &refund["reverses"]], [&json!(1), &json!("SaleLine/10")]);
    assert_eq!(by_lines.rows(), [("68".to_owned(), 1.0, "missingDocument".to_owned())]);
    // The same by the log, which does not name lines.
    let logs = json!({ "InventoryLog": [
        log("1", -2, "RemoveForTransaction", MONDAY, json!({ "saleID": "68" })),
        log("2", 1, "RefundAddInventory", TUESDAY, json!({ "saleID": "70" })),
    ] });
    let by_log = read(&[bodies.as_slice(), &[logs]].concat());
    assert_eq!(by_log.record("adjustments", "InventoryLog/2")["reverses"], "InventoryLog/1");
    assert_eq!(by_log.rows(), by_lines.rows());
}

#[test]
fn a_void_restocks_all() {
    let mut void = sale("68", MONDAY, json!([line("10", "2"), line("11", "1")]));
    void["voided"] = json!("true");
    let sold = json!({ "Sale": [void, sale("69", TUESDAY, line("12", "1"))] });
    let logs = json!({ "InventoryLog": log("1", -2, "RemoveForTransaction", MONDAY, json!({ "saleID": "68" })) });
    for bodies in [vec![stock("-1"), sold.clone()], vec![stock("-1"), sold, logs]] {
        let read = read(&bodies);
        assert_eq!(read.rows(), [("69".to_owned(), 1.0, "missingDocument".to_owned())]);
        assert_eq!(read.table("sales").len(), 2);
    }
}

#[test]
fn a_sale_that_nobody_completed_has_moved_nothing() {
    let mut parked = sale("68", MONDAY, line("10", "2"));
    parked["completed"] = json!("false");
    let read = read(&[stock("0"), json!({ "Sale": parked })]);
    assert_eq!((read.table("sales").len(), read.table("adjustments").len()), (0, 0));
}

#[test]
fn no_field_marks_a_sale_as_ecom_so_options_map_it() {
    let mut sold = sale("68", MONDAY, line("10", "1"));
    sold["registerID"] = json!("9");
    sold["referenceNumber"] = json!("ORD00018");
    sold["SalePayments"] =
        json!({ "SalePayment": [{ "salePaymentID": "1", "paymentTypeID": "4", "archived": "false" }] });
    let order = json!({ "order": { "id": 555, "number": "ORD00018", "createdAt": MONDAY, "paymentStatus": "paid" } });
    let bodies = [stock("-1"), json!({ "Sale": [sold, sale("69", TUESDAY, line("11", "1"))] })];
    let linked =
        |options: Value, bodies: &[Value]| read_with(bodies, &options).record("sales", "68")["orderId"].clone();
    let with_order = [bodies.as_slice(), &[order]].concat();
    assert_eq!(linked(json!({}), &bodies), Value::Null);
    // By register, payment type and the host's own table: the order is made of the sale where nobody gave it.
    for options in [
        json!({ "registerIds": ["9"] }),
        json!({ "paymentTypeIds": ["4"] }),
        json!({ "ordersBySale": { "68": "ORD00018" } }),
    ] {
        assert_eq!(linked(options.clone(), &bodies), "Sale/68", "{options}");
        let read = read_with(&bodies, &options);
        assert_eq!([&read.only("orders")["number"], &read.only("orders")["payment"]], ["ORD00018", "paid"]);
        assert_eq!(read.warning("orderNotGiven")["count"], 1);
        assert_eq!(read.record("sales", "69")["orderId"], Value::Null);
    }
    // By reference number, where an order has it, unless the host forbids it.
    assert_eq!(linked(json!({}), &with_order), "555");
    assert_eq!(linked(json!({ "referenceNumber": false }), &with_order), Value::Null);
    assert_eq!(linked(json!({ "referenceNumber": false, "ordersBySale": { "68": "555" } }), &with_order), "555");
}

#[test]
fn pages_may_overlap_and_repeat_and_come_in_any_order() {
    let version = |time: &str, qoh: &str, name: &str| {
        let mut level = item_shop("70", "7", "1", qoh);
        level["timeStamp"] = json!(time);
        json!({ "Shop": shop("1"), "Item": { "itemID": "7", "description": name, "timeStamp": time, "ItemShops": { "ItemShop": level } } })
    };
    let (old, new) = (version(MONDAY, "5", "Old name"), version(TUESDAY, "-1", "New name"));
    let sold = json!({ "Sale": sale("68", MONDAY, line("10", "1")) });
    let line_alone = json!({ "SaleLine": { "saleLineID": "10", "saleID": "68", "itemID": "7", "shopID": "1", "unitQuantity": "1", "parentSaleLineID": "0" } });
    let expected = read(&[old.clone(), new.clone(), sold.clone()]);
    assert_eq!(expected.qoh("7", "1"), Some(-1.0));
    assert_eq!(expected.only("items")["description"], "New name");
    let orders: [&[&Value]; 3] =
        [&[&sold, &new, &old], &[&new, &sold, &old, &new, &sold], &[&line_alone, &old, &sold, &line_alone, &new]];
    for bodies in orders {
        let bodies: Vec<Value> = bodies.iter().map(|body| (*body).clone()).collect();
        let read = read(&bodies);
        assert_eq!(read.snapshot, expected.snapshot);
        assert_eq!(read.warnings, expected.warnings);
    }
}

#[test]
fn a_document_that_comes_without_its_lines_keeps_those_that_came_before() {
    let whole = json!({ "Order": { "orderID": "3", "shopID": "1", "orderedDate": MONDAY, "timeStamp": MONDAY,
        "OrderLines": { "OrderLine": [{ "orderLineID": "4", "itemID": "7", "quantity": "5" }, { "orderLineID": "5", "itemID": "7", "quantity": "2" }] } } });
    let bare = json!({ "Order": { "orderID": "3", "shopID": "1", "orderedDate": MONDAY, "timeStamp": TUESDAY } });
    assert_eq!(read(&[stock("0"), whole.clone(), bare.clone()]).incoming("7", "1"), 7.0);
    assert_eq!(read(&[stock("0"), bare, whole.clone()]).incoming("7", "1"), 7.0);
    // A newer version that comes with its lines has no others.
    let fewer = json!({ "Order": { "orderID": "3", "shopID": "1", "orderedDate": MONDAY, "timeStamp": TUESDAY,
        "OrderLines": { "OrderLine": { "orderLineID": "4", "itemID": "7", "quantity": "5" } } } });
    assert_eq!(read(&[stock("0"), whole, fewer]).incoming("7", "1"), 5.0);
}

#[test]
fn units_of_special_orders_that_arrive_belong_to_their_special_order_and_not_to_the_queue() {
    let order = json!({ "Order": { "orderID": "3", "shopID": "1", "orderedDate": MONDAY, "OrderLines": { "OrderLine":
        { "orderLineID": "4", "itemID": "7", "quantity": "5", "checkedIn": "1" } } } });
    let special = |status: &str, completed: &str| {
        json!({ "SpecialOrder": { "specialOrderID": "1", "unitQuantity": "2", "completed": completed,
        "status": status, "saleLineID": "10", "orderLineID": "4", "transferItemID": "0" } })
    };
    let waiting = read(&[stock("-9"), order.clone(), special("Ordered", "false")]);
    assert_eq!(waiting.incoming("7", "1"), 2.0, "5 ordered, 1 checked in, 2 for the special order");
    assert_eq!(waiting.warning("specialOrderUnits")["count"], 1);
    // What has arrived for it is among those checked in already.
    assert_eq!(read(&[stock("-9"), order.clone(), special("Ready For Pickup", "false")]).incoming("7", "1"), 4.0);
    assert_eq!(read(&[stock("-9"), order, special("Completed", "true")]).incoming("7", "1"), 4.0);
    let moving = [
        on_transfer_in(5),
        transfer("3", "sent", transfer_item("30", [0, 5, 0])),
        json!({ "SpecialOrder": { "specialOrderID": "1",
        "unitQuantity": "2", "completed": "false", "status": "Ordered", "orderLineID": "0", "transferItemID": "30" } }),
    ];
    assert_eq!(read(&moving).incoming("7", "1"), 3.0);
    // Taken out of stock as they arrive, and sold later: no demand of the queue's.
    let mut sold = line("10", "2");
    sold["isSpecialOrder"] = json!("true");
    let logs = json!({ "InventoryLog": log("1", -2, "RemoveForSpecialOrder", MONDAY, json!({})) });
    let gone = read(&[
        stock("-1"),
        json!({ "Sale": sale("68", MONDAY, sold) }),
        logs,
        json!({ "Sale": sale("69", MONDAY, line("11", "1")) }),
    ]);
    assert_eq!(gone.only("adjustments")["id"], "SaleLine/11");
}

#[test]
fn time_stamps_come_with_any_offset() {
    let at = |time: &str| {
        read(&[stock("-1"), json!({ "Sale": sale("68", time, line("10", "1")) })]).only("sales")["completedAt"].clone()
    };
    let utc = at("2026-03-02T08:00:00+00:00");
    for same in
        ["2026-03-02T08:00:00Z", "2026-03-02T09:00:00+01:00", "2026-03-02T00:00:00-08:00", "2026-03-02T13:45:00+0545"]
    {
        assert_eq!(at(same), utc, "{same}");
    }
}

#[test]
fn what_sent_transfers_and_vendor_returns_took_out_is_a_source_without_any_log() {
    let vendor_return = json!({ "VendorReturn": { "vendorReturnID": "8", "shopID": "1", "vendorID": "2", "status": "sent", "sentDate": MONDAY,
        "VendorReturnItems": { "VendorReturnItem": { "vendorReturnItemID": "80", "itemID": "7", "quantity": "2" } } } });
    let mut away = transfer("3", "sent", transfer_item("30", [0, 1, 0]));
    away["Transfer"]["sendingShopID"] = json!("1");
    away["Transfer"]["receivingShopID"] = json!("2");
    let read = read(&[stock("-3"), vendor_return, away]);
    let mut rows = read.rows();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(
        rows,
        [("3".to_owned(), 1.0, "excessTransfer".to_owned()), ("8".to_owned(), 2.0, "missingDocument".to_owned())]
    );
}

#[test]
fn unknown_fields_and_words_of_the_future_survive() {
    let mut new_item = item("7");
    new_item["itemType"] = json!("hologram");
    new_item["weightOfSoul"] = json!({ "grams": ["21"] });
    let body = json!({ "Shop": shop("1"), "Item": new_item, "ItemShop": item_shop("70", "7", "1", "-1"), "Hologram": [{ "hologramID": "1" }] });
    let mut moved = transfer("3", "teleporting", transfer_item("30", [0, 4, 1]));
    moved["Transfer"]["TransferItems"]["TransferItem"]["warp"] = json!(9);
    let read = read(&[body, moved]);
    assert_eq!(read.qoh("7", "1"), Some(-1.0));
    assert_eq!(read.incoming("7", "1"), 3.0, "its lines tell that it was sent");
    let words: Vec<&Value> = read
        .warnings
        .iter()
        .filter(|warning| warning["code"] == "unknownWord")
        .map(|warning| &warning["examples"][0])
        .collect();
    assert_eq!(words, ["hologram", "teleporting"]);
    assert_eq!(read.warning("notUsed")["examples"], json!(["Hologram"]));
}

#[test]
fn warnings_are_grouped_and_counted_and_a_record_that_comes_again_counts_once() {
    let bad = |id: &str| {
        let mut level = item_shop(id, id, "1", "many");
        level["timeStamp"] = json!(MONDAY);
        level
    };
    let levels: Vec<Value> = (1..=300).map(|id| bad(&id.to_string())).collect();
    let page = json!({ "ItemShop": levels });
    let read = read(&[page.clone(), page]);
    assert_eq!(read.warning("withoutQoh")["count"], 300);
    assert_eq!(read.warning("withoutQoh")["examples"].as_array().unwrap().len(), 5);
    assert!(read.warnings.len() < 5, "{:?}", read.warnings);
}

#[test]
fn items_and_shops_that_are_named_and_not_given_are_made_up_and_told() {
    let read = read(&[json!({ "ItemShop": item_shop("70", "7", "3", "-1") })]);
    assert_eq!([&read.only("items")["description"], &read.only("shops")["name"]], ["Item 7", "Shop 3"]);
    assert_eq!([&read.warning("unknownItem")["count"], &read.warning("unknownShop")["count"]], [1, 1]);
}

#[test]
fn what_is_no_inventory_has_no_level_and_no_movement() {
    let mut labour = item("8");
    labour["itemType"] = json!("non_inventory");
    let mut fitting = line("11", "1");
    fitting["itemID"] = json!("8");
    let read = read(&[
        stock("-1"),
        json!({ "Item": labour, "ItemShop": item_shop("80", "8", "1", "0"), "Sale": sale("68", MONDAY, json!([line("10", "1"), fitting])) }),
    ]);
    assert_eq!(read.record("items", "8")["inventoried"], false);
    assert_eq!((read.table("levels").len(), read.table("adjustments").len()), (1, 1));
}

#[test]
fn a_body_that_is_none_is_refused_with_what_it_says() {
    let add = |body: &str| reader(&json!({})).add(body.as_bytes(), None).unwrap_err().to_string();
    assert!(
        add(r#"{"httpCode":"401","httpMessage":"Unauthorized","message":"Token expired"}"#)
            .contains("401 Token expired")
    );
    assert!(
        add(r#"{"error":{"code":429,"method":"GET","message":"Too many requests"}}"#).contains("429 Too many requests")
    );
    assert!(add("<html>").contains("not JSON"));
    assert!(add("[1]").contains("expected a body"));
    assert!(add(r#"{"Item": {"#).contains("not JSON"));
    // The reader goes on as if nothing had happened.
    let mut reader = reader(&json!({}));
    reader.add(b"{", None).unwrap_err();
    reader.add(stock("-1").to_string().as_bytes(), None).unwrap();
    assert_eq!(taken(&mut reader).qoh("7", "1"), Some(-1.0));
}
