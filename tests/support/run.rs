//! Running properties: the same cases in every run unless told otherwise.
//!
//! `OVERSOLD_CASES` sets the number of cases, `OVERSOLD_SEED` another seed (a number); both are printed when a
//! property fails, together with the smallest inventory that shows it.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::panic::{AssertUnwindSafe, catch_unwind};

pub fn number_from_env(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is {text:?}: set it to a whole number")))
}

pub fn cases(everyday: u32) -> u32 {
    number_from_env("OVERSOLD_CASES")
        .map_or(everyday, |cases| u32::try_from(cases).expect("OVERSOLD_CASES fits 32 bits"))
}

/// Holds the property for `everyday` cases (or `OVERSOLD_CASES`), or panics with the smallest case found.
pub fn holds<S: Strategy>(name: &str, everyday: u32, strategy: S, property: impl Fn(S::Value)) {
    let cases = cases(everyday);
    let seed = number_from_env("OVERSOLD_SEED").unwrap_or(0);
    let mut bytes = [0_u8; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        max_shrink_time: 60_000,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    println!("{name}: {cases} cases, seed {seed}");
    let result = runner.run(&strategy, |value| quietly(|| property(value)).map_err(TestCaseError::fail));
    match result {
        Ok(()) => {}
        // Every property says itself what it looked at, the inventory as JSON that can be loaded again.
        Err(TestError::Fail(reason, _)) => {
            panic!("{name}: does not hold (seed {seed}, {cases} cases), smallest case found: {reason}")
        }
        Err(error) => panic!("{name}: {error}"),
    }
}

/// Runs without the panic message of every shrinking step; the last one is in the error.
pub fn quietly<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    std::thread_local!(static QUIET: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
    QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    QUIET.set(false);
    result.map_err(|panic| match (panic.downcast_ref::<String>(), panic.downcast_ref::<&str>()) {
        (Some(message), _) => message.clone(),
        (_, Some(message)) => (*message).to_string(),
        _ => "a panic without a message".to_string(),
    })
}
