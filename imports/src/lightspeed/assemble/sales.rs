//! Sales that were completed. Quotes, parked sales and layaways that nobody finished have moved nothing.

use std::collections::BTreeMap;

use oversold::Instant;

use super::Given;
use super::links::Links;
use super::orders::unknown_order;
use crate::lightspeed::retail::SaleLine;
use crate::lightspeed::table::lines_by_document;
use crate::snapshot::Sale;

/// The lines of each sale.
pub fn lines(given: Given<'_>) -> BTreeMap<&str, Vec<(&String, &SaleLine)>> {
    let retail = given.retail;
    lines_by_document(&retail.sales, |sale| &sale.lines, &retail.sale_lines, |line| line.sale.as_ref())
}

/// When a sale was completed: bodies of older versions do not say, so the first line's time, or the last change.
pub fn completed_at(sale: &crate::lightspeed::retail::Sale, lines: &[(&String, &SaleLine)]) -> Option<Instant> {
    let first_line = || lines.iter().filter_map(|(_, line)| line.created).min();
    sale.at.or_else(first_line).or(sale.modified)
}

pub fn sales(given: Given<'_>, links: &Links) -> Vec<Sale> {
    let lines = lines(given);
    let mut sales = Vec::new();
    for (id, sale) in given.retail.sales.iter().filter(|(_, sale)| sale.completed) {
        let of_sale = lines.get(id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let (Some(shop_id), Some(completed_at)) = (sale.shop.clone(), completed_at(sale, of_sale)) else {
            given.notes.add("withoutDate", "Sales without shopID or any date were left out", format!("Sale {id}"));
            continue;
        };
        let order_id = links.orders.get(id).cloned().or_else(|| links.unknown.get(id).map(|_| unknown_order(id)));
        sales.push(Sale { id: id.clone(), number: id.clone(), shop_id, completed_at, order_id });
    }
    sales
}
