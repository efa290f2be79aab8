//! Levels: one (item, shop) each (rule 1), with what the books say of it.

use super::column::{Column, Ix, grow};
use super::given::Given;
use crate::instant::Instant;
use crate::keyed::Map;
use crate::order::sort_by;
use crate::quantity::Quantity;

/// "None" in a column of quantities or instants.
const NOTHING: i64 = i64::MIN;

/// What the host may say of a level besides its stock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Remarks {
    pub reorder_point: Option<Quantity>,
    pub desired_level: Option<Quantity>,
    /// From when on its movements are complete; all of them are known where it says nothing.
    pub history_from: Option<Instant>,
}

/// The levels, column by column, and the way from (item, shop) to a level.
///
/// A level that was not sent is here as soon as something names its item and shop: it has QOH 0 and is not `given`.
#[derive(Debug, Default)]
pub struct Levels {
    items: Vec<Ix>,
    shops: Vec<Ix>,
    qoh: Vec<Quantity>,
    reorder_points: Vec<i64>,
    desired_levels: Vec<i64>,
    histories: Vec<i64>,
    pub given: Given,
    /// The levels of an item among those sorted by (item, shop): from `starts[item]` to `starts[item + 1]`.
    starts: Vec<u32>,
    sorted: Vec<Ix>,
    /// Levels made after the sorting.
    later: Map<(Ix, Ix), Ix>,
}

impl Levels {
    /// Adds a level that the host gave, before [`Levels::sort`].
    pub fn push(&mut self, item: Ix, shop: Ix, qoh: Quantity) -> Ix {
        let ix = self.items.len() as Ix;
        self.items.push(item);
        self.shops.push(shop);
        self.qoh.push(qoh);
        ix
    }

    /// Sorts what was pushed, so that it can be found; gives the second of each two levels of the same (item, shop).
    pub fn sort(&mut self, items: u32) -> Vec<Ix> {
        let items = items as usize;
        let mut starts = vec![0_u32; items.saturating_add(2)];
        for item in &self.items {
            if let Some(count) = starts.get_mut((*item as usize).saturating_add(2)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        // `starts[item + 1]` is where the item's next level goes; when all are placed it has become its end.
        let mut sorted = vec![0; self.items.len()];
        for (level, item) in self.items.iter().enumerate() {
            if let Some(next) = starts.get_mut((*item as usize).saturating_add(1)) {
                sorted.put(*next, level as Ix);
                *next = next.saturating_add(1);
            }
        }
        let mut twice = Vec::new();
        for item in 0..items as Ix {
            let (start, end) = span(&starts, item);
            let Some(levels) = sorted.get_mut(start..end) else { continue };
            let key = |level: &Ix| (self.shops.at(*level), *level);
            if !levels.is_sorted_by_key(key) {
                sort_by(levels, |a, b| key(a).cmp(&key(b)));
            }
            let neighbours = levels.iter().zip(levels.iter().skip(1));
            twice.extend(neighbours.filter(|(a, b)| self.shops.at(**a) == self.shops.at(**b)).map(|(_, b)| *b));
        }
        self.starts = starts;
        self.sorted = sorted;
        twice
    }

    /// The level of an item in a shop, if anything ever named it.
    pub fn find(&self, item: Ix, shop: Ix) -> Option<Ix> {
        let (start, end) = span(&self.starts, item);
        let levels = self.sorted.get(start..end).unwrap_or_default();
        // Where an item has a level in every shop, the shop's number is its place.
        if let Some(level) = levels.get(shop as usize).filter(|level| self.shops.at(**level) == shop) {
            return Some(*level);
        }
        match levels.binary_search_by_key(&shop, |level| self.shops.at(*level)) {
            Ok(found) => levels.get(found).copied(),
            Err(_) => self.later.get(&(item, shop)).copied(),
        }
    }

    /// The level of an item in a shop, made now if nothing named it before.
    pub fn ensure(&mut self, item: Ix, shop: Ix) -> Ix {
        self.find(item, shop).unwrap_or_else(|| {
            let ix = self.push(item, shop, Quantity::ZERO);
            self.later.insert((item, shop), ix);
            ix
        })
    }

    /// All levels of an item.
    pub fn of_item(&self, item: Ix) -> impl Iterator<Item = Ix> + '_ {
        let (start, end) = span(&self.starts, item);
        let sorted = self.sorted.get(start..end).unwrap_or_default().iter().copied();
        sorted.chain(self.later.between((item, 0), (item, Ix::MAX)).copied())
    }

    /// All levels, named in whatever way.
    pub fn all(&self) -> std::ops::Range<Ix> {
        0..self.items.len() as Ix
    }

    pub fn item(&self, level: Ix) -> Ix {
        self.items.at(level)
    }

    pub fn shop(&self, level: Ix) -> Ix {
        self.shops.at(level)
    }

    pub fn qoh(&self, level: Ix) -> Quantity {
        self.qoh.at(level)
    }

    pub fn set_qoh(&mut self, level: Ix, qoh: Quantity) {
        self.qoh.put(level, qoh);
    }

    pub fn desired_level(&self, level: Ix) -> Option<Quantity> {
        optional(&self.desired_levels, level).map(Quantity::from_raw)
    }

    /// From when on the movements of a level are complete; none where all of them are known.
    pub fn history_from(&self, level: Ix) -> Option<Instant> {
        optional(&self.histories, level)
    }

    pub fn remarks(&self, level: Ix) -> Remarks {
        Remarks {
            reorder_point: optional(&self.reorder_points, level).map(Quantity::from_raw),
            desired_level: self.desired_level(level),
            history_from: self.history_from(level),
        }
    }

    /// Sets what the host says of a level; the columns exist only where some host uses them.
    pub fn set_remarks(&mut self, level: Ix, remarks: Remarks) {
        let values = [
            (&mut self.reorder_points, remarks.reorder_point.map(Quantity::raw)),
            (&mut self.desired_levels, remarks.desired_level.map(Quantity::raw)),
            (&mut self.histories, remarks.history_from),
        ];
        for (column, value) in values {
            if value.is_some() || (level as usize) < column.len() {
                grow(column, level, NOTHING);
                column.put(level, value.unwrap_or(NOTHING));
            }
        }
    }
}

fn span(starts: &[u32], item: Ix) -> (usize, usize) {
    let start = starts.at(item) as usize;
    (start, starts.at_or(item.saturating_add(1), start as u32) as usize)
}

fn optional(column: &[i64], level: Ix) -> Option<i64> {
    Some(column.at_or(level, NOTHING)).filter(|raw| *raw != NOTHING)
}
