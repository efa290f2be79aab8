//! Random purchase orders, transfers, vendor returns and eCom orders, in every state there is.

use super::fields::{list, optional_text, text};
use super::inventories::{Builder, optional};
use super::raw::{RawDocument, Record};
use super::values::{Pick, quantity, written};
use serde_json::{Value, json};

const CUSTOMERS: [&str; 6] = ["Ada", "ada", "Ådne", "Ben 2", "Ben 10", "=cmd"];

/// Lines are numbered within their document: other documents have lines of the same ids.
fn line_id(index: usize) -> String {
    format!("{}", 9 + index)
}

fn receipts(builder: &Builder, pick: &mut Pick, lines: usize) -> Value {
    if lines == 0 || !pick.one_in(3) {
        return Value::Null;
    }
    let line = pick.below(lines);
    json!([{
        "commandId": format!("command {line}"), "at": builder.clock.at(pick.byte()), "by": pick.of(&[Value::Null, json!("Zoë")]),
        "lines": [{ "lineId": line_id(line), "quantity": written(quantity(pick.byte()), pick.byte()) }], "reversed": pick.one_in(2),
    }])
}

pub fn purchase_order(builder: &Builder, index: usize, raw: &RawDocument) -> Value {
    let mut pick = Pick::new(&raw.head);
    let line = |(index, bytes): (usize, &Record)| {
        let mut pick = Pick::new(bytes);
        let ordered = quantity(pick.byte());
        let mut line = json!({ "id": line_id(index), "itemId": builder.item(&mut pick), "ordered": written(ordered, pick.byte()) });
        let received = match pick.below(7) {
            4 => json!(0),
            5 => written(ordered / 2, pick.byte()),
            6 => written(quantity(pick.byte()), pick.byte()),
            _ => Value::Null,
        };
        optional(&mut line, "received", received, pick.byte());
        let counted = if pick.one_in(4) { written(quantity(pick.byte()), 0) } else { Value::Null };
        optional(&mut line, "counted", counted, pick.byte());
        line
    };
    let lines: Vec<Value> = raw.lines.iter().enumerate().map(line).collect();
    let mut order = json!({
        "id": builder.purchase_orders.at(index), "number": builder.number_of(&mut pick, index), "shopId": builder.shop(&mut pick), "lines": lines,
    });
    let vendor = builder.vendor(&mut pick);
    optional(&mut order, "vendorId", vendor, pick.byte());
    for name in ["createdAt", "orderedAt", "expectedAt"] {
        let at = builder.clock.maybe(pick.byte());
        optional(&mut order, name, at, pick.byte());
    }
    match pick.below(12) {
        9 => order["finished"] = json!(true),
        10 => order["archived"] = json!(true),
        11 => order["finished"] = json!(false),
        _ => {}
    }
    let receipts = receipts(builder, &mut pick, raw.lines.len());
    optional(&mut order, "receipts", receipts, 0);
    order
}

pub fn transfer(builder: &Builder, index: usize, raw: &RawDocument) -> Value {
    let mut pick = Pick::new(&raw.head);
    let shops = builder.raw.shops.len();
    let to = pick.mostly_first(shops);
    let from = (to + 1 + pick.below(shops - 1)) % shops;
    let sent = !pick.one_in(4);
    let line = |(index, bytes): (usize, &Record)| {
        let mut pick = Pick::new(bytes);
        let requested = quantity(pick.byte());
        let mut line = json!({ "id": line_id(index), "itemId": builder.item(&mut pick), "requested": written(requested, pick.byte()) });
        // Sent lines carry what left; a transfer that is not sent may carry it too, and it means nothing yet.
        let left = if sent || pick.one_in(5) { written(requested, pick.byte()) } else { Value::Null };
        optional(&mut line, "sent", left, pick.byte());
        for name in ["received", "returned"] {
            let part = match pick.below(7) {
                5 => written(requested / 2, pick.byte()),
                6 => written(quantity(pick.byte()), pick.byte()),
                _ => Value::Null,
            };
            optional(&mut line, name, part, pick.byte());
        }
        line
    };
    let lines: Vec<Value> = raw.lines.iter().enumerate().map(line).collect();
    let mut transfer = json!({
        "id": builder.transfers.at(index), "number": builder.number_of(&mut pick, index),
        "fromShopId": builder.shops.at(from), "toShopId": builder.shops.at(to), "lines": lines,
    });
    for name in ["createdAt", "expectedAt"] {
        let at = builder.clock.maybe(pick.byte());
        optional(&mut transfer, name, at, pick.byte());
    }
    if sent {
        transfer["sentAt"] = builder.clock.at(pick.byte());
    }
    if pick.one_in(8) {
        transfer["archived"] = json!(true);
    }
    let receipts = receipts(builder, &mut pick, raw.lines.len());
    optional(&mut transfer, "receipts", receipts, 0);
    transfer
}

pub fn vendor_return(builder: &Builder, index: usize, raw: &RawDocument) -> Value {
    let mut pick = Pick::new(&raw.head);
    let line = |(index, bytes): (usize, &Record)| {
        let mut pick = Pick::new(bytes);
        json!({ "id": line_id(index), "itemId": builder.item(&mut pick), "quantity": written(quantity(pick.byte()), pick.byte()) })
    };
    let lines: Vec<Value> = raw.lines.iter().enumerate().map(line).collect();
    let mut vendor_return = json!({
        "id": builder.vendor_returns.at(index), "number": builder.number_of(&mut pick, index), "shopId": builder.shop(&mut pick), "lines": lines,
    });
    let vendor = builder.vendor(&mut pick);
    optional(&mut vendor_return, "vendorId", vendor, pick.byte());
    let sent_at = builder.clock.maybe(pick.byte());
    optional(&mut vendor_return, "sentAt", sent_at, pick.byte());
    if pick.one_in(5) {
        vendor_return["archived"] = json!(true);
    }
    vendor_return
}

pub fn order(builder: &Builder, index: usize, raw: &RawDocument, sales: &[Value], adjustments: &[Value]) -> Value {
    let mut pick = Pick::new(&raw.head);
    let id = builder.orders.at(index);
    let is_own_sale = |source: &str| {
        sales.iter().any(|sale| text(sale, "id") == source && optional_text(sale, "orderId") == Some(&id))
    };
    let own: Vec<&Value> = adjustments
        .iter()
        .filter(|adjustment| {
            text(adjustment, "reason") == "sale" && optional_text(adjustment, "sourceId").is_some_and(is_own_sale)
        })
        .collect();
    let lines: Vec<Value> =
        raw.lines.iter().enumerate().map(|(index, bytes)| order_line(builder, index, bytes, &own)).collect();
    let shipments: Vec<Value> =
        raw.parts.iter().enumerate().map(|(index, bytes)| shipment(builder, index, bytes, &lines)).collect();
    let mut order = json!({
        "id": id, "number": builder.number_of(&mut pick, index), "placedAt": builder.clock.at(pick.byte()),
        "payment": pick.of(&["paid", "notPaid", "paid", "partiallyPaid", "paid", "refunded"]),
        "fraud": pick.of(&["cleared", "unchecked", "cleared", "fraudulent"]),
        "delivery": pick.of(&["ship", "pickup"]), "lines": lines,
    });
    let customer = if pick.one_in(3) { Value::Null } else { json!(pick.of(&CUSTOMERS)) };
    optional(&mut order, "customer", customer, pick.byte());
    let due = builder.clock.maybe(pick.byte());
    optional(&mut order, "dueAt", due, pick.byte());
    if pick.one_in(6) {
        order["cancelled"] = json!(true);
    }
    match pick.below(8) {
        4 => order["priority"] = json!(5),
        5 => order["priority"] = json!(-1.5),
        6 => order["priority"] = json!(0.25),
        7 => order["priority"] = pick.of(&[json!(0), json!(-0.0)]),
        _ => {}
    }
    if !(shipments.is_empty() && pick.one_in(2)) {
        order["shipments"] = Value::Array(shipments);
    }
    order
}

/// A line that names its sale adjustment, one that leaves it to be found, or one without a sale.
fn order_line(builder: &Builder, index: usize, bytes: &Record, own: &[&Value]) -> Value {
    let mut pick = Pick::new(bytes);
    let ordered = quantity(pick.byte());
    let mut line = json!({
        "id": line_id(index), "itemId": builder.item(&mut pick), "shopId": builder.shop(&mut pick), "quantity": written(ordered, pick.byte()),
    });
    let named = own.get(pick.below(own.len())).copied();
    let mode = pick.below(6);
    if let (Some(adjustment), 0..=3) = (named, mode) {
        line["itemId"] = adjustment["itemId"].clone();
        line["shopId"] = adjustment["shopId"].clone();
    }
    match (named, mode) {
        (Some(adjustment), 2 | 3) => line["adjustmentId"] = adjustment["id"].clone(),
        (_, 4) => line["adjustmentId"] = json!(builder.adjustments.unknown()),
        _ => {}
    }
    for (name, rarely) in [("refunded", 5), ("returned", 9)] {
        let part = if pick.one_in(rarely) { written(quantity(pick.byte()), pick.byte()) } else { Value::Null };
        optional(&mut line, name, part, pick.byte());
    }
    line
}

fn shipment(builder: &Builder, index: usize, bytes: &Record, order_lines: &[Value]) -> Value {
    let mut pick = Pick::new(bytes);
    let mut shipment = json!({
        "id": format!("s{index}"), "number": builder.number_of(&mut pick, index),
        "status": pick.of(&["notShipped", "shipped", "readyForPickup", "pickedUp", "shipped", "cancelled"]),
    });
    let mut lines = Vec::new();
    for line in order_lines {
        if !pick.one_in(3) {
            lines.push(json!({ "orderLineId": line["id"], "quantity": written(quantity(pick.byte()), 0) }));
        }
    }
    shipment["lines"] = Value::Array(lines);
    let created = builder.clock.maybe(pick.byte());
    optional(&mut shipment, "createdAt", created, pick.byte());
    if pick.one_in(3) {
        shipment["trackingNumber"] = json!("TRACK-7");
    }
    if pick.one_in(3) {
        shipment["shippedInPos"] = json!(true);
    }
    if pick.one_in(4) {
        shipment["forced"] = json!({ "reason": "the customer called", "at": builder.clock.at(pick.byte()), "by": pick.of(&[Value::Null, json!("Ida")]) });
    }
    shipment
}

/// How many records a snapshot has, over all tables: for the tests of the generator itself.
pub fn size(snapshot: &Value) -> usize {
    super::shapes::TABLES.iter().map(|(table, _)| list(snapshot, table).len()).sum()
}
