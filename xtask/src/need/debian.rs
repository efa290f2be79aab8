//! Debian's packages, where they can be installed without asking.

use crate::process::{output, run};
use anyhow::{Result, ensure};
use std::fs;
use std::process::Command;

pub fn as_root() -> bool {
    let debian =
        fs::read_to_string("/etc/os-release").is_ok_and(|release| release.lines().any(|line| line == "ID=debian"));
    debian && output(Command::new("id").arg("-u")).is_ok_and(|user| user == "0")
}

pub fn install(packages: &[&str]) -> Result<()> {
    ensure!(
        as_root(),
        "{} can be installed here only by hand: this is not Debian, or not root",
        packages.join(" and ")
    );
    println!("    installing {}", packages.join(" and "));
    run(Command::new("apt-get").arg("update"))?;
    run(Command::new("apt-get").args(["install", "--yes"]).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}
