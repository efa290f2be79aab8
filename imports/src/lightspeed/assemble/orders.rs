//! Orders of the web shop: of the eCom bodies, and of sales that the options call eCom where nobody gave their order.

use std::collections::BTreeMap;

use oversold::Quantity;

use super::Given;
use super::links::Links;
use super::matching::Matching;
use super::movements::of_sale_line;
use super::stock::web_shop;
use crate::lightspeed::ecom::{Order, Product, Shipment as EcomShipment};
use crate::lightspeed::retail::ShipTo;
use crate::lightspeed::table::lines_by_document;
use crate::snapshot::{Adjustment, EcomOrder, EcomOrderLine, Sale, Shipment, ShipmentLine};

/// The id of an order of which only its sale is known.
pub fn unknown_order(sale: &str) -> String {
    format!("Sale/{sale}")
}

type Lines<'a> = BTreeMap<&'a str, Vec<(&'a String, &'a Product)>>;

fn products(given: Given<'_>) -> Lines<'_> {
    let ecom = given.ecom;
    lines_by_document(&ecom.orders, |order| &order.products, &ecom.products, |product| product.order.as_ref())
}

pub fn orders(
    given: Given<'_>,
    links: &Links,
    matching: &Matching<'_>,
    sales: &[Sale],
    movements: &mut [Adjustment],
) -> Vec<EcomOrder> {
    let context = Context::new(given, sales);
    let sold = Sold::new(movements);
    let mut orders = Vec::new();
    for (id, order) in given.ecom.orders.iter() {
        orders.extend(context.order(id, order, matching));
    }
    for order in &orders {
        if !given.is_web_shop_alone() {
            not_restocked(given, order, &context, &sold, movements);
        }
    }
    let of_sale = |(sale, number): (&String, &Option<String>)| context.of_sale(sale, number.as_ref(), &sold, movements);
    orders.extend(links.unknown.iter().filter_map(of_sale));
    orders
}

/// Which movements took out what was sold, by sale, and how much of each was put back.
struct Sold {
    by_sale: BTreeMap<String, Vec<usize>>,
    put_back: BTreeMap<String, Quantity>,
}

impl Sold {
    fn new(movements: &[Adjustment]) -> Self {
        let mut sold = Self { by_sale: BTreeMap::new(), put_back: BTreeMap::new() };
        for (position, movement) in movements.iter().enumerate() {
            if let Some(id) = &movement.reverses {
                let sum = sold.put_back.entry(id.clone()).or_default();
                *sum = sum.plus(movement.quantity.or_zero());
            }
            if let Some(sale) =
                movement.source_id.as_ref().filter(|_| movement.reason == "sale" && movement.quantity.is_negative())
            {
                sold.by_sale.entry(sale.clone()).or_default().push(position);
            }
        }
        sold
    }

    fn of(&self, sale: &str) -> &[usize] {
        self.by_sale.get(sale).map(Vec::as_slice).unwrap_or_default()
    }

    fn put_back(&self, movement: &str) -> Quantity {
        self.put_back.get(movement).copied().unwrap_or_default()
    }
}

struct Context<'a> {
    given: Given<'a>,
    products: Lines<'a>,
    shipments: BTreeMap<&'a str, Vec<(&'a String, &'a EcomShipment)>>,
    /// The sales that recorded each order.
    sales: BTreeMap<&'a str, Vec<&'a Sale>>,
    /// The till's shipment of each sale.
    ship_tos: BTreeMap<&'a str, (&'a String, &'a ShipTo)>,
    /// Units that finished returns brought back, and those among them that went back on the shelf, by line.
    returned: BTreeMap<&'a str, (Quantity, Quantity)>,
    /// Units that credit invoices gave back, by line.
    credited: BTreeMap<&'a str, Quantity>,
}

fn add<'a>(sums: &mut BTreeMap<&'a str, Quantity>, key: &'a str, units: Quantity) {
    let sum = sums.entry(key).or_default();
    *sum = sum.plus(units);
}

impl<'a> Context<'a> {
    fn new(given: Given<'a>, sales: &'a [Sale]) -> Self {
        let ecom = given.ecom;
        let mut by_order: BTreeMap<&str, Vec<&Sale>> = BTreeMap::new();
        for sale in sales {
            if let Some(order) = &sale.order_id {
                by_order.entry(order).or_default().push(sale);
            }
        }
        let mut ship_tos: BTreeMap<&str, (&String, &ShipTo)> = BTreeMap::new();
        for (id, ship_to) in given.retail.ship_tos.iter() {
            if let Some(sale) = &ship_to.sale {
                ship_tos.insert(sale, (id, ship_to));
            }
        }
        let mut returned: BTreeMap<&str, (Quantity, Quantity)> = BTreeMap::new();
        for (line, units, adjusted) in
            ecom.returns.iter().filter(|(_, back)| back.done).flat_map(|(_, back)| {
                back.units.iter().map(|(line, units)| (line.as_str(), *units, back.stock_adjusted))
            })
        {
            let sums = returned.entry(line).or_default();
            sums.0 = sums.0.plus(units);
            sums.1 = if adjusted { sums.1.plus(units) } else { sums.1 };
        }
        let mut credited = BTreeMap::new();
        for (_, invoice) in ecom.invoices.iter().filter(|(_, invoice)| invoice.credit) {
            for (line, units) in invoice.units.iter().flatten() {
                add(&mut credited, line, *units);
            }
        }
        let shipments = lines_by_document(
            &ecom.orders,
            |order| &order.shipments,
            &ecom.shipments,
            |shipment| shipment.order.as_ref(),
        );
        Self { given, products: products(given), shipments, sales: by_order, ship_tos, returned, credited }
    }

    fn ship_to(&self, sale: &str) -> Option<(&'a String, &'a ShipTo)> {
        let named = || {
            let id = self.given.retail.sales.get(sale)?.ship_to.as_deref()?;
            self.given.retail.ship_tos.iter().find(|(known, _)| *known == id)
        };
        self.ship_tos.get(sale).copied().or_else(named)
    }

    fn order(&self, id: &str, order: &Order, matching: &Matching<'_>) -> Option<EcomOrder> {
        let notes = self.given.notes;
        let Some(placed_at) = order.placed else {
            notes.add("withoutDate", "Orders without createdAt were left out", format!("order {id}"));
            return None;
        };
        let sales = self.sales.get(id).map(Vec::as_slice).unwrap_or_default();
        let cancelled = order.status.as_deref() == Some("cancelled");
        if sales.is_empty() && !cancelled && !self.given.is_web_shop_alone() {
            let message = "Orders that no sale was found for: their units are not in the till's stock yet, or the options must say which sales are eCom";
            notes.add("orderWithoutSale", message, order.number.clone().unwrap_or_else(|| id.to_owned()));
        }
        let products = self.products.get(id).map(Vec::as_slice).unwrap_or_default();
        let shop_id = self.shop(sales, order.number.as_deref().unwrap_or(id));
        let mut lines: Vec<EcomOrderLine> = Vec::new();
        for (line_id, product) in products {
            lines.push(EcomOrderLine {
                id: (*line_id).clone(),
                item_id: matching.line(line_id, product),
                shop_id: shop_id.clone(),
                quantity: product.ordered,
                refunded: Quantity::ZERO,
                returned: Quantity::ZERO,
                adjustment_id: None,
            });
        }
        let shipments = self.shipments(id, order, products);
        for (line, (_, product)) in lines.iter_mut().zip(products) {
            let handed_over = |shipment: &&Shipment| matches!(shipment.status, "shipped" | "pickedUp");
            let parts = shipments.iter().filter(handed_over).flat_map(|shipment| &shipment.lines);
            let handed_over: Quantity =
                parts.filter(|part| part.order_line_id == line.id).map(|part| part.quantity).sum();
            let (back, _) = self.returned.get(line.id.as_str()).copied().unwrap_or_default();
            let credited = self.credited.get(line.id.as_str()).copied().unwrap_or_default();
            let gone = product.refunded.max(credited);
            // Money given back for units that were never handed over, then for those that were.
            line.refunded = gone.min(line.quantity.minus(handed_over).or_zero());
            line.returned = gone.minus(line.refunded).max(product.returned).max(back).min(handed_over);
        }
        let handed_over = shipments.iter().any(|shipment| matches!(shipment.status, "shipped" | "pickedUp"));
        let nothing_left =
            !lines.is_empty() && lines.iter().all(|line| line.refunded.plus(line.returned) >= line.quantity);
        Some(EcomOrder {
            id: id.to_owned(),
            number: order.number.clone().unwrap_or_else(|| id.to_owned()),
            placed_at,
            customer: order.customer.clone(),
            due_at: order.due,
            payment: match order.payment.as_deref() {
                Some("paid") if nothing_left => "refunded",
                Some("paid") => "paid",
                Some("partially_paid") => "partiallyPaid",
                _ => "notPaid",
            },
            // Nobody hands over what might be fraud.
            fraud: if handed_over { "cleared" } else { self.given.options.fraud },
            delivery: if order.pickup { "pickup" } else { "ship" },
            cancelled,
            priority: 0.0,
            lines,
            shipments,
        })
    }

    /// The shop that serves an order: its sale's, or the one that the options name, or the only one.
    fn shop(&self, sales: &[&Sale], shown: &str) -> String {
        if let Some(sale) = sales.first() {
            return sale.shop_id.clone();
        }
        if let Some(shop) = &self.given.options.ecom_shop_id {
            return shop.clone();
        }
        if self.given.is_web_shop_alone() {
            return web_shop(self.given);
        }
        let mut shops = self.given.retail.shops.iter().map(|(id, _)| id.clone());
        let levels = self.given.retail.item_shops.values().flat_map(|shops| shops.iter().map(|(id, _)| id));
        let first = shops.next().or_else(|| levels.min().cloned()).unwrap_or_else(|| "1".into());
        if shops.next().is_some() {
            let message =
                "Nothing says which shop serves these orders: the first one was taken; ecomShopId names another";
            self.given.notes.add("ecomShopUnknown", message, shown);
        }
        first
    }

    fn shipments(&self, id: &str, order: &Order, products: &[(&String, &Product)]) -> Vec<Shipment> {
        let known = self.shipments.get(id).map(Vec::as_slice).unwrap_or_default();
        let sales = self.sales.get(id).map(Vec::as_slice).unwrap_or_default();
        let shipped_in_pos =
            sales.iter().any(|sale| self.ship_to(&sale.id).is_some_and(|(_, ship_to)| ship_to.shipped));
        let whole = || {
            let line = |(id, product): &(&String, &Product)| ShipmentLine {
                order_line_id: (*id).clone(),
                quantity: product.ordered,
            };
            products.iter().map(line).filter(|line| line.quantity.is_positive()).collect::<Vec<_>>()
        };
        let done = match order.status.as_deref() {
            Some("completed_shipped") => Some("shipped"),
            Some("completed_picked_up") => Some("pickedUp"),
            Some("completed") => Some(if order.pickup { "pickedUp" } else { "shipped" }),
            _ => None,
        };
        if known.is_empty() {
            // The order is done, and nobody gave its shipments.
            let number = order.number.clone().unwrap_or_else(|| id.to_owned());
            let shipment = done.map(|status| Shipment {
                id: format!("Order/{id}"),
                number,
                created_at: None,
                status,
                tracking_number: None,
                shipped_in_pos,
                lines: whole(),
            });
            return shipment.into_iter().collect();
        }
        let shipment = |(shipment_id, shipment): &(&String, &EcomShipment)| {
            let lines = match &shipment.products {
                Some(parts) => self.parts(shipment_id, parts, products),
                None if known.len() == 1 => whole(),
                None => {
                    let message = "Which units these shipments hold is not known: give the bodies of their products";
                    self.given.notes.add("shipmentWithoutProducts", message, format!("shipment {shipment_id}"));
                    Vec::new()
                }
            };
            Shipment {
                id: (*shipment_id).clone(),
                number: shipment.number.clone().unwrap_or_else(|| (*shipment_id).clone()),
                created_at: shipment.created,
                status: match shipment.status.as_deref() {
                    Some("shipped" | "delivered") => "shipped",
                    Some("picked_up") => "pickedUp",
                    Some("ready_for_pickup") => "readyForPickup",
                    Some("cancelled") => "cancelled",
                    _ => "notShipped",
                },
                tracking_number: shipment.tracking_code.clone(),
                shipped_in_pos,
                lines,
            }
        };
        known.iter().map(shipment).collect()
    }

    /// The order's lines that a shipment's products are: by the line's id, its variant, or its codes.
    fn parts(
        &self,
        shipment: &str,
        parts: &[crate::lightspeed::ecom::ShipmentProduct],
        products: &[(&String, &Product)],
    ) -> Vec<ShipmentLine> {
        let mut lines = Vec::new();
        for part in parts.iter().filter(|part| part.quantity.is_positive()) {
            let by_id = products.iter().find(|(id, _)| part.id.as_ref() == Some(*id));
            let by_variant =
                || products.iter().find(|(_, product)| part.variant.is_some() && part.variant == product.variant);
            let by_codes = || products.iter().find(|(_, product)| part.codes == product.codes);
            match by_id.or_else(by_variant).or_else(by_codes) {
                Some((id, _)) => lines.push(ShipmentLine { order_line_id: (*id).clone(), quantity: part.quantity }),
                None => {
                    let message = "Products of a shipment that are on no line of its order were left out";
                    self.given.notes.add("shipmentProductUnknown", message, format!("shipment {shipment}"));
                }
            }
        }
        lines
    }

    /// An order of which only its sale is known.
    fn of_sale(
        &self,
        sale_id: &str,
        number: Option<&String>,
        sold: &Sold,
        movements: &[Adjustment],
    ) -> Option<EcomOrder> {
        let id = unknown_order(sale_id);
        let (sale, known) = (self.sales.get(id.as_str())?.first()?, self.given.retail.sales.get(sale_id)?);
        let message =
            "Sales of the web shop whose order was not given became orders of their own: paid, as the sale was";
        self.given.notes.add("orderNotGiven", message, format!("Sale {sale_id}"));
        let ship_to = self.ship_to(sale_id);
        let shipped = ship_to.is_some_and(|(_, ship_to)| ship_to.shipped);
        let mut lines = Vec::new();
        for movement in sold.of(sale_id).iter().filter_map(|position| movements.get(*position)) {
            let back = sold.put_back(&movement.id);
            let line = movement.id.rsplit('/').next().unwrap_or_default();
            lines.push(EcomOrderLine {
                id: if movement.id == of_sale_line(line) { line.to_owned() } else { movement.id.clone() },
                item_id: movement.item_id.clone(),
                shop_id: movement.shop_id.clone(),
                quantity: movement.quantity.negated(),
                refunded: if shipped { Quantity::ZERO } else { back },
                returned: if shipped { back } else { Quantity::ZERO },
                adjustment_id: Some(movement.id.clone()),
            });
        }
        let all = lines.iter().map(|line| ShipmentLine { order_line_id: line.id.clone(), quantity: line.quantity });
        let shipments = ship_to.iter().map(|(id, ship_to)| Shipment {
            id: format!("ShipTo/{id}"),
            number: (*id).clone(),
            created_at: None,
            status: if ship_to.shipped { "shipped" } else { "notShipped" },
            tracking_number: None,
            shipped_in_pos: ship_to.shipped,
            lines: all.clone().collect(),
        });
        Some(EcomOrder {
            number: number.cloned().unwrap_or_else(|| sale_id.to_owned()),
            placed_at: sale.completed_at,
            customer: ship_to.and_then(|(_, ship_to)| ship_to.name.clone()).or_else(|| known.customer.clone()),
            due_at: None,
            payment: "paid",
            fraud: if shipped { "cleared" } else { self.given.options.fraud },
            delivery: if ship_to.is_some() { "ship" } else { "pickup" },
            cancelled: false,
            priority: 0.0,
            shipments: shipments.collect(),
            lines,
            id,
        })
    }
}

/// Units that the customer no longer wants while the till's stock was not put back: the contract keeps them at the
/// movement that took them out.
fn not_restocked(
    given: Given<'_>,
    order: &EcomOrder,
    context: &Context<'_>,
    sold: &Sold,
    movements: &mut [Adjustment],
) {
    let Some(sales) = context.sales.get(order.id.as_str()) else { return };
    let mut gone: BTreeMap<(String, String), Quantity> = BTreeMap::new();
    for line in &order.lines {
        let (_, on_shelf) = context.returned.get(line.id.as_str()).copied().unwrap_or_default();
        let units = if order.cancelled { line.quantity } else { line.refunded.plus(line.returned) };
        let sum = gone.entry((line.item_id.clone(), line.shop_id.clone())).or_default();
        *sum = sum.plus(units.minus(on_shelf).or_zero());
    }
    for position in sales.iter().flat_map(|sale| sold.of(&sale.id)) {
        let Some(movement) = movements.get_mut(*position) else { continue };
        let place = (movement.item_id.clone(), movement.shop_id.clone());
        let Some(left) = gone.get_mut(&place) else { continue };
        let back = sold.put_back(&movement.id);
        *left = left.minus(back).or_zero();
        let units = movement.quantity.negated().minus(back).or_zero().min(*left);
        *left = left.minus(units);
        if units.is_positive() {
            movement.refunded_not_restocked = units;
            let message = "Units were refunded, and no movement put them back on the shelf";
            given.notes.add("refundedNotRestocked", message, movement.id.clone());
        }
    }
}

/// A web shop that stands alone: its orders are its sales, and its variants' movements what else moved stock.
pub fn sell(given: Given<'_>, matching: &Matching<'_>, sales: &mut Vec<Sale>, movements: &mut Vec<Adjustment>) {
    /// A movement this near to an order's line of the same variant and size is that line's.
    const NEAR_MS: u64 = 60_000;
    let shop = web_shop(given);
    let products = products(given);
    // Orders' lines by variant and size: when they were placed.
    let mut sold: BTreeMap<(&str, Quantity), Vec<i64>> = BTreeMap::new();
    for (id, order) in given.ecom.orders.iter().filter(|(_, order)| order.status.as_deref() != Some("cancelled")) {
        let Some(at) = order.placed else { continue };
        let sale_id = format!("Order/{id}");
        for (line_id, product) in products.get(id.as_str()).into_iter().flatten() {
            if !product.ordered.is_positive() {
                continue;
            }
            if let Some(variant) = &product.variant {
                sold.entry((variant, product.ordered.negated())).or_default().push(at);
            }
            movements.push(Adjustment {
                id: format!("OrderProduct/{line_id}"),
                item_id: matching.line(line_id, product),
                shop_id: shop.clone(),
                quantity: product.ordered.negated(),
                at,
                reason: "sale".into(),
                source_id: Some(sale_id.clone()),
                reverses: None,
                refunded_not_restocked: Quantity::ZERO,
                note: None,
            });
        }
        let number = order.number.clone().unwrap_or_else(|| id.clone());
        sales.push(Sale { id: sale_id, number, shop_id: shop.clone(), completed_at: at, order_id: Some(id.clone()) });
    }
    for (id, movement) in given.ecom.movements.iter() {
        let (Some(variant), Some(quantity), Some(at)) = (&movement.variant, movement.change, movement.at) else {
            continue;
        };
        let mut placed = sold.get_mut(&(variant.as_str(), quantity));
        let near = |placed: &&mut Vec<i64>| placed.iter().position(|placed| placed.abs_diff(at) <= NEAR_MS);
        if let Some(position) = placed.as_ref().and_then(near) {
            placed.as_mut().map(|placed| placed.swap_remove(position));
        } else if !quantity.is_zero() {
            movements.push(Adjustment {
                id: format!("VariantMovement/{id}"),
                item_id: matching.item_of_variant(variant),
                shop_id: shop.clone(),
                quantity,
                at,
                reason: movement.channel.clone().unwrap_or_else(|| "other".into()),
                source_id: None,
                reverses: None,
                refunded_not_restocked: Quantity::ZERO,
                note: None,
            });
        }
    }
}
