//! Where things are in the repository, and the names that several commands share.

use crate::process::cargo;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The crate and the npm package have one name, and so has what is made of them.
pub const PACKAGE: &str = "oversold";
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The repository's top folder.
pub fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the repository")
}

/// A path below the repository's top folder.
pub fn at(path: &str) -> PathBuf {
    top().join(path)
}

/// cargo's target folder, wherever this machine has it.
pub fn target() -> Result<PathBuf> {
    let output = cargo()
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()
        .context("cargo metadata does not run")?;
    anyhow::ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let target = metadata["target_directory"].as_str().context("cargo metadata names no target_directory")?;
    Ok(PathBuf::from(target))
}
