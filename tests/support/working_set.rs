//! What a host sends of a long history, made from a whole snapshot record by record: the contract's promise about
//! `historyFrom`, in the plainest words.

use super::fields::{amount, field, instant, list, optional_text, text};
use super::model::{Model, is_at};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// From when on a level's movements are sent, by item and shop; all of a level's that is not here.
pub type Cuts = BTreeMap<(String, String), i64>;

/// The latest cuts that leave every row as it is. Levels that are not negative need no movement at all.
pub fn working_set(model: &Model) -> Cuts {
    let mut cuts = Cuts::new();
    for level in model.table("levels") {
        let (item, shop) = (text(level, "itemId"), text(level, "shopId"));
        let newest = model.table("adjustments").iter().filter(|moved| is_at(moved, item, shop));
        let after_all = newest.map(|moved| moved_at(model, moved) + 1).max().unwrap_or(0);
        let shortage = -model.qoh(item, shop);
        let mut explained = 0;
        let mut from = after_all;
        for source in model.queue(item, shop).iter().rev() {
            if explained >= shortage {
                break;
            }
            let priority = priority(model, source.adjustment);
            if Model::reason(source.adjustment) == "other" || priority > 0.0 {
                from = i64::MIN;
                break;
            }
            explained += source.net;
            if priority == 0.0 {
                from = from.min(source.at);
            }
        }
        if from != i64::MIN && (explained >= shortage || !model.is_inventoried(item)) {
            cuts.insert((item.to_owned(), shop.to_owned()), from);
        }
    }
    cuts
}

fn priority(model: &Model, adjustment: &Value) -> f64 {
    model.order_of(adjustment).and_then(|order| order.get("priority")?.as_f64()).unwrap_or(0.0)
}

/// When a movement happened: by itself, or by its sale.
fn moved_at(model: &Model, adjustment: &Value) -> i64 {
    model.queue_time(adjustment).max(instant(adjustment, "at").unwrap())
}

fn waits(order: &Value) -> bool {
    let handed_over = |line: &Value| -> i128 {
        let shipments = list(order, "shipments").iter();
        let done = shipments.filter(|shipment| ["shipped", "pickedUp"].contains(&text(shipment, "status")));
        let parts = done.flat_map(|shipment| list(shipment, "lines"));
        parts.filter(|part| part["orderLineId"] == line["id"]).map(|part| amount(part, "quantity")).sum()
    };
    let left = |line: &Value| amount(line, "quantity") - amount(line, "refunded") - handed_over(line);
    field(order, "cancelled") != &json!(true) && list(order, "lines").iter().any(|line| left(line) > 0)
}

fn is_open(document: &Value) -> bool {
    let is = |name: &str| field(document, name) == &json!(true);
    !is("finished") && !is("archived")
}

/// The records that are sent, by table and id.
#[derive(Default)]
struct Sent(BTreeSet<(&'static str, String)>);

impl Sent {
    fn has(&self, table: &'static str, id: &str) -> bool {
        self.0.contains(&(table, id.to_owned()))
    }

    fn add(&mut self, table: &'static str, id: &str) -> bool {
        self.0.insert((table, id.to_owned()))
    }
}

const DOCUMENTS: [&str; 5] = ["sales", "purchaseOrders", "transfers", "vendorReturns", "orders"];

fn table_of(adjustment: &Value) -> &'static str {
    match Model::reason(adjustment) {
        "sale" => "sales",
        "vendorReturn" => "vendorReturns",
        "transfer" => "transfers",
        _ => "purchaseOrders",
    }
}

/// The snapshot without what is older than the cuts, and `historyFrom` where something may be missing.
pub fn cut(snapshot: &Value, cuts: &Cuts) -> Value {
    let model = Model::new(snapshot);
    let mut sent = Sent::default();
    for order in model.table("orders").iter().filter(|order| waits(order)) {
        sent.add("orders", text(order, "id"));
    }
    for table in ["purchaseOrders", "transfers", "vendorReturns"] {
        for document in model.table(table).iter().filter(|document| is_open(document)) {
            sent.add(table, text(document, "id"));
        }
    }
    for moved in model.table("adjustments") {
        let from = cuts.get(&(text(moved, "itemId").to_owned(), text(moved, "shopId").to_owned()));
        if from.is_none_or(|from| moved_at(&model, moved) >= *from) || priority(&model, moved) < 0.0 {
            sent.add("adjustments", text(moved, "id"));
        }
    }
    while complete(&model, &mut sent) {}
    let mut newer = snapshot.clone();
    for table in DOCUMENTS.into_iter().chain(["adjustments"]) {
        let is_sent = |record: &&Value| sent.has(table, text(record, "id"));
        newer[table] = json!(model.table(table).iter().filter(is_sent).collect::<Vec<_>>());
    }
    for level in newer["levels"].as_array_mut().into_iter().flatten() {
        let from = cuts.get(&(text(level, "itemId").to_owned(), text(level, "shopId").to_owned()));
        level["historyFrom"] = json!(from);
    }
    newer
}

/// Adds what something sent needs, one step further; whether that was anything.
fn complete(model: &Model, sent: &mut Sent) -> bool {
    let mut grown = false;
    for sale in model.table("sales") {
        let order = optional_text(sale, "orderId").filter(|order| model.find("orders", order).is_some());
        if sent.has("sales", text(sale, "id")) {
            grown |= order.is_some_and(|order| sent.add("orders", order));
        } else if order.is_some_and(|order| sent.has("orders", order)) {
            grown |= sent.add("sales", text(sale, "id"));
        }
    }
    for moved in model.table("adjustments") {
        let (id, table) = (text(moved, "id"), table_of(moved));
        let document = optional_text(moved, "sourceId").filter(|id| model.find(table, id).is_some());
        let target = optional_text(moved, "reverses").filter(|id| model.find("adjustments", id).is_some());
        let is_named =
            document.is_some_and(|id| sent.has(table, id)) || target.is_some_and(|id| sent.has("adjustments", id));
        if is_named {
            grown |= sent.add("adjustments", id);
        }
        if sent.has("adjustments", id) {
            grown |= document.is_some_and(|id| sent.add(table, id));
            grown |= target.is_some_and(|id| sent.add("adjustments", id));
        }
    }
    for order in model.table("orders") {
        if sent.has("orders", text(order, "id")) {
            for named in list(order, "lines").iter().filter_map(|line| optional_text(line, "adjustmentId")) {
                grown |= model.find("adjustments", named).is_some() && sent.add("adjustments", named);
            }
        }
    }
    grown
}
