//! What bodies of eCom (C-Series) teach, a test for each, and how they meet the till.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use serde_json::{Value, json};
use support::{add, read, read_with, reader, taken, tree};

const MONDAY: &str = "2026-03-02T08:00:00+00:00";
const TUESDAY: &str = "2026-03-03T08:00:00+00:00";

/// A link to a record, with the record in it where it is given.
fn link(id: Value, embedded: Option<Value>) -> Value {
    let mut resource = json!({ "id": id, "url": "there", "link": "https://there" });
    if let Some(embedded) = embedded {
        resource["embedded"] = embedded;
    }
    json!({ "resource": resource })
}

fn product(id: u32, variant: u32, [ordered, refunded, returned]: [u32; 3]) -> Value {
    json!({ "id": id, "productTitle": "Road helmet", "variantTitle": "Red", "quantityOrdered": ordered, "quantityInvoiced": ordered, "quantityShipped": ordered,
        "quantityRefunded": refunded, "quantityReturned": returned, "articleCode": "RH-1", "ean": "0012345", "sku": "", "customFields": false,
        "variant": link(json!(variant), None) })
}

fn order(status: &str, payment: &str, products: Value, shipments: Option<Value>) -> Value {
    json!({ "order": { "id": 555, "number": "ORD00018", "createdAt": MONDAY, "updatedAt": TUESDAY, "status": status, "paymentStatus": payment,
        "customStatusId": null, "birthDate": false, "firstname": "Ada", "middlename": "", "lastname": "Byron", "shipmentIsPickup": false, "deliveryDate": null,
        "products": link(json!(false), Some(products)), "shipments": link(json!(false), shipments) } })
}

/// The till: item 7 in shop 1, sold by sale 68 for order ORD00018.
fn till(qoh: i32, quantity: i32) -> Value {
    json!({ "Shop": { "shopID": "1", "name": "Main Street" },
        "Item": { "itemID": "7", "description": "Road helmet", "customSku": "RH-1", "systemSku": "210000000007", "upc": "12345", "ean": "" },
        "ItemShop": { "itemShopID": "70", "itemID": "7", "shopID": "1", "qoh": qoh.to_string() },
        "Sale": { "saleID": "68", "shopID": "1", "completed": "true", "completeTime": MONDAY, "referenceNumber": "ORD00018",
            "SaleLines": { "SaleLine": { "saleLineID": "680", "itemID": "7", "unitQuantity": quantity.to_string() } } } })
}

fn shipment(id: u32, status: &str) -> Value {
    json!({ "id": id, "number": format!("SHIP{id}"), "status": status, "trackingCode": "", "createdAt": MONDAY, "updatedAt": MONDAY,
        "order": link(json!(555), None), "products": link(json!(false), None) })
}

#[test]
fn an_order_meets_its_sale_and_its_item() {
    let waiting = order(
        "processing_awaiting_shipment",
        "paid",
        json!([product(1, 77, [2, 0, 0])]),
        Some(json!([shipment(9, "not_shipped")])),
    );
    let read = read(&[till(-2, 2), waiting]);
    let order = read.only("orders");
    assert_eq!(
        [&order["number"], &order["customer"], &order["payment"], &order["fraud"]],
        ["ORD00018", "Ada Byron", "paid", "unchecked"]
    );
    assert_eq!(order["lines"][0]["itemId"], "7");
    assert_eq!(read.only("sales")["orderId"], "555");
    assert_eq!(
        order["shipments"],
        json!([{ "id": "9", "number": "SHIP9", "createdAt": order["shipments"][0]["createdAt"], "status": "notShipped",
        "trackingNumber": null, "shippedInPos": false, "lines": [{ "orderLineId": "1", "quantity": 2 }] }])
    );
    assert_eq!(read.rows(), [("68".to_owned(), 2.0, "backorder".to_owned())]);
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
}

#[test]
fn a_single_record_a_page_and_a_webhook_are_the_same() {
    let one = order(
        "processing_awaiting_shipment",
        "paid",
        json!([product(1, 77, [2, 0, 0])]),
        Some(json!([shipment(9, "not_shipped")])),
    );
    let page = json!({ "orders": [one["order"].clone()] });
    // Without what is embedded the lines and shipments come by themselves; lines do not say whose they are.
    let mut bare = one.clone();
    bare["order"]["products"] = link(json!(false), None);
    bare["order"]["shipments"] = link(json!(false), None);
    let products = json!({ "url": "https://api.shoplightspeed.com/us/orders/555/products.json?page=1", "body": { "orderProducts": [product(1, 77, [2, 0, 0])] } });
    let shipments = json!({ "shipments": [shipment(9, "not_shipped")] });
    let expected = read(&[till(-2, 2), one]);
    assert_eq!(read(&[till(-2, 2), page]).snapshot, expected.snapshot);
    assert_eq!(read(&[products.clone(), shipments, bare.clone(), till(-2, 2)]).snapshot, expected.snapshot);
    assert_eq!(read(&[till(-2, 2), bare, products["body"].clone()]).warning("withoutOwner")["count"], 1);
}

#[test]
fn numbers_are_numbers_and_false_or_null_stand_for_what_is_absent() {
    let body = json!({ "variant": { "id": 77, "title": "Default", "articleCode": "", "ean": false, "sku": null, "stockTracking": "indicator", "stockLevel": -3,
        "stockMinimum": 0, "priceCost": 12.34567, "tax": false, "image": false, "product": link(json!(5), None) } });
    let read = read(&[body]);
    let item = read.only("items");
    assert_eq!([&item["systemSku"], &item["ean"], &item["customSku"]], [&Value::Null; 3]);
    assert_eq!(item["unitCost"], 12.3457);
    assert_eq!(read.qoh("Variant/77", "ecom"), Some(-3.0));
}

#[test]
fn stock_tracking_is_disabled_enabled_or_indicator() {
    for (word, expected) in [
        ("disabled", json!("disabled")),
        ("enabled", json!("enabled")),
        ("indicator", json!("indicator")),
        ("quantum", Value::Null),
    ] {
        let variant =
            json!({ "variants": [{ "id": 77, "articleCode": "RH-1", "stockTracking": word, "stockLevel": 4 }] });
        let till_and_shop = read(&[till(-2, 2), variant.clone()]);
        assert_eq!(till_and_shop.only("items")["stockTracking"], expected, "{word}");
        assert_eq!(till_and_shop.qoh("7", "1"), Some(-2.0), "the till has the truth");
        // Where nothing is tracked the number means nothing.
        let shop_alone = read(&[variant]);
        assert_eq!(shop_alone.qoh("Variant/77", "ecom"), (word != "disabled").then_some(4.0));
    }
}

#[test]
fn items_meet_by_the_codes_in_the_stated_order() {
    let codes = |sku: &str, ean: &str, article: &str| json!({ "variants": [{ "id": 77, "sku": sku, "ean": ean, "articleCode": article, "stockTracking": "enabled" }] });
    let items = json!({ "Item": [
        { "itemID": "1", "description": "by systemSku", "systemSku": "A" },
        { "itemID": "2", "description": "by customSku", "customSku": "A" },
        { "itemID": "3", "description": "by upc", "upc": "0099" },
        { "itemID": "4", "description": "by ean", "ean": "99" },
        { "itemID": "5", "description": "by article code", "customSku": "C" },
    ] });
    let matched = |variant: Value, options: Value| {
        let read = read_with(&[items.clone(), variant], &options);
        read.table("items")
            .iter()
            .find(|item| item["stockTracking"] == "enabled")
            .map(|item| item["id"].as_str().unwrap().to_owned())
    };
    let all = codes("A", "099", "C");
    assert_eq!(matched(all.clone(), json!({})).as_deref(), Some("1"));
    for (by, item) in [("systemSku", "1"), ("customSku", "2"), ("upc", "3"), ("ean", "4"), ("articleCode", "5")] {
        assert_eq!(matched(all.clone(), json!({ "matchItemsBy": [by] })).as_deref(), Some(item), "{by}");
    }
    assert_eq!(matched(all.clone(), json!({ "matchItemsBy": ["articleCode", "systemSku"] })).as_deref(), Some("5"));
    assert_eq!(matched(codes("", "", ""), json!({})), None);
    assert_eq!(matched(codes("", "", ""), json!({ "itemsByVariant": { "77": "3" } })).as_deref(), Some("3"));
}

#[test]
fn ambiguity_is_a_warning_and_the_next_code_is_asked() {
    let items =
        json!({ "Item": [{ "itemID": "1", "customSku": "A" }, { "itemID": "2", "customSku": "A", "ean": "99" }] });
    let variant = json!({ "variant": { "id": 77, "sku": "A", "ean": "99", "stockTracking": "enabled" } });
    let read = read(&[items, variant]);
    assert_eq!(read.record("items", "2")["stockTracking"], "enabled");
    assert_eq!(read.warning("ambiguousItem")["examples"], json!(["variant 77: items 1, 2"]));
    // The same of orders: two with one number are linked to neither.
    let waiting = |id: u32| {
        let mut body = order("processing_awaiting_shipment", "paid", json!([]), None);
        body["order"]["id"] = json!(id);
        body
    };
    let two = support::read(&[till(-2, 2), waiting(1), waiting(2)]);
    assert_eq!(two.only("sales")["orderId"], Value::Null);
    assert_eq!(two.warning("ambiguousOrder")["count"], 1);
}

#[test]
fn a_variant_that_the_till_does_not_know_does_not_lose_its_order() {
    let mut stranger = product(1, 78, [1, 0, 0]);
    stranger["articleCode"] = json!("unheard-of");
    stranger["ean"] = json!("");
    let read = read(&[till(-2, 2), order("processing_awaiting_shipment", "paid", json!([stranger]), None)]);
    assert_eq!(read.only("orders")["lines"][0]["itemId"], "Variant/78");
    assert_eq!(read.record("items", "Variant/78")["description"], "Road helmet Red");
    assert_eq!(read.warning("unmatchedItem")["count"], 1);
}

#[test]
fn words_of_orders_and_shipments() {
    let state = |status: &str, payment: &str, shipped: &str| {
        let read = read(&[
            till(-2, 2),
            order(status, payment, json!([product(1, 77, [2, 0, 0])]), Some(json!([shipment(9, shipped)]))),
        ]);
        serde_json::to_value(read.inventory().order("555")).unwrap()["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(state("processing_awaiting_payment", "not_paid", "not_shipped"), "awaitingPayment");
    assert_eq!(state("processing_awaiting_payment", "partially_paid", "not_shipped"), "awaitingPayment");
    assert_eq!(state("processing_awaiting_shipment", "paid", "not_shipped"), "awaitingShipment");
    assert_eq!(state("processing_ready_for_pickup", "paid", "ready_for_pickup"), "readyForPickup");
    assert_eq!(state("completed_shipped", "paid", "shipped"), "completedShipped");
    assert_eq!(state("cancelled", "cancelled", "cancelled"), "cancelled");
    assert_eq!(state("processing_awaiting_drone", "paid_in_kind", "on_the_wing"), "awaitingPayment");
}

#[test]
fn quantity_shipped_only_says_what_is_in_shipments() {
    // As recorded: six of six "shipped", in a shipment that is not.
    let read = read(&[
        till(-6, 6),
        order(
            "processing_awaiting_shipment",
            "paid",
            json!([product(1, 77, [6, 0, 0])]),
            Some(json!([shipment(9, "not_shipped")])),
        ),
    ]);
    let backorders = serde_json::to_value(read.inventory().backorders(&Default::default()).unwrap()).unwrap();
    assert_eq!(backorders["rows"][0]["lines"][0]["unshipped"], 6);
}

#[test]
fn an_order_that_is_done_needs_no_shipments_to_say_so() {
    let done = order("completed_shipped", "paid", json!([product(1, 77, [2, 0, 0])]), None);
    let read = read(&[till(-2, 2), done]);
    assert_eq!(read.only("orders")["shipments"][0]["status"], "shipped");
    assert_eq!(read.only("orders")["fraud"], "cleared");
    assert_eq!(read.rows()[0].2, "shippedUncovered");
}

#[test]
fn products_of_shipments_are_the_orders_lines() {
    let lines = json!([product(1, 77, [2, 0, 0]), product(2, 78, [1, 0, 0])]);
    let two = order(
        "processing_awaiting_shipment",
        "paid",
        lines,
        Some(json!([shipment(9, "shipped"), shipment(10, "not_shipped")])),
    );
    let unknown = read(&[till(-2, 2), two.clone()]);
    assert_eq!(unknown.warning("shipmentWithoutProducts")["count"], 2);
    let parts = |shipment: u32, part: Value| json!({ "url": format!("shipments/{shipment}/products.json"), "body": { "shipmentProducts": [part] } });
    let by_variant =
        parts(9, json!({ "id": 900, "quantity": 2, "variant": link(json!(77), None), "articleCode": "RH-1" }));
    let by_id = parts(10, json!({ "id": 2, "quantity": 1, "variant": "pyrex-box" }));
    let stranger = parts(10, json!({ "id": 3, "quantity": 1, "articleCode": "nothing" }));
    let known = read(&[till(-2, 2), two.clone(), by_variant.clone(), by_id]);
    let shipments = known.only("orders")["shipments"].clone();
    let of =
        |id: &str| shipments.as_array().unwrap().iter().find(|shipment| shipment["id"] == id).unwrap()["lines"].clone();
    assert_eq!(of("9"), json!([{ "orderLineId": "1", "quantity": 2 }]));
    assert_eq!(of("10"), json!([{ "orderLineId": "2", "quantity": 1 }]));
    assert_eq!(read(&[till(-2, 2), two, by_variant, stranger]).warning("shipmentProductUnknown")["count"], 1);
}

#[test]
fn returns_and_credit_invoices_give_units_back() {
    let shipped =
        order("completed_shipped", "paid", json!([product(1, 77, [5, 0, 0])]), Some(json!([shipment(9, "shipped")])));
    let line =
        |more: &[Value]| read(&[&[till(-5, 5), shipped.clone()], more].concat()).only("orders")["lines"][0].clone();
    let back = |status: &str| json!({ "return": { "id": 17, "orderId": 555, "status": status, "isStockAdjusted": true, "orderProducts": [{ "id": 1, "quantity": 2 }] } });
    assert_eq!(line(&[back("authorized")])["returned"], 0);
    assert_eq!(line(&[back("completed")])["returned"], 2);
    let credit = |credit: bool, quantity: i32| {
        json!({ "invoice": { "id": 3, "isCreditNote": credit, "updatedAt": MONDAY,
        "items": link(json!(false), Some(json!([{ "id": 4, "type": "product", "orderProductId": 1, "quantity": quantity }, { "id": 5, "orderProductId": null, "quantity": 1 }]))) } })
    };
    assert_eq!(line(&[credit(true, 3)])["returned"], 3);
    assert_eq!(line(&[credit(true, -3)])["returned"], 3, "written either way");
    assert_eq!(line(&[credit(false, 3)])["returned"], 0, "an invoice that gives nothing back");
    let items = json!({ "url": "invoices/3/items.json", "body": { "invoiceItems": [{ "id": 4, "orderProductId": 1, "quantity": 3 }] } });
    let mut bare = credit(true, 0);
    bare["invoice"]["items"] = link(json!(false), None);
    assert_eq!(line(&[items.clone(), bare.clone()])["returned"], 3);
    assert_eq!(line(&[bare, items])["returned"], 3);
}

#[test]
fn units_refunded_before_they_were_handed_over_are_refunded_and_those_after_returned() {
    let lines = |shipped: &str, numbers| {
        let body = order(
            "processing_awaiting_shipment",
            "paid",
            json!([product(1, 77, numbers)]),
            Some(json!([shipment(9, shipped)])),
        );
        let line = read(&[till(-5, 5), body]).only("orders")["lines"][0].clone();
        (line["refunded"].as_f64().unwrap(), line["returned"].as_f64().unwrap())
    };
    assert_eq!(lines("not_shipped", [5, 2, 0]), (2.0, 0.0));
    // As recorded: one ordered, shipped and refunded, none returned.
    assert_eq!(lines("shipped", [1, 1, 0]), (0.0, 1.0));
    assert_eq!(lines("shipped", [5, 2, 2]), (0.0, 2.0));
}

#[test]
fn what_was_refunded_and_not_put_back_on_the_shelf_is_told() {
    let refunded = order("processing_awaiting_shipment", "paid", json!([product(1, 77, [2, 2, 0])]), None);
    let gone = read(&[till(-2, 2), refunded.clone()]);
    assert_eq!(gone.rows(), [("68".to_owned(), 2.0, "refundedNotRestocked".to_owned())]);
    assert_eq!(gone.warning("refundedNotRestocked")["count"], 1);
    assert_eq!(gone.only("orders")["payment"], "refunded");
    // The till took them back.
    let back = json!({ "Sale": { "saleID": "70", "shopID": "1", "completed": "true", "completeTime": TUESDAY,
        "SaleLines": { "SaleLine": { "saleLineID": "700", "itemID": "7", "unitQuantity": "-2", "parentSaleLineID": "680" } } } });
    let restocked = read(&[till(0, 2), refunded, back]);
    assert!(restocked.rows().is_empty() && !restocked.warned("refundedNotRestocked"));
    let cancelled = order("cancelled", "not_paid", json!([product(1, 77, [2, 0, 0])]), None);
    assert_eq!(read(&[till(-2, 2), cancelled]).rows()[0].2, "refundedNotRestocked");
}

#[test]
fn variants_movements_are_what_moved_the_stock_of_a_web_shop_alone() {
    let movement = |id: u32, time: &str, change: i32| json!({ "id": id, "createdAt": time, "channel": "auto", "stockLevelChange": change, "variant": link(json!(77), None) });
    let variant =
        json!({ "variant": { "id": 77, "articleCode": "RH-1", "stockTracking": "indicator", "stockLevel": -3 } });
    let movements = json!({ "variantsMovements": [movement(1, "2026-03-02T08:00:20+00:00", -2), movement(2, TUESDAY, -2), movement(3, TUESDAY, 1)] });
    let waiting = order("processing_awaiting_shipment", "paid", json!([product(1, 77, [2, 0, 0])]), None);
    let alone = read(&[variant.clone(), movements.clone(), waiting.clone()]);
    let ids: Vec<&str> = alone.table("adjustments").iter().map(|movement| movement["id"].as_str().unwrap()).collect();
    // The first is the order's own.
    assert_eq!(ids, ["OrderProduct/1", "VariantMovement/2", "VariantMovement/3"]);
    assert_eq!(alone.record("adjustments", "VariantMovement/2")["reason"], "auto");
    assert_eq!(alone.only("sales")["number"], "ORD00018");
    assert_eq!(alone.only("shops")["name"], "eCom");
    // Beside a till, its log is the truth.
    assert_eq!(read(&[till(-2, 2), variant, movements, waiting]).only("adjustments")["id"], "SaleLine/680");
}

#[test]
fn the_shop_that_serves_an_order_is_its_sales_or_the_one_that_the_options_name() {
    let shops = json!({ "Shop": [{ "shopID": "1", "name": "Main" }, { "shopID": "2", "name": "Harbour" }], "Item": { "itemID": "7", "customSku": "RH-1" } });
    let waiting = order("processing_awaiting_shipment", "paid", json!([product(1, 77, [1, 0, 0])]), None);
    let bodies = [shops, waiting];
    let unsaid = read(&bodies);
    assert_eq!(unsaid.only("orders")["lines"][0]["shopId"], "1");
    assert_eq!(
        [unsaid.warning("ecomShopUnknown")["count"].clone(), unsaid.warning("orderWithoutSale")["count"].clone()],
        [1, 1]
    );
    assert_eq!(read_with(&bodies, &json!({ "ecomShopId": "2" })).only("orders")["lines"][0]["shopId"], "2");
}

#[test]
fn a_later_batch_becomes_a_merge() {
    let mut reader = reader(&json!({}));
    let paid = |payment: &str, shipped: &str| {
        order(
            "processing_awaiting_shipment",
            payment,
            json!([product(1, 77, [2, 0, 0])]),
            Some(json!([shipment(9, shipped)])),
        )
    };
    add(&mut reader, &till(-2, 2));
    add(&mut reader, &paid("not_paid", "not_shipped"));
    let first = taken(&mut reader);
    assert_eq!(reader.merge(&[]), None, "nothing came since");
    // A page that repeats what is known changes nothing.
    add(&mut reader, &till(-2, 2));
    assert_eq!(reader.merge(&[]), None);
    add(&mut reader, &paid("paid", "not_shipped"));
    add(&mut reader, &json!({ "ItemShop": { "itemShopID": "70", "itemID": "7", "shopID": "1", "qoh": "5" } }));
    assert_eq!(reader.changed_orders(), ["555"]);
    // What only the inventory knows of the order stays.
    let kept = json!({ "id": "555", "fraud": "cleared", "priority": 3, "shipments": [{ "id": "9", "forced": { "reason": "the customer called", "at": 5, "by": null } }] });
    let merge = reader.merge(&[tree(&kept)]).unwrap();
    let tables: Vec<&String> = merge.upsert.keys().collect();
    assert_eq!(tables, ["levels", "orders"]);
    assert_eq!(
        merge.upsert["levels"],
        json!([{ "itemId": "7", "shopId": "1", "qoh": 5, "reorderPoint": null, "desiredLevel": null }])
    );
    let merged = &merge.upsert["orders"][0];
    assert_eq!([&merged["payment"], &merged["fraud"]], ["paid", "cleared"]);
    assert_eq!(merged["priority"], json!(3.0));
    assert_eq!(merged["shipments"][0]["forced"]["reason"], "the customer called");
    assert!(merge.remove.is_empty());
    assert_eq!(reader.merge(&[]), None);
    // The engine takes it.
    let mut inventory = first.inventory();
    let command = json!({ "id": "m1", "at": 1, "type": "merge", "upsert": merge.upsert, "remove": merge.remove });
    let outcome = inventory.apply(&oversold::read_commands(&tree(&command)).unwrap()).unwrap();
    assert_eq!(serde_json::to_value(&outcome).unwrap()["ok"], true);
    assert!(inventory.report(&Default::default()).unwrap().rows.is_empty());
    // A void takes its movements away.
    let mut void = till(5, 2);
    void["Sale"]["voided"] = json!("true");
    add(&mut reader, &void);
    assert_eq!(reader.merge(&[]).unwrap().remove["adjustments"], json!(["SaleLine/680"]));
}
