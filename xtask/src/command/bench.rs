//! `cargo xtask bench`: the package against what someone would pick instead, side by side in one run.

use super::{build, generate};
use crate::layout::{at, target};
use crate::need;
use crate::process::{cargo, node, run as run_program};
use anyhow::{Context, Result};
use retailer::Size;
use std::fs;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    /// `allocation`: scarce stock dealt out, beside a general solver; without it the report and the commands
    #[arg(value_enum)]
    subject: Option<Subject>,
    /// S, M or L (1,000,000 levels): how much of a retailer
    #[arg(long, default_value = "M")]
    size: String,
    /// Where the contenders run
    #[arg(long = "where", value_enum, default_value_t = Place::Node)]
    place: Place,
    /// Contenders (oversold, plain, expert, sqlite, duckdb, serde, native) and parts (json, columns, image, stream, rows),
    /// with commas between them; all of them unless named
    #[arg(long)]
    only: Option<String>,
    /// How many processes each contender gets for each part; the medians count
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// How many minutes a process of Node's may take; what it has found by then counts
    #[arg(long, default_value_t = 15)]
    minutes: u32,
    /// Where to write the result as JSON
    #[arg(long)]
    json: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Place {
    Node,
    Chromium,
}

/// What has a bench of its own.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Subject {
    Allocation,
}

pub fn run(options: &Options) -> Result<()> {
    if let Some(Subject::Allocation) = options.subject {
        build::package()?;
        need::node::packages("benches/allocation")?;
        return run_program(node().arg("benches/allocation/run.mjs"));
    }
    let size: Size = options.size.parse()?;
    build::package()?;
    need::node::packages("benches")?;
    let wants =
        |contender: &str| options.only.as_deref().is_none_or(|only| only.split(',').any(|name| name == contender));
    if options.only.as_deref().is_none_or(|only| only.split(',').any(|name| ["serde", "rows"].contains(&name))) {
        by_serde()?;
    }
    let folder = target()?.join("bench");
    let data = folder.join(&options.size).with_extension("json");
    let questions = folder.join(&options.size).with_extension("questions.json");
    generate::write(size, &data)?;
    run_program(node().args(["--max-old-space-size=12000", "benches/harness/prepare.mjs"]).args([&data, &questions]))?;
    let mut bench = node();
    bench.args(["benches/run.mjs", "--size", &options.size, "--rounds", &options.rounds.to_string()]);
    bench.args(["--minutes", &options.minutes.to_string()]);
    bench.arg("--data").arg(&data).arg("--questions").arg(&questions);
    if options.place == Place::Chromium {
        bench.args(["--where", "chromium", "--chromium"]).arg(need::browser::chromium()?);
    } else if wants("native") || options.only.as_deref().is_some_and(|only| !names_a_contender(only)) {
        run_program(cargo().args(["build", "--profile", "native", "--package", "native"]))?;
        bench.arg("--native").arg(target()?.join("native").join("native"));
    }
    if let Some(only) = &options.only {
        bench.args(["--only", only]);
    }
    if let Some(json) = &options.json {
        bench.arg("--json").arg(std::path::absolute(json)?);
    }
    run_program(&mut bench)?;
    println!("what is measured, and how: {}", at("benches/README.md").display());
    Ok(())
}

/// The module that hands rows out by serde-wasm-bindgen, where its contender finds it.
fn by_serde() -> Result<()> {
    let (made, dist) = (build::module(&build::BY_SERDE)?, at("benches/serde/dist"));
    fs::create_dir_all(&dist)?;
    for file in [build::BY_SERDE.file(), build::BY_SERDE.script()] {
        fs::copy(made.join(&file), dist.join(&file)).with_context(|| file)?;
    }
    Ok(())
}

fn names_a_contender(only: &str) -> bool {
    const PARTS: [&str; 5] = ["json", "columns", "image", "stream", "rows"];
    only.split(',').any(|name| !PARTS.contains(&name))
}
