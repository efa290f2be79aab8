//! From rows to records. A name is its own id: shops, vendors, items and documents are who they are called.

use std::collections::BTreeMap;

use oversold::contract::findings::Findings;
use oversold::{Instant, Quantity};

use super::Options;
use super::sheet::{Cells, Sheet};
use crate::snapshot::{
    Adjustment, EcomOrder, EcomOrderLine, Item, Level, PurchaseOrder, PurchaseOrderLine, Sale, Shipment, ShipmentLine,
    Shop, Snapshot, Transfer, TransferLine, Vendor,
};
use crate::warnings::Notes;

/// The shop of rows that name none.
const MAIN: &str = "Main";

/// How a row of a file is read.
type ReadRow = fn(&mut Build<'_>, Cells<'_>);

struct Build<'b> {
    options: &'b Options,
    notes: &'b Notes,
    findings: &'b mut Findings,
    snapshot: Snapshot,
    /// Positions by id.
    items: BTreeMap<String, usize>,
    shops: BTreeMap<String, usize>,
    vendors: BTreeMap<String, usize>,
    documents: BTreeMap<(&'static str, String), usize>,
}

pub fn build(
    sheets: &BTreeMap<&'static str, Sheet>,
    options: &Options,
    notes: &Notes,
    findings: &mut Findings,
) -> Snapshot {
    let mut build = Build {
        options,
        notes,
        findings,
        snapshot: Snapshot::default(),
        items: BTreeMap::new(),
        shops: BTreeMap::new(),
        vendors: BTreeMap::new(),
        documents: BTreeMap::new(),
    };
    // What others refer to comes first, so that a name is not made up where a file has it.
    let readers: [(&str, ReadRow); 7] = [
        ("vendors", |build, cells| build.vendor_row(cells)),
        ("items", |build, cells| build.item_row(cells)),
        ("levels", |build, cells| build.level_row(cells)),
        ("orders", |build, cells| build.order_row(cells)),
        ("sales", |build, cells| build.sale_row(cells)),
        ("purchaseOrders", |build, cells| build.purchase_order_row(cells)),
        ("transfers", |build, cells| build.transfer_row(cells)),
    ];
    for (file, read) in readers {
        for cells in sheets.get(file).into_iter().flat_map(Sheet::rows) {
            read(&mut build, cells);
        }
    }
    build.finish()
}

impl Build<'_> {
    fn shop(&mut self, name: Option<&str>) -> String {
        let name = name.or(self.options.shop.as_deref()).unwrap_or(MAIN).to_owned();
        if !self.shops.contains_key(&name) {
            self.shops.insert(name.clone(), self.snapshot.shops.len());
            self.snapshot.shops.push(Shop { id: name.clone(), name: name.clone(), made_up: false });
        }
        name
    }

    fn vendor(&mut self, name: Option<&str>) -> Option<String> {
        let name = name?.to_owned();
        if !self.vendors.contains_key(&name) {
            self.vendors.insert(name.clone(), self.snapshot.vendors.len());
            self.snapshot.vendors.push(Vendor { id: name.clone(), name: name.clone(), lead_time_days: None });
        }
        Some(name)
    }

    fn item(&mut self, cells: Cells<'_>) -> Option<String> {
        let id = cells.required("item", self.findings)?.to_owned();
        if !self.items.contains_key(&id) {
            self.items.insert(id.clone(), self.snapshot.items.len());
            let description = id.clone();
            self.snapshot.items.push(Item { id: id.clone(), description, inventoried: true, ..Item::default() });
        }
        Some(id)
    }

    /// The document of a number: made by `make` at its first row.
    fn document<T>(
        &mut self,
        table: &'static str,
        number: &str,
        list: fn(&mut Snapshot) -> &mut Vec<T>,
        make: impl FnOnce() -> T,
    ) -> Option<&mut T> {
        let next = list(&mut self.snapshot).len();
        let position = *self.documents.entry((table, number.to_owned())).or_insert(next);
        if position == next {
            list(&mut self.snapshot).push(make());
        }
        list(&mut self.snapshot).get_mut(position)
    }

    fn vendor_row(&mut self, cells: Cells<'_>) {
        let Some(name) = cells.required("name", self.findings) else { return };
        let days = cells.units("leadTimeDays", self.findings).map(Quantity::to_number);
        self.vendor(Some(name));
        if let Some(vendor) = self.vendors.get(name).and_then(|position| self.snapshot.vendors.get_mut(*position)) {
            vendor.lead_time_days = days;
        }
    }

    /// What a row of items or levels says of its item.
    fn describe(&mut self, cells: Cells<'_>) -> Option<String> {
        let id = self.item(cells)?;
        let vendor = self.vendor(cells.text("vendor"));
        let cost = cells.units("unitCost", self.findings).filter(|cost| cost.is_positive());
        let (pack_size, minimum_order) =
            (cells.units("packSize", self.findings), cells.units("minimumOrder", self.findings));
        let inventoried = cells.flag("inventoried", self.findings);
        let tracking = match cells.text("stockTracking").map(str::to_lowercase).as_deref() {
            None => None,
            Some("disabled") => Some("disabled"),
            Some("enabled") => Some("enabled"),
            Some("indicator") => Some("indicator"),
            Some(_) => {
                cells.wrong("stockTracking", "expected disabled, enabled or indicator", self.findings);
                None
            }
        };
        let item = self.items.get(&id).and_then(|position| self.snapshot.items.get_mut(*position))?;
        let own = |known: &mut Option<String>, field| {
            if let Some(text) = cells.text(field) {
                *known = Some(text.to_owned());
            }
        };
        own(&mut item.custom_sku, "customSku");
        own(&mut item.upc, "upc");
        own(&mut item.ean, "ean");
        own(&mut item.manufacturer_sku, "manufacturerSku");
        if let Some(description) = cells.text("description") {
            item.description = description.to_owned();
        }
        item.default_vendor_id = vendor.or(item.default_vendor_id.take());
        item.unit_cost = cost.or(item.unit_cost);
        item.pack_size = pack_size.or(item.pack_size);
        item.minimum_order = minimum_order.or(item.minimum_order);
        item.inventoried = inventoried.unwrap_or(item.inventoried);
        item.stock_tracking = tracking.or(item.stock_tracking);
        Some(id)
    }

    fn item_row(&mut self, cells: Cells<'_>) {
        self.describe(cells);
    }

    fn level_row(&mut self, cells: Cells<'_>) {
        let Some(item_id) = self.describe(cells) else { return };
        let shop_id = self.shop(cells.text("shop"));
        if cells.required("qoh", self.findings).is_none() {
            return;
        }
        let Some(qoh) = cells.quantity("qoh", self.findings) else { return };
        let key = serde_json::json!([item_id, shop_id]).to_string();
        if self.documents.insert(("levels", key), 0).is_some() {
            cells.wrong("item", "this item has a level in this shop already", self.findings);
            return;
        }
        let reorder_point = cells.quantity("reorderPoint", self.findings);
        let desired_level = cells.quantity("desiredLevel", self.findings);
        self.snapshot.levels.push(Level { item_id, shop_id, qoh, reorder_point, desired_level });
    }

    fn order_row(&mut self, cells: Cells<'_>) {
        let (Some(number), Some(item_id)) = (cells.required("number", self.findings), self.item(cells)) else { return };
        let placed_at = self.date(cells, "placedAt");
        let Some(quantity) = self.needed_units(cells, "quantity") else { return };
        let shop_id = self.shop(cells.text("shop"));
        let shipped = cells.units("shipped", self.findings).unwrap_or_default();
        let refunded = cells.units("refunded", self.findings).unwrap_or_default();
        let due_at = cells.instant("dueAt", self.findings);
        let payment = match cells.text("payment").map(super::columns::plain).as_deref() {
            None | Some("paid" | "yes" | "true" | "1" | "ja") => "paid",
            Some("partiallypaid" | "partial") => "partiallyPaid",
            Some("refunded") => "refunded",
            Some("notpaid" | "unpaid" | "pending" | "open" | "no" | "false" | "0" | "nein") => "notPaid",
            Some(_) => {
                cells.wrong("payment", "expected paid, partially paid, not paid or refunded", self.findings);
                "notPaid"
            }
        };
        let pickup = cells.text("delivery").is_some_and(|delivery| super::columns::plain(delivery).contains("pickup"));
        let Some(placed_at) = placed_at else { return };
        let customer = cells.text("customer").map(str::to_owned);
        let order = self.document(
            "orders",
            number,
            |snapshot| &mut snapshot.orders,
            || EcomOrder {
                id: number.to_owned(),
                number: number.to_owned(),
                placed_at,
                customer,
                due_at,
                payment,
                fraud: "unchecked",
                delivery: if pickup { "pickup" } else { "ship" },
                cancelled: false,
                priority: 0.0,
                lines: Vec::new(),
                shipments: Vec::new(),
            },
        );
        let Some(order) = order else { return };
        let id = format!("{number}/{}", order.lines.len().saturating_add(1));
        if shipped.is_positive() {
            let status = if pickup { "pickedUp" } else { "shipped" };
            // Nobody hands over what might be fraud.
            order.fraud = "cleared";
            if order.shipments.is_empty() {
                let id = format!("{number}/shipped");
                let shipment = Shipment {
                    number: id.clone(),
                    id,
                    created_at: None,
                    status,
                    tracking_number: None,
                    shipped_in_pos: false,
                    lines: Vec::new(),
                };
                order.shipments.push(shipment);
            }
            if let Some(shipment) = order.shipments.first_mut() {
                shipment.lines.push(ShipmentLine { order_line_id: id.clone(), quantity: shipped });
            }
        }
        let returned = Quantity::ZERO;
        order.lines.push(EcomOrderLine { id, item_id, shop_id, quantity, refunded, returned, adjustment_id: None });
    }

    fn sale_row(&mut self, cells: Cells<'_>) {
        let (Some(number), Some(item_id)) = (cells.required("number", self.findings), self.item(cells)) else { return };
        let at = self.date(cells, "completedAt");
        if cells.required("quantity", self.findings).is_none() {
            return;
        }
        let Some((quantity, at)) = cells.quantity("quantity", self.findings).zip(at) else { return };
        let shop_id = self.shop(cells.text("shop"));
        let order = cells.text("order").map(str::to_owned);
        let sale = self.document(
            "sales",
            number,
            |snapshot| &mut snapshot.sales,
            || Sale {
                id: number.to_owned(),
                number: number.to_owned(),
                shop_id: shop_id.clone(),
                completed_at: at,
                order_id: order.clone(),
            },
        );
        if let Some(sale) = sale {
            sale.order_id = sale.order_id.take().or(order.clone());
        }
        let lines = self.documents.entry(("saleLines", number.to_owned())).or_insert(0);
        *lines = lines.saturating_add(1);
        let id = format!("{number}/{lines}");
        if let Some(order) = order.filter(|_| quantity.is_positive()) {
            let line = OrderLine { item_id: &item_id, shop_id: &shop_id, quantity, adjustment: &id };
            self.order_of_sale(cells, &order, at, &line);
        }
        self.snapshot.adjustments.push(movement(id, &item_id, &shop_id, quantity.negated(), at, "sale", number));
    }

    /// An order that no file of orders has: paid, as its sale was.
    fn order_of_sale(&mut self, cells: Cells<'_>, number: &str, placed_at: Instant, line: &OrderLine<'_>) {
        let own = ("ordersOfSales", number.to_owned());
        if self.documents.contains_key(&("orders", number.to_owned())) && !self.documents.contains_key(&own) {
            return;
        }
        self.documents.insert(own, 0);
        self.notes.add(
            "orderNotGiven",
            "Orders that only sales name were made of these: paid, and to be shipped",
            number,
        );
        let customer = cells.text("customer").map(str::to_owned);
        let order = self.document(
            "orders",
            number,
            |snapshot| &mut snapshot.orders,
            || EcomOrder {
                id: number.to_owned(),
                number: number.to_owned(),
                placed_at,
                customer,
                due_at: None,
                payment: "paid",
                fraud: "unchecked",
                delivery: "ship",
                cancelled: false,
                priority: 0.0,
                lines: Vec::new(),
                shipments: Vec::new(),
            },
        );
        let Some(order) = order else { return };
        order.lines.push(EcomOrderLine {
            id: format!("{number}/{}", order.lines.len().saturating_add(1)),
            item_id: line.item_id.to_owned(),
            shop_id: line.shop_id.to_owned(),
            quantity: line.quantity,
            refunded: Quantity::ZERO,
            returned: Quantity::ZERO,
            adjustment_id: Some(line.adjustment.to_owned()),
        });
    }

    fn purchase_order_row(&mut self, cells: Cells<'_>) {
        let (Some(number), Some(item_id)) = (cells.required("number", self.findings), self.item(cells)) else { return };
        let Some(ordered) = self.needed_units(cells, "ordered") else { return };
        let shop_id = self.shop(cells.text("shop"));
        let vendor_id = self.vendor(cells.text("vendor"));
        let received = cells.units("received", self.findings).unwrap_or_default();
        let (ordered_at, expected_at) =
            (cells.instant("orderedAt", self.findings), cells.instant("expectedAt", self.findings));
        let finished = cells.flag("finished", self.findings).unwrap_or_default();
        let unit_cost = cells.units("unitCost", self.findings);
        let order = self.document(
            "purchaseOrders",
            number,
            |snapshot| &mut snapshot.purchase_orders,
            || PurchaseOrder {
                id: number.to_owned(),
                number: number.to_owned(),
                vendor_id,
                shop_id: shop_id.clone(),
                created_at: ordered_at,
                ordered_at,
                expected_at,
                finished,
                archived: false,
                lines: Vec::new(),
                receipts: Vec::new(),
            },
        );
        let Some(order) = order else { return };
        if order.shop_id == shop_id {
            let id = format!("{number}/{}", order.lines.len().saturating_add(1));
            order.lines.push(PurchaseOrderLine { id, item_id, ordered, received, counted: Quantity::ZERO, unit_cost });
        } else {
            cells.wrong("shop", "the rows of one purchase order name different shops", self.findings);
        }
    }

    fn transfer_row(&mut self, cells: Cells<'_>) {
        let (Some(number), Some(item_id)) = (cells.required("number", self.findings), self.item(cells)) else { return };
        let (from, to) = (cells.required("fromShop", self.findings), cells.required("toShop", self.findings));
        let Some((from, to)) = from.zip(to) else { return };
        let Some(quantity) = self.needed_units(cells, "quantity") else { return };
        let (from_shop_id, to_shop_id) = (self.shop(Some(from)), self.shop(Some(to)));
        if from_shop_id == to_shop_id {
            cells.wrong("toShop", "a transfer goes from one shop to another", self.findings);
            return;
        }
        let received = cells.units("received", self.findings).unwrap_or_default();
        let (sent_at, expected_at) =
            (cells.instant("sentAt", self.findings), cells.instant("expectedAt", self.findings));
        let sent = if sent_at.is_some() { quantity.max(received) } else { Quantity::ZERO };
        let received = if sent_at.is_some() { received } else { Quantity::ZERO };
        let transfer = self.document(
            "transfers",
            number,
            |snapshot| &mut snapshot.transfers,
            || Transfer {
                id: number.to_owned(),
                number: number.to_owned(),
                from_shop_id: from_shop_id.clone(),
                to_shop_id: to_shop_id.clone(),
                created_at: sent_at,
                sent_at,
                expected_at,
                archived: false,
                lines: Vec::new(),
            },
        );
        let Some(transfer) = transfer else { return };
        if (&transfer.from_shop_id, &transfer.to_shop_id) != (&from_shop_id, &to_shop_id) {
            cells.wrong("fromShop", "the rows of one transfer name different shops", self.findings);
            return;
        }
        let id = format!("{number}/{}", transfer.lines.len().saturating_add(1));
        transfer.lines.push(TransferLine {
            id: id.clone(),
            item_id: item_id.clone(),
            requested: quantity.max(sent),
            sent,
            received,
        });
        if let Some(at) = sent_at.filter(|_| sent.is_positive()) {
            let id = format!("transfer {id}");
            self.snapshot.adjustments.push(movement(
                id,
                &item_id,
                &from_shop_id,
                sent.negated(),
                at,
                "transfer",
                number,
            ));
        }
    }

    fn date(&mut self, cells: Cells<'_>, field: &str) -> Option<Instant> {
        cells.required(field, self.findings)?;
        cells.instant(field, self.findings)
    }

    fn needed_units(&mut self, cells: Cells<'_>, field: &str) -> Option<Quantity> {
        cells.required(field, self.findings)?;
        cells.units(field, self.findings)
    }

    fn finish(mut self) -> Snapshot {
        // What is no inventory has no level and no movement.
        let services: Vec<&String> =
            self.snapshot.items.iter().filter(|item| !item.inventoried).map(|item| &item.id).collect();
        self.snapshot.levels.retain(|level| !services.contains(&&level.item_id));
        self.snapshot.adjustments.retain(|movement| !services.contains(&&movement.item_id));
        self.snapshot
    }
}

struct OrderLine<'a> {
    item_id: &'a str,
    shop_id: &'a str,
    quantity: Quantity,
    adjustment: &'a str,
}

fn movement(
    id: String,
    item: &str,
    shop: &str,
    quantity: Quantity,
    at: Instant,
    reason: &str,
    source: &str,
) -> Adjustment {
    Adjustment {
        id,
        item_id: item.to_owned(),
        shop_id: shop.to_owned(),
        quantity,
        at,
        reason: reason.to_owned(),
        source_id: Some(source.to_owned()),
        reverses: None,
        refunded_not_restocked: Quantity::ZERO,
        note: None,
    }
}
