//! The boundary to JavaScript: bytes and texts of JSON in, JSON out. Thin: no business rule.

use oversold::{InventoryError, Tree};
use serde::Serialize;
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::lightspeed::{self, back};
use crate::spreadsheet;

/// An error as JSON: code, message, path, details.
fn throw(error: InventoryError) -> JsValue {
    JsValue::from_str(&text(&error))
}

fn text<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn tree(json: &str) -> Result<Tree, JsValue> {
    serde_json::from_str(json).map_err(|error| throw(InventoryError::invalid("", error.to_string())))
}

/// Bodies of Lightspeed's in, snapshots and merges out.
#[wasm_bindgen]
pub struct Reader(lightspeed::Reader);

#[wasm_bindgen]
impl Reader {
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Reader, JsValue> {
        Ok(Self(lightspeed::Reader::new(lightspeed::Options::read(&tree(options)?).map_err(throw)?)))
    }

    pub fn add(&mut self, body: &[u8], address: Option<String>) -> Result<(), JsValue> {
        self.0.add(body, address.as_deref()).map_err(throw)
    }

    /// The snapshot as UTF-8 JSON.
    pub fn snapshot(&mut self) -> Vec<u8> {
        self.0.snapshot().to_json()
    }

    #[wasm_bindgen(js_name = changedOrders)]
    pub fn changed_orders(&mut self) -> String {
        text(&self.0.changed_orders())
    }

    /// What changed, or null; `kept`: a list of orders as the inventory has them.
    pub fn merge(&mut self, kept: &str) -> Result<String, JsValue> {
        let kept = match tree(kept)? {
            Tree::List(orders) => orders,
            _ => Vec::new(),
        };
        Ok(text(&self.0.merge(&kept)))
    }

    pub fn warnings(&self) -> String {
        text(&self.0.warnings())
    }

    pub fn counts(&self) -> Vec<u32> {
        self.0.counts().iter().map(|count| *count as u32).collect()
    }
}

/// What an event means for Lightspeed.
#[wasm_bindgen(js_name = toLightspeed)]
pub fn to_lightspeed(event: &str, options: &str) -> Result<String, JsValue> {
    let options = back::BackOptions::read(&tree(options)?).map_err(throw)?;
    back::to_lightspeed(&tree(event)?, &options).map(|back| text(&back)).map_err(throw)
}

/// Spreadsheets in, a snapshot out.
#[wasm_bindgen]
pub struct Sheets {
    options: spreadsheet::Options,
    files: Vec<(String, Vec<u8>)>,
}

#[wasm_bindgen]
impl Sheets {
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Sheets, JsValue> {
        Ok(Self { options: spreadsheet::Options::read(&tree(options)?).map_err(throw)?, files: Vec::new() })
    }

    /// Takes a file, and answers how it would be read.
    pub fn add(&mut self, file: &str, bytes: Vec<u8>) -> Result<String, JsValue> {
        let mapping = spreadsheet::mapping(file, &bytes, &self.options).map_err(throw)?;
        self.files.push((file.to_owned(), bytes));
        Ok(text(&mapping))
    }

    /// The snapshot, the warnings and the mappings, as JSON.
    pub fn read(&self) -> Result<String, JsValue> {
        let read = spreadsheet::read(&self.files, &self.options).map_err(throw)?;
        let snapshot: serde_json::Value = serde_json::from_slice(&read.snapshot.to_json()).unwrap_or_default();
        Ok(text(&json!({ "snapshot": snapshot, "warnings": read.warnings, "mappings": read.mappings })))
    }
}

/// A file to fill in; undefined where there is none of that name.
#[wasm_bindgen(js_name = csvTemplate)]
pub fn csv_template(file: &str) -> Option<String> {
    spreadsheet::template(file)
}
