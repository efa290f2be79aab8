//! Transfers between shops.
//!
//! ```text
//!          create        send                receive
//!   (none) ──────▶ open ──────▶ sent ──────────────────▶ received
//!                   │  ◀─undo──  │ ▲  receive, return      │
//!                   │            │ └──── reverse ──────────┤
//!                   └────────────┴───▶ archived ◀──────────┘   (what is in transit returns to the sender first)
//! ```
//! Sending lowers QOH at the sender, receiving raises it at the receiver, returning raises it at the sender and reverses
//! that transfer's own source (rule 7).

use super::decide::{
    Decided, Moves, already_exists, illegal, inventoried, line_path, new_lines, not_found, nothing_to_do, shop, summed,
};
use super::purchase_order::{event_lines, event_units};
use super::put_back::PutBack;
use crate::contract::command::{Command, EditedDate, LineUnits, NewLine, NewTransfer};
use crate::contract::error::InventoryError;
use crate::contract::event::{Fact, Line};
use crate::contract::into_tree::object;
use crate::contract::outcome::{Refusal, RefusalCode};
use crate::coverage::in_transit;
use crate::instant::Instant;
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::documents::TransferLine;
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::status::{self, TransferStatus as Status};

pub fn find(state: &State, id: &str) -> Result<Ix, Refusal> {
    state.facts.transfers.ids.find_known(id).ok_or_else(|| not_found("transferId", "transfer", id))
}

fn refuse(found: Status, expected: &str) -> Refusal {
    illegal("the transfer", found.word(), expected)
}

pub fn create(state: &State, command: &Command, new: &NewTransfer) -> Decided {
    let facts = &state.facts;
    if facts.transfers.ids.find_known(&new.id).is_some() {
        return Err(already_exists("transfer.id", "transfer", &new.id).into());
    }
    shop(facts, &new.from_shop_id, "transfer.fromShopId")?;
    shop(facts, &new.to_shop_id, "transfer.toShopId")?;
    let lines = new_lines(facts, &new.lines, "transfer.lines")?;
    let lines: Vec<_> =
        lines.iter().map(|line| object! {"id": line.id, "itemId": line.item_id, "requested": line.quantity}).collect();
    let transfer = object! {
        "id": new.id, "number": new.number, "fromShopId": new.from_shop_id, "toShopId": new.to_shop_id,
        "createdAt": command.at, "expectedAt": new.expected_at, "lines": lines,
    };
    Ok(Fact::TransferCreated { transfer })
}

/// The lines as an edit would give them; transfers have no costs.
pub fn lines(facts: &Facts, ix: Ix) -> Vec<Line> {
    let line = |line: &TransferLine| Line {
        id: facts.texts.get(line.id).to_owned(),
        item_id: facts.items.ids.name(line.item).to_owned(),
        quantity: line.requested,
        unit_cost: None,
    };
    facts.transfer_lines.of(facts.transfers.get(ix).lines).iter().map(line).collect()
}

pub fn edit(state: &State, id: &str, expected_at: EditedDate, lines: Option<&[NewLine]>) -> Decided {
    let ix = find(state, id)?;
    let expected = match expected_at {
        EditedDate::Keep => state.facts.transfers.get(ix).expected_at,
        EditedDate::Set(at) => at,
    };
    let lines = lines.map(|lines| new_lines(&state.facts, lines, "lines").map(event_lines)).transpose();
    edited(state, ix, expected, lines)
}

/// An edit taken back: the lines as they were, those of zero units too.
pub fn edit_back(state: &State, id: &str, expected_at: Option<Instant>, lines: Option<Vec<Line>>) -> Decided {
    for line in lines.iter().flatten() {
        inventoried(&state.facts, &line.item_id, "lines")?;
    }
    edited(state, find(state, id)?, expected_at, Ok(lines))
}

fn edited(state: &State, ix: Ix, expected_at: Option<Instant>, lines: Result<Option<Vec<Line>>, Refusal>) -> Decided {
    let facts = &state.facts;
    let status = status::transfer(facts, ix);
    // Once sent, only the date may change.
    let has_lines = !matches!(lines, Ok(None));
    let is_editable = status == Status::Open || (status == Status::Sent && !has_lines);
    if !is_editable {
        return Err(refuse(status, if has_lines { "open" } else { "open or sent" }).into());
    }
    let mut edited = lines?;
    for line in edited.iter_mut().flatten() {
        line.unit_cost = None;
    }
    let same_lines = edited.as_ref().is_none_or(|edited| *edited == self::lines(facts, ix));
    if expected_at == facts.transfers.get(ix).expected_at && same_lines {
        return Err(nothing_to_do("the transfer is so already").into());
    }
    let lines = if same_lines { None } else { edited };
    Ok(Fact::TransferEdited { transfer_id: facts.transfers.ids.name(ix).to_owned(), expected_at, lines })
}

/// The units wanted by line, each of which must be there; without lines `rest` of each.
fn wanted(
    state: &State,
    ix: Ix,
    lines: Option<&[LineUnits]>,
    rest: &dyn Fn(&TransferLine) -> Quantity,
) -> Result<Vec<(TransferLine, String, Quantity)>, Refusal> {
    let facts = &state.facts;
    let numbers = facts.transfer_line_numbers(ix);
    let Some(lines) = lines else {
        let all = facts.transfers.get(ix).lines.numbers().map(|number| facts.transfer_lines.get(number));
        let named = all.map(|line| (line, facts.texts.get(line.id).to_owned(), rest(&line)));
        return Ok(named.filter(|(_, _, units)| units.is_positive()).collect());
    };
    let named = |(id, units): (String, Quantity)| match numbers.get(id.as_str()) {
        Some(number) => Ok((facts.transfer_lines.get(*number), id, units)),
        None => Err(not_found(&line_path(Some(lines), &id, "lineId"), "line", &id)),
    };
    summed(lines).into_iter().map(named).collect()
}

fn units(lines: Vec<(TransferLine, String, Quantity)>) -> Vec<crate::contract::event::LineUnits> {
    event_units(lines.into_iter().map(|(_, id, units)| (id, units)).collect())
}

pub fn send(state: &State, command: &Command, id: &str, lines: Option<&[LineUnits]>) -> Decided {
    let ix = find(state, id)?;
    let facts = &state.facts;
    let document = facts.transfers.get(ix);
    let wanted = wanted(state, ix, lines, &|line| line.requested)?;
    let status = status::transfer(facts, ix);
    if status != Status::Open {
        return Err(refuse(status, "open").into());
    }
    if document.from_shop == document.to_shop {
        let message = "expected a transfer to another shop than its sender";
        return Err(InventoryError::invalid("transferId", message).into());
    }
    if wanted.is_empty() {
        return Err(nothing_to_do("the transfer has no line to send").into());
    }
    let sender = facts.shops.ids.name(document.from_shop);
    let mut moves = Moves::new(state, command);
    for (line, _, units) in wanted.iter().filter(|(line, _, _)| facts.items.get(line.item).inventoried) {
        moves.add(facts.items.ids.name(line.item), sender, units.negated(), "transfer", Some(id))?;
    }
    Ok(Fact::TransferSent { transfer_id: id.to_owned(), lines: units(wanted), adjustments: moves.done() })
}

pub fn receive(state: &State, command: &Command, id: &str, lines: Option<&[LineUnits]>, allow_over: bool) -> Decided {
    let ix = find(state, id)?;
    let facts = &state.facts;
    let document = facts.transfers.get(ix);
    let wanted = wanted(state, ix, lines, &|line| in_transit(&document, line))?;
    let status = status::transfer(facts, ix);
    if status != Status::Sent {
        return Err(refuse(status, "sent").into());
    }
    if wanted.is_empty() {
        return Err(nothing_to_do("nothing of this transfer is left to receive").into());
    }
    let (sender, receiver) = (facts.shops.ids.name(document.from_shop), facts.shops.ids.name(document.to_shop));
    let mut moves = Moves::new(state, command);
    let mut excess = Vec::new();
    for (line, line_id, units) in &wanted {
        let left = in_transit(&document, line);
        if *units > left && !allow_over {
            let message = format!("{units} are more than the {left} in transit of line {line_id:?}");
            let refusal = Refusal::new(RefusalCode::OverReceipt, message).at(line_path(lines, line_id, "quantity"));
            return Err(refusal.with("lineId", line_id.as_str()).with("outstanding", left.to_number()).into());
        }
        let item_id = facts.items.ids.name(line.item);
        if facts.items.get(line.item).inventoried {
            moves.add(item_id, receiver, *units, "transfer", Some(id))?;
        }
        if *units > left {
            excess.push((line_id.clone(), units.minus(left)));
        }
    }
    // The excess leaves the sender too: more was in the box than the papers said.
    for (line_id, units) in &excess {
        let line = wanted.iter().find(|(_, id, _)| id == line_id).map(|(line, _, _)| *line).unwrap_or_default();
        if facts.items.get(line.item).inventoried {
            moves.add(facts.items.ids.name(line.item), sender, units.negated(), "transfer", Some(id))?;
        }
    }
    Ok(Fact::TransferReceived {
        transfer_id: id.to_owned(),
        lines: units(wanted),
        excess: event_units(excess),
        adjustments: moves.done(),
    })
}

/// Units come back to the sender.
fn back_to_sender(
    state: &State,
    moves: &mut Moves<'_>,
    ix: Ix,
    returned: &[(TransferLine, String, Quantity)],
) -> Result<(), Refusal> {
    let mut put_back = PutBack::of_transfer(state, ix);
    returned.iter().try_for_each(|(line, _, units)| put_back.units(moves, line.item, *units))
}

pub fn give_back(state: &State, command: &Command, id: &str, lines: &[LineUnits]) -> Decided {
    let ix = find(state, id)?;
    let document = state.facts.transfers.get(ix);
    let wanted = wanted(state, ix, Some(lines), &|_| Quantity::ZERO)?;
    let status = status::transfer(&state.facts, ix);
    if status != Status::Sent {
        return Err(refuse(status, "sent").into());
    }
    if wanted.is_empty() {
        return Err(nothing_to_do("no units to return").into());
    }
    if let Some((line, line_id, units)) = wanted.iter().find(|(line, _, units)| *units > in_transit(&document, line)) {
        let left = in_transit(&document, line);
        let message = format!("{units} are more than the {left} in transit of line {line_id:?}");
        let path = line_path(Some(lines), line_id, "quantity");
        let refusal = Refusal::new(RefusalCode::OverReturn, message).at(path).with("lineId", line_id.as_str());
        return Err(refusal.with("inTransit", left.to_number()).into());
    }
    let mut moves = Moves::new(state, command);
    back_to_sender(state, &mut moves, ix, &wanted)?;
    Ok(Fact::TransferReturned { transfer_id: id.to_owned(), lines: units(wanted), adjustments: moves.done() })
}

pub fn archive(state: &State, command: &Command, id: &str) -> Decided {
    let ix = find(state, id)?;
    let document = state.facts.transfers.get(ix);
    let status = status::transfer(&state.facts, ix);
    if status == Status::Archived {
        return Err(refuse(status, "open, sent or received").into());
    }
    let returned = wanted(state, ix, None, &|line| in_transit(&document, line))?;
    let mut moves = Moves::new(state, command);
    back_to_sender(state, &mut moves, ix, &returned)?;
    Ok(Fact::TransferArchived { transfer_id: id.to_owned(), lines: units(returned), adjustments: moves.done() })
}

/// A Send taken back: everything returns and the transfer is open again, if nothing was received.
pub fn unsend(state: &State, command: &Command, ix: Ix) -> Decided {
    let document = state.facts.transfers.get(ix);
    let lines = state.facts.transfer_lines.of(document.lines);
    if document.archived || document.sent_at.is_none() || lines.iter().any(|line| line.received.is_positive()) {
        let message = "the transfer cannot be open again: something was received of it, or it is not sent any more";
        return Err(Refusal::new(RefusalCode::NotReversible, message).into());
    }
    let in_transit = wanted(state, ix, None, &|line| in_transit(&document, line))?;
    let mut moves = Moves::new(state, command);
    back_to_sender(state, &mut moves, ix, &in_transit)?;
    let transfer_id = state.facts.transfers.ids.name(ix).to_owned();
    Ok(Fact::TransferUnsent { transfer_id, adjustments: moves.done() })
}
