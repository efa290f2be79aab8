//! Who gets scarce stock: what is asked, and what is answered.

use serde::Serialize;

use super::error::InventoryError;
use super::from_tree::{self, At, FromTree, from_tree, words_from_tree};
use super::tree::Tree;
use crate::quantity::Quantity;

/// How scarce stock is dealt out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Strategy {
    /// First come, first served: the queues of rule 13 as they stand, whether that completes an order or not.
    Fifo,
    /// The same, but an order that cannot be completed is passed over and gets nothing.
    SkipIncomplete,
    /// As many whole orders as possible; among equally many, those that came first.
    MostOrders,
}

/// A document that brings stock to a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DocumentKind {
    PurchaseOrder,
    Transfer,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArrivingDocument {
    #[serde(rename = "type")]
    pub kind: DocumentKind,
    pub id: String,
}

/// What to deal out, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct AllocationOptions {
    pub strategy: Strategy,
    /// Only what these shops have; elsewhere every unit stays with whom it lies for.
    pub shop_ids: Option<Vec<String>>,
    /// All that is outstanding of these counts as on the shelf.
    pub arriving: Option<Vec<ArrivingDocument>>,
}

words_from_tree! {
    Strategy { Fifo, SkipIncomplete, MostOrders }
    DocumentKind { PurchaseOrder, Transfer }
}
from_tree! {
    AllocationOptions { strategy, shop_ids, arriving }
}

impl AllocationOptions {
    /// Reads a plain object; the first thing that is wrong is the error.
    pub fn read(tree: &Tree) -> Result<Self, InventoryError> {
        from_tree::read(tree, "")
    }
}

impl FromTree for ArrivingDocument {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self { kind: at.field("type"), id: at.id("id") }
    }
}

/// Who gets scarce stock. All lists stand in the order of the queue of rule 13.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Allocation<'a> {
    pub strategy: Strategy,
    /// Orders of which every unshipped unit is there then.
    pub completed: Vec<&'a str>,
    /// Orders that the queues alone would complete and this plan does not.
    pub delayed: Vec<&'a str>,
    /// Orders that this plan completes and the queues alone would not.
    pub advanced: Vec<&'a str>,
    /// What each line gets.
    pub lines: Vec<AllocatedLine<'a>>,
    /// With these the queues of rule 13 carry the plan out.
    pub priorities: Vec<NewPriority<'a>>,
    /// No allocation completes more.
    pub optimal: bool,
    /// No allocation can complete more than this.
    pub bound: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AllocatedLine<'a> {
    pub order_id: &'a str,
    pub order_line_id: &'a str,
    pub quantity: Quantity,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewPriority<'a> {
    pub order_id: &'a str,
    pub priority: f64,
}
