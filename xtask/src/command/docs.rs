//! `cargo xtask docs`: the package's reference, generated from its types, and the crate's, from its sources. A link that
//! leads nowhere, or a type that is named and not documented, fails.

use crate::layout::{PACKAGE, at, target};
use crate::need;
use crate::process::{cargo, node, run as run_program};
use anyhow::Result;

pub fn run() -> Result<()> {
    need::node::packages("pkg")?;
    need::node::packages("tests")?;
    run_program(node().args([
        "tests/node_modules/typedoc/bin/typedoc",
        "--options",
        "pkg/typedoc.json",
        "--logLevel",
        "Warn",
    ]))?;
    run_program(cargo().args(["doc", "--no-deps", "--package", PACKAGE]).env("RUSTDOCFLAGS", "-D warnings"))?;
    println!();
    println!("the package: {}", at("docs/reference/index.html").display());
    println!("the crate:   {}", target()?.join("doc").join(PACKAGE).join("index.html").display());
    Ok(())
}
