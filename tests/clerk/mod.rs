//! A clerk who gives out one unit after another: waiting orders, deliveries and scarce stock said as plainly as the design
//! says them.
#![allow(dead_code)]

mod allocation;
mod delivery;

use crate::support::fields::{Amount, field, flag, instant, list, number, optional_text, parse_instant, text};
use crate::support::model::incoming::Incoming;
use crate::support::model::orders::unshipped;
use crate::support::model::query::is_listed;
use crate::support::model::text::{folded, natural};
use crate::support::model::{Model, is_at};
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::BTreeMap;

const CODES: [&str; 5] = ["systemSku", "upc", "ean", "customSku", "manufacturerSku"];

/// More units than this on one level, in the smallest part that occurs there, take too long one by one.
const MOST_UNITS: Amount = 6_000;

/// A waiting line and what decides its place in the queue.
struct Waiting<'a> {
    order: &'a Value,
    line: &'a Value,
    unshipped: Amount,
    priority: f64,
    at: i64,
    adjustment: String,
}

impl Waiting<'_> {
    fn is_same(&self, order: &Value, line: &Value) -> bool {
        text(self.order, "id") == text(order, "id") && text(self.line, "id") == text(line, "id")
    }

    fn before(&self, other: &Waiting) -> Ordering {
        let names = |waiting: &Waiting| {
            (waiting.adjustment.clone(), text(waiting.order, "id").to_string(), text(waiting.line, "id").to_string())
        };
        let priority = other.priority.partial_cmp(&self.priority).unwrap();
        priority.then(self.at.cmp(&other.at)).then(names(self).cmp(&names(other)))
    }
}

/// Where one unit is.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Shelf,
    /// Comes with the incoming line of this position.
    With(usize),
    Nowhere,
}

/// A level taken apart into units of the smallest part that occurs on it.
struct Units<'a> {
    part: Amount,
    /// Below zero: units that a till sold and never had.
    shelf: Amount,
    incoming: Vec<Incoming>,
    /// One entry for each unit that waits: its place in `queue`.
    waiting: Vec<usize>,
    queue: Vec<Waiting<'a>>,
}

fn common_part(amounts: impl Iterator<Item = Amount>) -> Amount {
    let greatest = |mut a: Amount, mut b: Amount| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    amounts.map(Amount::abs).fold(0, greatest).max(1)
}

/// Rule 13, said as plainly as the design says it.
pub struct Clerk<'a> {
    pub model: &'a Model<'a>,
}

impl<'a> Clerk<'a> {
    fn sales_of(&self, order: &Value) -> Vec<&'a Value> {
        let sales = self.model.table("sales").iter();
        sales.filter(|sale| optional_text(sale, "orderId") == Some(text(order, "id"))).collect()
    }

    fn is_recorded(&self, order: &Value, line: &Value) -> bool {
        optional_text(line, "adjustmentId").is_some() || !self.sales_of(order).is_empty()
    }

    fn queue(&self, item: &str, shop: &str) -> Vec<Waiting<'a>> {
        let mut queue = Vec::new();
        for order in self.model.table("orders") {
            for line in list(order, "lines").iter().filter(|line| is_at(line, item, shop)) {
                if unshipped(order, line) > 0 && self.model.is_inventoried(item) && self.is_recorded(order, line) {
                    queue.push(self.waiting(order, line));
                }
            }
        }
        queue.sort_by(Waiting::before);
        queue
    }

    fn waiting(&self, order: &'a Value, line: &'a Value) -> Waiting<'a> {
        let adjustment = self.model.adjustment_of_line(order, line);
        let sold_at = adjustment
            .and_then(|id| self.model.find("adjustments", id))
            .map(|adjustment| self.model.queue_time(adjustment));
        let first_sale = || self.sales_of(order).iter().filter_map(|sale| instant(sale, "completedAt")).min();
        Waiting {
            order,
            line,
            unshipped: unshipped(order, line),
            priority: field(order, "priority").as_f64().unwrap_or(0.0),
            at: sold_at.or_else(first_sale).unwrap_or_else(|| instant(order, "placedAt").unwrap()),
            adjustment: adjustment.unwrap_or("").to_string(),
        }
    }

    /// None where there are too many units to give out one by one.
    fn units(&self, item: &str, shop: &str, more: Amount) -> Option<Units<'a>> {
        let (queue, incoming) = (self.queue(item, shop), self.model.incoming(item, shop));
        let shelf = self.model.shelf(item, shop);
        let amounts = queue.iter().map(|waiting| waiting.unshipped).chain(incoming.iter().map(|line| line.outstanding));
        let part = common_part(amounts.chain([shelf, more]));
        let total: Amount = queue.iter().map(|waiting| waiting.unshipped).sum::<Amount>() + more;
        if total / part > MOST_UNITS {
            return None;
        }
        let of_line = |(position, waiting): (usize, &Waiting)| vec![position; (waiting.unshipped / part) as usize];
        let waiting = queue.iter().enumerate().flat_map(of_line).collect();
        Some(Units { part, shelf, incoming, waiting, queue })
    }
}

impl Units<'_> {
    /// Unit k, from 1.
    fn place(&self, k: usize) -> Place {
        let needed = k as Amount * self.part;
        if needed <= self.shelf {
            return Place::Shelf;
        }
        let mut there = self.shelf;
        for (position, line) in self.incoming.iter().enumerate() {
            there += line.outstanding;
            if there >= needed {
                return Place::With(position);
            }
        }
        Place::Nowhere
    }

    /// What each place holds for a line.
    fn places(&self, order: &Value, line: &Value) -> (Amount, Vec<(usize, Amount)>, Amount) {
        let (mut on_shelf, mut coming, mut missing) = (0, BTreeMap::new(), 0);
        for (index, position) in self.waiting.iter().enumerate() {
            if self.queue[*position].is_same(order, line) {
                match self.place(index + 1) {
                    Place::Shelf => on_shelf += self.part,
                    Place::With(arrival) => *coming.entry(arrival).or_insert(0) += self.part,
                    Place::Nowhere => missing += self.part,
                }
            }
        }
        (on_shelf, coming.into_iter().collect(), missing)
    }
}

impl<'a> Clerk<'a> {
    /// A line of a backorder, and when its units come.
    fn line(&self, order: &Value, line: &Value) -> Option<(Value, Vec<Option<i64>>)> {
        let (item, shop) = (text(line, "itemId"), text(line, "shopId"));
        let unshipped = unshipped(order, line);
        let mut dates = Vec::new();
        let mut covered_by: Vec<(String, Amount, Value)> = Vec::new();
        let (on_shelf, missing) = if !self.model.is_inventoried(item) {
            (unshipped, 0)
        } else if !self.is_recorded(order, line) {
            (0, unshipped)
        } else {
            let units = self.units(item, shop, 0)?;
            let (on_shelf, coming, missing) = units.places(order, line);
            for (arrival, quantity) in coming {
                let incoming = &units.incoming[arrival];
                dates.push(incoming.expected_at);
                let key = format!("{} {}", incoming.kind, incoming.id);
                match covered_by.iter_mut().find(|(known, _, _)| *known == key) {
                    Some((_, sum, _)) => *sum += quantity,
                    None => covered_by.push((key, quantity, incoming.to_json())),
                }
            }
            (on_shelf, missing)
        };
        let covered_by: Vec<Value> = covered_by
            .iter()
            .map(|(_, quantity, line)| {
                json!({ "type": line["type"], "id": line["id"], "number": line["number"], "quantity": number(*quantity), "expectedAt": line["expectedAt"] })
            })
            .collect();
        let item = self.model.find("items", item).unwrap();
        let answer = json!({
            "orderLineId": line["id"], "itemId": item["id"], "description": item["description"], "shopId": shop,
            "unshipped": number(unshipped), "onShelf": number(on_shelf), "missing": number(missing), "coveredBy": covered_by,
        });
        Some((answer, dates))
    }

    fn backorder(&self, order: &Value, at: Option<i64>) -> Option<Value> {
        let mut lines = Vec::new();
        let mut dates = Vec::new();
        for line in list(order, "lines").iter().filter(|line| unshipped(order, line) > 0) {
            let (line, come) = self.line(order, line)?;
            lines.push(line);
            dates.extend(come);
        }
        let ready = lines.iter().all(|line| line["onShelf"] == line["unshipped"]);
        let short = lines.iter().any(|line| line["missing"].as_f64() != Some(0.0));
        let state = if ready {
            "ready"
        } else if short {
            "short"
        } else {
            "incoming"
        };
        let overdue = at.map(|at| dates.iter().flatten().any(|date| *date < at));
        let unknown = dates.iter().any(Option::is_none);
        let promised_at = if state != "incoming" || unknown || overdue == Some(true) {
            None
        } else {
            dates.into_iter().flatten().max()
        };
        let due_at = instant(order, "dueAt");
        let late = match (at, due_at) {
            (Some(at), Some(due_at)) => {
                Some(at > due_at || promised_at.is_some_and(|promised_at| promised_at > due_at))
            }
            _ => None,
        };
        let mut blocked_by = Vec::new();
        for (gate, closed) in [
            ("fraudNotCleared", text(order, "fraud") != "cleared"),
            ("notPaid", text(order, "payment") != "paid"),
            ("notOnShelf", !ready),
        ] {
            blocked_by.extend(closed.then_some(gate));
        }
        Some(json!({
            "orderId": order["id"], "number": order["number"], "placedAt": instant(order, "placedAt"), "customer": field(order, "customer"),
            "priority": field(order, "priority").as_f64().unwrap_or(0.0), "state": state, "promisedAt": promised_at, "late": late,
            "overdue": overdue, "blockedBy": blocked_by, "lines": lines,
        }))
    }

    /// Whether every word is found in the order itself or in an item that it waits for.
    fn is_found(&self, row: &Value, search: &str) -> bool {
        search.split_whitespace().map(folded).all(|word| {
            let of_order = [text(row, "number"), optional_text(row, "customer").unwrap_or("")];
            let mut found = folded(text(row, "orderId")).starts_with(&word);
            found |= of_order.iter().any(|text| folded(text).contains(&word));
            for line in list(row, "lines") {
                let item = self.model.find("items", text(line, "itemId")).unwrap();
                found |= folded(text(item, "description")).contains(&word);
                found |= CODES
                    .iter()
                    .filter_map(|code| optional_text(item, code))
                    .any(|code| folded(code).starts_with(&word));
            }
            found
        })
    }

    /// The page, or none where some level has too many units.
    pub fn backorders(&self, query: &Value) -> Option<Value> {
        let at = (!field(query, "at").is_null()).then(|| parse_instant(&query["at"]));
        let mut rows = Vec::new();
        for order in self.model.table("orders") {
            if list(order, "lines").iter().any(|line| unshipped(order, line) > 0) {
                rows.push(self.backorder(order, at)?);
            }
        }
        rows.retain(|row| {
            let gates = field(query, "blockedBy").as_array();
            is_listed(query, "states", &row["state"])
                && gates.is_none_or(|gates| gates.iter().any(|gate| list(row, "blockedBy").contains(gate)))
                && (field(query, "late").is_null() || query["late"] == row["late"])
                && list(row, "lines").iter().any(|line| is_listed(query, "shopIds", &line["shopId"]))
                && optional_text(query, "search").is_none_or(|search| self.is_found(row, search))
        });
        rows.sort_by(|a, b| {
            let mut order = Ordering::Equal;
            for key in list(query, "sort") {
                let directed = |order: Ordering| if flag(key, "descending") { order.reverse() } else { order };
                order = order.then_with(|| match text(key, "by") {
                    "number" => directed(natural(text(a, "number"), text(b, "number"))),
                    by => match (a[by].as_i64(), b[by].as_i64()) {
                        (Some(a), Some(b)) => directed(a.cmp(&b)),
                        (a, b) => a.is_none().cmp(&b.is_none()),
                    },
                });
            }
            order
                .then(a["placedAt"].as_i64().cmp(&b["placedAt"].as_i64()))
                .then(text(a, "orderId").cmp(text(b, "orderId")))
        });
        let offset = field(query, "offset").as_u64().unwrap_or(0);
        let limit = field(query, "limit").as_u64().unwrap_or(100);
        let total = rows.len();
        let rows: Vec<Value> = rows.into_iter().skip(offset as usize).take(limit as usize).collect();
        Some(json!({ "total": total, "offset": offset, "rows": rows }))
    }
}
