//! What the host asks to be done: the contract's commands, read from a plain object.

use serde::Serialize;

use super::error::InventoryError;
use super::from_tree::{self, At, FromTree};
use super::into_tree;
use super::tree::Tree;
use crate::instant::Instant;
use crate::named::Names;
use crate::quantity::Quantity;

/// A command with its head.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// Idempotency key (rule 15).
    pub id: String,
    pub at: Instant,
    pub by: Option<String>,
    /// Refused with `conflict` if what the command touches changed after this revision.
    pub expected_revision: Option<u64>,
    pub action: Action,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineUnits {
    pub line_id: String,
    pub quantity: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewLine {
    pub id: String,
    pub item_id: String,
    pub quantity: Quantity,
    pub unit_cost: Option<Quantity>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewPurchaseOrder {
    pub id: String,
    pub number: String,
    pub vendor_id: Option<String>,
    pub shop_id: String,
    pub expected_at: Option<Instant>,
    pub lines: Vec<NewLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewTransfer {
    pub id: String,
    pub number: String,
    pub from_shop_id: String,
    pub to_shop_id: String,
    pub expected_at: Option<Instant>,
    pub lines: Vec<NewLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewVendorReturn {
    pub id: String,
    pub number: String,
    pub vendor_id: Option<String>,
    pub shop_id: String,
    pub lines: Vec<NewLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSale {
    pub id: String,
    pub number: String,
    pub shop_id: String,
    pub completed_at: Instant,
    pub order_id: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SoldLine {
    pub adjustment_id: String,
    pub item_id: String,
    pub quantity: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AdjustmentUnits {
    pub adjustment_id: String,
    pub quantity: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RefundedLine {
    pub line_id: String,
    pub quantity: Quantity,
    /// The units had been handed over.
    pub returned: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewShipment {
    pub id: String,
    pub number: String,
    /// None: all units that are in no shipment.
    pub lines: Option<Vec<LineUnits>>,
}

/// A date in an edit: absent keeps it, null clears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum EditedDate {
    Keep,
    Set(Option<Instant>),
}

/// What is to be done. Serialised it is the content that rule 15 compares.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Action {
    CreatePurchaseOrder { purchase_order: NewPurchaseOrder },
    EditPurchaseOrder { purchase_order_id: String, expected_at: EditedDate, lines: Option<Vec<NewLine>> },
    OrderPurchaseOrder { purchase_order_id: String, expected_at: EditedDate },
    ReceivePurchaseOrder { purchase_order_id: String, lines: Option<Vec<LineUnits>>, allow_over: bool },
    FinishPurchaseOrder { purchase_order_id: String },
    ReopenPurchaseOrder { purchase_order_id: String },
    ArchivePurchaseOrder { purchase_order_id: String },
    CreateTransfer { transfer: NewTransfer },
    EditTransfer { transfer_id: String, expected_at: EditedDate, lines: Option<Vec<NewLine>> },
    SendTransfer { transfer_id: String, lines: Option<Vec<LineUnits>> },
    ReceiveTransfer { transfer_id: String, lines: Option<Vec<LineUnits>>, allow_over: bool },
    ReturnTransferExcess { transfer_id: String, lines: Vec<LineUnits> },
    ArchiveTransfer { transfer_id: String },
    ReverseReceipt { command_id: String },
    CreateVendorReturn { vendor_return: NewVendorReturn },
    SendVendorReturn { vendor_return_id: String },
    UnsendVendorReturn { vendor_return_id: String },
    RecordSale { sale: NewSale, lines: Vec<SoldLine>, order: Option<Tree> },
    RefundSale { sale_id: String, lines: Vec<AdjustmentUnits>, restock: bool },
    VoidSale { sale_id: String },
    Restock { adjustment_id: String, quantity: Option<Quantity> },
    CountStock { item_id: String, shop_id: String, counted: Quantity },
    AdjustStock { item_id: String, shop_id: String, quantity: Quantity, note: Option<String> },
    ClearFraud { order_id: String },
    FlagFraud { order_id: String },
    MarkOrderPaid { order_id: String },
    PrioritiseOrder { order_id: String, priority: f64 },
    CancelOrder { order_id: String, restock: bool },
    RefundOrder { order_id: String, lines: Option<Vec<RefundedLine>>, restock: bool },
    MoveOrderLine { order_id: String, line_id: String, shop_id: String },
    CreateShipment { order_id: String, shipment: NewShipment },
    SetTrackingNumber { order_id: String, shipment_id: String, tracking_number: Option<String> },
    MarkShipped { order_id: String, shipment_id: String, force: Option<String> },
    MarkReadyForPickup { order_id: String, shipment_id: String, force: Option<String> },
    MarkPickedUp { order_id: String, shipment_id: String, force: Option<String> },
    CancelShipment { order_id: String, shipment_id: String },
    TickShippedInPos { order_id: String, shipment_id: String, shipped: bool },
    Undo { command_id: String },
    Merge { upsert: Tree, remove: Tree },
}

/// One command or a list of them, as the contract's methods take it.
pub fn read_commands(tree: &Tree) -> Result<Vec<Command>, InventoryError> {
    match tree {
        Tree::List(_) => from_tree::read(tree, ""),
        one => from_tree::read(one, "").map(|command| vec![command]),
    }
}

impl FromTree for Command {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self {
            id: at.id("id"),
            at: at.field("at"),
            by: at.field("by"),
            expected_revision: at.field("expected_revision"),
            action: Action::from_tree(at),
        }
    }
}

impl FromTree for LineUnits {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self { line_id: at.id("line_id"), quantity: at.units("quantity") }
    }
}

impl FromTree for NewLine {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        let unit_cost = at.inner("unit_cost");
        Self {
            id: at.id("id"),
            item_id: at.id("item_id"),
            quantity: at.units("quantity"),
            unit_cost: (!unit_cost.is_null()).then(|| unit_cost.as_units()),
        }
    }
}

impl FromTree for SoldLine {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self { adjustment_id: at.id("adjustment_id"), item_id: at.id("item_id"), quantity: at.units("quantity") }
    }
}

impl FromTree for AdjustmentUnits {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self { adjustment_id: at.id("adjustment_id"), quantity: at.units("quantity") }
    }
}

impl FromTree for RefundedLine {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self { line_id: at.id("line_id"), quantity: at.units("quantity"), returned: at.flag("returned") }
    }
}

/// The lines of a new or edited document; the second of two equal ids is an error.
fn new_lines(at: &At<'_>) -> Vec<NewLine> {
    let given = at.inner("lines");
    let lines = Vec::<NewLine>::from_tree(&given);
    let mut ids = Names::default();
    if let Some(index) = lines.iter().position(|line| !ids.add(&line.id)) {
        given.refuse(&format!("[{index}].id"), "this id is given twice");
    }
    lines
}

fn optional_new_lines(at: &At<'_>) -> Option<Vec<NewLine>> {
    if at.inner("lines").is_null() { None } else { Some(new_lines(at)) }
}

fn edited_date(at: &At<'_>, name: &'static str) -> EditedDate {
    if at.has(name) { EditedDate::Set(at.field(name)) } else { EditedDate::Keep }
}

fn force(at: &At<'_>) -> Option<String> {
    let force = at.inner("force");
    if force.is_null() {
        return None;
    }
    force.expect_object();
    let reason: String = force.field("reason");
    if reason.trim().is_empty() {
        force.inner("reason").wrong("expected why the gate is overridden");
    }
    Some(reason)
}

impl Action {
    /// The contract's word for the command's type.
    pub fn word(&self) -> String {
        match into_tree::tree(self).get("type") {
            Tree::Text(word) => word.clone(),
            _ => String::new(),
        }
    }

    /// Where a quantity stands that may lead out of range.
    pub fn quantity_path(&self) -> &'static str {
        match self {
            Self::AdjustStock { .. } | Self::Restock { .. } => "quantity",
            Self::CountStock { .. } => "counted",
            Self::CreatePurchaseOrder { .. } => "purchaseOrder.lines",
            Self::CreateTransfer { .. } => "transfer.lines",
            Self::CreateVendorReturn { .. } => "vendorReturn.lines",
            Self::Merge { .. } => "upsert",
            _ => "lines",
        }
    }
}

impl FromTree for Action {
    fn from_tree(at: &At<'_>) -> Self {
        let purchase_order_id = || at.id("purchase_order_id");
        let transfer_id = || at.id("transfer_id");
        let order_id = || at.id("order_id");
        let shipment_id = || at.id("shipment_id");
        let kind = at.inner("type");
        match String::from_tree(&kind).as_str() {
            "createPurchaseOrder" => {
                let at = at.object("purchase_order");
                let purchase_order = NewPurchaseOrder {
                    id: at.id("id"),
                    number: at.field("number"),
                    vendor_id: at.optional_id("vendor_id"),
                    shop_id: at.id("shop_id"),
                    expected_at: at.field("expected_at"),
                    lines: new_lines(&at),
                };
                Self::CreatePurchaseOrder { purchase_order }
            }
            "editPurchaseOrder" => Self::EditPurchaseOrder {
                purchase_order_id: purchase_order_id(),
                expected_at: edited_date(at, "expected_at"),
                lines: optional_new_lines(at),
            },
            "orderPurchaseOrder" => Self::OrderPurchaseOrder {
                purchase_order_id: purchase_order_id(),
                expected_at: edited_date(at, "expected_at"),
            },
            "receivePurchaseOrder" => Self::ReceivePurchaseOrder {
                purchase_order_id: purchase_order_id(),
                lines: at.field("lines"),
                allow_over: at.flag("allow_over"),
            },
            "finishPurchaseOrder" => Self::FinishPurchaseOrder { purchase_order_id: purchase_order_id() },
            "reopenPurchaseOrder" => Self::ReopenPurchaseOrder { purchase_order_id: purchase_order_id() },
            "archivePurchaseOrder" => Self::ArchivePurchaseOrder { purchase_order_id: purchase_order_id() },
            "createTransfer" => {
                let at = at.object("transfer");
                let transfer = NewTransfer {
                    id: at.id("id"),
                    number: at.field("number"),
                    from_shop_id: at.id("from_shop_id"),
                    to_shop_id: at.id("to_shop_id"),
                    expected_at: at.field("expected_at"),
                    lines: new_lines(&at),
                };
                if transfer.from_shop_id == transfer.to_shop_id {
                    at.inner("to_shop_id").wrong("expected another shop than the sender");
                }
                Self::CreateTransfer { transfer }
            }
            "editTransfer" => Self::EditTransfer {
                transfer_id: transfer_id(),
                expected_at: edited_date(at, "expected_at"),
                lines: optional_new_lines(at),
            },
            "sendTransfer" => Self::SendTransfer { transfer_id: transfer_id(), lines: at.field("lines") },
            "receiveTransfer" => Self::ReceiveTransfer {
                transfer_id: transfer_id(),
                lines: at.field("lines"),
                allow_over: at.flag("allow_over"),
            },
            "returnTransferExcess" => {
                Self::ReturnTransferExcess { transfer_id: transfer_id(), lines: at.field("lines") }
            }
            "archiveTransfer" => Self::ArchiveTransfer { transfer_id: transfer_id() },
            "reverseReceipt" => Self::ReverseReceipt { command_id: at.id("command_id") },
            "createVendorReturn" => {
                let at = at.object("vendor_return");
                let vendor_return = NewVendorReturn {
                    id: at.id("id"),
                    number: at.field("number"),
                    vendor_id: at.optional_id("vendor_id"),
                    shop_id: at.id("shop_id"),
                    lines: new_lines(&at),
                };
                Self::CreateVendorReturn { vendor_return }
            }
            "sendVendorReturn" => Self::SendVendorReturn { vendor_return_id: at.id("vendor_return_id") },
            "unsendVendorReturn" => Self::UnsendVendorReturn { vendor_return_id: at.id("vendor_return_id") },
            "recordSale" => {
                let sale = at.object("sale");
                Self::RecordSale {
                    sale: NewSale {
                        id: sale.id("id"),
                        number: sale.field("number"),
                        shop_id: sale.id("shop_id"),
                        completed_at: sale.field("completed_at"),
                        order_id: sale.optional_id("order_id"),
                    },
                    lines: at.field("lines"),
                    order: at.field("order"),
                }
            }
            "refundSale" => {
                Self::RefundSale { sale_id: at.id("sale_id"), lines: at.field("lines"), restock: at.field("restock") }
            }
            "voidSale" => Self::VoidSale { sale_id: at.id("sale_id") },
            "restock" => {
                let quantity = at.inner("quantity");
                Self::Restock {
                    adjustment_id: at.id("adjustment_id"),
                    quantity: (!quantity.is_null()).then(|| quantity.as_units()),
                }
            }
            "countStock" => {
                Self::CountStock { item_id: at.id("item_id"), shop_id: at.id("shop_id"), counted: at.units("counted") }
            }
            "adjustStock" => Self::AdjustStock {
                item_id: at.id("item_id"),
                shop_id: at.id("shop_id"),
                quantity: at.field("quantity"),
                note: at.field("note"),
            },
            "clearFraud" => Self::ClearFraud { order_id: order_id() },
            "flagFraud" => Self::FlagFraud { order_id: order_id() },
            "markOrderPaid" => Self::MarkOrderPaid { order_id: order_id() },
            "prioritiseOrder" => Self::PrioritiseOrder { order_id: order_id(), priority: at.field("priority") },
            "cancelOrder" => Self::CancelOrder { order_id: order_id(), restock: at.field("restock") },
            "refundOrder" => {
                Self::RefundOrder { order_id: order_id(), lines: at.field("lines"), restock: at.field("restock") }
            }
            "moveOrderLine" => {
                Self::MoveOrderLine { order_id: order_id(), line_id: at.id("line_id"), shop_id: at.id("shop_id") }
            }
            "createShipment" => {
                let shipment = at.object("shipment");
                let shipment = NewShipment {
                    id: shipment.id("id"),
                    number: shipment.field("number"),
                    lines: shipment.field("lines"),
                };
                Self::CreateShipment { order_id: order_id(), shipment }
            }
            "setTrackingNumber" => Self::SetTrackingNumber {
                order_id: order_id(),
                shipment_id: shipment_id(),
                tracking_number: at.field("tracking_number"),
            },
            "markShipped" => Self::MarkShipped { order_id: order_id(), shipment_id: shipment_id(), force: force(at) },
            "markReadyForPickup" => {
                Self::MarkReadyForPickup { order_id: order_id(), shipment_id: shipment_id(), force: force(at) }
            }
            "markPickedUp" => Self::MarkPickedUp { order_id: order_id(), shipment_id: shipment_id(), force: force(at) },
            "cancelShipment" => Self::CancelShipment { order_id: order_id(), shipment_id: shipment_id() },
            "tickShippedInPos" => Self::TickShippedInPos {
                order_id: order_id(),
                shipment_id: shipment_id(),
                shipped: at.field("shipped"),
            },
            "undo" => Self::Undo { command_id: at.id("command_id") },
            "merge" => Self::Merge { upsert: at.field("upsert"), remove: at.field("remove") },
            _ => {
                kind.wrong("expected a command of the contract");
                Self::Undo { command_id: String::new() }
            }
        }
    }
}
