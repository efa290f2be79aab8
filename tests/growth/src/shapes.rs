//! Inventories in which everything of one kind comes together: where work that grows faster than its input would show.

use serde_json::{Value, json};

fn shop(id: &str) -> Value {
    json!({ "id": id, "name": "Main Street" })
}

fn item(id: &str) -> Value {
    json!({ "id": id, "description": "Road helmet", "defaultVendorId": "v" })
}

fn start(items: usize) -> Value {
    json!({
        "format": "oversold/1",
        "shops": [shop("main"), shop("harbour")],
        "vendors": [{ "id": "v", "name": "Alpine", "leadTimeDays": 3 }],
        "items": (0..items).map(|ix| item(&format!("i{ix}"))).collect::<Vec<_>>(),
    })
}

/// One level; every eCom order, sale, movement and document is about it, and all at the same time.
pub fn one_level(n: usize) -> Value {
    let mut all = start(1);
    all["levels"] = json!([{ "itemId": "i0", "shopId": "main", "qoh": -(n as i64) }, { "itemId": "i0", "shopId": "harbour", "qoh": 5 }]);
    all["sales"] = each(
        n,
        |ix| json!({ "id": format!("s{ix}"), "number": "1", "shopId": "main", "completedAt": 5, "orderId": format!("o{ix}") }),
    );
    all["adjustments"] = each(
        n,
        |ix| json!({ "id": format!("a{ix}"), "itemId": "i0", "shopId": "main", "quantity": -1, "at": 5, "reason": "sale", "sourceId": format!("s{ix}") }),
    );
    all["orders"] = each(n, |ix| {
        let lines =
            json!([{ "id": "1", "itemId": "i0", "shopId": "main", "quantity": 1, "adjustmentId": format!("a{ix}") }]);
        json!({ "id": format!("o{ix}"), "number": "1", "placedAt": 5, "payment": "paid", "fraud": "cleared", "delivery": "ship", "lines": lines })
    });
    all["purchaseOrders"] = each(n, |ix| {
        let lines = json!([{ "id": "1", "itemId": "i0", "ordered": 1 }]);
        json!({ "id": format!("p{ix}"), "number": "1", "vendorId": "v", "shopId": "main", "createdAt": 1, "orderedAt": 2, "lines": lines })
    });
    all
}

/// As many levels, items and documents, each about another one, all of them alike in everything that is sorted by.
pub fn ties(n: usize) -> Value {
    let mut all = start(n);
    all["levels"] = each(n, |ix| json!({ "itemId": format!("i{ix}"), "shopId": "main", "qoh": -1 }));
    all["sales"] = each(
        n,
        |ix| json!({ "id": format!("s{ix}"), "number": "1", "shopId": "main", "completedAt": 5, "orderId": format!("o{ix}") }),
    );
    all["adjustments"] = each(
        n,
        |ix| json!({ "id": format!("a{ix}"), "itemId": format!("i{ix}"), "shopId": "main", "quantity": -1, "at": 5, "reason": "sale", "sourceId": format!("s{ix}") }),
    );
    all["orders"] = each(n, |ix| {
        let lines = json!([{ "id": "1", "itemId": format!("i{ix}"), "shopId": "main", "quantity": 1, "adjustmentId": format!("a{ix}") }]);
        json!({ "id": format!("o{ix}"), "number": "1", "placedAt": 5, "payment": "paid", "fraud": "cleared", "delivery": "ship", "lines": lines })
    });
    all["purchaseOrders"] = each(n, |ix| {
        let lines = json!([{ "id": "1", "itemId": format!("i{ix}"), "ordered": 1 }]);
        json!({ "id": format!("p{ix}"), "number": "1", "vendorId": "v", "shopId": "main", "createdAt": 1, "orderedAt": 2, "lines": lines })
    });
    all
}

/// One sale, one eCom order, one purchase order and one transfer, with all lines in it.
pub fn one_document(n: usize) -> Value {
    let mut all = start(n);
    all["levels"] = each(n, |ix| json!({ "itemId": format!("i{ix}"), "shopId": "main", "qoh": -1 }));
    all["sales"] = json!([{ "id": "s0", "number": "1", "shopId": "main", "completedAt": 5, "orderId": "o0" }]);
    all["adjustments"] = each(
        n,
        |ix| json!({ "id": format!("a{ix}"), "itemId": format!("i{ix}"), "shopId": "main", "quantity": -1, "at": 5, "reason": "sale", "sourceId": "s0" }),
    );
    let line =
        |ix: usize| json!({ "id": format!("{ix}"), "itemId": format!("i{ix}"), "shopId": "main", "quantity": 1 });
    all["orders"] = json!([{ "id": "o0", "number": "1", "placedAt": 5, "payment": "paid", "fraud": "cleared", "delivery": "ship", "lines": each(n, line) }]);
    let line = |ix: usize| json!({ "id": format!("{ix}"), "itemId": format!("i{ix}"), "ordered": 1 });
    all["purchaseOrders"] = json!([{ "id": "p0", "number": "1", "vendorId": "v", "shopId": "main", "createdAt": 1, "orderedAt": 2, "lines": each(n, line) }]);
    let line = |ix: usize| json!({ "id": format!("{ix}"), "itemId": format!("i{ix}"), "requested": 1, "sent": 1 });
    all["transfers"] = json!([{ "id": "t0", "number": "1", "fromShopId": "harbour", "toShopId": "main", "createdAt": 1, "sentAt": 2, "lines": each(n, line) }]);
    all
}

/// Shops in a ring, each of which has sent the same item to the next.
pub fn ring(n: usize) -> Value {
    let id = |ix: usize| if ix % n == 0 { "main".to_owned() } else { format!("h{}", ix % n) };
    let mut all = start(1);
    all["shops"] = each(n, |ix| shop(&id(ix)));
    all["levels"] = each(n, |ix| json!({ "itemId": "i0", "shopId": id(ix), "qoh": -1 }));
    all["transfers"] = each(n, |ix| {
        let lines = json!([{ "id": "1", "itemId": "i0", "requested": 1, "sent": 1 }]);
        json!({ "id": format!("t{ix}"), "number": "1", "fromShopId": id(ix), "toShopId": id(ix + 1), "createdAt": 1, "sentAt": 2, "lines": lines })
    });
    all["adjustments"] = each(
        n,
        |ix| json!({ "id": format!("a{ix}"), "itemId": "i0", "shopId": id(ix), "quantity": -1, "at": 2, "reason": "transfer", "sourceId": format!("t{ix}") }),
    );
    all
}

/// A movement, and each that follows takes the one before back.
pub fn reversals(n: usize) -> Value {
    let mut all = start(1);
    all["levels"] = json!([{ "itemId": "i0", "shopId": "main", "qoh": -1 }]);
    all["adjustments"] = each(n, |ix| {
        let reverses = ix.checked_sub(1).map(|before| format!("a{before}"));
        json!({ "id": format!("a{ix}"), "itemId": "i0", "shopId": "main", "quantity": if ix % 2 == 0 { -1 } else { 1 }, "at": 5, "reason": "other", "reverses": reverses })
    });
    all
}

fn each(n: usize, record: impl Fn(usize) -> Value) -> Value {
    (0..n).map(record).collect()
}
