//! `cargo xtask test`: everything that must hold, the quickest checks first.

mod steps;

use super::{build, conformance, docs, growth, page, serve, service, supply_chain};
use crate::layout::{PACKAGE, WASM_TARGET, at};
use crate::need::{self, engines::Engine};
use crate::process::{build_once, cargo, node, run as run_program};
use anyhow::{Context, Result, ensure};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use steps::Steps;

#[derive(clap::Args)]
pub struct Options {
    /// The slow tier too: the back office in Firefox and WebKit, the example service, how work grows with data, the
    /// reference, the supply chain, and the packed tarball in bundlers, runtimes and pages
    #[arg(long)]
    all: bool,
}

pub fn run(options: &Options) -> Result<()> {
    if options.all {
        build_once();
    }
    let mut steps = Steps::new();
    steps.run("Formatting", formatting)?;
    steps.run("Lints", lints)?;
    steps.run("Native tests, and examples in the documentation", native_tests)?;
    steps.run("The WebAssembly boundary in Node", wasm_tests)?;
    steps.run("The package", build::run)?;
    steps.run("The package's tests in Node", package_tests)?;
    steps.run("Conformance, natively and in Node", || conformance::compare(&at("tests/conformance")))?;
    steps.run("The back office", || page::build().map(drop))?;
    steps.run("The back office in a browser", browser_tests)?;
    if options.all {
        steps.run_if_there("The back office in Firefox", need::engines::firefox, engine_tests)?;
        steps.run_if_there("The back office in WebKit", need::engines::webkit, engine_tests)?;
        steps.run_if_there("The example service", need::postgres::programs, |programs| service::tests(programs))?;
        steps.run("More work with more data, and no more than that", growth::usual)?;
        steps.run("The reference", docs::run)?;
        steps.run("The supply chain", supply_chain::without_network)?;
        steps.run("The packed tarball in bundlers, runtimes and pages", consumer_tests)?;
    }
    steps.summary();
    Ok(())
}

fn formatting() -> Result<()> {
    need::rust::formatter_and_linter()?;
    run_program(cargo().args(["fmt", "--all", "--check"]))
}

// xtask goes by itself here and in the tests: together with the rest, its dependencies would get other features than
// `cargo xtask` built them with, and be compiled once more.
fn lints() -> Result<()> {
    need::rust::wasm_target()?;
    clippy(&["--workspace", "--exclude", "xtask", "--all-targets"])?;
    clippy(&["--package", "xtask", "--all-targets"])?;
    clippy(&["--package", PACKAGE, "--lib", "--test", "wasm", "--target", WASM_TARGET])?;
    clippy(&["--package", "oversold-imports", "--package", "by-serde", "--lib", "--target", WASM_TARGET])
}

fn clippy(of_what: &[&str]) -> Result<()> {
    run_program(cargo().arg("clippy").args(of_what).args(["--", "-D", "warnings"]))
}

fn native_tests() -> Result<()> {
    run_program(cargo().args(["test", "--workspace", "--exclude", "xtask"]))?;
    run_program(cargo().args(["test", "--package", "xtask"]))
}

fn wasm_tests() -> Result<()> {
    need::node::itself()?;
    let this = env::current_exe()?;
    let runner = format!("target.{WASM_TARGET}.runner=[{:?}, \"wasm-test-runner\"]", this.display().to_string());
    run_program(cargo().args([
        "test",
        "--package",
        PACKAGE,
        "--test",
        "wasm",
        "--target",
        WASM_TARGET,
        "--config",
        &runner,
    ]))
}

fn package_tests() -> Result<()> {
    need::node::packages("tests")?;
    run_program(&mut node_tests("tests/node", &[])?)
}

fn browser_tests() -> Result<()> {
    need::node::packages("tests")?;
    let chromium = need::browser::chromium()?;
    let site = serve::start(&at("www/dist"), 0)?;
    // A page test mostly waits: for the browser to start, for a drawer to slide in.
    let mut tests = node_tests("tests/browser", &["--test-concurrency=2"])?;
    run_program(tests.env("OVERSOLD_CHROMIUM", chromium).env("OVERSOLD_URL", site.address()))
}

fn engine_tests(engine: &Engine) -> Result<()> {
    need::node::packages("tests")?;
    let site = serve::start(&at("www/dist"), 0)?;
    let mut tests = node();
    tests.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]).args(need::engines::tests());
    tests.env("OVERSOLD_ENGINE", engine.name).env("OVERSOLD_URL", site.address());
    run_program(tests.envs(engine.programs.iter().map(|(name, path)| (name, path))))
}

fn consumer_tests() -> Result<()> {
    need::node::packages("tests")?;
    need::node::packages("tests/consumers")?;
    let chromium = need::browser::chromium()?;
    run_program(node().arg("tests/consumers/run.mjs").env("OVERSOLD_CHROMIUM", chromium))
}

/// Node's test runner on the `*.test.*` files of a folder. (Node 20 and later releases read a folder's name differently.)
fn node_tests(folder: &str, options: &[&str]) -> Result<Command> {
    let mut files = Vec::new();
    for entry in fs::read_dir(at(folder)).with_context(|| format!("{folder} is missing"))? {
        let path: PathBuf = entry?.path();
        if path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".test")) {
            files.push(path);
        }
    }
    ensure!(!files.is_empty(), "no file of {folder} is called *.test.*");
    files.sort();
    let mut tests = node();
    tests.args(["--test", "--test-reporter=spec"]).args(options).args(files);
    Ok(tests)
}
