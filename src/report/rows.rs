//! The report's rows, worked out once for each negative level and again only for levels that something touched.
//! What filters look at stands in columns of its own; the rest of a row is read for the window alone.

use super::level::TakenApart;
use crate::attribution::Source;
use crate::coverage::{Arrival, Coverage, IncomingRef, Piece};
use crate::diagnosis::{self, Diagnosis};
use crate::instant::Instant;
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::state::column::{Column, Ix, NONE};
use crate::state::facts::Facts;
use crate::state::index::Index;

/// "No instant" where instants sort: after all others.
pub const NO_INSTANT: Instant = Instant::MAX;

/// Reason, coverage and diagnosis of a row, as filters see them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// The reason's number, or [`Kinds::UNATTRIBUTED`].
    pub reason: u8,
    pub coverage: Coverage,
    pub diagnosis: Diagnosis,
}

impl Kinds {
    pub const UNATTRIBUTED: u8 = 4;
    /// The reasons' words by number.
    pub const REASONS: [&'static str; 5] = ["sale", "vendorReturn", "transfer", "other", "unattributed"];
}

/// What the window shows and filters do not ask.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Detail {
    pub level: Ix,
    /// [`NONE`] for the unattributed row.
    pub adjustment: Ix,
    pub sold: Quantity,
    pub uncovered: Quantity,
    pub on_purchase_order: Quantity,
    pub on_transfer: Quantity,
    pub expected_at: Instant,
}

/// One row, read out of the columns.
#[derive(Clone, Copy)]
struct Row {
    item: Ix,
    shop: Ix,
    vendor: Ix,
    order: Ix,
    occurred_at: Instant,
    kinds: Kinds,
    detail: Detail,
    source_is_known: bool,
}

/// What took the place of what, when levels were worked out again.
#[derive(Debug, Default)]
pub struct Replaced {
    /// Rows that are no more; what they were can still be read.
    pub gone: Vec<u32>,
    /// Rows that are new, each with the row that stood for the same source before.
    pub made: Vec<(u32, Option<u32>)>,
    /// All rows have other numbers now.
    pub renumbered: bool,
}

/// All rows; a row's number stays until its level is worked out again.
#[derive(Debug, Default)]
pub struct Rows {
    pub items: Vec<Ix>,
    pub shops: Vec<Ix>,
    /// Default vendors, sent or not.
    pub vendors: Vec<Ix>,
    /// Only orders that are known.
    pub orders: Vec<Ix>,
    pub occurred_at: Vec<Instant>,
    pub kinds: Vec<Kinds>,
    pub details: Vec<Detail>,
    /// Whether the document behind the row was sent: its number shows, else its id.
    pub source_is_known: Vec<bool>,
    /// Rows that no level has any more: how many, and which.
    gone: u32,
    is_gone: Vec<bool>,
    /// Rows by shop and vendor, those that are gone among them.
    by_place: Map<(Ix, Ix), Vec<u32>>,
    /// Where each level's rows stand: start and length.
    runs: Map<Ix, (u32, u32)>,
}

impl Rows {
    /// Works out all negative levels.
    pub fn build(facts: &Facts, index: &Index) -> Self {
        Self::of(facts, index, facts.levels.all())
    }

    /// Works out some levels; those that are not negative have no rows.
    pub fn of(facts: &Facts, index: &Index, levels: impl Iterator<Item = Ix>) -> Self {
        let mut rows = Self::default();
        let mut scratch = TakenApart::default();
        for level in levels {
            if facts.levels.qoh(level).is_negative() && facts.is_inventoried(level) {
                rows.add(facts, index, level, &mut scratch);
            }
        }
        rows
    }

    /// Puts `now`'s rows of these levels in the place of those that were here.
    pub fn replace(&mut self, now: &Self, levels: impl IntoIterator<Item = Ix>) -> Replaced {
        let mut replaced = Replaced::default();
        for level in levels {
            let before = self.of_level(level);
            if self.runs.remove(&level).is_some() {
                self.gone = self.gone.saturating_add(before.len() as u32);
                before.clone().for_each(|row| self.is_gone.put(row, true));
                replaced.gone.extend(before.clone());
            }
            let rows = now.of_level(level);
            if rows.is_empty() {
                continue;
            }
            let start = self.details.len() as u32;
            self.runs.insert(level, (start, rows.len() as u32));
            for row in rows {
                let same = before.clone().find(|before| self.shows_as(*before, now, row));
                replaced.made.push((self.details.len() as u32, same));
                self.push(now.copy(row));
            }
        }
        if self.gone as usize > self.details.len() / 2 {
            self.compact();
            replaced.renumbered = true;
        }
        replaced
    }

    /// Whether a row stands for the same source as one of `now`'s, and names it alike.
    fn shows_as(&self, before: u32, now: &Self, row: u32) -> bool {
        self.detail(before).adjustment == now.detail(row).adjustment
            && self.orders.at_or(before, NONE) == now.orders.at_or(row, NONE)
            && self.source_is_known.at(before) == now.source_is_known.at(row)
    }

    /// Leaves out the rows that are gone.
    fn compact(&mut self) {
        let mut rows = Self::default();
        for (level, (start, len)) in self.runs.iter() {
            rows.runs.insert(*level, (rows.details.len() as u32, *len));
            (*start..start.saturating_add(*len)).for_each(|row| rows.push(self.copy(row)));
        }
        *self = rows;
    }

    fn copy(&self, row: u32) -> Row {
        Row {
            item: self.items.at(row),
            shop: self.shops.at(row),
            vendor: self.vendors.at_or(row, NONE),
            order: self.orders.at_or(row, NONE),
            occurred_at: self.occurred_at.at(row),
            kinds: self.kinds.at(row),
            detail: self.detail(row),
            source_is_known: self.source_is_known.at(row),
        }
    }

    fn push(&mut self, row: Row) {
        self.by_place.or_default((row.shop, row.vendor)).push(self.details.len() as u32);
        self.is_gone.push(false);
        self.items.push(row.item);
        self.shops.push(row.shop);
        self.vendors.push(row.vendor);
        self.orders.push(row.order);
        self.occurred_at.push(row.occurred_at);
        self.kinds.push(row.kinds);
        self.details.push(row.detail);
        self.source_is_known.push(row.source_is_known);
    }

    /// All rows.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.details.len() as u32).filter(|row| !self.is_gone(*row))
    }

    /// Whether no level has this row any more.
    pub fn is_gone(&self, row: u32) -> bool {
        self.is_gone.at(row)
    }

    /// The rows of a vendor's items in a shop.
    pub fn of_place(&self, shop: Ix, vendor: Ix) -> impl Iterator<Item = u32> + '_ {
        let rows = self.by_place.get(&(shop, vendor)).map(Vec::as_slice).unwrap_or_default();
        rows.iter().copied().filter(|row| !self.is_gone(*row))
    }

    /// The rows of a shop.
    pub fn of_shop(&self, shop: Ix) -> impl Iterator<Item = u32> + '_ {
        let rows = self.by_place.between((shop, 0), (shop, NONE)).flatten().copied();
        rows.filter(|row| !self.is_gone(*row))
    }

    /// The rows of a level.
    pub fn of_level(&self, level: Ix) -> std::ops::Range<u32> {
        let (start, len) = self.runs.get(&level).copied().unwrap_or_default();
        start..start.saturating_add(len)
    }

    fn add(&mut self, facts: &Facts, index: &Index, level: Ix, taken: &mut TakenApart) {
        taken.take(facts, index, level);
        let item = facts.levels.item(level);
        let vendor = facts.items.get(item).vendor;
        let incoming = |is_transfer: bool| {
            let arrivals = taken.arrivals.iter();
            let of_kind = arrivals.filter(|arrival| matches!(arrival.line, IncomingRef::Transfer(_)) == is_transfer);
            of_kind.map(|arrival| arrival.outstanding).sum::<Quantity>()
        };
        let common =
            Detail { level, on_purchase_order: incoming(false), on_transfer: incoming(true), ..Detail::default() };
        let start = self.details.len() as u32;
        let mut pieces = taken.pieces.as_slice();
        for position in 0..=taken.queue.len() {
            let source = position.checked_sub(1).and_then(|position| taken.queue.get(position));
            let uncovered = source.map_or(taken.unattributed, |source| source.uncovered);
            if !uncovered.is_positive() {
                continue;
            }
            let mine = pieces.iter().take_while(|piece| piece.row == position).count();
            let (mine, others) = pieces.split_at_checked(mine).unwrap_or((pieces, &[]));
            pieces = others;
            let (coverage, expected_at) = covered(mine, &taken.arrivals);
            let mut kinds = Kinds { reason: Kinds::UNATTRIBUTED, coverage, diagnosis: Diagnosis::Unattributed };
            let mut order = NONE;
            if let Some(source) = source {
                let known = facts.order_of(source.adjustment);
                let covering = mine.iter().filter_map(|piece| taken.arrivals.get(piece.arrival?));
                kinds.reason = facts.adjustments.reason(source.adjustment) as u8;
                kinds.diagnosis = diagnosis::diagnose(facts, index, source, known, coverage, covering);
                order = known.unwrap_or(NONE);
            }
            let detail = Detail {
                adjustment: source.map_or(NONE, |source: &Source| source.adjustment),
                sold: source.map_or(uncovered, |source| source.net),
                uncovered,
                expected_at: expected_at.unwrap_or(NO_INSTANT),
                ..common
            };
            self.push(Row {
                item,
                shop: facts.levels.shop(level),
                vendor,
                order,
                occurred_at: source.map_or(NO_INSTANT, |source| source.at),
                kinds,
                detail,
                source_is_known: source.is_some_and(|source| facts.source_is_known(source.adjustment)),
            });
        }
        self.runs.insert(level, (start, (self.details.len() as u32).saturating_sub(start)));
    }

    pub fn detail(&self, row: u32) -> Detail {
        self.details.at(row)
    }
}

/// How far its pieces cover a row, and when the last unit of a covered one arrives.
fn covered(pieces: &[Piece], arrivals: &[Arrival]) -> (Coverage, Option<Instant>) {
    let arriving = || pieces.iter().filter_map(|piece| arrivals.get(piece.arrival?));
    if arriving().count() < pieces.len() {
        let some = arriving().next().is_some();
        return (if some { Coverage::Partial } else { Coverage::None }, None);
    }
    let last = arriving().map(|arrival| arrival.expected_at.unwrap_or(NO_INSTANT)).max();
    (Coverage::Full, last.filter(|at| *at != NO_INSTANT))
}
