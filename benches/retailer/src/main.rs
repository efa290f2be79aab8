//! `cargo run --release -p retailer -- L > retailer.json`

use std::io;
use std::process::ExitCode;

use retailer::Size;

fn main() -> ExitCode {
    let size = std::env::args().nth(1).unwrap_or_else(|| "demo".to_owned());
    let written =
        size.parse::<Size>().map_err(io::Error::other).and_then(|size| retailer::write(size, &mut io::stdout().lock()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("retailer: {error}");
            ExitCode::FAILURE
        }
    }
}
