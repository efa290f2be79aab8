//! Retail (R-Series V3): its records as they are read, before anything is made of them.

use std::collections::{BTreeMap, BTreeSet};

use oversold::{Instant, Quantity, Tree};

use super::record::{Record, each};
use super::table::{Listed, Table, Versions};
use crate::warnings::Notes;

#[derive(Clone, Debug, Default)]
pub struct Named {
    pub name: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Item {
    pub description: Option<String>,
    pub system_sku: Option<String>,
    pub upc: Option<String>,
    pub ean: Option<String>,
    pub custom_sku: Option<String>,
    pub manufacturer_sku: Option<String>,
    pub vendor: Option<String>,
    pub item_type: Option<String>,
    pub cost: Option<Quantity>,
}

/// An ItemShop. `sellable` is not read: it is 0 where QOH is negative.
#[derive(Clone, Debug)]
pub struct ItemShop {
    pub qoh: Option<Quantity>,
    /// Incoming, by purchase orders.
    pub backorder: Option<Quantity>,
    /// Incoming, by transfers.
    pub on_transfer_in: Option<Quantity>,
    pub reorder_point: Option<Quantity>,
    pub reorder_level: Option<Quantity>,
}

#[derive(Clone, Debug)]
pub struct Sale {
    pub shop: Option<String>,
    pub completed: bool,
    pub voided: bool,
    pub at: Option<Instant>,
    pub modified: Option<Instant>,
    pub reference_number: Option<String>,
    pub register: Option<String>,
    pub ship_to: Option<String>,
    pub customer: Option<String>,
    pub payment_types: Option<Vec<String>>,
    pub lines: Listed,
}

#[derive(Clone, Debug)]
pub struct SaleLine {
    pub sale: Option<String>,
    pub item: Option<String>,
    pub shop: Option<String>,
    pub quantity: Option<Quantity>,
    pub parent: Option<String>,
    pub special_order: bool,
    pub created: Option<Instant>,
}

#[derive(Clone, Debug)]
pub struct Log {
    pub item: Option<String>,
    pub shop: Option<String>,
    pub change: Option<Quantity>,
    pub at: Option<Instant>,
    pub reason: Option<String>,
    pub sale: Option<String>,
    pub order: Option<String>,
    pub transfer: Option<String>,
    pub vendor_return: Option<String>,
}

/// An Order: to the vendor.
#[derive(Clone, Debug)]
pub struct Order {
    pub vendor: Option<String>,
    pub shop: Option<String>,
    pub created: Option<Instant>,
    pub ordered: Option<Instant>,
    pub received: Option<Instant>,
    pub arrival: Option<Instant>,
    pub complete: bool,
    pub archived: bool,
    pub lines: Listed,
}

#[derive(Clone, Debug)]
pub struct OrderLine {
    pub order: Option<String>,
    pub item: Option<String>,
    pub quantity: Quantity,
    /// In stock.
    pub checked_in: Quantity,
    /// Counted, not in stock.
    pub num_received: Quantity,
    pub price: Option<Quantity>,
}

/// An OrderShipment, `/Shipment` in the API: a receipt of a purchase order.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub order: Option<String>,
    pub at: Option<Instant>,
    pub by: Option<String>,
    pub items: Listed,
}

#[derive(Clone, Debug)]
pub struct ReceiptItem {
    pub receipt: Option<String>,
    pub order_line: Option<String>,
    pub item: Option<String>,
    pub quantity: Option<Quantity>,
}

#[derive(Clone, Debug)]
pub struct Transfer {
    pub from: Option<String>,
    pub to: Option<String>,
    pub created: Option<Instant>,
    pub modified: Option<Instant>,
    pub sent_on: Option<Instant>,
    pub need_by: Option<Instant>,
    pub stage: Stage,
    pub archived: bool,
    pub items: Listed,
}

/// Where a transfer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Open,
    Sent,
    Received,
    /// A status of which this version does not know: its lines tell.
    Unknown,
}

#[derive(Clone, Debug)]
pub struct TransferItem {
    pub transfer: Option<String>,
    pub item: Option<String>,
    pub to_send: Quantity,
    pub sent: Quantity,
    pub received: Quantity,
}

#[derive(Clone, Debug)]
pub struct VendorReturn {
    pub vendor: Option<String>,
    pub shop: Option<String>,
    pub sent: Option<Instant>,
    pub archived: bool,
    pub items: Listed,
}

#[derive(Clone, Debug)]
pub struct VendorReturnItem {
    pub vendor_return: Option<String>,
    pub item: Option<String>,
    pub quantity: Quantity,
}

/// The customer's shipment, with the SHIPPED box.
#[derive(Clone, Debug)]
pub struct ShipTo {
    pub sale: Option<String>,
    pub shipped: bool,
    pub name: Option<String>,
}

#[derive(Clone, Debug)]
pub struct SpecialOrder {
    pub quantity: Quantity,
    pub order_line: Option<String>,
    pub transfer_item: Option<String>,
    /// Its units are still to come.
    pub awaited: bool,
}

macro_rules! complete {
    ($($record:ident { $($field:ident),* $(,)? })+) => {
        $(impl Versions for $record {
            fn complete(&mut self, older: Self) {
                $(if self.$field.is_none() { self.$field = older.$field; })*
                let _ = older;
            }
        })+
    };
}

complete! {
    Named { name }
    Item { vendor }
    ItemShop { on_transfer_in }
    Sale { payment_types, lines, customer }
    SaleLine { sale }
    Log {}
    Order { lines }
    OrderLine { order }
    Receipt { items }
    ReceiptItem { receipt, order_line }
    Transfer { from, to, sent_on, need_by, items }
    TransferItem { transfer }
    VendorReturn { items }
    VendorReturnItem { vendor_return }
    ShipTo { name }
    SpecialOrder {}
}

/// All records of the till.
#[derive(Clone, Debug, Default)]
pub struct Retail {
    pub shops: Table<Named>,
    pub vendors: Table<Named>,
    pub items: Table<Item>,
    /// By item, then shop.
    pub item_shops: BTreeMap<String, Table<ItemShop>>,
    pub sales: Table<Sale>,
    pub sale_lines: Table<SaleLine>,
    pub logs: Table<Log>,
    pub orders: Table<Order>,
    pub order_lines: Table<OrderLine>,
    pub receipts: Table<Receipt>,
    pub receipt_items: Table<ReceiptItem>,
    pub transfers: Table<Transfer>,
    pub transfer_items: Table<TransferItem>,
    pub vendor_returns: Table<VendorReturn>,
    pub vendor_return_items: Table<VendorReturnItem>,
    pub ship_tos: Table<ShipTo>,
    pub special_orders: Table<SpecialOrder>,
}

/// How a resource is read.
type Read = fn(&mut Retail, &Tree, &Notes);

/// The resources by the key under which a body has them.
const RESOURCES: [(&str, Read); 19] = [
    ("Shop", |retail, tree, notes| retail.shop(tree, notes)),
    ("Vendor", |retail, tree, notes| retail.vendor(tree, notes)),
    ("Item", |retail, tree, notes| retail.item(tree, notes)),
    // A lot in stock, with the whole item in it, again and again: lots are not added up, the ItemShop has the sum.
    ("Inventory", |retail, tree, notes| retail.item(tree.get("Item"), notes)),
    ("ItemMatrix", |retail, tree, notes| {
        each(tree.get("Items").get("Item")).iter().for_each(|item| retail.item(item, notes));
    }),
    ("ItemShop", |retail, tree, notes| retail.item_shop(tree, None, notes)),
    ("Sale", |retail, tree, notes| retail.sale(tree, notes)),
    ("SaleLine", |retail, tree, notes| drop(retail.sale_line(tree, None, notes))),
    ("InventoryLog", |retail, tree, notes| retail.log(tree, notes)),
    ("Order", |retail, tree, notes| retail.order(tree, notes)),
    ("OrderLine", |retail, tree, notes| drop(retail.order_line(tree, None, notes))),
    ("OrderShipment", |retail, tree, notes| retail.receipt(tree, notes)),
    ("OrderShipmentItem", |retail, tree, notes| drop(retail.receipt_item(tree, None, notes))),
    ("Transfer", |retail, tree, notes| retail.transfer(tree, notes)),
    ("TransferItem", |retail, tree, notes| drop(retail.transfer_item(tree, None, notes))),
    ("VendorReturn", |retail, tree, notes| retail.vendor_return(tree, notes)),
    ("VendorReturnItem", |retail, tree, notes| drop(retail.vendor_return_item(tree, None, notes))),
    ("ShipTo", |retail, tree, notes| retail.ship_to(tree, notes)),
    ("SpecialOrder", |retail, tree, notes| retail.special_order(tree, notes)),
];

impl Retail {
    /// Reads what stands under a key of a body; false for a resource that is not used.
    pub fn read(&mut self, key: &str, value: &Tree, notes: &Notes) -> bool {
        // `/Shipment` names its records so, whatever the path says.
        let key = if key == "Shipment" { "OrderShipment" } else { key };
        let Some((_, read)) = RESOURCES.iter().find(|(name, _)| *name == key) else { return false };
        each(value).iter().for_each(|tree| read(self, tree, notes));
        true
    }

    fn shop(&mut self, tree: &Tree, notes: &Notes) {
        // The sum of all shops is not one of them.
        if let Some((id, record)) = Record::of("Shop", "shopID", tree, notes) {
            self.shops.put(id, record.instant("timeStamp"), Named { name: record.text("name") });
        }
    }

    fn vendor(&mut self, tree: &Tree, notes: &Notes) {
        if let Some((id, record)) = Record::of("Vendor", "vendorID", tree, notes) {
            self.vendors.put(id, record.instant("timeStamp"), Named { name: record.text("name") });
        }
    }

    /// Documents and lines come with whole records of what they name.
    fn embedded(&mut self, record: &Record<'_>, notes: &Notes) {
        for shop in each(record.tree.get("Shop")) {
            self.shop(shop, notes);
        }
        for vendor in each(record.tree.get("Vendor")) {
            self.vendor(vendor, notes);
        }
        for item in each(record.tree.get("Item")) {
            self.item(item, notes);
        }
    }

    fn item(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("Item", "itemID", tree, notes) else { return };
        for level in record.relation("ItemShops", "ItemShop").unwrap_or_default() {
            self.item_shop(level, Some(&id), notes);
        }
        let known = ["default", "non_inventory", "serialized", "box", "serialized_assembly", "assembly"];
        let item = Item {
            description: record.text("description"),
            system_sku: record.text("systemSku"),
            upc: record.text("upc"),
            ean: record.text("ean"),
            custom_sku: record.text("customSku"),
            manufacturer_sku: record.text("manufacturerSku"),
            vendor: record.reference("defaultVendorID"),
            item_type: record.word("itemType", &known),
            cost: record.cost("defaultCost").or_else(|| record.cost("avgCost")),
        };
        self.items.put(id, record.instant("timeStamp"), item);
    }

    fn item_shop(&mut self, tree: &Tree, item: Option<&String>, notes: &Notes) {
        let Some((_, record)) = Record::of("ItemShop", "itemShopID", tree, notes) else { return };
        // shopID 0 is the sum of all shops, and never a level.
        let Some(shop) = record.reference("shopID") else { return };
        let Some(item) = record.reference("itemID").or_else(|| item.cloned()) else { return };
        let level = ItemShop {
            qoh: record.quantity("qoh"),
            backorder: record.quantity("backorder"),
            on_transfer_in: record.quantity("onTransferIn"),
            reorder_point: record.quantity("reorderPoint"),
            reorder_level: record.quantity("reorderLevel"),
        };
        self.item_shops.entry(item).or_default().put(shop, record.instant("timeStamp"), level);
    }

    fn sale(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("Sale", "saleID", tree, notes) else { return };
        self.embedded(&record, notes);
        let lines = record.relation("SaleLines", "SaleLine").map(|lines| {
            lines.iter().filter_map(|line| self.sale_line(line, Some(&id), notes)).collect::<BTreeSet<_>>()
        });
        for ship_to in each(record.tree.get("ShipTo")) {
            self.ship_to(ship_to, notes);
        }
        let payment_types = record.relation("SalePayments", "SalePayment").map(|payments| {
            let kept = payments.iter().filter(|payment| super::record::flag(payment.get("archived")) != Some(true));
            kept.filter_map(|payment| super::record::reference(payment.get("paymentTypeID"))).collect()
        });
        let customer = record.inside("Customer");
        let name = [customer.text("firstName"), customer.text("lastName")].into_iter().flatten().collect::<Vec<_>>();
        let sale = Sale {
            shop: record.reference("shopID"),
            completed: record.is("completed"),
            voided: record.is("voided"),
            at: record.instant("completeTime").or_else(|| record.instant("createTime")),
            modified: record.instant("timeStamp"),
            reference_number: record.text("referenceNumber"),
            register: record.reference("registerID"),
            ship_to: record.reference("shipToID"),
            customer: Some(name.join(" ")).filter(|name| !name.is_empty()),
            payment_types,
            lines,
        };
        self.sales.put(id, record.instant("timeStamp"), sale);
    }

    fn sale_line(&mut self, tree: &Tree, sale: Option<&String>, notes: &Notes) -> Option<String> {
        let (id, record) = Record::of("SaleLine", "saleLineID", tree, notes)?;
        self.embedded(&record, notes);
        let line = SaleLine {
            sale: record.reference("saleID").or_else(|| sale.cloned()),
            item: record.reference("itemID"),
            shop: record.reference("shopID"),
            quantity: record.quantity("unitQuantity"),
            parent: record.reference("parentSaleLineID"),
            special_order: record.is("isSpecialOrder"),
            created: record.instant("createTime"),
        };
        self.sale_lines.put(id.clone(), record.instant("timeStamp"), line);
        Some(id)
    }

    fn log(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("InventoryLog", "inventoryLogID", tree, notes) else { return };
        let log = Log {
            item: record.reference("itemID"),
            shop: record.reference("shopID"),
            change: record.quantity("qohChange"),
            at: record.instant("createTime"),
            reason: record.text("reason"),
            sale: record.reference("saleID"),
            order: record.reference("orderID"),
            transfer: record.reference("transferID"),
            vendor_return: record.reference("vendorReturnID"),
        };
        self.logs.put(id, log.at, log);
    }

    fn order(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("Order", "orderID", tree, notes) else { return };
        self.embedded(&record, notes);
        let lines = record.relation("OrderLines", "OrderLine").map(|lines| {
            lines.iter().filter_map(|line| self.order_line(line, Some(&id), notes)).collect::<BTreeSet<_>>()
        });
        let order = Order {
            vendor: record.reference("vendorID"),
            shop: record.reference("shopID"),
            created: record.instant("createTime"),
            ordered: record.instant("orderedDate"),
            received: record.instant("receivedDate"),
            arrival: record.instant("arrivalDate"),
            complete: record.is("complete"),
            archived: record.is("archived"),
            lines,
        };
        self.orders.put(id, record.instant("timeStamp"), order);
    }

    fn order_line(&mut self, tree: &Tree, order: Option<&String>, notes: &Notes) -> Option<String> {
        let (id, record) = Record::of("OrderLine", "orderLineID", tree, notes)?;
        self.embedded(&record, notes);
        let line = OrderLine {
            order: record.reference("orderID").or_else(|| order.cloned()),
            item: record.reference("itemID"),
            quantity: record.units("quantity").unwrap_or_default(),
            checked_in: record.units("checkedIn").unwrap_or_default(),
            num_received: record.units("numReceived").unwrap_or_default(),
            price: record.cost("price"),
        };
        self.order_lines.put(id.clone(), record.instant("timeStamp"), line);
        Some(id)
    }

    fn receipt(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("OrderShipment", "orderShipmentID", tree, notes) else { return };
        let items = record.relation("OrderShipmentItems", "OrderShipmentItem").map(|items| {
            items.iter().filter_map(|item| self.receipt_item(item, Some(&id), notes)).collect::<BTreeSet<_>>()
        });
        let receipt = Receipt {
            order: record.reference("orderID"),
            at: record.instant("receptionDate").or_else(|| record.instant("createTime")),
            by: record.reference("employeeID").map(|id| format!("Employee {id}")),
            items,
        };
        self.receipts.put(id, record.instant("timeStamp"), receipt);
    }

    fn receipt_item(&mut self, tree: &Tree, receipt: Option<&String>, notes: &Notes) -> Option<String> {
        let (id, record) = Record::of("OrderShipmentItem", "orderShipmentItemID", tree, notes)?;
        let line = each(record.tree.get("OrderLine")).first().and_then(|line| self.order_line(line, None, notes));
        let item = ReceiptItem {
            receipt: record.reference("orderShipmentID").or_else(|| receipt.cloned()),
            order_line: record.reference("orderLineID").or(line),
            item: record.reference("itemID"),
            quantity: record.units("qtyReceived"),
        };
        self.receipt_items.put(id.clone(), record.instant("timeStamp"), item);
        Some(id)
    }

    /// Of both generations of the endpoint: `/Inventory/Transfer` has a status and the shops, `/Transfer` has flags, and
    /// the shops in records of their own.
    fn transfer(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("Transfer", "transferID", tree, notes) else { return };
        let items = record.relation("TransferItems", "TransferItem").map(|items| {
            items.iter().filter_map(|item| self.transfer_item(item, Some(&id), notes)).collect::<BTreeSet<_>>()
        });
        for name in ["SendingShop", "ReceivingShop"] {
            each(record.tree.get(name)).iter().for_each(|shop| self.shop(shop, notes));
        }
        let (from, to) = (record.inside("TransferFrom"), record.inside("TransferTo"));
        let status = record.word("status", &["open", "sent", "received"]);
        let stage = match status.as_deref() {
            Some("open") => Stage::Open,
            Some("sent") => Stage::Sent,
            Some("received") => Stage::Received,
            Some(_) => Stage::Unknown,
            None if record.is("received") => Stage::Received,
            None if record.is("sent") => Stage::Sent,
            None if record.flag("sent").is_some() => Stage::Open,
            None => Stage::Unknown,
        };
        let transfer = Transfer {
            from: record.reference("sendingShopID").or_else(|| from.reference("shopID")),
            to: record.reference("receivingShopID").or_else(|| to.reference("shopID")),
            created: record.instant("createTime"),
            modified: record.instant("timeStamp"),
            sent_on: record.instant("sentOn").or_else(|| from.instant("sentOn")),
            need_by: record.instant("needBy").or_else(|| to.instant("needBy")),
            stage,
            archived: record.is("archived"),
            items,
        };
        self.transfers.put(id, record.instant("timeStamp"), transfer);
    }

    fn transfer_item(&mut self, tree: &Tree, transfer: Option<&String>, notes: &Notes) -> Option<String> {
        let (id, record) = Record::of("TransferItem", "transferItemID", tree, notes)?;
        self.embedded(&record, notes);
        let item = TransferItem {
            transfer: record.reference("transferID").or_else(|| transfer.cloned()),
            item: record.reference("itemID"),
            to_send: record.units("toSend").unwrap_or_default(),
            sent: record.units("sent").unwrap_or_default(),
            received: record.units("received").unwrap_or_default(),
        };
        self.transfer_items.put(id.clone(), record.instant("timeStamp"), item);
        Some(id)
    }

    fn vendor_return(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("VendorReturn", "vendorReturnID", tree, notes) else { return };
        self.embedded(&record, notes);
        let items = record.relation("VendorReturnItems", "VendorReturnItem").map(|items| {
            items.iter().filter_map(|item| self.vendor_return_item(item, Some(&id), notes)).collect::<BTreeSet<_>>()
        });
        // Whatever comes after sent, the goods have left.
        let left = record.word("status", &["open", "sent", "closed"]).is_some_and(|status| status != "open");
        let sent = if left { record.instant("sentDate").or_else(|| record.instant("timeStamp")) } else { None };
        let vendor_return = VendorReturn {
            vendor: record.reference("vendorID"),
            shop: record.reference("shopID"),
            sent,
            archived: record.is("archived"),
            items,
        };
        self.vendor_returns.put(id, record.instant("timeStamp"), vendor_return);
    }

    fn vendor_return_item(&mut self, tree: &Tree, of: Option<&String>, notes: &Notes) -> Option<String> {
        let (id, record) = Record::of("VendorReturnItem", "vendorReturnItemID", tree, notes)?;
        self.embedded(&record, notes);
        let item = VendorReturnItem {
            vendor_return: record.reference("vendorReturnID").or_else(|| of.cloned()),
            item: record.reference("itemID"),
            quantity: record.units("quantity").unwrap_or_default(),
        };
        self.vendor_return_items.put(id.clone(), record.instant("timeStamp"), item);
        Some(id)
    }

    fn ship_to(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("ShipTo", "shipToID", tree, notes) else { return };
        let name = [record.text("firstName"), record.text("lastName")].into_iter().flatten().collect::<Vec<_>>();
        let ship_to = ShipTo {
            sale: record.reference("saleID"),
            shipped: record.is("shipped"),
            name: Some(name.join(" ")).filter(|name| !name.is_empty()).or_else(|| record.text("company")),
        };
        self.ship_tos.put(id, record.instant("timeStamp"), ship_to);
    }

    fn special_order(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("SpecialOrder", "specialOrderID", tree, notes) else { return };
        for line in each(record.tree.get("SaleLine")) {
            self.sale_line(line, None, notes);
        }
        for line in each(record.tree.get("OrderLine")) {
            self.order_line(line, None, notes);
        }
        let arrived = ["Received", "Ready For Pickup", "Contacted", "Completed", "Cancelled"];
        let known = [&["Not Ordered", "Ordered", "In Transit"][..], &arrived[..]].concat();
        let status = record.word("status", &known);
        let special_order = SpecialOrder {
            quantity: record.units("unitQuantity").unwrap_or_default(),
            order_line: record.reference("orderLineID"),
            transfer_item: record.reference("transferItemID"),
            awaited: !record.is("completed") && !status.is_some_and(|status| arrived.contains(&status.as_str())),
        };
        self.special_orders.put(id, record.instant("timeStamp"), special_order);
    }
}
