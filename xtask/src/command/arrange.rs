//! The order of a module's functions. A compressor sees no further back than 32 KB, so functions that are alike stand
//! together: a module's code loses a twenty-fifth of what it weighs on the wire, and not a byte unpacked.

use anyhow::{Context, Result};
use std::collections::HashMap;
use std::ops::Range;
use wasm_encoder::{Module, NameMap, NameSection, RawSection};
use wasmparser::{Parser, Payload, TypeRef};

/// Functions are alike by the runs of so many bytes that they share.
const RUN: usize = 6;

/// A run that so many functions have says nothing.
const COMMON: usize = 60;

/// How many of the functions before are looked at for what comes next, and how many bytes of them.
const BEFORE: usize = 6;
const BYTES_BEFORE: usize = 12_000;

/// The module with a name for each function, in whose order they should stand; Binaryen moves them.
pub fn name_in_order(module: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    let mut named = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let is_named_already = matches!(&payload, Payload::CustomSection(custom) if custom.name() == "name");
        if let Some((id, range)) = payload.as_section().filter(|_| !is_named_already) {
            named.section(&RawSection { id, data: module.get(range).context("a section outside the module")? });
        }
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            _ => {}
        }
    }
    let bodies: Vec<&[u8]> = bodies.into_iter().filter_map(|range: Range<usize>| module.get(range)).collect();
    let mut places = vec![0; bodies.len()];
    for (place, function) in order(&bodies).into_iter().enumerate() {
        *places.get_mut(function).context("a function that is none")? = place;
    }
    let mut names = NameMap::new();
    for (function, place) in (imported..).zip(places) {
        names.append(function, &format!("{place:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    named.section(&section);
    Ok(named.finish())
}

/// Each function beside those that it shares most with.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let mut having: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, body) in bodies.iter().enumerate() {
        for run in body.windows(RUN) {
            let functions = having.entry(run).or_default();
            if functions.last() != Some(&function) {
                functions.push(function);
            }
        }
    }
    having.retain(|_, functions| (2..=COMMON).contains(&functions.len()));
    let mut is_left = vec![true; bodies.len()];
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    let mut likeness = vec![0.0_f64; bodies.len()];
    while order.len() < bodies.len() {
        likeness.fill(0.0);
        let mut bytes = 0;
        for (back, function) in order.iter().rev().take(BEFORE).enumerate() {
            let nearness = 1.0 / (1.0 + 0.3 * back as f64);
            for run in bodies[*function].windows(RUN) {
                for other in having.get(run).into_iter().flatten() {
                    likeness[*other] += nearness;
                }
            }
            bytes += bodies[*function].len();
            if bytes > BYTES_BEFORE {
                break;
            }
        }
        let rated = likeness.iter().zip(bodies).map(|(likeness, body)| likeness / (body.len() as f64 + 60.0));
        let left = rated.enumerate().filter(|(function, _)| is_left[*function]);
        let best = left.reduce(|best, other| if other.1 > best.1 { other } else { best });
        let Some((next, _)) = best else { break };
        is_left[next] = false;
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{name_in_order, order};

    #[test]
    fn functions_that_are_alike_stand_together() {
        let (one, other) = (
            b"the first kind of function, in many words".repeat(3),
            b"ANOTHER KIND, OF WHICH THERE ARE SOME".repeat(3),
        );
        let alike = |body: &[u8], last: u8| [body, &[last]].concat();
        let bodies: Vec<Vec<u8>> = (0..6_u8).map(|n| alike(if n % 2 == 0 { &one } else { &other }, n)).collect();
        let bodies: Vec<&[u8]> = bodies.iter().map(Vec::as_slice).collect();
        let order = order(&bodies);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4, 5]);
        let changes = order.windows(2).filter(|pair| pair[0] % 2 != pair[1] % 2).count();
        assert_eq!(changes, 1, "{order:?}");
    }

    #[test]
    fn every_function_gets_one_name() {
        let mut module = walrus::Module::default();
        for number in 0..3 {
            let mut function = walrus::FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
            function.func_body().i32_const(number);
            let function = function.finish(Vec::new(), &mut module.funcs);
            module.exports.add(&format!("f{number}"), function);
            module.funcs.get_mut(function).name = Some("as it was called".into());
        }
        let named = walrus::Module::from_buffer(&name_in_order(&module.emit_wasm()).unwrap()).unwrap();
        let mut names: Vec<_> = named.funcs.iter().filter_map(|function| function.name.clone()).collect();
        names.sort();
        assert_eq!(names, ["000000", "000001", "000002"]);
    }
}
