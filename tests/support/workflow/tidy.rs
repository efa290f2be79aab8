//! An inventory in which everything agrees, as a host's should: what the documents say happened is what the stock shows.

use crate::support::values::Pick;
use serde_json::{Value, json};

/// From random bytes: levels and order quantities differ, the shape is always the same.
pub fn tidy(bytes: &[u8; 32]) -> Value {
    let mut pick = Pick::new(bytes);
    let mut qoh = || json!([0, 0, -1, 1, 3, 8][pick.below(6)]);
    let levels: Vec<Value> =
        [("helmet", "main"), ("helmet", "harbour"), ("bell", "main"), ("bell", "harbour"), ("pump", "main")]
            .into_iter()
            .map(|(item, shop)| json!({ "itemId": item, "shopId": shop, "qoh": qoh() }))
            .collect();
    let mut units = || [1, 2, 1, 4][pick.below(4)];
    let sold = [units(), units(), units(), units()];
    let ordered = [units(), units(), units()];
    let named = if bytes[31].is_multiple_of(2) { json!("a2") } else { Value::Null };
    let sale = |id: &str, number: &str, at: i64, order: Value| json!({ "id": id, "number": number, "shopId": "main", "completedAt": at, "orderId": order });
    let adjustment = |id: &str, item: &str, quantity: i64, at: i64, sale: &str| json!({ "id": id, "itemId": item, "shopId": "main", "quantity": -quantity, "at": at, "reason": "sale", "sourceId": sale });
    let order = |id: &str, number: &str, delivery: &str, lines: Value| json!({ "id": id, "number": number, "placedAt": 90, "payment": "paid", "fraud": "cleared", "delivery": delivery, "customer": "Ada", "lines": lines });
    json!({
        "format": "oversold/1",
        "shops": [{ "id": "main", "name": "Main Street" }, { "id": "harbour", "name": "Harbour" }],
        "vendors": [{ "id": "v1", "name": "Alpine", "leadTimeDays": 2 }],
        "items": [
            { "id": "helmet", "description": "Road helmet", "defaultVendorId": "v1" },
            { "id": "bell", "description": "Brass bell" },
            { "id": "pump", "description": "Pump", "stockTracking": "indicator" },
            { "id": "service", "description": "Repair", "inventoried": false },
        ],
        "levels": levels,
        "sales": [sale("s1", "68", 100, json!("o1")), sale("s2", "69", 200, json!("o2")), sale("s3", "70", 300, Value::Null)],
        "adjustments": [
            adjustment("a1", "helmet", sold[0], 100, "s1"), adjustment("a2", "bell", sold[1], 100, "s1"),
            adjustment("a3", "helmet", sold[2], 200, "s2"), adjustment("a4", "bell", sold[3], 300, "s3"),
        ],
        "orders": [
            order("o1", "E1", "ship", json!([
                { "id": "o1a", "itemId": "helmet", "shopId": "main", "quantity": sold[0], "adjustmentId": "a1" },
                { "id": "o1b", "itemId": "bell", "shopId": "main", "quantity": sold[1], "adjustmentId": named },
            ])),
            order("o2", "E2", "pickup", json!([
                { "id": "o2a", "itemId": "helmet", "shopId": "main", "quantity": sold[2] },
                { "id": "o2b", "itemId": "service", "shopId": "main", "quantity": 1 },
            ])),
        ],
        "purchaseOrders": [
            { "id": "p1", "number": "P1", "vendorId": "v1", "shopId": "main", "createdAt": 5, "orderedAt": 10, "lines": [
                { "id": "p1a", "itemId": "helmet", "ordered": ordered[0], "counted": 1 }, { "id": "p1b", "itemId": "bell", "ordered": ordered[1] },
            ] },
            { "id": "p2", "number": "P2", "shopId": "harbour", "createdAt": 5, "lines": [{ "id": "p2a", "itemId": "bell", "ordered": 3 }] },
        ],
        "transfers": [
            { "id": "t1", "number": "T1", "fromShopId": "harbour", "toShopId": "main", "createdAt": 5, "lines": [
                { "id": "t1a", "itemId": "helmet", "requested": ordered[2] }, { "id": "t1b", "itemId": "bell", "requested": 2 },
            ] },
        ],
        "vendorReturns": [{ "id": "r1", "number": "R1", "shopId": "main", "lines": [{ "id": "r1a", "itemId": "pump", "quantity": 2 }] }],
    })
}
