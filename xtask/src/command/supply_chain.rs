//! `cargo xtask supply-chain`: what other people's code goes in, and whether that is still right. `cargo xtask sbom` writes it down
//! in the form that auditors ask for.

use crate::layout::{WASM_TARGET, at, target};
use crate::need::tools::{self, CARGO_CYCLONEDX, CARGO_DENY};
use crate::process::{cargo, npm, output, run as run_program};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What is published, or linked into it. No crate may be there twice: each copy is loaded by every page.
const SHIPPED: [&str; 2] = ["Cargo.toml", "imports/Cargo.toml"];

const CRATES: [&str; 7] = [
    "Cargo.toml",
    "imports/Cargo.toml",
    "service/Cargo.toml",
    "xtask/Cargo.toml",
    "benches/native/Cargo.toml",
    "benches/retailer/Cargo.toml",
    "benches/serde/Cargo.toml",
];
const PACKAGES: [&str; 6] = ["pkg", "www", "tests", "tests/consumers", "benches", "benches/allocation"];

/// The table that says why each dependency is there.
const REASONS: &str = "docs/dependencies.md";

pub fn run() -> Result<()> {
    without_network()?;
    advisories()?;
    audits()
}

/// What holds until a lock file changes: licences, sources, nothing twice, a reason for each dependency.
pub fn without_network() -> Result<()> {
    reasons()?;
    let deny = tools::built(&CARGO_DENY)?;
    run_program(Command::new(&deny).current_dir(at("")).args(["--workspace", "check", "licenses", "sources"]))?;
    for manifest in SHIPPED {
        run_program(
            Command::new(&deny).current_dir(at("")).arg("--manifest-path").arg(at(manifest)).args(["check", "bans"]),
        )?;
    }
    Ok(())
}

/// Known holes of the crates, of the RustSec database as it is now.
fn advisories() -> Result<()> {
    let deny = tools::built(&CARGO_DENY)?;
    if let Err(error) = output(Command::new(&deny).current_dir(at("")).args(["fetch", "db"])) {
        println!("\n    NOT RUN: the crates' advisories: their database cannot be fetched here: {error}");
        return Ok(());
    }
    run_program(Command::new(&deny).current_dir(at("")).args(["--workspace", "check", "advisories"]))
}

/// Known holes of the npm packages, as the registry knows them now.
fn audits() -> Result<()> {
    for folder in PACKAGES {
        let audit =
            npm(&at(folder)).args(["audit", "--json"]).stdin(Stdio::null()).output().context("npm does not run")?;
        let answer: serde_json::Value = serde_json::from_slice(&audit.stdout).unwrap_or_default();
        let Some(count) = answer["metadata"]["vulnerabilities"]["total"].as_u64() else {
            println!("    NOT RUN: npm audit of {folder}: the registry does not answer");
            continue;
        };
        println!("    npm audit of {folder}: {count} known");
        ensure!(count == 0, "npm audit knows {count} holes in what {folder} uses: cd {folder} && npm audit");
    }
    Ok(())
}

/// Every direct dependency is in the table, and the table names nothing else.
fn reasons() -> Result<()> {
    let text = fs::read_to_string(at(REASONS)).with_context(|| format!("{REASONS} is missing"))?;
    let told: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(name, _)| name).collect();
    let used = used()?;
    let missing: Vec<&String> = used.iter().filter(|name| !told.contains(&name.as_str())).collect();
    ensure!(missing.is_empty(), "{REASONS} gives no reason for {missing:?}");
    let gone: Vec<&&str> = told.iter().filter(|name| !used.iter().any(|used| used == *name)).collect();
    ensure!(gone.is_empty(), "{REASONS} names {gone:?}, which nothing uses");
    println!("    {} dependencies, each with a reason in {REASONS}", used.len());
    Ok(())
}

fn used() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for manifest in CRATES {
        let described = output(
            cargo().args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"]).arg(at(manifest)),
        )?;
        let metadata: serde_json::Value = serde_json::from_str(&described)?;
        let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
        let dependencies = packages.iter().filter_map(|package| package["dependencies"].as_array()).flatten();
        let others = dependencies.filter(|dependency| dependency["source"].is_string());
        names.extend(others.filter_map(|dependency| dependency["name"].as_str().map(String::from)));
    }
    for folder in PACKAGES {
        let manifest: serde_json::Value = serde_json::from_slice(&fs::read(at(folder).join("package.json"))?)?;
        for kind in ["dependencies", "devDependencies"] {
            names.extend(manifest[kind].as_object().into_iter().flatten().map(|(name, _)| name.clone()));
        }
    }
    names.retain(|name| name != crate::layout::PACKAGE);
    names.sort();
    names.dedup();
    Ok(names)
}

/// CycloneDX, as JSON: the crates in each WebAssembly module with what compiles them, and the npm package.
pub fn sbom() -> Result<()> {
    const WRITTEN: &str = "sbom";
    let folder = target()?.join(WRITTEN);
    fs::create_dir_all(&folder)?;
    let cyclonedx = tools::built(&CARGO_CYCLONEDX)?;
    run_program(Command::new(cyclonedx).current_dir(at("")).args([
        "cyclonedx",
        "--format",
        "json",
        "--target",
        WASM_TARGET,
        "--override-filename",
        WRITTEN,
    ]))?;
    // One beside each crate of the workspace: those of the modules are kept.
    for manifest in CRATES {
        let beside = at(manifest).with_file_name(format!("{WRITTEN}.json"));
        match manifest {
            "Cargo.toml" => keep(&beside, &folder.join("oversold.wasm.cdx.json"))?,
            "imports/Cargo.toml" => keep(&beside, &folder.join("oversold_imports.wasm.cdx.json"))?,
            _ => fs::remove_file(beside)?,
        }
    }
    let package = output(npm(&at("pkg")).args(["sbom", "--package-lock-only", "--sbom-format", "cyclonedx"]))?;
    fs::write(folder.join("npm.cdx.json"), package)?;
    println!("written to {}", folder.display());
    Ok(())
}

fn keep(written: &Path, kept: &Path) -> Result<()> {
    fs::copy(written, kept)?;
    Ok(fs::remove_file(written)?)
}
