//! Values as a script writes them.

use js_sys::{Function, JSON, Reflect, Uint8Array};
use oversold::wasm::Core;
use wasm_bindgen::{JsCast, JsValue};

/// The value of a JavaScript expression.
pub fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression});")).call0(&JsValue::NULL).expect("the expression has a value")
}

/// A window as the package reads it: where its head stands, there stand the places of its columns.
pub fn window(core: &mut Core, request: &str) -> JsValue {
    let at = call(core, request).unwrap_or_else(|error| panic!("refused: {}", described(&error)));
    let read = js("(memory, at) => {
        const [revision, total, offset, length, text, bytes, ends, texts, codes, kinds, numbers, positions, ids] =
            new Float64Array(memory.buffer, at, 13);
        const copy = (Kind, place, count) => new Kind(memory.buffer, place, count).slice();
        return { revision, total, offset, length, text: copy(Uint8Array, text, bytes), textEnds: copy(Uint32Array, ends, texts),
            codes: copy(Uint32Array, codes, 13 * length), kinds: copy(Uint8Array, kinds, 5 * length),
            numbers: copy(Float64Array, numbers, 8 * length), positions: copy(Uint32Array, positions, ids) };
    }");
    let read: Function = read.unchecked_into();
    read.call2(&JsValue::NULL, &wasm_bindgen::memory(), &at).expect("a window")
}

/// What the core says to a request that nothing comes with.
pub fn call(core: &mut Core, request: &str) -> Result<JsValue, JsValue> {
    core.call(request, JsValue::UNDEFINED)
}

/// The snapshot as text.
pub fn json(core: &mut Core) -> String {
    let bytes = call(core, r#"["toJson"]"#).unwrap_or_else(|error| panic!("refused: {}", described(&error)));
    String::from_utf8(bytes.unchecked_into::<Uint8Array>().to_vec()).expect("UTF-8")
}

/// An answer, read.
pub fn answer(core: &mut Core, request: &str) -> JsValue {
    let text = call(core, request).unwrap_or_else(|error| panic!("refused: {}", described(&error)));
    JSON::parse(&text.as_string().expect("a text")).expect("JSON")
}

pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).expect("an object")
}

pub fn number(object: &JsValue, name: &str) -> f64 {
    field(object, name).as_f64().unwrap_or_else(|| panic!("{name} is no number"))
}

pub fn text(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap_or_else(|| panic!("{name} is no string"))
}

/// A level two short: three sold, and the first of them covered by what was there.
pub const TWO_SHORT: &str = r#"{
    "format": "oversold/1",
    "shops": [{"id": "north", "name": "Noord 🚲"}],
    "items": [{"id": "lamp", "description": "Lamp"}],
    "levels": [{"itemId": "lamp", "shopId": "north", "qoh": -2}],
    "sales": [{"id": "s1", "number": "1001", "shopId": "north", "completedAt": 1000}],
    "adjustments": [{"id": "a1", "itemId": "lamp", "shopId": "north", "quantity": -3, "at": 1000, "reason": "sale", "sourceId": "s1"}]
}"#;

/// The same facts as columns.
pub const TWO_SHORT_AS_COLUMNS: &str = r#"{
    format: "oversold/1",
    shops: { count: 1, lists: {}, columns: {
        id: { text: "north", lengths: new Uint32Array([5]) },
        name: { text: "Noord 🚲", lengths: new Uint32Array([8]) } } },
    items: { count: 1, lists: {}, columns: {
        id: { text: "lamp", lengths: new Uint32Array([4]) },
        description: { text: "Lamp", lengths: new Uint32Array([4]) } } },
    levels: { count: 1, lists: {}, columns: {
        itemId: { text: "lamp", lengths: new Uint32Array([4]) },
        shopId: { text: "north", lengths: new Uint32Array([5]) },
        qoh: { numbers: new Float64Array([-2]) } } },
    sales: { count: 1, lists: {}, columns: {
        id: { text: "s1", lengths: new Uint32Array([2]) },
        number: { text: "1001", lengths: new Uint32Array([4]) },
        shopId: { text: "north", lengths: new Uint32Array([5]) },
        completedAt: { numbers: new Float64Array([1000]) } } },
    adjustments: { count: 1, lists: {}, columns: {
        id: { text: "a1", lengths: new Uint32Array([2]) },
        itemId: { text: "lamp", lengths: new Uint32Array([4]) },
        shopId: { text: "north", lengths: new Uint32Array([5]) },
        quantity: { numbers: new Float64Array([-3]) },
        at: { numbers: new Float64Array([1000]) },
        reason: { text: "sale", lengths: new Uint32Array([4]) },
        sourceId: { text: "s1", lengths: new Uint32Array([2]) } } },
}"#;

/// A snapshot in two pieces, as the package feeds one.
pub fn from_json(bytes: &[u8], options: &str) -> Result<Core, JsValue> {
    let mut core = Core::new();
    let (first, second) = bytes.split_at(bytes.len() / 2);
    for piece in [first, second] {
        core.call(r#"["feed"]"#, Uint8Array::from(piece).into())?;
    }
    call(&mut core, &format!(r#"["finish", {options}]"#))?;
    Ok(core)
}

pub fn two_short() -> Core {
    loaded(from_json(TWO_SHORT.as_bytes(), "{}"))
}

pub fn loaded(result: Result<Core, JsValue>) -> Core {
    result.unwrap_or_else(|error| panic!("refused: {}", described(&error)))
}

/// What was thrown where something had to be refused.
pub fn refusal<T>(result: Result<T, JsValue>) -> JsValue {
    match result {
        Ok(_) => panic!("was not refused"),
        Err(error) => error,
    }
}

pub fn described(error: &JsValue) -> String {
    JSON::stringify(error).map_or_else(|_| format!("{error:?}"), String::from)
}
