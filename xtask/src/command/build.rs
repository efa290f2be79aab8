//! `cargo xtask build`: the npm package. The core and the imports become WebAssembly, wasm-bindgen writes their bindings,
//! Binaryen optimises, TypeScript compiles the facade. Every tool's release is in a lock file, and no path of this machine gets
//! into the result, so the same sources give the same package anywhere.

use super::{arrange, parts, size};
use crate::layout::{PACKAGE, WASM_TARGET, at, target, top};
use crate::need;
use crate::process::{cargo, node, run as run_program};
use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The facade instantiates the module itself (one `new URL`, in one file) and puts a fresh instance in the place of a
/// poisoned one; it has the bindings' types written by hand.
const BINDINGS: [&str; 6] = [
    "--target=web",
    "--no-typescript",
    "--omit-default-module-path",
    "--experimental-reset-state-function",
    "--remove-producers-section",
    // Every browser that runs the rest has it.
    "--encode-into=always",
];

/// A function with one caller is left where it is: a function of many locals takes longer names for each, and what
/// repeats itself in small ones packs better. The second round finds what the first has uncovered: 1.4 KB, packed.
const OPTIMISE: [&str; 4] = ["-Oz", "-Oz", "--one-caller-inline-max-function-size=0", "--debuginfo"];

/// Functions in the order of the names that [`arrange`] gave them. How memory is aligned is a hint that engines for
/// today's processors do not read.
const ARRANGE: [&str; 3] = ["--reorder-functions-by-name", "--dealign", "--strip-debug"];

/// What rustc enables for this target; Binaryen must not emit more, and refuses a module that uses more.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A file of WebAssembly in the package.
pub struct Module {
    /// The crate that it is made of.
    package: &'static str,
    /// What its files are called by.
    name: &'static str,
}

/// What the main entry loads.
pub const ENGINE: Module = Module { package: PACKAGE, name: PACKAGE };

/// What `./lightspeed` and `./spreadsheet` load.
pub const IMPORTS: Module = Module { package: "oversold-imports", name: "oversold_imports" };

/// What `cargo xtask bench` compares the main entry's rows with.
pub const BY_SERDE: Module = Module { package: "by-serde", name: "by_serde" };

impl Module {
    /// The module's file, as wasm-bindgen names it.
    pub fn file(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }

    pub fn script(&self) -> String {
        format!("{}.js", self.name)
    }
}

/// What each part of a module costs, beside its bindings.
const PARTS: &str = "parts";

pub fn run() -> Result<()> {
    package()?;
    size::check()
}

/// Builds `pkg/dist`.
pub fn package() -> Result<()> {
    need::rust::wasm_target()?;
    need::node::itself()?;
    need::node::packages("pkg")?;
    facade(&[(ENGINE, module(&ENGINE)?), (IMPORTS, module(&IMPORTS)?)])
}

/// The folder with a module and its bindings.
pub fn module(module: &Module) -> Result<PathBuf> {
    bindings(module, &compiled(module)?)
}

/// A module as cargo leaves it.
fn compiled(module: &Module) -> Result<PathBuf> {
    println!("    compiling {} to WebAssembly", module.package);
    run_program(
        cargo()
            .args(["build", "--release", "--lib", "--package", module.package, "--target", WASM_TARGET])
            .args(["--config", &format!("target.{WASM_TARGET}.rustflags=[{}]", flags()?)]),
    )?;
    Ok(target()?.join(WASM_TARGET).join("release").join(module.name).with_extension("wasm"))
}

/// What each part of a module costs, as it was built last.
pub fn parts(module: &Module) -> Result<String> {
    Ok(fs::read_to_string(target()?.join("package").join(module.name).join(PARTS))?)
}

/// rustc's flags: no path of this machine in panic messages, and functions' names that say what they were made for.
fn flags() -> Result<String> {
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .context("there is no home folder: set CARGO_HOME")?;
    let flag = |path: &Path, name: &str| format!("{:?}", format!("--remap-path-prefix={}={name}", path.display()));
    Ok(format!("{}, {}, \"-Csymbol-mangling-version=v0\"", flag(&cargo_home, "cargo"), flag(top(), PACKAGE)))
}

/// The folder with the bindings and the optimised module, made again only when something that goes into them changed.
fn bindings(module: &Module, compiled: &Path) -> Result<PathBuf> {
    let folder = target()?.join("package").join(module.name);
    let stamp = folder.join("made-from");
    let made_from = made_from(compiled)?;
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == made_from) {
        println!("    the bindings are up to date");
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    println!("    writing the bindings: wasm-bindgen {}", BINDINGS.join(" "));
    let arguments = ["wasm-bindgen"].into_iter().chain(BINDINGS).map(OsString::from);
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments.chain([
        "--out-dir".into(),
        folder.clone().into(),
        compiled.into(),
    ]))
    .context("wasm-bindgen failed")?;
    let (module, script) = (folder.join(module.file()), folder.join(module.script()));
    shorten_imports(&module, &script)?;
    println!("    optimising the module");
    let changed = folder.join("changed.wasm");
    let wasm_opt = |options: &[&str], from: &Path, to: &Path| {
        run_program(
            node()
                .arg("pkg/node_modules/binaryen/bin/wasm-opt")
                .args(options)
                .args(FEATURES)
                .arg(from)
                .arg("-o")
                .arg(to),
        )
    };
    wasm_opt(&OPTIMISE, &module, &changed)?;
    let optimised = fs::read(&changed)?;
    fs::write(folder.join(PARTS), parts::table(&optimised)?)?;
    fs::write(&changed, arrange::name_in_order(&optimised)?)?;
    wasm_opt(&ARRANGE, &changed, &module)?;
    fs::remove_file(&changed)?;
    fs::write(&stamp, made_from)?;
    Ok(folder)
}

/// Gives the module's imports short names, in the module and in the script. wasm-bindgen's carry a hash each, which does
/// not compress: a fifth of the script as a page loads it.
fn shorten_imports(module: &Path, script: &Path) -> Result<()> {
    let mut shortened = walrus::ModuleConfig::new().generate_producers_section(false).parse_file(module)?;
    let mut text = fs::read_to_string(script)?;
    for (number, import) in shortened.imports.iter_mut().enumerate() {
        let (member, short) = (format!(" {}: function", import.name), format!("_{number}"));
        ensure!(
            text.matches(&member).count() == 1,
            "{} does not define the import {} once",
            script.display(),
            import.name
        );
        text = text.replace(&member, &format!(" {short}: function"));
        import.name = short;
    }
    shortened.emit_wasm_file(module)?;
    Ok(fs::write(script, text)?)
}

/// Changes whenever the module, wasm-bindgen (the module carries its release), Binaryen or the options do.
fn made_from(compiled: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    fs::read(compiled).with_context(|| format!("cargo left no {}", compiled.display()))?.hash(&mut hasher);
    fs::read(at("pkg/package-lock.json"))?.hash(&mut hasher);
    (BINDINGS, OPTIMISE, ARRANGE, FEATURES).hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

/// `pkg/dist`, made anew: the bindings, and the facade beside them.
fn facade(modules: &[(Module, PathBuf)]) -> Result<()> {
    println!("    compiling the TypeScript facade");
    let dist = at("pkg/dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    for (module, bindings) in modules {
        for file in [module.file(), module.script()] {
            fs::copy(bindings.join(&file), dist.join(&file))
                .with_context(|| format!("wasm-bindgen wrote no {file}"))?;
        }
    }
    run_program(node().args(["pkg/node_modules/typescript/bin/tsc", "--project", "pkg"]))?;
    // The entry `./inline`: the module as text, packed since text is longer than bytes.
    let packed = size::gzip(&fs::read(dist.join(ENGINE.file()))?)?;
    fs::write(dist.join("inline_wasm.js"), format!("export default \"{}\";\n", BASE64_STANDARD.encode(packed)))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with an import of this name, and a script that defines it so often.
    fn bindings(name: &str, times: usize) -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let (file, script) = (folder.path().join("module.wasm"), folder.path().join("script.js"));
        let mut module = walrus::Module::default();
        let signature = module.types.add(&[], &[]);
        module.add_import_func("./bindings.js", name, signature);
        module.emit_wasm_file(&file).unwrap();
        fs::write(&script, format!("({{ {} }})", format!("{name}: function() {{}}, ").repeat(times))).unwrap();
        (folder, file, script)
    }

    #[test]
    fn imports_get_short_names_in_both() {
        let (_folder, file, script) = bindings("__wbg_length_0123456789abcdef", 1);
        shorten_imports(&file, &script).unwrap();
        let module = walrus::Module::from_file(&file).unwrap();
        assert_eq!(module.imports.iter().map(|import| import.name.as_str()).collect::<Vec<_>>(), ["_0"]);
        assert_eq!(fs::read_to_string(&script).unwrap(), "({ _0: function() {},  })");
    }

    #[test]
    fn an_import_that_the_script_does_not_define_once_is_an_error() {
        for times in [0, 2] {
            let (_folder, file, script) = bindings("__wbg_length_0123456789abcdef", times);
            let error = shorten_imports(&file, &script).unwrap_err().to_string();
            assert!(error.contains("does not define the import"), "{error}");
        }
    }
}
