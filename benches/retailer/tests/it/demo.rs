//! The demo holds every situation of the trade, and its books are right.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::support::{by_id, exact, holds, list, rows, table, tally, text};
use serde_json::Value;

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(demo);
static DEMO: LazyLock<Value> = LazyLock::new(|| serde_json::from_slice(&BYTES).expect("the demo is JSON"));

fn demo() -> Vec<u8> {
    let mut bytes = Vec::new();
    retailer::demo_json(&mut bytes).expect("a vector takes all");
    bytes
}

fn assert_all(found: &std::collections::HashMap<&str, usize>, names: &[&str], least: usize) {
    for name in names {
        let count = found.get(name).copied().unwrap_or(0);
        assert!(count >= least, "{name}: {count}, expected at least {least}; found {found:?}");
    }
}

#[test]
fn the_same_bytes_every_time() {
    assert_eq!(*BYTES, demo());
}

#[test]
fn small_enough_to_load_at_once() {
    assert!(BYTES.len() < 4_000_000, "{} bytes", BYTES.len());
    assert_eq!(table(&DEMO, "shops").len(), 3);
    assert_eq!(table(&DEMO, "vendors").len(), 12);
    assert!((380..=430).contains(&table(&DEMO, "items").len()));
}

#[test]
fn sound() {
    crate::support::assert_sound(&DEMO);
}

#[test]
fn a_morning_has_150_to_300_rows_and_most_wait_for_orders() {
    let rows = rows(&DEMO);
    assert!((150..=300).contains(&rows.len()), "{} rows", rows.len());
    let ecom = rows.iter().filter(|row| row.ecom).count();
    assert!(ecom * 2 > rows.len() && ecom < rows.len());
    assert!(rows.iter().all(|row| row.uncovered > 0));
    assert!(rows.iter().any(|row| row.uncovered % 10_000 != 0), "a part of a metre is short");
}

#[test]
fn every_diagnosis_coverage_and_reason() {
    let rows = rows(&DEMO);
    let diagnoses = [
        "unattributed",
        "refundedNotRestocked",
        "shippedUncovered",
        "excessTransfer",
        "notReceived",
        "onItsWay",
        "backorder",
        "missingDocument",
    ];
    assert_all(&tally(rows.iter().map(|row| row.diagnosis)), &diagnoses, 3);
    assert_all(&tally(rows.iter().map(|row| row.coverage)), &["none", "partial", "full"], 2);
    let reasons = tally(rows.iter().map(|row| row.reason));
    assert_all(&reasons, &["sale", "transfer", "vendorReturn", "unattributed", "shrinkage"], 2);
    assert_all(&reasons, &["damaged", "internal use"], 1);
    let due = |wanted: fn(Option<i64>) -> bool| {
        rows.iter().filter(|row| row.coverage == "full" && wanted(row.expected)).count()
    };
    assert!(due(|at| at.is_none()) > 2, "dates unknown");
    assert!(due(|at| at.is_some_and(|at| at < retailer::NOW)) > 2, "overdue");
    assert!(due(|at| at.is_some_and(|at| at > retailer::NOW)) > 10, "to come");
}

#[test]
fn documents_in_every_state() {
    let orders = tally(table(&DEMO, "orders").iter().map(crate::support::order_status));
    let states = [
        "cancelled",
        "onHold",
        "awaitingPayment",
        "awaitingShipment",
        "awaitingPickup",
        "readyForPickup",
        "partiallyShipped",
        "completedShipped",
        "completedPickedUp",
    ];
    assert_all(&orders, &states, 2);
    let purchases = tally(table(&DEMO, "purchaseOrders").iter().map(crate::support::purchase_order_status));
    assert_all(&purchases, &["open", "ordered", "checkIn", "finished", "archived"], 3);
    let transfers = tally(table(&DEMO, "transfers").iter().map(crate::support::transfer_status));
    assert_all(&transfers, &["open", "sent", "received", "archived"], 3);
    let returns = table(&DEMO, "vendorReturns").iter();
    let state = |back: &Value| {
        if holds(back, "archived") {
            "archived"
        } else if back["sentAt"].is_null() {
            "open"
        } else {
            "sent"
        }
    };
    assert_all(&tally(returns.map(state)), &["open", "sent", "archived"], 3);
}

#[test]
fn gates_payments_and_shipments() {
    let orders = table(&DEMO, "orders");
    assert_all(
        &tally(orders.iter().map(|order| text(order, "payment"))),
        &["notPaid", "partiallyPaid", "paid", "refunded"],
        2,
    );
    assert_all(&tally(orders.iter().map(|order| text(order, "fraud"))), &["unchecked", "cleared", "fraudulent"], 2);
    let shipments: Vec<_> = orders.iter().flat_map(|order| list(order, "shipments")).collect();
    let states = ["notShipped", "readyForPickup", "shipped", "pickedUp", "cancelled"];
    assert_all(&tally(shipments.iter().map(|shipment| text(shipment, "status"))), &states, 2);
    let shipped = shipments.iter().filter(|shipment| text(shipment, "status") == "shipped");
    assert!(shipped.clone().all(|shipment| shipment["trackingNumber"].is_string()));
    assert!(
        shipped.clone().any(|shipment| !holds(shipment, "shippedInPos"))
            && shipped.clone().any(|shipment| holds(shipment, "shippedInPos"))
    );
    assert!(shipments.iter().any(|shipment| shipment["forced"].is_object()));
    assert!(orders.iter().any(|order| order["priority"].as_i64() == Some(5)));
    let ids: HashSet<_> = shipments.iter().map(|shipment| text(shipment, "id")).collect();
    assert_eq!(ids.len(), shipments.len(), "shipment ids are unique");
}

#[test]
fn quantities_on_hand_are_the_sum_of_their_movements() {
    let mut sums = std::collections::HashMap::new();
    for movement in table(&DEMO, "adjustments") {
        *sums.entry((text(movement, "itemId"), text(movement, "shopId"))).or_insert(0) += exact(&movement["quantity"]);
    }
    let mut taken_over = 0;
    for level in table(&DEMO, "levels") {
        let sum = sums.get(&(text(level, "itemId"), text(level, "shopId")));
        match sum {
            Some(sum) => assert_eq!(exact(&level["qoh"]), *sum, "{level}"),
            // The levels that the former system handed over below zero have no movement at all.
            None if exact(&level["qoh"]) < 0 => taken_over += 1,
            None => assert_eq!(exact(&level["qoh"]), 0, "{level}"),
        }
    }
    assert_eq!(taken_over, 6);
}

#[test]
fn receipts_name_the_movements_they_made() {
    let adjustments = by_id(&DEMO, "adjustments");
    let documents = table(&DEMO, "purchaseOrders").iter().chain(table(&DEMO, "transfers"));
    let mut receipts = 0;
    for receipt in documents.flat_map(|document| list(document, "receipts")) {
        receipts += 1;
        for (number, line) in list(receipt, "lines").iter().enumerate() {
            let id = format!("{}:{}", text(receipt, "commandId"), number + 1);
            assert_eq!(exact(&adjustments[id.as_str()]["quantity"]), exact(&line["quantity"]));
        }
    }
    assert!(receipts > 5);
}

#[test]
fn sale_68_is_the_oldest_source_of_helmet_and_gloves() {
    let (sales, items) = (by_id(&DEMO, "sales"), by_id(&DEMO, "items"));
    let rows = rows(&DEMO);
    let of_68 = rows.iter().filter_map(|row| row.adjustment.map(|movement| (row, movement))).filter(|(_, movement)| {
        let sale = sales.get(text(movement, "sourceId"));
        text(movement, "shopId") == "s3" && sale.is_some_and(|sale| text(sale, "number") == "68")
    });
    let of_68: Vec<_> = of_68.collect();
    let names: Vec<_> =
        of_68.iter().map(|(_, movement)| text(items[text(movement, "itemId")], "description")).collect();
    assert_eq!(of_68.len(), 2, "{names:?}");
    assert!(names[0].contains("Road helmet") && names[1].contains("Winter gloves"), "{names:?}");
    for (row, movement) in of_68 {
        assert_eq!((row.coverage, row.ecom), ("full", true));
        let later = rows.iter().filter_map(|row| row.adjustment);
        let of_level =
            later.filter(|other| other["itemId"] == movement["itemId"] && other["shopId"] == movement["shopId"]);
        assert!(of_level.into_iter().all(|other| other["at"].as_i64() >= movement["at"].as_i64()));
    }
}

#[test]
fn articles_of_all_kinds() {
    let items = table(&DEMO, "items");
    let tracking = tally(items.iter().map(|item| text(item, "stockTracking")));
    assert_all(&tracking, &["disabled", "enabled", "indicator", ""], 10);
    assert!(items.iter().filter(|item| item["inventoried"].as_bool() == Some(false)).count() >= 5);
    assert!(items.iter().filter(|item| item["defaultVendorId"].is_null()).count() >= 8);
    for field in ["systemSku", "upc", "ean", "customSku", "manufacturerSku", "packSize", "minimumOrder", "unitCost"] {
        let with = items.iter().filter(|item| !item[field].is_null()).count();
        assert!(with > 5 && with < items.len(), "{field}: {with}");
    }
    let codes = |field: &'static str| items.iter().filter_map(move |item| item[field].as_str());
    assert!(codes("upc").all(|code| code.len() == 12) && codes("ean").all(|code| code.len() == 13));
    for code in codes("upc").chain(codes("ean")) {
        let digits = code
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, digit)| u32::from(digit - b'0') * if place % 2 == 1 { 3 } else { 1 });
        assert_eq!(digits.sum::<u32>() % 10, 0, "{code}");
    }
    let names: HashSet<_> = items.iter().map(|item| text(item, "description")).collect();
    assert_eq!(names.len(), items.len(), "descriptions differ");
}
