//! Which units are missing: those of the rows that nothing brings, in the order of rule 3, and then those that a shop
//! wishes to have.

use std::cmp::Ordering;

use super::asked_for::AskedFor;
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::report::rows::{Kinds, Rows};
use crate::state::adjustments::Reason;
use crate::state::column::{Column, Ix, NONE};
use crate::state::edit::State;

/// A level with a row, of those that the query keeps, for which something is missing.
#[derive(Clone, Copy, Debug)]
pub struct Short {
    pub level: Ix,
    pub item: Ix,
    /// The rows before this one are to be covered. One that the query leaves out is among them where it stands before one
    /// that it keeps: whatever comes in covers it first.
    pub through: u32,
}

/// Units that are missing in a shop.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    pub item: Ix,
    pub shop: Ix,
    /// None: nobody waits for them, but the shop wishes to have them.
    pub row: Option<u32>,
    pub quantity: Quantity,
}

#[derive(Clone, Copy, Debug)]
pub struct Needs<'s> {
    pub state: &'s State,
    pub rows: &'s Rows,
    pub asked_for: &'s AskedFor<'s>,
    /// Whether desired levels count.
    pub wishes: bool,
}

impl Needs<'_> {
    /// What comes to the level of a row.
    fn coming(&self, row: u32) -> Quantity {
        let detail = self.rows.detail(row);
        detail.on_purchase_order.plus(detail.on_transfer).plus(self.asked_for.coming(detail.level))
    }

    /// Short levels, by item and shop; and the rows, of those that the query keeps, that are covered.
    pub fn short_levels(&self, kept: &[u32]) -> (Vec<Short>, Vec<u32>) {
        let Self { state: State { facts, .. }, rows, .. } = self;
        let (mut short, mut covered): (Vec<Short>, Vec<u32>) = (Vec::new(), Vec::new());
        let (mut level, mut next, mut left) = (NONE, 0, Quantity::ZERO);
        for row in kept {
            let detail = rows.detail(*row);
            if detail.level != level {
                (level, next, left) = (detail.level, rows.of_level(detail.level).start, self.coming(*row));
            }
            // The rows before it are covered before it.
            let mut missing = Quantity::ZERO;
            while next <= *row {
                let uncovered = rows.detail(next).uncovered;
                missing = uncovered.minus(left).or_zero();
                left = left.minus(uncovered).or_zero();
                next = next.saturating_add(1);
            }
            let through = if self.wish(level).is_some() { rows.of_level(level).end } else { next };
            match short.last_mut() {
                _ if missing.is_zero() => covered.push(*row),
                Some(last) if last.level == level => last.through = through,
                _ => short.push(Short { level, item: rows.items.at(*row), through }),
            }
        }
        let names =
            |short: &Short| (facts.items.ids.name(short.item), facts.shops.ids.name(facts.levels.shop(short.level)));
        sort_by(&mut short, |a, b| names(a).cmp(&names(b)));
        (short, covered)
    }

    /// What a shop wishes to have, where that counts.
    fn wish(&self, level: Ix) -> Option<Quantity> {
        if self.wishes { self.state.facts.levels.desired_level(level) } else { None }
    }

    /// What an item's short levels need, as it is served.
    pub fn of(&self, short: &[Short]) -> Vec<Need> {
        let mut needs = Vec::new();
        for short in short {
            self.missing(short.level, 0, short.through, &mut needs);
            let quantity = self.wish(short.level).unwrap_or_default();
            if quantity.is_positive() {
                let shop = self.state.facts.levels.shop(short.level);
                needs.push(Need { item: short.item, shop, row: None, quantity });
            }
        }
        self.sort(&mut needs);
        needs
    }

    /// Adds what nothing brings of a level's rows from one to before another.
    pub fn missing(&self, level: Ix, from: u32, through: u32, needs: &mut Vec<Need>) {
        let rows = self.rows.of_level(level);
        let mut left = if rows.is_empty() { Quantity::ZERO } else { self.coming(rows.start) };
        for row in rows.start..rows.end.min(through) {
            let uncovered = self.rows.detail(row).uncovered;
            let quantity = uncovered.minus(left);
            left = left.minus(uncovered).or_zero();
            if row >= from && quantity.is_positive() {
                needs.push(Need {
                    item: self.rows.items.at(row),
                    shop: self.rows.shops.at(row),
                    row: Some(row),
                    quantity,
                });
            }
        }
    }

    /// Sorts an item's needs as if all shops were one queue: rule 3, and wishes last.
    pub fn sort(&self, needs: &mut [Need]) {
        let Self { state: State { facts, .. }, rows, .. } = self;
        let class = |need: &Need| match need.row.map(|row| rows.kinds.at(row).reason) {
            Some(Kinds::UNATTRIBUTED) => 0,
            Some(reason) if reason == Reason::Other as u8 => 1,
            Some(_) => 2,
            None => 3,
        };
        let order = |need: &Need| need.row.map_or(NONE, |row| rows.orders.at_or(row, NONE));
        let priority = |need: &Need| facts.orders.table.get(order(need)).priority;
        let at = |need: &Need| rows.occurred_at.at(need.row.unwrap_or(NONE));
        let shop = |need: &Need| facts.shops.ids.name(need.shop);
        let before = |a: &Need, b: &Need| -> Ordering {
            let key = class(a).cmp(&class(b)).then_with(|| priority(b).total_cmp(&priority(a)));
            let key = key.then_with(|| at(a).cmp(&at(b))).then_with(|| shop(a).cmp(shop(b)));
            key.then_with(|| a.row.cmp(&b.row))
        };
        sort_by(needs, before);
    }
}
