//! Firefox and WebKit with their drivers, as a distribution ships them: Debian's packages, found or, as root, installed.

use super::debian;
use super::tools::{self, GECKODRIVER};
use crate::layout::at;
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// What the tests of the page are told of an engine: `support/webdriver/engines.js` reads it.
pub struct Engine {
    pub name: &'static str,
    pub programs: Vec<(&'static str, PathBuf)>,
}

pub fn firefox() -> Result<Engine> {
    let firefox = found_or_installed(|| on_path(&["firefox-esr", "firefox"]), &["firefox-esr"])?;
    let geckodriver = tools::built(&GECKODRIVER)?;
    Ok(Engine { name: "firefox", programs: vec![("OVERSOLD_FIREFOX", firefox), ("OVERSOLD_GECKODRIVER", geckodriver)] })
}

pub fn webkit() -> Result<Engine> {
    const PACKAGES: [&str; 2] = ["webkit2gtk-driver", "xvfb"];
    let driver = found_or_installed(|| on_path(&["WebKitWebDriver"]), &PACKAGES)?;
    found_or_installed(|| on_path(&["xvfb-run"]), &PACKAGES)?;
    let browser = found_or_installed(mini_browser, &PACKAGES)?;
    Ok(Engine { name: "webkit", programs: vec![("OVERSOLD_WEBKITDRIVER", driver), ("OVERSOLD_MINIBROWSER", browser)] })
}

fn found_or_installed(find: impl Fn() -> Option<PathBuf>, packages: &[&str]) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install(packages)?;
    find().with_context(|| format!("apt-get installed {}, but what they bring is not found", packages.join(" and ")))
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name).with_extension(env::consts::EXE_EXTENSION)))
        .find(|candidate| candidate.is_file())
}

/// WebKitGTK's own small browser. It is not on the PATH: the folder has the processor and the API in its name.
fn mini_browser() -> Option<PathBuf> {
    let below = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = ["/usr/lib", "/usr/libexec"].map(PathBuf::from);
    let deeper = folders.iter().flat_map(|folder| below(folder)).flat_map(|folder| below(&folder).chain([folder]));
    deeper
        .filter(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-4")))
        .map(|folder| folder.join("MiniBrowser"))
        .find(|candidate| candidate.is_file())
}

/// The tests of the page that every engine has to pass.
pub fn tests() -> [PathBuf; 4] {
    ["everywhere", "walks", "receive", "tabs"].map(|name| at("tests/browser").join(format!("{name}.test.js")))
}
