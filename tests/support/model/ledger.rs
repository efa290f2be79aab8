//! Rules 2, 3 and 5: what an adjustment took out, and which source the missing units belong to.

use super::{Model, is_at};
use crate::support::fields::{Amount, amount, instant, optional_text, text};
use serde_json::{Value, json};

/// What an adjustment is to its level.
#[derive(PartialEq, Eq)]
pub enum Role {
    Ordinary,
    /// It takes another movement of the level back, or one that was not sent: neither source nor inflow.
    Reversal,
}

/// One net outflow in the queue of its level.
pub struct Source<'a> {
    pub adjustment: &'a Value,
    pub at: i64,
    pub gross: Amount,
    pub net: Amount,
}

/// How a level's shortage falls on its sources.
pub struct Attribution<'a> {
    /// In the order of rule 3, each with its uncovered units.
    pub sources: Vec<(Source<'a>, Amount)>,
    pub unattributed: Amount,
}

impl<'a> Model<'a> {
    /// The movement that this one takes back, if it is known and on the same level.
    fn reversed_by(&self, adjustment: &Value) -> Option<&'a Value> {
        let target = self.find("adjustments", optional_text(adjustment, "reverses")?)?;
        is_at(target, text(adjustment, "itemId"), text(adjustment, "shopId")).then_some(target)
    }

    pub fn role(&self, adjustment: &Value) -> Role {
        let Some(target) = optional_text(adjustment, "reverses") else { return Role::Ordinary };
        if self.find("adjustments", target).is_none() {
            return Role::Reversal;
        }
        let Some(mut target) = self.reversed_by(adjustment) else { return Role::Ordinary };
        // A circle of movements that take each other back says nothing: its members are ordinary ones.
        for _ in self.table("adjustments") {
            if text(target, "id") == text(adjustment, "id") {
                return Role::Ordinary;
            }
            match self.reversed_by(target) {
                Some(next) => target = next,
                None => break,
            }
        }
        Role::Reversal
    }

    /// The movement with what takes it back, and what takes that back again, never beyond 0.
    pub fn effective(&self, adjustment: &Value) -> Amount {
        let quantity = amount(adjustment, "quantity");
        let taken_back: Amount = self
            .table("adjustments")
            .iter()
            .filter(|other| self.role(other) == Role::Reversal)
            .filter(|other| self.reversed_by(other).is_some_and(|target| text(target, "id") == text(adjustment, "id")))
            .map(|other| self.effective(other))
            .sum();
        let sum = quantity + taken_back;
        if quantity < 0 { sum.min(0) } else { sum.max(0) }
    }

    pub fn ordinary_movements(&self, item: &str, shop: &str) -> Vec<&'a Value> {
        let adjustments = self.table("adjustments").iter();
        adjustments
            .filter(|adjustment| is_at(adjustment, item, shop) && self.role(adjustment) == Role::Ordinary)
            .collect()
    }

    /// The reason in the trade's words: any other word counts as `other`.
    pub fn reason(adjustment: &Value) -> &'a str {
        match text(adjustment, "reason") {
            "sale" => "sale",
            "vendorReturn" => "vendorReturn",
            "transfer" => "transfer",
            _ => "other",
        }
    }

    /// The sale behind an adjustment of reason `sale`, if it is known.
    pub fn sale_of(&self, adjustment: &Value) -> Option<&'a Value> {
        if Self::reason(adjustment) != "sale" {
            return None;
        }
        self.find("sales", optional_text(adjustment, "sourceId")?)
    }

    pub fn order_of(&self, adjustment: &Value) -> Option<&'a Value> {
        self.order_of_sale(self.sale_of(adjustment)?)
    }

    /// Sales queue by `completedAt`, everything else by its own `at`.
    pub fn queue_time(&self, adjustment: &Value) -> i64 {
        match self.sale_of(adjustment) {
            Some(sale) => instant(sale, "completedAt").unwrap(),
            None => instant(adjustment, "at").unwrap(),
        }
    }

    /// Rule 5: priority belongs to the order, default 0.
    fn priority(&self, adjustment: &Value) -> f64 {
        self.order_of(adjustment).and_then(|order| order.get("priority")?.as_f64()).unwrap_or(0.0)
    }

    /// A level's net outflows in the order of rule 3.
    pub fn queue(&self, item: &str, shop: &str) -> Vec<Source<'a>> {
        if !self.is_inventoried(item) {
            return Vec::new();
        }
        let mut queue: Vec<Source> = self
            .ordinary_movements(item, shop)
            .into_iter()
            .map(|adjustment| Source {
                adjustment,
                at: self.queue_time(adjustment),
                gross: (-amount(adjustment, "quantity")).max(0),
                net: (-self.effective(adjustment)).max(0),
            })
            .filter(|source| source.net > 0)
            .collect();
        queue.sort_by(|left, right| {
            let losses_first = |source: &Source| Self::reason(source.adjustment) != "other";
            losses_first(left)
                .cmp(&losses_first(right))
                .then(self.priority(right.adjustment).partial_cmp(&self.priority(left.adjustment)).unwrap())
                .then(left.at.cmp(&right.at))
                .then(text(left.adjustment, "id").cmp(text(right.adjustment, "id")))
        });
        queue
    }

    /// Rule 3: the uncovered units are the last `shortage` units of the queue.
    pub fn attribution(&self, item: &str, shop: &str) -> Attribution<'a> {
        let mut left = (-self.qoh(item, shop)).max(0);
        let mut sources: Vec<(Source, Amount)> = Vec::new();
        for source in self.queue(item, shop).into_iter().rev() {
            let uncovered = source.net.min(left);
            left -= uncovered;
            sources.push((source, uncovered));
        }
        sources.reverse();
        Attribution { sources, unattributed: left }
    }

    /// The document behind an adjustment: its type by the reason, its number where the document is known.
    pub fn source_of(&self, adjustment: &Value) -> Value {
        let Some(id) = optional_text(adjustment, "sourceId") else { return Value::Null };
        let (kind, table) = match Self::reason(adjustment) {
            "sale" => ("sale", "sales"),
            "vendorReturn" => ("vendorReturn", "vendorReturns"),
            "transfer" => ("transfer", "transfers"),
            _ => ("other", "purchaseOrders"),
        };
        let number = self.find(table, id).map_or(id, |document| text(document, "number"));
        json!({ "type": kind, "id": id, "number": number })
    }
}
