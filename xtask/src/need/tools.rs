//! Programs from crates.io that a step runs and nothing links to. Each of the release named here with its own lock file,
//! compiled without optimisation, and kept in the target folder.

use crate::layout::target;
use crate::process::{cargo, run};
use anyhow::{Context, Result};
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::PathBuf;

pub struct Tool {
    pub name: &'static str,
    pub version: &'static str,
}

/// Firefox's end of WebDriver.
pub const GECKODRIVER: Tool = Tool { name: "geckodriver", version: "0.37.1" };

/// Licences, sources, duplicates and known holes of the crates.
pub const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

/// Bills of materials.
pub const CARGO_CYCLONEDX: Tool = Tool { name: "cargo-cyclonedx", version: "0.5.9" };

/// The tool's executable, built if this release of it is not there.
pub fn built(tool: &Tool) -> Result<PathBuf> {
    let (Tool { name, version }, target) = (tool, target()?);
    let root = target.join("tools").join(format!("{name}-{version}"));
    let executable = root.join("bin").join(format!("{name}{EXE_SUFFIX}"));
    if executable.is_file() {
        return Ok(executable);
    }
    let build = target.join("tools").join("build");
    println!("    building {name} {version}, once");
    run(cargo()
        .args([
            "install",
            name,
            "--version",
            version,
            "--locked",
            "--profile",
            "dev",
            "--config",
            "profile.dev.debug=false",
        ])
        .arg("--root")
        .arg(&root)
        .arg("--target-dir")
        .arg(&build))
    .with_context(|| format!("{name} {version} could not be built from crates.io"))?;
    // Most of a gigabyte that nothing needs again.
    fs::remove_dir_all(&build).with_context(|| format!("{} could not be removed", build.display()))?;
    Ok(executable)
}
