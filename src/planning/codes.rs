//! What a scanned code means: an item by one of its five codes, exactly, else without leading zeros.
//!
//! A scanner pads a UPC to an EAN or leaves its leading zeros out, so the zeros decide only where several items are left.

use std::collections::HashMap;

use crate::state::column::Ix;
use crate::state::facts::Facts;

/// The items that a code may mean, by number.
#[derive(Clone, Debug, Default)]
struct Meant {
    /// As it was scanned.
    exactly: Vec<Ix>,
    /// But for leading zeros.
    nearly: Vec<Ix>,
}

/// What a list of codes means.
#[derive(Debug)]
pub struct Codes<'c>(HashMap<&'c str, Meant>);

/// A code without the blanks that a scanner or an export left around it.
pub fn trimmed(code: &str) -> &str {
    code.trim_ascii()
}

/// The part of a code that zeros in front do not change.
fn significant(code: &str) -> &str {
    code.trim_start_matches('0')
}

impl<'c> Codes<'c> {
    /// Looks all codes up in one pass over the items.
    pub fn new(facts: &Facts, codes: impl Iterator<Item = &'c str>) -> Self {
        let mut meant: HashMap<&'c str, Meant> = HashMap::new();
        let mut by_significant: HashMap<&'c str, Vec<&'c str>> = HashMap::new();
        for code in codes.map(trimmed).filter(|code| !code.is_empty()) {
            if meant.insert(code, Meant::default()).is_none() {
                by_significant.entry(significant(code)).or_default().push(code);
            }
        }
        for item in facts.items.ids.numbers().filter(|item| facts.items.ids.is_known(*item)) {
            for text in facts.items.get(item).codes.map(|code| trimmed(facts.texts.get(code))) {
                if text.is_empty() {
                    continue;
                }
                for code in by_significant.get(significant(text)).into_iter().flatten() {
                    let Some(meant) = meant.get_mut(code) else { continue };
                    let items = if *code == text { &mut meant.exactly } else { &mut meant.nearly };
                    // One item may have the same code twice, as its UPC and as its SKU.
                    if items.last() != Some(&item) {
                        items.push(item);
                    }
                }
            }
        }
        Self(meant)
    }

    /// The items that a trimmed code may mean.
    pub fn items(&self, code: &str) -> &[Ix] {
        match self.0.get(code) {
            Some(meant) if !meant.exactly.is_empty() => &meant.exactly,
            Some(meant) => &meant.nearly,
            None => &[],
        }
    }
}
