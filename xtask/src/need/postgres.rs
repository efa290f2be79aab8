//! PostgreSQL's programs, as a distribution ships them: found or, on Debian as root, installed.

use super::debian;
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::PathBuf;

/// The folder with `initdb` and the others. `tests/service/postgres.mjs` looks in the same places.
pub fn programs() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install(&["postgresql"])?;
    find().context("apt-get installed postgresql, but its initdb is not found")
}

fn find() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let path = env::var_os("PATH")?;
    let folders = debian.map(|version| version.path().join("bin")).chain(env::split_paths(&path));
    folders.into_iter().find(|folder| folder.join("initdb").is_file())
}
