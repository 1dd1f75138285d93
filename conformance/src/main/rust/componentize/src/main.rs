//! Makes components: of a module of WASI 0.1, with the adapter that Wasmtime publishes, and of a world of WASI 0.2, with a
//! module that imports every function of it and whose own functions trap.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{LiftLowerAbi, ManglingAndAbi, Resolve};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "\
usage: componentize adapt MODULE OUT   a command of WASI 0.1 as a component
       componentize world NAME OUT     a component of a world that the crate wasip2 describes, with its unstable parts";

const ADAPTED: &str = "wasi_snapshot_preview1";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["adapt", module, out] => adapt(Path::new(module)).and_then(|bytes| write(out, &bytes)),
        ["world", name, out] => world(name).and_then(|bytes| write(out, &bytes)),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("componentize: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(out: &str, bytes: &[u8]) -> Result<()> {
    fs::write(out, bytes).map_err(|error| format!("{out}: {error}").into())
}

fn adapt(module: &Path) -> Result<Vec<u8>> {
    let bytes = fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    let adapter =
        wasi_preview1_component_adapter_provider::WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER;
    Ok(ComponentEncoder::default()
        .module(&bytes)?
        .adapter(ADAPTED, adapter)?
        .encode()?)
}

fn world(name: &str) -> Result<Vec<u8>> {
    let mut resolve = Resolve {
        all_features: true,
        ..Resolve::default()
    };
    let (package, _) = resolve.push_dir(crate_source("wasip2")?.join("wit"))?;
    let world = resolve.select_world(&[package], Some(name))?;
    let mut module = dummy_module(
        &resolve,
        world,
        ManglingAndAbi::Legacy(LiftLowerAbi::Sync),
    );
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)?;
    Ok(ComponentEncoder::default().module(&module)?.encode()?)
}

/// Where cargo unpacked the sources of a crate that Cargo.lock names.
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
    // A path in JSON has no quotes in it but those around it, except on file systems that nobody builds on.
    let metadata = String::from_utf8(output.stdout)?;
    metadata
        .split("\"manifest_path\":\"")
        .filter_map(|rest| rest.split('"').next())
        .map(|manifest| PathBuf::from(manifest.replace("\\\\", "\\")))
        .filter_map(|manifest| manifest.parent().map(Path::to_path_buf))
        .find(|folder| {
            folder
                .file_name()
                .and_then(|folder| folder.to_str())
                .is_some_and(|folder| folder.starts_with(&format!("{name}-")))
        })
        .ok_or_else(|| format!("no crate {name} in Cargo.lock").into())
}
