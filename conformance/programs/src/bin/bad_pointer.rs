//! Passes a buffer outside the memory, which is a trap and not an error number.

#[cfg(target_os = "wasi")]
#[link(wasm_import_module = "wasi_snapshot_preview1")]
extern "C" {
    fn random_get(buf: u32, len: u32) -> u32;
}

fn main() {
    println!("before");
    #[cfg(target_os = "wasi")]
    println!("returned {}", unsafe { random_get(u32::MAX - 16, 64) });
}
