//! A snapshot from JSON text, in one pass: no tree is built, a record at a time goes to the receiver.
//! What JSON cannot be is an error with its path; what JSON can be and the contract cannot is the receiver's to find.

use super::error::InventoryError;
use super::json_scanner::{Scanner, Token};
use super::misfit::Misfit;
use super::record::{NOT_A_LIST, Records};
use super::schema::{Schema, TABLES, TableKind};
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
    let (text, is_broken) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => {
            let sound = bytes.get(..error.valid_up_to()).and_then(|sound| std::str::from_utf8(sound).ok());
            (sound.unwrap_or_default(), true)
        }
    };
    let mut json = Scanner::new(text);
    let read = snapshot(&mut json, receiver).and_then(|()| json.end());
    match read {
        // Reading what is sound up to the broken place has found where that is.
        Err(mut misfit) if is_broken && json.is_at_end() => {
            misfit.message = "not JSON: this is not UTF-8".into();
            Err(misfit.into())
        }
        Ok(()) if is_broken => Err(InventoryError::invalid("", "not JSON: what follows is not UTF-8")),
        read => Ok(read?),
    }
}

type Read<T> = Result<T, Misfit>;

fn snapshot(json: &mut Scanner<'_>, receiver: &mut dyn Receive) -> Read<()> {
    if !matches!(json.token()?, Token::Object) {
        return Err(Misfit::new("expected a snapshot, an object"));
    }
    let (mut seen, mut is_first) = ([false; TABLES.len()], true);
    while let Some(key) = json.field(&mut is_first)? {
        let known = TABLES.iter().zip(&mut seen).find(|((name, _, _), _)| *name == key);
        let read = match known {
            Some((_, seen)) if *seen => Err(Misfit::new("this table is given twice")),
            Some(((_, kind, schema), seen)) => {
                *seen = true;
                table(json, *kind, schema, receiver)
            }
            None => json.value().map(|value| match &*key {
                "format" => receiver.format(&value),
                "revision" => receiver.revision(&value),
                _ => {}
            }),
        };
        read.map_err(|misfit| misfit.in_field(&key))?;
    }
    Ok(())
}

fn table(json: &mut Scanner<'_>, kind: TableKind, schema: &'static Schema, receiver: &mut dyn Receive) -> Read<()> {
    match opened(json)? {
        Opened::Array => {}
        Opened::Nothing => return Ok(()),
        Opened::Odd(found) => {
            receiver.not_a_table(kind, found);
            return Ok(());
        }
    }
    receiver.table(kind);
    let mut records = Records::new(schema);
    let mut is_first = true;
    for index in 0..NOT_A_LIST {
        if !json.element(&mut is_first)? {
            return Ok(());
        }
        records.clear();
        record(json, &mut records).map_err(|misfit| misfit.at_index(index as usize))?;
        receiver.record(kind, index, &records);
    }
    Err(Misfit::new("more records than can be counted"))
}

/// What stands where a list should.
enum Opened {
    Array,
    Nothing,
    Odd(&'static str),
}

/// Opens an array, or passes what is none.
fn opened(json: &mut Scanner<'_>) -> Read<Opened> {
    if json.opens(b'[') {
        return Ok(Opened::Array);
    }
    Ok(match json.value()? {
        Value::Null => Opened::Nothing,
        value => Opened::Odd(value.kind()),
    })
}

fn record<'t>(json: &mut Scanner<'t>, records: &mut Records<'t>) -> Read<()> {
    if !json.opens(b'{') {
        records.push_odd(json.value()?.kind());
        return Ok(());
    }
    let schema = records.schema();
    records.push();
    // In the order in which they were written last time: most often the next one comes next.
    let (mut expected, mut is_first) = (0_usize, true);
    loop {
        let next = schema.plain_field(expected);
        if let Some(name) = next.filter(|name| json.passes(name, &mut is_first)) {
            records.set(expected, json.value().map_err(|misfit| misfit.in_field(name))?);
            expected = expected.saturating_add(1);
            continue;
        }
        let Some(key) = json.field(&mut is_first)? else { return Ok(()) };
        let read = if let Some(field) = schema.field(&key, expected) {
            expected = field.saturating_add(1);
            let value = if schema.objects.contains(&&*key) { object(json, records, &key) } else { json.value() };
            value.map(|value| records.set(field, value))
        } else if let Some(list) = schema.lists.iter().position(|(name, _)| *name == key) {
            lines(json, records, list)
        } else {
            json.value().map(|_| ())
        };
        read.map_err(|misfit| misfit.in_field(&key))?;
    }
}

/// The records of a list inside a record.
fn lines<'t>(json: &mut Scanner<'t>, records: &mut Records<'t>, list: usize) -> Read<()> {
    let opened = opened(json)?;
    let Some(list) = records.list_mut(list) else { return Ok(()) };
    match opened {
        Opened::Nothing => {}
        Opened::Odd(found) => {
            list.set_count(NOT_A_LIST);
            list.found = found;
        }
        Opened::Array => {
            let mut is_first = true;
            for index in 0..NOT_A_LIST {
                if !json.element(&mut is_first)? {
                    list.set_count(index);
                    break;
                }
                record(json, &mut list.records).map_err(|misfit| misfit.at_index(index as usize))?;
            }
        }
    }
    Ok(())
}

/// An object inside a record: its fields become the record's, behind a point.
fn object<'t>(json: &mut Scanner<'t>, records: &mut Records<'t>, object: &str) -> Read<Value<'t>> {
    if !json.opens(b'{') {
        return Ok(match json.value()? {
            Value::Null => Value::Null,
            value => Value::Other(value.kind()),
        });
    }
    let mut is_first = true;
    while let Some(key) = json.field(&mut is_first)? {
        let is_inner = |name: &&str| name.split_once('.') == Some((object, &*key));
        let inner = records.schema().fields.iter().position(is_inner);
        let value = json.value().map_err(|misfit| misfit.in_field(&key))?;
        if let Some(field) = inner {
            records.set(field, value);
        }
    }
    Ok(Value::Bool(true))
}
