//! A snapshot from JSON text, in one pass: no tree is built, a record at a time goes to the receiver.
//! What JSON cannot be is an error with its path; what JSON can be and the contract cannot is the receiver's to find.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::error::InventoryError;
use super::json_values::{Ignored, TextSeed, ValueSeed, no_scalars, skip_map, skip_seq};
use super::record::{NOT_A_LIST, Records};
use super::schema::{Schema, TABLES, TableKind};
use super::tree::{Step, Trail};
use super::value::Value;

/// Takes a snapshot in, whatever form it came in.
pub trait Receive {
    fn format(&mut self, value: &Value<'_>);
    fn revision(&mut self, value: &Value<'_>);
    /// One record, the only one in `records`, at `index` of its table.
    fn record(&mut self, kind: TableKind, index: u32, records: &Records<'_>);
    /// The table is there; called before its records.
    fn table(&mut self, kind: TableKind);
    /// The table is no array but `found`.
    fn not_a_table(&mut self, kind: TableKind, found: &'static str);
}

/// Reads a snapshot and hands each record to `receiver`.
pub fn read(bytes: &[u8], receiver: &mut dyn Receive) -> Result<(), InventoryError> {
    let trail = Trail::default();
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let seed = SnapshotSeed { receiver, trail: &trail };
    seed.deserialize(&mut json)
        .and_then(|()| json.end())
        .map_err(|error| InventoryError::invalid(trail.path(), format!("not JSON: {error}")))
}

impl Trail {
    fn passing<E>(&self, step: impl FnOnce() -> Step) -> impl FnOnce(E) -> E {
        move |error| {
            self.add(step());
            error
        }
    }
}

struct SnapshotSeed<'r> {
    receiver: &'r mut dyn Receive,
    trail: &'r Trail,
}

impl<'de> DeserializeSeed<'de> for SnapshotSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SnapshotSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a snapshot object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = [false; TABLES.len()];
        while let Some(key) = map.next_key_seed(TextSeed)? {
            let here = || Step::Field(key.to_string().into());
            let table = TABLES.iter().zip(&mut seen).find(|((name, _, _), _)| *name == key);
            if let Some(((_, kind, schema), seen)) = table {
                if std::mem::replace(seen, true) {
                    return Err(self.trail.passing(here)(A::Error::custom("this table is given twice")));
                }
                let seed = TableSeed { kind: *kind, schema, receiver: &mut *self.receiver, trail: self.trail };
                map.next_value_seed(seed).map_err(self.trail.passing(here))?;
            } else if key == "format" {
                let value = map.next_value_seed(ValueSeed).map_err(self.trail.passing(here))?;
                self.receiver.format(&value);
            } else if key == "revision" {
                let value = map.next_value_seed(ValueSeed).map_err(self.trail.passing(here))?;
                self.receiver.revision(&value);
            } else {
                map.next_value::<Ignored>().map_err(self.trail.passing(here))?;
            }
        }
        Ok(())
    }
}

struct TableSeed<'r> {
    kind: TableKind,
    schema: &'static Schema,
    receiver: &'r mut dyn Receive,
    trail: &'r Trail,
}

impl TableSeed<'_> {
    fn odd(self, found: &'static str) {
        if found != "null" {
            self.receiver.not_a_table(self.kind, found);
        }
    }
}

impl<'de> DeserializeSeed<'de> for TableSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TableSeed<'_> {
    type Value = ();
    no_scalars!(odd);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of records")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        skip_map(map)?;
        self.odd("an object");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.receiver.table(self.kind);
        let mut records = Records::new(self.schema);
        for index in 0..NOT_A_LIST {
            records.clear();
            let seed = RecordSeed { records: &mut records, trail: self.trail };
            if seq.next_element_seed(seed).map_err(self.trail.passing(|| Step::Index(index as usize)))?.is_none() {
                return Ok(());
            }
            self.receiver.record(self.kind, index, &records);
        }
        Err(A::Error::custom("more records than can be counted"))
    }
}

struct RecordSeed<'r, 'de> {
    records: &'r mut Records<'de>,
    trail: &'r Trail,
}

impl RecordSeed<'_, '_> {
    fn odd(self, found: &'static str) {
        self.records.push_odd(found);
    }
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_, 'de> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_, 'de> {
    type Value = ();
    no_scalars!(odd);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        skip_seq(seq)?;
        self.odd("an array");
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { records, trail } = self;
        let schema = records.schema();
        records.push();
        // Hosts write the fields of a table in the same order again and again.
        let mut expected = 0_usize;
        while let Some(key) = map.next_key_seed(FieldSeed { schema, expected })? {
            match key {
                Field::Scalar(field) => {
                    let name = || Step::Field(schema.fields.get(field).copied().unwrap_or_default().into());
                    let value = if schema.fields.get(field).is_some_and(|name| schema.objects.contains(name)) {
                        map.next_value_seed(ObjectSeed { records, field, trail }).map_err(trail.passing(name))?
                    } else {
                        map.next_value_seed(ValueSeed).map_err(trail.passing(name))?
                    };
                    records.set(field, value);
                    expected = field.saturating_add(1);
                }
                Field::List(list) => {
                    let name = || Step::Field(schema.lists.get(list).map_or("", |(name, _)| name).into());
                    if let Some(list) = records.list_mut(list) {
                        let before = list.records.len();
                        let found = map
                            .next_value_seed(ListSeed { records: &mut list.records, trail })
                            .map_err(trail.passing(name))?;
                        match found {
                            Found::List => list.set_count(list.records.len().saturating_sub(before)),
                            Found::Nothing => {}
                            Found::Odd(found) => {
                                list.set_count(NOT_A_LIST);
                                list.found = found;
                            }
                        }
                    }
                }
                Field::Unknown => {
                    map.next_value::<Ignored>()?;
                }
            }
        }
        Ok(())
    }
}

enum Found {
    List,
    Nothing,
    Odd(&'static str),
}

struct ListSeed<'r, 'de> {
    records: &'r mut Records<'de>,
    trail: &'r Trail,
}

impl ListSeed<'_, '_> {
    fn odd(self, found: &'static str) -> Found {
        if found == "null" { Found::Nothing } else { Found::Odd(found) }
    }
}

impl<'de> DeserializeSeed<'de> for ListSeed<'_, 'de> {
    type Value = Found;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ListSeed<'_, 'de> {
    type Value = Found;
    no_scalars!(odd);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Found, A::Error> {
        skip_map(map)?;
        Ok(self.odd("an object"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Found, A::Error> {
        for index in 0..NOT_A_LIST {
            let seed = RecordSeed { records: self.records, trail: self.trail };
            if seq.next_element_seed(seed).map_err(self.trail.passing(|| Step::Index(index as usize)))?.is_none() {
                break;
            }
        }
        Ok(Found::List)
    }
}

/// An object inside a record: its fields become the record's, behind a point.
struct ObjectSeed<'r, 'de> {
    records: &'r mut Records<'de>,
    field: usize,
    trail: &'r Trail,
}

impl<'de> DeserializeSeed<'de> for ObjectSeed<'_, 'de> {
    type Value = Value<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl ObjectSeed<'_, '_> {
    fn odd<'v>(self, found: &'static str) -> Value<'v> {
        if found == "null" { Value::Null } else { Value::Other(found) }
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_, 'de> {
    type Value = Value<'de>;
    no_scalars!(odd);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Value<'de>, A::Error> {
        skip_seq(seq)?;
        Ok(self.odd("an array"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        let fields = self.records.schema().fields;
        let object = fields.get(self.field).copied().unwrap_or_default();
        while let Some(key) = map.next_key_seed(TextSeed)? {
            let inner = fields
                .iter()
                .position(|name| name.strip_prefix(object).and_then(|rest| rest.strip_prefix('.')) == Some(&*key));
            let here = || Step::Field(key.to_string().into());
            match inner {
                Some(field) => {
                    let value = map.next_value_seed(ValueSeed).map_err(self.trail.passing(here))?;
                    self.records.set(field, value);
                }
                None => {
                    map.next_value::<Ignored>().map_err(self.trail.passing(here))?;
                }
            }
        }
        Ok(Value::Bool(true))
    }
}

enum Field {
    Scalar(usize),
    List(usize),
    Unknown,
}

struct FieldSeed {
    schema: &'static Schema,
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for FieldSeed {
    type Value = Field;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for FieldSeed {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Field, E> {
        let Schema { fields, lists, .. } = self.schema;
        if fields.get(self.expected).is_some_and(|name| *name == key && !name.contains('.')) {
            return Ok(Field::Scalar(self.expected));
        }
        // A name with a point belongs to an object inside; as a plain key it is unknown.
        if let Some(field) = fields.iter().position(|name| *name == key && !name.contains('.')) {
            return Ok(Field::Scalar(field));
        }
        let list = lists.iter().position(|(name, _)| *name == key);
        Ok(list.map_or(Field::Unknown, Field::List))
    }
}
