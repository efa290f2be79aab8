//! Plain JavaScript values as trees, and trees as plain values: objects, arrays, texts, numbers, booleans, null. By few
//! functions of JavaScript's, since each is imported by the module and written out in the package's script.

use std::borrow::Cow;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::InventoryError;
use crate::contract::tree::Tree;

/// No sound value nests deeper; a host's object may even contain itself.
const DEEPEST: u8 = 64;

/// A value as a tree; what is no plain data is refused with its path.
pub fn read(value: &JsValue) -> Result<Tree, InventoryError> {
    read_within(value, DEEPEST).map_err(|Misfit { path, message }| InventoryError::invalid(path, message))
}

/// What could not be read. The path grows outward from it.
struct Misfit {
    path: String,
    message: &'static str,
}

impl Misfit {
    fn new(message: &'static str) -> Self {
        Self { path: String::new(), message }
    }

    #[cold]
    fn at_index(self, index: u32) -> Self {
        self.below(format!("[{index}]"))
    }

    #[cold]
    fn in_field(self, name: &str) -> Self {
        self.below(name.to_owned())
    }

    fn below(self, mut step: String) -> Self {
        if !self.path.is_empty() && !self.path.starts_with('[') {
            step.push('.');
        }
        step.push_str(&self.path);
        Self { path: step, ..self }
    }
}

fn read_within(value: &JsValue, depth: u8) -> Result<Tree, Misfit> {
    if let Some(text) = value.as_string() {
        return Ok(Tree::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Ok(Tree::Number(number));
    }
    if let Some(flag) = value.as_bool() {
        return Ok(Tree::Bool(flag));
    }
    if value.is_undefined() || value.is_null() {
        return Ok(Tree::Null);
    }
    if !value.is_object() {
        return Err(Misfit::new("expected plain data"));
    }
    let deeper = depth.checked_sub(1).ok_or(Misfit::new("nested too deep"))?;
    if Array::is_array(value) {
        let array: &Array = value.unchecked_ref();
        let element = |index| read_within(&array.get(index), deeper).map_err(|misfit: Misfit| misfit.at_index(index));
        return Ok(Tree::List((0..array.length()).map(element).collect::<Result<_, _>>()?));
    }
    let names = Object::keys(value.unchecked_ref::<Object>());
    let field = |index| {
        let name = names.get(index);
        let member = Reflect::get(value, &name).map_err(|_| Misfit::new("reading this threw"));
        let name = name.as_string().unwrap_or_default();
        match member.and_then(|member| read_within(&member, deeper)) {
            Ok(tree) => Ok((Cow::Owned(name), tree)),
            Err(misfit) => Err(misfit.in_field(&name)),
        }
    };
    Ok(Tree::Object((0..names.length()).map(field).collect::<Result<_, _>>()?))
}

/// A tree as a value: null, not undefined; no Map, no BigInt.
pub fn write(tree: &Tree) -> JsValue {
    match tree {
        Tree::Null => JsValue::NULL,
        Tree::Bool(flag) => JsValue::from_bool(*flag),
        // Nobody wants a -0.
        Tree::Number(number) => JsValue::from_f64(*number + 0.0),
        Tree::Text(text) => JsValue::from_str(text),
        Tree::List(list) => {
            let array = Array::new();
            for element in list {
                array.push(&write(element));
            }
            array.into()
        }
        Tree::Object(fields) => {
            let object = Object::new();
            for (name, value) in fields {
                // A fresh object takes any property.
                let _ = Reflect::set(&object, &JsValue::from_str(name), &write(value));
            }
            object.into()
        }
    }
}
