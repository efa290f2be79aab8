//! Plain JavaScript values as trees: objects, arrays, texts, numbers, booleans, null. By few functions of JavaScript's,
//! since each is imported by the module and written out in the package's script.

use std::borrow::Cow;

use js_sys::{Array, Object, Reflect, Symbol};
use wasm_bindgen::{JsCast, JsValue};

use crate::contract::misfit::Misfit;
use crate::contract::tree::Tree;

/// No sound value nests deeper; a host's object may even contain itself.
const DEEPEST: u8 = 64;

/// A value as a tree; what is no plain data is refused with its path.
pub fn read(value: &JsValue) -> Result<Tree, Misfit> {
    read_within(value, DEEPEST)
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
        let kind = value.js_typeof().as_string().unwrap_or_default();
        return Err(Misfit::new(format!("expected plain data, found a {kind}")));
    }
    let deeper = depth.checked_sub(1).ok_or_else(|| Misfit::new("nested too deep"))?;
    if Array::is_array(value) {
        let array: &Array = value.unchecked_ref();
        let mut list = Vec::new();
        for index in 0..array.length() {
            let element = read_within(&array.get(index), deeper);
            list.push(element.map_err(|misfit| misfit.at_index(index as usize))?);
        }
        return Ok(Tree::List(list));
    }
    // A Map, a Set, an array of bytes.
    if Reflect::has(value, &Symbol::iterator()).unwrap_or(true) {
        return Err(Misfit::new("expected plain data, found a collection"));
    }
    let names = Object::keys(value.unchecked_ref::<Object>());
    let mut fields = Vec::new();
    for index in 0..names.length() {
        let name = names.get(index);
        let member = Reflect::get(value, &name).map_err(|_| Misfit::new("reading this threw"));
        let name = name.as_string().unwrap_or_default();
        match member.and_then(|member| read_within(&member, deeper)) {
            Ok(tree) => fields.push((Cow::Owned(name), tree)),
            Err(misfit) => return Err(misfit.in_field(&name)),
        }
    }
    Ok(Tree::Object(fields))
}
