//! Deciding: what is asked about waiting orders and about a delivery at the door, and what is answered.

use std::borrow::Cow;

use serde::Serialize;

use super::error::InventoryError;
use super::from_tree::{self, At, FromTree, from_tree, words_from_tree};
use super::input::InstantInput;
use super::tree::Tree;
use crate::instant::Instant;
use crate::quantity::Quantity;

/// How far a waiting order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum BackorderState {
    /// All unshipped units are on the shelf.
    Ready,
    /// They will be, once what is on its way arrives.
    Incoming,
    /// Some must still be ordered.
    Short,
}

/// What stands between an order and its shipment: the gates of rule 13.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum BlockedBy {
    FraudNotCleared,
    NotPaid,
    NotOnShelf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackorderColumn {
    PromisedAt,
    PlacedAt,
    Number,
}

/// One key of a sort of backorders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortBackordersBy {
    pub by: BackorderColumn,
    pub descending: Option<bool>,
}

/// Filters, sort and window of the waiting orders. Absent or null: no such filter; an empty list keeps nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BackorderQuery {
    /// Now, for "late" and "overdue".
    pub at: Option<InstantInput>,
    pub states: Option<Vec<BackorderState>>,
    /// Any of those given.
    pub blocked_by: Option<Vec<BlockedBy>>,
    pub late: Option<bool>,
    /// Every word must occur in the number, the customer or the description of a waiting item, or begin the order's id
    /// or one of the item's codes.
    pub search: Option<String>,
    /// Orders of which a line waits in one of these shops.
    pub shop_ids: Option<Vec<String>>,
    /// First key first; then placedAt, then id.
    pub sort: Option<Vec<SortBackordersBy>>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

words_from_tree! {
    BackorderState { Ready, Incoming, Short }
    BlockedBy { FraudNotCleared, NotPaid, NotOnShelf }
    BackorderColumn { PromisedAt, PlacedAt, Number }
}
from_tree! {
    SortBackordersBy { by, descending }
    BackorderQuery { at, states, blocked_by, late, search, shop_ids, sort, offset, limit }
}

/// An order with unshipped units.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Backorder<'a> {
    pub order_id: &'a str,
    pub number: &'a str,
    pub placed_at: Instant,
    pub customer: Option<&'a str>,
    pub priority: f64,
    pub state: BackorderState,
    /// When the last unit arrives; none when ready, short, unknown, or overdue.
    pub promised_at: Option<Instant>,
    /// Promised, or now, after it is due; none without due date or now.
    pub late: Option<bool>,
    /// Something it waits for was expected before now; none without now.
    pub overdue: Option<bool>,
    pub blocked_by: Vec<BlockedBy>,
    pub lines: Vec<BackorderLine<'a>>,
}

/// A line with unshipped units: what lies on the shelf for it, what comes, and what is missing add up to them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackorderLine<'a> {
    pub order_line_id: &'a str,
    pub item_id: &'a str,
    pub description: &'a str,
    pub shop_id: &'a str,
    pub unshipped: Quantity,
    pub on_shelf: Quantity,
    /// Neither on the shelf nor incoming.
    pub missing: Quantity,
    pub covered_by: Vec<BackorderPiece<'a>>,
}

/// Units of a line that come with a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackorderPiece<'a> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub id: &'a str,
    pub number: &'a str,
    pub quantity: Quantity,
    pub expected_at: Option<Instant>,
}

/// What was scanned at the door of a shop.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeliveryOptions {
    pub shop_id: String,
    pub scanned: Vec<Scanned>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Scanned {
    pub code: String,
    pub quantity: Quantity,
}

impl DeliveryOptions {
    /// Reads a plain object; the first thing that is wrong is the error.
    ///
    /// ```
    /// use oversold::{DeliveryOptions, Tree};
    /// let tree: Tree = serde_json::from_str(r#"{"shopId": "main", "scanned": [{"code": "111", "quantity": -1}]}"#)?;
    /// let error = DeliveryOptions::read(&tree).expect_err("nobody scans less than nothing");
    /// assert_eq!(error.path.as_deref(), Some("scanned[0].quantity"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn read(tree: &Tree) -> Result<Self, InventoryError> {
        from_tree::read(tree, "")
    }
}

impl FromTree for DeliveryOptions {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self { shop_id: at.id("shop_id"), scanned: at.field("scanned") }
    }
}

impl FromTree for Scanned {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self { code: at.field("code"), quantity: at.units("quantity") }
    }
}

/// A delivery without papers, sorted into whose it is. Each scanned unit is set aside, for the shelf, not expected or unknown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Delivery<'a> {
    /// Receive commands to be, in the order of rule 9: all that is set aside or for the shelf.
    pub receive: Vec<DeliveryReceipt<'a>>,
    /// In the order of rule 13.
    pub set_aside: Vec<SetAside<'a>>,
    pub to_shelf: Vec<ItemUnits<'a>>,
    /// Known items that nothing outstanding explains.
    pub not_expected: Vec<ItemUnits<'a>>,
    /// Codes that name no item or several.
    pub unknown: Vec<UnknownCode<'a>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeliveryReceipt<'a> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub id: &'a str,
    pub number: &'a str,
    pub lines: Vec<ReceivedUnits<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedUnits<'a> {
    pub line_id: &'a str,
    pub quantity: Quantity,
}

/// Units that belong to a waiting order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SetAside<'a> {
    pub order_id: &'a str,
    pub number: &'a str,
    pub customer: Option<&'a str>,
    /// With these every unshipped unit of the order is on the shelf.
    pub completes: bool,
    pub lines: Vec<SetAsideLine<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SetAsideLine<'a> {
    pub order_line_id: &'a str,
    pub item_id: &'a str,
    pub quantity: Quantity,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemUnits<'a> {
    pub item_id: &'a str,
    pub quantity: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnknownCode<'a> {
    /// As scanned, without blanks around it.
    pub code: String,
    pub quantity: Quantity,
    /// The items that it may mean, by id.
    pub candidates: Vec<&'a str>,
}

/// How far a plan goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpTo {
    /// What is missing, and no more.
    Shortage,
    /// What is missing, and what the host wishes to have on the shelf.
    DesiredLevel,
}

/// For which rows goods are to be bought or moved, and how. Absent or null: no such filter; an empty list keeps nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplenishmentOptions {
    /// When it is ordered, for the expected dates.
    pub at: InstantInput,
    pub shop_ids: Option<Vec<String>>,
    /// None inside the list stands for items without a default vendor.
    pub vendor_ids: Option<Vec<Option<String>>>,
    pub ecom_only: Option<bool>,
    /// What other shops can spare, before anything is bought. Default true.
    pub transfers_first: Option<bool>,
    /// Default: shortage.
    pub up_to: Option<UpTo>,
    /// Buy for all shops here, and transfer onward.
    pub consolidate_at: Option<String>,
}

words_from_tree! {
    UpTo { Shortage, DesiredLevel }
}
from_tree! {
    ReplenishmentOptions { at, shop_ids, vendor_ids, ecom_only, transfers_first, up_to, consolidate_at }
}

/// What to buy and what to move, for the rows that nothing covers yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replenishment<'a> {
    /// By vendor, those without one last, then by shop; lines by item.
    pub purchase_orders: Vec<PlannedPurchaseOrder<'a>>,
    /// By sender, then receiver, onward ones behind the others; lines by item.
    pub transfers: Vec<PlannedTransfer<'a>>,
    /// Rows that need nothing new, oldest first: what is on its way, or asked for by a transfer that is not sent yet,
    /// covers them.
    pub already_covered: Vec<Cow<'a, str>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedPurchaseOrder<'a> {
    pub vendor_id: Option<&'a str>,
    pub shop_id: &'a str,
    /// By the vendor's lead time; none where that is unknown.
    pub expected_at: Option<Instant>,
    pub lines: Vec<PurchaseLine<'a>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PurchaseLine<'a> {
    pub item_id: &'a str,
    /// What is needed, rounded up to the item's pack and to its minimum.
    pub quantity: Quantity,
    pub needed: Quantity,
    pub unit_cost: Option<Quantity>,
    /// The rows that these units cover, in the order in which they do; those of several shops as their customers wait.
    pub serves: Vec<Cow<'a, str>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedTransfer<'a> {
    pub from_shop_id: &'a str,
    pub to_shop_id: &'a str,
    /// The goods must come in at the sender first.
    pub onward: bool,
    pub lines: Vec<MoveLine<'a>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MoveLine<'a> {
    pub item_id: &'a str,
    pub quantity: Quantity,
    pub serves: Vec<Cow<'a, str>>,
}

/// What contradicts what. Findings are listed rule after rule, those of one rule in the order of the host's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum FindingRule {
    /// The load left a record out, since it names an item or shop that is not there.
    SkippedRecord,
    /// A record names another one that is not there.
    DanglingReference,
    /// Two documents of one kind have the same number.
    DuplicateNumber,
    /// Something is dated before what must come before it.
    DatesOutOfOrder,
    /// Stock moved where there is no level.
    AdjustmentWithoutLevel,
    /// A level's rows need movements that were not sent.
    NeedsHistory,
    /// A movement takes back another one that is elsewhere, or itself, or more than that one moved.
    BadReversal,
    /// More was refunded without coming back than the movement took out.
    RefundedMoreThanSold,
    /// More was received of a purchase order's line than was ordered.
    OverReceived,
    /// More of a transfer arrived or came back than was sent.
    ReceivedMoreThanSent,
    /// A transfer goes from a shop to itself.
    TransferWithinShop,
    /// Receipts add up to more than a line says was received.
    ReceiptsMoreThanReceived,
    /// A document's movements add up to more than the document says.
    MovedMoreThanDocumented,
    /// More of an order's line is handed over, the refunded units aside, than was ordered.
    HandedOverMoreThanOrdered,
    /// More of an order's line is refunded than was ordered.
    RefundedMoreThanOrdered,
    /// Shipments that wait hold more of an order's line than is left of it.
    PackedMoreThanOrdered,
    /// More of an order's line came back than was handed over.
    ReturnedMoreThanHandedOver,
    /// No sale took out what an order's line waits for, or one of something else.
    OrderLineWithoutSale,
    /// An order's line holds more or less than its sale took out.
    OrderDiffersFromSale,
}

/// A contradiction in the host's data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    pub rule: FindingRule,
    /// For whoever can put it right.
    pub message: String,
    /// Where in the snapshot, for example `purchaseOrders[3].lines[0].received`.
    pub path: String,
    /// The ids of the records, and the figures.
    pub details: Tree,
}
