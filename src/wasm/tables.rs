//! A snapshot as columns: each table's columns become the same records that JSON gives, one at a time.

use js_sys::Uint32Array;
use wasm_bindgen::{JsCast, JsValue};

use super::columns::{Column, field};
use crate::InventoryError;
use crate::contract::json::Receive;
use crate::contract::record::{ABSENT, NOT_A_LIST, Records};
use crate::contract::schema::{Schema, TABLES};
use crate::contract::value::Value;
use crate::state::load::room::check_before_columns;

/// After so many records it is asked whether there is room for more.
const OFTEN: u32 = 1 << 12;

/// Reads a snapshot in columns and hands each record to `receiver`.
pub fn read(columns: &JsValue, receiver: &mut dyn Receive) -> Result<(), InventoryError> {
    receiver.format(&scalar(&field(columns, "format")));
    receiver.revision(&scalar(&field(columns, "revision")));
    for (name, kind, schema) in TABLES {
        let table = field(columns, name);
        if table.is_undefined() || table.is_null() {
            continue;
        }
        if let Some(found) = not_a_list(&table) {
            receiver.not_a_table(kind, found);
            continue;
        }
        receiver.table(kind);
        let table = Table::read(&table, schema, name)?;
        let mut records = Records::new(schema);
        for index in 0..table.count {
            records.clear();
            table.push(index, &mut records);
            receiver.record(kind, index, &records);
            if index.is_multiple_of(OFTEN) {
                receiver.has_room()?;
            }
        }
    }
    Ok(())
}

/// The columns of one table, and the tables of its lists.
struct Table {
    count: u32,
    columns: Vec<Option<Column>>,
    /// Marks what is no record at all.
    oddities: Option<Column>,
    lists: Vec<Option<List>>,
}

struct List {
    counts: Vec<u32>,
    /// Where each parent's records start.
    starts: Vec<u32>,
    /// What stands where a parent's list should be.
    found: Option<&'static str>,
    records: Table,
}

impl Table {
    fn read(table: &JsValue, schema: &'static Schema, path: &str) -> Result<Self, InventoryError> {
        let wrong = |what: &str| InventoryError::invalid(path, format!("expected {what}"));
        let count = match field(table, "count").as_f64() {
            Some(count) if count.fract() == 0.0 && (0.0..f64::from(NOT_A_LIST)).contains(&count) => count as u32,
            _ => return Err(wrong("count: how many records the table has")),
        };
        let columns = field(table, "columns");
        let column = |name: &str| {
            check_before_columns()?;
            let column = field(&columns, name);
            let is_there = !column.is_undefined() && !column.is_null();
            is_there.then(|| Column::read(&column, count, &format!("{path}.{name}"))).transpose()
        };
        let read_list = |(name, schema): &(&str, &'static Schema)| {
            let list = field(&field(table, "lists"), name);
            let is_there = !list.is_undefined() && !list.is_null();
            is_there.then(|| List::read(&list, count, schema, &format!("{path}.{name}"))).transpose()
        };
        Ok(Self {
            count,
            columns: schema.fields.iter().map(|name| column(name)).collect::<Result<_, _>>()?,
            oddities: column("")?,
            lists: schema.lists.iter().map(read_list).collect::<Result<_, _>>()?,
        })
    }

    /// Adds one record, with those of its lists.
    fn push<'t>(&'t self, index: u32, records: &mut Records<'t>) {
        if let Some(found) = self.oddities.as_ref().and_then(|column| column.oddity(index)) {
            records.push_odd(found);
            return;
        }
        records.push();
        for (field, column) in self.columns.iter().enumerate() {
            if let Some(column) = column {
                records.set(field, column.value(index));
            }
        }
        for (number, list) in self.lists.iter().enumerate() {
            let (Some(list), Some(into)) = (list, records.list_mut(number)) else { continue };
            let count = list.counts.get(index as usize).copied().unwrap_or(ABSENT);
            into.set_count(count);
            if count == NOT_A_LIST {
                into.found = list.found.unwrap_or("something else");
            } else if count != ABSENT {
                let start = list.starts.get(index as usize).copied().unwrap_or_default();
                for child in start..start.saturating_add(count) {
                    list.records.push(child, &mut into.records);
                }
            }
        }
    }
}

impl List {
    fn read(list: &JsValue, parents: u32, schema: &'static Schema, path: &str) -> Result<Self, InventoryError> {
        let wrong = |what: &str| InventoryError::invalid(path, format!("expected {what}"));
        let counts =
            field(list, "counts").dyn_into::<Uint32Array>().map_err(|_| wrong("counts: a Uint32Array"))?.to_vec();
        if counts.len() != parents as usize {
            return Err(wrong("counts: one for each parent"));
        }
        let records = Table::read(&field(list, "table"), schema, path)?;
        let mut starts = Vec::with_capacity(counts.len());
        let mut end = 0_u32;
        for count in &counts {
            starts.push(end);
            if *count != ABSENT && *count != NOT_A_LIST {
                end = end.checked_add(*count).ok_or_else(|| wrong("counts that add up to the table's"))?;
            }
        }
        if end != records.count {
            return Err(wrong("counts that add up to the table's"));
        }
        Ok(Self { counts, starts, found: not_a_list(list), records })
    }
}

/// What stands where a table should be, as the package says it.
fn not_a_list(table: &JsValue) -> Option<&'static str> {
    let found = field(table, "notAList").as_string()?;
    const NAMES: [&str; 6] = ["an object", "a string", "a number", "a boolean", "a bigint", "a function"];
    Some(NAMES.into_iter().find(|name| *name == found).unwrap_or("something else"))
}

fn scalar(value: &JsValue) -> Value<'static> {
    if let Some(text) = value.as_string() {
        return Value::Text(text.into());
    }
    if let Some(number) = value.as_f64() {
        return Value::Number(number);
    }
    match value.as_bool() {
        Some(flag) => Value::Bool(flag),
        None if value.is_undefined() => Value::Absent,
        None if value.is_null() => Value::Null,
        None if value.is_bigint() => Value::Other("a bigint"),
        None if value.is_object() => Value::Other("an object"),
        None => Value::Other("a function or symbol"),
    }
}
