//! Everything that is known, and nothing that is derived.

use std::collections::VecDeque;

use super::adjustments::Adjustments;
use super::catalogue::{Item, Shop, Vendor};
use super::column::Ix;
use super::documents::{
    Lines, PurchaseOrder, PurchaseOrderLine, Receipt, Sale, Transfer, TransferLine, VendorReturn, VendorReturnLine,
};
use super::ids::Ids;
use super::levels::Levels;
use super::orders::Orders;
use super::table::Table;
use super::texts::Texts;
use crate::contract::outcome::DocumentKind;
use crate::contract::tree::Tree;
use crate::instant::Instant;
use crate::keyed::Map;
use crate::named::Named;

/// How many commands are remembered (rule 15).
const REMEMBERED: usize = 10_000;

/// A command that was applied (rule 15), with what history shows and undo needs.
#[derive(Clone, Debug, PartialEq)]
pub struct AppliedCommand {
    pub id: String,
    pub revision: u64,
    pub digest: String,
    /// None where the host handed over no more than the id.
    pub story: Option<Story>,
}

/// What a command did.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub kind: String,
    pub at: Instant,
    pub by: Option<String>,
    pub documents: Vec<(DocumentKind, String)>,
    /// (item, shop) of the levels whose QOH moved.
    pub levels: Vec<(String, String)>,
    /// Facts that undo needs and nothing else tells any more.
    pub before: Tree,
    pub undone: bool,
}

/// The host's facts, interned.
#[derive(Debug, Default)]
pub struct Facts {
    pub revision: u64,
    pub texts: Texts,
    pub shops: Table<Shop>,
    pub vendors: Table<Vendor>,
    pub items: Table<Item>,
    pub levels: Levels,
    pub sales: Table<Sale>,
    pub adjustments: Adjustments,
    pub purchase_orders: Table<PurchaseOrder>,
    pub purchase_order_lines: Lines<PurchaseOrderLine>,
    pub purchase_order_receipts: Map<Ix, Vec<Receipt>>,
    pub transfers: Table<Transfer>,
    pub transfer_lines: Lines<TransferLine>,
    pub transfer_receipts: Map<Ix, Vec<Receipt>>,
    pub vendor_returns: Table<VendorReturn>,
    pub vendor_return_lines: Lines<VendorReturnLine>,
    pub orders: Orders,
    /// By revision, the oldest first, unless a host gave some a revision beyond its own.
    pub commands: VecDeque<AppliedCommand>,
    /// Where a remembered command stands, counted from the first ever remembered.
    command_positions: Map<Ix, u64>,
    command_ids: Ids,
    forgotten: u64,
}

impl Facts {
    /// Remembers a command and gives the oldest one back if that is forgotten now.
    pub fn remember(&mut self, command: AppliedCommand) -> Option<AppliedCommand> {
        let position = self.forgotten.saturating_add(self.commands.len() as u64);
        let number = self.command_ids.intern(&command.id);
        self.command_positions.insert(number, position);
        self.commands.push_back(command);
        if self.commands.len() <= REMEMBERED {
            return None;
        }
        let oldest = self.commands.pop_front()?;
        self.forgotten = self.forgotten.saturating_add(1);
        self.forget(&oldest.id);
        Some(oldest)
    }

    /// The opposite of [`Facts::remember`].
    pub fn forget_newest(&mut self, forgotten: Option<AppliedCommand>) {
        if let Some(newest) = self.commands.pop_back() {
            self.forget(&newest.id);
        }
        if let Some(oldest) = forgotten {
            self.forgotten = self.forgotten.saturating_sub(1);
            let number = self.command_ids.intern(&oldest.id);
            self.command_positions.insert(number, self.forgotten);
            self.commands.push_front(oldest);
        }
    }

    fn forget(&mut self, id: &str) {
        if let Some(number) = self.command_ids.find(id) {
            self.command_positions.remove(&number);
        }
        // Ids are never given back one by one: now and then only those that are remembered are kept.
        if self.command_ids.numbers().len() > REMEMBERED.saturating_mul(4) {
            let mut ids = Ids::default();
            let position = |number: u64| self.forgotten.saturating_add(number);
            self.command_positions =
                (0..).zip(&self.commands).map(|(number, known)| (ids.intern(&known.id), position(number))).collect();
            self.command_ids = ids;
        }
    }

    fn position(&self, id: &str) -> Option<usize> {
        let position = *self.command_positions.get(&self.command_ids.find(id)?)?;
        position.checked_sub(self.forgotten).map(|position| position as usize)
    }

    /// A remembered command.
    pub fn command(&self, id: &str) -> Option<&AppliedCommand> {
        self.commands.get(self.position(id)?)
    }

    /// The remembered command that led to a revision, where it is the only one.
    pub fn command_of(&self, revision: u64) -> Option<&AppliedCommand> {
        let place = self.commands.partition_point(|command| command.revision < revision);
        let mut of_revision = self.commands.iter().skip(place).take_while(|command| command.revision == revision);
        of_revision.next().filter(|_| of_revision.next().is_none())
    }

    /// A remembered command, to be marked as undone.
    pub fn command_mut(&mut self, id: &str) -> Option<&mut AppliedCommand> {
        let position = self.position(id)?;
        self.commands.get_mut(position)
    }

    /// Whether a level counts at all (rule 1): services and labour have no stock.
    pub fn is_inventoried(&self, level: Ix) -> bool {
        self.items.get(self.levels.item(level)).inventoried
    }

    /// The lines of a purchase order by id.
    pub fn purchase_order_line_numbers(&self, ix: Ix) -> Named<'_, Ix> {
        let numbers = self.purchase_orders.get(ix).lines.numbers();
        numbers.map(|number| (self.texts.get(self.purchase_order_lines.get(number).id), number)).collect()
    }

    /// The lines of a transfer by id.
    pub fn transfer_line_numbers(&self, ix: Ix) -> Named<'_, Ix> {
        let numbers = self.transfers.get(ix).lines.numbers();
        numbers.map(|number| (self.texts.get(self.transfer_lines.get(number).id), number)).collect()
    }

    /// The lines of an order by id.
    pub fn order_line_numbers(&self, ix: Ix) -> Named<'_, Ix> {
        let numbers = self.orders.table.get(ix).lines.numbers();
        numbers.map(|number| (self.texts.get(self.orders.lines.get(number).id), number)).collect()
    }

    /// A shipment of an order by id.
    pub fn shipment_number(&self, order: Ix, id: &str) -> Option<Ix> {
        let mut numbers = self.orders.table.get(order).shipments.numbers();
        numbers.find(|number| self.texts.get(self.orders.shipments.get(*number).id) == id)
    }
}
