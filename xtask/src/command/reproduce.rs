//! `cargo xtask reproduce`: two clean builds of the committed sources, in different folders, give the same package.

use crate::layout::at;
use crate::process::{cargo, node, output, run as run_program};
use anyhow::{Result, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Prints what `sha256sum` would, for every file of a folder, on every platform.
const HASHES: &str = r#"
const { createHash } = require("node:crypto"), fs = require("node:fs"), path = require("node:path");
const folder = process.argv[1];
for (const entry of fs.readdirSync(folder, { recursive: true }).sort()) {
  const file = path.join(folder, entry);
  if (fs.statSync(file).isFile()) console.log(createHash("sha256").update(fs.readFileSync(file)).digest("hex") + "  " + entry);
}
"#;

pub fn run() -> Result<()> {
    let committed = output(git().args(["rev-parse", "HEAD"]))?;
    let changed = output(git().args(["status", "--porcelain"]))?;
    if !changed.is_empty() {
        println!("    what is not committed is not in it:\n{changed}");
    }
    // Names of different length: a path that got into the result would show.
    let around = tempfile::tempdir()?;
    let first = built(&around.path().join("one"), &committed)?;
    let second = built(&around.path().join("the-second-of-them"), &committed)?;
    println!("\n{first}");
    let differing: Vec<&str> =
        first.lines().zip(second.lines()).filter(|(one, other)| one != other).map(|(one, _)| one).collect();
    ensure!(first == second, "two builds of {committed} differ: {differing:#?}");
    println!("two clean builds of {committed} gave the same {} files", first.lines().count());
    Ok(())
}

/// A clone without anything built, built; answers the hashes of its package.
fn built(folder: &Path, committed: &str) -> Result<String> {
    run_program(git().args(["clone", "--quiet", "--no-hardlinks"]).arg(at("")).arg(folder))?;
    run_program(Command::new("git").current_dir(folder).args(["checkout", "--quiet", committed]))?;
    run_program(cargo().current_dir(folder).args(["xtask", "build"]).env_remove("CARGO_TARGET_DIR"))?;
    let hashes = output(node().args(["-e", HASHES]).arg(folder.join("pkg/dist")))?;
    // The second build needs the room.
    fs::remove_dir_all(folder)?;
    Ok(hashes)
}

fn git() -> Command {
    let mut command = Command::new("git");
    command.current_dir(at(""));
    command
}
