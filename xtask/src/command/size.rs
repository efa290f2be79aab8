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

/// All JavaScript that the package's main entry loads, minified and compressed.
const FACADE_BUDGET: usize = 12 * KIB;

pub fn run() -> Result<()> {
    build::package()?;
    check()
}

/// Prints the sizes of the package as it was built last, and fails where one is over its budget.
pub fn check() -> Result<()> {
    let module = fs::read(at("pkg/dist").join(build::module()))?;
    let facade = facade()?;
    println!();
    println!("{:<24}{:>12}{:>12}{:>12}", "bytes", "raw", "gzip", "budget");
    let module_size = print_row(&build::module(), &module, MODULE_BUDGET)?;
    let facade_size = print_row("JavaScript, minified", &facade, FACADE_BUDGET)?;
    for (size, budget) in [(module_size, MODULE_BUDGET), (facade_size, FACADE_BUDGET)] {
        if size > budget {
            println!("    over its budget by {} bytes", size - budget);
        }
    }
    Ok(())
}

/// The main entry as a bundler leaves it.
fn facade() -> Result<Vec<u8>> {
    need::node::packages("tests")?;
    let output = node().arg("tests/facade.mjs").stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "node tests/facade.mjs failed ({})", output.status);
    Ok(output.stdout)
}

fn print_row(name: &str, bytes: &[u8], budget: usize) -> Result<usize> {
    let compressed = gzip(bytes)?.len();
    println!("{name:<24}{:>12}{compressed:>12}{budget:>12}", bytes.len());
    Ok(compressed)
}

/// As a server would send it.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
