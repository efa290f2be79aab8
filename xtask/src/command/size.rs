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

/// Compressed sizes: what fails the build, and what we are on our way to.
struct Budget {
    limit: usize,
    aim: usize,
}

/// The module.
const MODULE: Budget = Budget { limit: 318 * KIB, aim: 150 * KIB };

/// The imports' module: loaded by those who import only.
const IMPORTS: Budget = Budget { limit: 250 * KIB, aim: 150 * KIB };

/// All JavaScript that the main entry loads: the facade, and wasm-bindgen's bindings.
const JAVASCRIPT: Budget = Budget { limit: 13 * KIB, aim: 12 * KIB };

/// The package's own JavaScript, minified: the facade.
const FACADE: Budget = Budget { limit: 12 * KIB, aim: 12 * KIB };

pub fn run() -> Result<()> {
    build::package()?;
    check()
}

/// Prints the sizes of the package as it was built last, and what each part of the module costs; fails where one is over
/// its limit.
pub fn check() -> Result<()> {
    println!("\n{}", build::parts(&build::ENGINE)?);
    println!("{:<24}{:>12}{:>12}{:>12}{:>12}", "bytes", "raw", "gzip", "limit", "aim");
    let sizes = [
        (build::ENGINE.file(), fs::read(at("pkg/dist").join(build::ENGINE.file()))?, MODULE),
        (build::IMPORTS.file(), fs::read(at("pkg/dist").join(build::IMPORTS.file()))?, IMPORTS),
        ("JavaScript, minified".to_owned(), javascript(&[])?, JAVASCRIPT),
        ("of it the facade".to_owned(), javascript(&["own"])?, FACADE),
    ];
    let mut over = Vec::new();
    for (name, bytes, Budget { limit, aim }) in sizes {
        let compressed = gzip(&bytes)?.len();
        println!("{name:<24}{:>12}{compressed:>12}{limit:>12}{aim:>12}", bytes.len());
        if compressed > limit {
            over.push(format!("{name} by {} bytes", compressed - limit));
        }
    }
    ensure!(over.is_empty(), "over the limit: {}", over.join(", "));
    Ok(())
}

/// The main entry as a bundler leaves it.
fn javascript(options: &[&str]) -> Result<Vec<u8>> {
    need::node::packages("tests")?;
    let output = node().arg("tests/facade.mjs").args(options).stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "node tests/facade.mjs failed ({})", output.status);
    Ok(output.stdout)
}

/// As a server would send it.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
