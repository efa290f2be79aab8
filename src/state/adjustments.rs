//! Adjustments: the signed stock movements, two million of them in a large chain, hence columns.

use super::column::{Column, Ix, NONE, grow, some};
use super::ids::Ids;
use super::rare::Rare;
use crate::instant::Instant;
use crate::quantity::Quantity;

/// The three reasons of the trade, and `other`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Reason {
    Sale = 0,
    VendorReturn = 1,
    Transfer = 2,
    #[default]
    Other = 3,
}

impl Reason {
    pub const ALL: [Self; 4] = [Self::Sale, Self::VendorReturn, Self::Transfer, Self::Other];

    /// The reason for the host's word: any that is not the trade's is `other`.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|reason| reason.word() == word).unwrap_or_default()
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::VendorReturn => "vendorReturn",
            Self::Transfer => "transfer",
            Self::Other => "other",
        }
    }
}

/// One movement, read out of its columns.
#[derive(Clone, Copy, Debug, Default)]
pub struct Adjustment {
    pub level: Ix,
    pub quantity: Quantity,
    pub at: Instant,
    pub reason: Reason,
    /// A sale, vendor return, transfer or, for `other`, purchase order: a number of that table.
    pub source: Ix,
}

/// The movements, column by column; what few of them have stands apart.
#[derive(Debug, Default)]
pub struct Adjustments {
    pub ids: Ids,
    levels: Vec<Ix>,
    quantities: Vec<Quantity>,
    instants: Vec<Instant>,
    reasons: Vec<Reason>,
    sources: Vec<Ix>,
    reverses: Rare<Ix>,
    refunded_not_restocked: Rare<Quantity>,
    notes: Rare<Ix>,
    /// The host's own word for a reason that is not the trade's.
    words: Rare<Ix>,
}

/// What only few movements have.
#[derive(Clone, Copy, Debug)]
pub struct Extras {
    pub reverses: Ix,
    pub refunded_not_restocked: Quantity,
    pub note: Ix,
    pub word: Ix,
}

impl Default for Extras {
    fn default() -> Self {
        Self { reverses: NONE, refunded_not_restocked: Quantity::ZERO, note: NONE, word: NONE }
    }
}

impl Adjustments {
    /// Makes room for so many movements.
    pub fn reserve(&mut self, count: u32) {
        let count = count as usize;
        self.levels.reserve(count);
        self.quantities.reserve(count);
        self.instants.reserve(count);
        self.reasons.reserve(count);
        self.sources.reserve(count);
    }

    /// Sets a movement; its id must be interned.
    pub fn set(&mut self, ix: Ix, movement: Adjustment) {
        grow(&mut self.levels, ix, NONE);
        grow(&mut self.quantities, ix, Quantity::ZERO);
        grow(&mut self.instants, ix, 0);
        grow(&mut self.reasons, ix, Reason::Other);
        grow(&mut self.sources, ix, NONE);
        self.levels.put(ix, movement.level);
        self.quantities.put(ix, movement.quantity);
        self.instants.put(ix, movement.at);
        self.reasons.put(ix, movement.reason);
        self.sources.put(ix, movement.source);
    }

    pub fn set_extras(&mut self, ix: Ix, extras: Extras) {
        let refunded = extras.refunded_not_restocked;
        self.reverses.set(ix, some(extras.reverses));
        self.refunded_not_restocked.set(ix, (!refunded.is_zero()).then_some(refunded));
        self.notes.set(ix, some(extras.note));
        self.words.set(ix, some(extras.word));
    }

    pub fn set_level(&mut self, ix: Ix, level: Ix) {
        self.levels.put(ix, level);
    }

    pub fn get(&self, ix: Ix) -> Adjustment {
        Adjustment {
            level: self.level(ix),
            quantity: self.quantity(ix),
            at: self.instants.at(ix),
            reason: self.reason(ix),
            source: self.source(ix),
        }
    }

    pub fn extras(&self, ix: Ix) -> Extras {
        Extras {
            reverses: self.reverses(ix),
            refunded_not_restocked: self.refunded_not_restocked(ix),
            note: self.notes.get(ix).copied().unwrap_or(NONE),
            word: self.words.get(ix).copied().unwrap_or(NONE),
        }
    }

    pub fn level(&self, ix: Ix) -> Ix {
        self.levels.at_or(ix, NONE)
    }

    pub fn quantity(&self, ix: Ix) -> Quantity {
        self.quantities.at(ix)
    }

    pub fn reason(&self, ix: Ix) -> Reason {
        self.reasons.at(ix)
    }

    pub fn source(&self, ix: Ix) -> Ix {
        self.sources.at_or(ix, NONE)
    }

    pub fn reverses(&self, ix: Ix) -> Ix {
        self.reverses.get(ix).copied().unwrap_or(NONE)
    }

    pub fn refunded_not_restocked(&self, ix: Ix) -> Quantity {
        self.refunded_not_restocked.get(ix).copied().unwrap_or_default()
    }
}
