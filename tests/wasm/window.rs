//! A window of the report: columns in typed arrays, each text once.

use crate::script::{answer, field, from_json, json, loaded, number, two_short, window};
use js_sys::{Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const NULL_TEXT: u32 = u32::MAX;

/// The window's texts, cut where its ends say, in UTF-16 code units as JavaScript counts.
fn texts(window: &JsValue) -> Vec<String> {
    let bytes = field(window, "text").unchecked_into::<Uint8Array>().to_vec();
    let joined: Vec<u16> = String::from_utf8(bytes).unwrap().encode_utf16().collect();
    let ends = field(window, "textEnds").unchecked_into::<Uint32Array>().to_vec();
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, end)| String::from_utf16(&joined[start as usize..*end as usize]).unwrap()).collect()
}

#[wasm_bindgen_test]
fn rows_cross_as_columns() {
    let window = window(&mut two_short(), r#"["report"]"#);
    assert_eq!((number(&window, "total"), number(&window, "offset"), number(&window, "length")), (1.0, 0.0, 1.0));

    let texts = texts(&window);
    let codes = field(&window, "codes").dyn_into::<Uint32Array>().unwrap().to_vec();
    let values: Vec<_> =
        codes.iter().map(|code| (*code != NULL_TEXT).then(|| texts[*code as usize].as_str())).collect();
    assert_eq!(
        values,
        [
            Some("a1"),
            Some("lamp"),
            Some("Lamp"),
            None,
            Some("north"),
            Some("Noord 🚲"),
            Some("s1"),
            Some("1001"),
            None,
            None,
            None,
            None,
            None
        ]
    );

    // A sale, by a sale, nothing on its way, a document is missing, and nothing says why it could be sold.
    let kinds = field(&window, "kinds").dyn_into::<Uint8Array>().unwrap().to_vec();
    assert_eq!(kinds, [0, 0, 0, 7, u8::MAX]);

    let numbers = field(&window, "numbers").dyn_into::<Float64Array>().unwrap().to_vec();
    assert_eq!(numbers[..7], [-2.0, 1000.0, 3.0, 2.0, 0.0, 0.0, 0.0]);
    assert!(numbers[7].is_nan(), "nothing is expected: {}", numbers[7]);
}

#[wasm_bindgen_test]
fn a_window_without_rows_has_empty_columns() {
    let window = window(&mut two_short(), r#"["report", {"shopIds": []}]"#);
    assert_eq!((number(&window, "total"), number(&window, "length")), (0.0, 0.0));
    for column in ["textEnds", "codes", "kinds", "numbers"] {
        assert_eq!(number(&field(&window, column), "length"), 0.0, "{column}");
    }
}

#[wasm_bindgen_test]
fn rows_by_id_say_which_are_missing() {
    let window = window(&mut two_short(), r#"["rows", ["gone", "a1", "a1"]]"#);
    let positions = field(&window, "positions").dyn_into::<Uint32Array>().unwrap().to_vec();
    assert_eq!(positions[0], u32::MAX);
    let codes = field(&window, "codes").dyn_into::<Uint32Array>().unwrap().to_vec();
    let texts = texts(&window);
    for position in &positions[1..] {
        assert_eq!(texts[codes[*position as usize] as usize], "a1");
    }
}

#[wasm_bindgen_test]
fn small_answers_are_json_with_null_for_nothing() {
    let mut core = two_short();
    assert!(answer(&mut core, r#"["item", "gone"]"#).is_null());
    assert_eq!(number(&answer(&mut core, r#"["totals"]"#), "uncovered"), 2.0);
    assert_eq!(answer(&mut core, r#"["revision"]"#).as_f64(), Some(0.0));
}

#[wasm_bindgen_test]
fn a_window_stays_until_the_next_one() {
    let mut core = two_short();
    let first = window(&mut core, r#"["report"]"#);
    assert_eq!(number(&window(&mut core, r#"["report", {"shopIds": []}]"#), "total"), 0.0);
    let again = window(&mut core, r#"["report"]"#);
    assert_eq!(texts(&first), texts(&again));
}

#[wasm_bindgen_test]
fn the_snapshot_that_goes_out_comes_in_again() {
    let text = json(&mut two_short());
    let mut again = loaded(from_json(text.as_bytes(), "{}"));
    assert_eq!(json(&mut again), text);
}
