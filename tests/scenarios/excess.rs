//! Transfers that brought more than was sent, in turns with receipts and returns.

use super::support::books::lines;
use super::support::start::Start;
use serde_json::{Value, json};

/// The harbour had eight bells, was asked for five and sent them.
fn start() -> Start {
    Start::new().stock("bell", "main", 0).stock("bell", "harbour", 3).sent_transfer("t1", 200, &[("bell", 5)])
}

fn bells(units: i64) -> Value {
    json!({ "transferId": "t1", "lines": lines(&[("bell", units)]) })
}

fn bells_over(units: i64) -> Value {
    json!({ "transferId": "t1", "lines": lines(&[("bell", units)]), "allowOver": true })
}

#[test]
fn an_item_that_was_not_sent_may_be_in_the_box() {
    let mut books = Start::new()
        .stock("bell", "harbour", 8)
        .stock("helmet", "harbour", 3)
        .open_transfer("t1", 200, &[("bell", 5), ("helmet", 3)])
        .open();
    books.apply("sendTransfer", bells(4));
    let helmets = |allow: bool| json!({ "transferId": "t1", "lines": lines(&[("helmet", 2)]), "allowOver": allow });
    books.refuse("receiveTransfer", helmets(false), "overReceipt");
    let done = books.apply("receiveTransfer", helmets(true));
    assert_eq!((books.qoh("helmet", "harbour"), books.qoh("helmet", "main")), (1.0, 2.0));
    assert_eq!(books.line("transfer", "t1", "helmet")["sent"], json!(2));
    assert_eq!(books.status("transfer", "t1"), "sent", "the bells are still on their way");
    books.undo(&done);
    assert_eq!(books.line("transfer", "t1", "helmet")["sent"], json!(0));
}

#[test]
fn part_of_it_having_returned_only_what_is_beyond_the_rest_is_excess() {
    let mut books = start().open();
    books.apply("returnTransferExcess", bells(2));
    // Three are in transit, and four come out of the box.
    let done = books.apply("receiveTransfer", bells_over(4));
    books.shows(
        "transfer",
        json!("t1"),
        json!({ "status": "received", "lines": [{ "sent": 6, "received": 4, "returned": 2 }] }),
    );
    assert_eq!((books.qoh("bell", "harbour"), books.qoh("bell", "main")), (4.0, 4.0));
    books.undo(&done);
    books.shows(
        "transfer",
        json!("t1"),
        json!({ "status": "sent", "lines": [{ "sent": 5, "received": 0, "returned": 2 }] }),
    );
    assert_eq!((books.qoh("bell", "harbour"), books.qoh("bell", "main")), (5.0, 0.0));
}

#[test]
fn receipts_are_taken_back_in_any_order() {
    for order in [["c1", "c2"], ["c2", "c1"]] {
        let mut books = start().open();
        let before = books.picture();
        books.apply("receiveTransfer", bells(3));
        books.apply("receiveTransfer", bells_over(4));
        assert_eq!((books.qoh("bell", "harbour"), books.qoh("bell", "main")), (1.0, 7.0));
        for receipt in order {
            books.apply("reverseReceipt", json!({ "commandId": receipt }));
        }
        before.assert_same(&books.picture(), "both receipts reversed");
    }
}

#[test]
fn no_bell_is_lost_on_the_way() {
    // Eight bells in all, whatever is done: in the harbour, in the main shop, or in transit.
    let mut books = start().open();
    let mut steps = vec![
        ("receiveTransfer", bells(3)),
        ("receiveTransfer", bells_over(4)),
        ("reverseReceipt", json!({ "commandId": "c1" })),
        ("returnTransferExcess", bells(2)),
        ("reverseReceipt", json!({ "commandId": "c2" })),
        ("archiveTransfer", json!({ "transferId": "t1" })),
    ];
    for (command, fields) in steps.drain(..) {
        books.apply(command, fields);
        let line = books.line("transfer", "t1", "bell");
        let units = |name: &str| line[name].as_f64().unwrap();
        let in_transit = units("sent") - units("received") - units("returned");
        assert_eq!(books.qoh("bell", "harbour") + books.qoh("bell", "main") + in_transit, 8.0, "{command}: {line}");
    }
    assert_eq!((books.qoh("bell", "harbour"), books.qoh("bell", "main")), (8.0, 0.0));
}
