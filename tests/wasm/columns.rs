//! A snapshot as columns, well formed and not.

use crate::script::{TWO_SHORT_AS_COLUMNS, js, json, loaded, refusal, text, two_short};
use oversold::wasm::Core;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn from_columns(expression: &str) -> Result<Core, JsValue> {
    let mut core = Core::new();
    core.call(r#"["columns"]"#, js(expression))?;
    Ok(core)
}

#[wasm_bindgen_test]
fn columns_and_json_give_the_same_state() {
    let mut columns = loaded(from_columns(TWO_SHORT_AS_COLUMNS));
    assert_eq!(json(&mut columns), json(&mut two_short()));
}

#[wasm_bindgen_test]
fn columns_that_do_not_fit_are_refused_by_name() {
    for (what, right, wrong, path) in [
        ("fewer numbers than records", "new Float64Array([-2])", "new Float64Array([])", "levels.qoh"),
        ("more numbers than records", "new Float64Array([-2])", "new Float64Array([-2, -3])", "levels.qoh"),
        ("another array of numbers", "new Float64Array([-2])", "[-2]", "levels.qoh"),
        ("lengths beyond the text", "text: \"Lamp\"", "text: \"La\"", "items.description"),
        ("text beyond the lengths", "text: \"Lamp\"", "text: \"Lamps\"", "items.description"),
        (
            "a length that cuts a character",
            "lengths: new Uint32Array([8])",
            "lengths: new Uint32Array([7])",
            "shops.name",
        ),
        ("no text", "text: \"Lamp\"", "text: 4", "items.description"),
        ("a count that is no whole number", "levels: { count: 1", "levels: { count: 1.5", "levels"),
        ("a negative count", "levels: { count: 1", "levels: { count: -1", "levels"),
    ] {
        let columns = TWO_SHORT_AS_COLUMNS.replacen(right, wrong, 1);
        assert_ne!(columns, TWO_SHORT_AS_COLUMNS, "{what}");
        let error = refusal(from_columns(&columns));
        assert_eq!((text(&error, "code").as_str(), text(&error, "path").as_str()), ("invalidInput", path), "{what}");
    }
}

#[wasm_bindgen_test]
fn a_value_of_another_kind_is_refused_where_it_stands() {
    // A bigint, which only a column of mixed kinds can hold.
    let mixed = "{ kinds: new Uint8Array([8]), numbers: new Float64Array([0]), text: '', lengths: new Uint32Array([0xFFFFFFFF]) }";
    let columns = TWO_SHORT_AS_COLUMNS.replacen("{ numbers: new Float64Array([-2]) }", mixed, 1);
    let error = refusal(from_columns(&columns));
    assert_eq!(text(&error, "path"), "levels[0].qoh");
}

#[wasm_bindgen_test]
fn what_is_no_object_at_all_is_refused() {
    for expression in ["undefined", "null", "7", "'oversold/1'", "[]", "{}"] {
        assert_eq!(text(&refusal(from_columns(expression)), "code"), "invalidInput", "{expression}");
    }
}
