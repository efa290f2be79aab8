//! A deterministic, believable retailer, as the snapshot JSON of `oversold/1`.
//!
//! [`demo_json`] writes a small retailer with every situation of the trade in it; [`write`] also writes the sizes S, M and L
//! that the benches work on. The same call writes the same bytes on every platform and on every day: seeds are fixed, chance
//! draws fixed-width integers only, and "now" is [`NOW`].

mod bulk;
mod catalogue;
mod chance;
mod codes;
mod demo;
mod document;
mod moment;
mod names;
mod record;

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::str::FromStr;

pub use bulk::Scale;
pub use moment::NOW;

/// How much of a retailer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Three shops, some 400 items, two years: a morning's report.
    Demo,
    /// A hundredth of L.
    S,
    /// A tenth of L.
    M,
    /// 50,000 items in 20 shops.
    L,
}

impl FromStr for Size {
    type Err = UnknownSize;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_lowercase().as_str() {
            "demo" => Ok(Self::Demo),
            "s" => Ok(Self::S),
            "m" => Ok(Self::M),
            "l" => Ok(Self::L),
            _ => Err(UnknownSize(text.to_owned())),
        }
    }
}

#[derive(Debug)]
pub struct UnknownSize(String);

impl fmt::Display for UnknownSize {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "no size is called \"{}\": use demo, S, M or L", self.0)
    }
}

impl std::error::Error for UnknownSize {}

/// Writes the demo retailer.
pub fn demo_json(out: &mut impl Write) -> io::Result<()> {
    demo::write(&demo::play(), BufWriter::new(out))
}

/// Writes a retailer of that size.
pub fn write(size: Size, out: &mut impl Write) -> io::Result<()> {
    match size {
        Size::Demo => demo_json(out),
        Size::S => bulk::write(&Scale::S, BufWriter::new(out)),
        Size::M => bulk::write(&Scale::M, BufWriter::new(out)),
        Size::L => bulk::write(&Scale::L, BufWriter::with_capacity(1 << 20, out)),
    }
}
