//! Random commands on whatever there is: most are about documents that exist, some are legal and some are not.

use super::merges::merge;
use crate::support::fields::{field, list, text};
use crate::support::values::Pick;
use serde_json::{Value, json};

pub type Bytes = [u8; 16];

/// The commands that happen between load and load, by how often they come.
const TYPES: [&str; 64] = [
    "receivePurchaseOrder",
    "createPurchaseOrder",
    "editPurchaseOrder",
    "orderPurchaseOrder",
    "receivePurchaseOrder",
    "receivePurchaseOrder",
    "finishPurchaseOrder",
    "reopenPurchaseOrder",
    "archivePurchaseOrder",
    "createTransfer",
    "editTransfer",
    "sendTransfer",
    "sendTransfer",
    "receiveTransfer",
    "receiveTransfer",
    "receiveTransfer",
    "returnTransferExcess",
    "returnTransferExcess",
    "archiveTransfer",
    "reverseReceipt",
    "reverseReceipt",
    "createVendorReturn",
    "sendVendorReturn",
    "sendVendorReturn",
    "unsendVendorReturn",
    "recordSale",
    "recordSale",
    "recordSale",
    "refundSale",
    "refundSale",
    "voidSale",
    "restock",
    "restock",
    "countStock",
    "countStock",
    "adjustStock",
    "adjustStock",
    "clearFraud",
    "clearFraud",
    "flagFraud",
    "markOrderPaid",
    "markOrderPaid",
    "prioritiseOrder",
    "cancelOrder",
    "refundOrder",
    "refundOrder",
    "refundOrder",
    "moveOrderLine",
    "moveOrderLine",
    "createShipment",
    "createShipment",
    "createShipment",
    "setTrackingNumber",
    "markShipped",
    "markShipped",
    "markShipped",
    "markReadyForPickup",
    "markPickedUp",
    "cancelShipment",
    "tickShippedInPos",
    "undo",
    "undo",
    "undo",
    "merge",
];

/// Chooses from what there is.
pub struct Chooser<'a> {
    pub pick: Pick<'a>,
    pub snapshot: &'a Value,
    /// Names what the command makes: no two commands make the same.
    pub number: usize,
}

impl<'a> Chooser<'a> {
    /// A record of a table, or none where there is none.
    pub fn record(&mut self, table: &str) -> Option<&'a Value> {
        let records = list(self.snapshot, table);
        records.get(self.pick.below(records.len()))
    }

    /// The id of a record; now and then one of nothing.
    pub fn id(&mut self, table: &str) -> Value {
        let record = self.record(table);
        match record.filter(|_| !self.pick.one_in(32)) {
            Some(record) => record["id"].clone(),
            None => json!("nothing has this id"),
        }
    }

    fn line_of(&mut self, document: Option<&'a Value>, id: &str) -> Value {
        let lines = document.map_or(&[] as &[Value], |document| list(document, "lines"));
        let line = lines.get(self.pick.below(lines.len()));
        line.map_or(json!("no line"), |line| line[id].clone())
    }

    pub fn units(&mut self) -> Value {
        let choices = [json!(1), json!(2), json!(1), json!(3), json!("0.5"), json!(4), json!(7), json!(0)];
        if self.pick.one_in(64) { json!(900_000_000) } else { self.pick.of(&choices) }
    }

    pub fn at(&mut self) -> Value {
        json!(1_000 + 10 * i64::from(self.pick.byte()))
    }

    /// Null twice as often as not: all lines.
    fn line_units(&mut self, document: Option<&'a Value>) -> Value {
        let count = [0, 0, 1, 2][self.pick.below(4)];
        if count == 0 { Value::Null } else { self.some_lines(document, count) }
    }

    fn some_lines(&mut self, document: Option<&'a Value>, count: usize) -> Value {
        (0..count).map(|_| json!({ "lineId": self.line_of(document, "id"), "quantity": self.units() })).collect()
    }

    /// Lines of a new document; with a `like` its own ids come again.
    fn new_lines(&mut self, like: Option<&'a Value>) -> Value {
        let kept = like.map_or(&[] as &[Value], |document| list(document, "lines"));
        let count = self.pick.below(4);
        let line = |index: usize| {
            let same = kept.get(index).filter(|_| !self.pick.one_in(4));
            let id = same.map_or(json!(format!("l{}-{index}", self.number)), |line| line["id"].clone());
            let item = same.map_or_else(|| self.id("items"), |line| line["itemId"].clone());
            json!({ "id": id, "itemId": item, "quantity": self.units() })
        };
        (0..count).map(line).collect()
    }
}

/// One random command; `applied` are the ids of those that were, oldest first.
pub fn command(bytes: &Bytes, number: usize, snapshot: &Value, applied: &[String]) -> Value {
    let mut pick = Pick::new(bytes);
    let kind = TYPES[pick.below(TYPES.len())];
    let id = match applied.last() {
        Some(last) if pick.one_in(64) => last.clone(),
        _ => format!("k{number}"),
    };
    let mut choose = Chooser { pick, snapshot, number };
    let mut command = content(kind, &mut choose, applied);
    command["id"] = json!(id);
    command["type"] = json!(kind);
    command["at"] = choose.at();
    if choose.pick.one_in(3) {
        command["by"] = json!("Ida");
    }
    if choose.pick.one_in(16) {
        let now = field(snapshot, "revision").as_u64().unwrap_or(0);
        command["expectedRevision"] = json!(now.saturating_sub(u64::from(choose.pick.byte() % 8)));
    }
    command
}

fn content(kind: &str, choose: &mut Chooser, applied: &[String]) -> Value {
    let new = choose.number;
    match kind {
        "createPurchaseOrder" => json!({ "purchaseOrder": {
            "id": format!("np{new}"), "number": format!("P{new}"), "vendorId": choose.id("vendors"),
            "shopId": choose.id("shops"), "expectedAt": choose.at(), "lines": choose.new_lines(None),
        } }),
        "createTransfer" => json!({ "transfer": {
            "id": format!("nt{new}"), "number": format!("T{new}"), "fromShopId": choose.id("shops"),
            "toShopId": choose.id("shops"), "lines": choose.new_lines(None),
        } }),
        "createVendorReturn" => json!({ "vendorReturn": {
            "id": format!("nr{new}"), "number": format!("R{new}"), "shopId": choose.id("shops"), "lines": choose.new_lines(None),
        } }),
        "editPurchaseOrder" | "orderPurchaseOrder" | "editTransfer" => {
            let (table, name) = if kind == "editTransfer" {
                ("transfers", "transferId")
            } else {
                ("purchaseOrders", "purchaseOrderId")
            };
            let document = choose.record(table);
            let mut command = json!({ name: document.map_or(Value::Null, |document| document["id"].clone()) });
            match choose.pick.below(3) {
                0 => command["expectedAt"] = choose.at(),
                1 => command["expectedAt"] = Value::Null,
                _ => {}
            }
            if kind != "orderPurchaseOrder" && choose.pick.one_in(2) {
                command["lines"] = choose.new_lines(document);
            }
            command
        }
        "receivePurchaseOrder" | "finishPurchaseOrder" | "reopenPurchaseOrder" | "archivePurchaseOrder" => {
            let document = choose.record("purchaseOrders");
            let id = document.map_or_else(|| choose.id("purchaseOrders"), |document| document["id"].clone());
            json!({ "purchaseOrderId": id, "lines": choose.line_units(document), "allowOver": choose.pick.one_in(3) })
        }
        "sendTransfer" | "receiveTransfer" | "returnTransferExcess" | "archiveTransfer" => {
            let document = choose.record("transfers");
            let id = document.map_or_else(|| choose.id("transfers"), |document| document["id"].clone());
            let lines = match kind {
                "returnTransferExcess" => choose.some_lines(document, 1),
                _ => choose.line_units(document),
            };
            json!({ "transferId": id, "lines": lines, "allowOver": choose.pick.one_in(3) })
        }
        "reverseReceipt" => {
            let table = choose.pick.of(&["purchaseOrders", "transfers"]);
            let receipts: Vec<&Value> =
                list(choose.snapshot, table).iter().flat_map(|document| list(document, "receipts")).collect();
            let receipt = receipts.get(choose.pick.below(receipts.len()));
            json!({ "commandId": receipt.map_or(json!("no receipt"), |receipt| receipt["commandId"].clone()) })
        }
        "sendVendorReturn" | "unsendVendorReturn" => json!({ "vendorReturnId": choose.id("vendorReturns") }),
        "recordSale" => record_sale(choose),
        "refundSale" | "voidSale" => refund_sale(choose),
        "restock" => {
            let left = list(choose.snapshot, "adjustments").iter().find(|kept| {
                !matches!(field(kept, "refundedNotRestocked"), Value::Null)
                    && field(kept, "refundedNotRestocked").as_f64() != Some(0.0)
            });
            let id = left.map_or_else(|| choose.id("adjustments"), |adjustment| adjustment["id"].clone());
            let quantity = if choose.pick.one_in(2) { choose.units() } else { Value::Null };
            json!({ "adjustmentId": id, "quantity": quantity })
        }
        "countStock" => {
            json!({ "itemId": choose.id("items"), "shopId": choose.id("shops"), "counted": choose.units() })
        }
        "adjustStock" => {
            let sign = choose.pick.of(&["", "-"]);
            let units = choose.units().to_string().replace('"', "");
            json!({ "itemId": choose.id("items"), "shopId": choose.id("shops"), "quantity": format!("{sign}{units}") })
        }
        "undo" => {
            // Mostly one of the newest.
            let back = choose.pick.below(4) + 1;
            let id = applied.len().checked_sub(back).map_or(json!("no command"), |index| json!(applied[index]));
            json!({ "commandId": id })
        }
        "merge" => merge(choose),
        _ => about_an_order(kind, choose),
    }
}

fn record_sale(choose: &mut Chooser) -> Value {
    let new = choose.number;
    let shop = choose.id("shops");
    let lines: Vec<Value> = (0..choose.pick.below(3) + 1)
        .map(|index| json!({ "adjustmentId": format!("n{new}-{index}"), "itemId": choose.id("items"), "quantity": choose.units() }))
        .collect();
    let mut sale =
        json!({ "id": format!("ns{new}"), "number": format!("{new}"), "shopId": shop, "completedAt": choose.at() });
    let mut command = json!({});
    match choose.pick.below(4) {
        // With its order: each line names its movement, or leaves it to be found.
        0 | 1 => {
            let is_named = choose.pick.one_in(2);
            let order_line = |(index, line): (usize, &Value)| {
                let mut record = json!({ "id": format!("o{new}-{index}"), "itemId": line["itemId"], "shopId": shop, "quantity": line["quantity"] });
                if is_named {
                    record["adjustmentId"] = line["adjustmentId"].clone();
                }
                record
            };
            command["order"] = json!({
                "id": format!("no{new}"), "number": format!("E{new}"), "placedAt": choose.at(),
                "payment": choose.pick.of(&["paid", "notPaid", "paid"]), "fraud": choose.pick.of(&["cleared", "unchecked"]),
                "delivery": choose.pick.of(&["ship", "pickup"]),
                "lines": lines.iter().enumerate().filter(|(_, line)| line["quantity"] != 0).map(order_line).collect::<Vec<_>>(),
            });
        }
        2 if choose.pick.one_in(3) => sale["orderId"] = choose.id("orders"),
        _ => {}
    }
    command["sale"] = sale;
    command["lines"] = json!(lines);
    command
}

fn refund_sale(choose: &mut Chooser) -> Value {
    let sale = choose.record("sales").map_or(Value::Null, |sale| sale["id"].clone());
    let lines = list(choose.snapshot, "adjustments").iter().filter(|line| field(line, "sourceId") == &sale);
    let lines: Vec<&Value> = lines.collect();
    let line = lines.get(choose.pick.below(lines.len())).map_or(json!("no line"), |line| json!(text(line, "id")));
    let lines = json!([{ "adjustmentId": line, "quantity": choose.units() }]);
    json!({ "saleId": sale, "lines": lines, "restock": choose.pick.one_in(2) })
}

fn about_an_order(kind: &str, choose: &mut Chooser) -> Value {
    let order = choose.record("orders");
    let id = order.map_or_else(|| choose.id("orders"), |order| order["id"].clone());
    let mut command = json!({ "orderId": id });
    let shipments = order.map_or(&[] as &[Value], |order| list(order, "shipments"));
    let shipment = shipments.get(choose.pick.below(shipments.len()));
    let shipment = shipment.map_or(json!("no shipment"), |shipment| shipment["id"].clone());
    match kind {
        "prioritiseOrder" => command["priority"] = choose.pick.of(&[json!(1), json!(0), json!(-1.5), json!(5)]),
        "cancelOrder" => command["restock"] = json!(choose.pick.one_in(2)),
        "refundOrder" => {
            command["restock"] = json!(choose.pick.one_in(2));
            let mut lines = choose.line_units(order);
            for line in lines.as_array_mut().into_iter().flatten() {
                line["returned"] = json!(choose.pick.one_in(2));
            }
            command["lines"] = lines;
        }
        "moveOrderLine" => {
            command["lineId"] = choose.line_of(order, "id");
            command["shopId"] = choose.id("shops");
        }
        "createShipment" => {
            let new = choose.number;
            command["shipment"] =
                json!({ "id": format!("nh{new}"), "number": format!("H{new}"), "lines": choose.line_units(order) });
        }
        "setTrackingNumber" => {
            command["shipmentId"] = shipment;
            command["trackingNumber"] = choose.pick.of(&[json!("TRACK-1"), json!("TRACK-2"), Value::Null]);
        }
        "markShipped" | "markReadyForPickup" | "markPickedUp" => {
            command["shipmentId"] = shipment;
            if choose.pick.one_in(3) {
                command["force"] = json!({ "reason": "the customer called" });
            }
        }
        "cancelShipment" => command["shipmentId"] = shipment,
        "tickShippedInPos" => {
            command["shipmentId"] = shipment;
            command["shipped"] = json!(!choose.pick.one_in(3));
        }
        _ => {}
    }
    command
}
