//! What the host asks to be done: the contract's commands, read from a plain object.

use serde::Serialize;

use super::error::InventoryError;
use super::fields::Fields;
use super::into_tree;
use super::tree::Tree;
use crate::instant::Instant;
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

type Read<T> = Result<T, InventoryError>;

/// One command or a list of them, as the contract's methods take it. The flag tells whether it was a list, for paths.
pub fn read_commands(tree: &Tree) -> Read<Vec<Command>> {
    match tree {
        Tree::List(list) => {
            list.iter().enumerate().map(|(index, tree)| Command::read(tree, format!("[{index}]"))).collect()
        }
        one => Ok(vec![Command::read(one, String::new())?]),
    }
}

impl Command {
    /// Reads a command; paths are from its own root.
    pub fn read(tree: &Tree, path: String) -> Read<Self> {
        let fields = Fields::new(tree, path)?;
        Ok(Self {
            id: fields.id("id")?,
            at: fields.instant("at")?,
            by: fields.optional_text("by")?,
            expected_revision: fields.optional_whole("expectedRevision")?,
            action: Action::read(&fields)?,
        })
    }
}

fn line_units(fields: Fields<'_>) -> Read<LineUnits> {
    Ok(LineUnits { line_id: fields.id("lineId")?, quantity: fields.units("quantity")? })
}

fn new_line(fields: Fields<'_>) -> Read<NewLine> {
    Ok(NewLine {
        id: fields.id("id")?,
        item_id: fields.id("itemId")?,
        quantity: fields.units("quantity")?,
        unit_cost: fields.optional_units("unitCost")?,
    })
}

/// The lines of a new or edited document; the second of two equal ids is an error.
fn new_lines(fields: &Fields<'_>) -> Read<Vec<NewLine>> {
    let lines = fields.list("lines", new_line)?;
    let mut ids = std::collections::BTreeSet::new();
    match lines.iter().position(|line| !ids.insert(line.id.as_str())) {
        Some(index) => {
            let path = format!("{}[{index}].id", fields.path("lines"));
            Err(InventoryError::invalid(path, "this id is given twice"))
        }
        None => Ok(lines),
    }
}

fn optional_new_lines(fields: &Fields<'_>) -> Read<Option<Vec<NewLine>>> {
    if *fields.get("lines") == Tree::Null { Ok(None) } else { new_lines(fields).map(Some) }
}

fn edited_date(fields: &Fields<'_>, name: &str) -> Read<EditedDate> {
    if fields.has(name) { Ok(EditedDate::Set(fields.optional_instant(name)?)) } else { Ok(EditedDate::Keep) }
}

fn force(fields: &Fields<'_>) -> Read<Option<String>> {
    let Some(force) = fields.optional_object("force")? else { return Ok(None) };
    let reason = force.text("reason")?;
    if reason.trim().is_empty() {
        Err(force.wrong("reason", "expected why the gate is overridden"))
    } else {
        Ok(Some(reason))
    }
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

    fn read(fields: &Fields<'_>) -> Read<Self> {
        let purchase_order_id = || fields.id("purchaseOrderId");
        let transfer_id = || fields.id("transferId");
        let order_id = || fields.id("orderId");
        let shipment_id = || fields.id("shipmentId");
        let lines = || fields.optional_list("lines", line_units);
        Ok(match fields.text("type")?.as_str() {
            "createPurchaseOrder" => {
                let fields = fields.object("purchaseOrder")?;
                let purchase_order = NewPurchaseOrder {
                    id: fields.id("id")?,
                    number: fields.text("number")?,
                    vendor_id: fields.optional_id("vendorId")?,
                    shop_id: fields.id("shopId")?,
                    expected_at: fields.optional_instant("expectedAt")?,
                    lines: new_lines(&fields)?,
                };
                Self::CreatePurchaseOrder { purchase_order }
            }
            "editPurchaseOrder" => Self::EditPurchaseOrder {
                purchase_order_id: purchase_order_id()?,
                expected_at: edited_date(fields, "expectedAt")?,
                lines: optional_new_lines(fields)?,
            },
            "orderPurchaseOrder" => Self::OrderPurchaseOrder {
                purchase_order_id: purchase_order_id()?,
                expected_at: edited_date(fields, "expectedAt")?,
            },
            "receivePurchaseOrder" => Self::ReceivePurchaseOrder {
                purchase_order_id: purchase_order_id()?,
                lines: lines()?,
                allow_over: fields.optional_flag("allowOver")?,
            },
            "finishPurchaseOrder" => Self::FinishPurchaseOrder { purchase_order_id: purchase_order_id()? },
            "reopenPurchaseOrder" => Self::ReopenPurchaseOrder { purchase_order_id: purchase_order_id()? },
            "archivePurchaseOrder" => Self::ArchivePurchaseOrder { purchase_order_id: purchase_order_id()? },
            "createTransfer" => {
                let fields = fields.object("transfer")?;
                let transfer = NewTransfer {
                    id: fields.id("id")?,
                    number: fields.text("number")?,
                    from_shop_id: fields.id("fromShopId")?,
                    to_shop_id: fields.id("toShopId")?,
                    expected_at: fields.optional_instant("expectedAt")?,
                    lines: new_lines(&fields)?,
                };
                if transfer.from_shop_id == transfer.to_shop_id {
                    return Err(fields.wrong("toShopId", "expected another shop than the sender"));
                }
                Self::CreateTransfer { transfer }
            }
            "editTransfer" => Self::EditTransfer {
                transfer_id: transfer_id()?,
                expected_at: edited_date(fields, "expectedAt")?,
                lines: optional_new_lines(fields)?,
            },
            "sendTransfer" => Self::SendTransfer { transfer_id: transfer_id()?, lines: lines()? },
            "receiveTransfer" => Self::ReceiveTransfer {
                transfer_id: transfer_id()?,
                lines: lines()?,
                allow_over: fields.optional_flag("allowOver")?,
            },
            "returnTransferExcess" => {
                Self::ReturnTransferExcess { transfer_id: transfer_id()?, lines: fields.list("lines", line_units)? }
            }
            "archiveTransfer" => Self::ArchiveTransfer { transfer_id: transfer_id()? },
            "reverseReceipt" => Self::ReverseReceipt { command_id: fields.id("commandId")? },
            "createVendorReturn" => {
                let fields = fields.object("vendorReturn")?;
                let vendor_return = NewVendorReturn {
                    id: fields.id("id")?,
                    number: fields.text("number")?,
                    vendor_id: fields.optional_id("vendorId")?,
                    shop_id: fields.id("shopId")?,
                    lines: new_lines(&fields)?,
                };
                Self::CreateVendorReturn { vendor_return }
            }
            "sendVendorReturn" => Self::SendVendorReturn { vendor_return_id: fields.id("vendorReturnId")? },
            "unsendVendorReturn" => Self::UnsendVendorReturn { vendor_return_id: fields.id("vendorReturnId")? },
            "recordSale" => {
                let sale = fields.object("sale")?;
                let order = if *fields.get("order") == Tree::Null { None } else { Some(fields.get("order").clone()) };
                Self::RecordSale {
                    sale: NewSale {
                        id: sale.id("id")?,
                        number: sale.text("number")?,
                        shop_id: sale.id("shopId")?,
                        completed_at: sale.instant("completedAt")?,
                        order_id: sale.optional_id("orderId")?,
                    },
                    lines: fields.list("lines", |fields| {
                        Ok(SoldLine {
                            adjustment_id: fields.id("adjustmentId")?,
                            item_id: fields.id("itemId")?,
                            quantity: fields.units("quantity")?,
                        })
                    })?,
                    order,
                }
            }
            "refundSale" => Self::RefundSale {
                sale_id: fields.id("saleId")?,
                lines: fields.list("lines", |fields| {
                    Ok(AdjustmentUnits {
                        adjustment_id: fields.id("adjustmentId")?,
                        quantity: fields.units("quantity")?,
                    })
                })?,
                restock: fields.flag("restock")?,
            },
            "voidSale" => Self::VoidSale { sale_id: fields.id("saleId")? },
            "restock" => Self::Restock {
                adjustment_id: fields.id("adjustmentId")?,
                quantity: fields.optional_units("quantity")?,
            },
            "countStock" => Self::CountStock {
                item_id: fields.id("itemId")?,
                shop_id: fields.id("shopId")?,
                counted: fields.units("counted")?,
            },
            "adjustStock" => Self::AdjustStock {
                item_id: fields.id("itemId")?,
                shop_id: fields.id("shopId")?,
                quantity: fields.quantity("quantity")?,
                note: fields.optional_text("note")?,
            },
            "clearFraud" => Self::ClearFraud { order_id: order_id()? },
            "flagFraud" => Self::FlagFraud { order_id: order_id()? },
            "markOrderPaid" => Self::MarkOrderPaid { order_id: order_id()? },
            "prioritiseOrder" => Self::PrioritiseOrder { order_id: order_id()?, priority: fields.number("priority")? },
            "cancelOrder" => Self::CancelOrder { order_id: order_id()?, restock: fields.flag("restock")? },
            "refundOrder" => Self::RefundOrder {
                order_id: order_id()?,
                lines: fields.optional_list("lines", |fields| {
                    Ok(RefundedLine {
                        line_id: fields.id("lineId")?,
                        quantity: fields.units("quantity")?,
                        returned: fields.optional_flag("returned")?,
                    })
                })?,
                restock: fields.flag("restock")?,
            },
            "moveOrderLine" => Self::MoveOrderLine {
                order_id: order_id()?,
                line_id: fields.id("lineId")?,
                shop_id: fields.id("shopId")?,
            },
            "createShipment" => {
                let shipment = fields.object("shipment")?;
                let shipment = NewShipment {
                    id: shipment.id("id")?,
                    number: shipment.text("number")?,
                    lines: shipment.optional_list("lines", line_units)?,
                };
                Self::CreateShipment { order_id: order_id()?, shipment }
            }
            "setTrackingNumber" => Self::SetTrackingNumber {
                order_id: order_id()?,
                shipment_id: shipment_id()?,
                tracking_number: fields.optional_text("trackingNumber")?,
            },
            "markShipped" => {
                Self::MarkShipped { order_id: order_id()?, shipment_id: shipment_id()?, force: force(fields)? }
            }
            "markReadyForPickup" => {
                Self::MarkReadyForPickup { order_id: order_id()?, shipment_id: shipment_id()?, force: force(fields)? }
            }
            "markPickedUp" => {
                Self::MarkPickedUp { order_id: order_id()?, shipment_id: shipment_id()?, force: force(fields)? }
            }
            "cancelShipment" => Self::CancelShipment { order_id: order_id()?, shipment_id: shipment_id()? },
            "tickShippedInPos" => Self::TickShippedInPos {
                order_id: order_id()?,
                shipment_id: shipment_id()?,
                shipped: fields.flag("shipped")?,
            },
            "undo" => Self::Undo { command_id: fields.id("commandId")? },
            "merge" => Self::Merge { upsert: fields.get("upsert").clone(), remove: fields.get("remove").clone() },
            _ => return Err(fields.wrong("type", "expected a command of the contract")),
        })
    }
}
