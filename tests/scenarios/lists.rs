//! Lists of commands: all or none.

use super::support::books::Books;
use super::support::call::change;
use super::support::start::Start;
use serde_json::{Value, json};

fn start() -> Start {
    Start::new()
        .stock("helmet", "main", -1)
        .stock("bell", "main", -2)
        .online_order("o1", 100, &[("helmet", 1), ("bell", 2)])
        .purchase_order("p1", 200, &[("helmet", 1)])
        .purchase_order("p2", 200, &[("bell", 2)])
}

fn receive(id: &str, order: &str) -> Value {
    json!({ "id": id, "at": 500, "type": "receivePurchaseOrder", "purchaseOrderId": order })
}

fn pack(id: &str) -> Value {
    json!({ "id": id, "at": 501, "type": "createShipment", "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } })
}

fn ship(id: &str) -> Value {
    json!({ "id": id, "at": 502, "type": "markShipped", "orderId": "o1", "shipmentId": "sh1" })
}

fn refused_at(books: &mut Books, commands: &[Value]) -> (u64, Value) {
    let outcome = books.refuse_all(&json!(commands));
    (outcome["index"].as_u64().unwrap(), outcome["refusal"]["code"].clone())
}

#[test]
fn each_command_is_decided_on_what_those_before_it_made() {
    let mut books = start().open();
    let done = books.apply_all(&json!([receive("k1", "p1"), receive("k2", "p2"), pack("k3"), ship("k4")]));
    assert_eq!((done.revision, done.events.len()), (4, 4));
    assert_eq!(done.changes["rowsRemoved"], json!(["o1-bell", "o1-helmet"]));
    assert_eq!(done.changes["ordersReady"], json!([]), "ready in between, and done in the end");
    assert_eq!(books.status("order", "o1"), "completedShipped");
}

#[test]
fn one_that_is_refused_refuses_them_all() {
    let mut books = start().open();
    let early = [receive("k1", "p1"), pack("k2"), ship("k3"), receive("k4", "p2")];
    assert_eq!(refused_at(&mut books, &early), (2, json!("notOnShelf")));
    let missing = [receive("k1", "p1"), receive("k2", "p2"), receive("k3", "p9")];
    assert_eq!(refused_at(&mut books, &missing), (2, json!("notFound")));
    assert_eq!(refused_at(&mut books, &[ship("k1")]), (0, json!("notFound")));
    assert_eq!((books.rows().len(), books.inventory().revision()), (2, 0));
    // None of their ids is remembered: in another order it works.
    books.apply_all(&json!([receive("k1", "p1"), receive("k4", "p2"), pack("k2"), ship("k3")]));
}

#[test]
fn one_that_cannot_be_read_stops_them_all() {
    let mut inventory = start().open().into_inventory();
    let before = inventory.to_bytes();
    let negative =
        json!({ "id": "k2", "at": 500, "type": "countStock", "itemId": "bell", "shopId": "main", "counted": -1 });
    let error = change(&mut inventory, "apply", &json!([receive("k1", "p1"), negative])).unwrap_err();
    assert_eq!(error["code"], json!("invalidInput"));
    assert!(inventory.to_bytes() == before);
}

#[test]
fn known_ones_are_skipped() {
    let mut books = start().open();
    books.apply_all(&receive("k1", "p1"));
    let done = books.apply_all(&json!([receive("k1", "p1"), receive("k2", "p2"), receive("k1", "p1")]));
    assert_eq!((done.duplicate, done.revision, done.events.len()), (false, 2, 1));
    assert_eq!(done.changes["rowsRemoved"], json!(["o1-bell"]));
    let done = books.apply_all(&json!([receive("k2", "p2"), receive("k1", "p1")]));
    assert_eq!((done.duplicate, done.revision, done.events.len()), (true, 2, 0));
}

#[test]
fn an_id_may_not_stand_for_two_commands_of_a_list() {
    let mut books = start().open();
    let twice = [receive("k1", "p1"), receive("k2", "p2"), ship("k1")];
    assert_eq!(refused_at(&mut books, &twice), (2, json!("idReused")));
}

#[test]
fn done_and_taken_back_in_one_list_nothing_shows_but_the_events() {
    let mut books = start().open();
    let undo = json!({ "id": "k2", "at": 501, "type": "undo", "commandId": "k1" });
    let done = books.apply_all(&json!([receive("k1", "p1"), undo]));
    assert_eq!(done.events.len(), 2);
    assert_eq!(done.changes["rowsRemoved"], json!([]));
    assert_eq!(done.changes["levels"], json!([]));
    assert_eq!(books.rows(), ["o1-bell 2", "o1-helmet 1"]);
}

#[test]
fn its_commands_do_not_conflict_with_each_other() {
    let mut books = start().open();
    let expecting = |mut command: Value| {
        command["expectedRevision"] = json!(0);
        command
    };
    let list = [receive("k1", "p1"), receive("k2", "p2"), pack("k3"), ship("k4")].map(expecting);
    books.apply_all(&json!(list));
    // But with what was done before the list they do.
    let again =
        [json!({ "id": "k5", "at": 503, "type": "finishPurchaseOrder", "purchaseOrderId": "p2" })].map(expecting);
    assert_eq!(refused_at(&mut books, &again), (0, json!("conflict")));
}
