//! `cargo xtask fuzz`: inputs that libFuzzer makes up, led by what of the code they reach (`tests/fuzz`).

use super::instrumented;
use crate::layout::{at, target};
use crate::process::run as run_program;
use anyhow::{Result, ensure};
use std::fs;
use std::process::Command;

/// What `tests/fuzz/src/targets.rs` has.
const TARGETS: [&str; 9] =
    ["snapshot", "image", "sealed", "events", "commands", "walk", "spreadsheet", "lightspeed", "back"];

#[derive(clap::Args)]
pub struct Options {
    /// What is fed; all of them in turn unless named
    #[arg(value_parser = TARGETS)]
    target: Option<String>,
    /// How long, for all targets together
    #[arg(long, default_value_t = 10)]
    minutes: u64,
}

pub fn run(options: &Options) -> Result<()> {
    let program = instrumented::build("fuzz", "release", &["inline-8bit-counters", "pc-table", "trace-compares"])?;
    let targets: Vec<&str> =
        TARGETS.into_iter().filter(|name| options.target.as_deref().is_none_or(|target| target == *name)).collect();
    let seconds = options.minutes * 60 / targets.len() as u64;
    ensure!(seconds > 0, "{} targets need {} seconds at least", targets.len(), targets.len());
    let tests = at("tests/fuzz");
    for name in targets {
        // What it finds worth keeping on the way; the repository's own is where it begins.
        let found = target()?.join("fuzz/found").join(name);
        fs::create_dir_all(&found)?;
        run_program(
            Command::new(&program)
                .arg(&found)
                .arg(tests.join("corpus").join(name))
                .arg(format!("-dict={}", tests.join("contract.dict").display()))
                .arg(format!("-artifact_prefix={}/", found.display()))
                .arg(format!("-max_total_time={seconds}"))
                .args(["-max_len=4096", "-timeout=30", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=0"])
                .env("OVERSOLD_TARGET", name),
        )?;
    }
    Ok(())
}
