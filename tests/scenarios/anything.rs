//! Whatever is done in whatever order: each command that is carried out is looked at like those of the stories, and each
//! that is refused changes nothing.

use super::support::books::{Books, lines, new_lines};
use super::support::fields::{list, text};
use super::support::run::holds;
use super::support::start::Start;
use proptest::collection::vec;
use proptest::prelude::any;
use serde_json::{Value, json};

/// A little of everything: orders with and without the names of their movements, to ship and to pick up, documents of
/// every kind.
fn start() -> Start {
    let line = |id: &str, item: &str, quantity: i64| json!({ "id": id, "itemId": item, "shopId": "main", "quantity": quantity });
    let sold = |id: &str, item: &str, quantity: i64| json!({ "id": id, "itemId": item, "shopId": "main", "quantity": -quantity, "at": 120, "reason": "sale", "sourceId": "s3" });
    Start::new()
        .stock("helmet", "main", -3)
        .stock("helmet", "harbour", 4)
        .stock("bell", "main", -2)
        .stock("bell", "harbour", 1)
        .online_order("o1", 100, &[("helmet", 3), ("bell", 1)])
        .online_order("o2", 110, &[("helmet", 2)])
        .but("orders", "o2", json!({ "delivery": "pickup", "payment": "partiallyPaid" }))
        .with(
            "orders",
            json!({ "id": "o3", "number": "E3", "placedAt": 115, "payment": "paid", "fraud": "unchecked",
            "delivery": "ship", "lines": [line("a", "bell", 1), line("b", "bell", 2), line("c", "fitting", 1)] }),
        )
        .with("sales", json!({ "id": "s3", "number": "3", "shopId": "main", "completedAt": 120, "orderId": "o3" }))
        .with("adjustments", sold("x", "bell", 1))
        .with("adjustments", sold("y", "bell", 2))
        .till_sale("s4", 130, &[("helmet", 1)])
        .purchase_order("p1", 200, &[("helmet", 4), ("bell", 3)])
        .open_purchase_order("p2", 210, &[("helmet", 2)])
        .open_transfer("t1", 220, &[("helmet", 3), ("bell", 1)])
        .sent_transfer("t2", 230, &[("helmet", 2)])
        .open_vendor_return("r1", &[("helmet", 1), ("bell", 1)])
}

const ORDERS: [(&str, &[&str]); 3] = [("o1", &["helmet", "bell"]), ("o2", &["helmet"]), ("o3", &["a", "b", "c"])];

fn pick<'a, T: ?Sized>(from: &[&'a T], byte: u8) -> &'a T {
    from[usize::from(byte) % from.len()]
}

/// A record that the till or the web shop sends once more as it knew it in the morning.
fn as_at_the_start(a: u8, b: u8) -> Value {
    let start = start().snapshot();
    let table = pick(&["orders", "purchaseOrders", "transfers", "vendorReturns", "levels", "sales"], a);
    let records = list(&start, table);
    json!({ "upsert": { table: [records[usize::from(b) % records.len()]] } })
}

/// A command from four bytes; `done` are the ids of those before it.
fn command(books: &mut Books, [kind, a, b, c]: [u8; 4], done: &[String]) -> Value {
    let (item, shop) = (pick(&["helmet", "bell", "fitting"], a), pick(&["main", "harbour"], b));
    let (order, order_lines) = ORDERS[usize::from(a) % 3];
    let known = books.ask("order", json!(order));
    let line = list(&known, "lines")
        .get(usize::from(b) % list(&known, "lines").len())
        .map(|line| text(line, "id").to_string());
    let line = line.unwrap_or_else(|| order_lines[0].to_string());
    // Mostly one that is there.
    let shipments = list(&known, "shipments");
    let shipment =
        shipments.get(usize::from(b) % shipments.len().max(1)).map(|shipment| text(shipment, "id").to_string());
    let (shipment, new_shipment) = (shipment.unwrap_or_else(|| "sh0".to_string()), format!("sh{}", b % 8));
    let hand_over = if text(&known, "delivery") == "ship" { "markShipped" } else { "markPickedUp" };
    let of_order = |more: Value| -> Value {
        let mut fields = json!({ "orderId": order });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    };
    let of_shipment = |more: Value| -> Value {
        let mut fields = json!({ "orderId": order, "shipmentId": shipment });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    };
    let purchase_order = || json!({ "purchaseOrderId": pick(&["p1", "p2"], a) });
    let transfer = || json!({ "transferId": pick(&["t1", "t2"], a) });
    let units = i64::from(c % 4);
    let with = |mut fields: Value, name: &str, value: Value| {
        fields[name] = value;
        fields
    };
    let stock = pick(&["helmet", "bell"], b);
    let force = if c % 3 > 0 { json!({ "reason": "why not" }) } else { Value::Null };
    let last = done.get(usize::from(a) % done.len().max(1)).map_or("none", String::as_str);
    let (sale, adjustment) = [
        ("s-o1", "o1-helmet"),
        ("s-o1", "o1-bell"),
        ("s-o2", "o2-helmet"),
        ("s3", "x"),
        ("s3", "y"),
        ("s4", "s4-helmet"),
    ][usize::from(b) % 6];
    let (kind, fields) = match kind % 40 {
        0 | 1 => ("receivePurchaseOrder", with(purchase_order(), "lines", lines(&[(stock, units)]))),
        2 => (
            "receivePurchaseOrder",
            with(with(purchase_order(), "lines", lines(&[(stock, units + 2)])), "allowOver", json!(true)),
        ),
        3 => ("receivePurchaseOrder", purchase_order()),
        4 => ("orderPurchaseOrder", purchase_order()),
        5 => ("finishPurchaseOrder", purchase_order()),
        6 => ("reopenPurchaseOrder", purchase_order()),
        7 if c % 4 == 0 => ("archivePurchaseOrder", purchase_order()),
        8 => {
            ("editPurchaseOrder", with(purchase_order(), "lines", new_lines(&[("helmet", units + 1), ("bell", units)])))
        }
        9 => ("sendTransfer", transfer()),
        10 => ("receiveTransfer", with(transfer(), "lines", lines(&[(stock, units)]))),
        11 => {
            ("receiveTransfer", with(with(transfer(), "lines", lines(&[(stock, units + 1)])), "allowOver", json!(true)))
        }
        12 => ("returnTransferExcess", with(transfer(), "lines", lines(&[(stock, units)]))),
        13 if c % 4 == 0 => ("archiveTransfer", transfer()),
        14 => ("editTransfer", with(transfer(), "lines", new_lines(&[("helmet", units + 1)]))),
        15 | 16 => ("reverseReceipt", json!({ "commandId": last })),
        17 => ("sendVendorReturn", json!({ "vendorReturnId": "r1" })),
        18 => ("unsendVendorReturn", json!({ "vendorReturnId": "r1" })),
        19 => (
            "refundSale",
            json!({ "saleId": sale, "restock": c % 2 == 0,
            "lines": [{ "adjustmentId": adjustment, "quantity": units }] }),
        ),
        20 if c % 4 == 0 => ("voidSale", json!({ "saleId": sale })),
        21 => ("restock", json!({ "adjustmentId": adjustment })),
        22 => ("countStock", json!({ "itemId": item, "shopId": shop, "counted": c % 8 })),
        23 => ("adjustStock", json!({ "itemId": item, "shopId": shop, "quantity": i64::from(c % 9) - 4 })),
        24 => ("clearFraud", of_order(json!({}))),
        25 if c % 4 == 0 => ("flagFraud", of_order(json!({}))),
        26 => ("markOrderPaid", of_order(json!({}))),
        27 => ("prioritiseOrder", of_order(json!({ "priority": c % 3 }))),
        28 if c % 4 == 0 => ("cancelOrder", of_order(json!({ "restock": b % 2 == 0 }))),
        28 | 29 => (
            "refundOrder",
            of_order(json!({ "restock": c % 2 == 0,
            "lines": [{ "lineId": line, "quantity": units, "returned": b % 2 == 0 }] })),
        ),
        30 | 31 => ("moveOrderLine", of_order(json!({ "lineId": line, "shopId": shop }))),
        32 => (
            "createShipment",
            of_order(json!({ "shipment": { "id": new_shipment, "number": "1",
            "lines": lines(&[(line.as_str(), units)]) } })),
        ),
        33 => ("createShipment", of_order(json!({ "shipment": { "id": new_shipment, "number": "1" } }))),
        34 if c % 4 == 0 => ("markReadyForPickup", of_shipment(json!({ "force": force }))),
        7 | 13 | 20 | 25 | 34 | 35 => (hand_over, of_shipment(json!({ "force": force }))),
        36 if c % 2 == 0 => ("cancelShipment", of_shipment(json!({}))),
        36 => ("tickShippedInPos", of_shipment(json!({ "shipped": true }))),
        38 => ("merge", as_at_the_start(a, b)),
        _ => ("undo", json!({ "commandId": last })),
    };
    books.command(kind, fields)
}

#[test]
fn every_command_keeps_the_books_in_order() {
    holds("whatever is done", 12, vec(any::<[u8; 4]>(), 1..16), |steps| {
        let mut books = start().open();
        let mut done = Vec::new();
        for bytes in steps {
            let command = command(&mut books, bytes, &done);
            if books.would_accept(&command) {
                done.push(books.apply_all(&command).id);
            } else {
                books.refuse_all(&command);
            }
        }
    });
}
