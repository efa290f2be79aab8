//! `expectedRevision`, command by command: what each touches, and what beside it may change without a conflict.

use super::support::books::lines;
use super::support::call::change;
use super::support::start::Start;
use serde_json::{Value, json};

/// Helmets, gloves and bells, short in the main shop; the harbour has bells and gloves.
fn start() -> Start {
    Start::new()
        .stock("helmet", "main", -3)
        .stock("gloves", "main", -2)
        .stock("bell", "main", -2)
        .stock("bell", "harbour", 9)
        .stock("gloves", "harbour", 9)
        .online_order("o1", 100, &[("helmet", 2), ("bell", 1)])
        .till_sale("s1", 200, &[("helmet", 1), ("gloves", 2), ("bell", 1)])
        .purchase_order("p1", 300, &[("helmet", 3), ("gloves", 2)])
}

fn count(item: &str, shop: &str) -> (&'static str, Value) {
    ("countStock", json!({ "itemId": item, "shopId": shop, "counted": 20 }))
}

/// Whether a command conflicts with what was done since.
fn conflicts(start: Start, since: &(&str, Value), then: &(&str, Value)) -> bool {
    let mut books = start.open();
    books.apply(since.0, since.1.clone());
    let mut command = books.command(then.0, then.1.clone());
    command["expectedRevision"] = json!(0);
    let mut inventory = books.into_inventory();
    let outcome = change(&mut inventory, "decide", &command).unwrap_or_else(|error| panic!("{error}: {command}"));
    match &outcome["refusal"]["code"] {
        Value::Null => false,
        code if *code == json!("conflict") => true,
        _ => panic!("{command}: {outcome}"),
    }
}

fn assert_conflicts(start: fn() -> Start, then: &(&str, Value), with: &[(&str, Value)], without: &[(&str, Value)]) {
    for since in with {
        assert!(conflicts(start(), since, then), "{then:?} after {since:?}");
    }
    for since in without {
        assert!(!conflicts(start(), since, then), "{then:?} after {since:?}");
    }
}

#[test]
fn a_receipt_of_one_line_and_the_stock_of_its_item() {
    let receive = ("receivePurchaseOrder", json!({ "purchaseOrderId": "p1", "lines": lines(&[("helmet", 1)]) }));
    let edit = ("editPurchaseOrder", json!({ "purchaseOrderId": "p1", "expectedAt": 900 }));
    assert_conflicts(
        start,
        &receive,
        &[count("helmet", "main"), edit],
        &[count("gloves", "main"), count("helmet", "harbour")],
    );
}

#[test]
fn a_transfer_and_the_stock_of_the_shop_that_it_changes() {
    let open = || start().open_transfer("t1", 300, &[("bell", 2), ("gloves", 2)]);
    let sent = || start().sent_transfer("t1", 300, &[("bell", 2), ("gloves", 2)]);
    let bells = || json!({ "transferId": "t1", "lines": lines(&[("bell", 1)]) });
    let edit = ("editTransfer", json!({ "transferId": "t1", "expectedAt": 900 }));
    assert_conflicts(
        open,
        &("sendTransfer", bells()),
        &[count("bell", "harbour"), edit.clone()],
        &[count("gloves", "harbour"), count("bell", "main")],
    );
    assert_conflicts(
        sent,
        &("receiveTransfer", bells()),
        &[count("bell", "main"), edit.clone()],
        &[count("gloves", "main"), count("bell", "harbour")],
    );
    let mut over = bells();
    over["allowOver"] = json!(true);
    assert_conflicts(
        sent,
        &("receiveTransfer", over),
        &[count("bell", "main"), count("bell", "harbour")],
        &[count("gloves", "harbour")],
    );
    assert_conflicts(
        sent,
        &("returnTransferExcess", bells()),
        &[count("bell", "harbour"), edit],
        &[count("gloves", "harbour"), count("bell", "main")],
    );
    let archive = ("archiveTransfer", json!({ "transferId": "t1" }));
    assert_conflicts(sent, &archive, &[count("bell", "harbour"), count("gloves", "harbour")], &[count("bell", "main")]);
}

#[test]
fn a_refund_of_one_line_and_the_sales_that_recorded_the_order() {
    let refund =
        ("refundOrder", json!({ "orderId": "o1", "lines": [{ "lineId": "bell", "quantity": 1 }], "restock": true }));
    let clear = ("flagFraud", json!({ "orderId": "o1" }));
    let sale = (
        "refundSale",
        json!({ "saleId": "s-o1", "lines": [{ "adjustmentId": "o1-helmet", "quantity": 1 }], "restock": false }),
    );
    assert_conflicts(
        start,
        &refund,
        &[count("bell", "main"), clear, sale],
        &[count("helmet", "main"), count("bell", "harbour")],
    );
    let cancel = ("cancelOrder", json!({ "orderId": "o1", "restock": true }));
    assert_conflicts(start, &cancel, &[count("bell", "main"), count("helmet", "main")], &[count("gloves", "main")]);
}

#[test]
fn a_refund_at_the_till_its_stock_its_sale_and_the_order_behind_it() {
    let of = |sale: &str, adjustment: &str| {
        let lines = json!([{ "adjustmentId": adjustment, "quantity": 1 }]);
        ("refundSale", json!({ "saleId": sale, "lines": lines, "restock": true }))
    };
    assert_conflicts(
        start,
        &of("s1", "s1-helmet"),
        &[count("helmet", "main"), of("s1", "s1-bell")],
        &[count("gloves", "main")],
    );
    let flag = ("flagFraud", json!({ "orderId": "o1" }));
    assert_conflicts(
        start,
        &of("s-o1", "o1-helmet"),
        &[count("helmet", "main"), flag.clone()],
        &[count("gloves", "main"), of("s1", "s1-gloves")],
    );
    let void = ("voidSale", json!({ "saleId": "s1" }));
    assert_conflicts(
        start,
        &void,
        &[count("gloves", "main"), count("bell", "main")],
        &[count("gloves", "harbour"), flag.clone()],
    );
    let left = || start().but("adjustments", "s1-helmet", json!({ "refundedNotRestocked": 1 }));
    let restock = ("restock", json!({ "adjustmentId": "s1-helmet", "quantity": 1 }));
    assert_conflicts(
        left,
        &restock,
        &[count("helmet", "main"), of("s1", "s1-bell")],
        &[count("bell", "harbour"), flag],
    );
}

#[test]
fn a_refund_that_puts_nothing_back_leaves_the_stock_alone() {
    for refund in [
        ("cancelOrder", json!({ "orderId": "o1", "restock": false })),
        ("refundOrder", json!({ "orderId": "o1", "lines": [{ "lineId": "helmet", "quantity": 1 }], "restock": false })),
        (
            "refundSale",
            json!({ "saleId": "s-o1", "lines": [{ "adjustmentId": "o1-helmet", "quantity": 1 }], "restock": false }),
        ),
    ] {
        let flag = ("flagFraud", json!({ "orderId": "o1" }));
        assert_conflicts(start, &refund, &[flag], &[count("helmet", "main")]);
    }
}
