//! Bytes that are no snapshot: broken text, endless nesting, enormous files. Never a panic, never a stack overflow.
//!
//! `OVERSOLD_LARGE` sets the size of the large files in megabytes (everyday: 16; the size to be safe against: 200).
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
use support::fields::text;
use support::full::snapshot;
use support::run::number_from_env;

fn refused(bytes: &[u8]) -> Value {
    match load(bytes, &json!({})) {
        Ok(_) => panic!("this is loaded: {}", String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)])),
        Err(error) => {
            assert_eq!(error["code"], json!("invalidInput"), "{error}");
            assert!(text(&error, "message").len() > 10, "{error}");
            error
        }
    }
}

fn refused_at(bytes: &[u8], path: &str) {
    let error = refused(bytes);
    assert_eq!(error["path"], json!(path), "{error}");
}

const START: &str = r#"{"format": "oversold/1", "shops": [{"id": "main", "name": "Main Street"}], "items": [{"id": "helmet", "description": "Helmet"}]"#;

fn after_start(rest: &str) -> Vec<u8> {
    format!("{START}, {rest}").into_bytes()
}

#[test]
fn a_snapshot_cut_off_anywhere_is_refused() {
    let text = snapshot().to_string();
    for end in 0..text.len() {
        refused(&text.as_bytes()[..end]);
    }
    load(text.as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_is_no_object_is_no_snapshot() {
    for text in [
        "",
        " ",
        "null",
        "true",
        "5",
        "\"oversold/1\"",
        "[]",
        "[{}]",
        "nul",
        "{",
        "}",
        "{]",
        "<html></html>",
        "\u{FEFF}",
        "{}",
    ] {
        refused(text.as_bytes());
    }
}

#[test]
fn what_follows_a_snapshot_is_refused() {
    let good = snapshot().to_string();
    for rest in ["x", "{}", ",", "]", "}", "null", "\0"] {
        refused(format!("{good}{rest}").as_bytes());
    }
    load(format!("\n\t {good} \r\n").as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn mistakes_in_the_text_are_refused_where_they_are() {
    refused_at(&after_start(r#""levels": [{"itemId": "helmet", "shopId": "main", "qoh": 01}]}"#), "levels[0].qoh");
    refused_at(&after_start(r#""levels": [{"itemId": "helmet", "shopId": "main", "qoh": NaN}]}"#), "levels[0].qoh");
    refused_at(&after_start(r#""levels": [{"itemId": "helmet", "shopId": "main", "qoh": -}]}"#), "levels[0].qoh");
    refused_at(&after_start(r#""levels": [{"itemId": "helmet", "shopId": "main", "qoh": 1e999}]}"#), "levels[0].qoh");
    refused_at(&after_start(r#""levels": [{"itemId": "hel\qmet", "shopId": "main", "qoh": 1}]}"#), "levels[0].itemId");
    refused_at(
        &after_start("\"levels\": [{\"itemId\": \"hel\nmet\", \"shopId\": \"main\", \"qoh\": 1}]}"),
        "levels[0].itemId",
    );
    refused_at(&after_start(r#""levels": [{"itemId": "\ud800", "shopId": "main", "qoh": 1}]}"#), "levels[0].itemId");
    refused_at(&after_start(r#""levels": [], "levels": []}"#), "levels");
}

#[test]
fn broken_utf_8_is_refused_where_it_is() {
    for broken in [&b"\xFF"[..], b"\xC3", b"\xC0\xAF", b"\xED\xA0\x80", b"\xF5\x80\x80\x80", b"\xE2\x82"] {
        let mut bytes = after_start(r#""levels": [{"itemId": "helmet", "shopId": ""#);
        bytes.extend(broken);
        bytes.extend(br#"", "qoh": 1}]}"#);
        refused_at(&bytes, "levels[0].shopId");

        let mut bytes = after_start("\"unknown");
        bytes.extend(broken);
        bytes.extend(br#"": 1, "levels": []}"#);
        refused(&bytes);

        let mut bytes = after_start(r#""unknown": ""#);
        bytes.extend(broken);
        bytes.extend(br#"", "levels": []}"#);
        refused(&bytes);
    }
}

/// `before`, then `open` 100,000 times, then the matching ends.
fn nested(before: &str, open: &str, close: &str, after: &str) -> Vec<u8> {
    format!("{before}{}null{}{after}", open.repeat(100_000), close.repeat(100_000)).into_bytes()
}

#[test]
fn endless_nesting_is_refused_and_does_not_end_the_program() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"lines\":", "}]")] {
        refused(&nested("", open, close, ""));
        refused(&open.repeat(100_000).into_bytes());
        for place in [
            r#"{"format": "#,
            r#"{"shops": "#,
            r#"{"shops": [{"id": "#,
            r#"{"unknown": "#,
            r#"{"items": [{"unknown": "#,
            r#"{"purchaseOrders": [{"lines": "#,
            r#"{"purchaseOrders": [{"lines": [{"unknown": "#,
            r#"{"orders": [{"shipments": [{"forced": "#,
            r#"{"revision": "#,
            r#"{"commands": "#,
        ] {
            refused(&nested(place, open, close, ""));
            let whole = nested(
                &format!("{START}, \"levels\": [], {}", &place[1..]),
                open,
                close,
                &place[1..].chars().rev().filter_map(closing).collect::<String>(),
            );
            refused(&[&whole[..], b"}"].concat());
        }
    }
}

fn closing(open: char) -> Option<char> {
    match open {
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

#[test]
fn fields_that_the_contract_does_not_know_do_not_matter() {
    let mut with_more = snapshot();
    with_more["theme"] =
        json!({ "colours": ["red", { "deep": [1, 2, [3]] }], "n": 1.5e300, "none": null, "yes": true });
    with_more["items"][0]["weight"] = json!("heavy");
    with_more["orders"][0]["shipments"][0]["carrier"] = json!({ "name": "Post" });
    with_more["purchaseOrders"][0]["lines"][0]["__proto__"] = json!([]);
    let (plain, more) = (snapshot().to_string(), with_more.to_string());
    let (plain, more) = (
        load(plain.as_bytes(), &json!({})).unwrap(),
        load(more.as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}")),
    );
    assert_eq!(call(&plain, "report", &Value::Null), call(&more, "report", &Value::Null));
}

fn megabytes() -> usize {
    number_from_env("OVERSOLD_LARGE").map_or(16, |megabytes| usize::try_from(megabytes).unwrap()) * 1_000_000
}

#[test]
fn large_files_that_are_no_snapshot_are_refused() {
    let size = megabytes();
    println!("large files of {size} bytes");
    for byte in [b'[', b'{', b'"', b' ', b'0', b'\0', 0xFF] {
        refused(&vec![byte; size]);
    }
    let mut endless_text = after_start("\"unknown\": \"");
    endless_text.resize(size, b'a');
    refused(&endless_text);
    let mut endless_number = after_start("\"levels\": [{\"itemId\": \"helmet\", \"shopId\": \"main\", \"qoh\": ");
    endless_number.resize(size, b'1');
    refused(&endless_number);
    let mut endless_list = after_start("\"levels\": [");
    endless_list.extend("null,".repeat((size - endless_list.len()) / 5).bytes());
    refused(&endless_list);
}

#[test]
fn large_files_that_say_nothing_are_loaded() {
    let size = megabytes();
    println!("large files of {size} bytes");
    let long = "a".repeat(size);
    for text in [
        format!("{START}, \"levels\": [], \"unknown\": \"{long}\"}}"),
        format!("{START}, \"levels\": [], \"{long}\": 1}}"),
        format!("{START}, \"levels\": [], \"unknown\": [{}1]}}", "1,".repeat(size / 2)),
        format!("{START}, \"levels\": [{}]}}", " ".repeat(size)),
    ] {
        let inventory = load(text.as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(call(&inventory, "totals", &Value::Null).unwrap()["rows"], json!(0));
    }
    let snapshot = json!({
        "format": "oversold/1", "shops": [{ "id": "main", "name": "Main" }], "items": [{ "id": "helmet", "description": long }],
        "levels": [{ "itemId": "helmet", "shopId": "main", "qoh": -1 }],
    });
    let inventory = load(snapshot.to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(call(&inventory, "totals", &json!({ "search": "aaa" })).unwrap()["rows"], json!(1));
}
