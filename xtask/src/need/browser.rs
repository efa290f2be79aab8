//! A Chromium for the tests of the page.

use super::debian;
use crate::layout::at;
use crate::process::{node, output, run};
use anyhow::{Context, Result, ensure};
use std::env;
use std::path::{Path, PathBuf};

const NAMES: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];

/// Usual places outside the PATH.
const PLACES: [&str; 4] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// A Chromium's executable, installed if there is none.
pub fn chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        ensure!(
            named.is_file(),
            "CHROMIUM is {}, which is no file: set it to a Chromium's executable",
            named.display()
        );
        return Ok(named);
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    println!("    no Chromium is installed: installing one");
    if debian::as_root() {
        debian::install(&["chromium"])?;
        return installed().context("apt-get installed chromium, but it is not on the PATH");
    }
    from_playwright().context("install Chromium or Chrome, or set CHROMIUM to the executable of one")
}

fn installed() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut candidates = env::split_paths(&path)
        .flat_map(|folder| NAMES.map(|name| folder.join(name).with_extension(env::consts::EXE_EXTENSION)))
        .chain(PLACES.map(PathBuf::from));
    candidates.find(|candidate| candidate.is_file())
}

/// The browser that Playwright downloads for its own release.
fn from_playwright() -> Result<PathBuf> {
    let tests = at("tests");
    run(node().current_dir(&tests).args(["node_modules/playwright-core/cli.js", "install", "chromium"]))?;
    let script = "import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath()))";
    let executable = output(node().current_dir(&tests).args(["-e", script]))?;
    ensure!(Path::new(&executable).is_file(), "Playwright installed no browser at {executable}");
    Ok(PathBuf::from(executable))
}
