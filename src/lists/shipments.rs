//! The till's Shipments page: every shipment with whose it is, found by search and filters.

use super::page;
use crate::contract::documents::Shipment;
use crate::contract::query::ShipmentQuery;
use crate::contract::report::Page;
use crate::instant::Instant;
use crate::order::order;
use crate::state::column::{Column, Ix, NONE};
use crate::state::facts::Facts;
use crate::text;

/// Shipments that match: oldest first, those without a date last, then by number and id.
pub fn shipments<'f>(facts: &'f Facts, query: &ShipmentQuery) -> Page<Shipment<'f>> {
    let words = query.search.as_deref().map(text::words).unwrap_or_default();
    let orders = facts.orders.table.ids.given.in_order().into_iter();
    let all = orders.flat_map(|order| facts.orders.table.get(order).shipments.numbers());
    let matching: Vec<Ix> = all.filter(|number| matches(facts, query, &words, *number)).collect();
    let key = |number: &Ix| {
        let shipment = facts.orders.shipments.get(*number);
        let mut natural = Vec::new();
        text::natural_key(facts.texts.get(shipment.number), &mut natural);
        let order = facts.orders.table.ids.name(shipment.order);
        (shipment.created_at.unwrap_or(Instant::MAX), natural, order, facts.texts.get(shipment.id))
    };
    let keys: Vec<_> = matching.iter().map(key).collect();
    let order = order(keys.len(), &|a, b| keys.get(a as usize).cmp(&keys.get(b as usize)));
    let matching: Vec<Ix> = order.into_iter().map(|position| matching.at_or(position, NONE)).collect();
    page(&matching, query.offset, query.limit, |number| facts.shipment_view(number))
}

fn matches(facts: &Facts, query: &ShipmentQuery, words: &[String], number: Ix) -> bool {
    let shipment = facts.orders.shipments.get(number);
    let order = facts.orders.table.get(shipment.order);
    let texts = [shipment.number, order.number, order.customer, shipment.tracking_number];
    let found = |word: &String| texts.iter().any(|text| text::fold(facts.texts.get(*text)).contains(word.as_str()));
    let lines =
        || facts.orders.shipment_lines.of(shipment.lines).iter().map(|part| facts.orders.lines.get(part.line).shop);
    query.shipped_in_pos.is_none_or(|shipped| shipped == shipment.shipped_in_pos)
        && query
            .statuses
            .as_ref()
            .is_none_or(|chosen| chosen.iter().any(|status| *status as u8 == shipment.status as u8))
        && query.shop_ids.as_ref().is_none_or(|ids| {
            lines().any(|shop| facts.shops.ids.name_of(shop).is_some_and(|id| ids.iter().any(|wanted| wanted == id)))
        })
        && words.iter().all(found)
}
