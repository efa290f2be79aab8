//! Who gets scarce stock: every choice of orders is tried, and the best one kept.

use super::{Clerk, Waiting};
use crate::support::fields::{Amount, amount, field, flag, list, number, text};
use crate::support::model::incoming::in_transit;
use crate::support::model::orders::unshipped;
use crate::support::model::query::is_listed;
use serde_json::{Value, json};
use std::collections::BTreeMap;

type Level<'a> = (&'a str, &'a str);

/// What there is to deal out, and what whom it can complete needs of it.
struct Counter<'a> {
    stock: BTreeMap<Level<'a>, Amount>,
    candidates: Vec<(&'a Value, BTreeMap<Level<'a>, Amount>)>,
}

impl<'a> Counter<'a> {
    /// Serves those of the candidates that `wanted` names, in their order, and passes over those it cannot complete.
    fn serve(&self, wanted: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut stock = self.stock.clone();
        let mut served = Vec::new();
        for (position, (_, needs)) in self.candidates.iter().enumerate() {
            let is_served = wanted(position) && needs.iter().all(|(level, units)| stock[level] >= *units);
            if is_served {
                needs.iter().for_each(|(level, units)| *stock.get_mut(level).unwrap() -= units);
            }
            served.push(is_served);
        }
        served
    }

    /// As many orders as possible; of equally many, the first in the queue.
    fn most(&self) -> Vec<bool> {
        let mut best = vec![false; self.candidates.len()];
        let count = |served: &[bool]| served.iter().filter(|is_served| **is_served).count();
        for choice in 0..1_u32 << self.candidates.len() {
            let served = self.serve(|position| choice >> position & 1 == 1);
            if (count(&served), &served) > (count(&best), &best) {
                best = served;
            }
        }
        best
    }
}

impl<'a> Clerk<'a> {
    /// What the documents named bring to a level.
    fn brought(&self, options: &Value, (item, shop): Level) -> Amount {
        let named = |kind: &str, id: &str| {
            list(options, "arriving")
                .iter()
                .any(|document| text(document, "type") == kind && text(document, "id") == id)
        };
        let mut brought = 0;
        for order in self.model.table("purchaseOrders") {
            let is_over = flag(order, "finished") || flag(order, "archived");
            if named("purchaseOrder", text(order, "id")) && text(order, "shopId") == shop && !is_over {
                for line in list(order, "lines").iter().filter(|line| text(line, "itemId") == item) {
                    brought += (amount(line, "ordered") - amount(line, "received")).max(0);
                }
            }
        }
        for transfer in self.model.table("transfers") {
            let is_sent = !field(transfer, "sentAt").is_null() && !flag(transfer, "archived");
            if named("transfer", text(transfer, "id")) && text(transfer, "toShopId") == shop && is_sent {
                let lines = list(transfer, "lines").iter().filter(|line| text(line, "itemId") == item);
                brought += lines.map(in_transit).sum::<Amount>();
            }
        }
        brought
    }

    /// What the queue of rule 13 gives to each waiting line of a level.
    fn dealt(&self, level: Level<'a>, stock: Amount) -> Vec<(Waiting<'a>, Amount)> {
        let mut left = stock;
        let of = |waiting: Waiting<'a>| {
            let units = waiting.unshipped.min(left);
            left -= units;
            (waiting, units)
        };
        self.queue(level.0, level.1).into_iter().map(of).collect()
    }

    /// All but the priorities: those are proven by carrying the plan out.
    pub fn allocate(&self, options: &Value) -> Value {
        let waits = |order: &&Value| list(order, "lines").iter().any(|line| unshipped(order, line) > 0);
        let is_there = |line: &Value| is_listed(options, "shopIds", field(line, "shopId"));
        let level = |line: &'a Value| (text(line, "itemId"), text(line, "shopId"));
        let mut stock: BTreeMap<Level<'a>, Amount> = BTreeMap::new();
        let mut by_queue: BTreeMap<(&str, &str), Amount> = BTreeMap::new();
        // A service stands in no queue: only an order of services alone is placed by them, behind all others.
        let mut first: BTreeMap<&str, (bool, Waiting<'a>)> = BTreeMap::new();
        let before = |(a_is_service, a): &(bool, Waiting<'a>), (b_is_service, b): &(bool, Waiting<'a>)| {
            a_is_service.cmp(b_is_service).then_with(|| a.before(b))
        };
        for order in self.model.table("orders") {
            for line in list(order, "lines") {
                let there = self.model.shelf(level(line).0, level(line).1) + self.brought(options, level(line));
                stock.insert(level(line), there.max(0));
                if unshipped(order, line) > 0 {
                    let waiting = (!self.model.is_inventoried(level(line).0), self.waiting(order, line));
                    let known = first.get(text(order, "id"));
                    if known.is_none_or(|known| before(&waiting, known).is_lt()) {
                        first.insert(text(order, "id"), waiting);
                    }
                }
            }
        }
        for (level, units) in &stock {
            for (waiting, units) in self.dealt(*level, *units) {
                by_queue.insert((text(waiting.order, "id"), text(waiting.line, "id")), units);
            }
        }
        let mut orders: Vec<&Value> = self.model.table("orders").iter().filter(waits).collect();
        orders.retain(|order| list(order, "lines").iter().any(|line| unshipped(order, line) > 0 && is_there(line)));
        orders.sort_by(|a, b| before(&first[text(a, "id")], &first[text(b, "id")]));

        let on_shelf = |order: &Value, line: &Value| by_queue.get(&(text(order, "id"), text(line, "id"))).copied();
        let stocked = |order: &'a Value| {
            let lines = list(order, "lines").iter().filter(|line| unshipped(order, line) > 0);
            lines.filter(|line| self.model.is_inventoried(text(line, "itemId"))).collect::<Vec<&'a Value>>()
        };
        let mut counter = Counter { stock, candidates: Vec::new() };
        for order in &orders {
            let mut needs = BTreeMap::new();
            let mut can_be = text(order, "fraud") != "fraudulent";
            for line in stocked(order) {
                let units = unshipped(order, line);
                if !self.is_recorded(order, line) {
                    can_be = false;
                } else if is_there(line) {
                    *needs.entry(level(line)).or_insert(0) += units;
                } else {
                    can_be &= on_shelf(order, line) == Some(units);
                }
            }
            if can_be {
                counter.candidates.push((*order, needs));
            }
        }
        let holds = |order: &'a Value| {
            stocked(order).into_iter().all(|line| on_shelf(order, line) == Some(unshipped(order, line)))
        };
        let fifo: Vec<bool> = counter.candidates.iter().map(|(order, _)| holds(order)).collect();
        let most = counter.most();
        let strategy = text(options, "strategy");
        let served = match strategy {
            "fifo" => fifo.clone(),
            "skipIncomplete" => counter.serve(|_| true),
            _ => most.clone(),
        };
        let chosen = |wanted: &dyn Fn(usize) -> bool| -> Vec<&str> {
            let ids = counter.candidates.iter().map(|(order, _)| text(order, "id"));
            ids.enumerate().filter(|(position, _)| wanted(*position)).map(|(_, id)| id).collect()
        };
        let completed = chosen(&|position| served[position]);
        let mut lines = Vec::new();
        for order in &orders {
            for line in stocked(order).into_iter().filter(|line| is_there(line)) {
                let units = match strategy {
                    "fifo" => on_shelf(order, line).unwrap_or(0),
                    _ if completed.contains(&text(order, "id")) => unshipped(order, line),
                    _ => 0,
                };
                if units > 0 {
                    lines.push(json!({ "orderId": order["id"], "orderLineId": line["id"], "quantity": number(units) }));
                }
            }
        }
        let bound = most.iter().filter(|is_served| **is_served).count();
        json!({
            "strategy": strategy, "completed": completed, "lines": lines, "bound": bound, "optimal": completed.len() == bound,
            "delayed": chosen(&|position| fifo[position] && !served[position]),
            "advanced": chosen(&|position| served[position] && !fifo[position]),
        })
    }
}
