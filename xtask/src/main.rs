//! The project's own commands, run as `cargo xtask <command>`. Each has a file in `command/`; what a command needs
//! installed before it can run has one in `need/`.

mod command;
mod layout;
mod need;
mod process;

use anyhow::Result;
use clap::Parser;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own commands")]
enum Command {
    /// Build everything, serve the back office with its demo data, and open a browser
    Demo(command::demo::Options),
    /// Build the npm package into pkg/dist
    Build,
    /// Check formatting, lints and types, and run the tests
    Test(command::test::Options),
    /// Run conformance cases against the native core and against the built package
    Conformance {
        /// The folder whose *.json files are run, those in folders below it included
        directory: PathBuf,
    },
    /// Measure the package against other ways to do the same
    Bench(command::bench::Options),
    /// Print the package's size, raw and compressed, and hold it against the budget
    Size,
    /// Write the reference of the package and of the crate
    Docs,
    /// Write generated inventory data as a snapshot
    Generate(command::generate::Options),
    /// Search for failures: several tabs, one store, crashes, damaged images, from a seed
    Simulate(command::simulate::Options),
    /// Show in databases and a cluster that the working set's rows are the rows from everything
    Warehouse(command::warehouse::Options),
    /// Show that the example service loses and doubles nothing: PostgreSQL, two clients, the back office
    Service,
    /// Feed the core and the imports with inputs that a fuzzer makes up
    Fuzz(command::fuzz::Options),
    /// Count how much more work there is with more data
    Growth(command::growth::Options),
    /// Check what other people's code goes in: licences, sources, duplicates, known holes, a reason for each
    SupplyChain,
    /// Write the bills of materials (CycloneDX) into target/sbom
    Sbom,
    /// Build the committed sources twice, in different folders, and compare the packages
    Reproduce,
    /// Run a WebAssembly test binary in Node; cargo calls this for `cargo xtask test`
    #[command(hide = true)]
    WasmTestRunner {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    match run(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        // The causes on one line each; a backtrace of this program would say nothing about them.
        Err(error) => {
            eprintln!("\nerror: {error}");
            error.chain().skip(1).for_each(|cause| eprintln!("       {cause}"));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Demo(options) => command::demo::run(&options),
        Command::Build => command::build::run(),
        Command::Test(options) => command::test::run(&options),
        Command::Conformance { directory } => command::conformance::run(&directory),
        Command::Bench(options) => command::bench::run(&options),
        Command::Size => command::size::run(),
        Command::Docs => command::docs::run(),
        Command::Generate(options) => command::generate::run(&options),
        Command::Simulate(options) => command::simulate::run(&options),
        Command::Warehouse(options) => command::warehouse::run(&options),
        Command::Service => command::service::run(),
        Command::Fuzz(options) => command::fuzz::run(&options),
        Command::Growth(options) => command::growth::run(&options),
        Command::SupplyChain => command::supply_chain::run(),
        Command::Sbom => command::supply_chain::sbom(),
        Command::Reproduce => command::reproduce::run(),
        Command::WasmTestRunner { arguments } => command::wasm_test_runner::run(arguments),
    }
}
