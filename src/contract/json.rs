//! A snapshot from JSON text, in one pass: no tree is built, a record at a time goes to the receiver. The text may come in
//! pieces, and only what a piece ends in is held: a record, and behind it up to as much again, so that it is not begun anew with every
//! piece; or a field that the contract does not have, whole.
//! What JSON cannot be is an error with its path; what JSON can be and the contract cannot is the receiver's to find.

use std::borrow::Cow;

use super::error::InventoryError;
use super::json_scanner::{Lines, Mark, Scanner, Token};
use super::misfit::Misfit;
use super::record::{NOT_A_LIST, Records};
use super::schema::{TABLES, Table, TableKind};
use super::value::Value;

/// Takes a snapshot in, whatever form it came in.
pub trait Receive {
    fn format(&mut self, value: &Value<'_>);
    fn revision(&mut self, value: &Value<'_>);
    /// One record, the only one in `records`, at `index` of its table.
    fn record(&mut self, kind: TableKind, index: u32, records: &Records<'_>);
    /// The table is there; called before its records.
    fn table(&mut self, kind: TableKind);
    /// Refuses what there is no memory for; asked now and then.
    fn has_room(&self) -> Result<(), InventoryError>;
    /// The table is no array but `found`.
    fn not_a_table(&mut self, kind: TableKind, found: &'static str);
}

type Read<T> = Result<T, Misfit>;

/// What is wrong so close to the end of a piece may be that something is cut in two: no word or escape is longer. Strings and numbers may
/// be, but what is wrong with one that is cut stands where the piece ends.
const LONGEST: usize = 16;

/// Where a snapshot is left off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Start,
    /// Between two fields of the snapshot.
    Fields,
    /// In the table of this number, before the record of this index.
    Table {
        number: usize,
        index: u32,
    },
    End,
}

/// Reads a snapshot that comes piece by piece.
#[derive(Debug, Default)]
pub struct Reader {
    stage: Stage,
    /// Whether nothing came yet in the object or the table.
    is_first: bool,
    seen: [bool; TABLES.len()],
    lines: Lines,
    /// What came and was not read yet: the piece ended in it.
    held: Vec<u8>,
    /// Before so much has come, to read on would only begin the same record again.
    wanted: usize,
}

impl Reader {
    /// Takes the next piece in.
    pub fn feed(&mut self, piece: &[u8], receiver: &mut dyn Receive) -> Result<(), InventoryError> {
        if self.held.is_empty() {
            let read = self.read(piece, false, receiver)?;
            hold(&mut self.held, piece.get(read..).unwrap_or_default())?;
        } else {
            hold(&mut self.held, piece)?;
            if self.held.len() < self.wanted {
                return receiver.has_room();
            }
            let mut held = std::mem::take(&mut self.held);
            held.drain(..self.read(&held, false, receiver)?);
            self.held = held;
        }
        self.wanted = self.held.len().saturating_mul(2);
        receiver.has_room()
    }

    /// Takes the last piece in: with it the snapshot is whole.
    pub fn end(mut self, piece: &[u8], receiver: &mut dyn Receive) -> Result<(), InventoryError> {
        let mut held = std::mem::take(&mut self.held);
        if held.is_empty() {
            self.read(piece, true, receiver)?;
        } else {
            hold(&mut held, piece)?;
            self.read(&held, true, receiver)?;
        }
        Ok(())
    }

    /// Reads what is whole, and gives how much that is.
    fn read(&mut self, bytes: &[u8], is_all: bool, receiver: &mut dyn Receive) -> Result<usize, InventoryError> {
        let (text, is_sound) = sound(bytes, is_all);
        let mut json = Scanner::behind(self.lines, text);
        let mut read = Piece { json: &mut json, is_last: is_all || !is_sound };
        match self.read_on(&mut read, receiver) {
            // Reading what is sound up to the broken place has found where that is.
            Err(mut misfit) if !is_sound && json.left() == 0 => {
                misfit.message = "not JSON: this is not UTF-8".into();
                Err(misfit.into())
            }
            Ok(_) if !is_sound => Err(InventoryError::invalid("", "not JSON: what follows is not UTF-8")),
            read => {
                let mark = read?;
                self.lines = mark.lines();
                Ok(mark.at())
            }
        }
    }

    /// Reads as far as it is whole.
    fn read_on(&mut self, piece: &mut Piece<'_, '_>, receiver: &mut dyn Receive) -> Read<Mark> {
        loop {
            piece.json.pass_space();
            let mark = piece.json.mark();
            match self.stage {
                Stage::Start => match piece.whole(|json| json.behind_mark().token())? {
                    None => return Ok(mark),
                    Some(Token::Object) => (self.stage, self.is_first) = (Stage::Fields, true),
                    Some(_) => return Err(Misfit::new("expected a snapshot, an object")),
                },
                Stage::Fields => {
                    let mut is_first = self.is_first;
                    let Some(field) = piece.whole(|json| self.field(json, &mut is_first))? else { return Ok(mark) };
                    self.is_first = is_first;
                    self.take(field, receiver);
                }
                Stage::Table { number, index } => {
                    let Some(table) = TABLES.get(number) else { return Ok(mark) };
                    let read = self.records(piece, table, index, receiver);
                    if let Some(mark) = read.map_err(|misfit| misfit.in_field(table.0))? {
                        return Ok(mark);
                    }
                }
                Stage::End if piece.is_last => return piece.json.end().map(|()| mark),
                Stage::End => return piece.whole(|json| json.end()).map(|_| mark),
            }
        }
    }

    /// The next field of the snapshot, or the beginning of it, where it is a table.
    fn field<'t>(&self, json: &mut Scanner<'t>, is_first: &mut bool) -> Read<Option<Field<'t>>> {
        let Some(key) = json.field(is_first)? else { return Ok(None) };
        let number = TABLES.iter().position(|(name, _, _)| *name == key);
        let field = match number {
            None => json.value().map(|value| Field::Value(key.clone(), value)),
            Some(number) if self.seen.get(number) == Some(&true) => Err(Misfit::new("this table is given twice")),
            Some(number) => opened(json).map(|opened| Field::Table(number, opened)),
        };
        field.map(Some).map_err(|misfit| misfit.in_field(&key))
    }

    fn take(&mut self, field: Option<Field<'_>>, receiver: &mut dyn Receive) {
        match field {
            None => self.stage = Stage::End,
            Some(Field::Value(key, value)) => match &*key {
                "format" => receiver.format(&value),
                "revision" => receiver.revision(&value),
                _ => {}
            },
            Some(Field::Table(number, opened)) => {
                let Some(((_, kind, _), seen)) = TABLES.get(number).zip(self.seen.get_mut(number)) else { return };
                *seen = true;
                match opened {
                    Opened::Array => {
                        (self.stage, self.is_first) = (Stage::Table { number, index: 0 }, true);
                        receiver.table(*kind);
                    }
                    Opened::Nothing => {}
                    Opened::Odd(found) => receiver.not_a_table(*kind, found),
                }
            }
        }
    }

    /// The records of a table from an index on; where the piece ends among them, how far it is whole.
    fn records(
        &mut self,
        piece: &mut Piece<'_, '_>,
        (_, kind, schema): &'static Table,
        from: u32,
        receiver: &mut dyn Receive,
    ) -> Read<Option<Mark>> {
        let mut records = Records::new(schema);
        for index in from..NOT_A_LIST {
            let (mark, mut is_first) = (piece.json.mark(), self.is_first);
            let next = piece.whole(|json| {
                let goes_on = json.element(&mut is_first)?;
                if goes_on {
                    records.clear();
                    record(json, &mut records).map_err(|misfit| misfit.at_index(index as usize))?;
                }
                Ok(goes_on)
            })?;
            match next {
                None => {
                    if let Stage::Table { index: left_off, .. } = &mut self.stage {
                        *left_off = index;
                    }
                    return Ok(Some(mark));
                }
                Some(true) => receiver.record(*kind, index, &records),
                Some(false) => {
                    (self.stage, self.is_first) = (Stage::Fields, false);
                    return Ok(None);
                }
            }
            self.is_first = false;
        }
        Err(Misfit::new("more records than can be counted"))
    }
}

/// Keeps what the next piece goes on with, unless there is no room for it.
fn hold(held: &mut Vec<u8>, piece: &[u8]) -> Result<(), InventoryError> {
    if held.try_reserve(piece.len()).is_err() {
        return Err(InventoryError::too_large("", "one record is larger than the memory that is left"));
    }
    held.extend_from_slice(piece);
    Ok(())
}

/// A field of the snapshot.
enum Field<'t> {
    Table(usize, Opened),
    Value(Cow<'t, str>, Value<'t>),
}

/// A piece of the text.
struct Piece<'s, 't> {
    json: &'s mut Scanner<'t>,
    is_last: bool,
}

impl<'t> Piece<'_, 't> {
    /// What `read` finds, unless the piece may end in the middle of it.
    #[inline]
    fn whole<T>(&mut self, read: impl FnOnce(&mut Scanner<'t>) -> Read<T>) -> Read<Option<T>> {
        let found = read(self.json);
        // Another byte tells whether a number goes on; what is wrong may be a word that is cut in two.
        let may_be_cut = self.json.left() < if found.is_ok() { 1 } else { LONGEST };
        if may_be_cut && !self.is_last { Ok(None) } else { found.map(Some) }
    }
}

/// The text of a piece, up to a character that the next one completes; and whether it is UTF-8.
fn sound(bytes: &[u8], is_all: bool) -> (&str, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => {
            let sound = bytes.get(..error.valid_up_to()).and_then(|sound| std::str::from_utf8(sound).ok());
            (sound.unwrap_or_default(), error.error_len().is_none() && !is_all)
        }
    }
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
            records.set(expected, json.common_value().map_err(|misfit| misfit.in_field(name))?);
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
