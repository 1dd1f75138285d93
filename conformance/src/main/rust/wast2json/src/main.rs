//! Converts WebAssembly test scripts (`.wast`) to the JSON that `wasm-tools json-from-wast` writes, with the modules
//! as files beside it.

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use serde_json::Value;
use wast::Wast;
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "\
usage: wast2json FILE.wast OUT.json     convert one script; its modules go beside OUT.json
       wast2json --tree IN_DIR OUT_DIR  convert every script below IN_DIR to the same place below OUT_DIR
       wast2json --crate NAME FOLDER OUT_DIR
                                        the same for a folder of a crate that Cargo.toml here locks";

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let done = match args.as_slice() {
        [flag, from, to] if flag == "--tree" => convert_tree(Path::new(from), Path::new(to)),
        [flag, name, folder, to] if flag == "--crate" => crate_source(&name.to_string_lossy())
            .and_then(|source| convert_tree(&source.join(folder), Path::new(to))),
        [from, to] => convert(Path::new(from), Path::new(to)),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wast2json: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Where cargo unpacked the sources of a crate.
fn crate_source(name: &str) -> Result<PathBuf> {
    // Set by `cargo run`; the path of this crate is that of the checkout it was built in.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--manifest-path",
        ])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let manifest = metadata["packages"]
        .as_array()
        .and_then(|packages| packages.iter().find(|package| package["name"] == name))
        .and_then(|package| package["manifest_path"].as_str())
        .ok_or_else(|| format!("no crate {name} in Cargo.lock"))?;
    Path::new(manifest)
        .parent()
        .map(Path::to_path_buf)
        .ok_or_else(|| format!("{manifest} has no folder").into())
}

/// Converts all scripts, or none: a script that does not parse is an error that names it.
fn convert_tree(from: &Path, to: &Path) -> Result<()> {
    let mut entries = fs::read_dir(from)
        .map_err(|error| format!("{}: {error}", from.display()))?
        .collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let path = entry.path();
        let target = to.join(entry.file_name());
        if path.is_dir() {
            convert_tree(&path, &target)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "wast")
        {
            convert(&path, &target.with_extension("json"))?;
        }
    }
    Ok(())
}

fn convert(from: &Path, to: &Path) -> Result<()> {
    let contents =
        fs::read_to_string(from).map_err(|error| format!("{}: {error}", from.display()))?;
    let located = |mut error: wast::Error| {
        error.set_path(from);
        error.set_text(&contents);
        error
    };
    let mut lexer = Lexer::new(&contents);
    // The official scripts hold such characters on purpose.
    lexer.allow_confusing_unicode(true);
    let buffer = ParseBuffer::new_with_lexer(lexer).map_err(located)?;
    let script = parser::parse::<Wast>(&buffer).map_err(located)?;
    let source = from.to_string_lossy();
    let stem = to
        .file_stem()
        .ok_or("the output has no file name")?
        .to_string_lossy();
    let mut options = json_from_wast::Opts::default();
    options.module_filename(stem);
    let json = options
        .convert(&source, &contents, script)
        .map_err(|error| format!("{}: {error:#}", from.display()))?;

    let directory = to.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(directory)?;
    for (name, module) in &json.wasms {
        fs::write(directory.join(name), module)?;
    }
    fs::write(to, serde_json::to_vec(&json)?)?;
    Ok(())
}
