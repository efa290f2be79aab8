//! Purchase orders.
//!
//! ```text
//!          create        order              receive          finish
//!   (none) ──────▶ open ──────▶ ordered ──────────▶ checkIn ────────▶ finished
//!                   │  ▲undo       │  ◀─reverse───     │  ◀──reopen────   │
//!                   │  └───────────┘                   │                  │
//!                   └──────▶ archived ◀── ordered with nothing received ──┘
//! ```
//! Receiving an open one orders it too. The status is derived (rule 8); what is outstanding is rule 6.

use super::decide::{
    Decided, Moves, already_exists, illegal, item, line_path, new_lines, not_found, nothing_to_do, shop, summed,
};
use crate::contract::command::{Command, EditedDate, LineUnits, NewLine, NewPurchaseOrder};
use crate::contract::event::{Fact, Line, LineUnits as EventUnits};
use crate::contract::from_tree::{At, FromTree};
use crate::contract::into_tree::object;
use crate::contract::outcome::{Refusal, RefusalCode};
use crate::contract::tree::Tree;
use crate::coverage::outstanding;
use crate::instant::Instant;
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::documents::PurchaseOrderLine;
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::status::{self, PurchaseOrderStatus as Status};

pub fn find(state: &State, id: &str) -> Result<Ix, Refusal> {
    state.facts.purchase_orders.ids.find_known(id).ok_or_else(|| not_found("purchaseOrderId", "purchase order", id))
}

fn refuse(found: Status, expected: &str) -> Refusal {
    illegal("the purchase order", found.word(), expected)
}

pub fn event_lines(lines: Vec<NewLine>) -> Vec<Line> {
    let line =
        |line: NewLine| Line { id: line.id, item_id: line.item_id, quantity: line.quantity, unit_cost: line.unit_cost };
    lines.into_iter().map(line).collect()
}

/// The lines as an edit would give them.
pub fn lines(facts: &Facts, ix: Ix) -> Vec<Line> {
    let line = |line: &PurchaseOrderLine| Line {
        id: facts.texts.get(line.id).to_owned(),
        item_id: facts.items.ids.name(line.item).to_owned(),
        quantity: line.ordered,
        unit_cost: line.unit_cost,
    };
    facts.purchase_order_lines.of(facts.purchase_orders.get(ix).lines).iter().map(line).collect()
}

pub fn create(state: &State, command: &Command, new: &NewPurchaseOrder) -> Decided {
    let facts = &state.facts;
    if facts.purchase_orders.ids.find_known(&new.id).is_some() {
        return Err(already_exists("purchaseOrder.id", "purchase order", &new.id).into());
    }
    shop(facts, &new.shop_id, "purchaseOrder.shopId")?;
    let lines = new_lines(facts, &new.lines, "purchaseOrder.lines")?;
    let line = |line: &NewLine| {
        object! {"id": line.id, "itemId": line.item_id, "ordered": line.quantity, "unitCost": line.unit_cost}
    };
    let lines: Vec<Tree> = lines.iter().map(line).collect();
    let purchase_order = object! {
        "id": new.id, "number": new.number, "vendorId": new.vendor_id, "shopId": new.shop_id,
        "createdAt": command.at, "expectedAt": new.expected_at, "lines": lines,
    };
    Ok(Fact::PurchaseOrderCreated { purchase_order })
}

pub fn edit(state: &State, id: &str, expected_at: EditedDate, lines: Option<&[NewLine]>) -> Decided {
    let ix = find(state, id)?;
    let expected = match expected_at {
        EditedDate::Keep => state.facts.purchase_orders.get(ix).expected_at,
        EditedDate::Set(at) => at,
    };
    // A line of which more came than was ordered may stay as it is.
    let may_be = |line: &PurchaseOrderLine, quantity| quantity >= line.received || quantity == line.ordered;
    let lines = lines.map(|lines| new_lines(&state.facts, lines, "lines").map(event_lines)).transpose();
    edited(state, ix, expected, lines, &[], &may_be)
}

/// A line as an edit found it.
#[derive(Clone, Debug)]
pub struct OldLine {
    pub line: Line,
    pub received: Quantity,
    pub counted: Quantity,
}

impl FromTree for OldLine {
    fn from_tree(at: &At<'_>) -> Self {
        Self { line: Line::from_tree(at), received: at.field("received"), counted: at.field("counted") }
    }
}

/// An edit taken back: a line may be below what was received of it if it was so before, and what was counted at the
/// dock of a line that the edit removed is there again.
pub fn edit_back(state: &State, id: &str, expected_at: Option<Instant>, old: Option<&[OldLine]>) -> Decided {
    let ix = find(state, id)?;
    let facts = &state.facts;
    let lines: Option<Vec<Line>> = old.map(|old| old.iter().map(|old| old.line.clone()).collect());
    let old = old.unwrap_or_default();
    let numbers = facts.purchase_order_line_numbers(ix);
    let is_there = |old: &OldLine| {
        let number = numbers.get(old.line.id.as_str());
        number.is_some_and(|number| {
            facts.items.ids.name(facts.purchase_order_lines.get(*number).item) == old.line.item_id
        })
    };
    let counted: Vec<EventUnits> = old
        .iter()
        .filter(|old| old.counted.is_positive() && !is_there(old))
        .map(|old| EventUnits { line_id: old.line.id.clone(), quantity: old.counted })
        .collect();
    let may_be = |line: &PurchaseOrderLine, quantity| {
        let id = facts.texts.get(line.id);
        let then = old.iter().find(|old| old.line.id == id).map(|old| old.received).unwrap_or_default();
        quantity >= line.received || line.received <= then
    };
    for line in lines.iter().flatten() {
        item(facts, &line.item_id, "lines")?;
    }
    // As they were: a host may have sent lines of zero units, and services, too.
    edited(state, ix, expected_at, Ok(lines), &counted, &may_be)
}

fn edited(
    state: &State,
    ix: Ix,
    expected_at: Option<Instant>,
    lines: Result<Option<Vec<Line>>, Refusal>,
    counted: &[EventUnits],
    may_be: &dyn Fn(&PurchaseOrderLine, Quantity) -> bool,
) -> Decided {
    let facts = &state.facts;
    let document = facts.purchase_orders.get(ix);
    let status = status::purchase_order(facts, ix);
    if !matches!(status, Status::Open | Status::Ordered | Status::CheckIn) {
        return Err(refuse(status, "open, ordered or checkIn").into());
    }
    let edited = lines?;
    if let Some(edited) = &edited {
        for line in facts.purchase_order_lines.of(document.lines).iter().filter(|line| line.received.is_positive()) {
            let (line_id, item_id) = (facts.texts.get(line.id), facts.items.ids.name(line.item));
            let kept = edited.iter().find(|edited| edited.id == line_id && edited.item_id == item_id);
            if !kept.is_some_and(|kept| may_be(line, kept.quantity)) {
                let message = format!("{} of line {line_id:?} are received already", line.received);
                let refusal = Refusal::new(RefusalCode::OverReceipt, message).at("lines").with("lineId", line_id);
                return Err(refusal.with("received", line.received.to_number()).into());
            }
        }
    }
    let same_lines = edited.as_ref().is_none_or(|edited| *edited == self::lines(facts, ix));
    if expected_at == document.expected_at && same_lines {
        return Err(nothing_to_do("the purchase order is so already").into());
    }
    Ok(Fact::PurchaseOrderEdited {
        purchase_order_id: facts.purchase_orders.ids.name(ix).to_owned(),
        expected_at,
        lines: if same_lines { None } else { edited },
        counted: counted.to_vec(),
    })
}

pub fn order(state: &State, command: &Command, id: &str, expected_at: EditedDate) -> Decided {
    let ix = find(state, id)?;
    let document = state.facts.purchase_orders.get(ix);
    let status = status::purchase_order(&state.facts, ix);
    if status != Status::Open {
        return Err(refuse(status, "open").into());
    }
    if state.facts.purchase_order_lines.of(document.lines).iter().all(|line| line.ordered.is_zero()) {
        return Err(nothing_to_do("the purchase order has no line to order").into());
    }
    let expected_at = match expected_at {
        EditedDate::Keep => document.expected_at,
        EditedDate::Set(at) => at,
    };
    Ok(Fact::PurchaseOrderOrdered { purchase_order_id: id.to_owned(), ordered_at: Some(command.at), expected_at })
}

pub fn receive(state: &State, command: &Command, id: &str, lines: Option<&[LineUnits]>, allow_over: bool) -> Decided {
    let ix = find(state, id)?;
    let facts = &state.facts;
    let document = facts.purchase_orders.get(ix);
    let numbers = facts.purchase_order_line_numbers(ix);
    let wanted = lines.map(summed);
    for (line_id, _) in wanted.iter().flatten() {
        if !numbers.contains_key(line_id.as_str()) {
            return Err(not_found(&line_path(lines, line_id, "lineId"), "line", line_id).into());
        }
    }
    let status = status::purchase_order(facts, ix);
    if !matches!(status, Status::Open | Status::Ordered | Status::CheckIn) {
        return Err(refuse(status, "open, ordered or checkIn").into());
    }
    let wanted = wanted.unwrap_or_else(|| {
        let rest = |number: Ix| {
            let line = facts.purchase_order_lines.get(number);
            (facts.texts.get(line.id).to_owned(), outstanding(&document, &line))
        };
        document.lines.numbers().map(rest).filter(|(_, units)| units.is_positive()).collect()
    });
    if wanted.is_empty() {
        return Err(nothing_to_do("nothing of this purchase order is left to receive").into());
    }
    let shop_id = facts.shops.ids.name(document.shop);
    let mut moves = Moves::new(state, command);
    for (line_id, units) in &wanted {
        let line =
            numbers.get(line_id.as_str()).map(|number| facts.purchase_order_lines.get(*number)).unwrap_or_default();
        let left = outstanding(&document, &line);
        if *units > left && !allow_over {
            let message = format!("{units} are more than the {left} outstanding of line {line_id:?}");
            let refusal = Refusal::new(RefusalCode::OverReceipt, message).at(line_path(lines, line_id, "quantity"));
            return Err(refusal.with("lineId", line_id.as_str()).with("outstanding", left.to_number()).into());
        }
        if facts.items.get(line.item).inventoried {
            moves.add(facts.items.ids.name(line.item), shop_id, *units, "other", Some(id))?;
        }
    }
    Ok(Fact::PurchaseOrderReceived {
        purchase_order_id: id.to_owned(),
        ordered_at: if document.ordered_at.is_none() { Some(command.at) } else { None },
        lines: event_units(wanted),
        adjustments: moves.done(),
    })
}

pub fn event_units(lines: Vec<(String, Quantity)>) -> Vec<EventUnits> {
    lines.into_iter().map(|(line_id, quantity)| EventUnits { line_id, quantity }).collect()
}

pub fn finish(state: &State, id: &str) -> Decided {
    let ix = find(state, id)?;
    let status = status::purchase_order(&state.facts, ix);
    if !matches!(status, Status::Ordered | Status::CheckIn) {
        return Err(refuse(status, "ordered or checkIn").into());
    }
    Ok(Fact::PurchaseOrderFinished { purchase_order_id: id.to_owned(), finished: true })
}

pub fn reopen(state: &State, id: &str) -> Decided {
    let ix = find(state, id)?;
    let status = status::purchase_order(&state.facts, ix);
    if status != Status::Finished {
        return Err(refuse(status, "finished").into());
    }
    Ok(Fact::PurchaseOrderFinished { purchase_order_id: id.to_owned(), finished: false })
}

pub fn archive(state: &State, id: &str) -> Decided {
    let ix = find(state, id)?;
    let status = status::purchase_order(&state.facts, ix);
    if !matches!(status, Status::Open | Status::Ordered | Status::Finished) {
        return Err(refuse(status, "open, ordered with nothing received, or finished").into());
    }
    Ok(Fact::PurchaseOrderArchived { purchase_order_id: id.to_owned(), archived: true })
}
