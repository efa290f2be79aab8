//! Node and the npm packages that the lock files name.

use crate::layout::at;
use crate::process::{node, npm, output, run};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::time::SystemTime;

/// The oldest Node whose test runner and type support the project uses.
const OLDEST: u32 = 20;

/// Node, new enough.
pub fn itself() -> Result<()> {
    let advice = format!("install Node {OLDEST} or newer, with npm");
    let version = output(node().arg("--version")).with_context(|| advice.clone())?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    ensure!(major.is_some_and(|major| major >= OLDEST), "this is Node {version}: {advice}");
    Ok(())
}

/// The packages of a folder (`pkg`, `www`, `tests`), installed from its lock file unless that was done since it changed.
pub fn packages(folder: &str) -> Result<()> {
    let modified = |path: &str| -> Option<SystemTime> { fs::metadata(at(folder).join(path)).ok()?.modified().ok() };
    let lock = modified("package-lock.json").with_context(|| format!("{folder}/package-lock.json is missing"))?;
    if modified("node_modules/.package-lock.json").is_some_and(|installed| installed >= lock) {
        return Ok(());
    }
    itself()?;
    println!("    installing the npm packages of {folder}");
    run(npm(&at(folder)).args(["ci", "--no-audit", "--no-fund"]))
}
