//! Returns to the vendor: sent and unsent.

use super::support::books::new_lines;
use super::support::start::Start;
use super::table::{Row, assert_rows};
use serde_json::{Value, json};

/// Two helmets go back, of one that is there.
fn start(status: &str) -> Start {
    match status {
        "open" => Start::new().stock("helmet", "main", 1).open_vendor_return("r1", &[("helmet", 2)]),
        "sent" => Start::new().stock("helmet", "main", -1).sent_vendor_return("r1", 100, &[("helmet", 2)]),
        "archived" => start("sent").but("vendorReturns", "r1", json!({ "archived": true })),
        other => panic!("{other}"),
    }
}

fn r1() -> Value {
    json!({ "vendorReturnId": "r1" })
}

#[test]
fn each_command_works_from_the_statuses_that_the_table_names() {
    let row = |command, works| Row { command, fields: r1(), works, is_undone: true };
    let statuses = ["open", "sent", "archived"];
    assert_rows(
        &statuses,
        |status| start(status).open(),
        |books| books.status("vendorReturn", "r1"),
        &[row("sendVendorReturn", &[("open", "sent")]), row("unsendVendorReturn", &[("sent", "open")])],
    );
}

#[test]
fn a_new_one_moves_nothing_until_it_is_sent() {
    let mut books = Start::new().stock("helmet", "main", 1).open();
    let lines = new_lines(&[("helmet", 2)]);
    let new = json!({ "id": "r9", "number": "R9", "vendorId": "alpine", "shopId": "main", "lines": lines });
    let created = books.apply("createVendorReturn", json!({ "vendorReturn": new }));
    assert_eq!(created.changes["levels"], json!([]));
    books.shows("vendorReturn", json!("r9"), json!({ "status": "open", "vendorId": "alpine", "sentAt": null }));
    let sent = books.apply("sendVendorReturn", json!({ "vendorReturnId": "r9" }));
    assert_eq!(sent.changes["rowsAdded"], json!(["c2:1"]));
    books.shows("rows", json!(["c2:1"]), json!([{
        "reason": "vendorReturn", "source": { "type": "vendorReturn", "id": "r9", "number": "R9" }, "qoh": -1, "sold": 2,
        "uncovered": 1, "diagnosis": "missingDocument", "ecomOrder": null,
    }]));
    books.cannot_undo(&created);
}

#[test]
fn unsent_its_own_row_closes_and_no_other() {
    // A sale of two helmets came after it.
    let mut books = Start::new()
        .stock("helmet", "main", -3)
        .sent_vendor_return("r1", 100, &[("helmet", 2)])
        .till_sale("s1", 200, &[("helmet", 2)])
        .open();
    assert_eq!(books.rows(), ["r1-helmet 1", "s1-helmet 2"]);
    books.apply("unsendVendorReturn", r1());
    assert_eq!(books.rows(), ["s1-helmet 1"]);
    assert_eq!(books.qoh("helmet", "main"), -1.0);
    assert_eq!(books.adjustment("c1:1")["reverses"], json!("r1-helmet"));
    assert_eq!(books.status("vendorReturn", "r1"), "open");
}

#[test]
fn sent_again_and_again_it_is_sent_once() {
    let mut books = start("open").open();
    for _ in 0..3 {
        books.apply("sendVendorReturn", r1());
        assert_eq!(books.qoh("helmet", "main"), -1.0);
        books.apply("unsendVendorReturn", r1());
        assert_eq!(books.qoh("helmet", "main"), 1.0);
        assert!(books.rows().is_empty());
    }
}

#[test]
fn an_unsend_taken_back_has_the_date_and_the_row_of_before() {
    let mut books = start("sent").open();
    let row = books.row("r1-helmet");
    let done = books.apply("unsendVendorReturn", r1());
    assert_eq!(books.row("r1-helmet"), json!(null));
    books.undo(&done);
    assert_eq!(books.row("r1-helmet"), row);
    books.shows("vendorReturn", json!("r1"), json!({ "status": "sent", "sentAt": 100 }));
}

#[test]
fn without_a_unit_there_is_nothing_to_send() {
    let mut books = Start::new().open_vendor_return("r1", &[]).open();
    books.refuse("sendVendorReturn", r1(), "nothingToDo");
}

#[test]
fn a_new_one_must_name_what_is_there() {
    let mut books = start("open").open();
    let new = |id: &str, shop: &str, item: &str| json!({ "vendorReturn": { "id": id, "number": "9", "shopId": shop, "lines": new_lines(&[(item, 1)]) } });
    let path = |refusal: Value| refusal["path"].clone();
    let kind = "createVendorReturn";
    assert_eq!(path(books.refuse(kind, new("r1", "main", "helmet"), "alreadyExists")), json!("vendorReturn.id"));
    assert_eq!(path(books.refuse(kind, new("r9", "nowhere", "helmet"), "notFound")), json!("vendorReturn.shopId"));
    assert_eq!(path(books.refuse(kind, new("r9", "main", "no"), "notFound")), json!("vendorReturn.lines[0].itemId"));
    let service = books.refuse(kind, new("r9", "main", "fitting"), "notInventoried");
    assert_eq!(path(service), json!("vendorReturn.lines[0].itemId"));
}

#[test]
fn one_that_is_not_there_is_not_found() {
    let mut books = Start::new().sent_vendor_return("r1", 100, &[("helmet", 1)]).stock("helmet", "main", -1).open();
    for command in ["sendVendorReturn", "unsendVendorReturn"] {
        books.refuse(command, json!({ "vendorReturnId": "nobody" }), "notFound");
    }
}
