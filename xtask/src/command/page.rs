//! The back office in `www`, built as any host would build it: with the package from `pkg` and data of its own.

use super::{build, generate};
use crate::layout::at;
use crate::need;
use crate::process::{npm, run};
use anyhow::Result;
use std::path::PathBuf;

/// Builds everything and answers the folder to serve.
pub fn build() -> Result<PathBuf> {
    build::package()?;
    println!("    generating the demo data");
    generate::write(retailer::Size::Demo, &at("www/public/data/demo.json"))?;
    println!("    building the back office");
    need::node::packages("www")?;
    run(npm(&at("www")).args(["run", "build"]))?;
    Ok(at("www/dist"))
}
