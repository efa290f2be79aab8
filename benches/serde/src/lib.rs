//! The same core, its rows handed out as most would do it: every field through serde-wasm-bindgen.
#![cfg(target_arch = "wasm32")]

use oversold::{Inventory, InventoryError, LoadOptions, ReportQuery};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

#[wasm_bindgen]
pub struct Loaded(Inventory);

#[wasm_bindgen]
impl Loaded {
    /// From a snapshot's JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Loaded, JsError> {
        Inventory::from_json(bytes, &LoadOptions::default()).map(Loaded).map_err(said)
    }

    /// All rows, as plain objects.
    pub fn rows(&self) -> Result<JsValue, JsError> {
        let query = ReportQuery { limit: Some(u32::MAX), ..ReportQuery::default() };
        let page = self.0.report(&query).map_err(said)?;
        Ok(page.rows.serialize(&Serializer::json_compatible())?)
    }
}

fn said(error: InventoryError) -> JsError {
    JsError::new(&error.message)
}
