//! Reading an object field by field; the first thing that is wrong is the error, with its path.

use super::error::InventoryError;
use super::tree::Tree;
use crate::instant::{self, Instant};
use crate::quantity::Quantity;

type Read<T> = Result<T, InventoryError>;

/// An object in its place.
#[derive(Clone, Debug)]
pub struct Fields<'t> {
    tree: &'t Tree,
    path: String,
}

impl<'t> Fields<'t> {
    /// The object at `path`; anything else is an error.
    pub fn new(tree: &'t Tree, path: String) -> Read<Self> {
        match tree {
            Tree::Object(_) => Ok(Self { tree, path }),
            other => Err(InventoryError::invalid(path, format!("expected an object, found {}", other.found()))),
        }
    }

    /// Where a field stands.
    pub fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The error that a field is not what it should be.
    pub fn wrong(&self, name: &str, expected: &str) -> InventoryError {
        let found = self.tree.get(name).found();
        InventoryError::invalid(self.path(name), format!("{expected}, found {found}"))
    }

    pub fn get(&self, name: &str) -> &'t Tree {
        self.tree.get(name)
    }

    pub fn has(&self, name: &str) -> bool {
        self.tree.has(name)
    }

    fn optional<T>(&self, name: &str, read: impl FnOnce(&Self) -> Read<T>) -> Read<Option<T>> {
        if *self.get(name) == Tree::Null { Ok(None) } else { read(self).map(Some) }
    }

    pub fn id(&self, name: &str) -> Read<String> {
        match self.get(name) {
            Tree::Text(id) if !id.is_empty() => Ok(id.clone()),
            _ => Err(self.wrong(name, "expected an id, a string that is not empty")),
        }
    }

    pub fn optional_id(&self, name: &str) -> Read<Option<String>> {
        self.optional(name, |fields| fields.id(name))
    }

    pub fn text(&self, name: &str) -> Read<String> {
        match self.get(name) {
            Tree::Text(text) => Ok(text.clone()),
            _ => Err(self.wrong(name, "expected a string")),
        }
    }

    pub fn optional_text(&self, name: &str) -> Read<Option<String>> {
        self.optional(name, |fields| fields.text(name))
    }

    pub fn flag(&self, name: &str) -> Read<bool> {
        match self.get(name) {
            Tree::Bool(flag) => Ok(*flag),
            _ => Err(self.wrong(name, "expected true or false")),
        }
    }

    pub fn optional_flag(&self, name: &str) -> Read<bool> {
        Ok(self.optional(name, |fields| fields.flag(name))?.unwrap_or_default())
    }

    /// A finite number.
    pub fn number(&self, name: &str) -> Read<f64> {
        match self.get(name) {
            Tree::Number(number) if number.is_finite() => Ok(*number + 0.0),
            _ => Err(self.wrong(name, "expected a finite number")),
        }
    }

    /// A whole number of 0 or more, if it is there.
    pub fn optional_whole(&self, name: &str) -> Read<Option<u64>> {
        self.optional(name, |fields| match fields.get(name) {
            Tree::Number(number) if number.fract() == 0.0 && (0.0..=9_007_199_254_740_991.0).contains(number) => {
                Ok(*number as u64)
            }
            _ => Err(fields.wrong(name, "expected a whole number of 0 or more")),
        })
    }

    pub fn instant(&self, name: &str) -> Read<Instant> {
        let parsed = match self.get(name) {
            Tree::Number(number) => instant::from_number(*number),
            Tree::Text(text) => instant::from_text(text),
            _ => None,
        };
        parsed.ok_or_else(|| self.wrong(name, instant::EXPECTED))
    }

    pub fn optional_instant(&self, name: &str) -> Read<Option<Instant>> {
        self.optional(name, |fields| fields.instant(name))
    }

    pub fn quantity(&self, name: &str) -> Read<Quantity> {
        let parsed = match self.get(name) {
            Tree::Number(number) => Quantity::from_number(*number),
            Tree::Text(text) => Quantity::from_text(text),
            _ => return Err(self.wrong(name, "expected a quantity")),
        };
        parsed.map_err(|error| self.wrong(name, error.message()))
    }

    /// A number of units that cannot be negative.
    pub fn units(&self, name: &str) -> Read<Quantity> {
        let quantity = self.quantity(name)?;
        if quantity.is_negative() { Err(self.wrong(name, "expected 0 or more units")) } else { Ok(quantity) }
    }

    pub fn optional_units(&self, name: &str) -> Read<Option<Quantity>> {
        self.optional(name, |fields| fields.units(name))
    }

    /// An object inside.
    pub fn object(&self, name: &str) -> Read<Fields<'t>> {
        Fields::new(self.get(name), self.path(name))
    }

    pub fn optional_object(&self, name: &str) -> Read<Option<Fields<'t>>> {
        self.optional(name, |fields| fields.object(name))
    }

    /// The objects of a list.
    pub fn list<T>(&self, name: &str, read: impl Fn(Fields<'t>) -> Read<T>) -> Read<Vec<T>> {
        let Tree::List(list) = self.get(name) else { return Err(self.wrong(name, "expected an array")) };
        let element = |(index, tree)| read(Fields::new(tree, format!("{}[{index}]", self.path(name)))?);
        list.iter().enumerate().map(element).collect()
    }

    pub fn optional_list<T>(&self, name: &str, read: impl Fn(Fields<'t>) -> Read<T>) -> Read<Option<Vec<T>>> {
        self.optional(name, |fields| fields.list(name, read))
    }
}
