//! How a snapshot is taken in.

use super::from_tree::{from_tree, words_from_tree};

/// A record that names an item or shop that is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnUnknown {
    /// The load is refused.
    #[default]
    Refuse,
    /// The record is skipped and becomes a finding.
    Skip,
}

/// The contract's LoadOptions; `locale` belongs to the package, which ranks texts with `Intl.Collator`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadOptions {
    /// Count purchase orders that are not yet ordered as incoming (rule 6). Default true.
    pub open_purchase_orders: Option<bool>,
    /// Default: refuse.
    pub on_unknown: Option<OnUnknown>,
}

impl LoadOptions {
    pub fn counts_open_purchase_orders(&self) -> bool {
        self.open_purchase_orders.unwrap_or(true)
    }

    pub fn skips_unknown(&self) -> bool {
        self.on_unknown == Some(OnUnknown::Skip)
    }
}

words_from_tree! {
    OnUnknown { Refuse, Skip }
}
from_tree! {
    LoadOptions { open_purchase_orders, on_unknown }
}
