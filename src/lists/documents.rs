//! Lists of purchase orders, transfers, vendor returns and orders.

use super::listed::{Listed, matching};
use super::page;
use crate::contract::documents as out;
use crate::contract::error::InventoryError;
use crate::contract::query::DocumentQuery;
use crate::contract::report::Page;
use crate::state::column::Ix;
use crate::state::facts::Facts;
use crate::status;

impl Facts {
    fn vendor_name(&self, ix: Ix) -> Option<&str> {
        self.vendors.known(ix).map(|vendor| self.texts.get(vendor.name))
    }

    fn shop_name(&self, ix: Ix) -> Option<&str> {
        self.shops.known(ix).map(|shop| self.texts.get(shop.name))
    }

    /// The default vendors of items: of a document that has no vendor itself.
    fn vendors_of(&self, items: &[Ix]) -> Vec<Ix> {
        items.iter().map(|item| self.items.get(*item).vendor).collect()
    }
}

/// By shop as by vendor: name, and the texts that a search finds.
fn some_texts<'f>(texts: impl IntoIterator<Item = Option<&'f str>>) -> Vec<&'f str> {
    texts.into_iter().flatten().collect()
}

pub fn purchase_orders<'f>(
    facts: &'f Facts,
    query: &DocumentQuery,
) -> Result<Page<out::PurchaseOrder<'f>>, InventoryError> {
    const NAMES: [&str; 8] = ["number", "vendor", "shop", "status", "createdAt", "orderedAt", "expectedAt", "id"];
    let listed = |ix: Ix| {
        let document = facts.purchase_orders.get(ix);
        let number = facts.texts.optional(document.number);
        let (vendor, shop) = (facts.vendor_name(document.vendor), facts.shop_name(document.shop));
        Listed {
            ix,
            id: facts.purchase_orders.ids.name(ix),
            status: status::purchase_order(facts, ix).word(),
            shops: vec![document.shop],
            vendors: vec![document.vendor],
            items: facts.purchase_order_lines.of(document.lines).iter().map(|line| line.item).collect(),
            made_at: document.created_at.or(document.ordered_at),
            searched: some_texts([number, vendor, shop]),
            instants: vec![
                ("createdAt", document.created_at),
                ("orderedAt", document.ordered_at),
                ("expectedAt", document.expected_at),
            ],
            texts: vec![("number", number), ("vendor", vendor), ("shop", shop)],
        }
    };
    let all = matching(
        facts,
        query,
        status::PurchaseOrderStatus::WORDS,
        &NAMES,
        &facts.purchase_orders.ids.given.in_order(),
        &listed,
    )?;
    Ok(page(&all, query.offset, query.limit, |ix| facts.purchase_order_view(ix)))
}

pub fn transfers<'f>(facts: &'f Facts, query: &DocumentQuery) -> Result<Page<out::Transfer<'f>>, InventoryError> {
    const NAMES: [&str; 8] = ["number", "fromShop", "toShop", "status", "createdAt", "sentAt", "expectedAt", "id"];
    let listed = |ix: Ix| {
        let document = facts.transfers.get(ix);
        let number = facts.texts.optional(document.number);
        let items: Vec<Ix> = facts.transfer_lines.of(document.lines).iter().map(|line| line.item).collect();
        let (from, to) = (facts.shop_name(document.from_shop), facts.shop_name(document.to_shop));
        Listed {
            ix,
            id: facts.transfers.ids.name(ix),
            status: status::transfer(facts, ix).word(),
            shops: vec![document.from_shop, document.to_shop],
            vendors: facts.vendors_of(&items),
            items,
            made_at: document.created_at.or(document.sent_at),
            searched: some_texts([number, from, to]),
            instants: vec![
                ("createdAt", document.created_at),
                ("sentAt", document.sent_at),
                ("expectedAt", document.expected_at),
            ],
            texts: vec![("number", number), ("fromShop", from), ("toShop", to)],
        }
    };
    let all =
        matching(facts, query, status::TransferStatus::WORDS, &NAMES, &facts.transfers.ids.given.in_order(), &listed)?;
    Ok(page(&all, query.offset, query.limit, |ix| facts.transfer_view(ix)))
}

pub fn vendor_returns<'f>(
    facts: &'f Facts,
    query: &DocumentQuery,
) -> Result<Page<out::VendorReturn<'f>>, InventoryError> {
    const NAMES: [&str; 6] = ["number", "vendor", "shop", "status", "sentAt", "id"];
    let listed = |ix: Ix| {
        let document = facts.vendor_returns.get(ix);
        let number = facts.texts.optional(document.number);
        let (vendor, shop) = (facts.vendor_name(document.vendor), facts.shop_name(document.shop));
        Listed {
            ix,
            id: facts.vendor_returns.ids.name(ix),
            status: status::vendor_return(facts, ix).word(),
            shops: vec![document.shop],
            vendors: vec![document.vendor],
            items: facts.vendor_return_lines.of(document.lines).iter().map(|line| line.item).collect(),
            made_at: document.sent_at,
            searched: some_texts([number, vendor, shop]),
            instants: vec![("sentAt", document.sent_at)],
            texts: vec![("number", number), ("vendor", vendor), ("shop", shop)],
        }
    };
    let all = matching(
        facts,
        query,
        status::VendorReturnStatus::WORDS,
        &NAMES,
        &facts.vendor_returns.ids.given.in_order(),
        &listed,
    )?;
    Ok(page(&all, query.offset, query.limit, |ix| facts.vendor_return_view(ix)))
}

pub fn orders<'f>(facts: &'f Facts, query: &DocumentQuery) -> Result<Page<out::EcomOrder<'f>>, InventoryError> {
    const NAMES: [&str; 6] = ["number", "customer", "status", "placedAt", "dueAt", "id"];
    let listed = |ix: Ix| {
        let order = facts.orders.table.get(ix);
        let lines = facts.orders.lines.of(order.lines);
        let items: Vec<Ix> = lines.iter().map(|line| line.item).collect();
        let number = facts.texts.optional(order.number);
        let customer = facts.texts.optional(order.customer);
        let shipments = facts.orders.shipments.of(order.shipments).iter();
        let tracking = shipments.map(|shipment| facts.texts.optional(shipment.tracking_number));
        Listed {
            ix,
            id: facts.orders.table.ids.name(ix),
            status: status::order(facts, ix).word(),
            shops: lines.iter().map(|line| line.shop).collect(),
            vendors: facts.vendors_of(&items),
            items,
            made_at: Some(order.placed_at),
            searched: some_texts([number, customer].into_iter().chain(tracking)),
            instants: vec![("placedAt", Some(order.placed_at)), ("dueAt", order.due_at)],
            texts: vec![("number", number), ("customer", customer)],
        }
    };
    let all =
        matching(facts, query, status::OrderStatus::WORDS, &NAMES, &facts.orders.table.ids.given.in_order(), &listed)?;
    Ok(page(&all, query.offset, query.limit, |ix| facts.order_view(ix)))
}
