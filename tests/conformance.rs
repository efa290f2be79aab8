//! The conformance cases against the native core.
//!
//! Without `OVERSOLD_CONFORMANCE_DIR` the cases of `tests/conformance` run, those with calls that the core does not
//! answer yet being named instead. With it every case under that folder runs, and an unknown call is a failure.
//! Each failed step is one line; the last line is `N passed, N failed`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use oversold::Inventory;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use support::call::{METHODS, TRANSITIONS, change, load};
use support::compare::missing;
use support::fields::{field, list, optional_text};
use support::run::quietly;

fn main() -> ExitCode {
    let given = std::env::var_os("OVERSOLD_CONFORMANCE_DIR").map(PathBuf::from);
    let folder = given.clone().unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/conformance"));
    let files = match case_files(&folder) {
        Ok(files) => files,
        Err(error) => {
            println!("native: cannot read {}: {error}", folder.display());
            return ExitCode::FAILURE;
        }
    };
    let (mut passed, mut failed) = (0, 0);
    for file in &files {
        let name = file.strip_prefix(&folder).unwrap_or(file).display().to_string();
        let problems = match read_case(file) {
            Err(error) => vec![format!("native: {name}: {error}")],
            Ok(case) => {
                let unknown = unknown_calls(&case);
                if given.is_none() && !unknown.is_empty() {
                    println!("native: {name}: not run, the core does not answer {} yet", unknown.join(", "));
                    continue;
                }
                run_case(&name, &case)
            }
        };
        for problem in &problems {
            println!("{problem}");
        }
        if problems.is_empty() { passed += 1 } else { failed += 1 }
    }
    if passed + failed == 0 {
        println!("native: no case was run from {}", folder.display());
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Every `*.json` under a folder, in the order of their paths.
fn case_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(case_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read_case(file: &Path) -> Result<Value, String> {
    let text = std::fs::read(file).map_err(|error| format!("cannot be read: {error}"))?;
    let case: Value = serde_json::from_slice(&text).map_err(|error| format!("is not JSON: {error}"))?;
    if list(&case, "steps").is_empty() {
        return Err("has no steps".to_string());
    }
    Ok(case)
}

fn unknown_calls(case: &Value) -> Vec<String> {
    let calls = list(case, "steps").iter().map(|step| field(step, "call").as_str().unwrap_or("a step without call"));
    let mut unknown: Vec<String> = calls
        .filter(|call| *call != "load" && !METHODS.contains(call) && !TRANSITIONS.contains(call))
        .map(str::to_string)
        .collect();
    unknown.sort();
    unknown.dedup();
    unknown
}

/// One line for each step that does not answer what is expected.
fn run_case(file: &str, case: &Value) -> Vec<String> {
    let name = optional_text(case, "name").unwrap_or("(no name)");
    let options = case.get("options").cloned().unwrap_or_else(|| json!({}));
    let mut inventory = match load(field(case, "given").to_string().as_bytes(), &options) {
        Ok(inventory) => inventory,
        Err(error) => return vec![format!("native: {file}: {name}: given: the snapshot is refused: {error}")],
    };
    let mut problems = Vec::new();
    for (index, step) in list(case, "steps").iter().enumerate() {
        let method = field(step, "call").as_str().unwrap_or("");
        let answer = quietly(|| answer_to(&mut inventory, method, field(step, "with"), &options))
            .unwrap_or_else(|panic| json!({ "panic": panic }));
        for problem in missing(field(step, "expect"), &answer) {
            problems.push(format!("native: {file}: {name}: step {} ({method}): {problem}", index + 1));
        }
    }
    problems
}

/// What a step is matched with: the answer, or `{"error": …}` for a method that throws.
fn answer_to(inventory: &mut Inventory, method: &str, with: &Value, options: &Value) -> Value {
    let answer = if method == "load" {
        load(with.to_string().as_bytes(), options).map(|loaded| json!({ "revision": loaded.revision() }))
    } else if METHODS.contains(&method) || TRANSITIONS.contains(&method) {
        change(inventory, method, with)
    } else {
        Err(json!({ "code": "unknownCall", "message": format!("the core does not answer {method:?}"), "path": null }))
    };
    answer.unwrap_or_else(|error| json!({ "error": error }))
}
