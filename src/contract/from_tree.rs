//! Reading a small input from its tree: every field by its name, the first thing that is wrong kept with its path.
//! A field that is wrong reads as its default, so that reading a record is a list of fields and nothing else.

use std::cell::RefCell;

use super::error::InventoryError;
use super::tree::Tree;
use crate::instant::{self, Instant};
use crate::quantity::Quantity;

/// A value in its place.
#[derive(Clone, Copy)]
pub struct At<'t> {
    tree: &'t Tree,
    step: Step<'t>,
    wrong: &'t RefCell<Option<InventoryError>>,
}

#[derive(Clone, Copy)]
enum Step<'t> {
    /// The input itself, by its name in paths.
    Root(&'static str),
    Field(&'t At<'t>, &'static str),
    Element(&'t At<'t>, usize),
}

/// What can be read from a tree.
pub trait FromTree {
    fn from_tree(at: &At<'_>) -> Self;
}

/// Reads an input that paths call `name`; the first thing that is wrong is the error.
pub fn read<T: FromTree>(tree: &Tree, name: &'static str) -> Result<T, InventoryError> {
    let wrong = RefCell::new(None);
    let value = T::from_tree(&At { tree, step: Step::Root(name), wrong: &wrong });
    match wrong.into_inner() {
        None => Ok(value),
        Some(error) => Err(error),
    }
}

/// A name of this crate as the contract writes it: `occurred_at` and `OccurredAt` are `occurredAt`.
fn camel(name: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    name.chars().filter_map(move |char| {
        let written = match before {
            None => char.to_ascii_lowercase(),
            Some('_') => char.to_ascii_uppercase(),
            Some(_) => char,
        };
        before = Some(char);
        (char != '_').then_some(written)
    })
}

/// Whether the contract writes this crate's `name` so.
pub fn is_word(word: &str, name: &str) -> bool {
    camel(name).eq(word.chars())
}

impl<'t> At<'t> {
    fn path(&self) -> String {
        match self.step {
            Step::Root(name) => name.to_owned(),
            Step::Element(list, index) => format!("{}[{index}]", list.path()),
            Step::Field(object, name) => {
                let mut path = object.path();
                if !path.is_empty() {
                    path.push('.');
                }
                path.extend(camel(name));
                path
            }
        }
    }

    /// Notes that this is not what it should be.
    #[cold]
    pub fn wrong(&self, expected: &str) {
        let mut wrong = self.wrong.borrow_mut();
        if wrong.is_none() {
            let message = format!("{expected}, found {}", self.tree.found());
            *wrong = Some(InventoryError::invalid(self.path(), message));
        }
    }

    /// Notes that what stands at `place`, behind this, is not what it should be.
    #[cold]
    pub fn refuse(&self, place: &str, message: &str) {
        let mut wrong = self.wrong.borrow_mut();
        if wrong.is_none() {
            *wrong = Some(InventoryError::invalid(self.path() + place, message));
        }
    }

    /// Notes that this is no object, if so; its fields then read as if they were not there.
    pub fn expect_object(&self) {
        if !matches!(self.tree, Tree::Object(_)) {
            self.wrong("expected an object");
        }
    }

    pub fn text(&self) -> Option<&'t str> {
        match self.tree {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What stands in a field; null where it is left out.
    #[inline(never)]
    pub fn inner<'a>(&'a self, name: &'static str) -> At<'a> {
        let tree = match self.tree {
            Tree::Object(fields) => fields.iter().rev().find(|(field, _)| is_word(field, name)).map(|(_, value)| value),
            _ => None,
        };
        At { tree: tree.unwrap_or(&Tree::Null), step: Step::Field(self, name), wrong: self.wrong }
    }

    /// Reads a field.
    pub fn field<T: FromTree>(&self, name: &'static str) -> T {
        T::from_tree(&self.inner(name))
    }

    /// The number of the name that the contract writes so.
    pub fn choice(&self, names: &[&str]) -> usize {
        let position = self.text().and_then(|text| names.iter().position(|name| is_word(text, name)));
        position.unwrap_or_else(|| {
            let words: Vec<String> = names.iter().map(|name| camel(name).collect()).collect();
            self.wrong(&format!("expected one of {}", words.join(", ")));
            0
        })
    }

    pub fn is_null(&self) -> bool {
        matches!(self.tree, Tree::Null)
    }

    /// Whether the field is there at all.
    pub fn has(&self, name: &str) -> bool {
        matches!(self.tree, Tree::Object(fields) if fields.iter().any(|(field, _)| is_word(field, name)))
    }

    /// An object in a field.
    pub fn object<'a>(&'a self, name: &'static str) -> At<'a> {
        let object = self.inner(name);
        object.expect_object();
        object
    }

    /// An id in a field.
    #[inline(never)]
    pub fn id(&self, name: &'static str) -> String {
        let field = self.inner(name);
        match field.text() {
            Some(id) if !id.is_empty() => id.to_owned(),
            _ => {
                field.wrong("expected an id, a string that is not empty");
                String::new()
            }
        }
    }

    #[inline(never)]
    pub fn optional_id(&self, name: &'static str) -> Option<String> {
        if self.inner(name).is_null() { None } else { Some(self.id(name)) }
    }

    /// A flag in a field that may be left out.
    pub fn flag(&self, name: &'static str) -> bool {
        self.field::<Option<bool>>(name).unwrap_or_default()
    }

    /// A number of units in a field.
    #[inline(never)]
    pub fn units(&self, name: &'static str) -> Quantity {
        self.inner(name).as_units()
    }

    /// This as a number of units that cannot be negative.
    #[inline(never)]
    pub fn as_units(&self) -> Quantity {
        let quantity = Quantity::from_tree(self);
        if quantity.is_negative() {
            self.wrong("expected 0 or more units");
        }
        quantity
    }

    fn whole(&self, most: f64, expected: &str) -> f64 {
        match self.tree {
            Tree::Number(number) if number.fract() == 0.0 && (0.0..=most).contains(number) => *number,
            _ => {
                self.wrong(expected);
                0.0
            }
        }
    }
}

impl FromTree for Tree {
    fn from_tree(at: &At<'_>) -> Self {
        at.tree.clone()
    }
}

impl FromTree for String {
    fn from_tree(at: &At<'_>) -> Self {
        let text = at.text();
        if text.is_none() {
            at.wrong("expected a string");
        }
        text.unwrap_or_default().to_owned()
    }
}

impl FromTree for bool {
    fn from_tree(at: &At<'_>) -> Self {
        match at.tree {
            Tree::Bool(flag) => *flag,
            _ => {
                at.wrong("expected true or false");
                false
            }
        }
    }
}

impl FromTree for f64 {
    fn from_tree(at: &At<'_>) -> Self {
        match at.tree {
            // Adding 0 turns -0 into 0: the two must not differ where they sort.
            Tree::Number(number) if number.is_finite() => number + 0.0,
            _ => {
                at.wrong("expected a finite number");
                0.0
            }
        }
    }
}

impl FromTree for u32 {
    fn from_tree(at: &At<'_>) -> Self {
        at.whole(f64::from(Self::MAX), "expected a whole number from 0 to 4,294,967,295") as Self
    }
}

impl FromTree for u64 {
    fn from_tree(at: &At<'_>) -> Self {
        at.whole(9_007_199_254_740_991.0, "expected a whole number of 0 or more") as Self
    }
}

impl FromTree for Instant {
    fn from_tree(at: &At<'_>) -> Self {
        let parsed = match at.tree {
            Tree::Number(number) => instant::from_number(*number),
            Tree::Text(text) => instant::from_text(text),
            _ => None,
        };
        parsed.unwrap_or_else(|| {
            at.wrong(instant::EXPECTED);
            0
        })
    }
}

impl FromTree for Quantity {
    fn from_tree(at: &At<'_>) -> Self {
        let parsed = match at.tree {
            Tree::Number(number) => Quantity::from_number(*number).map_err(|error| error.message()),
            Tree::Text(text) => Quantity::from_text(text).map_err(|error| error.message()),
            _ => Err("expected a quantity"),
        };
        parsed.unwrap_or_else(|expected| {
            at.wrong(expected);
            Quantity::ZERO
        })
    }
}

/// Null and what is left out are the same.
impl<T: FromTree> FromTree for Option<T> {
    fn from_tree(at: &At<'_>) -> Self {
        if matches!(at.tree, Tree::Null) { None } else { Some(T::from_tree(at)) }
    }
}

impl<T: FromTree> FromTree for Vec<T> {
    fn from_tree(at: &At<'_>) -> Self {
        let Tree::List(list) = at.tree else {
            at.wrong("expected an array");
            return Vec::new();
        };
        let mut elements = Vec::with_capacity(list.len());
        for (index, tree) in list.iter().enumerate() {
            elements.push(T::from_tree(&At { tree, step: Step::Element(at, index), wrong: at.wrong }));
        }
        elements
    }
}

/// Records that are read from a tree, field by field.
macro_rules! from_tree {
    ($($record:ident { $($field:ident $($how:ident)?),+ $(,)? })+) => {
        $(
            impl $crate::contract::from_tree::FromTree for $record {
                fn from_tree(at: &$crate::contract::from_tree::At<'_>) -> Self {
                    at.expect_object();
                    Self { $($field: $crate::contract::from_tree::read_field!(at, $field $($how)?)),+ }
                }
            }
            $crate::contract::from_tree::deserialize!($record);
        )+
    };
}

/// A field as its type reads it; an `id` or `optional_id`, which is never empty; or `units`, of which there cannot be fewer
/// than none.
macro_rules! read_field {
    ($at:ident, $field:ident) => {
        $at.field(stringify!($field))
    };
    ($at:ident, $field:ident $how:ident) => {
        $at.$how(stringify!($field))
    };
}

/// Words of closed lists.
macro_rules! words_from_tree {
    ($($choice:ident { $($word:ident),+ $(,)? })+) => {
        $(
            impl $crate::contract::from_tree::FromTree for $choice {
                fn from_tree(at: &$crate::contract::from_tree::At<'_>) -> Self {
                    const ALL: &[$choice] = &[$($choice::$word),+];
                    let position = at.choice(&[$(stringify!($word)),+]);
                    ALL.get(position).copied().unwrap_or($crate::contract::from_tree::first!($($choice::$word),+))
                }
            }
            $crate::contract::from_tree::deserialize!($choice);
        )+
    };
}

macro_rules! first {
    ($first:expr $(, $rest:expr)*) => {
        $first
    };
}

/// For whoever uses the crate with serde.
macro_rules! deserialize {
    ($type:ident) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let tree = $crate::contract::tree::Tree::deserialize(deserializer)?;
                $crate::contract::from_tree::read(&tree, "").map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use {deserialize, first, from_tree, read_field, words_from_tree};
