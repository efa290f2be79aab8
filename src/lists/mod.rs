//! Look-ups and lists of the host's own documents.

mod documents;
mod listed;
mod search;
mod shipments;

pub use documents::{orders, purchase_orders, transfers, vendor_returns};
pub use search::Search;
pub use shipments::shipments;

use crate::contract::documents::{Item, Level, LevelDerived, SaleView};
use crate::contract::query::DEFAULT_LIMIT;
use crate::contract::report::Page;
use crate::coverage::{Arrival, IncomingRef};
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::report::show::order_ref;
use crate::state::column::Ix;
use crate::state::facts::Facts;
use crate::state::index::Index;

/// The window of a list, its records made only now.
fn page<T>(all: &[Ix], offset: Option<u32>, limit: Option<u32>, record: impl Fn(Ix) -> T) -> Page<T> {
    let offset = offset.unwrap_or_default();
    let window = all.iter().skip(offset as usize).take(limit.unwrap_or(DEFAULT_LIMIT) as usize);
    Page { total: all.len() as u32, offset, rows: window.map(|ix| record(*ix)).collect() }
}

/// An item with its levels by shop id: those that were given, and those to which something is on its way or from which
/// something is still owed.
pub fn item<'f>(facts: &'f Facts, index: &Index, id: &str) -> Option<Item<'f>> {
    let ix = facts.items.ids.find_known(id)?;
    let mut levels = Vec::new();
    for level in facts.levels.of_item(ix).filter(|level| facts.is_inventoried(*level)) {
        let mut derived = LevelDerived {
            shelf: facts.levels.qoh(level).plus(index.unshipped(facts, level)),
            on_purchase_order: Quantity::ZERO,
            on_transfer: Quantity::ZERO,
        };
        for arrival in index.incoming(level).map(|line| Arrival::new(facts, line)) {
            let sum = match arrival.line {
                IncomingRef::PurchaseOrder(_) => &mut derived.on_purchase_order,
                IncomingRef::Transfer(_) => &mut derived.on_transfer,
            };
            *sum = sum.plus(arrival.outstanding);
        }
        let is_idle = index.incoming(level).next().is_none() && index.waiting(level).next().is_none();
        if facts.levels.given.has(level) || !is_idle {
            levels.push(Level { derived: Some(derived), ..facts.level_record(level) });
        }
    }
    sort_by(&mut levels, |a, b| a.shop_id.cmp(b.shop_id));
    Some(Item { levels: Some(levels), ..facts.item_record(ix) })
}

/// A sale with its movements in the order of time and id.
pub fn sale<'f>(facts: &'f Facts, index: &Index, id: &str) -> Option<SaleView<'f>> {
    let ix = facts.sales.ids.find_known(id)?;
    let mut lines: Vec<_> =
        index.adjustments_of_sale(ix).map(|adjustment| facts.adjustment_record(adjustment)).collect();
    sort_by(&mut lines, |a, b| (a.at, a.id).cmp(&(b.at, b.id)));
    Some(SaleView { sale: facts.sale_record(ix), lines, order: order_ref(facts, facts.sales.get(ix).order) })
}
