//! Spreadsheets as people export them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use oversold::{Inventory, InventoryError, ReportQuery};
use oversold_imports::spreadsheet::{self, FILES, Imported, Options, template};
use serde_json::{Value, json};
use support::{load, tree};

fn options(options: &Value) -> Options {
    Options::read(&tree(options)).unwrap()
}

fn import_with(files: &[(&str, &[u8])], how: &Value) -> Result<Imported, InventoryError> {
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    spreadsheet::read(&files, &options(how))
}

fn import(files: &[(&str, &str)]) -> Imported {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    import_with(&files, &json!({})).unwrap_or_else(|error| panic!("{error}"))
}

fn inventory(imported: &Imported) -> Inventory {
    load(&imported.snapshot.to_json())
}

fn rows(imported: &Imported) -> Vec<Value> {
    let inventory = inventory(imported);
    let page = serde_json::to_value(inventory.report(&ReportQuery::default()).unwrap()).unwrap();
    page["rows"].as_array().unwrap().clone()
}

#[test]
fn levels_sales_and_purchase_orders_make_a_report() {
    let imported = import(&[
        ("levels", "SKU,Item Name,Store,Qty on Hand,Supplier\nH1,Road helmet,Main,-2,Alpine\nG1,Gloves,Main,4,\n"),
        (
            "sales",
            "Sale #,Date,SKU,Qty,Web Order Number,Store\n68,2026-03-02T09:30:00Z,H1,1,E1001,Main\n69,2026-03-03,H1,1,,Main\n",
        ),
        (
            "purchaseOrders",
            "PO,Supplier,SKU,Qty Ordered,Qty Received,Ordered Date,ETA,Store\n12,Alpine,H1,1,0,2026-03-01,2026-03-09,Main\n",
        ),
    ]);
    let rows = rows(&imported);
    assert_eq!(rows.len(), 2);
    assert_eq!(
        [&rows[0]["source"]["number"], &rows[0]["description"], &rows[0]["vendor"]],
        ["68", "Road helmet", "Alpine"]
    );
    assert_eq!(
        [&rows[0]["coverage"], &rows[1]["coverage"], &rows[0]["ecomOrder"]["number"]],
        ["full", "none", "E1001"]
    );
    let warnings = serde_json::to_value(&imported.warnings).unwrap();
    assert_eq!([&warnings[0]["code"], &warnings[0]["examples"][0]], ["orderNotGiven", "E1001"]);
}

#[test]
fn headers_are_matched_by_name_with_the_usual_synonyms() {
    for headers in [
        "item,qoh",
        "SKU;Quantity on hand",
        "Item Number\tStock",
        "product|On-Hand",
        "Artikelnummer;Bestand",
        "qty,sku",
    ] {
        let cells = if headers.starts_with("qty") { "-2|H1" } else { "H1|-2" };
        let delimiter = headers.chars().find(|char| [',', ';', '\t', '|'].contains(char)).unwrap();
        let file = format!("{headers}\n{}\n", cells.replace('|', &delimiter.to_string()));
        let imported = import(&[("levels", &file)]);
        assert_eq!(imported.mappings[0].delimiter, delimiter.to_string());
        assert_eq!(rows(&imported)[0]["itemId"], "H1", "{headers}");
    }
}

#[test]
fn a_mapping_is_shown_and_can_be_corrected() {
    let file = b"code,what it is,there,also there\nH1,Helmet,5,-2\n";
    let guessed = spreadsheet::mapping("levels", file, &options(&json!({}))).unwrap();
    let field = |name: &str| guessed.fields.iter().find(|field| field.field == name).unwrap().header.clone();
    assert_eq!((field("item").as_deref(), field("qoh")), (Some("code"), None));
    assert_eq!(guessed.unused, ["what it is", "there", "also there"]);
    assert_eq!((guessed.rows, guessed.headers.len()), (1, 4));
    let missing = import_with(&[("levels", file)], &json!({})).unwrap_err();
    assert_eq!(missing.path.as_deref(), Some("levels.qoh"));
    assert!(missing.message.contains("no column for qoh was found"), "{missing}");
    let columns = json!({ "columns": { "levels": { "qoh": "also there", "description": "what it is" } } });
    let corrected = import_with(&[("levels", file)], &columns).unwrap();
    assert_eq!(rows(&corrected)[0]["description"], "Helmet");
    assert_eq!(rows(&corrected)[0]["qoh"], -2);
    // An empty header means: none of them.
    let none = json!({ "columns": { "levels": { "qoh": "also there", "item": "" } } });
    assert_eq!(import_with(&[("levels", file)], &none).unwrap_err().path.as_deref(), Some("levels.item"));
    for (columns, path) in [
        (json!({ "qoh": "nowhere" }), "options.columns.levels.qoh"),
        (json!({ "quoh": "there" }), "options.columns.levels.quoh"),
    ] {
        let error = import_with(&[("levels", file)], &json!({ "columns": { "levels": columns } })).unwrap_err();
        assert_eq!(error.path.as_deref(), Some(path));
    }
}

#[test]
fn marks_quotes_and_line_ends_are_what_spreadsheets_write() {
    let quoted = "\u{feff}sku,\"item name\",qoh\r\n\"H1\",\"Helmet, \"\"Road\"\"\nred\",-1\r\n,,\r\n\r\nG1,Gloves,2";
    let imported = import(&[("levels", quoted)]);
    assert_eq!(imported.snapshot.items[0].description, "Helmet, \"Road\"\nred");
    assert_eq!((imported.snapshot.items.len(), imported.mappings[0].rows), (2, 2));
    // "Unicode text" of Excel's, and what older programs write.
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("sku\tname\tqoh\nH1\tHélmet\t-1\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let wide = import_with(&[("levels", &wide)], &json!({})).unwrap();
    assert_eq!(wide.snapshot.items[0].description, "Hélmet");
    let latin = import_with(&[("levels", b"sku;name;qoh\nH1;H\xe9lmet;-1\n")], &json!({})).unwrap();
    assert_eq!((latin.snapshot.items[0].description.as_str(), latin.warnings[0].code), ("Hélmet", "encoding"));
}

#[test]
fn numbers_are_what_people_write() {
    let qoh = |file: &str, how: Value| {
        let imported = import_with(&[("levels", file.as_bytes())], &how).unwrap_or_else(|error| panic!("{error}"));
        imported.snapshot.levels[0].qoh.to_number()
    };
    for (cell, expected) in [
        ("-2", -2.0),
        ("1.5", 1.5),
        ("\"1,234.5\"", 1234.5),
        ("(2)", -2.0),
        ("2-", -2.0),
        ("3.00", 3.0),
        ("1 234", 1234.0),
        ("1'234.5", 1234.5),
    ] {
        assert_eq!(qoh(&format!("sku,qoh\nH1,{cell}\n"), json!({})), expected, "{cell}");
    }
    for (cell, expected) in [("1,5", 1.5), ("-2,25", -2.25), ("1.234,5", 1234.5), ("12", 12.0)] {
        assert_eq!(qoh(&format!("sku;qoh\nH1;{cell}\nH2;0,5\n"), json!({})), expected, "{cell}");
    }
    // A comma before three digits may be either: the others tell, or the host.
    assert_eq!(qoh("sku;qoh\nH1;1,234\n", json!({})), 1234.0);
    assert_eq!(qoh("sku;qoh\nH1;1,234\nH2;0,5\n", json!({})), 1.234);
    assert_eq!(qoh("sku;qoh\nH1;1,234\n", json!({ "decimalComma": true })), 1.234);
    assert_eq!(qoh("sku;qoh\nH1;1,5\n", json!({ "decimalComma": false })), 15.0);
}

#[test]
fn dates_are_iso_or_in_a_stated_format() {
    let at = |date: &str, how: Value| {
        let file = format!("sale,date,sku,qty\n68,\"{date}\",H1,1\n");
        import_with(&[("sales", file.as_bytes())], &how).map(|imported| imported.snapshot.sales[0].completed_at)
    };
    const MARCH_2: i64 = 1_772_409_600_000;
    const HALF_PAST_NINE: i64 = MARCH_2 + 34_200_000;
    assert_eq!(at("2026-03-02", json!({})).unwrap(), MARCH_2);
    for date in [
        "2026-03-02T09:30:00Z",
        "2026-03-02 09:30",
        "2026-03-02T09:30:00",
        "2026-03-02T10:30:00+01:00",
        "2026-03-02 09:30:00.5",
    ] {
        assert_eq!(at(date, json!({})).unwrap() / 1000, HALF_PAST_NINE / 1000, "{date}");
    }
    assert_eq!(at("02.03.2026", json!({ "dateFormat": "DD.MM.YYYY" })).unwrap(), MARCH_2);
    assert_eq!(at("02.03.2026 09:30", json!({ "dateFormat": "DD.MM.YYYY HH:mm" })).unwrap(), HALF_PAST_NINE);
    assert_eq!(at("02.03.2026 09:30", json!({ "dateFormat": "DD.MM.YYYY" })).unwrap(), HALF_PAST_NINE);
    assert_eq!(at("02.03.2026 09:30:00", json!({ "dateFormat": "DD.MM.YYYY" })).unwrap(), HALF_PAST_NINE);
    assert_eq!(at("02.03.2026", json!({ "dateFormat": "DD.MM.YYYY HH:mm" })).unwrap(), MARCH_2);
    assert_eq!(at("3/2/26", json!({ "dateFormat": "%m/%d/%y" })).unwrap(), MARCH_2);
    assert_eq!(at("02.03.26", json!({ "dateFormat": "DD.MM.YY" })).unwrap(), MARCH_2);
    assert!(at("02.03.26", json!({ "dateFormat": "DD.MM.YYYY" })).is_err(), "two digits are not the year 26");
    assert_eq!(at("2026-03-02 10:30", json!({ "utcOffset": "+01:00" })).unwrap(), HALF_PAST_NINE);
    let error = at("02/03/2026", json!({})).unwrap_err();
    assert_eq!(error.path.as_deref(), Some("sales[2].completedAt"));
    assert!(error.message.contains("row 2, column \"date\"") && error.message.contains("dateFormat"), "{error}");
    assert!(
        at("2026-03-02", json!({ "utcOffset": "midnight" })).unwrap_err().path.as_deref() == Some("options.utcOffset")
    );
}

#[test]
fn what_is_wrong_is_told_with_row_and_column_and_all_of_it_at_once() {
    let files: [(&str, &[u8]); 2] = [
        ("levels", b"sku,qoh\nH1,many\nH2,3\n,4\nH2,5\n"),
        ("purchaseOrders", b"po,sku,ordered,received\n12,H1,-3,0\n12,H1,,0\n13,H1,2,some\n"),
    ];
    let error = import_with(&files, &json!({})).unwrap_err();
    assert_eq!(
        (error.path.as_deref(), error.message.as_str()),
        (
            Some("levels[2].qoh"),
            "row 2, column \"qoh\": expected a quantity: a number or a decimal string such as \"1.5\", found \"many\""
        )
    );
    let findings = serde_json::to_value(&error.details).unwrap()["findings"].clone();
    let paths: Vec<&str> =
        findings.as_array().unwrap().iter().map(|finding| finding["path"].as_str().unwrap()).collect();
    assert_eq!(
        paths,
        [
            "levels[4].item",
            "levels[5].item",
            "purchaseOrders[2].ordered",
            "purchaseOrders[3].ordered",
            "purchaseOrders[4].received"
        ]
    );
}

#[test]
fn a_file_that_is_none_is_refused() {
    let path = |name: &str, bytes: &[u8]| import_with(&[(name, bytes)], &json!({})).unwrap_err().path.clone();
    assert_eq!(path("levels", b"").as_deref(), Some("levels"));
    assert_eq!(path("levels", b"\n\n,,\n").as_deref(), Some("levels"));
    assert_eq!(path("leevels", b"sku,qoh\n").as_deref(), Some("leevels"));
    assert_eq!(path("levels", b"sku,qoh\nH1\n").as_deref(), Some("levels[2].qoh"));
}

#[test]
fn every_template_is_a_file_that_can_be_read() {
    let files: Vec<(String, Vec<u8>)> =
        FILES.iter().map(|file| ((*file).to_owned(), template(file).unwrap().into_bytes())).collect();
    let imported = spreadsheet::read(&files, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    for mapping in &imported.mappings {
        assert!(
            mapping.unused.is_empty()
                && mapping.fields.iter().all(|field| field.header.as_deref() == Some(field.field)),
            "{mapping:?}"
        );
    }
    let inventory = inventory(&imported);
    let rows = serde_json::to_value(inventory.report(&ReportQuery::default()).unwrap()).unwrap();
    assert_eq!(
        [&rows["rows"][0]["source"]["number"], &rows["rows"][0]["coverage"], &rows["rows"][0]["vendor"]],
        ["68", "full", "Alpine"]
    );
    assert_eq!(template("nothing"), None);
}

#[test]
fn transfers_and_orders_are_documents_of_several_rows() {
    let imported = import(&[
        ("levels", "sku,store,qoh\nH1,Main,-3\nH1,Harbour,9\nG1,Main,-1\n"),
        (
            "transfers",
            "transfer,from,to,sku,qty,received,sent on\n5,Harbour,Main,H1,4,1,2026-03-01\n5,Harbour,Main,G1,2,0,2026-03-01\n6,Harbour,Main,H1,9,0,\n",
        ),
        (
            "orders",
            "order,date,customer,store,sku,qty,shipped,payment,delivery\nE1,2026-03-02,Ada,Main,H1,2,0,Paid,Ship\nE1,2026-03-02,Ada,Main,G1,1,1,Paid,Ship\nE2,2026-03-02,Ben,Main,H1,1,0,not paid,Pickup\n",
        ),
        ("sales", "sale,date,store,sku,qty,order\n68,2026-03-02,Main,H1,2,E1\n68,2026-03-02,Main,G1,1,E1\n"),
    ]);
    let inventory = inventory(&imported);
    let incoming =
        |item: &str| serde_json::to_value(inventory.incoming(item, "Main")).unwrap()[0]["outstanding"].clone();
    assert_eq!([incoming("H1"), incoming("G1")], [3, 2]);
    assert_eq!(imported.snapshot.transfers.len(), 2);
    let order = serde_json::to_value(inventory.order("E1")).unwrap();
    assert_eq!([&order["customer"], &order["status"]], ["Ada", "partiallyShipped"]);
    assert_eq!(serde_json::to_value(inventory.order("E2")).unwrap()["status"], "awaitingPayment");
    assert!(imported.warnings.is_empty(), "{:?}", imported.warnings);
}

#[test]
fn rows_of_one_document_agree() {
    let wrong = |name: &str, file: &[u8]| import_with(&[(name, file)], &json!({})).unwrap_err().path.clone();
    assert_eq!(
        wrong("transfers", b"transfer,from,to,sku,qty\n5,A,B,H1,1\n5,A,C,H1,1\n").as_deref(),
        Some("transfers[3].fromShop")
    );
    assert_eq!(wrong("transfers", b"transfer,from,to,sku,qty\n5,A,A,H1,1\n").as_deref(), Some("transfers[2].toShop"));
    assert_eq!(
        wrong("purchaseOrders", b"po,store,sku,ordered\n5,A,H1,1\n5,B,H1,1\n").as_deref(),
        Some("purchaseOrders[3].shop")
    );
}
