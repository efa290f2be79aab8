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

fn id(about: &JsValue) -> String {
    about.as_string().unwrap_or_default()
}

/// An item and a shop.
fn level(about: &JsValue) -> Result<[String; 2], JsValue> {
    let wrong = |_| throw(InventoryError::invalid("", "expected an item and a shop"));
    ids(about)?.try_into().map_err(wrong)
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

    /// Answers a question; nothing changes. One door for all of them, since each export is written out in the module, and
    /// again in the script that every page loads.
    pub fn ask(&self, question: &str, about: JsValue) -> Result<JsValue, JsValue> {
        let inventory = &self.inventory;
        match question {
            "report" => self.window(&from_js(about)?, DEFAULT_LIMIT),
            // Whole, unless the query names a window.
            "reportColumns" => self.window(&from_js(about)?, u32::MAX),
            "rows" => self.rows(&about),
            "totals" => to_js(&inventory.totals(&from_js(about)?)),
            "facets" => to_js(&inventory.facets(&from_js(about)?)),
            "csv" => Ok(JsValue::from_str(&inventory.csv(&from_js(about)?).map_err(throw)?)),
            "incoming" => level(&about).and_then(|[item_id, shop_id]| to_js(&inventory.incoming(&item_id, &shop_id))),
            "explain" => level(&about).and_then(|[item_id, shop_id]| to_js(&inventory.explain(&item_id, &shop_id))),
            "item" => to_js(&inventory.item(&id(&about))),
            "sale" => to_js(&inventory.sale(&id(&about))),
            "order" => to_js(&inventory.order(&id(&about))),
            "purchaseOrder" => to_js(&inventory.purchase_order(&id(&about))),
            "transfer" => to_js(&inventory.transfer(&id(&about))),
            "vendorReturn" => to_js(&inventory.vendor_return(&id(&about))),
            "orders" => to_js(&inventory.orders(&from_js(about)?).map_err(throw)?),
            "purchaseOrders" => to_js(&inventory.purchase_orders(&from_js(about)?).map_err(throw)?),
            "transfers" => to_js(&inventory.transfers(&from_js(about)?).map_err(throw)?),
            "vendorReturns" => to_js(&inventory.vendor_returns(&from_js(about)?).map_err(throw)?),
            "shipments" => to_js(&inventory.shipments(&from_js(about)?)),
            "backorders" => to_js(&inventory.backorders(&from_js(about)?).map_err(throw)?),
            "sortDelivery" => {
                let options = DeliveryOptions::read(&tree(about)?).map_err(throw)?;
                to_js(&inventory.sort_delivery(&options).map_err(throw)?)
            }
            "allocate" => {
                let options = AllocationOptions::read(&tree(about)?).map_err(throw)?;
                to_js(&inventory.allocate(&options).map_err(throw)?)
            }
            "replenish" => {
                let options: ReplenishmentOptions = from_tree::read(&tree(about)?, "").map_err(throw)?;
                to_js(&inventory.replenish(&options).map_err(throw)?)
            }
            "check" => to_js(&inventory.check()),
            "history" => to_js(&inventory.history(&from_js(about)?)),
            "textsToRank" => self.texts_to_rank(&id(&about)),
            _ => Err(throw(InventoryError::invalid("", "there is no such question"))),
        }
    }

    /// What a command, or a list of them (all or none), comes to: `decide` changes nothing, `apply` does; `replay` takes
    /// events in.
    pub fn tell(&mut self, what: &str, given: JsValue) -> Result<JsValue, JsValue> {
        let inventory = &mut self.inventory;
        match what {
            "decide" => to_js(&inventory.decide(&read_commands(given)?).map_err(throw)?),
            "apply" => to_js(&inventory.apply(&read_commands(given)?).map_err(throw)?),
            _ => to_js(&inventory.replay(&read_events(given)?).map_err(throw)?),
        }
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

    /// The ranks of those texts, equal where the collator calls them equal.
    #[wasm_bindgen(js_name = setTextRanks)]
    pub fn set_text_ranks(&self, by: &str, ranks: JsValue) -> Result<(), JsValue> {
        let ranks = Uint32Array::new(&Array::from(&ranks)).to_vec();
        self.inventory.set_text_ranks(column(by)?, &ranks).map_err(throw)
    }
}

impl Core {
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
    fn rows(&self, wanted: &JsValue) -> Result<JsValue, JsValue> {
        let mut found = Vec::new();
        let mut positions = Vec::new();
        for id in ids(wanted)? {
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

    /// Distinct texts of a column for the host's collator to rank; undefined when there is nothing to rank.
    fn texts_to_rank(&self, by: &str) -> Result<JsValue, JsValue> {
        let Some(texts) = self.inventory.texts_to_rank(column(by)?) else { return Ok(JsValue::UNDEFINED) };
        let lengths: Vec<u32> = texts.iter().map(|text| text.encode_utf16().count() as u32).collect();
        let object = Object::new();
        Reflect::set(&object, &"text".into(), &JsValue::from_str(&texts.concat()))?;
        Reflect::set(&object, &"lengths".into(), &Uint32Array::from(lengths.as_slice()))?;
        Ok(object.into())
    }
}
