//! Small values across the boundary. Everything is converted inside the call: a conversion that throws on the way in
//! would run no destructor.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

use super::plain;
use crate::InventoryError;
use crate::contract::from_tree::{self, FromTree};
use crate::contract::tree::Tree;
use crate::contract::{into_tree, json_text};

/// An answer as plain objects and arrays: null, not undefined; no Map, no BigInt. It crosses as text, which a JavaScript engine
/// reads several times faster than objects can be put together through calls.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    js_sys::JSON::parse(&json_text::json(&into_tree::tree(value)))
}

/// An error as a plain object with code, message, path and details; the package makes its own error class of it.
pub fn to_error(error: &InventoryError) -> JsValue {
    into_tree::tree(error).serialize(&Serializer::json_compatible()).unwrap_or_default()
}

/// A plain value of JavaScript's.
pub fn tree(value: JsValue) -> Result<Tree, JsValue> {
    plain::read(&value).map_err(|misfit| to_error(&misfit.into()))
}

/// An options or query object; undefined and null stand for the empty one.
pub fn from_js<T: FromTree + Default>(value: JsValue) -> Result<T, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(T::default());
    }
    if !value.is_object() || js_sys::Array::is_array(&value) {
        return Err(to_error(&InventoryError::invalid("", "expected an object")));
    }
    from_tree::read(&tree(value)?, "").map_err(|error| to_error(&error))
}

/// A list of ids.
pub fn ids(value: &JsValue) -> Result<Vec<String>, JsValue> {
    let Some(array) = value.dyn_ref::<js_sys::Array>() else {
        return Err(to_error(&InventoryError::invalid("ids", "expected an array of ids")));
    };
    let id = |(index, id): (usize, JsValue)| {
        let path = || format!("ids[{index}]");
        id.as_string().ok_or_else(|| to_error(&InventoryError::invalid(path(), "expected an id, a string")))
    };
    array.iter().enumerate().map(id).collect()
}
