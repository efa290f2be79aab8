//! The same command again, an id used twice, and commands made for an older revision.

use super::support::books::{Books, assert_says, lines, new_lines};
use super::support::call::{change, from_image};
use super::support::fields::{list, text};
use super::support::places::put;
use super::support::start::Start;
use serde_json::{Value, json};

/// Helmets and bells are short, each with a purchase order; an order waits for the helmet.
fn start() -> Start {
    Start::new()
        .stock("helmet", "main", -1)
        .stock("bell", "main", -2)
        .online_order("o1", 100, &[("helmet", 1)])
        .till_sale("s1", 100, &[("bell", 2)])
        .purchase_order("p1", 200, &[("helmet", 3)])
        .purchase_order("p2", 200, &[("bell", 2)])
}

fn command(id: &str, kind: &str, fields: Value) -> Value {
    let mut command = json!({ "id": id, "at": 500, "type": kind });
    for (name, value) in fields.as_object().unwrap() {
        command[name] = value.clone();
    }
    command
}

fn receive(id: &str, quantity: Value) -> Value {
    let lines = json!([{ "lineId": "helmet", "quantity": quantity }]);
    command(id, "receivePurchaseOrder", json!({ "purchaseOrderId": "p1", "lines": lines }))
}

fn assert_duplicate(books: &mut Books, command: &Value) {
    let (bytes, revision) = (books.bytes(), books.inventory().revision());
    let done = books.apply_all(command);
    assert!(done.duplicate && done.events.is_empty(), "{command}");
    assert_eq!(done.revision, revision);
    assert!(books.bytes() == bytes, "a duplicate changed something: {command}");
}

#[test]
fn the_same_command_again_changes_nothing() {
    let mut books = start().open();
    books.apply_all(&receive("k1", json!(1)));
    assert_duplicate(&mut books, &receive("k1", json!(1)));
    assert_eq!(books.qoh("helmet", "main"), 0.0);
}

#[test]
fn who_gave_it_when_and_on_what_revision_is_no_part_of_it_and_quantities_compare_by_value() {
    let mut books = start().open();
    books.apply_all(&receive("k1", json!(1)));
    let mut again = receive("k1", json!("1.000"));
    again["at"] = json!("2026-03-02T08:00:00Z");
    again["by"] = json!("Ben");
    again["expectedRevision"] = json!(0);
    assert_duplicate(&mut books, &again);
    // An absent field is null.
    again["allowOver"] = json!(null);
    assert_duplicate(&mut books, &again);
}

#[test]
fn records_inside_a_command_compare_by_value_too() {
    let sale = |quantity: Value, placed_at: Value, customer: Value| {
        let line = json!({ "id": "l1", "itemId": "bell", "shopId": "main", "quantity": quantity });
        command(
            "k1",
            "recordSale",
            json!({
                "sale": { "id": "s9", "number": "9", "shopId": "main", "completedAt": 300 },
                "lines": [{ "adjustmentId": "a9", "itemId": "bell", "quantity": 1 }],
                "order": {
                    "id": "o9", "number": "E9", "placedAt": placed_at, "customer": customer, "payment": "paid",
                    "fraud": "cleared", "delivery": "ship", "lines": [line],
                },
            }),
        )
    };
    let level = |id: &str, qoh: Value| {
        command(id, "merge", json!({ "upsert": { "levels": [{ "itemId": "bell", "shopId": "main", "qoh": qoh }] } }))
    };
    let mut books = start().open();
    books.apply_all(&sale(json!(1), json!(300), json!(null)));
    let again = sale(json!("1.0"), json!("1970-01-01T01:00:00.300+01:00"), json!(null));
    assert_duplicate(&mut books, &again);
    for other in [sale(json!(2), json!(300), json!(null)), sale(json!(1), json!(300), json!("Ada"))] {
        assert_eq!(books.refuse_all(&other)["refusal"]["code"], json!("idReused"));
    }
    books.apply_all(&level("k2", json!(4)));
    assert_duplicate(&mut books, &level("k2", json!("4.0000")));
    assert_eq!(books.refuse_all(&level("k2", json!(5)))["refusal"]["code"], json!("idReused"));
}

#[test]
fn an_id_with_other_content_is_refused() {
    let mut books = start().open();
    books.apply_all(&receive("k1", json!(1)));
    for other in [
        receive("k1", json!(2)),
        command("k1", "receivePurchaseOrder", json!({ "purchaseOrderId": "p2" })),
        command("k1", "finishPurchaseOrder", json!({ "purchaseOrderId": "p1" })),
        command("k1", "finishPurchaseOrder", json!({ "purchaseOrderId": "p9" })),
    ] {
        let outcome = books.refuse_all(&other);
        assert_eq!(outcome["refusal"]["code"], json!("idReused"));
        assert_says(&outcome["refusal"], Some("id"), json!({}));
    }
}

#[test]
fn a_refused_command_is_not_remembered() {
    let mut books = start().open();
    books.refuse_all(&receive("k1", json!(9)));
    books.apply_all(&receive("k1", json!(2)));
    assert_duplicate(&mut books, &receive("k1", json!(2)));
}

#[test]
fn a_command_that_was_taken_back_is_still_known() {
    let mut books = start().open();
    books.apply_all(&receive("k1", json!(1)));
    books.apply_all(&command("k2", "undo", json!({ "commandId": "k1" })));
    assert_duplicate(&mut books, &receive("k1", json!(1)));
    assert_duplicate(&mut books, &command("k2", "undo", json!({ "commandId": "k1" })));
    assert_eq!(books.qoh("helmet", "main"), -1.0);
}

#[test]
fn an_event_numbered_anew_is_not_counted_twice() {
    let mut books = start().open();
    let mut event = books.apply_all(&receive("k1", json!(1))).events.remove(0);
    event["revision"] = json!(2);
    let before = books.bytes();
    let error = books.replay(&[event]).expect_err("a command is stored once");
    assert_eq!((text(&error, "code"), text(&error, "path")), ("invalidInput", "events[0].commandId"));
    assert!(books.bytes() == before, "refused events left a trace");
}

#[test]
fn an_event_that_could_not_be_read_again_is_refused() {
    let event = start().open().apply_all(&receive("k1", json!(1))).events.remove(0);
    let broken = [
        ("[0].lines[0].quantity", json!(-1)),
        ("[0].commandId", json!("")),
        ("[0].adjustments[0].id", json!("")),
        ("[0].adjustments[0].quantity", json!("many")),
    ];
    for (path, value) in broken {
        let mut events = json!([event]);
        put(&mut events, path, value);
        let mut books = start().open();
        let before = books.bytes();
        let error = books.replay(events.as_array().unwrap()).expect_err("no host could load what it leaves");
        assert_eq!((text(&error, "code"), text(&error, "path")), ("invalidInput", path));
        assert!(books.bytes() == before, "refused events left a trace");
    }
}

#[test]
fn an_event_that_makes_what_is_there_already_is_refused() {
    let order = json!({
        "id": "o2", "number": "2", "placedAt": 1, "payment": "paid", "fraud": "cleared", "delivery": "ship",
        "lines": [{ "id": "1", "itemId": "bell", "shopId": "main", "quantity": 1 }],
    });
    let sale = json!({ "id": "s2", "number": "2", "shopId": "main", "completedAt": 1 });
    let made = [
        (
            "createPurchaseOrder",
            json!({ "purchaseOrder": { "id": "p9", "number": "9", "shopId": "main", "lines": new_lines(&[("bell", 1)]) } }),
        ),
        (
            "createTransfer",
            json!({ "transfer": { "id": "t9", "number": "9", "fromShopId": "harbour", "toShopId": "main", "lines": new_lines(&[("bell", 1)]) } }),
        ),
        (
            "createVendorReturn",
            json!({ "vendorReturn": { "id": "r9", "number": "9", "shopId": "main", "lines": new_lines(&[("bell", 1)]) } }),
        ),
        (
            "recordSale",
            json!({ "sale": sale, "order": order, "lines": [{ "adjustmentId": "a9", "itemId": "bell", "quantity": 1 }] }),
        ),
        (
            "createShipment",
            json!({ "orderId": "o1", "shipment": { "id": "sh9", "number": "9", "lines": lines(&[("helmet", 1)]) } }),
        ),
    ];
    for (kind, fields) in made {
        let mut books = start().open();
        let mut event = books.apply(kind, fields).events.remove(0);
        event["revision"] = json!(2);
        event["commandId"] = json!("again");
        if event["adjustments"].is_array() {
            event["adjustments"] = json!([]);
        }
        let before = books.bytes();
        let error = books.replay(&[event]).expect_err(kind);
        assert!(text(&error, "message").ends_with("is there already"), "{kind}: {error}");
        assert!(books.bytes() == before, "{kind} left a trace");
    }
}

#[test]
fn an_event_that_makes_something_where_nobody_is_is_refused() {
    let lines = new_lines(&[("bell", 1)]);
    for (kind, document, paths) in [
        ("createPurchaseOrder", "purchaseOrder", &["shopId", "lines[0].itemId"][..]),
        ("createTransfer", "transfer", &["fromShopId", "toShopId", "lines[0].itemId"]),
        ("createVendorReturn", "vendorReturn", &["shopId", "lines[0].itemId"]),
    ] {
        let mut fields = json!({ "id": "d9", "number": "9", "lines": lines });
        for shop in if kind == "createTransfer" { &["fromShopId", "toShopId"][..] } else { &["shopId"] } {
            fields[*shop] = json!(if *shop == "fromShopId" { "harbour" } else { "main" });
        }
        let event = start().open().apply(kind, json!({ document: fields })).events.remove(0);
        for path in paths {
            let mut events = json!([event]);
            put(&mut events, &format!("[0].{document}.{path}"), json!("nobody"));
            let mut books = start().open();
            let before = books.bytes();
            let error = books.replay(events.as_array().unwrap()).expect_err(path);
            assert_eq!(text(&error, "path"), format!("events[0].{document}.{path}"), "{kind}");
            assert!(books.bytes() == before, "{kind} left a trace");
        }
    }
}

#[test]
fn an_event_with_a_line_twice_is_refused() {
    let edit = json!({ "purchaseOrderId": "p2", "lines": new_lines(&[("bell", 1), ("helmet", 1)]) });
    let mut event = start().open().apply("editPurchaseOrder", edit).events.remove(0);
    event["lines"][1]["id"] = event["lines"][0]["id"].clone();
    let mut books = start().open();
    let before = books.bytes();
    let error = books.replay(&[event]).expect_err("a line has an id of its own");
    assert_eq!(text(&error, "message"), "\"bell\" is there already");
    assert!(books.bytes() == before, "refused events left a trace");
}

#[test]
fn ids_travel_in_snapshot_and_image_and_with_them_what_undo_needs() {
    let mut books = start().open();
    books.apply_all(&receive("k1", json!(1)));
    let mut from_snapshot = Books::open(&books.snapshot());
    assert_duplicate(&mut from_snapshot, &receive("k1", json!(1)));
    from_snapshot.apply_all(&command("k2", "undo", json!({ "commandId": "k1" })));
    assert_eq!(from_snapshot.qoh("helmet", "main"), -1.0);

    let mut from_image = from_image(&books.bytes(), &json!([])).unwrap();
    let outcome = change(&mut from_image, "apply", &receive("k1", json!(1))).unwrap();
    assert_eq!(outcome["duplicate"], json!(true));
}

#[test]
fn the_newest_ten_thousand_are_known() {
    let mut inventory = start().open().into_inventory();
    let prioritise = |number: u32| {
        let fields = json!({ "orderId": "o1", "priority": number });
        command(&format!("k{number}"), "prioritiseOrder", fields)
    };
    let commands: Vec<Value> = (1..=10_001).map(prioritise).collect();
    assert_eq!(change(&mut inventory, "apply", &json!(commands)).unwrap()["revision"], json!(10_001));
    let snapshot = change(&mut inventory, "toSnapshot", &json!(null)).unwrap();
    assert_eq!(list(&snapshot, "commands").len(), 10_000);
    assert_eq!(change(&mut inventory, "apply", &prioritise(2)).unwrap()["duplicate"], json!(true));
    assert_eq!(change(&mut inventory, "apply", &prioritise(1)).unwrap()["duplicate"], json!(false), "forgotten");
}

#[test]
fn a_conflict_is_where_a_touched_document_changed() {
    let finish = |order: &str, revision: u64| json!({ "purchaseOrderId": order, "expectedRevision": revision });
    let mut books = start().open();
    books.apply("editPurchaseOrder", json!({ "purchaseOrderId": "p1", "expectedAt": 900 }));
    let refusal = books.refuse("finishPurchaseOrder", finish("p1", 0), "conflict");
    assert_says(&refusal, Some("expectedRevision"), json!({ "revision": 1, "changedBy": "c1" }));
    books.apply("finishPurchaseOrder", finish("p2", 0));
    books.apply("finishPurchaseOrder", finish("p1", 1));
}

#[test]
fn a_conflict_is_where_a_touched_level_changed() {
    let mut books = start().open();
    books.apply("adjustStock", json!({ "itemId": "helmet", "shopId": "main", "quantity": 1 }));
    let receive = |order: &str| json!({ "purchaseOrderId": order, "expectedRevision": 0 });
    let count = |item: &str, shop: &str| json!({ "itemId": item, "shopId": shop, "counted": 1, "expectedRevision": 0 });
    books.refuse("receivePurchaseOrder", receive("p1"), "conflict");
    books.refuse("countStock", count("helmet", "main"), "conflict");
    books.refuse("undo", json!({ "commandId": "c1", "expectedRevision": 0 }), "conflict");
    books.apply("countStock", count("helmet", "harbour"));
    books.apply("receivePurchaseOrder", receive("p2"));
}

#[test]
fn what_a_command_only_reads_it_does_not_touch() {
    let mut books = start().open();
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } }));
    books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    // The shelf changed since revision 1, the order did not.
    let ship = |revision: u64| json!({ "orderId": "o1", "shipmentId": "sh1", "expectedRevision": revision });
    books.refuse("markShipped", ship(0), "conflict");
    books.apply("markShipped", ship(1));
    // The order's priority moves rows of the level, but not its stock.
    books.apply("prioritiseOrder", json!({ "orderId": "o1", "priority": 3 }));
    books.apply("countStock", json!({ "itemId": "helmet", "shopId": "main", "counted": 2, "expectedRevision": 3 }));
}

#[test]
fn it_is_asked_after_duplicate_and_not_found_and_before_everything_else() {
    let mut books = start().open();
    let mut first = receive("k1", json!(1));
    first["expectedRevision"] = json!(0);
    books.apply_all(&first);
    books.apply("finishPurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    assert_duplicate(&mut books, &first);
    let with = |order: &str, line: &str| {
        let lines = json!([{ "lineId": line, "quantity": 99 }]);
        json!({ "purchaseOrderId": order, "lines": lines, "expectedRevision": 0 })
    };
    books.refuse("receivePurchaseOrder", with("p9", "helmet"), "notFound");
    books.refuse("receivePurchaseOrder", with("p1", "lamp"), "notFound");
    books.refuse("receivePurchaseOrder", with("p1", "helmet"), "conflict");
    let mut reused = receive("k1", json!(2));
    reused["expectedRevision"] = json!(0);
    assert_eq!(books.refuse_all(&reused)["refusal"]["code"], json!("idReused"));
}

#[test]
fn a_revision_from_before_what_is_known_is_a_conflict_with_anything() {
    let mut snapshot = start().snapshot();
    snapshot["revision"] = json!(40);
    let mut books = Books::open(&snapshot);
    let count =
        |revision: u64| json!({ "itemId": "bell", "shopId": "harbour", "counted": 1, "expectedRevision": revision });
    books.refuse("countStock", count(39), "conflict");
    let done = books.apply("countStock", count(40));
    assert_eq!(done.revision, 41);
}

/// Two tabs that did something each without asking the store: what the other did must not be taken for what is known.
#[test]
fn an_event_of_another_history_is_refused() {
    let theirs = start().open().apply_all(&receive("theirs", json!(1))).events;
    let mut books = start().open();
    let ours = books.apply_all(&receive("ours", json!(2))).events;
    let before = books.bytes();
    let error = books.replay(&theirs).expect_err("two histories");
    assert_eq!((text(&error, "code"), text(&error, "path")), ("invalidInput", "events[0].commandId"));
    books.replay(&ours).expect("known ones are skipped");
    assert!(books.bytes() == before);
}

/// A host may hand them over as `history` shows them.
#[test]
fn the_newest_commands_are_those_of_the_latest_revisions_in_whatever_order_they_come() {
    let count = 10_002_u64;
    let commands: Vec<Value> = (1..=count)
        .rev()
        .map(|revision| json!({ "id": format!("c{revision}"), "revision": revision, "digest": "d" }))
        .collect();
    let mut snapshot = start().snapshot();
    (snapshot["revision"], snapshot["commands"]) = (json!(count), json!(commands));
    let books = Books::open(&snapshot);
    let kept = books.snapshot();
    let ids: Vec<&str> = list(&kept, "commands").iter().map(|command| text(command, "id")).collect();
    assert_eq!((ids.len(), ids[0], ids[ids.len() - 1]), (10_000, "c3", "c10002"));
}
