//! Receipts taken back, whole: the opposite movement of each of its own, so that the rows it had removed come back.

use super::decide::{Decided, Moves, not_found};
use super::put_back::PutBack;
use crate::contract::command::Command;
use crate::contract::event::{Fact, LineUnits, ReceivedDocument};
use crate::contract::from_tree::{self, At, FromTree};
use crate::contract::outcome::{Refusal, RefusalCode};
use crate::contract::tree::Tree;
use crate::keyed::Map;
use crate::named::Named;
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::documents::Receipt;
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::state::ids::Ids;

/// What a receipt's command left for taking it back.
#[derive(Debug, Default)]
struct Before {
    was_open: Option<bool>,
    counted: Option<Vec<LineUnits>>,
    excess: Option<Vec<LineUnits>>,
}

impl FromTree for Before {
    fn from_tree(at: &At<'_>) -> Self {
        Self { was_open: at.field("was_open"), counted: at.field("counted"), excess: at.field("excess") }
    }
}

/// Finds the receipt of a command. Where a host names one command at several documents it is that of the smallest id, however
/// the documents came here (rule 18).
fn find(facts: &Facts, command_id: &str) -> Option<(ReceivedDocument, Ix, Receipt)> {
    let of = |receipts: &Map<Ix, Vec<Receipt>>, ids: &Ids| {
        let mut found: Option<(Ix, &Receipt)> = None;
        for (ix, receipts) in receipts.iter() {
            let is_it = |receipt: &&Receipt| facts.texts.get(receipt.command) == command_id;
            if let Some(receipt) = receipts.iter().find(is_it)
                && found.is_none_or(|(other, _)| ids.name(*ix) < ids.name(other))
            {
                found = Some((*ix, receipt));
            }
        }
        found.map(|(ix, receipt)| (ix, receipt.clone()))
    };
    if let Some((ix, receipt)) = of(&facts.purchase_order_receipts, &facts.purchase_orders.ids) {
        return Some((ReceivedDocument::PurchaseOrder, ix, receipt));
    }
    let (ix, receipt) = of(&facts.transfer_receipts, &facts.transfers.ids)?;
    Some((ReceivedDocument::Transfer, ix, receipt))
}

pub fn reverse(state: &State, command: &Command, command_id: &str) -> Decided {
    let facts = &state.facts;
    let (document, ix, receipt) =
        find(facts, command_id).ok_or_else(|| not_found("commandId", "receipt", command_id))?;
    let not_reversible =
        |message: &str| Refusal::new(RefusalCode::NotReversible, message).with("commandId", command_id);
    if receipt.reversed {
        return Err(not_reversible("this receipt is taken back already").into());
    }
    let is_archived = match document {
        ReceivedDocument::PurchaseOrder => facts.purchase_orders.get(ix).archived,
        ReceivedDocument::Transfer => facts.transfers.get(ix).archived,
    };
    if is_archived {
        return Err(not_reversible("its document is archived").into());
    }
    let story = facts.command(command_id).and_then(|command| command.story.as_ref());
    let before: Before = story.and_then(|story| from_tree::read(&story.before, "before").ok()).unwrap_or_default();
    let lines: Vec<LineUnits> = receipt
        .lines
        .iter()
        .map(|(line, quantity)| LineUnits { line_id: facts.texts.get(*line).to_owned(), quantity: *quantity })
        .collect();
    let numbers = match document {
        ReceivedDocument::PurchaseOrder => facts.purchase_order_line_numbers(ix),
        ReceivedDocument::Transfer => facts.transfer_line_numbers(ix),
    };
    // A host's data may name lines that were never received, and so could be taken out.
    let all = [Some(&lines), before.counted.as_ref(), before.excess.as_ref()].into_iter().flatten().flatten();
    if let Some(line) = all.into_iter().find(|line| !numbers.contains_key(line.line_id.as_str())) {
        return Err(not_reversible("a line of this receipt is no more").with("lineId", line.line_id.as_str()).into());
    }
    let mut moves = Moves::new(state, command);
    take_back(state, &mut moves, command_id, document, ix, &lines, &numbers)?;
    let others_received = || {
        let own: Named<'_, Quantity> = lines.iter().map(|line| (line.line_id.as_str(), line.quantity)).collect();
        facts.purchase_order_lines.of(facts.purchase_orders.get(ix).lines).iter().any(|line| {
            let own = own.get(facts.texts.get(line.id)).copied().unwrap_or_default();
            line.received > own
        })
    };
    let (document_id, ordered_at) = match document {
        ReceivedDocument::PurchaseOrder => {
            let ordered_at = facts.purchase_orders.get(ix).ordered_at;
            // The receipt had ordered it; with no other receipt it is open again.
            let reopens = before.was_open.unwrap_or_default() && !others_received();
            (facts.purchase_orders.ids.name(ix), if reopens { None } else { ordered_at })
        }
        ReceivedDocument::Transfer => (facts.transfers.ids.name(ix), None),
    };
    Ok(Fact::ReceiptReversed {
        document,
        document_id: document_id.to_owned(),
        receipt_id: command_id.to_owned(),
        lines,
        counted: before.counted.unwrap_or_default(),
        excess: before.excess.unwrap_or_default(),
        ordered_at,
        adjustments: moves.done(),
    })
}

/// The opposite of the command's own movements; where they are not known, of what the receipt says.
fn take_back(
    state: &State,
    moves: &mut Moves<'_>,
    command_id: &str,
    document: ReceivedDocument,
    ix: Ix,
    lines: &[LineUnits],
    numbers: &Named<'_, Ix>,
) -> Result<(), Refusal> {
    let facts = &state.facts;
    let own = own_movements(facts, command_id);
    let mut excess = PutBack::of_transfer(state, ix);
    for adjustment in &own {
        let quantity = facts.adjustments.quantity(*adjustment);
        if !quantity.is_negative() {
            moves.reverse(*adjustment, quantity)?;
            continue;
        }
        // The sender's excess: what of it was returned since stands against the transfer's other sources.
        let part = excess.reverse(moves, *adjustment, quantity.negated())?;
        let item = facts.levels.item(facts.adjustments.level(*adjustment));
        excess.units(moves, item, quantity.negated().minus(part))?;
    }
    if !own.is_empty() {
        return Ok(());
    }
    let (shop, reason, id) = match document {
        ReceivedDocument::PurchaseOrder => {
            let document = facts.purchase_orders.get(ix);
            (document.shop, "other", facts.purchase_orders.ids.name(ix))
        }
        ReceivedDocument::Transfer => {
            let document = facts.transfers.get(ix);
            (document.to_shop, "transfer", facts.transfers.ids.name(ix))
        }
    };
    for (line, number) in lines.iter().filter_map(|line| Some((line, numbers.get(line.line_id.as_str())?))) {
        let item = match document {
            ReceivedDocument::PurchaseOrder => facts.purchase_order_lines.get(*number).item,
            ReceivedDocument::Transfer => facts.transfer_lines.get(*number).item,
        };
        if facts.items.get(item).inventoried {
            let item_id = facts.items.ids.name(item);
            moves.add(item_id, facts.shops.ids.name(shop), line.quantity.negated(), reason, Some(id))?;
        }
    }
    Ok(())
}

/// The movements that a command made: their ids are derived from its own.
pub fn own_movements(facts: &Facts, command_id: &str) -> Vec<Ix> {
    (1..u32::MAX).map_while(|number| facts.adjustments.ids.find_known(&format!("{command_id}:{number}"))).collect()
}

/// The old values of a command, as undo left them.
pub fn old_values(facts: &Facts, command_id: &str) -> Tree {
    facts
        .command(command_id)
        .and_then(|command| command.story.as_ref())
        .map(|story| story.before.clone())
        .unwrap_or_default()
}
