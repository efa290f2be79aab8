//! The report as CSV: RFC 4180, the rows of the report and nothing else, and no cell that a spreadsheet would run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use serde_json::{Value, json};
use support::call::{call, load};
use support::fields::{field, list, parse_instant};
use support::inventories::inventory;
use support::queries::{raw_query, report_query};
use support::run::holds;

/// Every column: its head, the row's field, and what the cell is.
const COLUMNS: [(&str, &str, Cell); 25] = [
    ("itemId", "/itemId", Cell::Text),
    ("description", "/description", Cell::Text),
    ("code", "/code", Cell::Text),
    ("shopId", "/shopId", Cell::Text),
    ("shop", "/shop", Cell::Text),
    ("qoh", "/qoh", Cell::Number),
    ("reason", "/reason", Cell::Text),
    ("sourceType", "/source/type", Cell::Text),
    ("sourceId", "/source/id", Cell::Text),
    ("source", "/source/number", Cell::Text),
    ("occurredAt", "/occurredAt", Cell::Instant),
    ("sold", "/sold", Cell::Number),
    ("uncovered", "/uncovered", Cell::Number),
    ("ecomOrder", "/ecomOrder/number", Cell::Text),
    ("customer", "/customer", Cell::Text),
    ("onPurchaseOrder", "/onPurchaseOrder", Cell::Number),
    ("onTransfer", "/onTransfer", Cell::Number),
    ("elsewhere", "/elsewhere", Cell::Number),
    ("vendorId", "/vendorId", Cell::Text),
    ("vendor", "/vendor", Cell::Text),
    ("coverage", "/coverage", Cell::Text),
    ("expectedAt", "/expectedAt", Cell::Instant),
    ("diagnosis", "/diagnosis", Cell::Text),
    ("soldBecause", "/soldBecause", Cell::Text),
    ("id", "/id", Cell::Text),
];

#[derive(Clone, Copy, PartialEq)]
enum Cell {
    Text,
    Number,
    Instant,
}

/// What makes a spreadsheet take a cell for a formula.
fn starts_a_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Reads the CSV with a parser of its own, without any leniency.
fn read(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("RFC 4180").iter().map(str::to_string).collect()).collect()
}

fn assert_cell(cell: &str, kind: Cell, value: Option<&Value>, what: &str) {
    match (value, kind) {
        (None | Some(Value::Null), _) => assert_eq!(cell, "", "{what}"),
        (Some(Value::String(text)), _) if starts_a_formula(text) => assert_eq!(cell, format!("'{text}"), "{what}"),
        (Some(Value::String(text)), _) => assert_eq!(cell, text, "{what}"),
        (Some(value), Cell::Instant) => {
            assert!(cell.ends_with('Z'), "{what}: {cell} is not UTC");
            assert_eq!(parse_instant(&json!(cell)), value.as_f64().unwrap() as i64, "{what}");
        }
        (Some(value), _) => assert_eq!(cell.parse::<f64>().ok(), value.as_f64(), "{what}"),
    }
}

#[test]
fn the_csv_holds_the_rows_of_the_report() {
    let strategy = (inventory(), raw_query());
    holds("the CSV holds the rows of the report", 1_000, strategy, |(snapshot, bytes)| {
        let inventory = load(snapshot.to_string().as_bytes(), &json!({})).unwrap();
        let mut windowless = report_query(&bytes, &snapshot);
        windowless.as_object_mut().unwrap().retain(|name, _| name != "offset" && name != "limit");
        let mut everything = windowless.clone();
        everything["limit"] = json!(1_000_000);
        for (query, same) in
            [(windowless, everything), (report_query(&bytes, &snapshot), report_query(&bytes, &snapshot))]
        {
            if field(&query, "limit").is_null() != field(&query, "offset").is_null() {
                continue; // An offset without a limit: a page in the report, the whole rest in a file.
            }
            let text = call(&inventory, "csv", &query).unwrap();
            let records = read(text.as_str().unwrap());
            let report = call(&inventory, "report", &same).unwrap();
            let rows = list(&report, "rows");
            let heads: Vec<&str> = COLUMNS.iter().map(|(head, _, _)| *head).collect();
            assert_eq!(records[0], heads);
            assert_eq!(
                records.len(),
                rows.len() + 1,
                "csv({query}) and report({same}): {text}\nthe inventory:\n{snapshot}"
            );
            for (record, row) in records[1..].iter().zip(rows) {
                for (cell, (head, pointer, kind)) in record.iter().zip(COLUMNS) {
                    assert_cell(
                        cell,
                        kind,
                        row.pointer(pointer),
                        &format!("{head} of {row}\nthe inventory:\n{snapshot}"),
                    );
                    assert!(
                        kind != Cell::Text || !starts_a_formula(cell),
                        "{head} {cell:?} starts a formula\nthe inventory:\n{snapshot}"
                    );
                }
            }
        }
    });
}

/// An inventory with one row, whose every text is the hostile one.
fn hostile(text: &str) -> Value {
    json!({
        "format": "oversold/1",
        "shops": [{ "id": text, "name": text }],
        "vendors": [{ "id": text, "name": text }],
        "items": [{ "id": text, "description": text, "customSku": text, "defaultVendorId": text }],
        "levels": [{ "itemId": text, "shopId": text, "qoh": -1 }],
        "sales": [{ "id": text, "number": text, "shopId": text, "completedAt": 0, "orderId": text }],
        "adjustments": [{ "id": text, "itemId": text, "shopId": text, "quantity": -1, "at": 0, "reason": "sale", "sourceId": text }],
        "orders": [{
            "id": text, "number": text, "placedAt": 0, "customer": text, "payment": "paid", "fraud": "cleared", "delivery": "ship",
            "lines": [{ "id": text, "itemId": text, "shopId": text, "quantity": 1, "adjustmentId": text }],
        }],
    })
}

#[test]
fn no_cell_starts_a_formula_or_breaks_out_of_its_place() {
    let texts = [
        "=HYPERLINK(\"http://example.invalid\")",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "a,b",
        "a\"b",
        "\"",
        "\r\n",
        "a\nb",
        ",",
        "'=1",
        "",
        " =1",
        "=",
        "\u{FEFF}=1",
        "é;ü",
    ];
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        let inventory =
            load(hostile(text).to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let csv = call(&inventory, "csv", &Value::Null).unwrap();
        let records = read(csv.as_str().unwrap());
        assert_eq!(records.len(), 2, "{csv}");
        let expected = if starts_a_formula(text) { format!("'{text}") } else { text.to_string() };
        for ((head, _, _), cell) in COLUMNS.iter().zip(&records[1]) {
            let is_the_text = [
                "itemId",
                "description",
                "code",
                "shopId",
                "shop",
                "sourceId",
                "source",
                "ecomOrder",
                "customer",
                "vendorId",
                "vendor",
                "id",
            ];
            if is_the_text.contains(head) {
                assert_eq!(*cell, expected, "{head} of {text:?}");
            }
        }
    }
}

#[test]
fn lines_end_as_rfc_4180_wants_and_numbers_stay_numbers() {
    let snapshot = json!({
        "format": "oversold/1",
        "shops": [{ "id": "main", "name": "Main Street" }],
        "items": [{ "id": "helmet", "description": "Helmet, \"red\"" }],
        "levels": [{ "itemId": "helmet", "shopId": "main", "qoh": "-1.5" }],
        "adjustments": [{ "id": "a1", "itemId": "helmet", "shopId": "main", "quantity": -1, "at": "2026-03-02T08:00:00+01:00", "reason": "other" }],
    });
    let inventory = load(snapshot.to_string().as_bytes(), &json!({})).unwrap();
    let csv = call(&inventory, "csv", &Value::Null).unwrap();
    let text = csv.as_str().unwrap();
    assert!(text.ends_with("\r\n") && !text.ends_with("\r\n\r\n"), "{text:?}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
    let records = read(text);
    assert_eq!(records.len(), 3);
    assert_eq!(
        records[1][..8],
        ["helmet", "Helmet, \"red\"", "", "main", "Main Street", "-1.5", "other", ""].map(str::to_string)
    );
    assert_eq!(parse_instant(&json!(records[1][10])), 1_772_434_800_000);
    let only_head = call(&inventory, "csv", &json!({ "shopIds": [] })).unwrap();
    assert_eq!(read(only_head.as_str().unwrap()).len(), 1, "{only_head}");
}
