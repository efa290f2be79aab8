//! Small inputs, queries among them: what serde reads, with the path of the first thing that is wrong.

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use super::error::InventoryError;
use crate::instant::{self, Instant};
use crate::quantity::Quantity;

/// Reads a small input; what is wrong becomes `invalidInput` with its path.
pub fn read<'de, T: Deserialize<'de>, D: Deserializer<'de>>(input: D) -> Result<T, InventoryError>
where
    D::Error: std::fmt::Display,
{
    serde_path_to_error::deserialize(input).map_err(|error| {
        let path = error.path().to_string();
        InventoryError::invalid(if path == "." { String::new() } else { path }, error.inner().to_string())
    })
}

/// An instant as the host gives it: ISO 8601 with an offset, or epoch milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstantInput(pub Instant);

impl<'de> Deserialize<'de> for InstantInput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InstantVisitor)
    }
}

struct InstantVisitor;

impl Visitor<'_> for InstantVisitor {
    type Value = InstantInput;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an instant")
    }
    fn visit_i64<E: Error>(self, ms: i64) -> Result<InstantInput, E> {
        self.visit_f64(ms as f64)
    }
    fn visit_u64<E: Error>(self, ms: u64) -> Result<InstantInput, E> {
        self.visit_f64(ms as f64)
    }
    fn visit_f64<E: Error>(self, ms: f64) -> Result<InstantInput, E> {
        instant::from_number(ms)
            .map(InstantInput)
            .ok_or_else(|| E::custom(format!("{}, found {ms}", instant::EXPECTED)))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<InstantInput, E> {
        instant::from_text(text)
            .map(InstantInput)
            .ok_or_else(|| E::custom(format!("{}, found {text:?}", instant::EXPECTED)))
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(QuantityVisitor)
    }
}

struct QuantityVisitor;

impl Visitor<'_> for QuantityVisitor {
    type Value = Quantity;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a quantity")
    }
    fn visit_i64<E: Error>(self, units: i64) -> Result<Quantity, E> {
        self.visit_f64(units as f64)
    }
    fn visit_u64<E: Error>(self, units: u64) -> Result<Quantity, E> {
        self.visit_f64(units as f64)
    }
    fn visit_f64<E: Error>(self, units: f64) -> Result<Quantity, E> {
        Quantity::from_number(units).map_err(|error| E::custom(format!("{error}, found {units}")))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Quantity, E> {
        Quantity::from_text(text).map_err(|error| E::custom(format!("{error}, found {text:?}")))
    }
}
