//! A small input as a tree, a command among them: read once, then field by field with paths. Unlike JSON it keeps NaN
//! and what no JSON can be, so that nothing is silently taken for null.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::number;
use crate::order::sort_by;

/// Any value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Tree {
    #[default]
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(Cow<'static, str>, Tree)>),
}

impl Tree {
    /// A field of an object; of two with the same name the last, as JSON has it.
    pub fn get(&self, name: &str) -> &Tree {
        match self {
            Tree::Object(fields) => {
                fields.iter().rev().find(|(field, _)| field == name).map_or(&Tree::Null, |(_, value)| value)
            }
            _ => &Tree::Null,
        }
    }

    /// Adds a field to an object.
    pub fn insert(&mut self, name: &'static str, value: Tree) {
        if let Tree::Object(fields) = self {
            fields.push((Cow::Borrowed(name), value));
        }
    }

    /// The same, the fields of every object in the order of their names.
    #[must_use]
    pub fn in_order(self) -> Self {
        match self {
            Tree::Object(mut fields) => {
                sort_by(&mut fields, |(a, _), (b, _)| a.cmp(b));
                Tree::Object(fields.into_iter().map(|(name, value)| (name, value.in_order())).collect())
            }
            Tree::List(list) => Tree::List(list.into_iter().map(Tree::in_order).collect()),
            scalar => scalar,
        }
    }

    /// Whether an object has the field at all.
    pub fn has(&self, name: &str) -> bool {
        matches!(self, Tree::Object(fields) if fields.iter().any(|(field, _)| field == name))
    }

    /// How to name it to a person.
    pub fn found(&self) -> String {
        match self {
            Tree::Null => "nothing".into(),
            Tree::Bool(value) => value.to_string(),
            Tree::Number(value) => number::to_text(*value),
            Tree::Text(text) => crate::contract::value::Value::Text(text.as_str().into()).found().into_owned(),
            Tree::List(_) => "an array".into(),
            Tree::Object(_) => "an object".into(),
        }
    }
}

impl From<&str> for Tree {
    fn from(text: &str) -> Self {
        Tree::Text(text.to_owned())
    }
}

impl From<f64> for Tree {
    fn from(number: f64) -> Self {
        Tree::Number(number)
    }
}

/// Nesting beyond this is no command; a host's object may even contain itself.
const DEEPEST: u8 = 64;

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TreeSeed { depth: DEEPEST, trail: &Trail::default() }.deserialize(deserializer)
    }
}

/// Reads a tree; an error comes with the path of what no tree can hold.
pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tree, (String, D::Error)> {
    let trail = Trail::default();
    let tree = TreeSeed { depth: DEEPEST, trail: &trail }.deserialize(deserializer);
    tree.map_err(|error| (trail.path(), error))
}

/// Where reading stopped: filled from the innermost place outward, only when an error passes.
#[derive(Default)]
pub(super) struct Trail(RefCell<Vec<Step>>);

pub(super) enum Step {
    Field(Cow<'static, str>),
    Index(usize),
}

impl Trail {
    #[cold]
    pub(super) fn add(&self, step: Step) {
        self.0.borrow_mut().push(step);
    }

    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.borrow().iter().rev() {
            match step {
                Step::Index(index) => path.push_str(&format!("[{index}]")),
                Step::Field(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
            }
        }
        path
    }
}

/// Reads a value that may nest so many levels more.
#[derive(Clone, Copy)]
struct TreeSeed<'r> {
    depth: u8,
    trail: &'r Trail,
}

impl TreeSeed<'_> {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth.checked_sub(1).ok_or_else(|| E::custom("nested too deep"))?;
        Ok(Self { depth, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for TreeSeed<'_> {
    type Value = Tree;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TreeSeed<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain value")
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value as f64))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value as f64))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Number(value))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }
    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }
    fn visit_none<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let deeper = self.deeper()?;
        let mut list = Vec::new();
        loop {
            match seq.next_element_seed(deeper) {
                Ok(Some(value)) => list.push(value),
                Ok(None) => return Ok(Tree::List(list)),
                Err(error) => {
                    self.trail.add(Step::Index(list.len()));
                    return Err(error);
                }
            }
        }
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let deeper = self.deeper()?;
        let mut fields = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            match map.next_value_seed(deeper) {
                Ok(value) => fields.push((Cow::Owned(name), value)),
                Err(error) => {
                    self.trail.add(Step::Field(Cow::Owned(name)));
                    return Err(error);
                }
            }
        }
        Ok(Tree::Object(fields))
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const MOST: f64 = 9_007_199_254_740_991.0;
        match self {
            Tree::Null => serializer.serialize_unit(),
            Tree::Bool(value) => serializer.serialize_bool(*value),
            // As JSON has it, and as JavaScript prints it: a whole number without a point.
            Tree::Number(value) if value.fract() == 0.0 && value.abs() <= MOST => {
                serializer.serialize_i64(*value as i64)
            }
            Tree::Number(value) => serializer.serialize_f64(*value),
            Tree::Text(text) => serializer.serialize_str(text),
            Tree::List(list) => serializer.collect_seq(list),
            Tree::Object(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}
