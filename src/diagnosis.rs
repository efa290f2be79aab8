//! Rule 10: why a row is there, the first that holds.

use crate::attribution::Source;
use crate::coverage::{Arrival, Coverage, in_transit};
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::column::Ix;
use crate::state::facts::Facts;
use crate::state::index::Index;

/// The contract's diagnoses, in the order in which they are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Diagnosis {
    /// No adjustment explains it.
    #[default]
    Unattributed = 0,
    /// The order no longer needs it, but QOH was not put back.
    RefundedNotRestocked = 1,
    /// Handed over already: the goods came in without a document.
    ShippedUncovered = 2,
    /// Sent for a transfer of which less has arrived than was sent.
    ExcessTransfer = 3,
    /// Covered by a document older than the sale: very likely sold before it was received.
    NotReceived = 4,
    /// Covered by a document made since.
    OnItsWay = 5,
    /// An open eCom order waits for stock that nobody has ordered yet.
    Backorder = 6,
    /// No incoming stock explains an in-store sale or a vendor return.
    MissingDocument = 7,
}

impl Diagnosis {
    pub const ALL: [Self; 8] = [
        Self::Unattributed,
        Self::RefundedNotRestocked,
        Self::ShippedUncovered,
        Self::ExcessTransfer,
        Self::NotReceived,
        Self::OnItsWay,
        Self::Backorder,
        Self::MissingDocument,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Unattributed => "unattributed",
            Self::RefundedNotRestocked => "refundedNotRestocked",
            Self::ShippedUncovered => "shippedUncovered",
            Self::ExcessTransfer => "excessTransfer",
            Self::NotReceived => "notReceived",
            Self::OnItsWay => "onItsWay",
            Self::Backorder => "backorder",
            Self::MissingDocument => "missingDocument",
        }
    }
}

/// Diagnoses the row of a source, of the eCom order `order`, covered as far as `coverage` says by `covering`.
pub fn diagnose<'a>(
    facts: &Facts,
    index: &Index,
    source: &Source,
    order: Option<Ix>,
    coverage: Coverage,
    mut covering: impl Iterator<Item = &'a Arrival>,
) -> Diagnosis {
    let adjustments = &facts.adjustments;
    if adjustments.refunded_not_restocked(source.adjustment).is_positive() {
        return Diagnosis::RefundedNotRestocked;
    }
    if order.is_some() {
        let lines = index.lines_of_adjustment(source.adjustment);
        let unshipped: Quantity = lines.map(|line| facts.orders.unshipped(line)).sum();
        if unshipped < source.uncovered {
            return Diagnosis::ShippedUncovered;
        }
    }
    if adjustments.reason(source.adjustment) == Reason::Transfer && is_in_transit(facts, source.adjustment) {
        return Diagnosis::ExcessTransfer;
    }
    if coverage == Coverage::Full {
        let all_older = covering.all(|arrival| arrival.made_at.is_some_and(|made_at| made_at < source.at));
        return if all_older { Diagnosis::NotReceived } else { Diagnosis::OnItsWay };
    }
    if order.is_some() { Diagnosis::Backorder } else { Diagnosis::MissingDocument }
}

/// Whether the item of a transfer's movement is still on its way with that transfer.
fn is_in_transit(facts: &Facts, adjustment: Ix) -> bool {
    let Some(transfer) = facts.transfers.known(facts.adjustments.source(adjustment)) else { return false };
    let item = facts.levels.item(facts.adjustments.level(adjustment));
    let lines = facts.transfer_lines.of(transfer.lines);
    lines.iter().any(|line| line.item == item && in_transit(&transfer, line).is_positive())
}
