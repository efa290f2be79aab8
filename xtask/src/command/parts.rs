//! What each part of the module costs: its functions by the folder or crate that they come from.

use super::size::gzip;
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::fmt::Write;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// A part, and how its functions' mangled names are known: a path's names stand in them with their lengths. The first that
/// fits counts, so what the standard library makes of one of our types is that type's.
const PARTS: [(&str, &[&str]); 17] = [
    ("src/contract", &["8oversold8contract"]),
    ("src/workflow", &["8oversold8workflow"]),
    ("src/state", &["8oversold5state"]),
    ("src/report", &["8oversold6report"]),
    ("src/planning", &["8oversold8planning"]),
    ("src/lists", &["8oversold5lists"]),
    ("src/image", &["8oversold5image"]),
    ("src/wasm", &["8oversold4wasm", "core_"]),
    ("src/text", &["8oversold4text"]),
    ("src/keyed, named, order", &["8oversold5keyed", "8oversold5named", "8oversold5order"]),
    ("the rest of src", &["8oversold"]),
    ("chrono", &["6chrono"]),
    ("serde and serde-wasm-bindgen", &["10serde_core", "18serde_wasm_bindgen", "5serde"]),
    ("wasm-bindgen and js-sys", &["12wasm_bindgen", "6js_sys", "__wbindgen", "__externref"]),
    ("csv-core, hashbrown, xxhash", &["8csv_core", "9hashbrown", "11xxhash_rust", "6memchr"]),
    ("dlmalloc", &["8dlmalloc"]),
    ("the standard library", &[""]),
];

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
        let name = names.get(&function).copied().unwrap_or_default();
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
