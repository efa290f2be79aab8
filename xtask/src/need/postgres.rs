//! PostgreSQL's programs, as a distribution ships them: found or, on Debian as root, installed.

use super::debian;
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder with `initdb` and the others. `tests/service/postgres.mjs` looks in the same places.
pub fn programs() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install(&["postgresql"])?;
    find().context("apt-get installed postgresql, but its initdb is not found")
}

/// The newest of a distribution's, else what the `PATH` has.
fn find() -> Option<PathBuf> {
    let mut debian: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|version| version.path()).collect();
    debian.sort_by_key(|folder| std::cmp::Reverse(version(folder)));
    let path = env::var_os("PATH")?;
    let folders = debian.into_iter().map(|folder| folder.join("bin")).chain(env::split_paths(&path));
    folders.into_iter().find(|folder| folder.join("initdb").is_file())
}

/// As numbers: 16 is newer than 9.6.
fn version(folder: &Path) -> Vec<u32> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::version;
    use std::path::Path;

    #[test]
    fn versions_are_compared_as_numbers() {
        let mut folders =
            ["/usr/lib/postgresql/9.6", "/usr/lib/postgresql/16", "/usr/lib/postgresql/9.10"].map(Path::new);
        folders.sort_by_key(|folder| version(folder));
        assert_eq!(folders.map(|folder| folder.ends_with("16")), [false, false, true]);
        assert!(folders.first().is_some_and(|oldest| oldest.ends_with("9.6")));
    }
}
