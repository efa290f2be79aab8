//! Look-ups and lists of documents against the naive model, on random inventories.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use oversold::Inventory;
use serde_json::{Value, json};
use support::call::{call, load};
use support::compare::assert_same;
use support::fields::{field, list, text};
use support::inventories::inventory;
use support::model::Model;
use support::model::lookups::{DOCUMENTS, with_status};
use support::queries::{document_query, raw_query, shipment_query};
use support::run::holds;
use support::shapes::{ADJUSTMENT, ITEM, LEVEL, SALE, SHIPMENT, assert_complete, canonical};

fn loaded(snapshot: &Value) -> Inventory {
    load(snapshot.to_string().as_bytes(), &json!({}))
        .unwrap_or_else(|error| panic!("a valid inventory is refused: {error}\nthe inventory:\n{snapshot}"))
}

fn asked(inventory: &Inventory, method: &str, with: &Value) -> Value {
    call(inventory, method, with).unwrap_or_else(|error| panic!("{method}({with}) is refused: {error}"))
}

/// The known fields in one way of writing them, and the derived ones as they are.
fn settled(answer: &Value, shape: &'static support::shapes::Shape, derived: &[&str]) -> Value {
    assert_complete(answer, shape, "(answer)");
    let mut settled = canonical(answer, shape);
    for name in derived {
        settled[*name] = answer.get(name).unwrap_or_else(|| panic!("{name} is left out of {answer}")).clone();
    }
    settled
}

#[test]
fn documents_are_given_back_with_their_status() {
    holds("documents are given back with their status", 1_000, inventory(), |snapshot| {
        let (model, inventory) = (Model::new(&snapshot), loaded(&snapshot));
        for document in &DOCUMENTS {
            assert_eq!(asked(&inventory, document.call, &json!("no such document")), Value::Null, "{}", document.call);
            for record in model.table(document.table) {
                let answer = asked(&inventory, document.call, &record["id"]);
                let what = format!("{}({})", document.call, record["id"]);
                assert_same(
                    &what,
                    &with_status(document, record),
                    &settled(&answer, document.shape, &["status"]),
                    &snapshot,
                );
            }
        }
    });
}

#[test]
fn items_are_given_back_with_their_levels() {
    holds("items are given back with their levels", 1_000, inventory(), |snapshot| {
        let (model, inventory) = (Model::new(&snapshot), loaded(&snapshot));
        assert_eq!(asked(&inventory, "item", &json!("no such item")), Value::Null);
        for item in model.table("items") {
            let answer = asked(&inventory, "item", &item["id"]);
            let (facts, levels) = model.item(text(item, "id")).unwrap();
            assert_same(&format!("item({})", item["id"]), &facts, &settled(&answer, ITEM, &[]), &snapshot);
            let derived = ["shelf", "onPurchaseOrder", "onTransfer"];
            let mut given: Vec<Value> =
                list(&answer, "levels").iter().map(|level| settled(level, LEVEL, &derived)).collect();
            given.sort_by_key(|level| text(level, "shopId").to_string());
            let is_something = |level: &Value| {
                model.is_sent(text(level, "itemId"), text(level, "shopId"))
                    || derived.iter().any(|name| level[*name].as_f64() != Some(0.0))
            };
            // A level that was not sent is listed where something is on its way or waits; elsewhere it may be.
            let is_given = |level: &Value| given.iter().any(|given| given["shopId"] == level["shopId"]);
            let mut expected: Vec<Value> =
                levels.into_iter().filter(|level| is_something(level) || is_given(level)).collect();
            expected.sort_by_key(|level| text(level, "shopId").to_string());
            assert_same(&format!("item({}).levels", item["id"]), &json!(expected), &json!(given), &snapshot);
        }
    });
}

#[test]
fn sales_are_given_back_with_their_lines_and_order() {
    holds("sales are given back with their lines and order", 1_000, inventory(), |snapshot| {
        let (model, inventory) = (Model::new(&snapshot), loaded(&snapshot));
        assert_eq!(asked(&inventory, "sale", &json!("no such sale")), Value::Null);
        for sale in model.table("sales") {
            let answer = asked(&inventory, "sale", &sale["id"]);
            let mut given = settled(&answer, SALE, &["order"]);
            let mut lines: Vec<Value> =
                list(&answer, "lines").iter().map(|line| settled(line, ADJUSTMENT, &[])).collect();
            lines.sort_by_key(|line| text(line, "id").to_string());
            given["lines"] = json!(lines);
            assert_same(&format!("sale({})", sale["id"]), &model.sale(text(sale, "id")).unwrap(), &given, &snapshot);
        }
    });
}

/// A page as the contract says it, from all that match.
fn page(all: Vec<Value>, query: &Value) -> Value {
    let offset = field(query, "offset").as_u64().unwrap_or(0);
    let limit = field(query, "limit").as_u64().unwrap_or(100);
    let total = all.len();
    let rows: Vec<Value> = all.into_iter().skip(offset as usize).take(limit as usize).collect();
    json!({ "total": total, "offset": offset, "rows": rows })
}

#[test]
fn lists_of_documents_keep_and_sort_what_the_model_does() {
    let strategy = (inventory(), raw_query());
    holds("lists of documents keep and sort what the model does", 1_000, strategy, |(snapshot, bytes)| {
        let (model, inventory) = (Model::new(&snapshot), loaded(&snapshot));
        for document in &DOCUMENTS {
            let statuses: &[&str] = match document.call {
                "purchaseOrder" => &["open", "ordered", "checkIn", "finished", "archived"],
                "transfer" => &["open", "sent", "received", "archived"],
                "vendorReturn" => &["open", "sent", "archived"],
                _ => &[
                    "cancelled",
                    "onHold",
                    "awaitingPayment",
                    "awaitingShipment",
                    "partiallyShipped",
                    "completedPickedUp",
                ],
            };
            for query in [Value::Null, document_query(&bytes, &snapshot, document.call, statuses)] {
                let mut answer = asked(&inventory, document.table, &query);
                let rows: Value =
                    list(&answer, "rows").iter().map(|row| settled(row, document.shape, &["status"])).collect();
                answer["rows"] = rows;
                let expected = page(model.documents(document, &query), &query);
                assert_same(&format!("{}({query})", document.table), &expected, &answer, &snapshot);
            }
        }
    });
}

#[test]
fn shipments_are_listed_as_the_model_lists_them() {
    let strategy = (inventory(), raw_query());
    holds("shipments are listed as the model lists them", 1_000, strategy, |(snapshot, bytes)| {
        let (model, inventory) = (Model::new(&snapshot), loaded(&snapshot));
        for query in [Value::Null, shipment_query(&bytes, &snapshot)] {
            let mut answer = asked(&inventory, "shipments", &query);
            let rows: Value = list(&answer, "rows")
                .iter()
                .map(|row| settled(row, SHIPMENT, &["orderId", "orderNumber", "customer"]))
                .collect();
            answer["rows"] = rows;
            assert_same(&format!("shipments({query})"), &page(model.shipments(&query), &query), &answer, &snapshot);
        }
    });
}

#[test]
fn a_search_finds_a_document_by_its_number() {
    holds("a search finds a document by its number", 1_000, inventory(), |snapshot| {
        let (model, inventory) = (Model::new(&snapshot), loaded(&snapshot));
        for document in &DOCUMENTS {
            for record in model.table(document.table) {
                let query = json!({ "search": text(record, "number").to_uppercase(), "limit": 1000 });
                let answer = asked(&inventory, document.table, &query);
                let found = list(&answer, "rows").iter().any(|row| row["id"] == record["id"]);
                assert!(found, "{}({query}) does not find {record}\nthe inventory:\n{snapshot}", document.table);
            }
        }
    });
}

/// A helmet on a document of each kind, and a bell on another.
fn helmets_and_bells() -> Inventory {
    let order = |id: &str, item: &str| {
        let line = json!({ "id": "1", "itemId": item, "shopId": "main", "quantity": 1 });
        json!({ "id": id, "number": id, "placedAt": 1, "payment": "paid", "fraud": "cleared", "delivery": "ship", "lines": [line] })
    };
    let bought = |id: &str, item: &str| json!({ "id": id, "number": id, "shopId": "main", "vendorId": "v1", "lines": [{ "id": "1", "itemId": item, "ordered": 1 }] });
    let moved = |id: &str, item: &str| json!({ "id": id, "number": id, "fromShopId": "main", "toShopId": "harbour", "lines": [{ "id": "1", "itemId": item, "requested": 1 }] });
    let returned = |id: &str, item: &str| json!({ "id": id, "number": id, "shopId": "main", "vendorId": "v1", "lines": [{ "id": "1", "itemId": item, "quantity": 1 }] });
    loaded(&json!({
        "format": "oversold/1",
        "shops": [{ "id": "main", "name": "Main Street" }, { "id": "harbour", "name": "Harbour" }],
        "vendors": [{ "id": "v1", "name": "Acme" }],
        "items": [
            { "id": "i1", "description": "Road Helmet", "customSku": "RH-1", "upc": "555" },
            { "id": "i2", "description": "Brass bell" },
        ],
        "levels": [],
        "purchaseOrders": [bought("d1", "i1"), bought("d2", "i2")],
        "transfers": [moved("d1", "i1"), moved("d2", "i2")],
        "vendorReturns": [returned("d1", "i1"), returned("d2", "i2")],
        "orders": [order("d1", "i1"), order("d2", "i2")],
    }))
}

#[test]
fn a_search_finds_documents_by_the_items_on_them() {
    let inventory = helmets_and_bells();
    for document in &DOCUMENTS {
        for search in ["helmet", "rh-1", "555", "D1 road"] {
            let answer = asked(&inventory, document.table, &json!({ "search": search }));
            let found: Vec<&str> = list(&answer, "rows").iter().map(|row| text(row, "id")).collect();
            assert_eq!(found, ["d1"], "{}: {search}", document.table);
        }
        assert_eq!(asked(&inventory, document.table, &json!({ "search": "helmet bell" }))["total"], json!(0));
    }
    for (table, search) in
        [("purchaseOrders", "acme helmet"), ("vendorReturns", "main bell"), ("transfers", "harbour bell")]
    {
        assert_eq!(asked(&inventory, table, &json!({ "search": search }))["total"], json!(1), "{table}: {search}");
    }
}

#[test]
fn a_status_that_there_is_not_is_refused() {
    let inventory = helmets_and_bells();
    for document in &DOCUMENTS {
        let error = call(&inventory, document.table, &json!({ "status": ["archived", "Open"] })).unwrap_err();
        let path = if document.table == "orders" { "status[0]" } else { "status[1]" };
        assert_eq!((text(&error, "code"), text(&error, "path")), ("invalidInput", path), "{error}");
    }
}
