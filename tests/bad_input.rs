//! Records and tables that are not what the contract says: refused with their code and their exact path.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use serde_json::{Value, json};
use support::call::load;
use support::fields::{list, text};
use support::full::snapshot;
use support::places::{put, remove};
use support::refusals::{assert_each_refused, assert_each_taken, refused, refused_path};

#[test]
fn the_snapshot_that_bad_ones_are_made_of_is_good() {
    load(snapshot().to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_missing_field_is_named_by_its_own_name() {
    let required = [
        "format",
        "shops",
        "items",
        "levels",
        "shops[1].id",
        "shops[1].name",
        "vendors[0].id",
        "vendors[0].name",
        "items[0].id",
        "items[1].description",
        "levels[0].itemId",
        "levels[0].shopId",
        "levels[1].qoh",
        "sales[0].id",
        "sales[0].number",
        "sales[0].shopId",
        "sales[1].completedAt",
        "adjustments[0].id",
        "adjustments[0].itemId",
        "adjustments[0].shopId",
        "adjustments[1].quantity",
        "adjustments[0].at",
        "adjustments[0].reason",
        "purchaseOrders[0].id",
        "purchaseOrders[0].number",
        "purchaseOrders[0].shopId",
        "purchaseOrders[0].lines",
        "purchaseOrders[0].lines[1].id",
        "purchaseOrders[0].lines[0].itemId",
        "purchaseOrders[0].lines[0].ordered",
        "purchaseOrders[0].receipts[0].commandId",
        "purchaseOrders[0].receipts[0].at",
        "purchaseOrders[0].receipts[0].lines",
        "purchaseOrders[0].receipts[0].lines[0].lineId",
        "purchaseOrders[0].receipts[0].lines[0].quantity",
        "transfers[0].id",
        "transfers[0].number",
        "transfers[0].fromShopId",
        "transfers[0].toShopId",
        "transfers[0].lines",
        "transfers[0].lines[1].requested",
        "vendorReturns[0].id",
        "vendorReturns[0].number",
        "vendorReturns[0].shopId",
        "vendorReturns[0].lines",
        "vendorReturns[0].lines[0].quantity",
        "orders[0].id",
        "orders[0].number",
        "orders[0].placedAt",
        "orders[0].payment",
        "orders[0].fraud",
        "orders[0].delivery",
        "orders[0].lines",
        "orders[0].lines[0].id",
        "orders[0].lines[1].itemId",
        "orders[0].lines[1].shopId",
        "orders[0].lines[0].quantity",
        "orders[0].shipments[0].id",
        "orders[0].shipments[0].number",
        "orders[0].shipments[0].status",
        "orders[0].shipments[0].lines",
        "orders[0].shipments[0].lines[0].orderLineId",
        "orders[0].shipments[0].lines[0].quantity",
        "orders[0].shipments[0].forced.reason",
        "orders[0].shipments[0].forced.at",
    ];
    for path in required {
        let mut bad = snapshot();
        remove(&mut bad, path);
        assert_eq!(refused_path(&bad, path), path, "without {path}");
        assert_each_refused(path, &[Value::Null]);
    }
}

#[test]
fn what_is_optional_may_be_absent_or_null() {
    let optional = [
        "vendors",
        "sales",
        "adjustments",
        "purchaseOrders",
        "transfers",
        "vendorReturns",
        "orders",
        "revision",
        "vendors[0].leadTimeDays",
        "items[0].upc",
        "items[0].defaultVendorId",
        "items[0].inventoried",
        "items[0].stockTracking",
        "items[0].packSize",
        "items[0].minimumOrder",
        "items[0].unitCost",
        "levels[0].reorderPoint",
        "levels[0].desiredLevel",
        "sales[0].orderId",
        "adjustments[0].sourceId",
        "adjustments[1].reverses",
        "adjustments[0].refundedNotRestocked",
        "adjustments[0].note",
        "purchaseOrders[0].vendorId",
        "purchaseOrders[0].createdAt",
        "purchaseOrders[0].orderedAt",
        "purchaseOrders[0].expectedAt",
        "purchaseOrders[0].finished",
        "purchaseOrders[0].archived",
        "purchaseOrders[0].lines[0].received",
        "purchaseOrders[0].lines[0].counted",
        "purchaseOrders[0].receipts",
        "purchaseOrders[0].receipts[0].by",
        "purchaseOrders[0].receipts[0].reversed",
        "transfers[0].sentAt",
        "transfers[0].archived",
        "transfers[0].lines[0].sent",
        "vendorReturns[0].sentAt",
        "orders[0].customer",
        "orders[0].dueAt",
        "orders[0].cancelled",
        "orders[0].priority",
        "orders[0].shipments",
        "orders[0].lines[0].adjustmentId",
        "orders[0].shipments[0].createdAt",
        "orders[0].shipments[0].trackingNumber",
        "orders[0].shipments[0].shippedInPos",
        "orders[0].shipments[0].forced",
        "orders[0].shipments[0].forced.by",
    ];
    for path in optional {
        let mut good = snapshot();
        remove(&mut good, path);
        load(good.to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("without {path}: {error}"));
        assert_each_taken(path, &[Value::Null]);
    }
}

#[test]
fn a_table_is_a_list_of_records() {
    for table in [
        "shops",
        "vendors",
        "items",
        "levels",
        "sales",
        "adjustments",
        "purchaseOrders",
        "transfers",
        "vendorReturns",
        "orders",
    ] {
        assert_each_refused(table, &[json!({}), json!("none"), json!(0), json!(false)]);
        for record in [Value::Null, json!(5), json!("helmet"), json!([]), json!(true)] {
            let mut bad = snapshot();
            put(&mut bad, &format!("{table}[0]"), record.clone());
            assert_eq!(refused_path(&bad, &format!("{table}[0] = {record}")), format!("{table}[0]"));
        }
    }
    for lines in [
        "purchaseOrders[0].lines",
        "transfers[0].lines",
        "vendorReturns[0].lines",
        "orders[0].lines",
        "orders[0].shipments[0].lines",
    ] {
        assert_each_refused(lines, &[json!({}), json!("none"), json!(0)]);
        assert_each_refused(&format!("{lines}[0]"), &[Value::Null, json!(5), json!("helmet"), json!([])]);
    }
    assert_each_refused("orders[0].shipments", &[json!({}), json!("none")]);
    assert_each_refused("orders[0].shipments[0].forced", &[json!(5), json!("yes"), json!(true), json!([])]);
}

#[test]
fn the_second_of_two_equal_ids_is_refused() {
    let mut bad = snapshot();
    put(&mut bad, "items[1].id", json!("helmet"));
    assert_eq!(refused_path(&bad, "two helmets"), "items[1].id");
    for table in ["shops", "vendors", "sales", "adjustments", "purchaseOrders", "transfers", "vendorReturns", "orders"]
    {
        let mut bad = snapshot();
        let records = list(&bad, table).to_vec();
        put(&mut bad, &format!("{table}[{}]", records.len()), records[0].clone());
        assert_eq!(refused_path(&bad, table), format!("{table}[{}].id", records.len()));
    }
    for lines in ["purchaseOrders[0].lines", "transfers[0].lines", "orders[0].lines"] {
        let mut bad = snapshot();
        put(&mut bad, &format!("{lines}[1].id"), json!("1"));
        assert_eq!(refused_path(&bad, lines), format!("{lines}[1].id"));
    }
    let mut bad = snapshot();
    let shipment = bad["orders"][0]["shipments"][0].clone();
    put(&mut bad, "orders[0].shipments[1]", shipment);
    assert_eq!(refused_path(&bad, "two shipments"), "orders[0].shipments[1].id");
    let mut bad = snapshot();
    let level = bad["levels"][0].clone();
    put(&mut bad, "levels[2]", level);
    assert_eq!(refused_path(&bad, "two levels"), "levels[2]");
}

#[test]
fn further_findings_are_listed_up_to_a_limit() {
    let mut bad = snapshot();
    put(&mut bad, "items[1].id", json!("helmet"));
    put(&mut bad, "levels[0].qoh", json!("many"));
    put(&mut bad, "orders[0].payment", json!("maybe"));
    let error = refused(bad.to_string().as_bytes(), &json!({}));
    let mut paths: Vec<&str> =
        list(&error["details"], "findings").iter().map(|finding| text(finding, "path")).collect();
    paths.push(text(&error, "path"));
    for path in ["items[1].id", "levels[0].qoh", "orders[0].payment"] {
        assert_eq!(paths.iter().filter(|found| **found == path).count(), 1, "{path} in {error}");
    }
    let levels: Value = (0..100_000).map(|_| json!({ "itemId": "helmet", "shopId": "main", "qoh": "many" })).collect();
    put(&mut bad, "levels", levels);
    let error = refused(bad.to_string().as_bytes(), &json!({}));
    let listed = list(&error["details"], "findings").len();
    assert!((10..=1_000).contains(&listed), "{listed} findings are listed");
}
