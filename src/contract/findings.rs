//! What is wrong with an input: each place with its path, the first as the error, further ones as its details.

use super::error::InventoryError;
use super::into_tree::object;
use super::tree::Tree;

/// More findings than anybody reads in one sitting are counted, not listed.
const LIMIT: usize = 100;

/// Where a record stands in the input; a path is written only when there is something to say.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    pub parent: Option<&'p Place<'p>>,
    pub list: &'static str,
    pub index: u32,
}

impl Place<'_> {
    /// The index of a record that stands alone, and not in a list.
    pub const ALONE: u32 = u32::MAX;

    pub fn path(&self) -> String {
        let mut path = self.parent.map(Place::path).unwrap_or_default();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(self.list);
        if self.index != Self::ALONE {
            path.push_str(&format!("[{}]", self.index));
        }
        path
    }

    pub fn field(&self, name: &str) -> String {
        format!("{}.{name}", self.path())
    }
}

/// The findings of one input.
#[derive(Debug, Default)]
pub struct Findings {
    found: Vec<(String, String)>,
    count: usize,
}

impl Findings {
    pub fn add(&mut self, path: impl FnOnce() -> String, message: impl Into<String>) {
        self.count = self.count.saturating_add(1);
        if self.found.len() <= LIMIT {
            self.found.push((path(), message.into()));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The first finding as the error, the others in `details.findings`, and how many there are in `details.count`.
    pub fn into_error(self) -> Option<InventoryError> {
        let mut found = self.found.into_iter();
        let (path, message) = found.next()?;
        let mut error = InventoryError::invalid(path, message);
        let further = found.map(|(path, message)| object! {"path": path, "message": message}).collect();
        error.details.insert("findings", Tree::List(further));
        error.details.insert("count", Tree::Number(self.count as f64));
        Some(error)
    }
}
