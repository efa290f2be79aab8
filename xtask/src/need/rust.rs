//! Parts of the Rust toolchain that a fresh installation may lack.

use crate::layout::{WASM_TARGET, top};
use crate::process::{cargo, output, run};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// The standard library for WebAssembly.
pub fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let library =
        output(Command::new(rustc).current_dir(top()).args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(&library).is_dir() {
        return Ok(());
    }
    println!("    Rust's standard library for {WASM_TARGET} is missing: adding it");
    rustup(&["target", "add", WASM_TARGET])
}

/// `cargo fmt` and `cargo clippy`.
pub fn formatter_and_linter() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output(cargo().args([subcommand, "--version"])).is_err() {
            println!("    cargo {subcommand} is missing: adding it");
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str]) -> Result<()> {
    run(Command::new("rustup").current_dir(top()).args(arguments))
        .with_context(|| format!("install it by hand, for the toolchain in use: rustup {}", arguments.join(" ")))
}
