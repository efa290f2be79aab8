//! Several tabs, one store and people who click: everything that can go wrong between a click and its being stored,
//! from one seed. Tabs are lost between any two steps of a click, messages come late, twice and out of order, images are
//! torn, rot, or come from a newer version, two people do the same at once, clocks jump, records arrive from elsewhere.
//!
//! After every step: all engines at one revision are the same byte for byte, each event did what the naive model says,
//! and every command that a person saw done is stored exactly once. `cargo xtask simulate --seeds N` runs as many as you
//! like; a seed that fails prints itself and the shortest story that shows it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod books;
mod store;
#[path = "../support/mod.rs"]
mod support;
mod tab;
mod world;

use proptest::array::uniform32;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::Value;
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread;
use support::inventories::inventory;
use support::run::{number_from_env, quietly};
use support::workflow::tidy::tidy;
use support::workflow::walk::Host;
use world::{Bytes, Tally, World};

const STEPS: usize = 240;
const EVERYDAY: u64 = 200;

/// Even seeds begin with a tidy host's inventory, odd ones with anything that can be loaded.
fn begun(seed: u64) -> (Host, BoxedStrategy<Value>) {
    if seed.is_multiple_of(2) {
        (Host::Tidy, uniform32(any::<u8>()).prop_map(|bytes| tidy(&bytes)).boxed())
    } else {
        (Host::Odd, inventory().boxed())
    }
}

/// Runs one seed: what happened in it, or what went wrong, in its shortest form.
fn run(seed: u64) -> Result<Tally, String> {
    let mut bytes = [0_u8; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: 1,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        max_shrink_time: 60_000,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let (host, first) = begun(seed);
    let strategy = (first, vec(uniform32(any::<u8>()), 1..=STEPS));
    let tally = Cell::new(Tally::default());
    let story = |(first, steps): (Value, Vec<Bytes>)| {
        tally.set(quietly(|| World::open(&first, host).live(&steps)).map_err(TestCaseError::fail)?);
        Ok(())
    };
    match runner.run(&strategy, story) {
        Ok(()) => Ok(tally.get()),
        Err(TestError::Fail(reason, _)) => Err(reason.message().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn nothing_is_lost_and_nothing_is_doubled() {
    let seeds = number_from_env("OVERSOLD_SEEDS").unwrap_or(EVERYDAY);
    let from = number_from_env("OVERSOLD_FROM").unwrap_or(0);
    println!("the simulator: seeds {from} to {}", from + seeds);
    let (next, failure) = (AtomicU64::new(from), OnceLock::new());
    let all = Mutex::new(Tally::default());
    let work = || {
        while failure.get().is_none() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= from + seeds {
                return;
            }
            match run(seed) {
                Ok(tally) => all.lock().expect("no thread panics").add(&tally),
                // The first one is told; a second one at the same moment can wait for the next run.
                Err(reason) => {
                    let _ = failure.set(format!("seed {seed} (`cargo xtask simulate --from {seed}`): {reason}"));
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    if let Some(failure) = failure.get() {
        panic!("{failure}");
    }
    let all = all.into_inner().expect("no thread panics");
    println!("{all:#?}");
    assert!(seeds < EVERYDAY || all.is_full(), "something never happened");
}
