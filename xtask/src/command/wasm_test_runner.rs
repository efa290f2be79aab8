//! What cargo runs the core's WebAssembly tests with: wasm-bindgen's own runner, of the release in the lock file.

use anyhow::Result;
use std::ffi::OsString;

pub fn run(arguments: Vec<OsString>) -> Result<()> {
    let program = OsString::from("wasm-bindgen-test-runner");
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args([program].into_iter().chain(arguments))
}
