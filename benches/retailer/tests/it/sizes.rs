//! S and M hold what they promise; L is the same code, ten times M.

use std::str::FromStr;

use crate::support::{exact, list, rows, table, tally};
use retailer::{Scale, Size};
use serde_json::Value;

fn written(size: Size) -> Vec<u8> {
    let mut bytes = Vec::new();
    retailer::write(size, &mut bytes).expect("a vector takes all");
    bytes
}

fn lines(snapshot: &Value, name: &str) -> usize {
    table(snapshot, name).iter().map(|document| list(document, "lines").len()).sum()
}

fn assert_as_promised(scale: &Scale, snapshot: &Value, part_of_l: usize) {
    let count = |name| table(snapshot, name).len();
    assert_eq!(count("items"), scale.items);
    assert_eq!(count("shops"), scale.shops);
    assert_eq!(count("levels"), scale.levels());
    assert_eq!(count("sales"), scale.sales);
    assert_eq!(count("orders"), scale.sales / 4);
    assert_eq!(
        (count("purchaseOrders"), lines(snapshot, "purchaseOrders")),
        (scale.purchase_orders, scale.purchase_order_lines)
    );
    assert_eq!((count("transfers"), lines(snapshot, "transfers")), (scale.transfers, scale.transfer_lines));
    let sold = table(snapshot, "adjustments")
        .iter()
        .filter(|movement| movement["reason"] == "sale" && movement["reverses"].is_null());
    assert_eq!(sold.count(), scale.sale_lines);
    let negative = table(snapshot, "levels").iter().filter(|level| exact(&level["qoh"]) < 0).count();
    assert_eq!(negative, scale.negative_levels());

    let rows = rows(snapshot);
    let promised = 71_000 / part_of_l;
    assert!(rows.len().abs_diff(promised) * 100 < promised * 4, "{} rows, about {promised} promised", rows.len());
    let diagnoses = tally(rows.iter().map(|row| row.diagnosis));
    for name in [
        "unattributed",
        "refundedNotRestocked",
        "shippedUncovered",
        "excessTransfer",
        "notReceived",
        "onItsWay",
        "backorder",
        "missingDocument",
    ] {
        assert!(diagnoses.contains_key(name), "{name} is missing: {diagnoses:?}");
    }
}

#[test]
fn s_is_sound_and_as_promised() {
    let bytes = written(Size::S);
    assert_eq!(bytes, written(Size::S), "the same bytes every time");
    let snapshot = serde_json::from_slice(&bytes).expect("S is JSON");
    crate::support::assert_sound(&snapshot);
    assert_as_promised(&Scale::S, &snapshot, 100);
}

#[test]
fn m_is_sound_and_as_promised() {
    let snapshot = serde_json::from_slice(&written(Size::M)).expect("M is JSON");
    crate::support::assert_sound(&snapshot);
    assert_as_promised(&Scale::M, &snapshot, 10);
}

#[test]
fn l_is_the_work_of_the_design() {
    let l = Scale::L;
    assert_eq!((l.levels(), l.negative_levels(), l.sales, l.sale_lines), (1_000_000, 50_000, 600_000, 2_000_000));
    assert_eq!(
        (l.purchase_orders, l.purchase_order_lines, l.transfers, l.transfer_lines),
        (20_000, 200_000, 10_000, 100_000)
    );
}

#[test]
fn sizes_are_read_from_their_names() {
    assert_eq!(Size::from_str("Demo").ok(), Some(Size::Demo));
    assert_eq!(Size::from_str("l").ok(), Some(Size::L));
    let refused = Size::from_str("XL").map_err(|error| error.to_string());
    assert_eq!(refused, Err("no size is called \"XL\": use demo, S, M or L".to_owned()));
}
