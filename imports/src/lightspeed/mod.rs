//! Lightspeed: the bodies of its two APIs, Retail (R-Series V3) and eCom (C-Series), in any order and any number of pages.
//!
//! [`Reader`] keeps each record in its newest version, and makes a snapshot of all, or a merge of what changed since. The
//! rooms: `record` reads one field of any dress, `retail` and `ecom` read records, `assemble` makes documents of them,
//! `back` says what an event means for Lightspeed.

mod assemble;
pub mod back;
mod ecom;
pub mod options;
mod record;
mod retail;
mod table;

use oversold::{InventoryError, Tree};
use serde_json::Deserializer;

use crate::differences::{Differences, Merge};
use crate::snapshot::Snapshot;
use crate::warnings::{Notes, Warning};
use ecom::Ecom;
pub use options::{ItemCode, Options};
use retail::Retail;

/// Bodies in, a snapshot out, and merges from then on.
#[derive(Debug, Default)]
pub struct Reader {
    options: Options,
    retail: Retail,
    ecom: Ecom,
    /// Of reading.
    notes: Notes,
    /// Of the newest assembly.
    assembled: Notes,
    differences: Differences,
}

impl Reader {
    pub fn new(options: Options) -> Self {
        Self { options, ..Self::default() }
    }

    /// Takes a body in, as bytes of JSON. `address`: where it came from; some bodies of C-Series say whose lines they have
    /// only there (`orders/12/products.json`).
    pub fn add(&mut self, body: &[u8], address: Option<&str>) -> Result<(), InventoryError> {
        let mut json = Deserializer::from_slice(body);
        let read = oversold::contract::tree::read(&mut json).map_err(|(path, error)| (path, error.to_string()));
        let tree = read.and_then(|tree| json.end().map(|()| tree).map_err(|error| (String::new(), error.to_string())));
        let (path, message) = match tree {
            Ok(tree) => return self.add_tree(&tree, address),
            Err(error) => error,
        };
        Err(InventoryError::invalid(path, format!("not JSON: {message}")))
    }

    /// The same of a body that is parsed already, a webhook's for example.
    pub fn add_tree(&mut self, body: &Tree, address: Option<&str>) -> Result<(), InventoryError> {
        let Tree::Object(fields) = body else {
            return Err(InventoryError::invalid(
                "",
                format!("expected a body of Lightspeed's, found {}", body.found()),
            ));
        };
        if let Some(message) = refusal(body) {
            return Err(InventoryError::invalid("", format!("this is no data but Lightspeed's refusal: {message}")));
        }
        let owner = address.and_then(owner);
        for (key, value) in fields.iter().filter(|(key, _)| key != "@attributes") {
            let known =
                self.retail.read(key, value, &self.notes) || self.ecom.read(key, value, owner.as_ref(), &self.notes);
            if !known {
                self.notes.add("notUsed", "Resources that the report does not need were passed over", key.clone());
            }
        }
        Ok(())
    }

    /// All that is known, for `Inventory.fromJson`. What `merge` tells from now on is what changed after it.
    pub fn snapshot(&mut self) -> Snapshot {
        let snapshot = self.assemble();
        self.differences.take(&snapshot);
        snapshot
    }

    /// What a `merge` command has to bring to an inventory that has the last snapshot and the merges since; none where
    /// nothing changed. `kept`: the orders as the inventory has them, for what only it knows of them.
    pub fn merge(&mut self, kept: &[Tree]) -> Option<Merge> {
        let snapshot = self.assemble();
        self.differences.merge(&snapshot, kept)
    }

    /// The orders that the next `merge` will bring.
    pub fn changed_orders(&mut self) -> Vec<String> {
        let snapshot = self.assemble();
        self.differences.changed_orders(&snapshot)
    }

    /// What was odd so far, grouped and counted.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = self.notes.warnings();
        warnings.extend(&self.assembled.warnings());
        warnings.list()
    }

    /// How many items, sales, purchase orders, transfers and orders are known.
    pub fn counts(&self) -> [usize; 5] {
        [
            self.retail.items.len().max(self.ecom.variants.len()),
            self.retail.sales.len(),
            self.retail.orders.len(),
            self.retail.transfers.len(),
            self.ecom.orders.len(),
        ]
    }

    fn assemble(&mut self) -> Snapshot {
        self.assembled = Notes::default();
        assemble::assemble(&self.retail, &self.ecom, &self.options, &self.assembled)
    }
}

/// The message of a body that is an error of either API.
fn refusal(body: &Tree) -> Option<String> {
    let text = |tree: &Tree| match tree {
        Tree::Text(text) => Some(text.clone()),
        Tree::Number(number) => Some(number.to_string()),
        _ => None,
    };
    // {"httpCode": "400", "httpMessage": …, "message": …} and {"error": {"code": 401, "message": …}}
    let error = body.get("error");
    if !body.has("httpCode") && !matches!(error, Tree::Object(_)) {
        return None;
    }
    let said = [body.get("httpCode"), body.get("message"), error.get("code"), error.get("message")];
    Some(said.into_iter().filter_map(text).collect::<Vec<_>>().join(" "))
}

/// The record that an address names before the last word of its path: 12 of `orders/12/products.json?page=2`.
fn owner(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.trim_end_matches('/').rsplit('/');
    let (_, id) = (parts.next()?, parts.next()?);
    (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())).then(|| id.to_owned())
}
