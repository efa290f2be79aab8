//! libFuzzer's way in: `cargo xtask fuzz` builds this with coverage and says which target it runs.
#![no_main]

mod support;
mod targets;

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use targets::Target;

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("OVERSOLD_TARGET").unwrap_or_default();
    targets::find(&name).unwrap_or_else(|| panic!("OVERSOLD_TARGET is {name:?}: it names a target"))
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes));
