//! `cargo xtask size`: what a page that embeds the package has to load.

use super::build;
use crate::layout::at;
use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

pub fn run() -> Result<()> {
    build::package()?;
    print()
}

/// Prints the sizes of the package as it was built last.
pub fn print() -> Result<()> {
    let dist = at("pkg/dist");
    let mut scripts = Vec::new();
    collect_scripts(&dist, &mut scripts)?;
    println!();
    println!("{:<24}{:>12}{:>12}", "bytes", "raw", "gzip");
    print_row(&build::module(), &[dist.join(build::module())])?;
    print_row("JavaScript", &scripts)
}

fn print_row(name: &str, files: &[PathBuf]) -> Result<()> {
    let (mut raw, mut compressed) = (0, 0);
    for file in files {
        let bytes = fs::read(file)?;
        raw += bytes.len();
        compressed += gzip(&bytes)?;
    }
    println!("{name:<24}{raw:>12}{compressed:>12}");
    Ok(())
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn collect_scripts(folder: &Path, scripts: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect_scripts(&path, scripts)?;
        } else if path.extension().is_some_and(|extension| extension == "js") {
            scripts.push(path);
        }
    }
    Ok(())
}
