//! `cargo xtask conformance DIR`: every case against the native core and against the built package in Node.

use super::build;
use crate::layout::PACKAGE;
use crate::need;
use crate::process::{cargo, line, node};
use anyhow::{Context, Result, bail, ensure};
use std::io::{BufRead, BufReader};
use std::path::{Path, absolute};
use std::process::{Command, Stdio};

/// Cases that passed and cases that failed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
}

pub fn run(directory: &Path) -> Result<()> {
    // Cargo and Node are started in the repository's top folder, which need not be this one.
    let directory = absolute(directory)?;
    ensure!(directory.is_dir(), "{} is no folder", directory.display());
    build::package()?;
    compare(&directory)
}

/// Runs the cases against the core and against the package as it was built last.
pub fn compare(directory: &Path) -> Result<()> {
    need::node::packages("tests")?;
    // Without --release: the everyday profile is the one that the tests have built already, and it checks more.
    let mut native = cargo();
    native.args(["test", "--quiet", "--package", PACKAGE, "--test", "conformance"]);
    native.env("OVERSOLD_CONFORMANCE_DIR", directory);
    let mut packaged = node();
    packaged.arg("tests/node/conformance.mjs").arg(directory);
    let (native, packaged) = (tally(&mut native)?, tally(&mut packaged)?);
    let (passed, failed) = (native.passed + packaged.passed, native.failed + packaged.failed);
    println!("{passed} passed, {failed} failed");
    if failed > 0 {
        bail!("{failed} conformance cases failed, each named above");
    }
    ensure!(passed > 0, "no conformance case was found");
    Ok(())
}

/// Runs one of the two, shows what it prints, and keeps its closing line for the sum.
fn tally(command: &mut Command) -> Result<Tally> {
    println!("    $ {}", line(command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} does not run", line(command)))?;
    let mut closing = None;
    for printed in BufReader::new(child.stdout.take().context("its output is not there")?).lines() {
        let printed = printed?;
        match parse(&printed) {
            Some(tally) => closing = Some(tally),
            None if printed.trim().is_empty() => {}
            None => println!("{printed}"),
        }
    }
    let status = child.wait()?;
    let Some(closing) = closing else {
        bail!("{} ended without saying what passed ({status})", line(command));
    };
    ensure!(status.success() || closing.failed > 0, "{} failed ({status})", line(command));
    Ok(closing)
}

/// Reads `N passed, N failed`.
fn parse(line: &str) -> Option<Tally> {
    let (passed, failed) = line.trim().strip_suffix(" failed")?.split_once(" passed, ")?;
    Some(Tally { passed: passed.parse().ok()?, failed: failed.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closing_line_is_told_from_any_other() {
        assert_eq!(parse("12 passed, 0 failed"), Some(Tally { passed: 12, failed: 0 }));
        assert_eq!(parse("test result: ok. 12 passed, 0 failed"), None);
        assert_eq!(parse("native: case 3, step 2 failed"), None);
    }

    #[test]
    fn a_run_that_dies_before_its_closing_line_is_an_error() {
        let mut dies = node();
        dies.args(["-e", "console.log('wasm: first step'); process.exit(1)"]);
        assert!(tally(&mut dies).unwrap_err().to_string().contains("without saying what passed"));
    }

    #[test]
    fn failures_are_counted() {
        let mut fails = node();
        fails.args(["-e", "console.log('1 passed, 2 failed'); process.exit(1)"]);
        assert_eq!(tally(&mut fails).unwrap(), Tally { passed: 1, failed: 2 });
    }
}
