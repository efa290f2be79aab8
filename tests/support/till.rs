//! More movements than the random inventories have of their own: something to leave out of a long history.

use super::fields::{instant, list};
use super::values::{Pick, quantity, written};
use serde_json::{Value, json};

/// Sales of the till on every level, each of one item, so that there is something to leave out.
pub fn with_till_sales(mut snapshot: Value, bytes: &[u8]) -> Value {
    let mut pick = Pick::new(bytes);
    let instants: Vec<i64> = list(&snapshot, "adjustments").iter().filter_map(|moved| instant(moved, "at")).collect();
    let (first, last) = (instants.iter().min().copied().unwrap_or(0), instants.iter().max().copied().unwrap_or(1_000));
    let (mut sales, mut moved) = (Vec::new(), Vec::new());
    for level in list(&snapshot, "levels") {
        for _ in 0..pick.below(5) {
            let id = format!("till{}", moved.len());
            let at = first + (last - first) / 8 * i64::from(pick.byte() % 9);
            let sign = if pick.one_in(5) { 1 } else { -1 };
            let reason = pick.of(&["sale", "sale", "sale", "other"]);
            let source = if reason == "sale" { json!(id) } else { Value::Null };
            let reverses = match pick.below(6) {
                0 if !moved.is_empty() => json!(format!("m-till{}", pick.below(moved.len()))),
                _ => Value::Null,
            };
            moved.push(json!({
                "id": format!("m-{id}"), "itemId": level["itemId"], "shopId": level["shopId"], "at": at, "reason": reason,
                "quantity": written(sign * quantity(pick.byte()), 0), "sourceId": source, "reverses": reverses,
            }));
            sales.push(json!({ "id": id, "number": id, "shopId": level["shopId"], "completedAt": at + i64::from(pick.byte() % 3) }));
        }
    }
    for (table, records) in [("sales", sales), ("adjustments", moved)] {
        let mut all = list(&snapshot, table).to_vec();
        all.extend(records);
        snapshot[table] = json!(all);
    }
    snapshot
}
