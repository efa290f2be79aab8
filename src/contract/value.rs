//! One scalar of the host's, as it came: what it should have been is asked where its place is known.

use std::borrow::Cow;

use super::number;

/// A value in a record, before validation.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value<'a> {
    #[default]
    Absent,
    Null,
    Bool(bool),
    Number(f64),
    Text(Cow<'a, str>),
    /// Something that no scalar can be: "an object", "an array", "a bigint".
    Other(&'static str),
}

impl Value<'_> {
    /// How to name it to a person.
    pub fn found(&self) -> Cow<'static, str> {
        match self {
            Value::Absent => "nothing".into(),
            Value::Null => "null".into(),
            Value::Bool(value) => value.to_string().into(),
            Value::Number(value) => number::to_text(*value).into(),
            Value::Text(text) => {
                let mut shown: String = text.chars().take(40).collect();
                if shown.len() < text.len() {
                    shown.push('…');
                }
                format!("{shown:?}").into()
            }
            Value::Other(kind) => (*kind).into(),
        }
    }

    /// What kind of value it is, for the message that something else was expected.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Absent => "nothing",
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a string",
            Value::Other(kind) => kind,
        }
    }

    /// Optional means absent or null.
    pub fn is_missing(&self) -> bool {
        matches!(self, Value::Absent | Value::Null)
    }
}
