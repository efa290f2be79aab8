//! The raw engine that the package wraps.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::allocation::AllocationColumns;
use super::convert::{answer, ids, read, throw};
use super::tables;
use super::window::Window;
use crate::contract::allocation::AllocationOptions;
use crate::contract::command;
use crate::contract::event::Event;
use crate::contract::from_tree;
use crate::contract::json_scanner;
use crate::contract::options::LoadOptions;
use crate::contract::planning::{DeliveryOptions, ReplenishmentOptions};
use crate::contract::query::{Column, DEFAULT_LIMIT, ReportQuery};
use crate::contract::tree::Tree;
use crate::state::load::room::check_before_image;
use crate::{Inventory, InventoryError, JsonLoad};

type Answer<T> = Result<T, InventoryError>;

/// An inventory, owned by one JavaScript handle.
#[wasm_bindgen]
#[derive(Default)]
pub struct Core {
    inventory: Inventory,
    window: Window,
    /// What of a snapshot as JSON has come.
    json: JsonLoad,
}

fn column(given: &Tree) -> Answer<Column> {
    from_tree::read(given, "")
}

fn events(given: &Tree) -> Answer<Vec<Event>> {
    if *given == Tree::Null { Ok(Vec::new()) } else { from_tree::read(given, "events") }
}

/// What a request asks, what about, and what else it hands over; null where it ends sooner.
fn request(text: &str) -> Answer<[Tree; 3]> {
    let tree = json_scanner::tree(text)?;
    let mut parts = if let Tree::List(parts) = tree { parts.into_iter() } else { Vec::new().into_iter() };
    Ok(std::array::from_fn(|_| parts.next().unwrap_or_default()))
}

/// An image, and the events stored since.
fn image(image: &Uint8Array, since: &Tree, options: &LoadOptions) -> Answer<Inventory> {
    check_before_image(image.length() as usize)?;
    Inventory::from_bytes(&image.to_vec(), &events(since)?, options)
}

fn id(given: &Tree) -> &str {
    if let Tree::Text(id) = given { id } else { "" }
}

/// An item and a shop.
fn level(given: &Tree) -> Answer<[String; 2]> {
    ids(given)?.try_into().map_err(|_| InventoryError::invalid("", "expected an item and a shop"))
}

#[wasm_bindgen]
impl Core {
    /// An empty one.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Core {
        Self::default()
    }

    /// Asks or tells something: `["totals", query]`; `data` is what comes with it and is no JSON. One door for all of it, since
    /// each export is written out in the module, and again in the script that every page loads. Answers JSON text; for rows,
    /// where the window's head stands in memory until the next one is asked for; for what is to be stored, its bytes.
    pub fn call(&mut self, request: &str, data: JsValue) -> Result<JsValue, JsValue> {
        self.called(request, &data).map_err(throw)
    }
}

impl Core {
    fn called(&mut self, text: &str, data: &JsValue) -> Answer<JsValue> {
        let [what, about, more] = request(text)?;
        let inventory = &mut self.inventory;
        let answer = match id(&what) {
            // A piece of a snapshot as UTF-8 JSON, cut anywhere; when all have come, it is finished.
            "feed" => {
                self.json.feed(&data.unchecked_ref::<Uint8Array>().to_vec())?;
                return Ok(JsValue::NULL);
            }
            what @ ("finish" | "columns" | "image") => {
                let options = read(&about)?;
                *inventory = match what {
                    "finish" => std::mem::take(&mut self.json).finish(&options)?,
                    "columns" => Inventory::load(&options, |receiver| tables::read(data, receiver))?,
                    _ => image(data.unchecked_ref(), &more, &options)?,
                };
                return Ok(JsValue::NULL);
            }
            "toJson" => return Ok(Uint8Array::from(inventory.to_json()?.as_slice()).into()),
            "toBytes" => return Ok(Uint8Array::from(inventory.to_bytes().as_slice()).into()),
            what @ ("report" | "reportColumns" | "rows") => {
                self.window = self.rows(what, &about)?;
                return Ok(JsValue::from(self.window.address()));
            }
            "decide" => answer(&inventory.decide(&command::read_commands(&about)?)?),
            "apply" => answer(&inventory.apply(&command::read_commands(&about)?)?),
            "replay" => answer(&inventory.replay(&events(&about)?)?),
            // The ranks of the texts of `textsToRank`, equal where the collator calls them equal.
            "setTextRanks" => {
                answer(&inventory.set_text_ranks(column(&about)?, &from_tree::read::<Vec<u32>>(&more, "ranks")?)?)
            }
            what => self.answer(what, &about)?,
        };
        Ok(JsValue::from_str(&answer))
    }

    fn answer(&self, question: &str, about: &Tree) -> Answer<String> {
        let inventory = &self.inventory;
        Ok(match question {
            "revision" => answer(&inventory.revision()),
            "totals" => answer(&inventory.totals(&read(about)?)),
            "facets" => answer(&inventory.facets(&read(about)?)),
            "csv" => answer(&inventory.csv(&read(about)?)?),
            "incoming" => level(about).map(|[item_id, shop_id]| answer(&inventory.incoming(&item_id, &shop_id)))?,
            "explain" => level(about).map(|[item_id, shop_id]| answer(&inventory.explain(&item_id, &shop_id)))?,
            "item" => answer(&inventory.item(id(about))),
            "sale" => answer(&inventory.sale(id(about))),
            "order" => answer(&inventory.order(id(about))),
            "purchaseOrder" => answer(&inventory.purchase_order(id(about))),
            "transfer" => answer(&inventory.transfer(id(about))),
            "vendorReturn" => answer(&inventory.vendor_return(id(about))),
            "orders" => answer(&inventory.orders(&read(about)?)?),
            "purchaseOrders" => answer(&inventory.purchase_orders(&read(about)?)?),
            "transfers" => answer(&inventory.transfers(&read(about)?)?),
            "vendorReturns" => answer(&inventory.vendor_returns(&read(about)?)?),
            "shipments" => answer(&inventory.shipments(&read(about)?)),
            "backorders" => answer(&inventory.backorders(&read(about)?)?),
            "sortDelivery" => answer(&inventory.sort_delivery(&DeliveryOptions::read(about)?)?),
            "allocate" => answer(&AllocationColumns::new(&inventory.allocate(&AllocationOptions::read(about)?)?)),
            "replenish" => answer(&inventory.replenish(&from_tree::read::<ReplenishmentOptions>(about, "")?)?),
            "check" => answer(&inventory.check()),
            "history" => answer(&inventory.history(&read(about)?)),
            // Distinct texts of a column for the host's collator to rank; null when there is nothing to rank.
            "textsToRank" => answer(&inventory.texts_to_rank(column(about)?)),
            _ => return Err(InventoryError::invalid("", "there is no such question")),
        })
    }

    fn rows(&self, question: &str, about: &Tree) -> Answer<Window> {
        match question {
            "rows" => self.rows_of(&ids(about)?),
            // Whole, unless the query names a window.
            "reportColumns" => self.rows_that_match(&read(about)?, u32::MAX),
            _ => self.rows_that_match(&read(about)?, DEFAULT_LIMIT),
        }
    }

    fn rows_that_match(&self, query: &ReportQuery, limit: u32) -> Answer<Window> {
        let window = self.inventory.window(query, limit);
        let columns = self.inventory.columns(&window.rows);
        Ok(Window::new(columns, self.inventory.revision(), window.total, window.offset, Vec::new()))
    }

    /// Rows by id: those found as a window, and for each id its position there.
    fn rows_of(&self, wanted: &[String]) -> Answer<Window> {
        let mut found = Vec::new();
        let mut positions = Vec::new();
        for id in wanted {
            match self.inventory.row_number(id) {
                Some(row) => {
                    positions.push(found.len() as u32);
                    found.push(row);
                }
                None => positions.push(u32::MAX),
            }
        }
        let columns = self.inventory.columns(&found);
        Ok(Window::new(columns, self.inventory.revision(), found.len() as u32, 0, positions))
    }
}
