//! Rule 11, sorts: every sort is total. Keys are numbers; texts become ranks, worked out once for the rows there are.

use std::cmp::Ordering;

use super::ranks::Ranks;
use super::rows::{NO_INSTANT, Rows};
use super::show::row_id;
use crate::contract::query::{Column as By, SortBy};
use crate::instant::Instant;
use crate::quantity::Quantity;
use crate::state::column::{Column, Ix, NONE};
use crate::state::facts::Facts;
use crate::state::index::Index;

/// A null in a key: after everything else, in both directions.
const NULL: u64 = u64::MAX;

/// How many rows more than it looks for a search for the first ones holds at least.
const ROOM: usize = 256;

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

/// A row with what decides most comparisons: its first key, and its instant.
#[derive(Clone, Copy)]
struct Entry {
    key: u64,
    at: u64,
    row: u32,
}

/// The order of rows that a query asks for.
pub struct Order<'a> {
    pub facts: &'a Facts,
    pub index: &'a Index,
    pub rows: &'a Rows,
    pub ranks: &'a Ranks,
    pub by: &'a [SortBy],
}

impl Order<'_> {
    /// The key of one column for one row.
    fn ascending(&self, by: By, row: u32) -> u64 {
        let Self { rows, ranks, .. } = self;
        let ranked = |ranks: &[u32], records: &[Ix]| rank(ranks.at_or(records.at_or(row, NONE), NONE));
        match by {
            By::OccurredAt => instant(rows.occurred_at.at(row)),
            By::Id => rank(ranks.ids.at_or(row, NONE)),
            By::Source => rank(ranks.sources.at_or(row, NONE)),
            By::Description => ranked(&ranks.descriptions, &rows.items),
            By::Code => ranked(&ranks.codes, &rows.items),
            By::Shop => ranked(&ranks.shops, &rows.shops),
            By::Vendor => ranked(&ranks.vendors, &rows.vendors),
            By::Customer => ranked(&ranks.customers, &rows.orders),
            By::EcomOrder => ranked(&ranks.orders, &rows.orders),
            By::Reason => {
                // Alphabetical: other, sale, transfer, unattributed, vendorReturn.
                const RANKS: [u64; 5] = [1, 4, 2, 0, 3];
                RANKS.at_or(u32::from(rows.kinds.at(row).reason), NULL)
            }
            By::ExpectedAt => instant(rows.detail(row).expected_at),
            By::Qoh => quantity(self.facts.levels.qoh(rows.detail(row).level)),
            By::Sold => quantity(rows.detail(row).sold),
            By::Uncovered => quantity(rows.detail(row).uncovered),
            By::OnPurchaseOrder => quantity(rows.detail(row).on_purchase_order),
            By::OnTransfer => quantity(rows.detail(row).on_transfer),
            By::Elsewhere => quantity(self.index.available(rows.items.at(row))),
        }
    }

    fn key(&self, sort: &SortBy, row: u32) -> u64 {
        let key = self.ascending(sort.by, row);
        let descends = sort.descending.unwrap_or_default() && key != NULL;
        if descends { NULL.saturating_sub(1).saturating_sub(key) } else { key }
    }

    fn entry(&self, row: u32) -> Entry {
        let at = instant(self.rows.occurred_at.at(row));
        Entry { key: self.by.first().map_or(at, |sort| self.key(sort, row)), at, row }
    }

    fn order(&self, a: &Entry, b: &Entry) -> Ordering {
        let more = || self.by.iter().skip(1).map(|sort| self.key(sort, a.row).cmp(&self.key(sort, b.row)));
        let id = |row| row_id(self.facts, self.rows, row);
        a.key
            .cmp(&b.key)
            .then_with(|| more().find(|order| order.is_ne()).unwrap_or(Ordering::Equal))
            .then_with(|| a.at.cmp(&b.at))
            .then_with(|| id(a.row).cmp(&id(b.row)))
    }

    /// Which of two rows comes first.
    pub fn compare(&self, a: u32, b: u32) -> Ordering {
        self.order(&self.entry(a), &self.entry(b))
    }

    /// The first `wanted` of some rows, in order.
    ///
    /// A row that comes after what is held already is let go at once: of many rows, most cost one comparison of numbers.
    pub fn first(&self, rows: &[u32], wanted: usize) -> Vec<u32> {
        if wanted == 0 {
            return Vec::new();
        }
        let room = wanted.saturating_mul(2).saturating_add(ROOM).min(rows.len());
        let mut held: Vec<Entry> = Vec::with_capacity(room);
        let mut last: Option<Entry> = None;
        for row in rows {
            let entry = self.entry(*row);
            if last.is_some_and(|last| entry.key > last.key || self.order(&entry, &last).is_gt()) {
                continue;
            }
            held.push(entry);
            if held.len() == room && room > wanted {
                last = self.cut(&mut held, wanted);
            }
        }
        self.cut(&mut held, wanted);
        held.sort_unstable_by(|a, b| self.order(a, b));
        held.into_iter().map(|entry| entry.row).collect()
    }

    /// Keeps the first `wanted`, in any order; gives the last of them, if some had to go.
    fn cut(&self, held: &mut Vec<Entry>, wanted: usize) -> Option<Entry> {
        if held.len() <= wanted {
            return None;
        }
        let place = wanted.checked_sub(1);
        let last = place.map(|place| *held.select_nth_unstable_by(place, |a, b| self.order(a, b)).1);
        held.truncate(wanted);
        last
    }
}
