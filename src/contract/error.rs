//! Errors: misuse and malformed input, each with a code, the exact path, and further findings in `details`.

use serde::Serialize;

use super::tree::Tree;

/// The contract's error codes that the core raises; the package adds those of its own life cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum ErrorCode {
    /// The input is not what the contract says; `path` names the place.
    InvalidInput,
    /// More than the engine can hold.
    TooLarge,
    /// The image's checksum does not fit: it was damaged.
    CorruptImage,
    /// Written by a newer version.
    UnsupportedVersion,
    /// Events are missing between the state and those given.
    Gap,
}

/// Thrown for misuse and malformed input, never for a refused command. No larger than a pointer: it is handed through by
/// hundreds of functions that do something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct InventoryError(Box<ErrorParts>);

/// What an error says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ErrorParts {
    pub code: ErrorCode,
    pub message: String,
    /// Where in the input, for example `adjustments[17].quantity`.
    pub path: Option<String>,
    /// `findings`: further ones, up to a limit.
    pub details: Tree,
}

impl InventoryError {
    pub fn new(code: ErrorCode, path: Option<String>, message: impl Into<String>) -> Self {
        Self::of(code, path, message.into())
    }

    pub fn invalid(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::of(ErrorCode::InvalidInput, Some(path.into()), message.into())
    }

    pub fn too_large(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::of(ErrorCode::TooLarge, Some(path.into()), message.into())
    }

    #[cold]
    #[inline(never)]
    fn of(code: ErrorCode, path: Option<String>, message: String) -> Self {
        Self(Box::new(ErrorParts { code, message, path, details: Tree::Object(Vec::new()) }))
    }

    /// The same at another place.
    #[must_use]
    pub fn at(mut self, path: Option<String>) -> Self {
        self.path = path;
        self
    }
}

impl std::ops::Deref for InventoryError {
    type Target = ErrorParts;
    fn deref(&self) -> &ErrorParts {
        &self.0
    }
}

impl std::ops::DerefMut for InventoryError {
    fn deref_mut(&mut self) -> &mut ErrorParts {
        &mut self.0
    }
}

impl std::fmt::Display for InventoryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.path {
            Some(path) if !path.is_empty() => write!(f, "{path}: {}", self.message),
            _ => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for InventoryError {}
