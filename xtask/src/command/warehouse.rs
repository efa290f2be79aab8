//! `cargo xtask warehouse`: rows from the working set of `sql/` are the rows from everything, in each engine.

use super::{build, generate};
use crate::layout::{PACKAGE, at, target};
use crate::process::{cargo, run as run_program};
use anyhow::{Context, Result};
use retailer::Size;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(clap::Args)]
pub struct Options {
    /// Which engines, with commas between them
    #[arg(long, default_value = "duckdb,datafusion,postgresql,spark")]
    engines: String,
    /// Only the data whose name begins so: random, northwind, adventureworks, retailer
    #[arg(long)]
    data: Option<String>,
    /// How much of a retailer is generated: demo, S, M or L
    #[arg(long, default_value = "S")]
    size: Size,
}

pub fn run(options: &Options) -> Result<()> {
    build::package()?;
    let folder = target()?.join("warehouse");
    let python = python(&folder)?;
    let data = folder.join("data");
    fs::create_dir_all(&data)?;
    run_program(
        cargo()
            .args(["test", "--quiet", "--package", PACKAGE, "--test", "warehouse_data"])
            .env("OVERSOLD_WAREHOUSE_DIR", &data),
    )?;
    generate::write(options.size, &data.join("retailer.json"))?;
    let mut proof = Command::new(python);
    proof.arg(at("tests/warehouse/run.py")).arg(&data).args(["--engines", &options.engines]);
    if let Some(only) = &options.data {
        proof.args(["--data", only]);
    }
    run_program(&mut proof)
}

/// A Python of its own, with each engine that can be installed here; one that cannot is named by the proof.
fn python(folder: &Path) -> Result<PathBuf> {
    let environment = folder.join("python");
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.is_file() {
        fs::create_dir_all(folder)?;
        run_program(Command::new("python3").args(["-m", "venv"]).arg(&environment))
            .context("the engines need Python 3 with its venv module")?;
    }
    let wanted = fs::read_to_string(at("tests/warehouse/requirements.txt"))?;
    let installed = folder.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let mut missing = 0;
    for package in wanted.lines() {
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", package];
        if let Err(error) = run_program(Command::new(&python).args(install)) {
            println!("NOT INSTALLED: {package}: {error}");
            missing += 1;
        }
    }
    if missing == 0 {
        fs::write(installed, wanted)?;
    }
    Ok(python)
}
