//! `cargo xtask size`: what a page that embeds the package has to load, held against the budget.

use super::build;
use crate::layout::at;
use crate::need;
use crate::process::node;
use anyhow::{Result, ensure};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::process::Stdio;

const KIB: usize = 1024;

/// The module, compressed.
const MODULE_BUDGET: usize = 150 * KIB;

/// The imports' module, compressed: loaded by those who import only.
const IMPORTS_BUDGET: usize = 150 * KIB;

/// The package's own JavaScript, minified and compressed: the facade.
const FACADE_BUDGET: usize = 12 * KIB;

/// All JavaScript that the main entry loads: the facade, and wasm-bindgen's bindings.
const JAVASCRIPT_BUDGET: usize = 12 * KIB;

pub fn run() -> Result<()> {
    build::package()?;
    check()
}

/// Prints the sizes of the package as it was built last, and fails where the facade is over its budget. The module and the
/// bindings are made of the core, and on their way to theirs.
pub fn check() -> Result<()> {
    println!();
    println!("{:<24}{:>12}{:>12}{:>12}", "bytes", "raw", "gzip", "budget");
    for (module, budget) in [(build::ENGINE, MODULE_BUDGET), (build::IMPORTS, IMPORTS_BUDGET)] {
        print_row(&module.file(), &fs::read(at("pkg/dist").join(module.file()))?, budget)?;
    }
    print_row("JavaScript, minified", &javascript(&[])?, JAVASCRIPT_BUDGET)?;
    let facade = print_row("of it the facade", &javascript(&["own"])?, FACADE_BUDGET)?;
    ensure!(facade <= FACADE_BUDGET, "the facade is over its budget by {} bytes", facade - FACADE_BUDGET);
    Ok(())
}

/// The main entry as a bundler leaves it.
fn javascript(options: &[&str]) -> Result<Vec<u8>> {
    need::node::packages("tests")?;
    let output = node().arg("tests/facade.mjs").args(options).stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "node tests/facade.mjs failed ({})", output.status);
    Ok(output.stdout)
}

/// The compressed size.
fn print_row(name: &str, bytes: &[u8], budget: usize) -> Result<usize> {
    let compressed = gzip(bytes)?.len();
    let remark = if compressed > budget { format!("  over by {}", compressed - budget) } else { String::new() };
    println!("{name:<24}{:>12}{compressed:>12}{budget:>12}{remark}", bytes.len());
    Ok(compressed)
}

/// As a server would send it.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
