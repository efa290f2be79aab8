//! What no field of Lightspeed's says, so that the host has to.

use std::collections::BTreeMap;

use oversold::contract::from_tree::{self, At, FromTree};
use oversold::{InventoryError, Tree};

/// The codes by which a variant of the web shop meets an item of the till.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemCode {
    SystemSku,
    CustomSku,
    Upc,
    Ean,
    ArticleCode,
}

impl ItemCode {
    /// The order in which they are tried unless the host says another.
    pub const ALL: [Self; 5] = [Self::SystemSku, Self::CustomSku, Self::Upc, Self::Ean, Self::ArticleCode];
}

impl FromTree for ItemCode {
    fn from_tree(at: &At<'_>) -> Self {
        let position = at.choice(&["SystemSku", "CustomSku", "Upc", "Ean", "ArticleCode"]);
        Self::ALL.get(position).copied().unwrap_or(Self::SystemSku)
    }
}

/// How bodies are read.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Sales of these registers are eCom.
    pub register_ids: Vec<String>,
    /// Sales with a payment of one of these types are eCom.
    pub payment_type_ids: Vec<String>,
    /// A sale whose reference number is the number of a known order recorded that order.
    pub reference_number: bool,
    /// The host's own table: which order, by id or number, a sale recorded.
    pub orders_by_sale: BTreeMap<String, String>,
    pub match_items_by: Vec<ItemCode>,
    /// The host's own table: which item a variant is.
    pub items_by_variant: BTreeMap<String, String>,
    /// The shop that serves orders of which no sale tells.
    pub ecom_shop_id: Option<String>,
    /// What is assumed of orders that wait: nothing in Lightspeed says whether somebody looked at them.
    pub fraud: &'static str,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            register_ids: Vec::new(),
            payment_type_ids: Vec::new(),
            reference_number: true,
            orders_by_sale: BTreeMap::new(),
            match_items_by: ItemCode::ALL.to_vec(),
            items_by_variant: BTreeMap::new(),
            ecom_shop_id: None,
            fraud: "unchecked",
        }
    }
}

impl Options {
    pub fn read(tree: &Tree) -> Result<Self, InventoryError> {
        from_tree::read(tree, "options")
    }
}

/// Texts by name.
pub fn texts(at: &At<'_>, name: &'static str) -> BTreeMap<String, String> {
    let table = at.inner(name);
    match at.field::<Tree>(name) {
        Tree::Null => BTreeMap::new(),
        Tree::Object(fields) => {
            let text = |(key, value): (std::borrow::Cow<'static, str>, Tree)| match value {
                Tree::Text(text) => Some((key.into_owned(), text)),
                _ => {
                    table.refuse(&format!(".{key}"), "expected a string");
                    None
                }
            };
            fields.into_iter().filter_map(text).collect()
        }
        _ => {
            table.wrong("expected an object of strings");
            BTreeMap::new()
        }
    }
}

impl FromTree for Options {
    fn from_tree(at: &At<'_>) -> Self {
        let default = Self::default();
        if at.is_null() {
            return default;
        }
        at.expect_object();
        let cleared = !at.inner("fraud").is_null() && at.inner("fraud").choice(&["Unchecked", "Cleared"]) == 1;
        Self {
            register_ids: at.field::<Option<_>>("register_ids").unwrap_or_default(),
            payment_type_ids: at.field::<Option<_>>("payment_type_ids").unwrap_or_default(),
            reference_number: at.field::<Option<_>>("reference_number").unwrap_or(default.reference_number),
            orders_by_sale: texts(at, "orders_by_sale"),
            match_items_by: at.field::<Option<_>>("match_items_by").unwrap_or(default.match_items_by),
            items_by_variant: texts(at, "items_by_variant"),
            ecom_shop_id: at.optional_id("ecom_shop_id"),
            fraud: if cleared { "cleared" } else { default.fraud },
        }
    }
}
