//! Transfers from the harbour to the main shop: sent, received in part and in excess, the excess returned, archived on
//! the way.

use super::support::books::{assert_says, lines, new_lines};
use super::support::fields::list;
use super::support::start::Start;
use super::table::{Row, assert_rows};
use serde_json::{Value, json};

const STATUSES: [&str; 4] = ["open", "sent", "received", "archived"];

/// Ten bells lay in the harbour and two are short in the main shop; five were asked for.
fn start(status: &str) -> Start {
    let start = Start::new().stock("bell", "main", -2).till_sale("s1", 100, &[("bell", 2)]);
    let line =
        |received: i64| json!([{ "id": "bell", "itemId": "bell", "requested": 5, "sent": 5, "received": received }]);
    match status {
        "open" => start.stock("bell", "harbour", 10).open_transfer("t1", 200, &[("bell", 5)]),
        "sent" => start.stock("bell", "harbour", 5).sent_transfer("t1", 200, &[("bell", 5)]),
        "received" => start.stock("bell", "harbour", 5).sent_transfer("t1", 200, &[("bell", 5)]).but(
            "transfers",
            "t1",
            json!({ "lines": line(5) }),
        ),
        "archived" => start.stock("bell", "harbour", 5).sent_transfer("t1", 200, &[("bell", 5)]).but(
            "transfers",
            "t1",
            json!({ "lines": line(5), "archived": true }),
        ),
        other => panic!("{other}"),
    }
}

fn t1() -> Value {
    json!({ "transferId": "t1" })
}

fn bells(units: i64) -> Value {
    json!({ "transferId": "t1", "lines": lines(&[("bell", units)]) })
}

fn bells_over(units: i64) -> Value {
    json!({ "transferId": "t1", "lines": lines(&[("bell", units)]), "allowOver": true })
}

#[test]
fn each_command_works_from_the_statuses_that_the_table_names() {
    let row = |command, fields, works, is_undone| Row { command, fields, works, is_undone };
    let edited = json!({ "transferId": "t1", "lines": new_lines(&[("bell", 6)]) });
    let dated = json!({ "transferId": "t1", "expectedAt": 900 });
    assert_rows(
        &STATUSES,
        |status| start(status).open(),
        |books| books.status("transfer", "t1"),
        &[
            row("editTransfer", edited, &[("open", "open")], true),
            row("editTransfer", dated, &[("open", "open"), ("sent", "sent")], true),
            row("sendTransfer", t1(), &[("open", "sent")], true),
            row(
                "archiveTransfer",
                t1(),
                &[("open", "archived"), ("sent", "archived"), ("received", "archived")],
                false,
            ),
        ],
    );
}

#[test]
fn units_come_and_go_back_only_while_something_is_in_transit() {
    for command in ["receiveTransfer", "returnTransferExcess"] {
        for status in ["open", "received", "archived"] {
            start(status).open().illegal(command, bells(1), status, &["sent"]);
        }
        let mut books = start("sent").open();
        books.apply(command, bells(4));
        assert_eq!(books.status("transfer", "t1"), "sent");
        books.apply(command, bells(1));
        assert_eq!(books.status("transfer", "t1"), "received", "nothing is in transit any more");
    }
    start("sent").open().there_and_back("receiveTransfer", bells(2));
    start("sent").open().there_and_back("receiveTransfer", t1());
}

#[test]
fn before_it_is_sent_nothing_is_in_transit_and_nothing_has_left() {
    let books = start("open").open();
    assert!(books.incoming("bell", "main").is_empty());
    assert_eq!(books.qoh("bell", "harbour"), 10.0);
    books.shows("rows", json!(["s1-bell"]), json!([{ "onTransfer": 0, "coverage": "none", "elsewhere": 10 }]));
}

#[test]
fn sent_the_units_have_left_and_are_on_their_way() {
    let mut books = start("open").open();
    let done = books.apply("sendTransfer", t1());
    assert_eq!(done.changes["levels"], json!([{ "itemId": "bell", "shopId": "harbour", "qoh": 5 }]));
    books.shows(
        "transfer",
        json!("t1"),
        json!({ "status": "sent", "sentAt": 10_001,
        "lines": [{ "requested": 5, "sent": 5, "received": 0, "returned": 0 }] }),
    );
    books.shows("rows", json!(["s1-bell"]), json!([{ "onTransfer": 5, "coverage": "full", "elsewhere": 5 }]));
}

#[test]
fn sending_more_than_there_is_leaves_the_sender_short_by_the_transfer() {
    let mut books = start("open").open();
    books.apply("sendTransfer", bells(12));
    assert_eq!(books.qoh("bell", "harbour"), -2.0);
    books.shows("rows", json!(["c1:1"]), json!([{
        "reason": "transfer", "source": { "type": "transfer", "id": "t1", "number": "t1" }, "sold": 12, "uncovered": 2,
        "diagnosis": "excessTransfer", "occurredAt": 10_001,
    }]));
    books.apply("receiveTransfer", t1());
    books.shows("rows", json!(["c1:1"]), json!([{ "uncovered": 2, "diagnosis": "missingDocument" }]));
    assert_eq!(books.qoh("bell", "main"), 10.0);
}

#[test]
fn a_line_that_is_not_sent_is_not_in_transit() {
    let mut books =
        Start::new().stock("bell", "harbour", 5).open_transfer("t1", 200, &[("bell", 5), ("helmet", 3)]).open();
    books.apply("sendTransfer", bells(4));
    assert_eq!(books.incoming("bell", "main"), ["t1 4"]);
    assert!(books.incoming("helmet", "main").is_empty());
    books.apply("receiveTransfer", t1());
    assert_eq!(books.status("transfer", "t1"), "received");
}

#[test]
fn without_a_unit_there_is_nothing_to_send() {
    let mut books = start("open").open();
    books.refuse("sendTransfer", bells(0), "nothingToDo");
    books.apply("editTransfer", json!({ "transferId": "t1", "lines": [] }));
    books.refuse("sendTransfer", t1(), "nothingToDo");
}

#[test]
fn sending_is_taken_back_while_nothing_was_received() {
    let mut books = start("open").open();
    let before = books.picture();
    let sent = books.apply("sendTransfer", t1());
    let received = books.apply("receiveTransfer", bells(1));
    books.cannot_undo(&sent);
    books.undo(&received);
    books.undo(&sent);
    before.assert_same(&books.picture(), "sent, received, and both taken back");
    // And sent again it is as if it had been sent once.
    books.apply("sendTransfer", t1());
    assert_eq!((books.qoh("bell", "harbour"), books.incoming("bell", "main")), (5.0, vec!["t1 5".to_string()]));
}

#[test]
fn sending_is_taken_back_though_part_of_it_returned() {
    let mut books = start("open").open();
    let before = books.picture();
    let sent = books.apply("sendTransfer", t1());
    books.apply("returnTransferExcess", bells(2));
    assert_eq!(books.qoh("bell", "harbour"), 7.0);
    books.undo(&sent);
    assert_eq!(books.qoh("bell", "harbour"), 10.0, "all are returned");
    before.assert_same(&books.picture(), "sent, in part returned, and taken back");
}

#[test]
fn received_in_parts_the_oldest_source_leaves_first() {
    let mut books = start("sent").open();
    books.apply("receiveTransfer", bells(1));
    assert_eq!(books.rows(), ["s1-bell 1"]);
    assert_eq!(books.incoming("bell", "main"), ["t1 4"]);
    let refusal = books.refuse("receiveTransfer", bells(5), "overReceipt");
    assert_says(&refusal, Some("lines[0].quantity"), json!({ "lineId": "bell", "outstanding": 4 }));
    books.apply("receiveTransfer", t1());
    assert!(books.rows().is_empty());
    assert_eq!((books.qoh("bell", "main"), books.qoh("bell", "harbour")), (3.0, 5.0));
    assert_eq!(books.status("transfer", "t1"), "received");
}

#[test]
fn received_in_excess_more_has_left_the_sender_than_the_papers_say() {
    let mut books = start("sent").open();
    let done = books.apply("receiveTransfer", bells_over(7));
    assert_eq!((books.qoh("bell", "main"), books.qoh("bell", "harbour")), (5.0, 3.0));
    books.shows(
        "transfer",
        json!("t1"),
        json!({ "status": "received", "lines": [{ "requested": 5, "sent": 7, "received": 7 }] }),
    );
    books.undo(&done);
    assert_eq!((books.qoh("bell", "main"), books.qoh("bell", "harbour")), (-2.0, 5.0));
    books.shows("transfer", json!("t1"), json!({ "status": "sent", "lines": [{ "sent": 5, "received": 0 }] }));
    assert_eq!(books.incoming("bell", "main"), ["t1 5"]);
}

#[test]
fn the_excess_goes_back_to_the_sender_and_closes_that_transfers_own_row() {
    // The harbour had three bells and sent five.
    let mut books = Start::new()
        .stock("bell", "main", -2)
        .stock("bell", "harbour", -2)
        .till_sale("s1", 100, &[("bell", 2)])
        .sent_transfer("t1", 200, &[("bell", 5)])
        .open();
    assert_eq!(books.rows(), ["s1-bell 2", "t1-bell 2"]);
    books.apply("receiveTransfer", bells(3));
    assert_eq!(books.rows(), ["t1-bell 2"]);
    let refusal = books.refuse("returnTransferExcess", bells(3), "overReturn");
    assert_says(&refusal, Some("lines[0].quantity"), json!({ "lineId": "bell", "inTransit": 2 }));
    let done = books.apply("returnTransferExcess", bells(2));
    assert!(books.rows().is_empty());
    assert_eq!(books.qoh("bell", "harbour"), 0.0);
    books.shows(
        "transfer",
        json!("t1"),
        json!({ "status": "received", "lines": [{ "sent": 5, "received": 3, "returned": 2 }] }),
    );
    assert_eq!(books.adjustment("c3:1")["reverses"], json!("t1-bell"));
    books.cannot_undo(&done);
}

#[test]
fn a_receipt_taken_back_is_in_transit_again() {
    let mut books = start("sent").open();
    let before = books.picture();
    books.apply("receiveTransfer", t1());
    books.apply("reverseReceipt", json!({ "commandId": "c1" }));
    assert_eq!(books.status("transfer", "t1"), "sent");
    before.assert_same(&books.picture(), "received and reversed");
}

#[test]
fn archived_on_the_way_what_is_in_transit_returns_to_the_sender_first() {
    let mut books = start("sent").open();
    books.apply("receiveTransfer", bells(1));
    let done = books.apply("archiveTransfer", t1());
    assert_eq!((books.qoh("bell", "main"), books.qoh("bell", "harbour")), (-1.0, 9.0));
    books.shows(
        "transfer",
        json!("t1"),
        json!({ "status": "archived", "lines": [{ "sent": 5, "received": 1, "returned": 4 }] }),
    );
    assert!(books.incoming("bell", "main").is_empty());
    assert_eq!(books.adjustment("c2:1")["reverses"], json!("t1-bell"));
    books.cannot_undo(&done);
}

#[test]
fn archived_before_or_after_nothing_moves() {
    for (status, harbour) in [("open", 10.0), ("received", 5.0)] {
        let mut books = start(status).open();
        let done = books.apply("archiveTransfer", t1());
        assert_eq!(done.changes["levels"], json!([]), "{status}");
        assert_eq!((books.qoh("bell", "main"), books.qoh("bell", "harbour")), (-2.0, harbour), "{status}");
    }
}

#[test]
fn a_new_one_is_taken_back_by_archiving_it_as_long_as_it_is_open() {
    let transfer = || {
        let lines = new_lines(&[("gloves", 2)]);
        json!({ "transfer": { "id": "t9", "number": "9", "fromShopId": "main", "toShopId": "harbour", "lines": lines } })
    };
    let mut books = start("open").open();
    let done = books.apply("createTransfer", transfer());
    books.shows(
        "transfer",
        json!("t9"),
        json!({ "status": "open", "createdAt": 10_001, "lines": [{ "requested": 2, "sent": 0 }] }),
    );
    books.undo(&done);
    assert_eq!(books.status("transfer", "t9"), "archived");

    let mut books = start("open").open();
    let done = books.apply("createTransfer", transfer());
    books.apply("sendTransfer", json!({ "transferId": "t9" }));
    books.cannot_undo(&done);
}

#[test]
fn a_new_one_goes_from_one_shop_to_another() {
    let mut books = start("open").open();
    let transfer = |id: &str, to: &str, item: &str| {
        let lines = new_lines(&[(item, 1)]);
        json!({ "transfer": { "id": id, "number": "9", "fromShopId": "main", "toShopId": to, "lines": lines } })
    };
    let thrown = books.throws("createTransfer", transfer("t9", "main", "bell"));
    assert_eq!(thrown, ("invalidInput".to_string(), "transfer.toShopId".to_string()));
    let path = |refusal: Value| refusal["path"].clone();
    assert_eq!(
        path(books.refuse("createTransfer", transfer("t1", "harbour", "bell"), "alreadyExists")),
        json!("transfer.id")
    );
    assert_eq!(
        path(books.refuse("createTransfer", transfer("t9", "nowhere", "bell"), "notFound")),
        json!("transfer.toShopId")
    );
    let service = books.refuse("createTransfer", transfer("t9", "harbour", "fitting"), "notInventoried");
    assert_eq!(path(service), json!("transfer.lines[0].itemId"));
}

#[test]
fn a_movement_in_a_third_shop_says_too_whether_its_item_is_in_transit() {
    // No transfer moves stock there: a host's data may say so all the same. Nothing is in stock anywhere, so that the row
    // does not change for what it says about other shops.
    let stray = json!({
        "id": "stray", "itemId": "bell", "shopId": "airport", "quantity": -1, "at": 300, "reason": "transfer", "sourceId": "t1",
    });
    let start = Start::new().stock("bell", "main", -6).till_sale("s1", 100, &[("bell", 6)]);
    let start = start.stock("bell", "harbour", 0).open_transfer("t1", 200, &[("bell", 5)]);
    let start = start.with("shops", json!({ "id": "airport", "name": "Airport" }));
    let mut books = start.stock("bell", "airport", -1).with("adjustments", stray).open();
    for (command, diagnosis) in [("sendTransfer", "excessTransfer"), ("receiveTransfer", "missingDocument")] {
        assert_ne!(books.row("stray")["diagnosis"], json!(diagnosis));
        let done = books.apply(command, t1());
        assert_eq!(books.row("stray")["diagnosis"], json!(diagnosis));
        assert!(list(&done.changes, "rowsChanged").contains(&json!("stray")), "{}", done.changes);
    }
}

#[test]
fn what_an_edit_put_on_it_is_on_its_way_once_it_is_sent() {
    let start = Start::new().stock("helmet", "harbour", 5).stock("bell", "harbour", 5);
    let mut books = start.open_transfer("t1", 200, &[("bell", 1)]).open();
    books.apply("editTransfer", json!({ "transferId": "t1", "lines": new_lines(&[("helmet", 3)]) }));
    books.apply("sendTransfer", json!({ "transferId": "t1" }));
    assert_eq!(books.incoming("helmet", "main"), ["t1 3"]);
    books.apply("receiveTransfer", json!({ "transferId": "t1" }));
    assert_eq!(books.qoh("helmet", "main"), 3.0);
}

/// A host's data may hold one, and `check` tells of it.
#[test]
fn a_transfer_within_one_shop_is_not_sent() {
    let start = Start::new().stock("helmet", "harbour", 3).open_transfer("t1", 200, &[("helmet", 1)]);
    let mut books = start.but("transfers", "t1", json!({ "toShopId": "harbour" })).open();
    let (code, path) = books.throws("sendTransfer", json!({ "transferId": "t1" }));
    assert_eq!((code.as_str(), path.as_str()), ("invalidInput", "transferId"));
}
