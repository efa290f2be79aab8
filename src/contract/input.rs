//! Small inputs, queries among them, from whatever serde reads: first a tree, then what the contract says of it.

use serde::de::Deserializer;

use super::error::InventoryError;
use super::from_tree::{self, At, FromTree};
use super::tree::{self, Tree};
use crate::instant::Instant;

/// Reads a small input; what is wrong becomes `invalidInput` with its path.
pub fn read<'de, T: FromTree, D: Deserializer<'de>>(input: D) -> Result<T, InventoryError>
where
    D::Error: std::fmt::Display,
{
    from_tree::read(&tree(input)?, "")
}

/// Takes any plain value in; what is none becomes `invalidInput` with its path.
pub fn tree<'de, D: Deserializer<'de>>(input: D) -> Result<Tree, InventoryError>
where
    D::Error: std::fmt::Display,
{
    tree::read(input).map_err(|(path, error)| InventoryError::invalid(path, error.to_string()))
}

/// An instant as the host gives it: ISO 8601 with an offset, or epoch milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstantInput(pub Instant);

impl FromTree for InstantInput {
    fn from_tree(at: &At<'_>) -> Self {
        Self(Instant::from_tree(at))
    }
}
