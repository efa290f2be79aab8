//! `cargo xtask service`: the example service over a PostgreSQL of its own, two clients of it, and the back office in Chromium.

use super::{build, generate, page};
use crate::layout::{PACKAGE, at, target};
use crate::need;
use crate::process::{cargo, node, run as run_program};
use anyhow::Result;
use retailer::Size;
use std::path::Path;

/// By itself: with the package and the page built first.
pub fn run() -> Result<()> {
    let postgres = need::postgres::programs()?;
    build::package()?;
    page::build()?;
    tests(&postgres)
}

/// With what they need built already.
pub fn tests(postgres: &Path) -> Result<()> {
    need::node::packages("tests")?;
    let chromium = need::browser::chromium()?;
    let data = target()?.join("service/data");
    generate::write(Size::Demo, &data.join("demo.json"))?;
    generate::write(Size::S, &data.join("retailer.json"))?;
    run_program(
        cargo()
            .args(["test", "--quiet", "--package", PACKAGE, "--test", "warehouse_data"])
            .env("OVERSOLD_WAREHOUSE_DIR", &data),
    )?;
    run_program(cargo().args(["build", "--package", "oversold-service"]))?;
    let program = target()?.join("debug/oversold-service").with_extension(std::env::consts::EXE_EXTENSION);
    let mut tests = node();
    tests.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]);
    let files = ["tests/service/service.test.mjs", "tests/service/office.test.mjs", "tests/browser/service.test.js"];
    tests.args(files.map(at));
    run_program(
        tests
            .env("OVERSOLD_POSTGRES", postgres)
            .env("OVERSOLD_SERVICE_PROGRAM", program)
            .env("OVERSOLD_SERVICE_DATA", &data)
            .env("OVERSOLD_CHROMIUM", chromium),
    )
}
