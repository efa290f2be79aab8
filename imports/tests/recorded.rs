//! Bodies as they were recorded. They lie beside the repository; where they do not, these tests say so and do nothing.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use support::store::Random;
use support::{read, reader};

fn folder(name: &str) -> Option<PathBuf> {
    let data = std::env::var_os("OVERSOLD_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from);
    let folder = data.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("not run: there is no folder {}; set OVERSOLD_DATA to the folder that holds {name}", folder.display());
    None
}

/// The bodies whose file names begin so, by name; none where the folder is not there.
fn bodies(folder_name: &str, begins: &[&str]) -> Option<BTreeMap<String, Value>> {
    let mut bodies = BTreeMap::new();
    for entry in std::fs::read_dir(folder(folder_name)?).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_some_and(|kind| kind == "json") && begins.iter().any(|begin| name.starts_with(begin)) {
            bodies.insert(name, serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap());
        }
    }
    assert!(!bodies.is_empty(), "{begins:?}");
    Some(bodies)
}

fn each(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())
}

#[test]
fn every_recorded_body_of_retail_is_read_and_errors_are_refused() {
    let Some(all) = bodies("lightspeed_r", &[""]) else { return };
    let mut reader = reader(&serde_json::json!({}));
    let mut refused = BTreeSet::new();
    for (name, body) in &all {
        if reader.add(body.to_string().as_bytes(), None).is_err() {
            refused.insert(name.as_str());
        }
    }
    let errors: BTreeSet<&str> =
        all.iter().filter(|(_, body)| body.get("httpCode").is_some()).map(|(name, _)| name.as_str()).collect();
    assert_eq!(refused, errors);
    assert_eq!(errors.len(), 4);
    let read = support::taken(&mut reader);
    println!(
        "{} items, {} levels, {} vendors, {} sales, {} movements",
        read.table("items").len(),
        read.table("levels").len(),
        read.table("vendors").len(),
        read.table("sales").len(),
        read.table("adjustments").len()
    );
    for warning in &read.warnings {
        println!("{} x{}: {} {}", warning["code"], warning["count"], warning["message"], warning["examples"]);
    }
    assert!(read.table("vendors").len() >= 703);
    assert_eq!(read.table("shops").len(), 1);
    assert!(
        !read.warned("unreadable") && !read.warned("unknownWord") && !read.warned("unknownShop"),
        "{:?}",
        read.warnings
    );
}

#[test]
fn lots_repeat_their_items() {
    let Some(lots) = bodies("lightspeed_r", &["Inventory_index"]) else { return };
    let records: usize = lots.values().map(|body| each(&body["Inventory"]).len()).sum();
    let read = read(&lots.into_values().collect::<Vec<_>>());
    assert_eq!((records, read.table("items").len()), (566, 374));
}

#[test]
fn shop_0_is_the_sum_of_the_levels() {
    let Some(items) = bodies("lightspeed_r", &["items_index", "Inventory_index"]) else { return };
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    let all: Vec<Value> = items.into_values().collect();
    for body in &all {
        let of_lots = each(&body["Inventory"]).into_iter().map(|lot| &lot["Item"]);
        for item in each(&body["Item"]).into_iter().chain(of_lots).filter(|item| item.is_object()) {
            for level in each(&item["ItemShops"]["ItemShop"]).into_iter().filter(|level| level["shopID"] == "0") {
                sums.insert(
                    item["itemID"].as_str().unwrap().to_owned(),
                    level["qoh"].as_str().unwrap().parse().unwrap(),
                );
            }
        }
    }
    let read = read(&all);
    let mut levels: BTreeMap<String, f64> = BTreeMap::new();
    for level in read.table("levels") {
        assert_ne!(level["shopId"], "0");
        *levels.entry(level["itemId"].as_str().unwrap().to_owned()).or_default() += level["qoh"].as_f64().unwrap();
    }
    assert!(sums.len() > 300, "{}", sums.len());
    assert_eq!(levels, sums);
}

#[test]
fn backorder_equals_ordered_less_checked_in_on_the_lines_where_both_are_known() {
    let Some(all) = bodies("lightspeed_r", &["items_index", "items_show", "Inventory_index", "orders_index"]) else {
        return;
    };
    let orders = all["orders_index_1"].clone();
    let all: Vec<Value> = all.into_values().collect();
    let mut backorder: BTreeMap<(String, String), f64> = BTreeMap::new();
    for body in &all {
        let of_lots = each(&body["Inventory"]).into_iter().map(|lot| &lot["Item"]);
        for item in each(&body["Item"]).into_iter().chain(of_lots).filter(|item| item.is_object()) {
            for level in each(&item["ItemShops"]["ItemShop"]).into_iter().filter(|level| level.is_object()) {
                let text = |name: &str| level[name].as_str().unwrap().to_owned();
                backorder.insert((text("itemID"), text("shopID")), text("backorder").parse().unwrap());
            }
        }
    }
    let read = read(&all);
    let mut compared = 0;
    for order in each(&orders["Order"]) {
        for line in each(&order["OrderLines"]["OrderLine"]).into_iter().filter(|line| line.is_object()) {
            let place = (line["itemID"].as_str().unwrap().to_owned(), order["shopID"].as_str().unwrap().to_owned());
            let Some(incoming) = backorder.get(&place) else { continue };
            let number = |name: &str| line[name].as_str().unwrap().parse::<f64>().unwrap();
            assert_eq!(number("quantity") - number("checkedIn"), *incoming, "{place:?}");
            assert_eq!(read.incoming(&place.0, &place.1), *incoming, "{place:?}");
            compared += 1;
        }
    }
    println!("{compared} lines compared");
    assert!(compared >= 8, "{compared}");
    assert!(!read.warned("incomingDisagrees"), "{:?}", read.warnings);
}

#[test]
fn sales_that_were_completed_are_all_there_and_the_pages_order_has_no_influence() {
    let Some(all) =
        bodies("lightspeed_r", &["items_index", "Sales_index", "orders_index", "special_orders_index", "shops_show"])
    else {
        return;
    };
    let completed: usize = all
        .iter()
        .filter(|(name, _)| name.starts_with("Sales_index"))
        .map(|(_, body)| each(&body["Sale"]).iter().filter(|sale| sale["completed"] == "true").count())
        .sum();
    let mut all: Vec<Value> = all.into_values().collect();
    let expected = read(&all);
    assert_eq!((completed, expected.table("sales").len()), (36, 36));
    let mut random = Random(1);
    for _ in 0..4 {
        random.shuffle(&mut all);
        assert_eq!(read(&all).snapshot, expected.snapshot);
    }
}

#[test]
fn every_recorded_body_of_ecom_is_read() {
    let Some(all) = bodies("lightspeed_c", &[""]) else { return };
    let read = read(&all.into_values().collect::<Vec<_>>());
    for warning in &read.warnings {
        println!("{} x{}: {} {}", warning["code"], warning["count"], warning["message"], warning["examples"]);
    }
    let order = read.record("orders", "1623550");
    assert_eq!([&order["number"], &order["customer"], &order["payment"]], ["ORD00018", "Lightspeed Test", "paid"]);
    assert_eq!(order["lines"][0]["quantity"], 6);
    assert_eq!([&order["shipments"][0]["number"], &order["shipments"][0]["status"]], ["SHIP00018", "notShipped"]);
    assert_eq!(read.qoh("Variant/36285796", "ecom"), Some(100.0));
    assert!(!read.warned("unreadable") && !read.warned("unknownWord"), "{:?}", read.warnings);
}
