//! `cargo xtask demo`: from a fresh clone to the report in a browser.

use super::{page, serve};
use anyhow::Result;
use std::env;

#[derive(clap::Args)]
pub struct Options {
    /// The port to serve on; without it, a free one
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

pub fn run(options: &Options) -> Result<()> {
    let folder = page::build()?;
    let site = serve::start(&folder, options.port)?;
    println!();
    println!("The report is at {} (Ctrl-C stops the server)", site.address());
    if !options.no_open
        && has_screen()
        && let Err(error) = open::that_detached(site.address())
    {
        println!("No browser could be opened ({error}): open the address yourself");
    }
    site.wait();
    Ok(())
}

/// Whether there is someone to open a browser for.
fn has_screen() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let unix_without_screen = cfg!(all(unix, not(target_os = "macos"))) && !set("DISPLAY") && !set("WAYLAND_DISPLAY");
    !set("CI") && !unix_without_screen
}
