//! What could not be read at all, and where. The path grows outward from it while the error passes, so that a sound input
//! costs nothing.

use super::error::InventoryError;

#[derive(Debug)]
pub struct Misfit(Box<Parts>);

#[derive(Debug)]
pub struct Parts {
    path: String,
    pub message: String,
}

impl Misfit {
    #[cold]
    #[inline(never)]
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Parts { path: String::new(), message: message.into() }))
    }

    /// It stands in an element of a list.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn at_index(self, index: usize) -> Self {
        self.below(format!("[{index}]"))
    }

    /// It stands in a field of an object.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn in_field(self, name: &str) -> Self {
        self.below(name.to_owned())
    }

    fn below(mut self, mut step: String) -> Self {
        if !self.0.path.is_empty() && !self.0.path.starts_with('[') {
            step.push('.');
        }
        step.push_str(&self.0.path);
        self.0.path = step;
        self
    }
}

impl From<Misfit> for InventoryError {
    fn from(Misfit(parts): Misfit) -> Self {
        InventoryError::invalid(parts.path, parts.message)
    }
}

impl std::ops::Deref for Misfit {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl std::ops::DerefMut for Misfit {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}
