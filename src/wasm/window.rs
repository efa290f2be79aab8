//! A window of rows out, as columns. The package makes row objects of it, which is several times faster than making them
//! here; texts cross as bytes, and become strings when somebody wants them.

use js_sys::{Float64Array, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;

use crate::report::columns::Columns;

/// The object that the package reads, with some more properties.
pub fn to_js(columns: &Columns, more: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&object, &JsValue::from_str(name), value);
    for (name, value) in more {
        set(name, value)?;
    }
    set("length", &JsValue::from(columns.length))?;
    set("text", &Uint8Array::from(columns.text.as_bytes()))?;
    set("textEnds", &Uint32Array::from(columns.text_ends.as_slice()))?;
    set("codes", &Uint32Array::from(columns.codes.as_slice()))?;
    set("kinds", &Uint8Array::from(columns.kinds.as_slice()))?;
    set("numbers", &Float64Array::from(columns.numbers.as_slice()))?;
    Ok(object.into())
}
