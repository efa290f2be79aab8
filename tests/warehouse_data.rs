//! The data on which `cargo xtask warehouse` proves the working set: written when `OVERSOLD_WAREHOUSE_DIR` names a folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use support::adventureworks::AdventureWorks;
use support::inventories::inventory;
use support::northwind::Northwind;
use support::tables::folder;
use support::till::with_till_sales;

/// Inventories in one file.
const TOGETHER: usize = 400;

/// Names everything anew, so that several inventories are one: no id of one is an id of another.
fn renamed(value: &mut Value, prefix: &str) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|element| renamed(element, prefix)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(id) if name == "id" || name == "reverses" || name.ends_with("Id") => {
                        id.insert_str(0, prefix);
                    }
                    value => renamed(value, prefix),
                }
            }
        }
        _ => {}
    }
}

/// Many small inventories, of everything that a host may send, as one.
fn random() -> Value {
    let mut all = Map::from_iter([("format".to_owned(), json!("oversold/1"))]);
    let mut runner = TestRunner::deterministic();
    let strategy = (inventory(), vec(any::<u8>(), 64));
    for number in 0..TOGETHER {
        let (snapshot, till) = strategy.new_tree(&mut runner).expect("an inventory is made").current();
        let mut snapshot = with_till_sales(snapshot, &till);
        renamed(&mut snapshot, &format!("{number}~"));
        for (table, records) in snapshot.as_object().unwrap() {
            if let Value::Array(records) = records {
                let of_all = all.entry(table.clone()).or_insert_with(|| json!([]));
                of_all.as_array_mut().unwrap().extend(records.iter().cloned());
            }
        }
    }
    Value::Object(all)
}

#[test]
fn data_for_the_warehouse() {
    let Some(target) = std::env::var_os("OVERSOLD_WAREHOUSE_DIR").map(PathBuf::from) else {
        println!("not written: OVERSOLD_WAREHOUSE_DIR names no folder");
        return;
    };
    std::fs::create_dir_all(&target).unwrap();
    let write = |name: &str, snapshot: &Value| std::fs::write(target.join(name), snapshot.to_string()).unwrap();
    write("random.json", &random());
    if let Some(folder) = folder("northwind") {
        write("northwind.json", &Northwind::read(&folder).snapshot());
    }
    if let Some(folder) = folder("adventureworks") {
        write("adventureworks.json", &AdventureWorks::read(&folder).snapshot());
    }
}
