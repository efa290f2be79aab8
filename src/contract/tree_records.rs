//! Records inside a small input: the same reading as a snapshot's, from a tree.

use std::borrow::Cow;

use super::record::{NOT_A_LIST, Records};
use super::schema::Schema;
use super::tree::Tree;
use super::value::Value;

fn value(tree: &Tree) -> Value<'_> {
    match tree {
        Tree::Null => Value::Null,
        Tree::Bool(flag) => Value::Bool(*flag),
        Tree::Number(number) => Value::Number(*number),
        Tree::Text(text) => Value::Text(Cow::Borrowed(text)),
        Tree::List(_) => Value::Other("an array"),
        Tree::Object(_) => Value::Other("an object"),
    }
}

fn kind(tree: &Tree) -> &'static str {
    match tree {
        Tree::Null => "null",
        Tree::Bool(_) => "a boolean",
        Tree::Number(_) => "a number",
        Tree::Text(_) => "a string",
        Tree::List(_) => "an array",
        Tree::Object(_) => "an object",
    }
}

/// One record of a kind, with those of its lists.
pub fn record<'t>(schema: &'static Schema, tree: &'t Tree) -> Records<'t> {
    let mut records = Records::new(schema);
    push(&mut records, tree);
    records
}

fn push<'t>(records: &mut Records<'t>, tree: &'t Tree) {
    let Tree::Object(_) = tree else {
        records.push_odd(kind(tree));
        return;
    };
    records.push();
    let schema = records.schema();
    for (position, name) in schema.fields.iter().enumerate() {
        let inner = name.split_once('.').map(|(object, field)| tree.get(object).get(field));
        let given = inner.unwrap_or_else(|| tree.get(name));
        let is_object = schema.objects.contains(name) && matches!(given, Tree::Object(_));
        let value = if is_object { Value::Bool(true) } else { value(given) };
        records.set(position, value);
    }
    for (position, (name, _)) in schema.lists.iter().enumerate() {
        let Some(list) = records.list_mut(position) else { continue };
        match tree.get(name) {
            Tree::Null => {}
            Tree::List(given) => {
                list.set_count(given.len() as u32);
                given.iter().for_each(|tree| push(&mut list.records, tree));
            }
            other => {
                list.set_count(NOT_A_LIST);
                list.found = kind(other);
            }
        }
    }
}
