//! Refusals: plain objects that say what and where, after which the engine goes on.

use crate::script::{answer, call, described, field, from_json, number, refusal, text, two_short, window};
use js_sys::Error;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_refusal_is_a_plain_object() {
    let error = refusal(from_json(br#"{"format": "oversold/1", "levels": [{"itemId": "lamp"}]}"#, "{}"));
    assert!(!error.is_instance_of::<Error>());
    assert_eq!(text(&error, "code"), "invalidInput");
    assert!(!text(&error, "message").is_empty());
    assert!(text(&error, "path").starts_with("levels[0]"), "{}", described(&error));
    assert!(field(&error, "details").is_object());
}

#[wasm_bindgen_test]
fn text_that_is_no_snapshot_is_refused() {
    for bytes in [&b""[..], b"{", b"[]", b"<!doctype html>", b"\xff\xfe", br#"{"format": "other/1"}"#] {
        let error = refusal(from_json(bytes, "{}"));
        assert!(field(&error, "code").is_string(), "{}", described(&error));
    }
}

#[wasm_bindgen_test]
fn a_query_of_the_wrong_shape_is_refused_and_the_engine_goes_on() {
    let mut core = two_short();
    for query in [
        "7",
        "\"shops\"",
        "[]",
        "{",
        "{\"limit\": -1}",
        "{\"limit\": 1.5}",
        r#"{"shopIds": "north"}"#,
        r#"{"sort": [{"by": "colour"}]}"#,
        r#"{"limit": "2"}"#,
    ] {
        let error = refusal(call(&mut core, &format!("[\"report\", {query}]")));
        assert_eq!(text(&error, "code"), "invalidInput", "{query}: {}", described(&error));
    }
    assert_eq!(number(&window(&mut core, r#"["report", null]"#), "total"), 1.0);
}

#[wasm_bindgen_test]
fn ids_that_are_no_list_of_strings_are_refused() {
    let mut core = two_short();
    for (ids, path) in [("\"a1\"", "ids"), ("null", "ids"), (r#"["a1", 1]"#, "ids[1]")] {
        assert_eq!(text(&refusal(call(&mut core, &format!("[\"rows\", {ids}]"))), "path"), path, "{ids}");
    }
}

#[wasm_bindgen_test]
fn options_of_the_wrong_shape_are_refused() {
    for options in [r#"{"onUnknown": "ignore"}"#, r#"{"openPurchaseOrders": "no"}"#, "[]"] {
        let error = refusal(from_json(crate::script::TWO_SHORT.as_bytes(), options));
        assert_eq!(text(&error, "code"), "invalidInput", "{options}");
    }
}

#[wasm_bindgen_test]
fn ranks_that_do_not_fit_are_refused() {
    let mut core = two_short();
    assert_eq!(described(&answer(&mut core, r#"["textsToRank", "shop"]"#)), "[\"Noord 🚲\"]");
    for request in
        [r#"["setTextRanks", "shop", [0, 1]]"#, r#"["setTextRanks", "shop", [0.5]]"#, r#"["textsToRank", "colour"]"#]
    {
        assert_eq!(text(&refusal(call(&mut core, request)), "code"), "invalidInput", "{request}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_request_is_refused() {
    for request in ["", "[", "[]", "{}", "7", "[\"no such\"]", "[7]"] {
        assert_eq!(text(&refusal(call(&mut two_short(), request)), "code"), "invalidInput", "{request}");
    }
}
