//! Running other programs, so that a reader sees what runs and what to repeat.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether cargo keeps what would make its next build quicker: two gigabytes, which a machine that builds once has no use for.
static BUILDS_ONCE: AtomicBool = AtomicBool::new(false);

/// From now on cargo keeps nothing for a next build.
pub fn build_once() {
    BUILDS_ONCE.store(true, Ordering::Relaxed);
}

/// cargo, the one that runs this, in the repository's top folder.
pub fn cargo() -> Command {
    let mut command = in_top(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    if BUILDS_ONCE.load(Ordering::Relaxed) {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Node, in the repository's top folder.
pub fn node() -> Command {
    in_top("node")
}

/// npm, in a folder of the repository.
pub fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder);
    command
}

fn in_top(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::layout::top());
    command
}

/// Shows the command, runs it with its output in view, and fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    println!("    $ {}", line(command));
    let status = command.stdin(Stdio::null()).status().with_context(|| missing(command))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// What the command prints, trimmed; fails when it does.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| missing(command))?;
    if !output.status.success() {
        bail!("{} failed ({}): {}", line(command), output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

fn missing(command: &Command) -> String {
    format!("{} does not run: is it installed and on the PATH?", command.get_program().display())
}

/// The command as a person would type it in the repository's top folder.
pub fn line(command: &Command) -> String {
    let top = crate::layout::top();
    let mut words = Vec::new();
    if let Some(folder) = command.get_current_dir().and_then(|folder| folder.strip_prefix(top).ok())
        && folder != Path::new("")
    {
        words.push(format!("cd {} &&", folder.display()));
    }
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            words.push(format!("{}={}", name.display(), quoted(value)));
        }
    }
    let program = Path::new(command.get_program());
    words.push(program.file_stem().unwrap_or(program.as_os_str()).display().to_string());
    words.extend(command.get_args().map(quoted));
    words.join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let top = format!("{}{}", crate::layout::top().display(), std::path::MAIN_SEPARATOR);
    let word = word.strip_prefix(&top).unwrap_or(&word);
    if word.chars().any(|c| c.is_whitespace() || "\"'$`\\*?[]();&|<>".contains(c)) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        word.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = npm(&crate::layout::at("pkg"));
        command.env("CASES", "5").args(["run", "two words", "it's"]);
        assert_eq!(line(&command), r"cd pkg && CASES=5 npm run 'two words' 'it'\''s'");
    }

    #[test]
    fn paths_are_shown_from_the_top() {
        let mut command = node();
        command.arg(crate::layout::at("pkg").join("build.js"));
        assert_eq!(line(&command), "node pkg/build.js");
    }

    #[test]
    fn a_program_that_fails_is_named() {
        let error = run(node().args(["-e", "process.exit(3)"])).unwrap_err().to_string();
        assert!(error.starts_with("node -e 'process.exit(3)' failed"), "{error}");
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err().to_string();
        assert!(error.contains("no-such-program does not run"), "{error}");
    }
}
