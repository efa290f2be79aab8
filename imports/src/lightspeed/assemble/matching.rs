//! Which item of the till a variant of the web shop is: by codes, in the order that the options state. Two items with one
//! code are told, and the next code is asked.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::Given;
use crate::lightspeed::ecom::{Codes, Product};
use crate::lightspeed::options::ItemCode;
use crate::snapshot::Item;

pub struct Matching<'a> {
    given: Given<'a>,
    /// Items by each code.
    items: BTreeMap<(ItemCode, String), BTreeSet<&'a str>>,
    /// Items that are variants of which the till knows nothing.
    made: RefCell<BTreeMap<String, Item>>,
}

/// Barcodes lose and win zeros in front.
fn barcode(code: &str) -> String {
    code.trim_start_matches('0').to_owned()
}

impl<'a> Matching<'a> {
    pub fn new(given: Given<'a>) -> Self {
        let mut items: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
        for (id, item) in given.retail.items.iter() {
            let mut add = |kind, code: Option<String>| {
                if let Some(code) = code.filter(|code| !code.is_empty()) {
                    items.entry((kind, code)).or_default().insert(id);
                }
            };
            add(ItemCode::SystemSku, item.system_sku.clone());
            add(ItemCode::CustomSku, item.custom_sku.clone());
            add(ItemCode::Upc, item.upc.as_deref().map(barcode));
            add(ItemCode::Ean, item.ean.as_deref().map(barcode));
            for code in [&item.custom_sku, &item.system_sku, &item.manufacturer_sku] {
                add(ItemCode::ArticleCode, code.clone());
            }
        }
        Self { given, items, made: RefCell::default() }
    }

    /// The till's item of these codes.
    fn by_codes(&self, codes: &Codes, shown: &str) -> Option<String> {
        for kind in &self.given.options.match_items_by {
            let code = match kind {
                ItemCode::SystemSku | ItemCode::CustomSku => codes.sku.clone(),
                ItemCode::Upc | ItemCode::Ean => codes.ean.as_deref().map(barcode),
                ItemCode::ArticleCode => codes.article_code.clone(),
            };
            let Some(found) = code.and_then(|code| self.items.get(&(*kind, code))) else { continue };
            if let (Some(item), 1) = (found.first(), found.len()) {
                return Some((*item).to_owned());
            }
            let items = found.iter().copied().collect::<Vec<_>>().join(", ");
            let message = "Several items of the till have the code of one variant: the next code was asked";
            self.given.notes.add("ambiguousItem", message, format!("{shown}: items {items}"));
        }
        None
    }

    /// The item that a variant is; none where the till has no such.
    pub fn variant(&self, id: &str) -> Option<String> {
        if let Some(item) = self.given.options.items_by_variant.get(id) {
            return Some(item.clone());
        }
        self.by_codes(&self.given.ecom.variants.get(id)?.codes, &format!("variant {id}"))
    }

    /// The item of an order's line. What the till does not know becomes an item of its own: the order must not get lost.
    pub fn line(&self, id: &str, product: &Product) -> String {
        let known = product.variant.as_deref().and_then(|variant| self.variant(variant));
        if let Some(item) = known.or_else(|| self.by_codes(&product.codes, &format!("order line {id}"))) {
            return item;
        }
        let item = product.variant.as_deref().map_or_else(|| format!("OrderProduct/{id}"), variant_item);
        if !self.given.is_web_shop_alone() {
            let message = "Variants that no item of the till has a code of became items of their own";
            self.given.notes.add("unmatchedItem", message, item.clone());
        }
        let title = product.title.clone();
        self.make(&item, title, &product.codes, product.variant.as_deref());
        item
    }

    /// The item of a variant, made where there is none.
    pub fn item_of_variant(&self, id: &str) -> String {
        let item = self.variant(id).unwrap_or_else(|| variant_item(id));
        if self.given.retail.items.get(&item).is_none() {
            let known = self.given.ecom.variants.get(id);
            let codes = known.map(|variant| variant.codes.clone()).unwrap_or_default();
            self.make(&item, known.and_then(|variant| variant.title.clone()), &codes, Some(id));
        }
        item
    }

    fn make(&self, id: &str, title: Option<String>, codes: &Codes, variant: Option<&str>) {
        let known = variant.and_then(|id| self.given.ecom.variants.get(id));
        let title = title.or_else(|| known.and_then(|variant| variant.title.clone()));
        let description = title.or_else(|| codes.article_code.clone()).unwrap_or_else(|| id.to_owned());
        let mut made = self.made.borrow_mut();
        let item = made.entry(id.to_owned()).or_insert_with(|| Item {
            id: id.to_owned(),
            custom_sku: codes.article_code.clone(),
            system_sku: codes.sku.clone(),
            ean: codes.ean.clone(),
            inventoried: true,
            unit_cost: known.and_then(|variant| variant.cost),
            ..Item::default()
        });
        // An order's line has the product's name, a variant often only its own.
        if description.len() > item.description.len() {
            item.description = description;
        }
    }

    /// The items made so far.
    pub fn made(&self) -> Vec<Item> {
        self.made.borrow().values().cloned().collect()
    }
}

/// The id of an item that is a variant.
fn variant_item(id: &str) -> String {
    format!("Variant/{id}")
}
