//! Refusals: plain objects that say what and where, after which the engine goes on.

use crate::script::{described, field, js, number, refusal, text, two_short};
use js_sys::Error;
use oversold::wasm::Core;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_refusal_is_a_plain_object() {
    let error =
        refusal(Core::from_json(br#"{"format": "oversold/1", "levels": [{"itemId": "lamp"}]}"#, JsValue::UNDEFINED));
    assert!(!error.is_instance_of::<Error>());
    assert_eq!(text(&error, "code"), "invalidInput");
    assert!(!text(&error, "message").is_empty());
    assert!(text(&error, "path").starts_with("levels[0]"), "{}", described(&error));
    assert!(field(&error, "details").is_object());
}

#[wasm_bindgen_test]
fn text_that_is_no_snapshot_is_refused() {
    for bytes in [&b""[..], b"{", b"[]", b"<!doctype html>", b"\xff\xfe", br#"{"format": "other/1"}"#] {
        let error = refusal(Core::from_json(bytes, JsValue::UNDEFINED));
        assert!(field(&error, "code").is_string(), "{}", described(&error));
    }
}

#[wasm_bindgen_test]
fn a_query_of_the_wrong_shape_is_refused_and_the_engine_goes_on() {
    let core = two_short();
    for query in [
        "7",
        "'shops'",
        "[]",
        "{ limit: -1 }",
        "{ limit: 1.5 }",
        "{ shopIds: 'north' }",
        "{ sort: [{ by: 'colour' }] }",
        "{ limit: '2' }",
    ] {
        let error = refusal(core.ask("report", js(query)));
        assert_eq!(text(&error, "code"), "invalidInput", "{query}: {}", described(&error));
    }
    assert_eq!(number(&core.ask("report", JsValue::NULL).unwrap(), "total"), 1.0);
}

#[wasm_bindgen_test]
fn ids_that_are_no_list_of_strings_are_refused() {
    let core = two_short();
    for (ids, path) in [("'a1'", "ids"), ("undefined", "ids"), ("['a1', 1]", "ids[1]")] {
        assert_eq!(text(&refusal(core.ask("rows", js(ids))), "path"), path, "{ids}");
    }
}

#[wasm_bindgen_test]
fn options_of_the_wrong_shape_are_refused() {
    for options in ["{ onUnknown: 'ignore' }", "{ openPurchaseOrders: 'no' }", "[]"] {
        let error = refusal(Core::from_json(crate::script::TWO_SHORT.as_bytes(), js(options)));
        assert_eq!(text(&error, "code"), "invalidInput", "{options}");
    }
}

#[wasm_bindgen_test]
fn ranks_that_do_not_fit_are_refused() {
    let core = two_short();
    assert!(field(&core.ask("textsToRank", js("'shop'")).unwrap(), "lengths").is_object());
    assert_eq!(text(&refusal(core.set_text_ranks("shop", js("new Uint32Array(7)"))), "code"), "invalidInput");
    assert_eq!(text(&refusal(core.ask("textsToRank", js("'colour'"))), "code"), "invalidInput");
}
