//! Makes core modules with no imports whose functions end by themselves, and whose NaNs are canonical.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use arbitrary::Unstructured;
use wasm_smith::{Config, MemoryOffsetChoices, Module};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "usage: module-generator SEED COUNT DIR  write COUNT modules to DIR, the same for the same SEED";

/// Calls and rounds of loops until a module traps.
const FUEL: u32 = 500;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.as_slice() {
        [seed, count, directory] => generate(seed, count, Path::new(directory)),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("module-generator: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A small generator of numbers (SplitMix64), so that a seed means the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count.div_ceil(8))
            .flat_map(|_| self.next().to_le_bytes())
            .collect()
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.next() % count == 0
    }
}

fn generate(seed: &str, count: &str, directory: &Path) -> Result<()> {
    let mut random = Random(seed.parse()?);
    let count: usize = count.parse()?;
    fs::create_dir_all(directory)?;
    let mut made = 0;
    while made < count {
        let size = 512 << (random.next() % 5);
        let bytes = random.bytes(size);
        let config = config(&mut random);
        // The generator gives up on some bytes; the next ones may do.
        if let Ok(mut module) = Module::new(config, &mut Unstructured::new(&bytes)) {
            if module.ensure_termination(FUEL).is_ok() {
                fs::write(directory.join(format!("{made:06}.wasm")), module.to_bytes())?;
                made += 1;
            }
        }
    }
    Ok(())
}

fn config(random: &mut Random) -> Config {
    // Vectors are compiled in every mode, so a module with them is run, and not compared with another engine.
    let simd = random.one_in(8);
    Config {
        canonicalize_nans: true,
        export_everything: true,
        min_funcs: 3,
        min_types: 2,
        max_imports: 0,
        max_instructions: if random.one_in(4) { 2_000 } else { 200 },
        min_memories: 1,
        max_memories: 3,
        max_memory32_bytes: 8 << 20,
        memory_max_size_required: true,
        // Most accesses hit, some do not.
        memory_offset_choices: MemoryOffsetChoices(90, 9, 1),
        max_tables: 3,
        max_table_elements: 1_000,
        table_max_size_required: true,
        min_uleb_size: 1 + (random.next() % 5) as u8,
        simd_enabled: simd,
        relaxed_simd_enabled: simd,
        wide_arithmetic_enabled: random.one_in(2),
        exceptions_enabled: random.one_in(4),
        tail_call_enabled: random.one_in(2),
        threads_enabled: random.one_in(2),
        compact_imports_enabled: false,
        gc_enabled: false,
        memory64_enabled: false,
        ..Config::default()
    }
}
