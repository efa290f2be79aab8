//! What each part of the module costs: its functions by the folder or crate that they come from.

use super::size::gzip;
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::fmt::Write;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// A part, and what the names of its functions hold. The first that fits counts, so what the standard library makes of one
/// of our types is that type's.
const PARTS: [(&str, &[&str]); 17] = [
    ("src/contract", &["oversold::contract"]),
    ("src/workflow", &["oversold::workflow"]),
    ("src/state", &["oversold::state"]),
    ("src/report", &["oversold::report"]),
    ("src/planning", &["oversold::planning"]),
    ("src/lists", &["oversold::lists"]),
    ("src/image", &["oversold::image"]),
    ("src/wasm", &["oversold::wasm", "core_"]),
    ("src/text", &["oversold::text"]),
    ("src/keyed, named, order", &["oversold::keyed", "oversold::named", "oversold::order"]),
    ("the rest of src", &["oversold::"]),
    ("chrono", &["chrono::"]),
    ("serde and serde-wasm-bindgen", &["serde_core::", "serde_wasm_bindgen::", "serde::"]),
    ("wasm-bindgen and js-sys", &["wasm_bindgen::", "js_sys::", "__wbindgen", "__externref"]),
    ("csv-core, hashbrown, xxhash", &["csv_core::", "hashbrown::", "xxhash_rust::", "memchr::"]),
    ("dlmalloc", &["dlmalloc::"]),
    ("the standard library", &[""]),
];

/// A path without the hashes of its crates: `oversold[3c9c885f1e6b34df]::state` is `oversold::state`.
fn without_hashes(name: &str) -> String {
    let is_hash = |text: &str| text.len() > 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut pieces = name.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(']').filter(|(hash, _)| is_hash(hash)) {
            Some((_, rest)) => plain.push_str(rest),
            None => {
                plain.push('[');
                plain.push_str(piece);
            }
        }
    }
    plain
}

/// A table of a module that has names.
pub fn table(module: &[u8]) -> Result<String> {
    let (mut imported, mut bodies, mut data) = (0, Vec::new(), Vec::new());
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(module.get(body.range()).context("a body outside")?),
            Payload::DataSection(section) => {
                data.extend_from_slice(module.get(section.range()).context("data outside")?);
            }
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(sections) = custom.as_known() {
                    for section in sections {
                        if let Name::Function(functions) = section? {
                            for naming in functions {
                                let naming = naming?;
                                names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut parts = vec![Vec::new(); PARTS.len()];
    for (function, body) in (imported..).zip(bodies) {
        let name = without_hashes(names.get(&function).copied().unwrap_or_default());
        let fits = |(_, marks): &(&str, &[&str])| marks.iter().any(|mark| name.contains(mark));
        let part = PARTS.iter().position(fits).and_then(|part| parts.get_mut(part));
        part.context("the last part takes everything")?.extend_from_slice(body);
    }
    let mut rows: Vec<(&str, Vec<u8>)> = PARTS.iter().map(|(name, _)| *name).zip(parts).collect();
    rows.push(("texts and tables", data));
    rows.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.len()));
    let mut table = format!("{:<32}{:>10}{:>12}\n", "of the module, unpacked", "bytes", "gzip alone");
    for (name, bytes) in rows {
        writeln!(table, "{name:<32}{:>10}{:>12}", bytes.len(), gzip(&bytes)?.len())?;
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::without_hashes;

    #[test]
    fn paths_lose_their_hashes_and_keep_their_slices() {
        for (name, plain) in [
            ("oversold[3c9c885f1e6b34df]::state::load", "oversold::state::load"),
            (
                "<[core[c5930c85a12de822]::option::Option<u32>; 5usize]>::map",
                "<[core::option::Option<u32>; 5usize]>::map",
            ),
            ("<[u8]>::to_vec", "<[u8]>::to_vec"),
        ] {
            assert_eq!(without_hashes(name), plain);
        }
    }
}
