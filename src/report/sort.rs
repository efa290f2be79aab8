//! Rule 11, sorts: every sort is total. Keys are numbers; texts become ranks, worked out once for the rows there are.

use std::cmp::Ordering;

use super::ranks::Ranks;
use super::rows::{NO_INSTANT, Rows};
use super::show::row_id;
use crate::contract::query::{Column as By, SortBy};
use crate::instant::Instant;
use crate::order::sort_numbers;
use crate::quantity::Quantity;
use crate::state::column::{Column, NONE};
use crate::state::facts::Facts;
use crate::state::index::Index;

/// A null in a key: after everything else, in both directions.
const NULL: u64 = u64::MAX;

/// A signed number as a key: order is kept.
fn signed(value: i64) -> u64 {
    (value as u64) ^ (1 << 63)
}

fn quantity(value: Quantity) -> u64 {
    signed(value.raw())
}

fn instant(value: Instant) -> u64 {
    if value == NO_INSTANT { NULL } else { signed(value) }
}

fn rank(value: u32) -> u64 {
    if value == NONE { NULL } else { u64::from(value) }
}

/// The key of one column for one row.
fn key(facts: &Facts, index: &Index, rows: &Rows, ranks: &Ranks, by: By, row: u32) -> u64 {
    let detail = || rows.detail(row);
    match by {
        By::Id => rank(ranks.ids.at_or(row, NONE)),
        By::Description => rank(ranks.descriptions.at_or(rows.items.at(row), NONE)),
        By::Code => rank(ranks.codes.at_or(rows.items.at(row), NONE)),
        By::Shop => rank(ranks.shops.at_or(rows.shops.at(row), NONE)),
        By::Vendor => rank(ranks.vendors.at_or(rows.vendors.at(row), NONE)),
        By::Customer => rank(ranks.customers.at_or(rows.orders.at(row), NONE)),
        By::EcomOrder => rank(ranks.orders.at_or(rows.orders.at(row), NONE)),
        By::Source => rank(ranks.sources.at_or(row, NONE)),
        By::Reason => {
            // Alphabetical: other, sale, transfer, unattributed, vendorReturn.
            const RANKS: [u64; 5] = [1, 4, 2, 0, 3];
            RANKS.at_or(u32::from(rows.kinds.at(row).reason), NULL)
        }
        By::OccurredAt => instant(rows.occurred_at.at(row)),
        By::ExpectedAt => instant(detail().expected_at),
        By::Qoh => quantity(facts.levels.qoh(detail().level)),
        By::Sold => quantity(detail().sold),
        By::Uncovered => quantity(detail().uncovered),
        By::OnPurchaseOrder => quantity(detail().on_purchase_order),
        By::OnTransfer => quantity(detail().on_transfer),
        By::Elsewhere => quantity(index.available(rows.items.at(row))),
    }
}

/// Sorts rows; only the first `wanted` of the answer need be there.
pub fn sort(
    facts: &Facts,
    index: &Index,
    rows: &Rows,
    ranks: &Ranks,
    by: &[SortBy],
    matching: &[u32],
    wanted: usize,
) -> Vec<u32> {
    // Key after key, row after row; the last key of each row is occurredAt.
    let width = by.len().saturating_add(1);
    let mut keys: Vec<u64> = Vec::with_capacity(matching.len().saturating_mul(width));
    for row in matching {
        keys.extend(by.iter().map(|sort| {
            let key = key(facts, index, rows, ranks, sort.by, *row);
            let descends = sort.descending.unwrap_or_default() && key != NULL;
            if descends { NULL.saturating_sub(1).saturating_sub(key) } else { key }
        }));
        keys.push(instant(rows.occurred_at.at(*row)));
    }
    let keys_of = |position: u32| {
        let start = (position as usize).saturating_mul(width);
        keys.get(start..start.saturating_add(width)).unwrap_or_default()
    };
    let compare = |a: u32, b: u32| -> Ordering {
        let id = |position: u32| row_id(facts, rows, matching.at(position));
        keys_of(a).cmp(keys_of(b)).then_with(|| id(a).cmp(&id(b)))
    };
    let mut order: Vec<u32> = (0..matching.len() as u32).collect();
    if wanted < order.len() / 2 {
        order.select_nth_unstable_by(wanted, |a, b| compare(*a, *b));
        order.truncate(wanted);
    }
    sort_numbers(&mut order, &compare);
    order.into_iter().map(|position| matching.at(position)).collect()
}
