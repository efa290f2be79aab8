//! A snapshot, streamed: table after table, record after record, nothing held back.

use std::io::{self, Write};

use serde::Serialize;

pub struct Document<W: Write> {
    out: W,
}

impl<W: Write> Document<W> {
    pub fn begin(mut out: W) -> io::Result<Self> {
        out.write_all(b"{\"format\":\"oversold/1\"")?;
        Ok(Self { out })
    }

    /// One record a line, so that a person can find one.
    pub fn table<T: Serialize>(&mut self, name: &str, records: impl IntoIterator<Item = T>) -> io::Result<()> {
        write!(self.out, ",\n\"{name}\":[")?;
        for (index, record) in records.into_iter().enumerate() {
            self.out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut self.out, &record)?;
        }
        self.out.write_all(b"]")
    }

    pub fn end(mut self) -> io::Result<()> {
        self.out.write_all(b"}\n")?;
        self.out.flush()
    }
}
