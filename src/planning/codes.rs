//! What a scanned code means: an item by one of its five codes, exactly, else without leading zeros.
//!
//! A scanner pads a UPC to an EAN or leaves its leading zeros out, so the zeros decide only where several items are left.

use crate::named::Names;
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
pub struct Codes<'c> {
    names: Names<'c>,
    meant: Vec<Meant>,
}

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
        let (mut names, mut meant) = (Names::default(), Vec::new());
        let (mut significants, mut by_significant): (Names<'c>, Vec<Vec<(u32, &'c str)>>) = Default::default();
        for code in codes.map(trimmed).filter(|code| !code.is_empty()) {
            if names.add(code) {
                let number = meant.len() as u32;
                meant.push(Meant::default());
                if significants.add(significant(code)) {
                    by_significant.push(Vec::new());
                }
                let same = significants.find(significant(code)).and_then(|same| by_significant.get_mut(same as usize));
                same.into_iter().for_each(|same| same.push((number, code)));
            }
        }
        for item in facts.items.ids.numbers().filter(|item| facts.items.ids.is_known(*item)) {
            for text in facts.items.get(item).codes.map(|code| trimmed(facts.texts.get(code))) {
                if text.is_empty() {
                    continue;
                }
                let Some(same) = significants.find(significant(text)) else { continue };
                for (number, code) in by_significant.get(same as usize).into_iter().flatten() {
                    let Some(meant) = meant.get_mut(*number as usize) else { continue };
                    let items = if *code == text { &mut meant.exactly } else { &mut meant.nearly };
                    // One item may have the same code twice, as its UPC and as its SKU.
                    if items.last() != Some(&item) {
                        items.push(item);
                    }
                }
            }
        }
        Self { names, meant }
    }

    /// The items that a trimmed code may mean.
    pub fn items(&self, code: &str) -> &[Ix] {
        match self.names.find(code).and_then(|number| self.meant.get(number as usize)) {
            Some(meant) if !meant.exactly.is_empty() => &meant.exactly,
            Some(meant) => &meant.nearly,
            None => &[],
        }
    }
}
