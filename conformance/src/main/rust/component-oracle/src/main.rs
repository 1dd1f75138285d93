//! Makes components, and says of any whether wasmparser's validator accepts it.

#[cfg(feature = "generate")]
mod generate;

use std::error::Error;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use wasmparser::{Validator, WasmFeatures};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "\
usage: component-oracle validate              read binaries from standard input, each after its length (4 bytes, little
                                              endian); answer each with a line, `ok` or `no REASON`
       component-oracle generate SEED COUNT DIR  write COUNT components to DIR, the same for the same SEED
                                                 (built with the feature `generate` only)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["validate"] => validate(),
        #[cfg(feature = "generate")]
        ["generate", seed, count, directory] => {
            generate::generate(seed, count, std::path::Path::new(directory))
        }
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("component-oracle: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Everything of the component model that our validator knows, and the core features that our engine has.
fn features() -> WasmFeatures {
    let unknown = WasmFeatures::CM_VALUES
        | WasmFeatures::CM_NESTED_NAMES
        | WasmFeatures::CM_GC
        | WasmFeatures::CM64
        | WasmFeatures::SHARED_EVERYTHING_THREADS
        | WasmFeatures::MEMORY64
        | WasmFeatures::CUSTOM_PAGE_SIZES
        | WasmFeatures::STACK_SWITCHING
        | WasmFeatures::CUSTOM_DESCRIPTORS
        | WasmFeatures::COMPACT_IMPORTS
        | WasmFeatures::LEGACY_EXCEPTIONS
        | WasmFeatures::MEMORY_CONTROL;
    WasmFeatures::all() - unknown
}

fn validate() -> Result<()> {
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut length = [0; 4];
    while input.read_exact(&mut length).is_ok() {
        let mut binary = vec![0; u32::from_le_bytes(length) as usize];
        input.read_exact(&mut binary)?;
        match Validator::new_with_features(features()).validate_all(&binary) {
            Ok(_) => writeln!(output, "ok")?,
            Err(error) => {
                let reason = format!("{:#x}: {}", error.offset(), error.message());
                // A name inside may break the line.
                writeln!(output, "no {}", reason.escape_debug())?;
            }
        }
        output.flush()?;
    }
    Ok(())
}
