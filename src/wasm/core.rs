//! The raw engine that the package wraps.

use js_sys::{Array, Object, Reflect, Uint32Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::{from_js, ids, to_error, to_js, tree};
use super::tables;
use super::window;
use crate::contract::allocation::AllocationOptions;
use crate::contract::command::{self, Command};
use crate::contract::event::Event;
use crate::contract::from_tree;
use crate::contract::options::LoadOptions;
use crate::contract::planning::{DeliveryOptions, ReplenishmentOptions};
use crate::contract::query::{Column, DEFAULT_LIMIT, ReportQuery};
use crate::contract::tree::Tree;
use crate::{Inventory, InventoryError};

/// An inventory, owned by one JavaScript handle.
#[wasm_bindgen]
pub struct Core {
    inventory: Inventory,
}

fn throw(error: InventoryError) -> JsValue {
    to_error(&error)
}

fn column(name: &str) -> Result<Column, JsValue> {
    from_tree::read(&Tree::from(name), "").map_err(throw)
}

fn read_commands(commands: JsValue) -> Result<Vec<Command>, JsValue> {
    command::read_commands(&tree(commands)?).map_err(throw)
}

fn read_events(events: JsValue) -> Result<Vec<Event>, JsValue> {
    from_tree::read(&tree(events)?, "events").map_err(throw)
}

#[wasm_bindgen]
impl Core {
    /// From a snapshot as UTF-8 JSON.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(bytes: &[u8], options: JsValue) -> Result<Core, JsValue> {
        let options: LoadOptions = from_js(options)?;
        Ok(Self { inventory: Inventory::from_json(bytes, &options).map_err(throw)? })
    }

    /// From a snapshot as columns.
    #[wasm_bindgen(js_name = fromColumns)]
    pub fn from_columns(columns: JsValue, options: JsValue) -> Result<Core, JsValue> {
        let options: LoadOptions = from_js(options)?;
        let read = |receiver: &mut dyn crate::contract::json::Receive| tables::read(&columns, receiver);
        Ok(Self { inventory: Inventory::load(&options, read).map_err(throw)? })
    }

    /// From an image, and the events stored since, if any.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: &[u8], events: JsValue, options: JsValue) -> Result<Core, JsValue> {
        let options: LoadOptions = from_js(options)?;
        let none = events.is_undefined() || events.is_null();
        let events = if none { Vec::new() } else { read_events(events)? };
        Ok(Self { inventory: Inventory::from_bytes(bytes, &events, &options).map_err(throw)? })
    }

    pub fn revision(&self) -> f64 {
        self.inventory.revision() as f64
    }

    /// A window of the report.
    pub fn report(&self, query: JsValue) -> Result<JsValue, JsValue> {
        self.window(&from_js(query)?, DEFAULT_LIMIT)
    }

    /// The report, whole unless the query names a window.
    #[wasm_bindgen(js_name = reportColumns)]
    pub fn report_columns(&self, query: JsValue) -> Result<JsValue, JsValue> {
        self.window(&from_js(query)?, u32::MAX)
    }

    fn window(&self, query: &ReportQuery, limit: u32) -> Result<JsValue, JsValue> {
        let window = self.inventory.window(query, limit);
        window::to_js(
            &self.inventory.columns(&window.rows),
            &[
                ("revision", JsValue::from_f64(self.revision())),
                ("total", JsValue::from(window.total)),
                ("offset", JsValue::from(window.offset)),
            ],
        )
    }

    /// Rows by id: those found as a window, and for each id its position there.
    pub fn rows(&self, wanted: JsValue) -> Result<JsValue, JsValue> {
        let mut found = Vec::new();
        let mut positions = Vec::new();
        for id in ids(&wanted)? {
            match self.inventory.row_number(&id) {
                Some(row) => {
                    positions.push(found.len() as u32);
                    found.push(row);
                }
                None => positions.push(u32::MAX),
            }
        }
        window::to_js(
            &self.inventory.columns(&found),
            &[
                ("revision", JsValue::from_f64(self.revision())),
                ("total", JsValue::from(found.len() as u32)),
                ("offset", JsValue::from(0)),
                ("positions", Uint32Array::from(positions.as_slice()).into()),
            ],
        )
    }

    pub fn totals(&self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.totals(&from_js(query)?))
    }

    pub fn facets(&self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.facets(&from_js(query)?))
    }

    pub fn csv(&self, query: JsValue) -> Result<String, JsValue> {
        self.inventory.csv(&from_js(query)?).map_err(throw)
    }

    pub fn incoming(&self, item_id: &str, shop_id: &str) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.incoming(item_id, shop_id))
    }

    pub fn explain(&self, item_id: &str, shop_id: &str) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.explain(item_id, shop_id))
    }

    pub fn item(&self, id: &str) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.item(id))
    }

    pub fn sale(&self, id: &str) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.sale(id))
    }

    pub fn order(&self, id: &str) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.order(id))
    }

    #[wasm_bindgen(js_name = purchaseOrder)]
    pub fn purchase_order(&self, id: &str) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.purchase_order(id))
    }

    pub fn transfer(&self, id: &str) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.transfer(id))
    }

    #[wasm_bindgen(js_name = vendorReturn)]
    pub fn vendor_return(&self, id: &str) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.vendor_return(id))
    }

    pub fn orders(&self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.orders(&from_js(query)?).map_err(throw)?)
    }

    #[wasm_bindgen(js_name = purchaseOrders)]
    pub fn purchase_orders(&self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.purchase_orders(&from_js(query)?).map_err(throw)?)
    }

    pub fn transfers(&self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.transfers(&from_js(query)?).map_err(throw)?)
    }

    #[wasm_bindgen(js_name = vendorReturns)]
    pub fn vendor_returns(&self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.vendor_returns(&from_js(query)?).map_err(throw)?)
    }

    pub fn shipments(&self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.shipments(&from_js(query)?))
    }

    pub fn backorders(&self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.backorders(&from_js(query)?).map_err(throw)?)
    }

    /// Deals scarce stock out.
    pub fn allocate(&self, options: JsValue) -> Result<JsValue, JsValue> {
        let options = AllocationOptions::read(&tree(options)?).map_err(throw)?;
        to_js(&self.inventory.allocate(&options).map_err(throw)?)
    }

    /// Sorts what was scanned at the door.
    #[wasm_bindgen(js_name = sortDelivery)]
    pub fn sort_delivery(&self, options: JsValue) -> Result<JsValue, JsValue> {
        let options = DeliveryOptions::read(&tree(options)?).map_err(throw)?;
        to_js(&self.inventory.sort_delivery(&options).map_err(throw)?)
    }

    /// What to buy and what to move.
    pub fn replenish(&self, options: JsValue) -> Result<JsValue, JsValue> {
        let options: ReplenishmentOptions = from_tree::read(&tree(options)?, "").map_err(throw)?;
        to_js(&self.inventory.replenish(&options).map_err(throw)?)
    }

    /// Contradictions in the host's data.
    pub fn check(&self) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.check())
    }

    /// The outcome of a command or a list of them, without applying it.
    pub fn decide(&mut self, commands: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.decide(&read_commands(commands)?).map_err(throw)?)
    }

    /// Applies a command or a list of them, all or none.
    pub fn apply(&mut self, commands: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.apply(&read_commands(commands)?).map_err(throw)?)
    }

    /// Takes events in.
    pub fn replay(&mut self, events: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.replay(&read_events(events)?).map_err(throw)?)
    }

    pub fn history(&self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.inventory.history(&from_js(query)?))
    }

    /// The snapshot as UTF-8 JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> Result<Vec<u8>, JsValue> {
        self.inventory.to_json().map_err(throw)
    }

    /// The facts as an image.
    #[wasm_bindgen(js_name = toBytes)]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.inventory.to_bytes()
    }

    /// Distinct texts of a column for the host's collator to rank; undefined when there is nothing to rank.
    #[wasm_bindgen(js_name = textsToRank)]
    pub fn texts_to_rank(&self, by: &str) -> Result<JsValue, JsValue> {
        let Some(texts) = self.inventory.texts_to_rank(column(by)?) else { return Ok(JsValue::UNDEFINED) };
        let lengths: Vec<u32> = texts.iter().map(|text| text.encode_utf16().count() as u32).collect();
        let object = Object::new();
        Reflect::set(&object, &"text".into(), &JsValue::from_str(&texts.concat()))?;
        Reflect::set(&object, &"lengths".into(), &Uint32Array::from(lengths.as_slice()))?;
        Ok(object.into())
    }

    /// The ranks of those texts, equal where the collator calls them equal.
    #[wasm_bindgen(js_name = setTextRanks)]
    pub fn set_text_ranks(&self, by: &str, ranks: JsValue) -> Result<(), JsValue> {
        let ranks = Uint32Array::new(&Array::from(&ranks)).to_vec();
        self.inventory.set_text_ranks(column(by)?, &ranks).map_err(throw)
    }
}
