//! Which sale recorded which order of the web shop. No field of a Sale says that it is eCom, so the options do.

use std::collections::{BTreeMap, BTreeSet};

use super::Given;

#[derive(Debug, Default)]
pub struct Links {
    /// Orders by the sale that recorded them.
    pub orders: BTreeMap<String, String>,
    /// Sales of the web shop whose order nobody gave, with the order's number as far as it is known.
    pub unknown: BTreeMap<String, Option<String>>,
}

pub fn links(given: Given<'_>) -> Links {
    let mut by_number: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, order) in given.ecom.orders.iter() {
        if let Some(number) = &order.number {
            by_number.entry(number).or_default().push(id);
        }
    }
    let find = |number: &str, sale: &str| {
        let found = by_number.get(number).map(Vec::as_slice).unwrap_or_default();
        if found.len() > 1 {
            let message = "Several orders have the number that a sale names: it was linked to none";
            given.notes.add("ambiguousOrder", message, format!("sale {sale}: order number {number}"));
        }
        if let [one] = found { Some((*one).to_owned()) } else { None }
    };
    let registers: BTreeSet<_> = given.options.register_ids.iter().collect();
    let payment_types: BTreeSet<_> = given.options.payment_type_ids.iter().collect();
    let mut links = Links::default();
    for (id, sale) in given.retail.sales.iter().filter(|(_, sale)| sale.completed && !sale.voided) {
        let named = given.options.orders_by_sale.get(id);
        let by_table =
            named.and_then(|name| given.ecom.orders.get(name).map(|_| name.clone()).or_else(|| find(name, id)));
        let reference = sale.reference_number.as_deref().filter(|_| given.options.reference_number);
        if let Some(order) = by_table.or_else(|| find(reference?, id)) {
            links.orders.insert(id.clone(), order);
            continue;
        }
        let paid = sale.payment_types.iter().flatten().any(|kind| payment_types.contains(kind));
        let rung_up = sale.register.as_ref().is_some_and(|register| registers.contains(register));
        if named.is_some() || paid || rung_up {
            links.unknown.insert(id.clone(), named.cloned().or_else(|| sale.reference_number.clone()));
        }
    }
    links
}
