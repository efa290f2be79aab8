//! From a command to what happens: a fact, or a refusal. The state is only read.

use crate::contract::command::{Action, Command, LineUnits, NewLine};
use crate::contract::error::InventoryError;
use crate::contract::event::{Fact, Movement};
use crate::contract::outcome::{Refusal, RefusalCode};
use crate::named::Names;
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::column::{Ix, NONE};
use crate::state::edit::State;
use crate::state::facts::Facts;

use super::{merge, order, order_lines, purchase_order, receipt, sale, shipment, stock, transfer, undo, vendor_return};

/// Why nothing happens.
#[derive(Debug)]
pub enum Stop {
    /// A refusal: part of the trade.
    Refused(Refusal),
    /// Malformed input: thrown.
    Thrown(InventoryError),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<InventoryError> for Stop {
    fn from(error: InventoryError) -> Self {
        Self::Thrown(error)
    }
}

pub type Decided = Result<Fact, Stop>;

/// What a command would do.
pub fn decide(state: &State, command: &Command) -> Decided {
    use Action as A;
    match &command.action {
        A::CreatePurchaseOrder { purchase_order: new } => purchase_order::create(state, command, new),
        A::EditPurchaseOrder { purchase_order_id, expected_at, lines } => {
            purchase_order::edit(state, purchase_order_id, *expected_at, lines.as_deref())
        }
        A::OrderPurchaseOrder { purchase_order_id, expected_at } => {
            purchase_order::order(state, command, purchase_order_id, *expected_at)
        }
        A::ReceivePurchaseOrder { purchase_order_id, lines, allow_over } => {
            purchase_order::receive(state, command, purchase_order_id, lines.as_deref(), *allow_over)
        }
        A::FinishPurchaseOrder { purchase_order_id } => purchase_order::finish(state, purchase_order_id),
        A::ReopenPurchaseOrder { purchase_order_id } => purchase_order::reopen(state, purchase_order_id),
        A::ArchivePurchaseOrder { purchase_order_id } => purchase_order::archive(state, purchase_order_id),
        A::CreateTransfer { transfer: new } => transfer::create(state, command, new),
        A::EditTransfer { transfer_id, expected_at, lines } => {
            transfer::edit(state, transfer_id, *expected_at, lines.as_deref())
        }
        A::SendTransfer { transfer_id, lines } => transfer::send(state, command, transfer_id, lines.as_deref()),
        A::ReceiveTransfer { transfer_id, lines, allow_over } => {
            transfer::receive(state, command, transfer_id, lines.as_deref(), *allow_over)
        }
        A::ReturnTransferExcess { transfer_id, lines } => transfer::give_back(state, command, transfer_id, lines),
        A::ArchiveTransfer { transfer_id } => transfer::archive(state, command, transfer_id),
        A::ReverseReceipt { command_id } => receipt::reverse(state, command, command_id),
        A::CreateVendorReturn { vendor_return: new } => vendor_return::create(state, new),
        A::SendVendorReturn { vendor_return_id } => vendor_return::send(state, command, vendor_return_id),
        A::UnsendVendorReturn { vendor_return_id } => vendor_return::unsend(state, command, vendor_return_id),
        A::RecordSale { sale: new, lines, order } => sale::record(state, command, new, lines, order.as_ref()),
        A::RefundSale { sale_id, lines, restock } => sale::refund(state, command, sale_id, lines, *restock),
        A::VoidSale { sale_id } => sale::void(state, command, sale_id),
        A::Restock { adjustment_id, quantity } => stock::restock(state, command, adjustment_id, *quantity),
        A::CountStock { item_id, shop_id, counted } => stock::count(state, command, item_id, shop_id, *counted),
        A::AdjustStock { item_id, shop_id, quantity, note } => {
            stock::adjust(state, command, item_id, shop_id, *quantity, note.clone())
        }
        A::ClearFraud { order_id } => order::clear_fraud(state, order_id),
        A::FlagFraud { order_id } => order::flag_fraud(state, order_id),
        A::MarkOrderPaid { order_id } => order::mark_paid(state, order_id),
        A::PrioritiseOrder { order_id, priority } => order::prioritise(state, order_id, *priority),
        A::CancelOrder { order_id, restock } => order::cancel(state, command, order_id, *restock),
        A::RefundOrder { order_id, lines, restock } => {
            order::refund(state, command, order_id, lines.as_deref(), *restock)
        }
        A::MoveOrderLine { order_id, line_id, shop_id } => {
            order_lines::move_line(state, command, order_id, line_id, shop_id)
        }
        A::CreateShipment { order_id, shipment: new } => shipment::create(state, order_id, new),
        A::SetTrackingNumber { order_id, shipment_id, tracking_number } => {
            shipment::set_tracking_number(state, order_id, shipment_id, tracking_number.clone())
        }
        A::MarkShipped { order_id, shipment_id, force } => {
            shipment::mark_shipped(state, command, order_id, shipment_id, force.as_deref())
        }
        A::MarkReadyForPickup { order_id, shipment_id, force } => {
            shipment::mark_ready(state, command, order_id, shipment_id, force.as_deref())
        }
        A::MarkPickedUp { order_id, shipment_id, force } => {
            shipment::mark_picked_up(state, command, order_id, shipment_id, force.as_deref())
        }
        A::CancelShipment { order_id, shipment_id } => shipment::cancel(state, order_id, shipment_id),
        A::TickShippedInPos { order_id, shipment_id, shipped } => {
            shipment::tick(state, order_id, shipment_id, *shipped)
        }
        A::Undo { command_id } => undo::undo(state, command, command_id),
        A::Merge { upsert, remove } => merge::decide(state, upsert, remove),
    }
}

pub fn not_found(path: &str, what: &str, id: &str) -> Refusal {
    Refusal::new(RefusalCode::NotFound, format!("there is no {what} {id:?}")).at(path).with("id", id)
}

pub fn already_exists(path: &str, what: &str, id: &str) -> Refusal {
    Refusal::new(RefusalCode::AlreadyExists, format!("there is a {what} {id:?} already")).at(path).with("id", id)
}

pub fn nothing_to_do(message: &str) -> Refusal {
    Refusal::new(RefusalCode::NothingToDo, message)
}

/// The status found and the ones that would do.
pub fn illegal(what: &str, found: &str, expected: &str) -> Refusal {
    let message = format!("{what} is {found}; this needs one that is {expected}");
    Refusal::new(RefusalCode::IllegalTransition, message).with("status", found).with("expected", expected)
}

pub fn item(facts: &Facts, id: &str, path: &str) -> Result<Ix, Refusal> {
    facts.items.ids.find_known(id).ok_or_else(|| not_found(path, "item", id))
}

pub fn shop(facts: &Facts, id: &str, path: &str) -> Result<Ix, Refusal> {
    facts.shops.ids.find_known(id).ok_or_else(|| not_found(path, "shop", id))
}

/// An item that has stock.
pub fn inventoried(facts: &Facts, id: &str, path: &str) -> Result<Ix, Refusal> {
    let ix = item(facts, id, path)?;
    if facts.items.get(ix).inventoried {
        return Ok(ix);
    }
    let message = format!("item {id:?} has no stock: it is not inventoried");
    Err(Refusal::new(RefusalCode::NotInventoried, message).at(path).with("itemId", id))
}

/// Lines of a new or edited document, those of zero units left out; each item must have stock.
pub fn new_lines(facts: &Facts, lines: &[NewLine], path: &str) -> Result<Vec<NewLine>, Refusal> {
    for (index, line) in lines.iter().enumerate() {
        inventoried(facts, &line.item_id, &format!("{path}[{index}].itemId"))?;
    }
    Ok(lines.iter().filter(|line| !line.quantity.is_zero()).cloned().collect())
}

/// Units by line: zero is as if the line were absent, the same line twice is summed. In the order of first mention.
pub fn summed(lines: &[LineUnits]) -> Vec<(String, Quantity)> {
    sum(lines.iter().map(|line| (line.line_id.as_str(), line.quantity)))
}

pub fn sum<'l>(lines: impl Iterator<Item = (&'l str, Quantity)>) -> Vec<(String, Quantity)> {
    let mut names = Names::default();
    let mut sums: Vec<(String, Quantity)> = Vec::new();
    for (id, quantity) in lines.filter(|(_, quantity)| !quantity.is_zero()) {
        match sums.get_mut(names.number(id) as usize) {
            Some((_, sum)) => *sum = sum.plus(quantity),
            None => sums.push((id.to_owned(), quantity)),
        }
    }
    sums
}

/// The first of the host's lines with this id, for a path.
pub fn line_path(lines: Option<&[LineUnits]>, id: &str, field: &str) -> String {
    let index = lines.and_then(|lines| lines.iter().position(|line| line.line_id == id));
    index.map_or_else(|| "lines".to_owned(), |index| format!("lines[{index}].{field}"))
}

/// The movements that a command makes. Their ids are derived from the command's.
pub struct Moves<'s> {
    state: &'s State,
    command: &'s Command,
    made: Vec<Movement>,
}

impl<'s> Moves<'s> {
    pub fn new(state: &'s State, command: &'s Command) -> Self {
        Self { state, command, made: Vec::new() }
    }

    /// The id that the next movement gets.
    pub fn next_id(&self) -> String {
        format!("{}:{}", self.command.id, self.made.len().saturating_add(1))
    }

    /// Adds a movement of `quantity` on a level.
    pub fn add(
        &mut self,
        item_id: &str,
        shop_id: &str,
        quantity: Quantity,
        reason: &str,
        source_id: Option<&str>,
    ) -> Result<&mut Movement, Refusal> {
        let id = self.next_id();
        if self.state.facts.adjustments.ids.find_known(&id).is_some() {
            return Err(already_exists("id", "adjustment", &id));
        }
        self.made.push(Movement {
            id,
            item_id: item_id.to_owned(),
            shop_id: shop_id.to_owned(),
            quantity,
            at: self.command.at,
            reason: reason.to_owned(),
            source_id: source_id.map(str::to_owned),
            reverses: None,
            note: None,
        });
        self.made.last_mut().ok_or_else(|| nothing_to_do("no movement"))
    }

    /// Puts `quantity` units of an outflow back, or of an inflow out again: the opposite movement, which reverses it.
    pub fn reverse(&mut self, adjustment: Ix, quantity: Quantity) -> Result<(), Refusal> {
        let facts = &self.state.facts;
        let record = facts.adjustment_record(adjustment);
        let signed = if record.quantity.is_negative() { quantity } else { quantity.negated() };
        let reverses = Some(record.id.to_owned());
        self.add(record.item_id, record.shop_id, signed, record.reason, record.source_id)?.reverses = reverses;
        Ok(())
    }

    pub fn done(self) -> Vec<Movement> {
        self.made
    }
}

/// What is left of an outflow: its net (rule 2) less what was refunded and not put back.
pub fn left_of(state: &State, adjustment: Ix) -> Quantity {
    let net = net_outflow(state, adjustment);
    net.minus(state.facts.adjustments.refunded_not_restocked(adjustment)).or_zero()
}

/// What an adjustment took out, less what reverses it.
pub fn net_outflow(state: &State, adjustment: Ix) -> Quantity {
    effective(state, adjustment, 0).negated().or_zero()
}

/// Rule 2 for one adjustment: its quantity and what reverses it on its level, never beyond 0. Only chains of reversals
/// are followed; the depth is bounded since a circle has no end.
fn effective(state: &State, adjustment: Ix, depth: u32) -> Quantity {
    const DEEPEST: u32 = 1_000;
    let adjustments = &state.facts.adjustments;
    let quantity = adjustments.quantity(adjustment);
    if depth >= DEEPEST {
        return quantity;
    }
    let level = adjustments.level(adjustment);
    let here = state.index.reversals_of(adjustment).iter().filter(|reversal| adjustments.level(**reversal) == level);
    let taken_back: Quantity = here.map(|reversal| effective(state, *reversal, depth.saturating_add(1))).sum();
    let left = quantity.plus(taken_back);
    if quantity.is_negative() { left.min(Quantity::ZERO) } else { left.max(Quantity::ZERO) }
}

/// The outflows of a document's item in a shop, the newest first: in this order a return takes them back.
pub fn newest_sources(state: &State, reason: Reason, document: Ix, item: Ix, shop: Ix) -> Vec<Ix> {
    let facts = &state.facts;
    let adjustments = &facts.adjustments;
    let Some(level) = facts.levels.find(item, shop) else { return Vec::new() };
    let is_source = |adjustment: &Ix| {
        adjustments.reason(*adjustment) == reason
            && adjustments.source(*adjustment) == document
            && adjustments.quantity(*adjustment).is_negative()
            && adjustments.reverses(*adjustment) == NONE
    };
    let mut sources: Vec<Ix> = state.index.adjustments_on(level).filter(is_source).collect();
    let key = |adjustment: Ix| (adjustments.get(adjustment).at, adjustments.ids.name(adjustment));
    sort_by(&mut sources, |a, b| key(*b).cmp(&key(*a)));
    sources
}
