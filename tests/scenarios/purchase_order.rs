//! Purchase orders: made, edited, ordered, received, closed short and opened again, archived.

use super::support::books::{Books, assert_says, lines, new_lines};
use super::support::start::Start;
use super::table::{Row, assert_rows};
use serde_json::{Value, json};

const STATUSES: [&str; 5] = ["open", "ordered", "checkIn", "finished", "archived"];

/// Five helmets are ordered and four are short. Of a document that was received from, two have come.
fn start(status: &str) -> Start {
    let start = Start::new().stock("helmet", "main", -4).till_sale("s1", 100, &[("helmet", 4)]).purchase_order(
        "p1",
        200,
        &[("helmet", 5)],
    );
    let received = json!([{ "id": "helmet", "itemId": "helmet", "ordered": 5, "received": 2 }]);
    match status {
        "open" => start.but("purchaseOrders", "p1", json!({ "orderedAt": null })),
        "ordered" => start,
        "checkIn" => start.but("purchaseOrders", "p1", json!({ "lines": received })),
        "finished" => start.but("purchaseOrders", "p1", json!({ "lines": received, "finished": true })),
        "archived" => start.but("purchaseOrders", "p1", json!({ "archived": true })),
        other => panic!("{other}"),
    }
}

fn p1() -> Value {
    json!({ "purchaseOrderId": "p1" })
}

fn p1_with(name: &str, value: Value) -> Value {
    json!({ "purchaseOrderId": "p1", name: value })
}

#[test]
fn each_command_works_from_the_statuses_that_the_table_names() {
    let row = |command, fields, works| Row { command, fields, works, is_undone: true };
    assert_rows(
        &STATUSES,
        |status| start(status).open(),
        |books| books.status("purchaseOrder", "p1"),
        &[
            row(
                "editPurchaseOrder",
                p1_with("lines", new_lines(&[("helmet", 6), ("bell", 1)])),
                &[("open", "open"), ("ordered", "ordered"), ("checkIn", "checkIn")],
            ),
            row(
                "editPurchaseOrder",
                p1_with("expectedAt", json!(900)),
                &[("open", "open"), ("ordered", "ordered"), ("checkIn", "checkIn")],
            ),
            row("orderPurchaseOrder", p1_with("expectedAt", json!(900)), &[("open", "ordered")]),
            row("receivePurchaseOrder", p1(), &[("open", "checkIn"), ("ordered", "checkIn"), ("checkIn", "checkIn")]),
            row("finishPurchaseOrder", p1(), &[("ordered", "finished"), ("checkIn", "finished")]),
            row("reopenPurchaseOrder", p1(), &[("finished", "checkIn")]),
            row(
                "archivePurchaseOrder",
                p1(),
                &[("open", "archived"), ("ordered", "archived"), ("finished", "archived")],
            ),
        ],
    );
}

#[test]
fn one_that_was_finished_with_nothing_received_is_ordered_when_it_is_reopened() {
    let mut books = start("ordered").open();
    books.apply("finishPurchaseOrder", p1());
    books.apply("reopenPurchaseOrder", p1());
    assert_eq!(books.status("purchaseOrder", "p1"), "ordered");
}

#[test]
fn a_new_one_is_open_and_counts_as_incoming() {
    let mut books = Start::new().stock("helmet", "main", -4).till_sale("s1", 100, &[("helmet", 4)]).open();
    assert_eq!(books.row("s1-helmet")["coverage"], json!("none"));
    let order = json!({ "id": "p9", "number": "9", "vendorId": "alpine", "shopId": "main", "expectedAt": 900,
        "lines": new_lines(&[("helmet", 3), ("gloves", 0)]) });
    let done = books.apply("createPurchaseOrder", json!({ "purchaseOrder": order }));
    assert_eq!(done.changes["rowsChanged"], json!(["s1-helmet"]));
    books.shows(
        "purchaseOrder",
        json!("p9"),
        json!({
            "status": "open", "createdAt": 10_001, "orderedAt": null, "expectedAt": 900, "vendorId": "alpine",
            "lines": [{ "id": "helmet", "ordered": 3, "received": 0, "counted": 0 }],
        }),
    );
    books.shows(
        "rows",
        json!(["s1-helmet"]),
        json!([{ "onPurchaseOrder": 3, "coverage": "partial", "expectedAt": null }]),
    );
}

#[test]
fn a_new_one_is_taken_back_by_archiving_it_as_long_as_it_is_open() {
    let order = || json!({ "purchaseOrder": { "id": "p9", "number": "9", "shopId": "main", "lines": new_lines(&[("bell", 2)]) } });
    let mut books = start("open").open();
    let done = books.apply("createPurchaseOrder", order());
    books.undo(&done);
    assert_eq!(books.status("purchaseOrder", "p9"), "archived");
    assert!(books.incoming("bell", "main").is_empty());
    books.cannot_undo(&done);

    let mut books = start("open").open();
    let done = books.apply("createPurchaseOrder", order());
    books.apply("orderPurchaseOrder", json!({ "purchaseOrderId": "p9" }));
    books.cannot_undo(&done);
}

#[test]
fn open_ones_are_not_incoming_where_the_load_says_so() {
    let snapshot = start("open").snapshot();
    assert_eq!(Books::open(&snapshot).incoming("helmet", "main"), ["p1 5"]);
    let books = Books::open_with(&snapshot, &json!({ "openPurchaseOrders": false }));
    assert!(books.incoming("helmet", "main").is_empty());
    assert_eq!(books.row("s1-helmet")["coverage"], json!("none"));
}

#[test]
fn ordering_sets_the_date_and_may_set_what_is_expected() {
    let lead_time = |start: Start| start.but("vendors", "alpine", json!({ "leadTimeDays": 2 }));
    let from_alpine = |start: Start| start.but("purchaseOrders", "p1", json!({ "vendorId": "alpine" }));
    let mut books = from_alpine(lead_time(start("open"))).open();
    assert_eq!(books.row("s1-helmet")["expectedAt"], json!(null), "nobody knows when before it is ordered");
    let done = books.apply("orderPurchaseOrder", p1());
    // Ordered at 10,001, and the vendor needs two days of 86,400,000 ms.
    assert_eq!(books.row("s1-helmet")["expectedAt"], json!(172_810_001));
    books.undo(&done);
    assert_eq!(books.row("s1-helmet")["expectedAt"], json!(null));
    books.apply("orderPurchaseOrder", p1_with("expectedAt", json!(50_000)));
    assert_eq!(books.row("s1-helmet")["expectedAt"], json!(50_000), "what the order says counts more than the vendor");
    books.shows("purchaseOrder", json!("p1"), json!({ "orderedAt": 10_003, "expectedAt": 50_000 }));
}

#[test]
fn one_without_units_cannot_be_ordered() {
    let mut books = start("open").but("purchaseOrders", "p1", json!({ "lines": [] })).open();
    books.refuse("orderPurchaseOrder", p1(), "nothingToDo");
    books.refuse("receivePurchaseOrder", p1(), "nothingToDo");
}

#[test]
fn ordering_is_taken_back_only_while_nothing_was_received() {
    let mut books = start("open").open();
    let ordered = books.apply("orderPurchaseOrder", p1());
    let received = books.apply("receivePurchaseOrder", p1_with("lines", lines(&[("helmet", 1)])));
    books.cannot_undo(&ordered);
    books.undo(&received);
    books.undo(&ordered);
    books.shows("purchaseOrder", json!("p1"), json!({ "status": "open", "orderedAt": null }));
}

#[test]
fn an_edit_replaces_all_lines_and_keeps_the_date_unless_it_is_given() {
    let mut books = start("ordered").but("purchaseOrders", "p1", json!({ "expectedAt": 700 })).open();
    books.apply("editPurchaseOrder", p1_with("lines", new_lines(&[("bell", 2), ("helmet", 1)])));
    books.shows(
        "purchaseOrder",
        json!("p1"),
        json!({ "expectedAt": 700, "status": "ordered",
        "lines": [{ "id": "bell", "ordered": 2 }, { "id": "helmet", "ordered": 1 }] }),
    );
    assert_eq!(books.incoming("helmet", "main"), ["p1 1"]);
    assert_eq!(books.incoming("bell", "main"), ["p1 2"]);
    books.apply("editPurchaseOrder", p1_with("expectedAt", json!(null)));
    books.shows(
        "purchaseOrder",
        json!("p1"),
        json!({ "expectedAt": null, "lines": [{ "ordered": 2 }, { "ordered": 1 }] }),
    );
    books.refuse("editPurchaseOrder", p1_with("expectedAt", json!(null)), "nothingToDo");
    books.refuse("editPurchaseOrder", p1_with("lines", new_lines(&[("bell", 2), ("helmet", 1)])), "nothingToDo");
    books.refuse("editPurchaseOrder", p1(), "nothingToDo");
}

#[test]
fn an_edit_sets_what_a_unit_costs() {
    let mut books = start("ordered").open();
    let lines = json!([{ "id": "helmet", "itemId": "helmet", "quantity": 5, "unitCost": 12.5 }]);
    books.apply("editPurchaseOrder", p1_with("lines", lines.clone()));
    books.shows("purchaseOrder", json!("p1"), json!({ "lines": [{ "ordered": 5, "unitCost": 12.5 }] }));
    books.refuse("editPurchaseOrder", p1_with("lines", lines), "nothingToDo");
}

#[test]
fn an_edit_gives_what_was_received_no_other_item() {
    let mut books = start("checkIn").open();
    let lines = json!([{ "id": "helmet", "itemId": "bell", "quantity": 5 }]);
    books.refuse("editPurchaseOrder", p1_with("lines", lines), "overReceipt");
}

#[test]
fn an_edit_leaves_what_was_received() {
    let mut books = start("checkIn").open();
    let refusal = books.refuse("editPurchaseOrder", p1_with("lines", new_lines(&[("helmet", 1)])), "overReceipt");
    assert_says(&refusal, Some("lines"), json!({ "lineId": "helmet", "received": 2 }));
    books.refuse("editPurchaseOrder", p1_with("lines", new_lines(&[("bell", 9)])), "overReceipt");
    books.refuse("editPurchaseOrder", p1_with("lines", json!([])), "overReceipt");
    books.apply("editPurchaseOrder", p1_with("lines", new_lines(&[("helmet", 2)])));
    assert!(books.incoming("helmet", "main").is_empty(), "two ordered, two received");
    books.apply("editPurchaseOrder", p1_with("lines", new_lines(&[("helmet", 9)])));
    assert_eq!(books.incoming("helmet", "main"), ["p1 7"]);
    assert_eq!(books.line("purchaseOrder", "p1", "helmet")["received"], json!(2));
}

#[test]
fn closed_short_the_rest_is_no_longer_incoming_and_reopened_it_is_again() {
    let mut books = start("checkIn").open();
    let row = || json!(["s1-helmet"]);
    books.shows("rows", row(), json!([{ "onPurchaseOrder": 3, "coverage": "partial" }]));
    let done = books.apply("finishPurchaseOrder", p1());
    assert_eq!(done.changes["rowsChanged"], json!(["s1-helmet"]));
    books.shows("rows", row(), json!([{ "onPurchaseOrder": 0, "coverage": "none", "diagnosis": "missingDocument" }]));
    books.refuse("receivePurchaseOrder", p1_with("allowOver", json!(true)), "illegalTransition");
    books.apply("reopenPurchaseOrder", p1());
    books.shows("rows", row(), json!([{ "onPurchaseOrder": 3, "coverage": "partial" }]));
    assert_eq!(books.qoh("helmet", "main"), -4.0, "closing moves no stock");
}

#[test]
fn an_archived_one_brings_nothing_and_is_as_before_when_that_is_taken_back() {
    let mut books = start("ordered").open();
    let done = books.apply("archivePurchaseOrder", p1());
    assert!(books.incoming("helmet", "main").is_empty());
    books.undo(&done);
    assert_eq!(books.incoming("helmet", "main"), ["p1 5"]);

    let mut books = start("checkIn").open();
    books.apply("finishPurchaseOrder", p1());
    let done = books.apply("archivePurchaseOrder", p1());
    books.undo(&done);
    assert_eq!(books.status("purchaseOrder", "p1"), "finished");
    assert!(books.incoming("helmet", "main").is_empty());
}

#[test]
fn a_new_one_must_name_what_is_there() {
    let mut books = start("open").open();
    let mut refuse = |fields: Value, code: &str, path: &str| {
        let refusal = books.refuse("createPurchaseOrder", json!({ "purchaseOrder": fields }), code);
        assert_eq!(refusal["path"], json!(path));
    };
    let order = |id: &str, shop: &str, item: &str| json!({ "id": id, "number": "9", "shopId": shop, "lines": new_lines(&[(item, 1)]) });
    refuse(order("p1", "main", "helmet"), "alreadyExists", "purchaseOrder.id");
    refuse(order("p9", "nowhere", "helmet"), "notFound", "purchaseOrder.shopId");
    refuse(order("p9", "main", "nothing"), "notFound", "purchaseOrder.lines[0].itemId");
    refuse(order("p9", "main", "fitting"), "notInventoried", "purchaseOrder.lines[0].itemId");
}
