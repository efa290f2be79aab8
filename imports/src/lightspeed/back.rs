//! The way back: what an event means for Lightspeed. For each the requests that a host would send, in order; what the APIs
//! cannot do (receiving transfers, checking in and finishing purchase orders, the SHIPPED box) says what to click.

use std::collections::BTreeMap;

use oversold::contract::event::{Event, Fact, Movement};
use oversold::contract::from_tree::{self, At, FromTree};
use oversold::{InventoryError, Quantity, Tree, instant};
use serde::Serialize;
use serde_json::{Value, json};

use super::options::texts;

/// Most items of one request to a transfer.
const TRANSFER_ITEMS: usize = 100;

/// What only the host knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BackOptions {
    /// Lightspeed's ids of records that were made here, by their ids here.
    pub ids: BTreeMap<String, String>,
    /// QOH after the event, for movements of stock: an outcome's `changes.levels`.
    pub levels: Vec<Level>,
    /// Who rings up sales; without both a sale is rung up by hand.
    pub register_id: Option<String>,
    pub employee_id: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    pub item_id: String,
    pub shop_id: String,
    pub qoh: Quantity,
}

impl FromTree for Level {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self { item_id: at.field("item_id"), shop_id: at.field("shop_id"), qoh: at.field("qoh") }
    }
}

impl FromTree for BackOptions {
    fn from_tree(at: &At<'_>) -> Self {
        if at.is_null() {
            return Self::default();
        }
        at.expect_object();
        Self {
            ids: texts(at, "ids"),
            levels: at.field::<Option<_>>("levels").unwrap_or_default(),
            register_id: at.optional_id("register_id"),
            employee_id: at.optional_id("employee_id"),
        }
    }
}

impl BackOptions {
    pub fn read(tree: &Tree) -> Result<Self, InventoryError> {
        from_tree::read(tree, "options")
    }
}

/// One request of the host's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Request {
    /// `retail`: below `https://api.lightspeedapp.com`. `ecom`: below the language's folder of the cluster.
    pub api: &'static str,
    pub method: &'static str,
    /// `{accountID}` is the host's to fill in, and so is what an earlier request `gives`.
    pub path: String,
    pub body: Option<Value>,
    /// What later requests need of the answer: a name, and where it stands there.
    pub gives: Option<Gives>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gives {
    pub name: &'static str,
    pub at: &'static str,
}

/// Something to click.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Manual {
    /// `retailPos` or `ecom`: which back office.
    pub place: &'static str,
    /// For example `Inventory > Transfers > 5`.
    pub path: String,
    pub step: String,
}

/// What an event means for Lightspeed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Back {
    pub requests: Vec<Request>,
    pub manual: Vec<Manual>,
    /// Why there is nothing to do.
    pub note: Option<&'static str>,
}

/// What a host sends for an event, and what it asks people to click.
pub fn to_lightspeed(event: &Tree, options: &BackOptions) -> Result<Back, InventoryError> {
    let event: Event = from_tree::read(event, "event")?;
    let mut way = Way { options, back: Back::default() };
    way.event(&event);
    Ok(way.back)
}

struct Way<'o> {
    options: &'o BackOptions,
    back: Back,
}

fn number(quantity: Quantity) -> Value {
    into_json(&quantity)
}

fn into_json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn text<'t>(tree: &'t Tree, name: &str) -> Option<&'t str> {
    match tree.get(name) {
        Tree::Text(text) => Some(text),
        _ => None,
    }
}

fn list<'t>(tree: &'t Tree, name: &str) -> &'t [Tree] {
    match tree.get(name) {
        Tree::List(list) => list,
        _ => &[],
    }
}

/// A list of units for people: `3 of item 7`.
fn shown(units: &[(String, Quantity)]) -> String {
    units.iter().map(|(item, units)| format!("{units} of {item}")).collect::<Vec<_>>().join(", ")
}

impl Way<'_> {
    /// Lightspeed's id of a record: its own, or the one in the host's table.
    fn id(&self, id: &str) -> Option<String> {
        let own = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        self.options.ids.get(id).cloned().or_else(|| own.then(|| id.to_owned()))
    }

    fn retail(&mut self, method: &'static str, path: &str, body: Option<Value>) {
        self.request("retail", method, format!("/API/V3/Account/{{accountID}}/{path}.json"), body);
    }

    fn ecom(&mut self, method: &'static str, path: &str, body: Value) {
        self.request("ecom", method, format!("{path}.json"), Some(body));
    }

    fn request(&mut self, api: &'static str, method: &'static str, path: String, body: Option<Value>) {
        self.back.requests.push(Request { api, method, path, body, gives: None });
    }

    /// Says what the newest request gives to later ones.
    fn gives(&mut self, name: &'static str, at: &'static str) {
        if let Some(request) = self.back.requests.last_mut() {
            request.gives = Some(Gives { name, at });
        }
    }

    fn click(&mut self, place: &'static str, path: impl Into<String>, step: impl Into<String>) {
        self.back.manual.push(Manual { place, path: path.into(), step: step.into() });
    }

    fn note(&mut self, note: &'static str) {
        self.back.note = Some(note);
    }

    /// Lightspeed's id, or a step that says that the host has to know it.
    fn known(&mut self, kind: &str, id: &str) -> Option<String> {
        let known = self.id(id);
        if known.is_none() {
            let step =
                format!("{kind} {id} was made here: hand over its id in Lightspeed (options.ids), or do this by hand.");
            self.click("retailPos", "Inventory", step);
        }
        known
    }

    fn event(&mut self, event: &Event) {
        match &event.fact {
            Fact::PurchaseOrderCreated { purchase_order } => self.purchase_order_created(purchase_order),
            Fact::PurchaseOrderEdited { purchase_order_id, expected_at, lines, .. } => {
                let Some(id) = self.known("Purchase order", purchase_order_id) else { return };
                let date = expected_at.map(instant::to_text).unwrap_or_default();
                self.retail("PUT", &format!("Order/{id}"), Some(json!({ "arrivalDate": date })));
                let Some(lines) = lines else { return };
                for line in lines {
                    let mut body =
                        json!({ "orderID": id, "itemID": self.item(&line.item_id), "quantity": number(line.quantity) });
                    if let (Some(cost), Value::Object(body)) = (line.unit_cost, &mut body) {
                        body.insert("price".into(), number(cost));
                    }
                    match self.id(&line.id) {
                        Some(line) => self.retail("PUT", &format!("OrderLine/{line}"), Some(body)),
                        None => self.retail("POST", "OrderLine", Some(body)),
                    };
                }
                let kept = lines.iter().map(|line| line.item_id.clone()).collect::<Vec<_>>().join(", ");
                self.click(
                    "retailPos",
                    format!("Inventory > Purchase Orders > {id}"),
                    format!("Delete lines of other items than {kept}."),
                );
            }
            Fact::PurchaseOrderOrdered { purchase_order_id, ordered_at, expected_at } => {
                let Some(id) = self.known("Purchase order", purchase_order_id) else { return };
                let Some(at) = ordered_at else {
                    let step = "Clear the ordered date: the order was taken back.";
                    return self.click("retailPos", format!("Inventory > Purchase Orders > {id}"), step);
                };
                let mut body = json!({ "orderedDate": instant::to_text(*at) });
                if let (Some(expected), Value::Object(body)) = (expected_at, &mut body) {
                    body.insert("arrivalDate".into(), instant::to_text(*expected).into());
                }
                self.retail("PUT", &format!("Order/{id}"), Some(body));
            }
            Fact::PurchaseOrderReceived { purchase_order_id, lines, .. } => {
                let Some(id) = self.known("Purchase order", purchase_order_id) else { return };
                for line in lines {
                    if let Some(line_id) = self.known("Line", &line.line_id) {
                        let body = json!({ "orderID": id, "numReceived": number(line.quantity) });
                        self.retail("PUT", &format!("OrderLine/{line_id}"), Some(body));
                    }
                }
                self.retail("PUT", &format!("Order/{id}"), Some(json!({ "receivedDate": instant::to_text(event.at) })));
                let step = "Click Check In, then Add to Inventory: the API counts what arrived, only the till takes it into stock.";
                self.click("retailPos", format!("Inventory > Purchase Orders > {id}"), step);
            }
            Fact::PurchaseOrderFinished { purchase_order_id, finished } => {
                let step = if *finished { "Click Finish." } else { "Click Reopen." };
                self.click(
                    "retailPos",
                    format!("Inventory > Purchase Orders > {}", self.shown_id(purchase_order_id)),
                    step,
                );
            }
            Fact::PurchaseOrderArchived { purchase_order_id, archived } => {
                let Some(id) = self.known("Purchase order", purchase_order_id) else { return };
                if *archived {
                    self.retail("DELETE", &format!("Order/{id}"), None);
                } else {
                    self.click("retailPos", format!("Inventory > Purchase Orders > Archived > {id}"), "Click Restore.");
                }
            }
            Fact::ReceiptReversed { document_id, adjustments, .. } => {
                let step = format!(
                    "Nothing takes a receipt back. Adjust the stock: remove {}.",
                    shown(&self.items(adjustments))
                );
                self.click("retailPos", format!("Inventory > {}", self.shown_id(document_id)), step);
            }
            Fact::TransferCreated { transfer } => self.transfer_created(transfer),
            Fact::TransferEdited { transfer_id, expected_at, lines } => {
                let Some(id) = self.known("Transfer", transfer_id) else { return };
                let date = expected_at.map(instant::to_text).unwrap_or_default();
                self.retail("PUT", &format!("Inventory/Transfer/{id}"), Some(json!({ "needBy": date })));
                let Some(lines) = lines else { return };
                let units = |known: bool| {
                    let of = lines.iter().filter(|line| self.id(&line.id).is_some() == known);
                    of.map(|line| (self.item(&line.item_id), line.quantity)).collect::<Vec<_>>()
                };
                let (known, new) = (units(true), units(false));
                self.transfer_items(&id, "UpdateItems", &known);
                self.transfer_items(&id, "AddItems", &new);
                let kept = lines.iter().map(|line| line.item_id.clone()).collect::<Vec<_>>().join(", ");
                self.click(
                    "retailPos",
                    format!("Inventory > Transfers > {id}"),
                    format!("Delete other items than {kept}."),
                );
            }
            Fact::TransferSent { transfer_id, adjustments, .. } => {
                let Some(id) = self.known("Transfer", transfer_id) else { return };
                let units = self.items(adjustments);
                self.transfer_items(&id, "UpdateItems", &units);
                self.retail("POST", &format!("Inventory/Transfer/{id}/Send"), Some(json!({})));
            }
            Fact::TransferUnsent { transfer_id, .. } => {
                self.transfer(transfer_id, "Take the Send back: receive nothing, and archive it.")
            }
            Fact::TransferReceived { transfer_id, adjustments, .. } => {
                let step =
                    format!("Receive {}: transfers are received in the till only.", shown(&self.items(adjustments)));
                self.transfer(transfer_id, step);
            }
            Fact::TransferReturned { transfer_id, adjustments, .. } => {
                let step = format!(
                    "Back at the sender: {}. Nothing returns a part of a transfer; adjust the stock there.",
                    shown(&self.items(adjustments))
                );
                self.transfer(transfer_id, step);
            }
            Fact::TransferArchived { transfer_id, adjustments, .. } => {
                if !adjustments.is_empty() {
                    let step = format!(
                        "Before it is archived, adjust the sender's stock: add {}.",
                        shown(&self.items(adjustments))
                    );
                    self.transfer(transfer_id, step);
                }
                let Some(id) = self.known("Transfer", transfer_id) else { return };
                self.retail("POST", &format!("Inventory/Transfer/{id}/Archive"), Some(json!({})));
            }
            Fact::VendorReturnCreated { vendor_return } => {
                let lines =
                    list(vendor_return, "lines").iter().filter_map(|line| Some(text(line, "itemId")?.to_owned()));
                let step = format!(
                    "Create a vendor return of {}: the API only reads them.",
                    lines.collect::<Vec<_>>().join(", ")
                );
                self.click("retailPos", "Inventory > Vendor Returns", step);
            }
            Fact::VendorReturnSent { vendor_return_id, sent_at, .. } => {
                let step = if sent_at.is_some() { "Click Send." } else { "Click Unsend." };
                self.click(
                    "retailPos",
                    format!("Inventory > Vendor Returns > {}", self.shown_id(vendor_return_id)),
                    step,
                );
            }
            Fact::SaleRecorded { sale, adjustments, .. } => self.sale_recorded(sale, adjustments),
            Fact::Refunded { sale_ids, order_id, adjustments, .. } => {
                let units = shown(&self.items(adjustments));
                let stock = if adjustments.is_empty() {
                    "without restocking".to_owned()
                } else {
                    format!("restocking {units}")
                };
                if let Some(order) = order_id {
                    self.click("ecom", format!("Orders > {}", self.shown_id(order)), "Refund what was refunded here.");
                }
                for sale in sale_ids {
                    self.click("retailPos", format!("Sales > {}", self.shown_id(sale)), format!("Refund, {stock}."));
                }
            }
            Fact::OrderCancelled { order_id, sale_ids, adjustments, .. } => {
                match self.ecom_id(order_id) {
                    Some(id) => {
                        self.ecom("PUT", &format!("orders/{id}"), json!({ "order": { "status": "cancelled" } }))
                    }
                    None => self.click("ecom", "Orders", format!("Cancel order {order_id}.")),
                }
                if !adjustments.is_empty() {
                    let step = format!("Refund or void the sale, restocking {}.", shown(&self.items(adjustments)));
                    for sale in sale_ids {
                        self.click("retailPos", format!("Sales > {}", self.shown_id(sale)), step.clone());
                    }
                }
            }
            Fact::Restocked { adjustments, .. }
            | Fact::StockCounted { adjustments, .. }
            | Fact::StockAdjusted { adjustments, .. } => {
                self.stock(adjustments);
            }
            Fact::OrderFraudSet { .. } => {
                self.note("Lightspeed has no field for whether an order was checked: nothing to send.")
            }
            Fact::OrderPrioritySet { .. } => {
                self.note("Lightspeed has no field for an order's priority: nothing to send.")
            }
            Fact::OrderPaymentSet { order_id, payment } => match (self.ecom_id(order_id), payment.as_str()) {
                (Some(id), "paid") => {
                    self.ecom("PUT", &format!("orders/{id}"), json!({ "order": { "paymentStatus": "paid" } }))
                }
                (Some(id), "notPaid") => {
                    self.ecom("PUT", &format!("orders/{id}"), json!({ "order": { "paymentStatus": "not_paid" } }))
                }
                _ => self.click(
                    "ecom",
                    format!("Orders > {}", self.shown_id(order_id)),
                    "Set the payment, as it was set here.",
                ),
            },
            Fact::OrderLineMoved { order_id, adjustments, .. } => {
                let step = format!(
                    "Order {order_id} is served from another shop now: move {} between the shops.",
                    shown(&self.items(adjustments))
                );
                self.click("retailPos", "Inventory", step);
            }
            Fact::ShipmentCreated { order_id, number, .. } => {
                let step = format!("Create shipment {number}.");
                self.click("ecom", format!("Orders > {}", self.shown_id(order_id)), step);
            }
            Fact::ShipmentStatusSet { order_id, shipment_id, status, .. } => {
                let word = match status.as_str() {
                    "shipped" => "shipped",
                    "pickedUp" => "picked_up",
                    "readyForPickup" => "ready_for_pickup",
                    "cancelled" => "cancelled",
                    _ => "not_shipped",
                };
                self.shipment(
                    order_id,
                    shipment_id,
                    json!({ "status": word }),
                    &format!("Mark it as {}.", word.replace('_', " ")),
                );
            }
            Fact::TrackingNumberSet { order_id, shipment_id, tracking_number } => {
                let code = tracking_number.clone().unwrap_or_default();
                self.shipment(
                    order_id,
                    shipment_id,
                    json!({ "trackingCode": code }),
                    &format!("Enter the tracking number {code:?}."),
                );
            }
            Fact::ShippedInPosTicked { order_id, shipped, .. } => {
                let step = format!(
                    "Search for order {}, and {} its SHIPPED box.",
                    self.shown_id(order_id),
                    if *shipped { "tick" } else { "clear" }
                );
                self.click("retailPos", "Inventory > Shipments", step);
            }
            Fact::Merged { .. } => self.note("What was merged came from elsewhere: nothing to send."),
        }
    }

    fn item(&self, id: &str) -> String {
        self.id(id).unwrap_or_else(|| id.to_owned())
    }

    fn shown_id(&self, id: &str) -> String {
        self.id(id).unwrap_or_else(|| id.to_owned())
    }

    /// The id of an eCom record; an order made of a sale alone has none.
    fn ecom_id(&self, id: &str) -> Option<String> {
        self.id(id)
    }

    /// The units that movements have in all, by item.
    fn items(&self, movements: &[Movement]) -> Vec<(String, Quantity)> {
        let mut sums: Vec<(String, Quantity)> = Vec::new();
        for movement in movements {
            let units = Quantity::from_raw(movement.quantity.raw().saturating_abs());
            let item = self.item(&movement.item_id);
            match sums.iter_mut().find(|(known, _)| *known == item) {
                Some((_, sum)) => *sum = sum.plus(units),
                None => sums.push((item, units)),
            }
        }
        sums
    }

    fn transfer(&mut self, id: &str, step: impl Into<String>) {
        self.click("retailPos", format!("Inventory > Transfers > {}", self.shown_id(id)), step);
    }

    /// A hundred at a time, each item once, as the API wants them.
    fn transfer_items(&mut self, id: &str, action: &str, units: &[(String, Quantity)]) {
        for part in units.chunks(TRANSFER_ITEMS) {
            let items: Vec<Value> =
                part.iter().map(|(item, units)| json!({ "itemID": item, "toSend": number(*units) })).collect();
            self.retail("POST", &format!("Inventory/Transfer/{id}/{action}"), Some(json!({ "TransferItems": items })));
        }
    }

    fn purchase_order_created(&mut self, order: &Tree) {
        let mut body = json!({ "shopID": self.item(text(order, "shopId").unwrap_or_default()) });
        if let Value::Object(body) = &mut body {
            if let Some(vendor) = text(order, "vendorId") {
                body.insert("vendorID".into(), self.item(vendor).into());
            }
            if let Some(expected) = moment(order, "expectedAt") {
                body.insert("arrivalDate".into(), expected.into());
            }
            if let Some(number) = text(order, "number") {
                body.insert("refNum".into(), number.into());
            }
        }
        self.retail("POST", "Order", Some(body));
        self.gives("orderID", "Order.orderID");
        for line in list(order, "lines") {
            let mut body = json!({
                "orderID": "{orderID}",
                "itemID": self.item(text(line, "itemId").unwrap_or_default()),
                "quantity": into_json(line.get("ordered")),
            });
            if let (Tree::Number(cost), Value::Object(body)) = (line.get("unitCost"), &mut body) {
                body.insert("price".into(), json!(cost));
            }
            self.retail("POST", "OrderLine", Some(body));
        }
    }

    fn transfer_created(&mut self, transfer: &Tree) {
        let mut body = json!({
            "sendingShopID": self.item(text(transfer, "fromShopId").unwrap_or_default()),
            "receivingShopID": self.item(text(transfer, "toShopId").unwrap_or_default()),
            "note": text(transfer, "number").unwrap_or_default(),
        });
        if let (Some(expected), Value::Object(body)) = (moment(transfer, "expectedAt"), &mut body) {
            body.insert("needBy".into(), expected.into());
        }
        self.retail("POST", "Inventory/Transfer", Some(body));
        self.gives("transferID", "Transfer.transferID");
        let mut units: Vec<(String, Quantity)> = Vec::new();
        for line in list(transfer, "lines") {
            let item = self.item(text(line, "itemId").unwrap_or_default());
            let requested = match line.get("requested") {
                Tree::Number(number) => Quantity::from_number(*number).unwrap_or_default(),
                _ => Quantity::ZERO,
            };
            match units.iter_mut().find(|(known, _)| *known == item) {
                Some((_, sum)) => *sum = sum.plus(requested),
                None => units.push((item, requested)),
            }
        }
        self.transfer_items("{transferID}", "AddItems", &units);
    }

    fn sale_recorded(&mut self, sale: &Tree, adjustments: &[Movement]) {
        let units = self.items(adjustments);
        let (Some(register), Some(employee)) = (self.options.register_id.clone(), self.options.employee_id.clone())
        else {
            return self.click("retailPos", "Sales > New Sale", format!("Ring up {}.", shown(&units)));
        };
        let lines: Vec<Value> =
            units.iter().map(|(item, units)| json!({ "itemID": item, "unitQuantity": number(*units) })).collect();
        let body = json!({
            "shopID": self.item(text(sale, "shopId").unwrap_or_default()),
            "registerID": register,
            "employeeID": employee,
            "completed": true,
            "referenceNumber": text(sale, "orderId").or_else(|| text(sale, "number")).unwrap_or_default(),
            "SaleLines": { "SaleLine": lines },
        });
        self.retail("POST", "Sale", Some(body));
        self.gives("saleID", "Sale.saleID");
    }

    /// The API sets QOH, it does not move it: so the QOH after the event must be known.
    fn stock(&mut self, adjustments: &[Movement]) {
        let mut places: Vec<(&str, &str)> = Vec::new();
        for movement in adjustments {
            if !places.contains(&(&movement.item_id, &movement.shop_id)) {
                places.push((&movement.item_id, &movement.shop_id));
            }
        }
        if places.is_empty() {
            return self.note("The books were right: nothing to send.");
        }
        for (item, shop) in places {
            let level = self.options.levels.iter().find(|level| level.item_id == item && level.shop_id == shop);
            let (qoh, item_id, shop_id) = (level.map(|level| level.qoh), self.id(item), self.id(shop));
            match (qoh, item_id, shop_id) {
                (Some(qoh), Some(item), Some(shop)) => {
                    let body = json!({ "ItemShops": { "ItemShop": { "shopID": shop, "qoh": number(qoh) } } });
                    self.retail("PUT", &format!("Item/{item}"), Some(body));
                }
                (Some(qoh), _, _) => self.click(
                    "retailPos",
                    format!("Inventory > {item}"),
                    format!("Set the quantity on hand in shop {shop} to {qoh}."),
                ),
                (None, _, _) => {
                    let step = format!(
                        "Set the quantity on hand in shop {shop} to what it is here (options.levels would say it)."
                    );
                    self.click("retailPos", format!("Inventory > {item}"), step);
                }
            }
        }
    }

    fn shipment(&mut self, order: &str, shipment: &str, fields: Value, step: &str) {
        match self.ecom_id(shipment) {
            Some(id) => self.ecom("PUT", &format!("shipments/{id}"), json!({ "shipment": fields })),
            None => self.click("ecom", format!("Orders > {} > Shipment {shipment}", self.shown_id(order)), step),
        }
    }
}

fn moment(tree: &Tree, name: &str) -> Option<String> {
    match tree.get(name) {
        Tree::Number(number) => instant::from_number(*number).map(instant::to_text),
        _ => None,
    }
}
