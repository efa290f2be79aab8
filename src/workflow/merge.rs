//! Facts that changed elsewhere.
use crate::contract::error::InventoryError;
use crate::contract::event::Fact;
use crate::contract::outcome::DocumentKind;
use crate::contract::tree::Tree;
use crate::state::edit::{Journal, State};

use super::decide::Decided;

/// The tables that hold documents.
pub const DOCUMENTS: [(&str, DocumentKind); 5] = [
    ("sales", DocumentKind::Sale),
    ("purchaseOrders", DocumentKind::PurchaseOrder),
    ("transfers", DocumentKind::Transfer),
    ("vendorReturns", DocumentKind::VendorReturn),
    ("orders", DocumentKind::Order),
];

/// The elements of a list; none where there is no list.
pub fn list<'t>(tree: &'t Tree, name: &str) -> &'t [Tree] {
    match tree.get(name) {
        Tree::List(list) => list,
        _ => &[],
    }
}

/// The ids of a table's records that a merge replaces or removes.
pub fn ids<'t>(upsert: &'t Tree, remove: &'t Tree, table: &str) -> Vec<&'t str> {
    let given = list(upsert, table).iter().map(|record| record.get("id"));
    let texts = given.chain(list(remove, table)).filter_map(|id| match id {
        Tree::Text(id) => Some(id.as_str()),
        _ => None,
    });
    texts.collect()
}

pub fn decide(_: &State, upsert: &Tree, remove: &Tree) -> Decided {
    Ok(Fact::Merged { upsert: upsert.clone(), remove: remove.clone() })
}

pub fn merge(_: &mut State, _: &mut Journal, _: &Tree, _: &Tree) -> Result<(), InventoryError> {
    Err(InventoryError::invalid("type", "merge"))
}
