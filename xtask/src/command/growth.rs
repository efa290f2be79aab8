//! `cargo xtask growth`: how much more work there is with more data, counted in steps (`tests/growth`).

use super::instrumented;
use crate::process::run as run_program;
use anyhow::Result;
use std::process::Command;

const LINES: usize = 500;

#[derive(clap::Args)]
pub struct Options {
    /// The smaller of the two sizes that are compared; the other is four times as large
    #[arg(long, default_value_t = LINES)]
    lines: usize,
}

/// As it is run with everything else.
pub fn usual() -> Result<()> {
    run(&Options { lines: LINES })
}

pub fn run(options: &Options) -> Result<()> {
    let program = instrumented::build("growth", "dev", &["trace-pc-guard"])?;
    run_program(Command::new(program).args(["--lines", &options.lines.to_string()]))
}
