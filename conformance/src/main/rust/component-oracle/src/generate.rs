//! Components from the generators of wasm-tools.

use std::fs;
use std::panic;
use std::path::Path;

use arbitrary::Unstructured;
use wasm_smith::{Component, Config};
use wit_component::{ComponentEncoder, DecodedWasm, StringEncoding, dummy_module};
use wit_parser::{LiftLowerAbi, ManglingAndAbi};

use crate::Result;

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

    fn flag(&mut self) -> bool {
        self.next() & 1 == 1
    }
}

pub fn generate(seed: &str, count: &str, directory: &Path) -> Result<()> {
    let mut random = Random(seed.parse()?);
    let count: usize = count.parse()?;
    fs::create_dir_all(directory)?;
    // The generators give up by panicking as well as by errors; either way the next bytes may do.
    panic::set_hook(Box::new(|_| {}));
    let mut made = 0;
    while made < count {
        let state = random.next();
        let kind = random.next() % 4;
        let outcome = panic::catch_unwind(|| {
            let mut random = Random(state);
            match kind {
                0 => any_component(&mut random),
                1 => wit_package(&mut random),
                _ => implemented_world(&mut random),
            }
        });
        if let Ok(Ok(component)) = outcome {
            fs::write(directory.join(format!("{made:06}.wasm")), component)?;
            made += 1;
        }
    }
    Ok(())
}

/// A component of any sections, with no meaning.
fn any_component(random: &mut Random) -> Result<Vec<u8>> {
    let size = 256 + (random.next() % 4096) as usize;
    let bytes = random.bytes(size);
    let config = Config {
        simd_enabled: false,
        relaxed_simd_enabled: false,
        memory64_enabled: false,
        gc_enabled: false,
        threads_enabled: false,
        custom_page_sizes_enabled: false,
        wide_arithmetic_enabled: false,
        tail_call_enabled: false,
        exceptions_enabled: false,
        extended_const_enabled: false,
        ..Config::default()
    };
    Ok(Component::new(config, &mut Unstructured::new(&bytes))?.to_bytes())
}

/// Interfaces and worlds as types.
fn wit_package(random: &mut Random) -> Result<Vec<u8>> {
    let size = 256 + (random.next() % 8192) as usize;
    let bytes = random.bytes(size);
    let config = wit_smith::Config {
        async_: random.flag(),
        futures: random.flag(),
        streams: random.flag(),
        error_context: random.flag(),
        fixed_length_lists: random.flag(),
        world_include: random.flag(),
        implements: random.flag(),
        canonical_names: random.flag(),
        ..wit_smith::Config::default()
    };
    Ok(wit_smith::smith(&config, &mut Unstructured::new(&bytes))?)
}

/// A component that implements a world with functions that do nothing.
fn implemented_world(random: &mut Random) -> Result<Vec<u8>> {
    let package = wit_package(random)?;
    let DecodedWasm::WitPackage(resolve, package) = wit_component::decode(&package)? else {
        return Err("not a package".into());
    };
    let worlds: Vec<_> = resolve.packages[package].worlds.values().copied().collect();
    if worlds.is_empty() {
        return Err("no world".into());
    }
    let world = worlds[random.next() as usize % worlds.len()];
    let mangling = match random.next() % 4 {
        0 => ManglingAndAbi::Standard32,
        1 => ManglingAndAbi::Legacy(LiftLowerAbi::Sync),
        2 => ManglingAndAbi::Legacy(LiftLowerAbi::AsyncCallback),
        _ => ManglingAndAbi::Legacy(LiftLowerAbi::AsyncStackful),
    };
    let encoding = match random.next() % 3 {
        0 => StringEncoding::UTF8,
        1 => StringEncoding::UTF16,
        _ => StringEncoding::CompactUTF16,
    };
    let mut module = dummy_module(&resolve, world, mangling);
    wit_component::embed_component_metadata(&mut module, &resolve, world, encoding, random.flag())?;
    Ok(ComponentEncoder::default().module(&module)?.encode()?)
}
