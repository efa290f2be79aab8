//! Returns to the vendor: open ⇄ sent, by send and unsend. Sending lowers QOH; unsending reverses that source.

use super::decide::{Decided, Moves, already_exists, illegal, new_lines, not_found, nothing_to_do, shop};
use super::put_back::PutBack;
use crate::contract::command::{Command, NewVendorReturn};
use crate::contract::event::Fact;
use crate::contract::into_tree::object;
use crate::contract::outcome::Refusal;
use crate::instant::Instant;
use crate::state::column::Ix;
use crate::state::edit::State;
use crate::status::{self, VendorReturnStatus as Status};

fn find(state: &State, id: &str) -> Result<Ix, Refusal> {
    state.facts.vendor_returns.ids.find_known(id).ok_or_else(|| not_found("vendorReturnId", "vendor return", id))
}

pub fn create(state: &State, new: &NewVendorReturn) -> Decided {
    let facts = &state.facts;
    if facts.vendor_returns.ids.find_known(&new.id).is_some() {
        return Err(already_exists("vendorReturn.id", "vendor return", &new.id).into());
    }
    shop(facts, &new.shop_id, "vendorReturn.shopId")?;
    let lines = new_lines(facts, &new.lines, "vendorReturn.lines")?;
    let lines: Vec<_> =
        lines.iter().map(|line| object! {"id": line.id, "itemId": line.item_id, "quantity": line.quantity}).collect();
    let vendor_return = object! {
        "id": new.id, "number": new.number, "vendorId": new.vendor_id, "shopId": new.shop_id, "lines": lines,
    };
    Ok(Fact::VendorReturnCreated { vendor_return })
}

pub fn send(state: &State, command: &Command, id: &str) -> Decided {
    let ix = find(state, id)?;
    let facts = &state.facts;
    let document = facts.vendor_returns.get(ix);
    let status = status::vendor_return(facts, ix);
    if status != Status::Open {
        return Err(illegal("the vendor return", status.word(), "open").into());
    }
    let mut moves = Moves::new(state, command);
    let lines = facts.vendor_return_lines.of(document.lines).iter().filter(|line| line.quantity.is_positive());
    for line in lines.clone().filter(|line| facts.items.get(line.item).inventoried) {
        let (item_id, shop_id) = (facts.items.ids.name(line.item), facts.shops.ids.name(document.shop));
        moves.add(item_id, shop_id, line.quantity.negated(), "vendorReturn", Some(id))?;
    }
    if lines.count() == 0 {
        return Err(nothing_to_do("the vendor return has no line to send").into());
    }
    let sent_at = Some(command.at);
    Ok(Fact::VendorReturnSent { vendor_return_id: id.to_owned(), sent_at, adjustments: moves.done() })
}

/// An unsend taken back: what it had taken back counts again.
pub fn send_again(state: &State, command: &Command, id: &str, sent_at: Option<Instant>, own: &[Ix]) -> Decided {
    let ix = find(state, id)?;
    let status = status::vendor_return(&state.facts, ix);
    if status != Status::Open {
        return Err(illegal("the vendor return", status.word(), "open").into());
    }
    let mut moves = Moves::new(state, command);
    for adjustment in own {
        moves.reverse(*adjustment, state.facts.adjustments.quantity(*adjustment))?;
    }
    Ok(Fact::VendorReturnSent { vendor_return_id: id.to_owned(), sent_at, adjustments: moves.done() })
}

pub fn unsend(state: &State, command: &Command, id: &str) -> Decided {
    let ix = find(state, id)?;
    let facts = &state.facts;
    let document = facts.vendor_returns.get(ix);
    let status = status::vendor_return(facts, ix);
    if status != Status::Sent {
        return Err(illegal("the vendor return", status.word(), "sent").into());
    }
    let mut moves = Moves::new(state, command);
    let mut put_back = PutBack::of_vendor_return(state, ix);
    for line in facts.vendor_return_lines.of(document.lines) {
        put_back.units(&mut moves, line.item, line.quantity)?;
    }
    Ok(Fact::VendorReturnSent { vendor_return_id: id.to_owned(), sent_at: None, adjustments: moves.done() })
}
