//! A small input as a tree, a command among them: read once, then field by field with paths. Unlike JSON it keeps NaN
//! and what no JSON can be, so that nothing is silently taken for null.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Any value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Tree {
    #[default]
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
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

    /// Whether an object has the field at all.
    pub fn has(&self, name: &str) -> bool {
        matches!(self, Tree::Object(fields) if fields.iter().any(|(field, _)| field == name))
    }

    /// How to name it to a person.
    pub fn found(&self) -> String {
        match self {
            Tree::Null => "nothing".into(),
            Tree::Bool(value) => value.to_string(),
            Tree::Number(value) => value.to_string(),
            Tree::Text(text) => crate::contract::value::Value::Text(text.as_str().into()).found().into_owned(),
            Tree::List(_) => "an array".into(),
            Tree::Object(_) => "an object".into(),
        }
    }
}

/// Nesting beyond this is no command; a host's object may even contain itself.
const DEEPEST: u8 = 64;

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TreeSeed(DEEPEST).deserialize(deserializer)
    }
}

/// Reads a value that may nest so many levels more.
#[derive(Clone, Copy)]
struct TreeSeed(u8);

impl TreeSeed {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        self.0.checked_sub(1).map(Self).ok_or_else(|| E::custom("nested too deep"))
    }
}

impl<'de> DeserializeSeed<'de> for TreeSeed {
    type Value = Tree;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TreeSeed {
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
        while let Some(value) = seq.next_element_seed(deeper)? {
            list.push(value);
        }
        Ok(Tree::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let deeper = self.deeper()?;
        let mut fields = Vec::new();
        while let Some(name) = map.next_key()? {
            fields.push((name, map.next_value_seed(deeper)?));
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
