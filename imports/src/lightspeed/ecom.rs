//! eCom (C-Series): its records as they are read, before anything is made of them.

use std::collections::BTreeSet;

use oversold::{Instant, Quantity, Tree};

use super::record::{Record, each, flag, reference};
use super::table::{Listed, Table, Versions};
use crate::warnings::Notes;

#[derive(Clone, Debug)]
pub struct Order {
    pub number: Option<String>,
    pub placed: Option<Instant>,
    pub status: Option<String>,
    pub payment: Option<String>,
    pub pickup: bool,
    pub due: Option<Instant>,
    pub customer: Option<String>,
    pub products: Listed,
    pub shipments: Listed,
}

/// A line of an order.
#[derive(Clone, Debug)]
pub struct Product {
    pub order: Option<String>,
    pub variant: Option<String>,
    pub title: Option<String>,
    pub codes: Codes,
    pub ordered: Quantity,
    pub refunded: Quantity,
    pub returned: Quantity,
}

/// The codes by which a variant meets an item of the till.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    pub sku: Option<String>,
    pub ean: Option<String>,
    pub article_code: Option<String>,
}

impl Codes {
    fn of(record: &Record<'_>) -> Self {
        Self { sku: record.text("sku"), ean: record.text("ean"), article_code: record.text("articleCode") }
    }
}

#[derive(Clone, Debug)]
pub struct Shipment {
    pub order: Option<String>,
    pub number: Option<String>,
    pub created: Option<Instant>,
    pub status: Option<String>,
    pub tracking_code: Option<String>,
    pub products: Option<Vec<ShipmentProduct>>,
}

#[derive(Clone, Debug)]
pub struct ShipmentProduct {
    pub id: Option<String>,
    pub variant: Option<String>,
    pub codes: Codes,
    pub quantity: Quantity,
}

#[derive(Clone, Debug)]
pub struct Variant {
    pub title: Option<String>,
    pub codes: Codes,
    pub stock_tracking: Option<String>,
    pub stock_level: Option<Quantity>,
    pub cost: Option<Quantity>,
}

/// Goods that come back.
#[derive(Clone, Debug)]
pub struct Return {
    /// The goods are back.
    pub done: bool,
    pub stock_adjusted: bool,
    /// Units by line of the order.
    pub units: Vec<(String, Quantity)>,
}

/// An invoice, of which only those that give money back matter.
#[derive(Clone, Debug)]
pub struct Invoice {
    pub credit: bool,
    /// Units by line of the order.
    pub units: Option<Vec<(String, Quantity)>>,
}

/// A movement of a variant's stock.
#[derive(Clone, Debug)]
pub struct Movement {
    pub variant: Option<String>,
    pub at: Option<Instant>,
    pub channel: Option<String>,
    pub change: Option<Quantity>,
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
    Order { products, shipments }
    Product { order, variant }
    Shipment { order, products }
    Variant { title, stock_tracking, stock_level }
    Return {}
    Invoice { units }
    Movement {}
}

/// All records of the web shop.
#[derive(Clone, Debug, Default)]
pub struct Ecom {
    pub orders: Table<Order>,
    pub products: Table<Product>,
    pub shipments: Table<Shipment>,
    pub variants: Table<Variant>,
    pub returns: Table<Return>,
    pub invoices: Table<Invoice>,
    pub movements: Table<Movement>,
}

/// How a resource is read; the last argument is the record that the body's address names.
type Read = fn(&mut Ecom, &Tree, Option<&String>, &Notes);

/// The resources by the keys under which a body has one of them, or many.
const RESOURCES: [(&str, &str, Read); 8] = [
    ("order", "orders", |ecom, tree, _, notes| drop(ecom.order(tree, notes))),
    ("orderProduct", "orderProducts", |ecom, tree, of, notes| drop(ecom.product(tree, of, notes))),
    ("shipment", "shipments", |ecom, tree, _, notes| drop(ecom.shipment(tree, None, notes))),
    ("variant", "variants", |ecom, tree, _, notes| drop(ecom.variant(tree, notes))),
    ("product", "products", |ecom, tree, _, notes| ecom.catalogue_product(tree, notes)),
    ("return", "returns", |ecom, tree, _, notes| ecom.come_back(tree, notes)),
    ("invoice", "invoices", |ecom, tree, _, notes| ecom.invoice(tree, notes)),
    ("variantMovement", "variantsMovements", |ecom, tree, _, notes| ecom.movement(tree, notes)),
];

/// The units of each line that a list of records names.
fn units(records: &[Tree], line: &str, notes: &Notes) -> Vec<(String, Quantity)> {
    let unit = |tree: &Tree| {
        let record = Record::loose("line", tree, notes);
        let quantity = record.quantity("quantity")?;
        // A credit invoice may say it either way.
        let quantity = if quantity.is_negative() { quantity.negated() } else { quantity };
        Some((reference(tree.get(line))?, quantity))
    };
    records.iter().filter_map(unit).collect()
}

impl Ecom {
    /// Reads what stands under a key of a body; false for a resource that is not used. `owner`: whose records they are,
    /// where they do not say it themselves: `orders/12/products`.
    pub fn read(&mut self, key: &str, value: &Tree, owner: Option<&String>, notes: &Notes) -> bool {
        match key {
            "shipmentProduct" | "shipmentProducts" => {
                let products = each(value).iter().map(|tree| shipment_product(tree, notes)).collect();
                self.shipment_products(products, owner, notes);
                return true;
            }
            "invoiceItem" | "invoiceItems" => {
                let units = units(each(value), "orderProductId", notes);
                if let Some(id) = owner {
                    self.invoices.put(id.clone(), None, Invoice { credit: false, units: Some(units) });
                } else {
                    notes.add("withoutOwner", "Items of an invoice: give the address that they came from", key);
                }
                return true;
            }
            _ => {}
        }
        let Some((_, _, read)) = RESOURCES.iter().find(|(one, many, _)| *one == key || *many == key) else {
            return false;
        };
        each(value).iter().for_each(|tree| read(self, tree, owner, notes));
        true
    }

    fn order(&mut self, tree: &Tree, notes: &Notes) -> Option<String> {
        let (id, record) = Record::of("order", "id", tree, notes)?;
        let products = record.relation("products", "product").map(|products| {
            products.iter().filter_map(|product| self.product(product, Some(&id), notes)).collect::<BTreeSet<_>>()
        });
        let shipments = record.relation("shipments", "shipment").map(|shipments| {
            shipments.iter().filter_map(|shipment| self.shipment(shipment, Some(&id), notes)).collect::<BTreeSet<_>>()
        });
        for invoice in record.relation("invoices", "invoice").unwrap_or_default() {
            self.invoice(invoice, notes);
        }
        let known = [
            "on_hold",
            "processing_awaiting_payment",
            "processing_awaiting_shipment",
            "processing_awaiting_pickup",
            "processing_ready_for_pickup",
            "completed",
            "completed_shipped",
            "completed_picked_up",
            "cancelled",
        ];
        let person = ["firstname", "middlename", "lastname"].map(|name| record.text(name));
        let person = person.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let order = Order {
            number: record.text("number"),
            placed: record.instant("createdAt"),
            status: record.word("status", &known),
            payment: record.word("paymentStatus", &["not_paid", "partially_paid", "paid", "cancelled"]),
            pickup: record.is("shipmentIsPickup"),
            due: record.instant("deliveryDate"),
            customer: Some(person).filter(|name| !name.is_empty()).or_else(|| record.text("companyName")),
            products,
            shipments,
        };
        self.orders.put(id.clone(), record.instant("updatedAt"), order);
        Some(id)
    }

    fn product(&mut self, tree: &Tree, order: Option<&String>, notes: &Notes) -> Option<String> {
        let (id, record) = Record::of("orderProduct", "id", tree, notes)?;
        let titles = [record.text("productTitle"), record.text("variantTitle")];
        let [product, variant] = titles;
        let title = match (product, variant) {
            (Some(product), Some(variant)) if variant != product && variant != "Default" => {
                Some(format!("{product} {variant}"))
            }
            (product, variant) => product.or(variant),
        };
        let order = record.link("order").or_else(|| record.reference("orderId")).or_else(|| order.cloned());
        if order.is_none() {
            record.note(
                "withoutOwner",
                "A line of an order that does not say which: give the address that it came from",
                &*id,
            );
        }
        let line = Product {
            order,
            variant: record.link("variant"),
            title,
            codes: Codes::of(&record),
            ordered: record.units("quantityOrdered").unwrap_or_default(),
            refunded: record.units("quantityRefunded").unwrap_or_default(),
            returned: record.units("quantityReturned").unwrap_or_default(),
        };
        // Lines have no date of their own: a newer page is a newer version.
        self.products.put(id.clone(), None, line);
        Some(id)
    }

    fn shipment(&mut self, tree: &Tree, order: Option<&String>, notes: &Notes) -> Option<String> {
        let (id, record) = Record::of("shipment", "id", tree, notes)?;
        let products = record.relation("products", "product");
        let known = ["not_shipped", "ready_for_pickup", "shipped", "picked_up", "delivered", "cancelled"];
        let shipment = Shipment {
            order: record.link("order").or_else(|| record.reference("orderId")).or_else(|| order.cloned()),
            number: record.text("number"),
            created: record.instant("createdAt"),
            status: record.word("status", &known),
            tracking_code: record.text("trackingCode"),
            products: products.map(|products| products.iter().map(|tree| shipment_product(tree, notes)).collect()),
        };
        for order in record.relation("order", "order").unwrap_or_default() {
            self.order(order, notes);
        }
        self.shipments.put(id.clone(), record.instant("updatedAt"), shipment);
        Some(id)
    }

    fn shipment_products(&mut self, products: Vec<ShipmentProduct>, owner: Option<&String>, notes: &Notes) {
        let Some(id) = owner else {
            notes.add(
                "withoutOwner",
                "Products of a shipment: give the address that they came from",
                "shipmentProducts",
            );
            return;
        };
        let shipment = Shipment {
            order: None,
            number: None,
            created: None,
            status: None,
            tracking_code: None,
            products: Some(products),
        };
        // Whatever is known of the shipment stays; only its products are new.
        self.shipments.put(id.clone(), None, shipment);
    }

    fn variant(&mut self, tree: &Tree, notes: &Notes) -> Option<String> {
        let (id, record) = Record::of("variant", "id", tree, notes)?;
        let product = record.relation("product", "product").and_then(<[Tree]>::first);
        let title = product.and_then(|product| Record::loose("product", product, notes).text("title"));
        let own = record.text("title").filter(|title| title != "Default");
        let variant = Variant {
            title: [title, own].into_iter().flatten().reduce(|product, own| format!("{product} {own}")),
            codes: Codes::of(&record),
            stock_tracking: record.word("stockTracking", &["disabled", "enabled", "indicator"]),
            stock_level: record.quantity("stockLevel"),
            cost: record.cost("priceCost"),
        };
        self.variants.put(id.clone(), record.instant("updatedAt"), variant);
        Some(id)
    }

    fn catalogue_product(&mut self, tree: &Tree, notes: &Notes) {
        let record = Record::loose("product", tree, notes);
        for variant in record.relation("variants", "variant").unwrap_or_default() {
            self.variant(variant, notes);
        }
    }

    fn come_back(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("return", "id", tree, notes) else { return };
        let done = ["received", "completed", "refunded", "closed"];
        let known =
            [&["requested", "pending", "authorized", "declined", "rejected", "cancelled"][..], &done[..]].concat();
        let status = record.word("status", &known);
        let back = Return {
            done: status.is_some_and(|status| done.contains(&status.as_str())),
            stock_adjusted: record.is("isStockAdjusted"),
            units: units(each(tree.get("orderProducts")), "id", notes),
        };
        self.returns.put(id, record.instant("updatedAt"), back);
    }

    fn invoice(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("invoice", "id", tree, notes) else { return };
        let invoice = Invoice {
            credit: flag(tree.get("isCreditNote")).unwrap_or_default(),
            units: record.relation("items", "item").map(|items| units(items, "orderProductId", notes)),
        };
        self.invoices.put(id, record.instant("updatedAt"), invoice);
    }

    fn movement(&mut self, tree: &Tree, notes: &Notes) {
        let Some((id, record)) = Record::of("variantMovement", "id", tree, notes) else { return };
        let movement = Movement {
            variant: record.link("variant"),
            at: record.instant("createdAt"),
            channel: record.text("channel"),
            change: record.quantity("stockLevelChange"),
        };
        self.movements.put(id, movement.at, movement);
    }
}

fn shipment_product(tree: &Tree, notes: &Notes) -> ShipmentProduct {
    let record = Record::loose("shipmentProduct", tree, notes);
    ShipmentProduct {
        id: reference(tree.get("id")),
        variant: record.link("variant").filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())),
        codes: Codes::of(&record),
        quantity: record.units("quantity").unwrap_or_default(),
    }
}
