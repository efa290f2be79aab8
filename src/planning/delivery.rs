//! A delivery without papers: what was scanned at the door, sorted into whose it is. Changes nothing.
//!
//! ```text
//!  scanned ─┬─ names no item or several ──────────────────────────────▶ unknown
//!           └─ an item ─┬─ nothing outstanding explains it ───────────▶ notExpected
//!                       └─ receive (rule 9) ─┬─ an order waits for it ▶ setAside (rule 13)
//!                                            └─ nobody does ──────────▶ toShelf
//! ```

use super::codes::{Codes, trimmed};
use super::shelves::Shelves;
use crate::contract::error::InventoryError;
use crate::contract::planning::{
    Delivery, DeliveryOptions, DeliveryReceipt, ItemUnits, ReceivedUnits, SetAside, SetAsideLine, UnknownCode,
};
use crate::coverage::{self, Arrival};
use crate::keyed::Map;
use crate::named::Names;
use crate::order::sort_by;
use crate::quantity::{Quantity, QuantityError};
use crate::readiness::{self, Waiting};
use crate::report::show::incoming_line;
use crate::state::column::Ix;
use crate::state::edit::State;
use crate::state::facts::Facts;

/// Units by what they are, in the order in which that was first scanned.
struct Heap<K> {
    units: Vec<(K, Quantity)>,
    positions: Map<Ix, usize>,
}

impl<K> Heap<K> {
    fn new() -> Self {
        Self { units: Vec::new(), positions: Map::new() }
    }

    /// Adds units of what has this number; a sum beyond the range is the scan's fault, which `path` names.
    fn add(&mut self, number: Ix, of: K, units: Quantity, path: &dyn Fn() -> String) -> Result<(), InventoryError> {
        let next = self.units.len();
        let position = *self.positions.or_insert_with(number, || next);
        if position == next {
            self.units.push((of, Quantity::ZERO));
        }
        let Some((_, sum)) = self.units.get_mut(position) else { return Ok(()) };
        *sum = sum.plus(units);
        if sum.in_range() { Ok(()) } else { Err(InventoryError::invalid(path(), QuantityError::OutOfRange.message())) }
    }
}

/// Sorts a delivery.
pub fn sort_delivery<'s>(state: &'s State, options: &DeliveryOptions) -> Result<Delivery<'s>, InventoryError> {
    let State { facts, index } = state;
    let shop = facts.shops.ids.find_known(&options.shop_id).ok_or_else(|| {
        InventoryError::invalid("shopId", format!("there is no shop {:?}: name one that was loaded", options.shop_id))
    })?;
    let (known, unknown) = sort_scans(facts, options)?;
    let mut taken: Vec<Arrival> = Vec::new();
    let mut arrived: Map<Ix, Quantity> = Map::new();
    let mut not_expected = Vec::new();
    let mut levels = Vec::new();
    for (item, units) in known.units {
        let mut left = units;
        if let Some(level) = facts.levels.find(item, shop) {
            let mut arrivals: Vec<Arrival> = index.incoming(level).map(|line| Arrival::new(facts, line)).collect();
            coverage::sort(&mut arrivals, facts);
            for mut arrival in arrivals {
                arrival.outstanding = arrival.outstanding.min(left);
                left = left.minus(arrival.outstanding);
                taken.extend(arrival.outstanding.is_positive().then_some(arrival));
            }
            let received = units.minus(left);
            if received.is_positive() {
                arrived.insert(level, received);
                levels.push((item, level, received));
            }
        }
        if left.is_positive() {
            not_expected.push(item_units(facts, item, left));
        }
    }
    let mut shelves = Shelves::new(state, arrived);
    let mut served: Vec<(Waiting, Quantity)> = Vec::new();
    let mut to_shelf = Vec::new();
    for (item, level, received) in levels {
        let mut left = received;
        for waiting in readiness::on_shelf(facts, index, level) {
            let units = shelves.on_shelf(waiting.line).minus(waiting.on_shelf);
            if units.is_positive() {
                left = left.minus(units);
                served.push((waiting, units));
            }
        }
        // What fills the hole that a till left behind goes to the shelf too: nobody waits for it.
        if left.is_positive() {
            to_shelf.push(item_units(facts, item, left));
        }
    }
    let set_aside = set_aside(facts, &mut shelves, &served);
    Ok(Delivery { receive: receipts(facts, taken), set_aside, to_shelf, not_expected, unknown })
}

fn item_units(facts: &Facts, item: Ix, quantity: Quantity) -> ItemUnits<'_> {
    ItemUnits { item_id: facts.items.ids.name(item), quantity }
}

/// The items that were scanned, and the codes that name none or several.
fn sort_scans<'s>(
    facts: &'s Facts,
    options: &DeliveryOptions,
) -> Result<(Heap<Ix>, Vec<UnknownCode<'s>>), InventoryError> {
    let codes = Codes::new(facts, options.scanned.iter().map(|scanned| scanned.code.as_str()));
    let (mut known, mut unknown) = (Heap::new(), Heap::new());
    let mut names = Names::default();
    for (position, scanned) in options.scanned.iter().enumerate() {
        let path = || format!("scanned[{position}].quantity");
        if scanned.quantity.is_negative() {
            return Err(InventoryError::invalid(
                path(),
                format!("expected 0 or more units, found {}", scanned.quantity),
            ));
        }
        if scanned.quantity.is_zero() {
            continue;
        }
        let code = trimmed(&scanned.code);
        match codes.items(code) {
            [item] => known.add(*item, *item, scanned.quantity, &path)?,
            _ => unknown.add(names.number(code), code, scanned.quantity, &path)?,
        }
    }
    let candidates = |code: &str| {
        let mut ids: Vec<&str> = codes.items(code).iter().map(|item| facts.items.ids.name(*item)).collect();
        sort_by(&mut ids, Ord::cmp);
        ids
    };
    let unknown = unknown.units.into_iter().map(|(code, quantity)| UnknownCode {
        code: code.to_owned(),
        quantity,
        candidates: candidates(code),
    });
    Ok((known, unknown.collect()))
}

/// The receipts that take these units in, by document, each where its first line stands in rule 9's order.
fn receipts(facts: &Facts, mut taken: Vec<Arrival>) -> Vec<DeliveryReceipt<'_>> {
    coverage::sort(&mut taken, facts);
    let mut receipts: Vec<DeliveryReceipt<'_>> = Vec::new();
    for arrival in &taken {
        let line = incoming_line(facts, arrival);
        let units = ReceivedUnits { line_id: line.line_id, quantity: arrival.outstanding };
        match receipts.iter_mut().find(|receipt| receipt.kind == line.kind && receipt.id == line.id) {
            Some(receipt) => receipt.lines.push(units),
            None => {
                receipts.push(DeliveryReceipt {
                    kind: line.kind,
                    id: line.id,
                    number: line.number,
                    lines: vec![units],
                });
            }
        }
    }
    receipts
}

/// Whose the units are, by order, each where its first line stands in rule 13's order.
fn set_aside<'s>(facts: &'s Facts, shelves: &mut Shelves<'_>, served: &[(Waiting, Quantity)]) -> Vec<SetAside<'s>> {
    let mut queue: Vec<Waiting> = served.iter().map(|(waiting, _)| *waiting).collect();
    readiness::sort(&mut queue, facts);
    let units: Map<Ix, Quantity> = served.iter().map(|(waiting, units)| (waiting.line, *units)).collect();
    let mut orders: Vec<SetAside<'s>> = Vec::new();
    let mut positions: Map<Ix, usize> = Map::new();
    for waiting in queue {
        let line = facts.orders.lines.get(waiting.line);
        let order = facts.orders.table.get(line.order);
        let position = *positions.or_insert_with(line.order, || orders.len());
        if position == orders.len() {
            orders.push(SetAside {
                order_id: facts.orders.table.ids.name(line.order),
                number: facts.texts.get(order.number),
                customer: facts.texts.optional(order.customer),
                completes: shelves.hold_all_of(line.order),
                lines: Vec::new(),
            });
        }
        let lines = orders.get_mut(position).map(|order| &mut order.lines);
        lines.into_iter().for_each(|lines| {
            lines.push(SetAsideLine {
                order_line_id: facts.texts.get(line.id),
                item_id: facts.items.ids.name(line.item),
                quantity: units.get(&waiting.line).copied().unwrap_or_default(),
            });
        });
    }
    orders
}
