//! eCom orders with their lines and shipments.

use super::column::{Ix, NONE};
use super::documents::{Lines, Span};
use super::table::Table;
use crate::instant::Instant;
use crate::quantity::Quantity;

/// A closed list of the contract's words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];

            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

words!(Payment { NotPaid = "notPaid", PartiallyPaid = "partiallyPaid", Paid = "paid", Refunded = "refunded" });
words!(Fraud { Unchecked = "unchecked", Cleared = "cleared", Fraudulent = "fraudulent" });
words!(Delivery { Ship = "ship", Pickup = "pickup" });
words!(ShipmentStatus {
    NotShipped = "notShipped",
    ReadyForPickup = "readyForPickup",
    Shipped = "shipped",
    PickedUp = "pickedUp",
    Cancelled = "cancelled",
});

impl ShipmentStatus {
    /// The goods wait to be handed over.
    pub fn is_waiting(self) -> bool {
        matches!(self, Self::NotShipped | Self::ReadyForPickup)
    }

    /// The goods are with the customer.
    pub fn is_handed_over(self) -> bool {
        matches!(self, Self::Shipped | Self::PickedUp)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub number: Ix,
    pub placed_at: Instant,
    pub customer: Ix,
    pub due_at: Option<Instant>,
    pub payment: Payment,
    pub fraud: Fraud,
    pub delivery: Delivery,
    pub cancelled: bool,
    /// Rule 5: higher is served first.
    pub priority: f64,
    pub lines: Span,
    pub shipments: Span,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            number: NONE,
            placed_at: 0,
            customer: NONE,
            due_at: None,
            payment: Payment::NotPaid,
            fraud: Fraud::Unchecked,
            delivery: Delivery::Ship,
            cancelled: false,
            priority: 0.0,
            lines: Span::default(),
            shipments: Span::default(),
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct OrderLine {
    pub order: Ix,
    pub id: Ix,
    pub item: Ix,
    pub shop: Ix,
    pub level: Ix,
    pub quantity: Quantity,
    pub refunded: Quantity,
    pub returned: Quantity,
    /// The sale adjustment that the host names.
    pub adjustment: Ix,
    /// The sale adjustment that the line meets: the named one, or the one found by the contract's k-th rule.
    pub link: Ix,
    /// Units shipped or picked up.
    pub handed_over: Quantity,
}

impl Default for OrderLine {
    fn default() -> Self {
        Self {
            order: NONE,
            id: NONE,
            item: NONE,
            shop: NONE,
            level: NONE,
            quantity: Quantity::ZERO,
            refunded: Quantity::ZERO,
            returned: Quantity::ZERO,
            adjustment: NONE,
            link: NONE,
            handed_over: Quantity::ZERO,
        }
    }
}

impl OrderLine {
    /// The adjustment that the line met, else the one that it names.
    pub fn meets(&self) -> Ix {
        if self.link == NONE { self.adjustment } else { self.link }
    }

    /// Sold, not refunded, not handed over; of an order that is not cancelled.
    pub fn unshipped(&self) -> Quantity {
        self.quantity.minus(self.refunded).minus(self.handed_over).or_zero()
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Shipment {
    pub order: Ix,
    pub id: Ix,
    pub number: Ix,
    pub created_at: Option<Instant>,
    pub status: ShipmentStatus,
    pub tracking_number: Ix,
    pub shipped_in_pos: bool,
    pub forced: Option<Forced>,
    pub lines: Span,
}

impl Default for Shipment {
    fn default() -> Self {
        Self {
            order: NONE,
            id: NONE,
            number: NONE,
            created_at: None,
            status: ShipmentStatus::NotShipped,
            tracking_number: NONE,
            shipped_in_pos: false,
            forced: None,
            lines: Span::default(),
        }
    }
}

/// A gate overridden, with its reason.
#[derive(Clone, Copy, Debug)]
pub struct Forced {
    pub reason: Ix,
    pub at: Instant,
    pub by: Ix,
}

#[derive(Clone, Copy, Debug)]
pub struct ShipmentLine {
    /// The order line's id as given.
    pub id: Ix,
    /// The order line, or none where the id names none.
    pub line: Ix,
    pub quantity: Quantity,
}

impl Default for ShipmentLine {
    fn default() -> Self {
        Self { id: NONE, line: NONE, quantity: Quantity::ZERO }
    }
}

/// All orders.
#[derive(Debug, Default)]
pub struct Orders {
    pub table: Table<Order>,
    pub lines: Lines<OrderLine>,
    pub shipments: Lines<Shipment>,
    pub shipment_lines: Lines<ShipmentLine>,
}

impl Orders {
    /// The unshipped units of a line: none once its order is cancelled.
    #[inline]
    pub fn unshipped(&self, line: Ix) -> Quantity {
        let line = self.lines.get(line);
        if self.table.get(line.order).cancelled { Quantity::ZERO } else { line.unshipped() }
    }
}
