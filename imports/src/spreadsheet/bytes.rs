//! The text of a file, in whichever encoding a spreadsheet program wrote it.

use std::borrow::Cow;

use crate::warnings::Notes;

/// UTF-8, with its mark or without; UTF-16 with its mark ("Unicode text"); else Western European, which is told.
pub fn text<'b>(file: &str, bytes: &'b [u8], notes: &Notes) -> Cow<'b, str> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).filter_map(|pair| Some(unit([*pair.first()?, *pair.get(1)?])));
        let units: Vec<u16> = pairs.collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            notes.add("encoding", "Files that are not UTF-8 were read as Western European (Latin-1)", file);
            Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect())
        }
    }
}

/// The delimiter that the first line has most of, outside quotes.
pub fn delimiter(text: &str) -> u8 {
    const KNOWN: [u8; 4] = [b',', b';', b'\t', b'|'];
    let mut counts = [0_u32; KNOWN.len()];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (known, count) in KNOWN.iter().zip(&mut counts) {
                    *count = count.saturating_add(u32::from(*known == byte));
                }
            }
        }
    }
    // The last of equal ones wins a `max_by_key`, so from the back.
    let best = KNOWN.iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    best.map_or(b',', |(delimiter, _)| *delimiter)
}
