//! Refusals: each code of the contract is reached, and the core knows no others.

use crate::cases::{Case, cases, receive, start};
use crate::support::books::Books;
use crate::support::call::{call, change};
use crate::support::compare::missing;
use oversold::contract::outcome::RefusalCode;
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn each_refusal_says_where_and_why_and_changes_nothing() {
    for Case { code, before, command: (command, fields), path, details } in cases() {
        let mut books = start().open();
        for (command, fields) in before {
            books.apply(command, fields);
        }
        let bytes = books.bytes();
        let refusal = books.refuse(command, fields.clone(), code);
        assert!(books.bytes() == bytes, "{command} {fields} changed something");
        assert_eq!(refusal["path"], json!(path), "{command} {fields}: {refusal}");
        let found = missing(&details, &refusal["details"]);
        assert!(found.is_empty(), "{command} {fields}: {}\n{refusal}", found.join("\n"));
    }
}

/// The codes of the published contract.
fn published() -> BTreeSet<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/src/contract/outcome.ts");
    let source = std::fs::read_to_string(file).unwrap();
    let (_, union) = source.split_once("export type RefusalCode =").expect("the contract names the codes");
    // Each on a line of its own, a comment before it, and a semicolon behind the last one.
    let union = union.lines().map(str::trim).skip_while(|line| line.is_empty());
    let union = union.take_while(|line| line.starts_with('|') || line.starts_with("/**"));
    let codes = union.filter_map(|line| line.strip_prefix("| \"")?.trim_end_matches(';').strip_suffix('"'));
    codes.map(str::to_string).collect()
}

#[test]
fn no_code_of_the_contract_is_left_out() {
    let reached: BTreeSet<String> = cases().iter().map(|case| case.code.to_string()).collect();
    assert_eq!(reached, published());
}

#[test]
fn the_core_has_the_codes_of_the_contract_and_no_others() {
    use RefusalCode as Code;
    // Whoever adds a code is told here by the compiler.
    let next = |code: Code| match code {
        Code::NotFound => Some(Code::AlreadyExists),
        Code::AlreadyExists => Some(Code::IdReused),
        Code::IdReused => Some(Code::Conflict),
        Code::Conflict => Some(Code::IllegalTransition),
        Code::IllegalTransition => Some(Code::OverReceipt),
        Code::OverReceipt => Some(Code::OverReturn),
        Code::OverReturn => Some(Code::OverRefund),
        Code::OverRefund => Some(Code::OverShipment),
        Code::OverShipment => Some(Code::NotPaid),
        Code::NotPaid => Some(Code::FraudNotCleared),
        Code::FraudNotCleared => Some(Code::NotOnShelf),
        Code::NotOnShelf => Some(Code::NothingToDo),
        Code::NothingToDo => Some(Code::NotInventoried),
        Code::NotInventoried => Some(Code::NotReversible),
        Code::NotReversible => Some(Code::OutOfRange),
        Code::OutOfRange => None,
    };
    let codes = std::iter::successors(Some(Code::NotFound), |code| next(*code));
    let words = codes.map(|code| serde_json::to_value(code).unwrap().as_str().unwrap().to_string());
    assert_eq!(words.collect::<BTreeSet<_>>(), published());
}

#[test]
fn a_refused_command_leaves_the_answers_too() {
    let mut inventory = start().open().into_inventory();
    let query = json!({ "sort": [{ "by": "source" }] });
    let before = call(&inventory, "report", &query).unwrap();
    let command = json!({ "id": "k1", "at": 1, "type": "receivePurchaseOrder", "purchaseOrderId": "p2" });
    assert_eq!(change(&mut inventory, "apply", &command).unwrap()["refusal"]["code"], json!("outOfRange"));
    assert_eq!(call(&inventory, "report", &query).unwrap(), before);
    assert_eq!(change(&mut inventory, "history", &json!({})).unwrap()["total"], json!(0));
    // The books are as usable as before.
    let mut books = Books::open(&change(&mut inventory, "toSnapshot", &json!(null)).unwrap());
    books.apply("receivePurchaseOrder", receive(3));
}
