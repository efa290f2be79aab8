//! What a command answers.

use serde::Serialize;

use super::event::Event;
use super::tree::Tree;
use crate::keyed::Key;
use crate::quantity::Quantity;

/// Accepted with events and changes, or refused with a reason; nothing in between exists.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Outcome {
    Accepted(Box<Accepted>),
    Refused(Refused),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Accepted {
    pub ok: bool,
    pub revision: u64,
    /// Every command had been applied before.
    pub duplicate: bool,
    pub events: Vec<Event>,
    pub changes: Changes,
}

/// Nothing happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refused {
    pub ok: bool,
    pub revision: u64,
    /// Which of the commands given.
    pub index: u32,
    pub refusal: Refusal,
}

/// Why nothing happened; no larger than a pointer, as an error is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Refusal(Box<RefusalParts>);

/// What a refusal says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RefusalParts {
    pub code: RefusalCode,
    pub message: String,
    pub path: Option<String>,
    pub details: Tree,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RefusalCode {
    NotFound,
    AlreadyExists,
    IdReused,
    Conflict,
    IllegalTransition,
    OverReceipt,
    OverReturn,
    OverRefund,
    OverShipment,
    NotPaid,
    FraudNotCleared,
    NotOnShelf,
    NothingToDo,
    NotInventoried,
    NotReversible,
    OutOfRange,
}

impl Refusal {
    pub fn new(code: RefusalCode, message: impl Into<String>) -> Self {
        Self::of(code, message.into())
    }

    #[cold]
    #[inline(never)]
    fn of(code: RefusalCode, message: String) -> Self {
        Self(Box::new(RefusalParts { code, message, path: None, details: Tree::Object(Vec::new()) }))
    }

    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.set_path(path.into());
        self
    }

    #[cold]
    #[inline(never)]
    fn set_path(&mut self, path: String) {
        self.0.path = Some(path);
    }

    #[cold]
    #[inline(never)]
    fn set_detail(&mut self, name: &'static str, value: Tree) {
        self.0.details.insert(name, value);
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Tree>) -> Self {
        self.set_detail(name, value.into());
        self
    }
}

/// What the host redraws.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    pub rows_added: Vec<String>,
    pub rows_changed: Vec<String>,
    pub rows_removed: Vec<String>,
    pub levels: Vec<ChangedLevel>,
    pub documents: Vec<ChangedDocument>,
    /// Orders of which every unshipped unit came on the shelf, or stopped being so (rule 13).
    pub orders_ready: Vec<String>,
    pub orders_no_longer_ready: Vec<String>,
    /// Levels whose rows cannot be told without movements older than their `historyFrom`.
    pub needs_history: Vec<LevelRef>,
}

/// A level by its item and shop.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LevelRef {
    pub item_id: String,
    pub shop_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangedLevel {
    pub item_id: String,
    pub shop_id: String,
    pub qoh: Quantity,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ChangedDocument {
    #[serde(rename = "type")]
    pub kind: DocumentKind,
    pub id: String,
}

impl Key for (DocumentKind, u32) {
    fn number(self) -> u64 {
        (self.0 as u32, self.1).number()
    }
    fn of(number: u64) -> Self {
        let (kind, ix) = <(u32, u32)>::of(number);
        (DocumentKind::ALL.get(kind as usize).copied().unwrap_or(DocumentKind::Order), ix)
    }
}

impl DocumentKind {
    const ALL: [Self; 5] = [Self::Order, Self::PurchaseOrder, Self::Sale, Self::Transfer, Self::VendorReturn];
}

/// In the order of their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DocumentKind {
    Order,
    PurchaseOrder,
    Sale,
    Transfer,
    VendorReturn,
}

impl std::ops::Deref for Refusal {
    type Target = RefusalParts;
    fn deref(&self) -> &RefusalParts {
        &self.0
    }
}

impl std::ops::DerefMut for Refusal {
    fn deref_mut(&mut self) -> &mut RefusalParts {
        &mut self.0
    }
}
