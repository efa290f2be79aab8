//! `cargo xtask simulate`: the simulator of `tests/simulator`, as many seeds as one likes.

use crate::process::{cargo, run as run_program};
use anyhow::Result;

#[derive(clap::Args)]
pub struct Options {
    /// How many seeds
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// The first one; alone it runs this seed again
    #[arg(long, default_value_t = 0)]
    from: u64,
}

pub fn run(options: &Options) -> Result<()> {
    let tests = ["test", "--profile", "search", "--test", "simulator", "--", "--nocapture"];
    run_program(
        cargo()
            .args(tests)
            .env("OVERSOLD_SEEDS", options.seeds.to_string())
            .env("OVERSOLD_FROM", options.from.to_string()),
    )
}
