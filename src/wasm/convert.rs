//! Small values across the boundary: as JSON text both ways, which a JavaScript engine writes and reads several times
//! faster than objects can be taken apart and put together through calls.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::InventoryError;
use crate::contract::from_tree::{self, FromTree};
use crate::contract::tree::Tree;
use crate::contract::{into_tree, json_text};

/// An answer: null, not undefined.
pub fn answer<T: Serialize + ?Sized>(value: &T) -> String {
    json_text::json(value)
}

/// An error as a plain object with code, message, path and details; the package makes its own error class of it.
pub fn throw(error: InventoryError) -> JsValue {
    into_tree::tree(&error).serialize(&Serializer::json_compatible()).unwrap_or_default()
}

/// An options or query object; nothing stands for the empty one.
pub fn read<T: FromTree + Default>(given: &Tree) -> Result<T, InventoryError> {
    match given {
        Tree::Null => Ok(T::default()),
        Tree::Object(_) => from_tree::read(given, ""),
        _ => Err(InventoryError::invalid("", "expected an object")),
    }
}

/// A list of ids.
pub fn ids(given: &Tree) -> Result<Vec<String>, InventoryError> {
    let Tree::List(list) = given else { return Err(InventoryError::invalid("ids", "expected an array of ids")) };
    let id = |(index, id): (usize, &Tree)| match id {
        Tree::Text(id) => Ok(id.clone()),
        _ => Err(InventoryError::invalid(format!("ids[{index}]"), "expected an id, a string")),
    };
    list.iter().enumerate().map(id).collect()
}
