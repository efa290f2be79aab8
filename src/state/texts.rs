//! Texts that are shown and never looked up by: one string, and where each text ends.

use super::column::{Column, Ix, NONE};

/// An append-only pool of texts. What an edit leaves behind is dropped when the inventory is written out.
#[derive(Debug, Default)]
pub struct Texts {
    joined: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Makes room for so many more texts, of so many bytes together.
    pub fn reserve(&mut self, count: u32, bytes: usize) {
        self.joined.reserve(bytes);
        self.ends.reserve(count as usize);
    }

    /// Adds a text and gives its number.
    pub fn add(&mut self, text: &str) -> Ix {
        let number = self.ends.len() as Ix;
        self.joined.push_str(text);
        self.ends.push(self.joined.len() as u32);
        number
    }

    /// Adds a text that may be missing.
    pub fn add_optional(&mut self, text: Option<&str>) -> Ix {
        text.map_or(NONE, |text| self.add(text))
    }

    /// The text of a number; empty for [`NONE`].
    pub fn get(&self, ix: Ix) -> &str {
        self.optional(ix).unwrap_or_default()
    }

    /// The text of a number, if it has one.
    pub fn optional(&self, ix: Ix) -> Option<&str> {
        let end = *self.ends.get(ix as usize)?;
        let start = match ix.checked_sub(1) {
            Some(before) => *self.ends.get(before as usize)?,
            None => 0,
        };
        self.joined.get(start as usize..end as usize)
    }

    /// The bytes of a text, to compare it by; empty for a number that has none.
    pub fn bytes_of(&self, ix: Ix) -> &[u8] {
        let ends = &self.ends;
        let start = ix.checked_sub(1).map_or(0, |before| ends.at(before));
        self.joined.as_bytes().get(start as usize..ends.at(ix) as usize).unwrap_or_default()
    }

    /// Bytes of text, to refuse in time what 32 bits cannot address.
    pub fn bytes(&self) -> usize {
        self.joined.len()
    }
}
