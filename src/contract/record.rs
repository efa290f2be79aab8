//! One record of the host's and the records in its lists, before validation, in buffers that are used again for the next.

use super::schema::Schema;
use super::value::Value;

/// A list that the host left out.
pub const ABSENT: u32 = u32::MAX;
/// A list that is no array.
pub const NOT_A_LIST: u32 = u32::MAX - 1;

/// Records of one kind: their values record after record, and the records of their lists one after another.
#[derive(Debug)]
pub struct Records<'a> {
    schema: &'static Schema,
    values: Vec<Value<'a>>,
    /// What stands where a record was expected, per record; empty while all are objects.
    odd: Vec<(u32, &'static str)>,
    len: u32,
    lists: Vec<List<'a>>,
}

/// One list of the records above it.
#[derive(Debug)]
pub struct List<'a> {
    /// Per parent: how many, or [`ABSENT`], or [`NOT_A_LIST`].
    pub counts: Vec<u32>,
    /// What was found in place of an array, for the message.
    pub found: &'static str,
    pub records: Records<'a>,
}

impl<'a> Records<'a> {
    pub fn new(schema: &'static Schema) -> Self {
        Self {
            schema,
            values: Vec::new(),
            odd: Vec::new(),
            len: 0,
            lists: schema
                .lists
                .iter()
                .map(|(_, schema)| List { counts: Vec::new(), found: "", records: Records::new(schema) })
                .collect(),
        }
    }

    pub fn schema(&self) -> &'static Schema {
        self.schema
    }

    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Forgets the records and keeps the memory.
    pub fn clear(&mut self) {
        self.values.clear();
        self.odd.clear();
        self.len = 0;
        for list in &mut self.lists {
            list.counts.clear();
            list.found = "";
            list.records.clear();
        }
    }

    /// Begins another record, everything in it absent.
    pub fn push(&mut self) {
        self.len = self.len.saturating_add(1);
        let values = self.values.len().saturating_add(self.schema.fields.len());
        self.values.resize_with(values, Value::default);
        for list in &mut self.lists {
            list.counts.push(ABSENT);
        }
    }

    /// Begins another record that is no object at all.
    pub fn push_odd(&mut self, found: &'static str) {
        self.odd.push((self.len, found));
        self.push();
    }

    /// Sets a value of the newest record.
    #[inline(always)]
    pub fn set(&mut self, field: usize, value: Value<'a>) {
        let start = self.values.len().saturating_sub(self.schema.fields.len());
        if let Some(slot) = self.values.get_mut(start.saturating_add(field)) {
            *slot = value;
        }
    }

    /// The list of the newest record.
    pub fn list_mut(&mut self, list: usize) -> Option<&mut List<'a>> {
        self.lists.get_mut(list)
    }

    /// The list of all records.
    pub fn list(&self, list: usize) -> Option<&List<'a>> {
        self.lists.get(list)
    }

    /// A value of one record.
    pub fn value(&self, record: u32, field: usize) -> &Value<'a> {
        let position = (record as usize).saturating_mul(self.schema.fields.len()).saturating_add(field);
        self.values.get(position).unwrap_or(&Value::Absent)
    }

    /// What stands where this record should be an object.
    pub fn oddity(&self, record: u32) -> Option<&'static str> {
        self.odd.iter().find(|(at, _)| *at == record).map(|(_, found)| *found)
    }
}

impl List<'_> {
    /// Sets how many records the newest parent has.
    pub fn set_count(&mut self, count: u32) {
        if let Some(last) = self.counts.last_mut() {
            *last = count;
        }
    }

    pub fn count(&self, parent: u32) -> u32 {
        self.counts.get(parent as usize).copied().unwrap_or(ABSENT)
    }
}
