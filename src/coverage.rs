//! Rules 6, 7 and 9: what is on its way to a level, in which order it arrives, and which uncovered units it covers.

use std::cmp::Ordering;

use crate::instant::{self, Instant};
use crate::keyed::Key;
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::documents::{PurchaseOrder, PurchaseOrderLine, Transfer, TransferLine};
use crate::state::facts::Facts;
use crate::status::{self, TransferStatus};

/// A line of a purchase order or a transfer, as a number for the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IncomingRef {
    PurchaseOrder(Ix),
    Transfer(Ix),
}

/// Rule 6: what a line of a purchase order still brings; per line, so that one line's excess never offsets another.
pub fn outstanding(document: &PurchaseOrder, line: &PurchaseOrderLine) -> Quantity {
    if document.finished || document.archived {
        return Quantity::ZERO;
    }
    line.ordered.minus(line.received).or_zero()
}

/// Rule 7: what a line of a transfer still brings, from Send until archived.
pub fn in_transit(document: &Transfer, line: &TransferLine) -> Quantity {
    if document.archived || document.sent_at.is_none() {
        return Quantity::ZERO;
    }
    line.sent.minus(line.received).minus(line.returned).or_zero()
}

/// What a level's uncovered units may wait for.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    pub line: IncomingRef,
    pub document: Ix,
    pub outstanding: Quantity,
    pub expected_at: Option<Instant>,
    /// Not ordered yet: comes after everything that is on its way.
    is_open: bool,
    /// When it was ordered or sent, else made.
    placed_at: Option<Instant>,
    /// When it was made, else ordered or sent: its age (rule 10).
    pub made_at: Option<Instant>,
}

impl Arrival {
    /// The incoming line of an index entry.
    pub fn new(facts: &Facts, line: IncomingRef) -> Self {
        match line {
            IncomingRef::PurchaseOrder(number) => {
                let record = facts.purchase_order_lines.get(number);
                let document = facts.purchase_orders.get(record.document);
                Self {
                    line,
                    document: record.document,
                    outstanding: outstanding(&document, &record),
                    expected_at: expected_at(facts, &document),
                    is_open: status::is_open(facts, record.document),
                    placed_at: document.ordered_at.or(document.created_at),
                    made_at: document.created_at.or(document.ordered_at),
                }
            }
            IncomingRef::Transfer(number) => {
                let record = facts.transfer_lines.get(number);
                let document = facts.transfers.get(record.document);
                Self {
                    line,
                    document: record.document,
                    outstanding: in_transit(&document, &record),
                    expected_at: document.expected_at,
                    is_open: status::transfer(facts, record.document) == TransferStatus::Open,
                    placed_at: document.sent_at.or(document.created_at),
                    made_at: document.created_at.or(document.sent_at),
                }
            }
        }
    }

    /// The id of its document.
    pub fn document_id<'f>(&self, facts: &'f Facts) -> &'f str {
        match self.line {
            IncomingRef::PurchaseOrder(_) => facts.purchase_orders.ids.name(self.document),
            IncomingRef::Transfer(_) => facts.transfers.ids.name(self.document),
        }
    }

    /// The id of its line.
    pub fn line_id<'f>(&self, facts: &'f Facts) -> &'f str {
        match self.line {
            IncomingRef::PurchaseOrder(number) => facts.texts.get(facts.purchase_order_lines.get(number).id),
            IncomingRef::Transfer(number) => facts.texts.get(facts.transfer_lines.get(number).id),
        }
    }

    /// Rule 9: what is on its way before what is not ordered yet; by expected date, then by when it was placed, unknown
    /// last; then by document and line.
    fn before(&self, other: &Self, facts: &Facts) -> Ordering {
        let unknown_last = |at: Option<Instant>| at.unwrap_or(Instant::MAX);
        let key =
            |arrival: &Self| (arrival.is_open, unknown_last(arrival.expected_at), unknown_last(arrival.placed_at));
        key(self)
            .cmp(&key(other))
            .then_with(|| self.document_id(facts).cmp(other.document_id(facts)))
            .then_with(|| self.line_id(facts).cmp(other.line_id(facts)))
            .then_with(|| self.line.cmp(&other.line))
    }
}

/// A purchase order's date: as given, else by its vendor's lead time.
fn expected_at(facts: &Facts, document: &PurchaseOrder) -> Option<Instant> {
    document.expected_at.or_else(|| {
        let days = facts.vendors.known(document.vendor)?.lead_time_days?;
        Some(instant::plus_days(document.ordered_at?, days))
    })
}

/// Purchase orders' lines before transfers', each by number; there are never so many lines that they reach bit 31.
impl Key for (Ix, IncomingRef) {
    fn number(self) -> u64 {
        const TRANSFER: u32 = 1 << 31;
        let line = match self.1 {
            IncomingRef::PurchaseOrder(number) => number & !TRANSFER,
            IncomingRef::Transfer(number) => number | TRANSFER,
        };
        (self.0, line).number()
    }
    fn of(number: u64) -> Self {
        const TRANSFER: u32 = 1 << 31;
        let (level, line) = <(u32, u32)>::of(number);
        let is_transfer = line & TRANSFER != 0;
        let line = line & !TRANSFER;
        (level, if is_transfer { IncomingRef::Transfer(line) } else { IncomingRef::PurchaseOrder(line) })
    }
}

/// Sorts arrivals by rule 9.
pub fn sort(arrivals: &mut [Arrival], facts: &Facts) {
    if arrivals.len() > 1 {
        sort_by(arrivals, |a, b| a.before(b, facts));
    }
}

/// How far incoming stock covers a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Coverage {
    #[default]
    None = 0,
    Partial = 1,
    Full = 2,
}

impl Coverage {
    pub const ALL: [Self; 3] = [Self::None, Self::Partial, Self::Full];

    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Partial => "partial",
            Self::Full => "full",
        }
    }
}

/// Units of one row that one arrival covers, or that nothing does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Position among the rows.
    pub row: usize,
    /// Position among the arrivals.
    pub arrival: Option<usize>,
    pub quantity: Quantity,
}

/// Matches uncovered units, row after row, to arrivals in their order. Rows of 0 units have no piece.
pub fn cover(uncovered: impl Iterator<Item = Quantity>, arrivals: &[Arrival], pieces: &mut Vec<Piece>) {
    let mut stock = arrivals.iter().map(|arrival| arrival.outstanding).enumerate();
    let mut current = stock.next();
    for (row, mut missing) in uncovered.enumerate() {
        while missing.is_positive() {
            let Some((arrival, left)) = &mut current else {
                pieces.push(Piece { row, arrival: None, quantity: missing });
                break;
            };
            let quantity = missing.min(*left);
            if quantity.is_positive() {
                pieces.push(Piece { row, arrival: Some(*arrival), quantity });
            }
            missing = missing.minus(quantity);
            *left = left.minus(quantity);
            if left.is_zero() {
                current = stock.next();
            }
        }
    }
}
