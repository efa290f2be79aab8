//! Programs of which LLVM counts or watches every basic block. With the stable toolchain: the passes are LLVM's own, and safe
//! Rust needs no sanitizer beside them.

use crate::layout::{at, target};
use crate::process::{cargo, output, run as run_program};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// Builds the program of a folder in `tests/` that is a workspace of its own, and says where it is.
pub fn build(name: &str, profile: &str, how: &[&str]) -> Result<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = output(Command::new(rustc).arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not name its host")?;
    let mut flags = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3".to_owned();
    for flag in how {
        flags.push_str(" -Cllvm-args=-sanitizer-coverage-");
        flags.push_str(flag);
    }
    let folder = target()?.join(name);
    let manifest = at("tests").join(name).join("Cargo.toml");
    run_program(
        cargo()
            .args(["build", "--locked", "--profile", profile, "--target", host, "--manifest-path"])
            .arg(manifest)
            .arg("--target-dir")
            .arg(&folder)
            // A target is named, so that these are for the program alone and not for what builds it.
            .env("RUSTFLAGS", flags),
    )?;
    let profile = if profile == "dev" { "debug" } else { profile };
    Ok(folder.join(host).join(profile).join(format!("oversold-{name}")))
}
