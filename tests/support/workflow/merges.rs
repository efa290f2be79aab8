//! Random merges: records that changed elsewhere, given again with a difference, and records taken away.

use super::commands::Chooser;
use serde_json::{Value, json};

pub fn merge(choose: &mut Chooser) -> Value {
    let mut upsert = json!({});
    let mut remove = json!({});
    for _ in 0..=choose.pick.below(2) {
        let table = choose.pick.of(&[
            "levels",
            "levels",
            "adjustments",
            "sales",
            "purchaseOrders",
            "orders",
            "transfers",
            "items",
            "vendors",
            "shops",
            "vendorReturns",
            "adjustments",
        ]);
        let Some(record) = choose.record(table).cloned() else { continue };
        if choose.pick.one_in(3) {
            let key = if table == "levels" {
                json!({ "itemId": record["itemId"], "shopId": record["shopId"] })
            } else {
                record["id"].clone()
            };
            remove[table] = json!([key]);
        } else {
            upsert[table] = json!([changed(table, record, choose)]);
        }
    }
    json!({ "upsert": upsert, "remove": remove })
}

/// The record with one thing different.
fn changed(table: &str, mut record: Value, choose: &mut Chooser) -> Value {
    match table {
        "levels" => record["qoh"] = choose.pick.of(&[json!(-3), json!(2), json!(0), json!("-1.5")]),
        "adjustments" => match choose.pick.below(4) {
            0 => record["quantity"] = choose.pick.of(&[json!(-2), json!(1), json!(-1)]),
            1 => record["at"] = choose.at(),
            2 => record["sourceId"] = choose.id("sales"),
            _ => record["reverses"] = choose.id("adjustments"),
        },
        "sales" => match choose.pick.below(3) {
            0 => record["orderId"] = choose.id("orders"),
            1 => record["completedAt"] = choose.at(),
            _ => record["number"] = json!("99"),
        },
        "purchaseOrders" => match choose.pick.below(3) {
            0 => record["expectedAt"] = choose.at(),
            1 => record["finished"] = json!(choose.pick.one_in(2)),
            _ => record["number"] = json!("P99"),
        },
        "transfers" => record["expectedAt"] = choose.at(),
        "orders" => match choose.pick.below(4) {
            0 => record["customer"] = json!("Zoe"),
            1 => record["priority"] = json!(2),
            2 => record["payment"] = json!("paid"),
            _ => record["number"] = json!("E99"),
        },
        "items" => match choose.pick.below(3) {
            0 => record["description"] = json!("Changed"),
            1 => record["inventoried"] = json!(choose.pick.one_in(2)),
            _ => record["defaultVendorId"] = choose.id("vendors"),
        },
        "vendors" => record["leadTimeDays"] = json!(choose.pick.below(3)),
        "shops" => record["name"] = json!("Renamed"),
        _ => record["number"] = json!("R99"),
    }
    record
}
