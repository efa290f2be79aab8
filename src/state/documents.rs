//! What documents share: a run of lines in a table of all lines, and the receipts taken in.

use super::column::{Column, Ix, NONE};
use crate::instant::Instant;
use crate::quantity::Quantity;

/// A run of records in a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Span {
    pub start: u32,
    pub len: u32,
}

impl Span {
    pub fn numbers(self) -> std::ops::Range<Ix> {
        self.start..self.start.saturating_add(self.len)
    }
}

/// The lines of all documents of one kind. An edited document gets a new run; the old one is dropped when written out.
#[derive(Debug)]
pub struct Lines<T>(Vec<T>);

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy + Default> Lines<T> {
    /// Adds the lines of one document.
    pub fn add(&mut self, lines: impl IntoIterator<Item = T>) -> Span {
        let start = self.0.len() as u32;
        self.0.extend(lines);
        Span { start, len: (self.0.len() as u32).saturating_sub(start) }
    }

    /// The memory that they take.
    #[cfg(target_arch = "wasm32")]
    pub fn bytes(&self) -> usize {
        size_of_val(self.0.as_slice())
    }

    pub fn get(&self, ix: Ix) -> T {
        self.0.at(ix)
    }

    pub fn set(&mut self, ix: Ix, line: T) {
        self.0.put(ix, line);
    }

    pub fn of(&self, span: Span) -> &[T] {
        let numbers = span.numbers();
        self.0.get(numbers.start as usize..numbers.end as usize).unwrap_or_default()
    }

    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }

    pub fn len(&self) -> u32 {
        self.0.len() as u32
    }
}

/// One delivery taken in, by the command that did it.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub command: Ix,
    pub at: Instant,
    pub by: Ix,
    pub reversed: bool,
    /// Line id and quantity.
    pub lines: Vec<(Ix, Quantity)>,
}

/// A purchase order.
///
/// Open → ordered → check-in → finished → archived, by rule 8 and in this order of precedence: archived, finished,
/// check-in (something received), ordered (`ordered_at` set), open.
#[derive(Clone, Copy, Debug)]
pub struct PurchaseOrder {
    pub number: Ix,
    pub vendor: Ix,
    pub shop: Ix,
    pub created_at: Option<Instant>,
    pub ordered_at: Option<Instant>,
    pub expected_at: Option<Instant>,
    pub finished: bool,
    pub archived: bool,
    pub lines: Span,
}

impl Default for PurchaseOrder {
    fn default() -> Self {
        Self {
            number: NONE,
            vendor: NONE,
            shop: NONE,
            created_at: None,
            ordered_at: None,
            expected_at: None,
            finished: false,
            archived: false,
            lines: Span::default(),
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct PurchaseOrderLine {
    pub document: Ix,
    pub id: Ix,
    pub item: Ix,
    pub level: Ix,
    pub ordered: Quantity,
    pub received: Quantity,
    pub counted: Quantity,
    pub unit_cost: Option<Quantity>,
}

impl Default for PurchaseOrderLine {
    fn default() -> Self {
        Self {
            document: NONE,
            id: NONE,
            item: NONE,
            level: NONE,
            ordered: Quantity::ZERO,
            received: Quantity::ZERO,
            counted: Quantity::ZERO,
            unit_cost: None,
        }
    }
}

/// A transfer between two shops.
///
/// Open → sent → received → archived, by rule 8: archived, received (sent and nothing in transit), sent (`sent_at` set), open.
#[derive(Clone, Copy, Debug)]
pub struct Transfer {
    pub number: Ix,
    pub from_shop: Ix,
    pub to_shop: Ix,
    pub created_at: Option<Instant>,
    pub sent_at: Option<Instant>,
    pub expected_at: Option<Instant>,
    pub archived: bool,
    pub lines: Span,
}

impl Default for Transfer {
    fn default() -> Self {
        Self {
            number: NONE,
            from_shop: NONE,
            to_shop: NONE,
            created_at: None,
            sent_at: None,
            expected_at: None,
            archived: false,
            lines: Span::default(),
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct TransferLine {
    pub document: Ix,
    pub id: Ix,
    pub item: Ix,
    /// The receiver's level.
    pub level: Ix,
    pub requested: Quantity,
    pub sent: Quantity,
    pub received: Quantity,
    pub returned: Quantity,
}

impl Default for TransferLine {
    fn default() -> Self {
        Self {
            document: NONE,
            id: NONE,
            item: NONE,
            level: NONE,
            requested: Quantity::ZERO,
            sent: Quantity::ZERO,
            received: Quantity::ZERO,
            returned: Quantity::ZERO,
        }
    }
}

/// A return to the vendor: open → sent → archived.
#[derive(Clone, Copy, Debug)]
pub struct VendorReturn {
    pub number: Ix,
    pub vendor: Ix,
    pub shop: Ix,
    pub sent_at: Option<Instant>,
    pub archived: bool,
    pub lines: Span,
}

impl Default for VendorReturn {
    fn default() -> Self {
        Self { number: NONE, vendor: NONE, shop: NONE, sent_at: None, archived: false, lines: Span::default() }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct VendorReturnLine {
    pub id: Ix,
    pub item: Ix,
    pub quantity: Quantity,
}

impl Default for VendorReturnLine {
    fn default() -> Self {
        Self { id: NONE, item: NONE, quantity: Quantity::ZERO }
    }
}

/// A sale: the till's, or the one that recorded an eCom order.
#[derive(Clone, Copy, Debug)]
pub struct Sale {
    pub number: Ix,
    pub shop: Ix,
    pub completed_at: Instant,
    pub order: Ix,
}

impl Default for Sale {
    fn default() -> Self {
        Self { number: NONE, shop: NONE, completed_at: 0, order: NONE }
    }
}
