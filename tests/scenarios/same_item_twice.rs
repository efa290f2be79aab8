//! Documents with two lines of one item: each line is counted by itself, the stock together.

use super::support::books::lines;
use super::support::start::Start;
use serde_json::{Value, json};

fn two(name: &str) -> Value {
    json!([{ "id": "a", "itemId": "bell", name: 2 }, { "id": "b", "itemId": "bell", name: 3 }])
}

#[test]
fn of_a_purchase_order_each_line_has_its_own_outstanding_units() {
    let mut books = Start::new()
        .stock("bell", "main", -4)
        .till_sale("s1", 100, &[("bell", 4)])
        .purchase_order("p1", 200, &[])
        .but("purchaseOrders", "p1", json!({ "lines": two("ordered") }))
        .open();
    let of = |units: &[(&str, i64)]| json!({ "purchaseOrderId": "p1", "lines": lines(units) });
    assert_eq!(books.incoming("bell", "main"), ["p1 2", "p1 3"]);
    let refusal = books.refuse("receivePurchaseOrder", of(&[("a", 3), ("b", 1)]), "overReceipt");
    assert_eq!(refusal["details"]["lineId"], json!("a"));
    books.apply("receivePurchaseOrder", of(&[("b", 1), ("a", 2)]));
    assert_eq!(
        (books.rows(), books.incoming("bell", "main")),
        (vec!["s1-bell 1".to_string()], vec!["p1 2".to_string()])
    );
    books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    assert_eq!(books.qoh("bell", "main"), 1.0);
}

#[test]
fn of_a_transfer_each_line_is_on_its_way_by_itself_and_all_of_it_goes_back() {
    let mut books = Start::new()
        .stock("bell", "harbour", 4)
        .open_transfer("t1", 200, &[])
        .but("transfers", "t1", json!({ "lines": two("requested") }))
        .open();
    let of = |units: &[(&str, i64)]| json!({ "transferId": "t1", "lines": lines(units) });
    books.there_and_back("sendTransfer", json!({ "transferId": "t1" }));
    books.apply("sendTransfer", json!({ "transferId": "t1" }));
    assert_eq!(books.qoh("bell", "harbour"), -1.0);
    books.refuse("returnTransferExcess", of(&[("a", 3)]), "overReturn");
    books.apply("returnTransferExcess", of(&[("a", 2), ("b", 1)]));
    assert!(books.rows().is_empty(), "three of five are back");
    assert_eq!((books.qoh("bell", "harbour"), books.incoming("bell", "main")), (2.0, vec!["t1 2".to_string()]));
    books.apply("archiveTransfer", json!({ "transferId": "t1" }));
    assert_eq!(books.qoh("bell", "harbour"), 4.0);
    books.shows(
        "explain",
        json!(["bell", "harbour"]),
        json!({ "opening": 4, "inflow": 0, "outflow": 0, "sources": [] }),
    );
}

#[test]
fn of_a_vendor_return_both_lines_go_and_come_back() {
    let mut books = Start::new()
        .stock("bell", "main", 4)
        .open_vendor_return("r1", &[])
        .but("vendorReturns", "r1", json!({ "lines": two("quantity") }))
        .open();
    books.there_and_back("sendVendorReturn", json!({ "vendorReturnId": "r1" }));
    books.apply("sendVendorReturn", json!({ "vendorReturnId": "r1" }));
    assert_eq!(books.qoh("bell", "main"), -1.0);
    books.there_and_back("unsendVendorReturn", json!({ "vendorReturnId": "r1" }));
    books.apply("unsendVendorReturn", json!({ "vendorReturnId": "r1" }));
    books.shows("explain", json!(["bell", "main"]), json!({ "qoh": 4, "opening": 4, "sources": [] }));
}

#[test]
fn of_an_order_each_line_is_refunded_by_itself() {
    let mut books = Start::new()
        .stock("bell", "main", -5)
        .online_order("o1", 100, &[])
        .but("orders", "o1", json!({ "lines": [
            { "id": "a", "itemId": "bell", "shopId": "main", "quantity": 2, "adjustmentId": "x" },
            { "id": "b", "itemId": "bell", "shopId": "main", "quantity": 3, "adjustmentId": "y" },
        ] }))
        .with("adjustments", json!({ "id": "x", "itemId": "bell", "shopId": "main", "quantity": -2, "at": 100, "reason": "sale", "sourceId": "s-o1" }))
        .with("adjustments", json!({ "id": "y", "itemId": "bell", "shopId": "main", "quantity": -3, "at": 100, "reason": "sale", "sourceId": "s-o1" }))
        .open();
    let both = json!({ "orderId": "o1", "lines": lines(&[("b", 1), ("a", 2), ("b", 1)]), "restock": true });
    books.apply("refundOrder", both);
    assert_eq!(books.rows(), ["y 1"]);
    books.shows("order", json!("o1"), json!({ "lines": [{ "refunded": 2 }, { "refunded": 2 }] }));
    let refusal = books.refuse(
        "refundOrder",
        json!({ "orderId": "o1", "lines": lines(&[("b", 1), ("b", 1)]), "restock": true }),
        "overRefund",
    );
    assert_eq!(refusal["details"]["lineId"], json!("b"));
}
