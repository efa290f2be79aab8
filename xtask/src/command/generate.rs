//! `cargo xtask generate`: inventory data of a chosen size, the same bytes every time.

use anyhow::{Context, Result};
use retailer::Size;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// demo, S, M or L (1,000,000 levels)
    #[arg(long)]
    size: Size,
    /// The file to write
    #[arg(long)]
    out: PathBuf,
}

pub fn run(options: &Options) -> Result<()> {
    println!("generating {}", options.out.display());
    let bytes = write(options.size, &options.out)?;
    println!("{bytes} bytes");
    Ok(())
}

/// Writes the data, and the file only when it is whole. Answers its size.
pub fn write(size: Size, file: &Path) -> Result<u64> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let partial = file.with_extension("partial");
    let mut out = fs::File::create(&partial).with_context(|| format!("{} cannot be written", partial.display()))?;
    retailer::write(size, &mut out)?;
    let bytes = out.metadata()?.len();
    drop(out);
    fs::rename(&partial, file)?;
    Ok(bytes)
}
